// Key lines (docs/ledger-format.md, Keys) and Ed25519 by the browser. A secret key never leaves this module: it goes from the
// file into a key that can not be read out again.
import { fromBase64, joined, same, sha256, toHexadecimal, utf8, type Bytes } from "./bytes";
import { Refused } from "./canonical_json";

export const signs = 1;
export const cosigns = 4;

export interface PublicKey {
  name: string;
  /** Eight hexadecimal digits. */
  id: string;
  kind: number;
  bytes: Bytes;
}

export interface SecretKey {
  name: string;
  id: string;
  key: CryptoKey;
}

async function idOf(name: string, kind: number, publicBytes: Uint8Array): Promise<string> {
  return toHexadecimal((await sha256(joined(utf8(`${name}\n`), Uint8Array.of(kind), publicBytes))).subarray(0, 4));
}

// Base64 may hold a plus, so only the first two count.
function parts(line: string): { name: string; id: string; kind: number; bytes: Bytes } {
  const found = /^([^\s+]+)\+([0-9a-f]{8})\+([A-Za-z0-9+/=]+)$/.exec(line);
  if (found === null) throw new Refused("not a key line");
  let bytes: Bytes;
  try {
    bytes = fromBase64(found[3]!);
  } catch {
    throw new Refused("not a key line");
  }
  if (bytes.length !== 33) throw new Refused("not a key line");
  return { name: found[1]!, id: found[2]!, kind: bytes[0]!, bytes: bytes.slice(1) };
}

export async function readPublicKey(line: string): Promise<PublicKey> {
  const key = parts(line.trim());
  if ((await idOf(key.name, key.kind, key.bytes)) !== key.id) throw new Refused("the key was copied wrongly");
  return key;
}

/** False where this browser can not sign and verify with Ed25519, or the page came over a connection that is not secure. */
export async function canSign(): Promise<boolean> {
  try {
    await crypto.subtle.importKey("raw", new Uint8Array(32), "Ed25519", true, ["verify"]);
    return true;
  } catch {
    return false;
  }
}

// RFC 8410: what stands before the 32 bytes of an Ed25519 key in PKCS #8.
const pkcs8Head = Uint8Array.of(0x30, 0x2e, 0x02, 0x01, 0x00, 0x30, 0x05, 0x06, 0x03, 0x2b, 0x65, 0x70, 0x04, 0x22, 0x04, 0x20);

/** The key of a file that `entente ledger key` wrote. Throws Refused where it is none or was copied wrongly. */
export async function readSecretKey(text: string): Promise<SecretKey> {
  const line = text.trim();
  const head = "PRIVATE+KEY+";
  if (!line.startsWith(head)) throw new Refused("not a secret key line");
  const { name, id, kind, bytes } = parts(line.slice(head.length));
  if (kind !== signs) throw new Refused("not a key that signs events");
  const file = joined(pkcs8Head, bytes);
  bytes.fill(0);
  try {
    // The id is that of the public key, which has to be computed once from the secret one.
    const readable = await crypto.subtle.importKey("pkcs8", file, "Ed25519", true, ["sign"]);
    const { x } = await crypto.subtle.exportKey("jwk", readable);
    const publicBytes = fromBase64((x ?? "").replace(/-/g, "+").replace(/_/g, "/"));
    if ((await idOf(name, kind, publicBytes)) !== id) throw new Refused("the key was copied wrongly");
    return { name, id, key: await crypto.subtle.importKey("pkcs8", file, "Ed25519", false, ["sign"]) };
  } finally {
    file.fill(0);
  }
}

export async function sign(key: SecretKey, message: string): Promise<Bytes> {
  return new Uint8Array(await crypto.subtle.sign("Ed25519", key.key, utf8(message)));
}

export async function verifies(key: PublicKey, signature: Uint8Array, message: Uint8Array): Promise<boolean> {
  const imported = await crypto.subtle.importKey("raw", key.bytes, "Ed25519", false, ["verify"]);
  return crypto.subtle.verify("Ed25519", imported, signature as Bytes, message as Bytes);
}

export const sameKey = (one: PublicKey, other: PublicKey): boolean => one.id === other.id && same(one.bytes, other.bytes);
