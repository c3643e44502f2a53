// Verifies in the reader's browser what the server says of its ledger. Nothing here believes the server: what it sends is
// computed again from the event on.
import { fromBase64, same } from "../ledger/bytes";
import { judged, readCheckpoint, type Judged } from "../ledger/checkpoint";
import { canSign, readPublicKey } from "../ledger/keys";
import { entryHash, isContinued, leafHash, rootFrom } from "../ledger/merkle";
import type { CheckpointAnswer, LedgerEvent, ProofAnswer } from "./answers";

/** The checks in their order; a later one means nothing where an earlier one fails. */
export interface Verification {
  /** Whether the text of the event is what the proof is about; null where the text is not shown to this reader. */
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

export async function verifyEntry(answer: CheckpointAnswer, proof: ProofAnswer, event: LedgerEvent | null, index: number): Promise<Verification> {
  const checkpoint = readCheckpoint(answer.note);
  const shown = event?.line != null && event.salt != null;
  const computed = shown ? await leafHash(await entryHash(fromBase64(event.salt!), event.line!)) : null;
  const said = fromBase64(proof.leaf);
  const root = await rootFrom(index, checkpoint.size, computed ?? said, proof.path.map(fromBase64));
  const signatures = (await canSign()) ? await signaturesOf(answer) : [];
  const log = await readPublicKey(answer.log);
  const own = signatures.filter((one) => one.name === log.name && one.time === null && one.holds !== null);
  return {
    eventIsProved: computed === null ? null : same(computed, said),
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
