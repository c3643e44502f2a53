import { readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { fromBase64, same, toHexadecimal } from "../src/ledger/bytes";
import { entryHash, isContinued, leafHash, nodeHash, rootFrom } from "../src/ledger/merkle";

// The cases of the transparency-dev project, as the ledger's own tests read them.
const data = (file: string) => JSON.parse(readFileSync(`${process.env.ENTENTE_REPOSITORY ?? ".."}/tests/reference/data/transparency-log/${file}`, "utf8"));

interface Inclusion {
  name: string;
  leafIdx: number;
  treeSize: number;
  root: string | null;
  leafHash: string | null;
  proof: string[] | null;
  wantErr: boolean;
}

interface Consistency {
  name: string;
  size1: number;
  size2: number;
  root1: string | null;
  root2: string | null;
  proof: string[] | null;
  wantErr: boolean;
}

const hash = (text: string | null) => fromBase64(text ?? "");

describe("proofs in the tree", () => {
  it("of inclusion are judged as the official cases say", async () => {
    const cases = data("inclusion.json") as Inclusion[];
    expect(cases.length).toBe(98);
    for (const one of cases) {
      const leaf = hash(one.leafHash);
      const root = await rootFrom(one.leafIdx, one.treeSize, leaf, (one.proof ?? []).map(hash));
      expect(leaf.length === 32 && root !== null && same(root, hash(one.root)), one.name).toBe(!one.wantErr);
    }
  });

  it("of consistency are judged as the official cases say", async () => {
    const cases = data("consistency.json") as Consistency[];
    expect(cases.length).toBe(98);
    for (const one of cases) {
      expect(await isContinued(one.size1, one.size2, (one.proof ?? []).map(hash), hash(one.root1), hash(one.root2)), one.name).toBe(!one.wantErr);
    }
  });

  it("hold for every leaf of every small tree, and for no other", async () => {
    const leaves = await Promise.all(Array.from({ length: 11 }, (_, n) => leafHash(Uint8Array.of(n))));
    // RFC 9162, 2.1.1 and 2.1.3.1, as they stand there.
    const split = (size: number) => 2 ** Math.ceil(Math.log2(size) - 1);
    const rootOf = async (some: typeof leaves): Promise<(typeof leaves)[0]> =>
      some.length === 1 ? some[0]! : nodeHash(await rootOf(some.slice(0, split(some.length))), await rootOf(some.slice(split(some.length))));
    const pathOf = async (at: number, some: typeof leaves): Promise<typeof leaves> => {
      if (some.length === 1) return [];
      const middle = split(some.length);
      const [left, right] = [some.slice(0, middle), some.slice(middle)];
      return at < middle ? [...(await pathOf(at, left)), await rootOf(right)] : [...(await pathOf(at - middle, right)), await rootOf(left)];
    };
    for (let size = 1; size <= leaves.length; ++size) {
      const tree = leaves.slice(0, size);
      const root = await rootOf(tree);
      for (let at = 0; at < size; ++at) {
        const path = await pathOf(at, tree);
        expect(await rootFrom(at, size, leaves[at]!, path)).toEqual(root);
        expect(await rootFrom(at, size, await leafHash(Uint8Array.of(99)), path)).not.toEqual(root);
        if (path.length === 0) continue;
        const wrong = path.map((one) => one.slice());
        wrong[wrong.length - 1]![31]! ^= 1;
        expect(await rootFrom(at, size, leaves[at]!, wrong)).not.toEqual(root);
        expect(await rootFrom(at, size, leaves[at]!, path.slice(1))).not.toEqual(root);
      }
    }
  });

  // docs/ledger-format.md, The tree.
  it("hold entries salted as the format says", async () => {
    expect(toHexadecimal(await entryHash(new Uint8Array(32), "{}"))).toBe("3d3ed1b4ddf3c9a9321fc100d2d6a5cc813756557996615ee279fa933f2e93d6");
  });
});
