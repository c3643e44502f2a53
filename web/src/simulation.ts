// The document of a report of a simulation: docs/json/simulation-report.schema.json, whose `simulation` is
// docs/json/simulate.schema.json.

export interface CountedRuns {
  runs: number;
  share: number;
  /** 95% interval */
  low: number;
  high: number;
}

export type Cause = "new leadership" | "leaves" | "false alarm" | "late delivery" | "breach" | "withheld";
export type Matter = "false alarm" | "late delivery" | "breach" | "withheld";

export interface CurvePoint {
  years: number;
  standing: number;
  standing_low: number;
  standing_high: number;
  completed: number;
  completed_low: number;
  completed_high: number;
}

export interface Outcome {
  standing: number;
  completed: number;
  lost_to_false_alarms: number;
  lost_to_delays: number;
  breaches_answered: number | null;
}

export interface Variant extends Outcome {
  what: string;
  unit: string;
  from: number;
  to: number;
  as_it_is: boolean;
  confirms: number;
}

export interface Times {
  mean: number | null;
  tenth: number | null;
  median: number | null;
  ninetieth: number | null;
}

export interface Simulation {
  accord: string;
  plan: string;
  runs: number;
  seed: number;
  years: number;
  planned_years: number;
  base_rates: { name: string; title: string; note: string } | null;
  rates: { rate: string; meaning: string; unit: string; low: number | null; best: number | null; high: number | null; from: "file" | "means" | "base rates" | "neutral" | "missing" }[];
  breaks: { party: string; step: number | null; how: "withholds" | "leaves" }[];
  standing: CountedRuns;
  completed: CountedRuns;
  band: { whole_curve_within: number };
  curve: CurvePoint[];
  collapses: (CountedRuns & { cause: Cause; party: string })[];
  matters: Record<Matter, { arose: number; reviewed: number; responded: number; lifted: number; lost: number }>;
  suspensions: { commitment: string; by: string; suspended: number; resumed: number; lost: number; a_run: number; mean_years: number | null }[];
  times: { to_completion: Times | null; to_collapse: Times | null; suspended_a_run: number; runs_with_suspension: number };
  procedure: { runs: number; as_it_is: Outcome; standard_of_proof: Variant[]; clocks: Variant[]; thresholds: Variant[]; rates: Variant[] };
}

export interface SimulationReport {
  format: "entente/simulation-report/1";
  program: string;
  case: string;
  simulation: Simulation;
}

export const isSimulationReport = (document: { format?: string }): document is SimulationReport => document.format === "entente/simulation-report/1";

/** Every party that a collapse, a breach or a commitment is of, in the order in which they come. */
export function partiesOf(simulation: Simulation): string[] {
  return [...new Set([...simulation.suspensions.map((one) => one.by), ...simulation.collapses.map((one) => one.party), ...simulation.breaks.map((one) => one.party)])].sort();
}
