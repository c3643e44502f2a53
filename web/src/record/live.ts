// What the server tells by itself (server-sent events), and whether it still can.

export type Link = "connecting" | "open" | "lost";

const again = 3000;

/** Calls `onNews` after each append and whenever a lost connection is back; stops when the result is called. */
export function listen(onNews: (size: number | null) => void, onLink: (link: Link) => void): () => void {
  let source: EventSource | null = null;
  let timer: ReturnType<typeof setTimeout> | null = null;
  let wasLost = false;
  let stopped = false;
  const open = () => {
    source = new EventSource("api/v1/live");
    source.onopen = () => {
      onLink("open");
      // What was entered meanwhile was told to nobody here.
      if (wasLost) onNews(null);
      wasLost = false;
    };
    source.addEventListener("standing", (event) => {
      const { size } = JSON.parse((event as MessageEvent<string>).data) as { size: number };
      onNews(size);
    });
    source.addEventListener("checkpoint", () => onNews(null));
    source.onerror = () => {
      if (stopped) return;
      wasLost = true;
      onLink("lost");
      // A browser tries again by itself, but not after an answer that was no stream.
      if (source?.readyState === EventSource.CLOSED && timer === null) {
        timer = setTimeout(() => {
          timer = null;
          if (!stopped) open();
        }, again);
      }
    };
  };
  open();
  return () => {
    stopped = true;
    if (timer !== null) clearTimeout(timer);
    source?.close();
  };
}
