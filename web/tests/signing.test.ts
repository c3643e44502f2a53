import { createHash, createPrivateKey, createPublicKey, verify } from "node:crypto";
import { readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { fromBase64, toBase64, toHexadecimal, utf8 } from "../src/ledger/bytes";
import { judged, readCheckpoint } from "../src/ledger/checkpoint";
import { contentOf, signedLine, textToSign, type Writing } from "../src/ledger/event";
import { eventTypes, fieldsOf, mayWrite } from "../src/ledger/event_types";
import { readPublicKey, readSecretKey, sign } from "../src/ledger/keys";

const repository = process.env.ENTENTE_REPOSITORY ?? "..";
const head = Buffer.from("302e020100300506032b657004220420", "hex");

/** Key lines made by Node's own Ed25519. */
function keyLines(name: string, seed: Buffer, kind = 1) {
  const key = createPrivateKey({ key: Buffer.concat([head, seed]), format: "der", type: "pkcs8" });
  const publicBytes = createPublicKey(key).export({ format: "der", type: "spki" }).subarray(-32);
  const id = createHash("sha256").update(`${name}\n`).update(Buffer.from([kind])).update(publicBytes).digest("hex").slice(0, 8);
  const base64 = (bytes: Buffer) => Buffer.concat([Buffer.from([kind]), bytes]).toString("base64");
  return { id, secret: `PRIVATE+KEY+${name}+${id}+${base64(seed)}\n`, public: `${name}+${id}+${base64(publicBytes)}`, key: createPublicKey(key), publicBytes };
}

const seed = createHash("sha256").update("seed of North").digest();
const north = keyLines("North", seed);

const writing: Writing = { ledger: "log.example/border", accord: "a".repeat(64), author: "North", roles: ["party"], key: north.id, number: 1 };

describe("keys", () => {
  // RFC 8032, section 7.1, test 2.
  it("sign as the standard says", async () => {
    const lines = keyLines("rfc8032", Buffer.from("4ccd089b28ff96da9db6c346ec114e0f5b8a319f35aba624da8cf6ed4fb8a6fb", "hex"));
    expect(lines.publicBytes.toString("hex")).toBe("3d4017c3e843895a92b70aa74d1b7ebc9c982ccf2ec4968cc0cd55f12af4660c");
    const key = await readSecretKey(lines.secret);
    expect(toHexadecimal(await sign(key, "\x72"))).toBe(
      "92a009a9f0d4cab8720e820b5f642540a2b27b5416503f8fb3762223ebdb69da085ac1e43e15996e458f3613d0f11d8c387b2eaeb4302aeeb00d291612bb0c00",
    );
  });

  it("can not be read out again", async () => {
    const { key } = await readSecretKey(north.secret);
    expect(key.extractable).toBe(false);
    await expect(crypto.subtle.exportKey("pkcs8", key)).rejects.toThrow();
  });

  it("copied wrongly are refused", async () => {
    const at = north.secret.length - 10;
    const other = north.secret.slice(0, at) + (north.secret[at] === "A" ? "B" : "A") + north.secret.slice(at + 1);
    await expect(readSecretKey(other)).rejects.toThrow("copied wrongly");
    await expect(readSecretKey(north.secret.replace("North", "South"))).rejects.toThrow("copied wrongly");
    await expect(readSecretKey(north.public)).rejects.toThrow("not a secret key line");
    await expect(readSecretKey(keyLines("W", seed, 4).secret)).rejects.toThrow("not a key that signs events");
    await expect(readPublicKey(north.public.replace(north.id, "00000000"))).rejects.toThrow("copied wrongly");
    expect((await readPublicKey(north.public)).name).toBe("North");
  });
});

describe("an event", () => {
  it("is signed in its canonical form, and nothing else is", async () => {
    const { content, faults } = contentOf("report", { commitment: "reactor", level: "halted", on: "2027-01-15", share: "", text: "  seals are on  " });
    expect(faults).toEqual([]);
    const text = textToSign(writing, "party", "report", content, new Date("2027-01-15T12:00:00.900Z"));
    expect(text).toBe(
      `{"accord":"${"a".repeat(64)}","author":"North","content":{"commitment":"reactor","level":"halted","on":"2027-01-15","text":"seals are on"},` +
        `"format":"entente-event/1","key":"${north.id}","ledger":"log.example/border","number":1,"role":"party","time":"2027-01-15T12:00:00Z","type":"report"}`,
    );
    const line = await signedLine(text, await readSecretKey(north.secret));
    expect(line.startsWith(`{"event":${text},"signature":"`)).toBe(true);
    const { signature } = JSON.parse(line) as { signature: string };
    expect(verify(null, utf8(text), north.key, fromBase64(signature))).toBe(true);
  });

  it("names every field that is not as the ledger wants it", () => {
    const { faults } = contentOf("finding", { commitment: "reactor", on: "2027-02-30", result: "perhaps", share: "2", evidence: "1, x", report: "-1" });
    expect(faults).toEqual([
      { field: "level", why: "missing" }, { field: "on", why: "date" }, { field: "result", why: "choice" }, { field: "report", why: "entry" }, { field: "share", why: "share" },
      { field: "evidence", why: "entry" },
    ]);
    expect(contentOf("complaint", { against: "South", text: "nothing came", level: "half" }).faults).toEqual([{ field: "commitment", why: "level" }]);
    expect(contentOf("meeting", { organ: "C", on: "2027-02-28", present: "North\n South \n", quorum: "yes" }).content).toEqual({
      organ: "C", on: "2027-02-28", present: ["North", "South"], quorum: true,
    });
  });

  it("larger than the ledger takes is not signed", async () => {
    const { content } = contentOf("report", { commitment: "reactor", level: "halted", on: "2027-01-15", text: "x".repeat(66_000) });
    const text = textToSign(writing, "party", "report", content, new Date());
    await expect(signedLine(text, await readSecretKey(north.secret))).rejects.toThrow("65,535");
  });

  it("has the fields and the authors of docs/ledger-format.md", () => {
    const format = readFileSync(`${repository}/docs/ledger-format.md`, "utf8");
    const rows = new Map([...format.matchAll(/^\| `(\w+)` \| ([a-z, ]+) \| (.+) \|$/gm)].map(([, type, from, fields]) => [type!, { from: from!, fields: fields! }]));
    for (const type of eventTypes) {
      const row = rows.get(type);
      expect(row, type).toBeDefined();
      // What stands in round brackets explains the field before it.
      const [required = "", optional = ""] = row!.fields.replace(/\([^)]*\)/g, "").split("[");
      const named = (text: string) => [...text.matchAll(/`(\w+)`/g)].map(([, name]) => name!);
      const own = (needed: boolean) => fieldsOf[type].filter((field) => field.required === needed).map((field) => field.name);
      expect(own(true).sort(), type).toEqual(named(required).sort());
      expect(own(false).sort(), type).toEqual(named(optional).sort());
      expect(mayWrite[type].length === 4 ? "any" : mayWrite[type].join(", "), type).toBe(row!.from.trim());
    }
  });
});

describe("a checkpoint", () => {
  const note = readFileSync(`${repository}/tests/reference/data/transparency-log/tessera-log/checkpoint`, "utf8");
  const tessera = "example.com/log/testdata+33d7b496+AeHTu4Q3hEIMHNqc6fASMsq3rKNx280NI+oO5xCFkkSx";

  it("of another program is read, and its signature judged", async () => {
    const checkpoint = readCheckpoint(note);
    expect(checkpoint.size).toBe(15);
    const key = await readPublicKey(tessera);
    expect((await judged(checkpoint, [key])).filter((one) => one.holds === true).map((one) => one.name)).toEqual(["example.com/log/testdata"]);
    const changed = readCheckpoint(note.replace("\n15\n", "\n16\n"));
    expect((await judged(changed, [key])).find((one) => one.name === key.name)?.holds).toBe(false);
    expect((await judged(checkpoint, [])).every((one) => one.holds === null)).toBe(true);
  });

  it("is cosigned for a time and a text only", async () => {
    const witness = keyLines("w.example", seed, 4);
    const checkpoint = readCheckpoint(note);
    const time = Buffer.alloc(8);
    time.writeBigUInt64BE(1679315147n);
    const key = createPrivateKey({ key: Buffer.concat([head, seed]), format: "der", type: "pkcs8" });
    const { sign: signWith } = await import("node:crypto");
    const signature = signWith(null, utf8(`cosignature/v1\ntime 1679315147\n${checkpoint.text}`), key);
    const line = (bytes: Buffer) => `\u2014 w.example ${toBase64(Buffer.concat([Buffer.from(witness.id, "hex"), bytes]))}\n`;
    const known = [await readPublicKey(witness.public)];
    const cosigned = (await judged(readCheckpoint(note + line(Buffer.concat([time, signature]))), known)).pop();
    expect(cosigned).toEqual({ name: "w.example", holds: true, time: 1679315147 });
    time[7]! ^= 1;
    const later = (await judged(readCheckpoint(note + line(Buffer.concat([time, signature]))), known)).pop();
    expect(later?.holds).toBe(false);
  });

  it("that is none is refused", () => {
    for (const text of ["", "text\n", note.slice(0, -1), `${note}x\n`, "o\n1\nAAAA\n\n\u2014 name AAAA\n"]) expect(() => readCheckpoint(text), text).toThrow();
  });
});
