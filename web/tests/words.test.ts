import { describe, expect, it } from "vitest";
import { languages, preferred } from "../src/words";

// Every leaf of a table: its path, and its text where it is one.
function leaves(table: unknown, path = ""): [string, unknown][] {
  if (typeof table !== "object" || table === null) return [[path, table]];
  return Object.entries(table).flatMap(([key, value]) => leaves(value, `${path}/${key}`));
}

describe("languages", () => {
  it("have the same texts, none of them empty", () => {
    const english = leaves(languages.en);
    for (const table of Object.values(languages)) {
      const own = leaves(table);
      expect(own.map(([path]) => path)).toEqual(english.map(([path]) => path));
      for (const [path, text] of own) expect(typeof text === "function" || (typeof text === "string" && text !== ""), path).toBe(true);
    }
  });

  it("leave nothing in English in the Korean table but names of commands and keys", () => {
    const mayStay = /^\/(joined|origin\/model|origin\/kinds\/\w+\/section|step\/exposed)/;
    const foreign = leaves(languages.ko).filter(
      ([path, text]) => !mayStay.test(path) && (typeof text === "function" ? !/[가-힣]/.test(String(text)) && !/^\(n\) => String/.test(String(text)) : !/[가-힣]/.test(String(text))),
    );
    expect(foreign).toEqual([]);
  });

  it("are chosen by what the reader wants, English where none is known", () => {
    expect(preferred(["fr-FR", "ko-KR", "en"])).toBe("ko");
    expect(preferred(["fr"])).toBe("en");
  });
});
