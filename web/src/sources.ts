// Every number of the accord's file as a row: what it is of, its range, and where it comes from.
import type { FileNumber, Origin, SourceAccord, SourceLevel } from "./report";

export type Quantity =
  | "patience" | "turnover" | "breakdown" | "doubt" | "takes" | "undo" | "seen" | "watched" | "succeeds" | "per_step" | "per_party"
  | "value" | "once" | "penalty" | "cost" | "false_alarms" | "starts" | "common_share" | "fund_cost" | "fund_worth" | "fund_share" | "fund_amount" | "fund_least" | "fund_most";
export type Unit = "share" | "points" | "years" | "number";

export interface SourceRow {
  /** "party North", "level reactor.halted", "complement complete", "review", "pace", "means cameras", "cause cameras, seals", "fund first" */
  of: { kind: "party" | "level" | "complement" | "review" | "pace" | "means" | "cause" | "fund"; name: string };
  quantity: Quantity;
  party: string | null;
  /** Of a means: what it sees there, "reactor.halted". */
  level?: string;
  unit: Unit;
  /** What a cost or an amount is counted in: "m USD". */
  countedIn?: string;
  number: FileNumber | "never";
  origin: Origin;
  line: number | null;
  /** What the format takes where nothing is written: one period, seen for certain, no turnover. Whether it was written can not be told. */
  isDefault?: boolean;
}

export type Basis = "sourced" | "judged" | "silent" | "default";

export function basis(row: SourceRow): Basis {
  if (row.isDefault) return "default";
  if (row.origin.sources.length > 0) return "sourced";
  return row.origin.note ? "judged" : "silent";
}

export const isRange = (row: SourceRow) => Array.isArray(row.number);

const someOrigin = (origin: Origin) => origin.sources.length > 0 || Boolean(origin.note);

// A part's own remark counts before that of the mapping around it; where neither says anything, that of the mapping around both.
function nearest(...origins: (Origin | null)[]): Origin {
  for (const one of origins) if (one !== null && someOrigin(one)) return one;
  return { sources: [], note: null };
}

function ofLevel(commitment: Origin & { name: string }, level: SourceLevel, whole: SourceAccord): SourceRow[] {
  const line = level.line ?? null;
  const of = { kind: "level" as const, name: `${commitment.name}.${level.name}` };
  const origin = nearest(level, commitment, whole);
  const row = (quantity: Quantity, unit: Unit, number: FileNumber | "never", usual: number): SourceRow => ({
    of, quantity, party: null, unit, number, origin, line, isDefault: number === usual,
  });
  const points = (quantity: Quantity, numbers: Record<string, FileNumber>, own: Origin | null): SourceRow[] =>
    Object.entries(numbers).map(([party, number]) => ({
      of, quantity, party, unit: "points", number, origin: nearest(own, level, commitment, whole), line,
    }));
  return [
    ...points("value", level.value, level.value_from),
    ...points("once", level.once, level.once_from),
    row("takes", "years", level.takes, whole.period),
    row("seen", "share", level.seen_without_means ?? level.seen, 1),
    row("watched", "share", level.watched_without_means ?? level.watched, 1),
    row("undo", "years", level.undo, whole.period),
  ];
}

function ofVerification(accord: SourceAccord): SourceRow[] {
  const { verification } = accord;
  if (verification == null) return [];
  const ofMeans = verification.means.flatMap((means): SourceRow[] => {
    const base = { of: { kind: "means" as const, name: means.name }, party: null, origin: nearest(means, verification, accord), line: means.line ?? null };
    const usual = (number: FileNumber) => ({ number, isDefault: number === 0 });
    return [
      { ...base, quantity: "cost", unit: "number", countedIn: verification.unit, ...usual(means.cost) },
      { ...base, quantity: "false_alarms", unit: "number", ...usual(means.false_alarms) },
      { ...base, quantity: "starts", unit: "years", ...usual(means.starts) },
      ...means.sees.flatMap(({ commitment, level, seen, watched }): SourceRow[] => [
        { ...base, level: `${commitment}.${level}`, quantity: "seen", unit: "share", ...usual(seen) },
        { ...base, level: `${commitment}.${level}`, quantity: "watched", unit: "share", ...usual(watched) },
      ]),
    ];
  });
  const ofCauses = verification.common_causes.map((cause): SourceRow => ({
    of: { kind: "cause", name: cause.means.join(", ") }, quantity: "common_share", party: null, unit: "share", number: cause.share,
    origin: nearest(cause, verification, accord), line: cause.line ?? null,
  }));
  return [...ofMeans, ...ofCauses];
}

function ofFund(accord: SourceAccord): SourceRow[] {
  const { fund } = accord;
  if (fund == null) return [];
  const base = { of: { kind: "fund" as const, name: "" }, origin: nearest(fund, accord), line: fund.line ?? null, countedIn: fund.unit };
  return [
    { ...base, quantity: "fund_least", party: null, unit: "number", number: fund.least, isDefault: fund.least === 0 },
    { ...base, quantity: "fund_most", party: null, unit: "number", number: fund.most },
    ...fund.contributors.map(({ party, cost }): SourceRow => ({ ...base, quantity: "fund_cost", party, unit: "points", number: cost })),
    ...fund.tranches.flatMap((tranche): SourceRow[] => {
      const own = { ...base, of: { kind: "fund" as const, name: tranche.name }, origin: nearest(tranche, fund, accord), line: tranche.line ?? null };
      return [
        { ...own, quantity: "fund_worth", party: tranche.to, unit: "points", number: tranche.worth },
        ...(tranche.share === null ? [] : [{ ...own, quantity: "fund_share" as const, party: null, unit: "share" as const, number: tranche.share }]),
        ...(tranche.amount === null ? [] : [{ ...own, quantity: "fund_amount" as const, party: null, unit: "number" as const, number: tranche.amount }]),
      ];
    }),
  ];
}

export function sourceRows(accord: SourceAccord): SourceRow[] {
  const rows: SourceRow[] = [];
  for (const party of accord.parties) {
    const of = { kind: "party" as const, name: party.name };
    const base = { of, party: party.name, origin: nearest(party, accord), line: party.line ?? null };
    rows.push(
      { ...base, quantity: "patience", unit: "share", number: party.patience },
      { ...base, quantity: "turnover", unit: "share", number: party.turnover, isDefault: party.turnover === 0 },
      { ...base, quantity: "breakdown", unit: "points", number: party.breakdown, isDefault: party.breakdown === 0 },
      { ...base, quantity: "doubt", unit: "number", number: party.doubt, isDefault: party.doubt === 0 },
    );
  }
  for (const commitment of accord.commitments) {
    for (const level of commitment.levels) rows.push(...ofLevel(commitment, level, accord));
  }
  for (const complement of accord.complements) {
    for (const [party, number] of Object.entries(complement.value)) {
      rows.push({
        of: { kind: "complement", name: complement.name }, quantity: "value", party, unit: "points", number,
        origin: nearest(complement.value_from, complement, accord), line: complement.line ?? null,
      });
    }
  }
  const review = { of: { kind: "review" as const, name: "" }, origin: nearest(accord.review, accord), line: accord.review.line ?? null };
  rows.push(
    { ...review, quantity: "takes", party: null, unit: "years", number: accord.review.takes, isDefault: accord.review.takes === accord.period },
    { ...review, quantity: "succeeds", party: null, unit: "share", number: accord.review.succeeds, isDefault: accord.review.succeeds === 1 },
  );
  for (const [party, number] of Object.entries(accord.review.penalty)) {
    rows.push({ ...review, quantity: "penalty", party, unit: "points", number, origin: nearest(accord.review.penalty_from, accord.review, accord) });
  }
  const pace = { of: { kind: "pace" as const, name: "" }, origin: nearest(accord.pace, accord), line: null, party: null, unit: "number" as const };
  if (accord.pace.per_step !== null) rows.push({ ...pace, quantity: "per_step", number: accord.pace.per_step });
  if (accord.pace.per_party !== null) rows.push({ ...pace, quantity: "per_party", number: accord.pace.per_party });
  return [...rows, ...ofVerification(accord), ...ofFund(accord)];
}

/** The rows that name a text, however it is written: in what they are of, their party, sources or remark. */
export function matching(rows: SourceRow[], text: string, rangesOnly: boolean): SourceRow[] {
  const wanted = text.trim().toLowerCase();
  return rows.filter((row) => {
    if (rangesOnly && !isRange(row)) return false;
    if (wanted === "") return true;
    return [row.of.name, row.of.kind, row.quantity, row.level ?? "", row.party ?? "", row.origin.note ?? "", ...row.origin.sources].some((one) => one.toLowerCase().includes(wanted));
  });
}
