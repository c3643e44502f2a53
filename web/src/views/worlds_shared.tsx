// What the views of a report of worlds use: the document, the plan shown, names and values of its numbers.
import { createContext } from "preact";
import { useContext } from "preact/hooks";
import { percent, points } from "../numbers";
import { levelInWords } from "../wording";
import { type FirstBreak, partsOf, type PlanInWorlds, type RangeOfFile, type Stress } from "../worlds";
import type { WorldsWords } from "../words/worlds";

export interface WorldsShared {
  stress: Stress;
  plan: PlanInWorlds;
  letters: Record<string, string>;
  ranges: Map<string, RangeOfFile>;
}

export const WorldsContext = createContext<WorldsShared | null>(null);

export function useWorlds(): WorldsShared {
  const shared = useContext(WorldsContext);
  if (shared === null) throw new Error("a view stands outside the page");
  return shared;
}

export const numberName = (words: WorldsWords, id: string) => words.number(partsOf(id));

const exactly = (value: number) => String(Number(value.toPrecision(12))).replace("-", "−");

/** A value in its unit with all its digits, for limits and what stands in the file: "7.3 months", "72%", "0.78". */
export function exactValue(words: WorldsWords, value: number, unit: string | undefined): string {
  if (unit === "years") return words.months(exactly(12 * value));
  if (unit === "share" || unit === "chance a year") return `${exactly(100 * value)}%`;
  return exactly(value);
}

/** The same with three digits. */
export function valueInUnit(words: WorldsWords, value: number, unit: string | undefined): string {
  if (unit === "years") return words.months(points(12 * value));
  if (unit === "share" || unit === "chance a year") return percent(value);
  return points(value);
}

/** What the party would do: "withholding reactor disabled". */
export function wayInWords(words: WorldsWords, joined: (parts: string[]) => string, one: FirstBreak): string {
  return words.ways[one.condition](joined(one.levels.map((level) => levelInWords(level, one.commitments))));
}
