// States, conditions and mends in words. What a party could do is read from the condition's name (docs/guide.md).
import { percent, points, time } from "./numbers";
import type { Condition, Mend, State } from "./report";
import type { Words } from "./words";

/** "reactor.halted" as "reactor halted"; a level's name may hold points, a commitment's may, too: the commitments decide. */
export function levelInWords(dotted: string, commitments: string[]): string {
  const owner = ownerOf(dotted, commitments);
  return owner === null ? dotted : `${owner} ${dotted.slice(owner.length + 1)}`;
}

/** The commitment that a "COMMITMENT.LEVEL" is of; the longest name that fits. */
export function ownerOf(dotted: string, commitments: string[]): string | null {
  let owner: string | null = null;
  for (const name of commitments) {
    if (dotted.startsWith(`${name}.`) && (owner === null || name.length > owner.length)) owner = name;
  }
  return owner;
}

/** What stands above today. */
export function stateInWords(words: Words, state: State): string {
  const parts = Object.entries(state)
    .filter(([, level]) => level !== "today")
    .map(([commitment, level]) => `${commitment} ${level}`);
  return parts.length === 0 ? words.todaysState : parts.join(", ");
}

export function deviationInWords(words: Words, condition: Condition, commitments: string[], periodYears: number): string {
  const name = condition.condition;
  const levels = words.joined(condition.levels.map((one) => levelInWords(one, commitments)));
  const begun = name.includes("(eve)") ? words.deviation.begun : "";
  const after = / after (\d+)/.exec(name);
  const lasted = words.time(time(Number(after?.[1] ?? 0) * periodYears));
  if (name.startsWith("stays")) return name.includes("eve") ? words.deviation.eve : words.deviation.leaving;
  if (name.startsWith("delivers")) {
    return name.includes("leave") ? words.deviation.withholdingAndLeaving(levels) : words.deviation.withholding(levels);
  }
  if (name.includes("stop")) return words.deviation.stopping(levels, lasted) + begun;
  if (name.includes("leave")) return words.deviation.leavingAfter(levels, lasted) + begun;
  return words.deviation.takingBack(levels) + begun;
}

/** What the slack says: "would gain up to 3.1 points (4% of its best gain of 77.5 points) by ...". */
export function stakeInWords(
  words: Words,
  condition: Condition,
  commitments: string[],
  periodYears: number,
  best: { gain: number | null | undefined; of: "plans" | "packages" },
): string {
  const deviation = deviationInWords(words, condition, commitments, periodYears);
  if (Math.abs(condition.slack) < 1e-9) return words.stake.neither(deviation);
  const size = Math.abs(condition.slack);
  const share = best.of === "plans" ? words.stake.share : words.stake.sharePackage;
  const stake =
    words.points(points(size)) +
    (best.gain && best.gain > 0 ? share(percent(size / best.gain), words.points(points(best.gain))) : "");
  // Leaving is worth exactly what the slack says; for the rest the conditions bound what breaking could bring.
  const exactly = condition.condition.startsWith("stays");
  if (condition.slack > 0) return (exactly ? words.stake.loses : words.stake.losesAtLeast)(stake, deviation);
  return (exactly ? words.stake.gains : words.stake.gainsUpTo)(stake, deviation);
}

/** A mend's number in its unit: "72.5%", "1 year 9 months", "−8.08 points". */
export function mendNumber(words: Words, mend: Mend, value: number | null, periodYears: number): string {
  if (value === null) return words.notKnown;
  if (mend.unit === "share") return percent(value);
  if (mend.unit === "periods") return words.time(time(value * periodYears));
  return words.points(points(value));
}

/** The shortest beginnings, capital first, by which the parties can be told apart where there is no room for names. */
export function letters(parties: string[]): Record<string, string> {
  const result: Record<string, string> = {};
  parties.forEach((party, at) => {
    let length = 1;
    while (
      length < Math.min(3, party.length) &&
      parties.some((other) => other !== party && other.slice(0, length).toLowerCase() === party.slice(0, length).toLowerCase())
    ) {
      ++length;
    }
    const letter = party.slice(0, length);
    result[party] = Object.values(result).includes(letter) ? String(at + 1) : letter;
  });
  return result;
}
