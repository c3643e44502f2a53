import { describe, expect, it } from "vitest";
import { mendRows, sorted } from "../src/mends";
import type { Lack } from "../src/report";

const mend = (knob: string, party: string | null, from: number, to: number, whole = false) => ({ knob, of: `of ${knob}`, party, from, to, unit: "share" as const, whole_plan: whole });
const lacks = [
  { party: "South", mends: [mend("seen", null, 0.4, 0.7), mend("penalty", "North", 0, 0.9, true)] },
  { party: "North", mends: [mend("undo", null, 0.1, 0.2)] },
] as unknown as Lack[];
const order = (column: Parameters<typeof sorted>[1], direction: Parameters<typeof sorted>[2]) => sorted(mendRows(lacks), column, direction).map((row) => row.mend.knob);

describe("mends", () => {
  it("stand with the party that the knob is of, or the one that breaks", () => {
    expect(mendRows(lacks).map((row) => [row.lackNumber, row.party])).toEqual([[1, "South"], [1, "North"], [2, "North"]]);
  });

  it("are sorted by party, by knob, by change and by whether one alone is enough, both ways", () => {
    expect(order("party", "ascending")).toEqual(["penalty", "undo", "seen"]);
    expect(order("party", "descending")).toEqual(["seen", "penalty", "undo"]);
    expect(order("knob", "ascending")).toEqual(["penalty", "seen", "undo"]);
    expect(order("change", "descending")).toEqual(["penalty", "seen", "undo"]);
    expect(order("whole", "ascending")[0]).toBe("penalty");
  });
});
