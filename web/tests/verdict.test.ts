import { describe, expect, it } from "vitest";
import type { FoundPlan, PlanDocument, Report } from "../src/report";
import { bestGains, tightestAt, towardsAim, verdict, weakestLink, worstLack } from "../src/verdict";

const lack = (party: string, slack: number) => ({ party, condition: "stays", levels: [], slack, state: {}, step: 1, mends: [] });
const point = (party: string, slack: number) => ({ slack: {}, weakest: { party, condition: "stays", levels: [], slack }, trust: {}, breaking_point: {} });
const plan = (final: Record<string, string>, steps = 1) => ({ final, steps: Array(steps).fill(point("North", 1)), hold: point("North", 1) }) as unknown as FoundPlan;

const document = (changes: Partial<PlanDocument> = {}): PlanDocument =>
  ({
    parties: ["North", "South"],
    commitments: [
      { name: "reactor", by: "North", levels: ["halted", "dismantled"] },
      { name: "relief", by: "South", levels: ["half", "full"] },
    ],
    frontier: [{ gain: {} }],
    faults: [],
    target: null,
    from: null,
    package: { best_gain: { North: 10, South: 100 } },
    aim: { reached: false, levels: { reactor: "dismantled", relief: "full" }, lacks: [lack("South", -3), lack("North", -2)] },
    ...changes,
  }) as unknown as PlanDocument;

describe("the verdict", () => {
  it("names the tightest party of a point by the measure that the page shows", () => {
    const at = { slack: { North: 15.2, South: 7.7 }, weakest: { party: "North", condition: "keeps", levels: ["reactor.halted"], slack: 15.2 } } as unknown as FoundPlan["hold"];
    expect(tightestAt(at, { North: 34.7, South: 22.4 })).toEqual({ party: "South", slack: 7.7, levels: [] });
    expect(tightestAt(at, { North: 100, South: 22.4 })).toMatchObject({ party: "North", levels: ["reactor.halted"] });
    expect(tightestAt({ ...at, slack: {} }, {})).toMatchObject({ party: "North", slack: 15.2 });
  });

  it("measures every plan of a party by the best that any of them gives it", () => {
    const plan = document({ best_gain: { North: 34, South: 5 } });
    const people = { best_gain: { North: 28, South: 7 } };
    expect(bestGains({ plan, people } as unknown as Report)).toEqual({ North: 34, South: 7 });
    expect(bestGains({ plan: document({ best_gain: {} }), people: null } as unknown as Report)).toEqual({ North: null, South: null });
  });

  it("counts the levels of the aim that stand, and none that nobody asked for", () => {
    expect(towardsAim(document(), { reactor: "halted", relief: "full" })).toEqual({ reached: 3, asked: 4 });
    const modest = document({ aim: { reached: true, levels: { reactor: "halted", relief: "today" }, held: null, violation: null, lacks: [] } });
    expect(towardsAim(modest, { reactor: "dismantled", relief: "full" })).toEqual({ reached: 1, asked: 1 });
  });

  it("is whole, part, or nothing, and never a plan where there is none", () => {
    const of = (final: Record<string, string>) => verdict(document(), plan(final)).outcome;
    expect(of({ reactor: "dismantled", relief: "full" })).toBe("whole");
    expect(of({ reactor: "halted", relief: "today" })).toBe("part");
    expect(verdict(document(), plan({}, 0)).outcome).toBe("nothingButToday");
    expect(verdict(document({ frontier: [] }), null).outcome).toBe("nothing");
    expect(verdict(document({ frontier: [], target: {} }), null).outcome).toBe("noPlanToTarget");
    expect(verdict(document({ faults: ["a check spoke against it"] }), null).outcome).toBe("noPlanStands");
    expect(verdict(document({ aim: null }), plan({})).outcome).toBe("noAim");
  });

  it("blames the break that is worst by the party's own measure, not by points of another scale", () => {
    expect(worstLack(document())?.party).toBe("North");
  });

  it("finds the tightest party by share of its best gain", () => {
    const both = { steps: [point("South", 3)], hold: point("North", 2) } as unknown as FoundPlan;
    expect(weakestLink(both, { North: 10, South: 100 })).toMatchObject({ at: 0, condition: { party: "South" } });
  });
});
