// Proofs in the tree of the ledger: RFC 9162, sections 2.1.3.2 and 2.1.4.2. They are checked here, in the reader's browser, so
// that nothing need be believed of the server that sent them.
import { joined, same, sha256, utf8, type Bytes } from "./bytes";

/** What the tree holds of an event (docs/ledger-format.md). */
export const entryHash = (salt: Uint8Array, line: string): Promise<Bytes> => sha256(joined(utf8("entente-entry/1\n"), salt, utf8(line)));

export const leafHash = (entry: Uint8Array): Promise<Bytes> => sha256(joined(Uint8Array.of(0), entry));
export const nodeHash = (left: Uint8Array, right: Uint8Array): Promise<Bytes> => sha256(joined(Uint8Array.of(1), left, right));

const halved = (whole: number) => Math.floor(whole / 2);
const isOdd = (whole: number) => whole % 2 === 1;

/** The root that the proof leads to; null where the proof has not the length that the place in the tree asks for. */
export async function rootFrom(index: number, size: number, leaf: Bytes, path: Uint8Array[]): Promise<Bytes | null> {
  if (!Number.isSafeInteger(index) || !Number.isSafeInteger(size) || index < 0 || index >= size) return null;
  let at = index;
  let last = size - 1;
  let root = leaf;
  for (const hash of path) {
    if (last === 0 || hash.length !== 32) return null;
    if (isOdd(at) || at === last) {
      root = await nodeHash(hash, root);
      while (!isOdd(at) && at !== 0) {
        at = halved(at);
        last = halved(last);
      }
    } else {
      root = await nodeHash(root, hash);
    }
    at = halved(at);
    last = halved(last);
  }
  return last === 0 ? root : null;
}

/** Whether the tree of `newSize` entries and root `newRoot` begins with the one of `oldSize` entries and root `oldRoot`. */
export async function isContinued(oldSize: number, newSize: number, path: Uint8Array[], oldRoot: Uint8Array, newRoot: Uint8Array): Promise<boolean> {
  if (oldSize === 0 || oldSize > newSize) return false;
  if (oldSize === newSize) return path.length === 0 && same(oldRoot, newRoot);
  if (path.length === 0 || path.some((hash) => hash.length !== 32)) return false;
  let at = oldSize - 1;
  let last = newSize - 1;
  while (isOdd(at)) {
    at = halved(at);
    last = halved(last);
  }
  // The old tree is one whole node of the new one where its size is a power of two; then the proof leaves it out.
  const rest = at === 0 ? path : path.slice(1);
  let oldest = (at === 0 ? oldRoot : path[0]!) as Bytes;
  let newest = oldest;
  for (const hash of rest) {
    if (last === 0) return false;
    if (isOdd(at) || at === last) {
      oldest = await nodeHash(hash, oldest);
      newest = await nodeHash(hash, newest);
      while (!isOdd(at) && at !== 0) {
        at = halved(at);
        last = halved(last);
      }
    } else {
      newest = await nodeHash(newest, hash);
    }
    at = halved(at);
    last = halved(last);
  }
  return last === 0 && same(oldest, oldRoot) && same(newest, newRoot);
}
