import { describe, expect, it } from "vitest";
import { languages, preferred } from "../src/words";
import { recordLanguages } from "../src/words/record";
import { simulationLanguages } from "../src/words/simulation";
import { whatIfLanguages } from "../src/words/what_if";
import { worldsLanguages } from "../src/words/worlds";

// Every leaf of a table: its path, and its text where it is one.
function leaves(table: unknown, path = ""): [string, unknown][] {
  if (typeof table !== "object" || table === null) return [[path, table]];
  return Object.entries(table).flatMap(([key, value]) => leaves(value, `${path}/${key}`));
}

describe("languages", () => {
  it.each([
    ["the plan", languages],
    ["the record", recordLanguages],
    ["the what-if", whatIfLanguages],
    ["worlds", worldsLanguages],
    ["simulations", simulationLanguages],
  ])("have the same texts of %s, none of them empty", (_, tables) => {
    // Units that a number stands without, and fields without a hint.
    const mayBeEmpty = /^\/(submit\/hints|units)\//;
    // What English has under the names of the document itself.
    const mayBeMore = /^\/(procedure\/names|rates\/meanings|refusals)\//;
    const english = leaves(tables.en);
    for (const table of Object.values(tables)) {
      const own = leaves(table).filter(([path]) => !mayBeMore.test(path));
      expect(own.map(([path]) => path).sort()).toEqual(english.map(([path]) => path).sort());
      for (const [path, text] of own) expect(typeof text === "function" || (typeof text === "string" && (text !== "" || mayBeEmpty.test(path))), path).toBe(true);
    }
  });

  it("leave nothing in English in the Korean table but names of commands and keys", () => {
    const mayStay = /^\/(joined|origin\/model|origin\/kinds\/\w+\/section|step\/exposed)/;
    const foreign = leaves(languages.ko).filter(
      ([path, text]) => !mayStay.test(path) && (typeof text === "function" ? !/[가-힣]/.test(String(text)) && !/^\(n\) => String/.test(String(text)) : !/[가-힣]/.test(String(text))),
    );
    expect(foreign).toEqual([]);
  });

  it("leave nothing in English in the Korean table of the record but signs and what only puts parts together", () => {
    const mayStay = /^\/(title|of|scale\/\w+\/sign|deliveries\/plain)$/;
    const foreign = leaves(recordLanguages.ko).filter(([path, text]) => text !== "" && !mayStay.test(path) && !/[가-힣]/.test(String(text)));
    expect(foreign).toEqual([]);
  });

  it("leave nothing in English in the Korean tables of worlds, simulations and the what-if but signs", () => {
    for (const table of [worldsLanguages.ko, simulationLanguages.ko, whatIfLanguages.ko]) {
      const mayStay = /^\/(withInterval|decides\/scenario)$/;
      const foreign = leaves(table).filter(([path, text]) => text !== "" && !mayStay.test(path) && !/[가-힣]/.test(String(text)));
      expect(foreign).toEqual([]);
    }
  });

  it("are chosen by what the reader wants, English where none is known", () => {
    expect(preferred(["fr-FR", "ko-KR", "en"])).toBe("ko");
    expect(preferred(["fr"])).toBe("en");
  });
});
