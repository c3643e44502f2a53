// What would mend the aim, as rows that can be sorted and sieved.
import type { Lack, Mend } from "./report";

export interface MendRow {
  lack: Lack;
  lackNumber: number;
  mend: Mend;
  /** Who would have to bear or accept it: the mend's party, or the one that breaks. */
  party: string;
}

export type MendColumn = "lack" | "party" | "knob" | "of" | "change" | "whole";
export type Direction = "ascending" | "descending";

export function mendRows(lacks: Lack[]): MendRow[] {
  return lacks.flatMap((lack, at) => lack.mends.map((mend) => ({ lack, lackNumber: at + 1, mend, party: mend.party ?? lack.party })));
}

/** How far the number has to move; of numbers in different units only the order within one unit says something. */
export function change(mend: Mend): number {
  return mend.from === null || mend.to === null ? Infinity : Math.abs(mend.to - mend.from);
}

const key: Record<MendColumn, (row: MendRow) => (string | number)[]> = {
  lack: (row) => [row.lackNumber],
  party: (row) => [row.party],
  knob: (row) => [row.mend.knob],
  of: (row) => [row.mend.of],
  change: (row) => [row.mend.unit, change(row.mend)],
  whole: (row) => [row.mend.whole_plan ? 0 : 1],
};

function compare(one: string | number, other: string | number): number {
  if (typeof one === "number" && typeof other === "number") return one - other;
  return String(one).localeCompare(String(other));
}

/** Sorted by a column; rows that are equal there stay in the order of the breaks. */
export function sorted(rows: MendRow[], column: MendColumn, direction: Direction): MendRow[] {
  const sign = direction === "ascending" ? 1 : -1;
  return [...rows].sort((one, other) => {
    const left = key[column](one);
    const right = key[column](other);
    for (let at = 0; at < left.length; ++at) {
      const order = compare(left[at]!, right[at]!);
      if (order !== 0) return sign * order;
    }
    return one.lackNumber - other.lackNumber;
  });
}
