// The day of the reader's last visit, kept in this browser alone.

const place = (accord: string) => `entente visit ${accord}`;

/** The last day on which this browser saw the accord before `today`; null for the first visit. Remembers `today`. */
export function lastVisit(accord: string, today: string): string | null {
  try {
    const kept = JSON.parse(localStorage.getItem(place(accord)) ?? "{}") as { day?: string; before?: string };
    const before = kept.day === today ? (kept.before ?? null) : (kept.day ?? null);
    localStorage.setItem(place(accord), JSON.stringify({ day: today, ...(before === null ? {} : { before }) }));
    return before;
  } catch {
    // Storage may be forbidden: then every visit is the first.
    return null;
  }
}
