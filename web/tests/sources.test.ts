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
  verification: {
    unit: "m USD", sources: [], note: "invented", line: 30, common_causes: [{ means: ["cameras", "seals"], share: 0.4, sources: [], note: null, line: 38 }],
    means: [
      {
        name: "cameras", title: null, cost: [1, 2, 4], false_alarms: 0, starts: 0.5, sources: ["catalogue"], note: null, line: 31,
        sees: [{ commitment: "reactor", level: "halted", seen: [0.5, 0.8, 0.9], watched: 0 }],
      },
    ],
  },
  fund: {
    unit: "bn USD", least: 0, most: 50, contributors: [{ party: "North", cost: 0.5 }], sources: [], note: null, line: 40,
    tranches: [{ name: "first", to: "North", worth: 0.8, share: 0.6, amount: null, when: { reactor: "halted" }, sources: [], note: "analyst", line: 44 }],
  },
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
    expect(matching(rows, "", true).map((one) => one.quantity)).toEqual(["patience", "cost", "seen"]);
    expect(rows.filter(isRange)).toHaveLength(3);
    // What is seen of a level belongs to the level, too.
    expect(matching(rows, "reactor.halted", false).filter((one) => one.of.kind === "means").map((one) => one.quantity)).toEqual(["seen", "watched"]);
  });

  it("are told of the means of seeing, of what strikes them together, and of the fund", () => {
    const of = (name: string, quantity: string) => {
      const { number, origin, line } = row(name, quantity);
      return [number, origin.sources[0] ?? origin.note, line];
    };
    expect(of("cameras", "cost")).toEqual([[1, 2, 4], "catalogue", 31]);
    expect(of("cameras", "starts")).toEqual([0.5, "catalogue", 31]);
    expect(of("cameras, seals", "common_share")).toEqual([0.4, "invented", 38]);
    expect(of("", "fund_most")).toEqual([50, null, 40]);
    expect(of("", "fund_cost")).toEqual([0.5, null, 40]);
    expect(of("first", "fund_worth")).toEqual([0.8, "analyst", 44]);
    expect(of("first", "fund_share")).toEqual([0.6, "analyst", 44]);
    expect(sourceRows(accord).some((one) => one.quantity === "fund_amount")).toBe(false);
    expect(sourceRows({ ...accord, verification: null, fund: null }).some((one) => ["means", "cause", "fund"].includes(one.of.kind))).toBe(false);
  });

  it("of a level are the file's own where means of seeing add to them", () => {
    const [first] = accord.commitments;
    const level = { ...first!.levels[0]!, seen: 0.99, seen_without_means: 0.9, watched_without_means: 0.3 };
    const rows = sourceRows({ ...accord, commitments: [{ ...first!, levels: [level] }] });
    const told = (quantity: string) => rows.find((one) => one.of.kind === "level" && one.quantity === quantity)!.number;
    expect([told("seen"), told("watched")]).toEqual([0.9, 0.3]);
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
