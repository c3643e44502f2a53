// Brings together what the record's views show. Parts that a server may not have (a ledger, a procedure) are null then; what
// it did not answer (too many requests, say) is a fault, not a part that is missing.
import type { RecordData } from "../views/record/shared";
import * as requests from "./requests";

const orNull = <T,>(asked: Promise<T>): Promise<T | null> =>
  asked.catch((error: unknown) => {
    if (error instanceof requests.Failed && [401, 403, 404].includes(error.status)) return null;
    throw error;
  });

export async function loadRecord(since: string | null): Promise<RecordData> {
  const [accord, standing, replay, procedures, events] = await Promise.all([
    requests.accord(),
    requests.standing(since),
    orNull(requests.replay()),
    orNull(requests.procedures()),
    requests.events(),
  ]);
  const checkpoint = standing.record.signed ? await orNull(requests.checkpoint()) : null;
  return { accord, standing, replay, procedures, events, checkpoint };
}
