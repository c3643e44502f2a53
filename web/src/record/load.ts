// Brings together what the record's views show. Parts that a server may not have (a ledger, a procedure) are null then; what
// it did not answer (too many requests, say) is a fault, not a part that is missing.
import type { LedgerEvent } from "./answers";
import type { RecordData } from "../views/record/shared";
import * as requests from "./requests";

const orNull = <T,>(asked: Promise<T>): Promise<T | null> =>
  asked.catch((error: unknown) => {
    if (error instanceof requests.Failed && [401, 403, 404].includes(error.status)) return null;
    throw error;
  });

/** Whether a text that is shown may be taken away at any time, or was since. */
function hasTextToGo(events: LedgerEvent[]): boolean {
  const going = new Set(events.filter((one) => one.type === "withdrawal").map((one) => one.content?.entry));
  return events.some((one) => going.has(one.index) && one.content !== null);
}

/** All entries, with what is known already kept, as a ledger only grows. What is shown depends on who reads: `known` are entries that the same
 *  reader was told. */
export async function eventsAfter(known: LedgerEvent[], asked: (from?: number) => Promise<LedgerEvent[]>): Promise<LedgerEvent[]> {
  if (known.length === 0) return asked();
  const all = [...known, ...(await asked(known[known.length - 1]!.index + 1))];
  return hasTextToGo(all) ? asked() : all;
}

export async function loadRecord(since: string | null, known: LedgerEvent[] = []): Promise<RecordData> {
  const [accord, standing, replay, procedures, events] = await Promise.all([
    requests.accord(),
    requests.standing(since),
    orNull(requests.replay()),
    orNull(requests.procedures()),
    eventsAfter(known, requests.events),
  ]);
  const checkpoint = standing.record.signed ? await orNull(requests.checkpoint()) : null;
  return { accord, standing, replay, procedures, events, checkpoint };
}
