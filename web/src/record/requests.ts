// Asks the server. Addresses are relative to the page, so that it can stand below another path; nothing else is ever asked.
import type { FoundPlan, PeoplePlan, Report } from "../report";
import type { Writing } from "../ledger/event";
import type { Accord, CheckpointAnswer, LedgerEvent, Procedures, ProofAnswer, Replay, Session, Standing } from "./answers";

/** What the server refused, in its own words. */
export class Failed extends Error {
  constructor(
    readonly status: number,
    readonly code: string,
    message: string,
  ) {
    super(message);
  }
}

const mostWaits = 20;
const longestWait = 5;

/** Waits where too much was asked at once, as when all entries of a long ledger are fetched; what changes something is asked once. */
async function answered(path: string, options: RequestInit): Promise<Response> {
  for (let waits = 0; ; ++waits) {
    const answer = await fetch(`api/v1/${path}`, { credentials: "same-origin", cache: "no-store", ...options });
    const seconds = Number(answer.headers.get("Retry-After"));
    if (answer.status !== 429 || options.method !== undefined || waits === mostWaits || !(seconds > 0 && seconds <= longestWait)) return answer;
    await new Promise((go) => setTimeout(go, 1000 * seconds));
  }
}

async function asked<T>(path: string, options: RequestInit = {}): Promise<T> {
  let answer: Response;
  try {
    answer = await answered(path, options);
  } catch {
    throw new Failed(0, "no_connection", "");
  }
  if (answer.status === 204) return undefined as T;
  const text = await answer.text();
  let body: unknown = null;
  try {
    body = JSON.parse(text);
  } catch {
    if (answer.ok) throw new Failed(answer.status, "no_json", "");
  }
  if (!answer.ok) {
    const error = (body as { error?: { code?: string; message?: string } } | null)?.error;
    throw new Failed(answer.status, error?.code ?? String(answer.status), error?.message ?? answer.statusText);
  }
  return body as T;
}

function posted(body: string, csrf: string | null, method = "POST"): RequestInit {
  return { method, body, headers: { "Content-Type": "application/json", ...(csrf === null ? {} : { "X-CSRF-Token": csrf }) } };
}

type Sent = Omit<LedgerEvent, "time" | "author" | "role" | "type"> & Record<"time" | "author" | "role" | "type", string | null>;

// Of an entry whose text was taken away nothing is known but that it is there.
const withTexts = (sent: Sent): LedgerEvent => ({ ...sent, time: sent.time ?? "", author: sent.author ?? "", role: sent.role ?? "", type: sent.type ?? "" });

export const session = () => asked<Session>("session");
export const challenge = (name: string) => asked<{ challenge: string; expires: string }>("session/challenge", posted(JSON.stringify({ name }), null));
export const signIn = (
  body: { name: string; password: string } | { name: string; challenge: string; signature: string },
) => asked<Session>("session", posted(JSON.stringify(body), null));
export const signOut = (csrf: string | null) => asked<void>("session", { method: "DELETE", headers: csrf === null ? {} : { "X-CSRF-Token": csrf } });

export const accord = () => asked<Accord>("accord");
export const report = () => asked<Report>("report");
export const standing = (since: string | null) => asked<Standing>(since === null ? "standing" : `standing?since=${encodeURIComponent(since)}`);
export const replay = () => asked<Replay>("replay");
export const procedures = () => asked<Procedures>("procedures");
export const event = async (index: number) => withTexts(await asked<Sent>(`events/${index}`));
export const checkpoint = () => asked<CheckpointAnswer>("checkpoint");
export const proof = (index: number, size: number) => asked<ProofAnswer>(`proof?index=${index}&size=${size}`);
export const consistency = (from: number, to: number) => asked<{ path: string[] }>(`consistency?from=${from}&to=${to}`);
export const writing = () => asked<Writing>("writing");
export const submit = (line: string, csrf: string | null) => asked<{ index: number; id: string; size: number }>("events", posted(line, csrf));
export const whatIf = (plan: string, values: Record<string, number>, csrf: string | null, signal: AbortSignal) =>
  asked<{ plan: PeoplePlan | FoundPlan }>("what-if", { ...posted(JSON.stringify({ plan, values }), csrf), signal });

const pageOfEvents = 500;

/** All that this reader may see, from an index on. */
export async function events(from = 0): Promise<LedgerEvent[]> {
  const all: LedgerEvent[] = [];
  for (let next = from; ; ) {
    const { size, events: some } = await asked<{ size: number; events: Sent[] }>(`events?from=${next}&limit=${pageOfEvents}`);
    all.push(...some.map(withTexts));
    if (some.length === 0) return all;
    next = some[some.length - 1]!.index + 1;
    if (next >= size) return all;
  }
}
