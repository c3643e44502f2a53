// What was complete month by month, against what the promises' dates asked for by then.
import type { Obligation, Replay } from "./answers";
import { dueDay } from "./standing";

export interface TrajectoryPoint {
  day: string;
  owed: number;
  required: number;
  /** Null for days to come. */
  complete: number | null;
  begun: number | null;
}

/**
 * `required` counts the promises whose date, with all that moved it, was over by then; promises without a date ask for nothing.
 * After the last month come the dates that are still ahead.
 */
export function trajectory(replay: Replay, obligations: Obligation[]): TrajectoryPoint[] {
  const dates = obligations.map(dueDay).filter((day): day is string => day !== null);
  const required = (by: string) => dates.filter((day) => day <= by).length;
  const past = replay.months.map(({ last_day, tally }) => ({
    day: last_day,
    owed: tally.owed,
    required: required(last_day),
    complete: tally.scale.complete,
    begun: tally.scale.complete + tally.scale.intermediate + tally.scale.minimum,
  }));
  const last = past[past.length - 1];
  if (last === undefined) return [];
  const ahead = [...new Set(dates.filter((day) => day > last.day))].sort();
  return [...past, ...ahead.map((day) => ({ day, owed: last.owed, required: required(day), complete: null, begun: null }))];
}

/** Of those whose date has come by `day`, how many are complete. */
export function keptDates(obligations: Obligation[], day: string): { asked: number; complete: number } {
  const asked = obligations.filter((one) => (dueDay(one) ?? "9999") <= day);
  return { asked: asked.length, complete: asked.filter((one) => one.scale === 3).length };
}

/** Promises without a date, which no trajectory can ask for. */
export const undated = (obligations: Obligation[]): number => obligations.filter((one) => dueDay(one) === null).length;
