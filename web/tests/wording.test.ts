import { describe, expect, it } from "vitest";
import { deviationInWords, letters, levelInWords, mendNumber, ownerOf, stakeInWords, stateInWords } from "../src/wording";
import { en } from "../src/words/en";

const condition = (name: string, levels: string[] = ["reactor.halted"], slack = -2) => ({ party: "North", condition: name, levels, slack });
const inWords = (name: string) => deviationInWords(en, condition(name), ["reactor"], 0.25);

describe("wording", () => {
  it("says of every kind of condition what the party would do", () => {
    expect(inWords("stays")).toBe("leaving");
    expect(inWords("stays, on the eve")).toBe("leaving just before the gate");
    expect(inWords("delivers")).toBe("withholding reactor halted");
    expect(inWords("delivers, leave at the gate")).toBe("withholding reactor halted and leaving once the others have delivered");
    expect(inWords("keeps, stop after 2")).toBe("taking reactor halted back for 6 months, then stopping");
    expect(inWords("keeps, leave after 1 (eve)")).toBe("taking reactor halted back and leaving after 3 months, begun just before the gate");
    expect(inWords("keeps, finish")).toBe("taking reactor halted back");
  });

  it("says exactly what leaving brings and what breaking otherwise brings at most, with the share and what it is a share of", () => {
    const gain = { gain: 40, of: "plans" as const };
    expect(stakeInWords(en, condition("stays"), ["reactor"], 1, gain)).toBe("would gain 2 points (5% of its best gain of 40 points) by leaving");
    expect(stakeInWords(en, condition("delivers"), ["reactor"], 1, gain)).toMatch(/^would gain up to 2 points/);
    expect(stakeInWords(en, condition("delivers", ["reactor.halted"], 1), ["reactor"], 1, { gain: 0, of: "plans" })).toBe("would lose at least 1 point by withholding reactor halted");
    expect(stakeInWords(en, condition("stays", [], 1e-12), [], 1, gain)).toBe("would neither gain nor lose by leaving");
  });

  it("takes a dotted level apart by the commitments, whose names may hold points", () => {
    expect(ownerOf("a.b.c", ["a", "a.b"])).toBe("a.b");
    expect(levelInWords("a.b.c", ["a", "a.b"])).toBe("a.b c");
    expect(levelInWords("x.y", ["a"])).toBe("x.y");
  });

  it("names what stands above today", () => {
    expect(stateInWords(en, { reactor: "halted", relief: "today" })).toBe("reactor halted");
    expect(stateInWords(en, { relief: "today" })).toBe("today’s state of affairs");
  });

  it("puts a mend's number in its unit", () => {
    const mend = { knob: "undo", of: "reactor.halted", party: null, from: 1, to: 7, unit: "periods" as const, whole_plan: false };
    expect(mendNumber(en, mend, mend.to, 0.25)).toBe("1 year 9 months");
    expect(mendNumber(en, { ...mend, unit: "share" }, 0.725, 0.25)).toBe("72.5%");
    expect(mendNumber(en, { ...mend, unit: "points once" }, 35.2, 0.25)).toBe("35.2 points");
    expect(mendNumber(en, mend, null, 0.25)).toBe("not known");
  });

  it("tells parties apart by as few letters as it takes", () => {
    expect(letters(["DPRK", "US", "ROK", "China", "Russia", "Japan"])).toEqual({ DPRK: "D", US: "U", ROK: "RO", China: "C", Russia: "Ru", Japan: "J" });
    expect(new Set(Object.values(letters(["North", "Northern", "Nor"]))).size).toBe(3);
  });
});
