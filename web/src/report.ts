// The document that the page shows: docs/json/report.schema.json. Numbers are value points on the party's own scale unless the
// name says otherwise; a missing value, and an infinite one, is null.
import { isSimulationReport, type SimulationReport } from "./simulation";
import { isStressReport, type StressReport } from "./worlds";

export type ByParty = Record<string, number | null>;
export type State = Record<string, string>;

export interface Condition {
  party: string;
  condition: string;
  commitments?: string[];
  levels: string[];
  slack: number;
  required?: number;
  holds?: boolean;
}

export interface Point {
  slack: Record<string, number>;
  weakest: Condition;
  trust: ByParty;
  breaking_point: ByParty;
}

export interface Raise {
  commitment: string;
  to: string;
  by: string;
}

export interface Exposure {
  of: string;
  to: string;
  points: number;
}

export interface Step extends Point {
  raises: Raise[];
  takes_periods: number;
  starts_period: number;
  exposure: Exposure[];
}

export interface Plan {
  gain: Record<string, number>;
  over_standing_still: Record<string, number>;
  min_slack: number;
  periods: number;
  certified: boolean;
  confirmed: "best response" | "conditions";
  kept_to_end: number;
  final: State;
  steps: Step[];
  hold: Point;
}

export interface FoundPlan extends Plan {
  proof: { nash_product_at_most: number | null; gap: number | null };
}

export interface PeoplePlan extends Plan {
  name: string;
  holds: boolean;
  keeps_pace: boolean;
  first_break: (Condition & { step: number }) | null;
  best_response: {
    party: string;
    gains_by_breaking: boolean;
    step: number;
    value: number;
    value_of_keeping: number;
    private_states: number;
  }[];
  note: string | null;
  sources: string[];
  points: PointInFull[];
}

export interface Mend {
  knob: string;
  of: string;
  party: string | null;
  from: number | null;
  to: number | null;
  unit: "share" | "periods" | "points a year" | "points once";
  whole_plan: boolean;
}

export interface Lack extends Condition {
  state: State;
  step: number | null;
  mends: Mend[];
}

export type SolutionKey = "nash" | "kalai_smorodinsky" | "securest";
export const solutionKeys: SolutionKey[] = ["nash", "kalai_smorodinsky", "securest"];

export interface PlanDocument {
  accord: string;
  parties: string[];
  commitments: { name: string; by: string; levels: string[] }[];
  period_years: number;
  states: { all: number; valid: number; safe: number | { at_least: number; at_most: number } };
  eps: { share: number; points: ByParty };
  exact: boolean;
  margin: number;
  disagreement: Record<string, number>;
  frontier: { gain: Record<string, number>; best_at?: string[]; periods?: number; final?: State }[];
  frontier_complete: "exact" | "eps" | "representative";
  best_gain: Record<string, number>;
  solution: "nash" | "kalai-smorodinsky" | "securest";
  from: State | null;
  target: State | null;
  solutions: Record<SolutionKey, FoundPlan | null>;
  securest_margin: { share: number | null; proved: boolean };
  package: Record<"nash" | "kalai_smorodinsky", { levels: State; gain: Record<string, number> } | null> & {
    best_gain: ByParty;
  };
  price_of_mistrust: ByParty;
  aim: { reached: boolean; levels: State; held: boolean | null; violation: number | null; lacks: Lack[] } | null;
  notes: string[];
  faults: string[];
}

export interface PackageDocument {
  frontier: { gain: Record<string, number>; levels: State }[] | null;
  frontier_omitted?: string;
  best_gain: ByParty;
  solutions: Record<string, { levels: State; gain: Record<string, number>; ties: number; proved: boolean } | null>;
  no_deal: { minimal_conflicts: string[][]; conflicts_proved: boolean; blocks: ByParty } | null;
  walk_away: { coalition: string[]; levels: State; gain: Record<string, number> }[] | null;
}

/** One point of a plan with every condition there, and what each party has by keeping and by leaving. */
export interface PointInFull {
  values: Record<string, { keeping: number; leaving: number; at_gate: number | null }>;
  conditions: Condition[];
}

/** A number of the file: one, or [low, best, high]. */
export type FileNumber = number | [number, number, number];

export interface Origin {
  sources: string[];
  note: string | null;
  line?: number | null;
}

export interface SourceLevel extends Origin {
  name: string;
  takes: FileNumber;
  value: Record<string, FileNumber>;
  value_from: Origin | null;
  once: Record<string, FileNumber>;
  once_from: Origin | null;
  /** With the chosen means of verification, where there are any. */
  seen: FileNumber;
  watched: FileNumber;
  /** What the file says; null where no means are chosen and the above is that. */
  seen_without_means: FileNumber | null;
  watched_without_means: FileNumber | null;
  undo: FileNumber | "never";
  undone_by: "giver" | "automatic" | { all: string[] };
  needs: State;
}

export interface SourceParty extends Origin {
  name: string;
  patience: FileNumber;
  turnover: FileNumber;
  breakdown: FileNumber;
  doubt: FileNumber;
}

export interface SourceMeans extends Origin {
  name: string;
  title: string | null;
  cost: FileNumber;
  sees: { commitment: string; level: string; seen: FileNumber; watched: FileNumber }[];
  false_alarms: FileNumber;
  /** Years from today before which it can not work. */
  starts: number;
}

export interface SourceFund extends Origin {
  unit: string;
  least: number;
  most: number;
  contributors: { party: string; cost: FileNumber }[];
  tranches: (Origin & { name: string; to: string; worth: FileNumber; share: number | null; amount: number | null; when: State })[];
}

export interface SourceAccord extends Origin {
  title: string;
  period: number;
  parties: SourceParty[];
  commitments: (Origin & { name: string; by: string; title: string | null; levels: SourceLevel[] })[];
  complements: (Origin & {
    name: string;
    when: State;
    value: Record<string, FileNumber>;
    value_from: Origin | null;
  })[];
  review: Origin & {
    takes: FileNumber;
    succeeds: FileNumber;
    penalty: Record<string, FileNumber>;
    penalty_from: Origin | null;
  };
  pace: Origin & { per_step: number | null; per_party: number | null };
  aim: State;
  verification: (Origin & { unit: string; means: SourceMeans[]; common_causes: (Origin & { means: string[]; share: FileNumber })[] }) | null;
  fund: SourceFund | null;
  notices: { line: number; message: string }[];
}

export interface BibliographyEntry {
  kind: string;
  line: number;
  fields: Record<string, string>;
}

/** A number of the file that is a range, by its name (src/accord/ranges.h). */
export interface RangedNumber {
  id: string;
  unit: string;
  low: number;
  best: number;
  high: number;
}

export interface Report {
  format: "entente/report/1";
  program: string;
  case: string;
  file: string;
  plan: PlanDocument;
  points: Record<SolutionKey, PointInFull[] | { as: SolutionKey } | null>;
  package: PackageDocument;
  people: { plans: PeoplePlan[]; best_gain: Record<string, number>; notes: string[] } | null;
  people_left_out: string | null;
  source: SourceAccord;
  bibliography: Record<string, BibliographyEntry>;
  ranges: RangedNumber[];
  /** What the evaluator in the page takes; of a report in a file alone, and null where the accord is too large for one. */
  what_if?: { accord: object; from: object | null } | null;
}

/** Every point of a solution's plan; the same plan stands in the document once. */
export function pointsOf(report: Report, solution: SolutionKey): PointInFull[] | null {
  const points = report.points[solution];
  if (points === null || Array.isArray(points)) return points;
  return pointsOf(report, points.as);
}

/** The document as the page holds it; an error where it is not one that this page can show. */
export function readReport(text: string): Report | StressReport | SimulationReport {
  const document = JSON.parse(text) as { format?: string };
  if (document.format !== "entente/report/1" && !isStressReport(document) && !isSimulationReport(document)) throw new Error("this is not a report of a form that this page can show");
  return document as Report | StressReport | SimulationReport;
}
