// The ranged numbers of a file, in words, and what a plan evaluated at other values of them says.
import { percent, points } from "./numbers";
import type { Plan, PeoplePlan, RangedNumber } from "./report";
import { tightestAt } from "./verdict";

const leftOut = ["parties", "commitments", "complements", "verification", "means", "fund", "contributors", "tranches", "common_cause"];

/** "parties/North/patience" as ["North", "patience"]; names have "~1" for "/" and "~0" for "~" (RFC 6901). */
export function partsOf(id: string): string[] {
  const parts = id.split("/").map((part) => part.replace(/~1/g, "/").replace(/~0/g, "~"));
  return leftOut.includes(parts[0]!) ? parts.slice(1).filter((part, at) => at > 0 || !leftOut.includes(part)) : parts;
}

/** Words for what the last parts name; a name of the file stays as it is. */
export function rangeInWords(id: string, quantities: Record<string, string>): string {
  const parts = partsOf(id);
  const of = parts.slice(0, 1);
  const last = parts.slice(1).map((part) => quantities[part] ?? part);
  return parts[0] === "review" ? [quantities.review ?? "review", ...last].join(" · ") : [...of, ...last].join(" · ");
}

const shares = ["share", "chance a year", "worth today of a point a year from now"];

export function valueInWords(range: RangedNumber, value: number, units: Record<string, string>): string {
  if (shares.includes(range.unit)) return percent(value);
  const unit = units[range.unit] ?? range.unit;
  return unit === "" ? points(value) : `${points(value)} ${unit}`;
}

/** A step that a key press moves: a hundredth of the range. */
export const stepOf = (range: RangedNumber): number => (range.high - range.low) / 100;

/** The values that the file has ranges for and that are not the best ones, brought within their ranges. */
export function movedOf(ranges: RangedNumber[], values: Record<string, number>): Record<string, number> {
  const moved: Record<string, number> = {};
  for (const range of ranges) {
    const value = values[range.id];
    if (value === undefined || value === range.best) continue;
    moved[range.id] = Math.min(range.high, Math.max(range.low, value));
  }
  return moved;
}

export interface Tightest {
  party: string;
  slack: number;
  /** From 1; after the last step: while the accord holds. */
  step: number;
}

/** The smallest slack of the plan by share of what each party gains at best, or in points where that is nothing. */
export function tightest(plan: Plan, best: Record<string, number | null>): Tightest {
  const size = (party: string, slack: number) => slack / (best[party] && best[party]! > 0 ? best[party]! : 1);
  return [...plan.steps, plan.hold]
    .map((point, at) => ({ ...tightestAt(point, best), step: at + 1 }))
    .reduce((least, one) => (size(one.party, one.slack) < size(least.party, least.slack) ? one : least));
}

/** Whether no party gains by breaking it: what the evaluation says, or no slack below zero. */
export function holdsAt(plan: Plan | PeoplePlan): boolean {
  return "holds" in plan ? plan.holds : plan.certified;
}
