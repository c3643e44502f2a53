// The document of a report of worlds: docs/json/stress-report.schema.json, whose `stress` is docs/json/stress.schema.json. Points
// are on each party's own scale; a missing value is null.

export interface CountedShare {
  worlds: number;
  share: number;
  /** 95% interval */
  low: number;
  high: number;
}

/** One figure over all worlds. */
export interface Spread {
  mean: number | null;
  least: number | null;
  p05: number | null;
  p25: number | null;
  median: number | null;
  p75: number | null;
  p95: number | null;
  most: number | null;
}

export interface FirstBreak {
  /** null: while the accord holds */
  step: number | null;
  party: string;
  condition: BreakKind;
  commitments: string[];
  levels: string[];
  worlds: number;
  share: number;
}

export type BreakKind = "stays" | "stays, on the eve" | "delivers" | "delivers, leave at the gate" | "keeps, stop" | "keeps, leave" | "keeps, finish";

export interface Estimate {
  value: number | null;
  low: number | null;
  high: number | null;
}

export interface Indices {
  mean: number | null;
  variance: number | null;
  factors: { name: string; members: string[]; first: Estimate; total: Estimate }[];
  sum_of_first: Estimate | null;
}

export interface TornadoBar {
  number: string;
  settings: { value: number; min_slack: number | null }[];
  swing: number | null;
  verdict_changes: boolean;
}

export type Limit = ({ number: string; at_least: number | null; at_most: number | null } | { given: string; scenarios: string[] }) & { quasi_p: number };

export interface BoxMeasure {
  worlds: number;
  hits: number;
  coverage: number;
  density: number;
  mass: number;
}

export interface WhatDecides {
  screening: { name: string; mu: number | null; mu_star: number | null; sigma: number | null }[];
  min_slack: Indices;
  holds: Indices;
  tornado: TornadoBar[];
  boxes_of: "breaking" | "holding";
  other_worlds: number;
  other_hits: number;
  boxes: { limits: Limit[]; made_from: BoxMeasure; on_other_worlds: BoxMeasure }[];
}

export interface PlanInWorlds {
  name: string;
  steps: number;
  holds: CountedShare;
  holds_and_nobody_loses: CountedShare;
  holds_and_enough_for_all: CountedShare;
  at_best: { holds: boolean; min_slack: number | null };
  first_breaks: FirstBreak[];
  min_slack: Spread;
  slack: Record<string, Spread>;
  gain: Record<string, Spread>;
  regret: Record<string, Spread> | null;
  what_decides: WhatDecides | null;
}

export interface RangeOfFile {
  id: string;
  unit: string;
  low: number;
  best: number;
  high: number;
  drawn: "triangular" | "uniform" | "log_uniform" | "pert" | "jointly";
  matters: boolean;
}

export interface Stress {
  accord: string;
  parties: string[];
  worlds: number;
  design: "latin" | "sobol" | "random";
  seed: number;
  enough: number;
  ranges: RangeOfFile[];
  plans: PlanInWorlds[];
  holds_most: string;
}

export interface StressReport {
  format: "entente/stress-report/1";
  program: string;
  case: string;
  stress: Stress;
}

export const isStressReport = (document: { format?: string }): document is StressReport => document.format === "entente/stress-report/1";

/** In every world that was drawn, in some, or, as far as the interval says, in fewer than half. What breaks in any is not told as good. */
export function verdictOf(holds: CountedShare): "all" | "some" | "fewer" {
  if (holds.share === 1) return "all";
  return holds.high < 0.5 ? "fewer" : "some";
}

/** The plans that hold in most worlds, no more than `most`, in the order of the document; the one asked for is among them. */
export function plansShown(plans: PlanInWorlds[], most: number, asked: PlanInWorlds): PlanInWorlds[] {
  const best = [...plans].sort((a, b) => b.holds.worlds - a.holds.worlds).slice(0, most);
  if (!best.includes(asked)) best[best.length - 1] = asked;
  return plans.filter((plan) => best.includes(plan));
}

/** A number's name taken apart: what stands between its slashes (src/accord/ranges.h). */
export function partsOf(id: string): string[] {
  return id.split("/").map((part) => part.replace(/~1/g, "/").replace(/~0/g, "~"));
}

/** What a tornado's bar spans: the smallest slack at its settings, and where all numbers have their best values. */
export function spanOf(bar: TornadoBar, base: number | null): { least: number; largest: number } {
  const values = [...bar.settings.map((setting) => setting.min_slack), base].filter((value): value is number => value !== null);
  return { least: Math.min(...values), largest: Math.max(...values) };
}
