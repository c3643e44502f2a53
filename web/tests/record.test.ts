import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { afterEach, describe, expect, it, vi } from "vitest";
import type { LedgerEvent, Obligation, Replay, Standing, Status } from "../src/record/answers";
import { eventsAfter } from "../src/record/load";
import { faultInWords } from "../src/record/fault";
import * as requests from "../src/record/requests";
import { readRoute, whatIfFragment } from "../src/route";
import { recordEn } from "../src/words/record_en";
import { recordKo } from "../src/words/record_ko";
import { clockBetween, deadlines, deliveredShares, everything, ordered, restsOn, shareOf, sieved } from "../src/record/standing";
import { keptDates, trajectory, undated } from "../src/record/trajectory";
import { movedOf, partsOf, rangeInWords, valueInWords } from "../src/ranges";

function promise(commitment: string, by: string, status: Status, more: Partial<Obligation> = {}): Obligation {
  return {
    commitment, level: "done", by, in_text: true, promised: true, owed_to: [], status, since: null, because: null, entries: [],
    due: { first: null, promised: null, agreed: null, shifted: null, moved_by: [] },
    days_overdue: 0, days_left: null, days_late: 0, verified_share: 0, scale: 0, waits_on: [], chain: [], in_circle: false, ...more,
  };
}

const due = (day: string) => ({ due: { first: day, promised: day, agreed: day, shifted: day, moved_by: [] } });

const obligations = [
  promise("reactor", "North", "overdue", { days_overdue: 12, ...due("2027-04-14") }),
  promise("relief", "South", "due", { days_left: 40, ...due("2027-06-05"), because: "Waits for seals" }),
  promise("seals", "North", "fulfilled", { scale: 3 }),
  promise("fuel", "South", "overdue", { days_overdue: 90, ...due("2027-01-26") }),
  promise("talks", "North", "due", { days_left: 3, ...due("2027-04-29") }),
];

const disputed = promise("border", "South", "disputed", { days_overdue: 30, ...due("2027-03-27") });

const event = (index: number, author: string, type: string, content: Record<string, unknown>, sources: string[] = []): LedgerEvent => ({
  index, id: null, time: "2027-01-01T00:00:00Z", author, role: "party", type, content, sources,
});

describe("the entries that are there already", () => {
  const texts = (all: LedgerEvent[]) => all.map((one) => one.content?.text ?? null);
  const served = (all: LedgerEvent[]) => {
    const asked: number[] = [];
    return { asked, ask: async (from = 0) => (asked.push(from), all.filter((one) => one.index >= from)) };
  };
  const first = [event(0, "North", "report", { text: "a" }), event(1, "South", "report", { text: "b" })];

  it("are not asked for again when others come", async () => {
    const { asked, ask } = served([...first, event(2, "North", "report", { text: "c" })]);
    expect(texts(await eventsAfter(first, ask))).toEqual(["a", "b", "c"]);
    expect(asked).toEqual([2]);
  });

  it("are asked for again as long as a text among them is to be taken away", async () => {
    const withdrawal = event(2, "South", "withdrawal", { entry: 1 });
    const gone = { ...first[1]!, content: null };
    const { asked, ask } = served([first[0]!, gone, withdrawal]);
    expect(texts(await eventsAfter(first, ask))).toEqual(["a", null, null]);
    expect(asked).toEqual([2, 0]);
    const later = served([first[0]!, gone, withdrawal, event(3, "North", "report", { text: "d" })]);
    expect(texts(await eventsAfter([first[0]!, gone, withdrawal], later.ask))).toEqual(["a", null, null, "d"]);
    expect(later.asked).toEqual([3]);
  });
});

describe("commitments", () => {
  it("are sieved by text, status, party and commitment, all at once", () => {
    const names = (part: object) => sieved(obligations, { ...everything, ...part }).map((one) => one.commitment);
    expect(names({})).toHaveLength(5);
    expect(names({ status: "overdue" })).toEqual(["reactor", "fuel"]);
    expect(names({ status: "overdue", party: "South" })).toEqual(["fuel"]);
    expect(names({ commitment: "talks" })).toEqual(["talks"]);
    expect(names({ text: " SEALS " })).toEqual(["relief", "seals"]);
    expect(names({ text: "seals", party: "North" })).toEqual(["seals"]);
  });

  it("are sorted by a column, the latest first by days, and otherwise stay in their order", () => {
    const names = (column: Parameters<typeof ordered>[1], direction: "ascending" | "descending" = "ascending") =>
      ordered(obligations, column, direction).map((one) => one.commitment);
    expect(names("days")).toEqual(["fuel", "reactor", "talks", "relief", "seals"]);
    expect(names("due")).toEqual(["fuel", "reactor", "talks", "relief", "seals"]);
    expect(names("by")).toEqual(["reactor", "seals", "talks", "relief", "fuel"]);
    expect(names("scale", "descending")[0]).toBe("seals");
  });

  it("have their dates behind and ahead", () => {
    const { overdue, next } = deadlines({ obligations: [...obligations, disputed] } as Standing);
    expect(overdue.map((one) => one.commitment)).toEqual(["fuel", "border", "reactor"]);
    expect(next.map((one) => one.commitment)).toEqual(["talks", "relief"]);
  });

  it("rest on independent sources: not on their giver, and on each other author once", () => {
    const name = { commitment: "seals", level: "done" };
    const events = [
      event(1, "Six", "commitments", { items: [{ by: "North", ...name }] }, ["text"]),
      event(2, "North", "report", { ...name }),
      event(3, "North", "finding", { ...name, result: "fulfilled" }),
      event(4, "Agency", "finding", { ...name, result: "fulfilled", evidence: [5] }, ["paper", "text"]),
      event(5, "South", "evidence", { sha256: "00" }),
      event(6, "Agency", "finding", { ...name, result: "fulfilled" }),
      event(7, "Agency", "finding", { commitment: "seals", level: "other" }),
      event(8, "East", "evidence", { sha256: "00", about: [4] }),
      event(9, "West", "evidence", { sha256: "00", about: [7] }),
    ];
    const rest = restsOn(events, promise("seals", "North", "fulfilled"));
    expect(rest.events.map((one) => one.index)).toEqual([1, 2, 3, 4, 5, 6, 8]);
    expect(rest.seenBy).toEqual(["Agency", "South", "East"]);
    expect(rest.cited).toEqual(["paper", "text"]);
  });
});

describe("counts", () => {
  it("have shares of what is owed, and none where nothing is", () => {
    const tally = { name: "", owed: 4, by_status: {} as never, scale: { complete: 1, intermediate: 0, minimum: 2, not_initiated: 1 }, score: 0 };
    expect(shareOf(tally, "minimum")).toBe(0.5);
    expect(shareOf({ ...tally, owed: 0 }, "minimum")).toBeNull();
  });

  it("of deliveries are shares of what was due by now", () => {
    const quantity = { due: 200, reported: 50, verified: 150 } as Parameters<typeof deliveredShares>[0];
    expect(deliveredShares(quantity)).toEqual({ reported: 0.25, verified: 0.75 });
    expect(deliveredShares({ ...quantity, due: 0 })).toEqual({ reported: null, verified: null });
  });
});

describe("the trajectory", () => {
  it("asks for what was due by the end of each month, and for nothing without a date", () => {
    const scale = { complete: 1, intermediate: 1, minimum: 0, not_initiated: 3 };
    const month = (last_day: string) => ({ last_day, tally: { name: "", owed: 5, by_status: {} as never, scale, score: 0 }, open_complaints: 0, changes: [] });
    const points = trajectory({ first: "", last: "", months: [month("2027-01-31"), month("2027-04-30"), month("2027-06-30")] } as Replay, obligations);
    expect(points.map((point) => point.required)).toEqual([1, 3, 4]);
    const early = trajectory({ first: "", last: "", months: [month("2027-01-31")] } as Replay, obligations);
    expect(early.map((point) => [point.day, point.required, point.complete])).toEqual([
      ["2027-01-31", 1, 1], ["2027-04-14", 2, null], ["2027-04-29", 3, null], ["2027-06-05", 4, null],
    ]);
    expect(points[0]).toMatchObject({ owed: 5, complete: 1, begun: 2 });
    expect(undated(obligations)).toBe(1);
    expect(keptDates([...obligations, promise("early", "North", "fulfilled", { scale: 3, ...due("2027-01-01") })], "2027-04-14")).toEqual({ asked: 3, complete: 1 });
  });
});

describe("clocks", () => {
  it("are told in days and hours, and as run out", () => {
    expect(clockBetween("2027-01-01T00:00:00Z", "2027-01-03T05:30:00Z")).toEqual({ days: 2, hours: 5, over: false });
    expect(clockBetween("2027-01-03T00:00:00Z", "2027-01-01T00:00:00Z")).toMatchObject({ days: 2, over: true });
  });
});

describe("addresses", () => {
  it("bring to a tab, a part of one, and the values of a what-if", () => {
    expect(readRoute("")).toEqual({ tab: "record", section: null, values: {} });
    expect(readRoute("#plan").tab).toBe("plan");
    expect(readRoute("#steps")).toMatchObject({ tab: "plan", section: "steps" });
    expect(readRoute("#deadlines")).toMatchObject({ tab: "record", section: "deadlines" });
    const values = { "parties/A & B/patience": 0.85, "commitments/x?y/a=b/value/A~1B": -3 };
    expect(readRoute(whatIfFragment(values))).toEqual({ tab: "plan", section: "what-if", values });
    expect(readRoute("#what-if?a=x&b=&c=1").values).toEqual({ c: 1 });
    expect(whatIfFragment({})).toBe("#what-if");
  });
});

describe("ranged numbers", () => {
  const range = { id: "parties/North/patience", unit: "share", low: 0.8, best: 0.9, high: 0.95 };

  it("are named by what they are of", () => {
    expect(partsOf("commitments/a~1b/c~0d/value/North")).toEqual(["a/b", "c~d", "value", "North"]);
    const words = { patience: "patience", value: "value to", review: "review", succeeds: "succeeds" };
    expect(rangeInWords("parties/North/patience", words)).toBe("North · patience");
    expect(rangeInWords("commitments/reactor/halted/value/South", words)).toBe("reactor · halted · value to · South");
    expect(rangeInWords("review/succeeds", words)).toBe("review · succeeds");
  });

  it("stay within their ranges, and count as moved only where they are", () => {
    expect(movedOf([range], { "parties/North/patience": 0.5, nothing: 1 })).toEqual({ "parties/North/patience": 0.8 });
    expect(movedOf([range], { "parties/North/patience": 0.9 })).toEqual({});
    expect(valueInWords(range, 0.85, {})).toBe("85%");
    expect(valueInWords({ ...range, unit: "points a year" }, -3, { "points a year": "points a year" })).toBe("−3 points a year");
  });
});

describe("what the server refused", () => {
  it("is told in its own words, after those of the reader's language", () => {
    const refusal = new requests.Failed(403, "forbidden", "this is not for the role party");
    expect(faultInWords(recordEn, refusal)).toBe("this is not for the role party");
    expect(faultInWords(recordKo, refusal)).toMatch(/^[가-힣 ]+ \(서버의 말: this is not for the role party\)$/);
    expect(faultInWords(recordKo, new requests.Failed(418, "teapot", "short and stout"))).toBe("short and stout");
    expect(faultInWords(recordKo, new requests.Failed(0, "no_connection", ""))).toBe(recordKo.noConnection);
    expect(faultInWords(recordEn, new requests.Failed(500, "failed", ""))).toBe("failed");
  });

  it("has Korean words for every code that the server gives", () => {
    const server = join(process.env.ENTENTE_REPOSITORY ?? "..", "src/server");
    const text = readdirSync(server).filter((name) => name.endsWith(".cpp")).map((name) => readFileSync(join(server, name), "utf8")).join("\n");
    const codes = new Set([...text.matchAll(/(?:error|retry_later|refuse)\(\s*[45]\d\d,\s*"([a-z_]+)"/g)].map(([, code]) => code!));
    expect(codes.size).toBeGreaterThan(25);
    // What only a page that is none of ours could bring about.
    const never = ["no_path", "no_file", "method", "content_type", "header", "host", "request", "day", "number", "size", "name", "credentials"];
    expect([...codes].filter((code) => !never.includes(code) && !(code in recordKo.refusals))).toEqual([]);
  });
});

describe("a server that is asked too much at once", () => {
  const answers = (...all: Response[]) => {
    const asked: string[] = [];
    vi.stubGlobal("fetch", async (path: string) => (asked.push(path), all.shift()!));
    return asked;
  };
  const tooMany = (after: string) => new Response('{"error": {"code": "rate", "message": "wait"}}', { status: 429, headers: { "Retry-After": after } });
  const fine = (body: unknown) => new Response(JSON.stringify(body));
  afterEach(() => vi.unstubAllGlobals());

  it("is asked again when it says, so that a long ledger comes whole", async () => {
    const asked = answers(
      fine({ size: 2, events: [{ index: 0 }] }),
      tooMany("0.01"),
      tooMany("0.01"),
      fine({ size: 2, events: [{ index: 1 }] }),
    );
    expect((await requests.events()).map((one) => one.index)).toEqual([0, 1]);
    expect(asked).toHaveLength(4);
  });

  it("is not asked again to enter something, nor where it wants long pauses", async () => {
    let asked = answers(tooMany("0.01"), fine({}));
    await expect(requests.submit("{}", null)).rejects.toThrow("wait");
    expect(asked).toHaveLength(1);
    asked = answers(tooMany("600"), fine({}));
    await expect(requests.accord()).rejects.toThrow("wait");
    expect(asked).toHaveLength(1);
  });
});
