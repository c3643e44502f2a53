// What a monitor reads off a standing: rows that can be sieved and sorted, deadlines, what a commitment rests on.
import type { LedgerEvent, Name, Obligation, Quantity, Standing, Tally } from "./answers";

export interface Sieve {
  text: string;
  status: string;
  party: string;
  commitment: string;
}

export const everything: Sieve = { text: "", status: "", party: "", commitment: "" };

const contains = (text: string, wanted: string) => text.toLowerCase().includes(wanted);

/** The obligations that a sieve lets through; the text is looked for in names, givers, reasons and what they wait on. */
export function sieved(obligations: Obligation[], sieve: Sieve): Obligation[] {
  const wanted = sieve.text.trim().toLowerCase();
  return obligations.filter((one) => {
    if (sieve.status !== "" && one.status !== sieve.status) return false;
    if (sieve.party !== "" && one.by !== sieve.party) return false;
    if (sieve.commitment !== "" && one.commitment !== sieve.commitment) return false;
    if (wanted === "") return true;
    return [`${one.commitment} ${one.level}`, one.by, one.status, one.because ?? "", ...one.waits_on.map((wait) => wait.text)].some((text) => contains(text, wanted));
  });
}

export type SortColumn = "commitment" | "by" | "status" | "scale" | "due" | "days";

/** The date that counts: moved by the delay of what it waits on, or by who is owed. */
export const dueDay = (one: Obligation): string | null => one.due.shifted ?? one.due.agreed ?? one.due.promised;

const endOfTime = "9999-12-31";
const key: Record<SortColumn, (one: Obligation) => string | number> = {
  commitment: (one) => `${one.commitment} ${one.level}`,
  by: (one) => one.by,
  status: (one) => one.status,
  scale: (one) => one.scale,
  due: (one) => dueDay(one) ?? endOfTime,
  days: (one) => (one.days_overdue > 0 ? -one.days_overdue : (one.days_left ?? Infinity)),
};

/** Rows that are equal in the column stay in the order of the accord. */
export function ordered(obligations: Obligation[], column: SortColumn, direction: "ascending" | "descending"): Obligation[] {
  const sign = direction === "ascending" ? 1 : -1;
  return [...obligations].sort((one, other) => {
    const left = key[column](one);
    const right = key[column](other);
    if (left === right) return 0;
    return sign * (typeof left === "number" && typeof right === "number" ? left - right : String(left).localeCompare(String(right)));
  });
}

export interface Deadlines {
  overdue: Obligation[];
  next: Obligation[];
}

/** What is late, the latest first, and what comes next, the nearest first. */
export function deadlines(standing: Standing): Deadlines {
  // Disputed, excused or suspended: what is past its date stays so, whatever else is said of it.
  const late = standing.obligations.filter((one) => one.days_overdue > 0);
  const open = standing.obligations.filter((one) => one.days_left !== null && !["fulfilled", "remedied", "lapsed"].includes(one.status) && !late.includes(one));
  return {
    overdue: late.sort((one, other) => other.days_overdue - one.days_overdue),
    next: open.sort((one, other) => one.days_left! - other.days_left!),
  };
}

const names = (value: unknown, name: Name): boolean =>
  typeof value === "object" && value !== null && (value as Name).commitment === name.commitment && (value as Name).level === name.level;

/** Whether an event speaks of that level: as its content, or as an item of a list of promises. */
export function speaksOf(event: LedgerEvent, name: Name): boolean {
  if (event.content === null) return false;
  if (names(event.content, name)) return true;
  const items = event.content.items;
  return Array.isArray(items) && items.some((item) => names(item, name));
}

export interface Rest {
  /** Every event that speaks of it, what its status rests on, and what those name in turn; in the order of the record. */
  events: LedgerEvent[];
  /** Others than its giver who say what they saw: authors of findings and evidence. */
  seenBy: string[];
  /** What the record cites. */
  cited: string[];
}

/** What a commitment's status rests on. Sources count as independent when they are neither its giver nor each other. */
export function restsOn(events: LedgerEvent[], one: Obligation): Rest {
  const kept = new Map<number, LedgerEvent>();
  const byIndex = new Map(events.map((event) => [event.index, event]));
  for (const event of events) if (one.entries.includes(event.index) || speaksOf(event, one)) kept.set(event.index, event);
  for (const event of [...kept.values()]) {
    const evidence = event.content?.evidence;
    for (const entry of Array.isArray(evidence) ? evidence : []) {
      const named = byIndex.get(Number(entry));
      if (named !== undefined) kept.set(named.index, named);
    }
  }
  for (const event of events) {
    const about = event.type === "evidence" ? event.content?.about : null;
    if (Array.isArray(about) && about.some((entry) => kept.has(Number(entry)))) kept.set(event.index, event);
  }
  const rest = [...kept.values()].sort((left, right) => left.index - right.index);
  const seen = rest.filter((event) => ["finding", "evidence"].includes(event.type) && event.author !== one.by);
  return {
    events: rest,
    seenBy: [...new Set(seen.map((event) => event.author))],
    cited: [...new Set(rest.flatMap((event) => event.sources ?? []))].sort(),
  };
}

export const scaleKeys = ["complete", "intermediate", "minimum", "not_initiated"] as const;
export type ScaleKey = (typeof scaleKeys)[number];

/** Shares of the whole, which are only ever shown beside the counts; null where nothing is owed. */
export const shareOf = (tally: Tally, key: ScaleKey): number | null => (tally.owed === 0 ? null : tally.scale[key] / tally.owed);

/** How far a delivery is behind: of what was due by now, what was reported and what was verified. */
export function deliveredShares(quantity: Quantity): { reported: number | null; verified: number | null } {
  if (quantity.due <= 0) return { reported: null, verified: null };
  return { reported: quantity.reported / quantity.due, verified: quantity.verified / quantity.due };
}

/** What the record says in words, whatever the type; empty where it says nothing. */
export function textOf(event: LedgerEvent): string {
  if (event.content === null) return "";
  for (const field of ["text", "because", "decided", "measure", "reason", "plan", "name"]) {
    const value = event.content[field];
    if (typeof value === "string" && value !== "") return value;
  }
  return "";
}

/** COMMITMENT LEVEL of an event, where it is of one. */
export function levelOf(event: LedgerEvent): string | null {
  const { commitment, level } = (event.content ?? {}) as Partial<Name>;
  return commitment === undefined ? null : [commitment, level].filter(Boolean).join(" ");
}

const day = 86_400_000;

export interface Clock {
  days: number;
  hours: number;
  over: boolean;
}

/** From one moment to another in whole days and hours. */
export function clockBetween(at: string, end: string): Clock {
  const left = Date.parse(end) - Date.parse(at);
  const size = Math.abs(left);
  return { days: Math.floor(size / day), hours: Math.floor((size % day) / 3_600_000), over: left < 0 };
}
