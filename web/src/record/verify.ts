// Verifies in the reader's browser what the server says of its ledger. Nothing here believes the server: what it sends is
// computed again from the event on.
import { fromBase64, same } from "../ledger/bytes";
import { canonical, type Json } from "../ledger/canonical_json";
import { judged, readCheckpoint, type Judged } from "../ledger/checkpoint";
import { canSign, readPublicKey } from "../ledger/keys";
import { entryHash, isContinued, leafHash, rootFrom } from "../ledger/merkle";
import type { CheckpointAnswer, LedgerEvent, ProofAnswer } from "./answers";

/** The checks in their order; a later one means nothing where an earlier one fails. */
export interface Verification {
  /** Whether what the page shows of the event is what was signed and what the proof is about; null where that is not shown to this reader. */
  eventIsProved: boolean | null;
  inTree: boolean;
  logSigned: boolean | null;
  signatures: Judged[];
  size: number;
}

export async function signaturesOf(answer: CheckpointAnswer): Promise<Judged[]> {
  const keys = await Promise.all([answer.log, ...answer.witnesses.map((one) => one.key)].map(readPublicKey));
  return judged(readCheckpoint(answer.note), keys);
}

/** Whether everything that is shown of an entry stands so in the line that its author signed, and, but for what is withheld, nothing is left out. */
export function isWhatWasSigned(line: string, shown: LedgerEvent): boolean {
  const { event } = JSON.parse(line) as { event: Record<string, Json> };
  const whole = (["author", "role", "type", "time"] as const).every((field) => event[field] === shown[field]);
  if (shown.content === null) return whole;
  const said = event.content as Record<string, Json>;
  const told = shown.content as Record<string, Json>;
  const fields = shown.withheld === true ? Object.keys(told) : [...new Set([...Object.keys(told), ...Object.keys(said)])];
  return whole && fields.every((field) => field in said && field in told && canonical(said[field]!) === canonical(told[field]!));
}

/** `onPage` is the entry as the page shows it: a server could send one text to be read and another to be proved. */
export async function verifyEntry(
  answer: CheckpointAnswer,
  proof: ProofAnswer,
  event: LedgerEvent | null,
  index: number,
  onPage: LedgerEvent | null,
): Promise<Verification> {
  const checkpoint = readCheckpoint(answer.note);
  const shown = event?.line != null && event.salt != null;
  const computed = shown ? await leafHash(await entryHash(fromBase64(event.salt!), event.line!)) : null;
  const said = fromBase64(proof.leaf);
  const root = await rootFrom(index, checkpoint.size, computed ?? said, proof.path.map(fromBase64));
  const signatures = (await canSign()) ? await signaturesOf(answer) : [];
  const log = await readPublicKey(answer.log);
  const own = signatures.filter((one) => one.name === log.name && one.time === null && one.holds !== null);
  return {
    eventIsProved: computed === null ? null : same(computed, said) && (onPage === null || isWhatWasSigned(event!.line!, onPage)),
    inTree: root !== null && same(root, checkpoint.root),
    logSigned: (await canSign()) ? own.length > 0 && own.every((one) => one.holds === true) && checkpoint.origin === log.name : null,
    signatures,
    size: checkpoint.size,
  };
}

/** Whether a checkpoint that this browser saw before is the beginning of the one at hand. */
export async function continues(older: string, newer: CheckpointAnswer, path: string[]): Promise<boolean> {
  const before = readCheckpoint(older);
  const now = readCheckpoint(newer.note);
  return before.origin === now.origin && isContinued(before.size, now.size, path.map(fromBase64), before.root, now.root);
}
