import { describe, expect, it } from "vitest";
import { pointsOf, readReport, type Report, type SourceAccord } from "../src/report";
import { basis, isRange, matching, sourceRows } from "../src/sources";

const accord = {
  title: "A", period: 0.25, sources: [], note: null, notices: [], aim: {},
  parties: [{ name: "North", patience: [0.8, 0.88, 0.95], turnover: 0.01, breakdown: -1, doubt: 0, sources: ["book"], note: null, line: 4 }],
  commitments: [
    {
      name: "reactor", by: "North", title: null, sources: ["atlas"], note: null, line: 9,
      levels: [
        {
          name: "halted", takes: 0.25, value: { North: -1 }, value_from: { sources: [], note: "analyst" }, once: {}, once_from: null, seen: 0.9, watched: 1,
          undo: "never", undone_by: "giver", needs: {}, sources: [], note: null, line: 11,
        },
      ],
    },
  ],
  complements: [],
  review: { takes: 0.5, succeeds: 0.8, penalty: { North: -2 }, penalty_from: null, sources: [], note: null, line: 20 },
  pace: { per_step: 3, per_party: null, sources: [], note: "talks", line: null },
} as unknown as SourceAccord;

const row = (of: string, quantity: string) => sourceRows(accord).find((one) => one.of.name === of && one.quantity === quantity)!;

describe("sources", () => {
  it("go from the nearest remark outwards: a value's own before its level's, a level's before its commitment's", () => {
    expect(row("reactor.halted", "value").origin).toEqual({ sources: [], note: "analyst" });
    expect(row("reactor.halted", "seen").origin.sources).toEqual(["atlas"]);
  });

  it("tell apart what has a source, a remark, nothing, and what is only the default", () => {
    expect(basis(row("North", "patience"))).toBe("sourced");
    expect(basis(row("reactor.halted", "value"))).toBe("judged");
    expect(basis(row("", "succeeds"))).toBe("silent");
    expect(basis(row("reactor.halted", "takes"))).toBe("default");
    expect(basis(row("reactor.halted", "watched"))).toBe("default");
    expect(basis(row("North", "doubt"))).toBe("default");
  });

  it("are found by any word, ranges alone where wanted", () => {
    const rows = sourceRows(accord);
    expect(matching(rows, "ATLAS", false).every((one) => one.of.name === "reactor.halted")).toBe(true);
    expect(matching(rows, "", true).map((one) => one.quantity)).toEqual(["patience"]);
    expect(rows.filter(isRange)).toHaveLength(1);
  });
});

describe("the document", () => {
  it("is refused where it is of another form", () => {
    expect(() => readReport('{"format":"entente/report/9"}')).toThrow();
    expect(() => readReport("@ENTENTE-REPORT@")).toThrow();
  });

  it("holds the conditions of a plan once, however many solutions it is", () => {
    const report = { points: { nash: [{ values: {}, conditions: [] }], securest: { as: "nash" }, kalai_smorodinsky: null } } as unknown as Report;
    expect(pointsOf(report, "securest")).toBe(pointsOf(report, "nash"));
    expect(pointsOf(report, "kalai_smorodinsky")).toBeNull();
  });
});
