// Signed checkpoints: C2SP signed-note, tlog-checkpoint and tlog-cosignature (cosignature/v1).
import { fromBase64, joined, toHexadecimal, utf8, type Bytes } from "./bytes";
import { Refused } from "./canonical_json";
import { cosigns, signs, verifies, type PublicKey } from "./keys";

export interface Signature {
  name: string;
  id: string;
  /** What follows the four bytes of the id. */
  bytes: Bytes;
}

export interface Checkpoint {
  /** What is signed, its last line end included. */
  text: string;
  origin: string;
  size: number;
  root: Bytes;
  signatures: Signature[];
}

export function readCheckpoint(note: string): Checkpoint {
  const end = note.lastIndexOf("\n\n");
  if (end < 0 || !note.endsWith("\n")) throw new Refused("not a signed note");
  const text = note.slice(0, end + 1);
  const [origin, size, root] = text.split("\n");
  if (!origin || !/^(0|[1-9]\d*)$/.test(size ?? "") || !root) throw new Refused("not a checkpoint");
  const lines = note.slice(end + 2, -1).split("\n");
  const signatures = lines.map((line) => {
    const found = /^\u2014 (\S+) ([A-Za-z0-9+/=]+)$/.exec(line);
    if (found === null) throw new Refused("not a signature line");
    const bytes = fromBase64(found[2]!);
    if (bytes.length < 5) throw new Refused("not a signature line");
    return { name: found[1]!, id: toHexadecimal(bytes.subarray(0, 4)), bytes: bytes.slice(4) };
  });
  const hash = fromBase64(root);
  if (hash.length !== 32) throw new Refused("not a checkpoint");
  return { text, origin, size: Number(size), root: hash, signatures };
}

export interface Judged {
  name: string;
  /** False: a known key, but the signature is not of it. Null: a key that is not known, of which nothing can be said. */
  holds: boolean | null;
  /** When a witness cosigned, in seconds since 1970. */
  time: number | null;
}

/** Every signature under the checkpoint, judged by the keys at hand. */
export async function judged(checkpoint: Checkpoint, keys: PublicKey[]): Promise<Judged[]> {
  const results: Judged[] = [];
  for (const signature of checkpoint.signatures) {
    const key = keys.find((one) => one.name === signature.name && one.id === signature.id);
    if (key === undefined) {
      results.push({ name: signature.name, holds: null, time: null });
    } else if (key.kind === signs) {
      results.push({ name: key.name, holds: await verifies(key, signature.bytes, utf8(checkpoint.text)), time: null });
    } else if (key.kind === cosigns && signature.bytes.length === 72) {
      const time = Number(new DataView(signature.bytes.buffer).getBigUint64(0));
      const message = joined(utf8(`cosignature/v1\ntime ${time}\n`), utf8(checkpoint.text));
      results.push({ name: key.name, holds: await verifies(key, signature.bytes.slice(8), message), time });
    } else {
      results.push({ name: key.name, holds: false, time: null });
    }
  }
  return results;
}
