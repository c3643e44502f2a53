// The charts of the report of worlds: rows of bars, intervals and boxes, each under or beside its name. Drawn by Observable Plot;
// a shape or a letter says what a colour says.
import * as Plot from "@observablehq/plot";
import { style } from "./charts";

export interface Row {
  key: string;
  label: string;
}

interface Frame {
  width: number;
  rows: Row[];
  /** of the axis across */
  domain: [number, number];
  label: string;
  ticks?: (value: number) => string;
  /** space on the right for what stands after a bar */
  right?: number;
}

const letterWidth = 6.6;

// Names stand left of their rows where there is room for them, above where there is not.
function placeOfNames(width: number, rows: Row[]) {
  const widest = letterWidth * Math.max(...rows.map((row) => row.label.length)) + 20;
  const left = Math.min(widest, 276);
  return { left, beside: width - left > 380, lines: widest > left ? 2 : 1 };
}

function framed({ width, rows, domain, label, ticks, right = 20 }: Frame, marks: Plot.Markish[]) {
  const { left, beside, lines } = placeOfNames(width, rows);
  const labels = new Map(rows.map((row) => [row.key, row.label]));
  const nameOf = (key: string) => labels.get(key)!;
  const height = beside ? (lines === 2 ? 36 : 28) : 42;
  const letters = Math.max(10, Math.floor((width - 24) / letterWidth));
  const cut = (text: string) => (text.length > letters ? `${text.slice(0, letters - 1)}…` : text);
  return Plot.plot({
    width,
    height: 58 + height * rows.length,
    marginTop: 8,
    marginBottom: 44,
    marginLeft: beside ? left : 12,
    marginRight: right,
    style,
    x: { domain, label, labelAnchor: "right", ticks: Math.max(3, Math.floor((width - (beside ? left : 12)) / 100)), grid: true, tickFormat: ticks },
    y: { type: "band", domain: rows.map((row) => row.key), label: null, axis: null, padding: 0 },
    marks: [
      ...marks,
      beside
        ? Plot.axisY({ tickSize: 0, tickPadding: 10, label: null, tickFormat: nameOf, lineWidth: 21, fill: "var(--ink)" } as Plot.AxisYOptions)
        : Plot.text(rows, { x: domain[0], y: "key", text: (row: Row) => cut(row.label), textAnchor: "start", dx: 4, dy: -12, fill: "var(--ink)", stroke: "var(--paper)", strokeWidth: 3 }),
    ],
  });
}

// Bars and dots stand in the lower part of a row whose name is above them.
const lower = (width: number, rows: Row[]) => (placeOfNames(width, rows).beside ? 0 : 8);

function around(values: number[], withZero = true): [number, number] {
  const all = withZero ? [...values, 0] : values;
  const low = Math.min(...all);
  const high = Math.max(...all);
  const room = 0.04 * (high - low || 1);
  if (!withZero) return [low - room, high + room];
  return [low < 0 ? low - room : low, high > 0 ? high + room : high === low ? high + 1 : high];
}

export interface ShareRow extends Row {
  share: number;
  low: number;
  high: number;
  good: boolean;
  text: string;
  title: string;
}

/** Shares with their intervals; a line at a half where that is what they are held against. */
export function sharesChart(width: number, rows: ShareRow[], label: string, { most = 1, half = true } = {}) {
  const dy = lower(width, rows);
  return framed({ width, rows, domain: [0, 100 * Math.min(1, most)], label, right: 64 }, [
    Plot.ruleX(half ? [50] : [], { stroke: "var(--soft)", strokeDasharray: "4 3" }),
    Plot.ruleY(rows, { x1: (row: ShareRow) => 100 * row.low, x2: (row: ShareRow) => 100 * row.high, y: "key", stroke: "var(--ink)", strokeWidth: 3, dy }),
    Plot.dot(rows.filter((row) => row.good), { x: (row: ShareRow) => 100 * row.share, y: "key", r: 5.5, fill: half ? "var(--good)" : "var(--party-0)", title: "title", dy }),
    Plot.dot(rows.filter((row) => !row.good), { x: (row: ShareRow) => 100 * row.share, y: "key", r: 5.5, symbol: "times", stroke: "var(--bad)", strokeWidth: 2.5, title: "title", dy }),
    Plot.text(rows, { x: (row: ShareRow) => 100 * row.high, y: "key", text: "text", textAnchor: "start", dx: 9, dy, fill: "var(--ink)", stroke: "var(--paper)", strokeWidth: 4 }),
  ]);
}

export interface BreakBar {
  key: string;
  party: string;
  share: number;
  title: string;
}

/** First breaks: a row a step, a piece a party with its letter. */
export function breaksChart(width: number, rows: Row[], bars: BreakBar[], parties: { letters: Record<string, string>; colour: (party: string) => string }, label: string) {
  const shift = lower(width, rows);
  const totals = rows.map((row) => bars.filter((bar) => bar.key === row.key).reduce((sum, bar) => sum + bar.share, 0));
  const most = 100 * Math.max(...totals);
  const stacked: (BreakBar & { from: number; to: number })[] = [];
  for (const bar of bars) {
    const from = stacked.filter((one) => one.key === bar.key).reduce((sum, one) => sum + 100 * one.share, 0);
    stacked.push({ ...bar, from, to: from + 100 * bar.share });
  }
  const wide = stacked.filter((bar) => ((bar.to - bar.from) / most) * width > 40);
  return framed({ width, rows, domain: [0, 1.05 * most], label }, [
    Plot.barX(stacked, {
      x1: "from", x2: "to", y: "key", fill: (bar: BreakBar) => parties.colour(bar.party), stroke: "var(--paper)", insetTop: shift > 0 ? 21 : 4, insetBottom: 4, title: "title",
    }),
    Plot.text(wide, { x: (bar) => (bar.from + bar.to) / 2, y: "key", text: (bar: BreakBar) => parties.letters[bar.party]!, fill: "var(--on-party)", fontWeight: 600, dy: shift + (shift > 0 ? 1 : 0), pointerEvents: "none" }),
  ]);
}

export interface SpreadRow extends Row {
  p05: number;
  p25: number;
  median: number;
  p75: number;
  p95: number;
  title: string;
}

/** Where nine tenths, half and the middle of the worlds are, against zero. */
export function spreadChart(width: number, rows: SpreadRow[], colour: string, label: string) {
  const shift = lower(width, rows);
  return framed({ width, rows, domain: around(rows.flatMap((row) => [row.p05, row.p95])), label }, [
    Plot.ruleY(rows, { x1: "p05", x2: "p95", y: "key", stroke: "var(--ink)", strokeWidth: 1.5, dy: shift, title: "title" }),
    Plot.barX(rows, { x1: "p25", x2: "p75", y: "key", fill: colour, insetTop: shift > 0 ? 22 : 7, insetBottom: shift > 0 ? 6 : 7, title: "title" }),
    Plot.tickX(rows, { x: "median", y: "key", stroke: "var(--ink)", strokeWidth: 3, insetTop: shift > 0 ? 20 : 4, insetBottom: 4 }),
    Plot.ruleX([0], { stroke: "var(--ink)", strokeWidth: 2 }),
  ]);
}

export interface IndexRow extends Row {
  alone: { value: number; low: number; high: number };
  withOthers: { value: number; low: number; high: number };
  title: string;
}

/** Sobol' indices: a circle for a number alone, a square for it with others, each with its interval. */
export function indicesChart(width: number, rows: IndexRow[], label: string) {
  const shift = lower(width, rows);
  const percents = (index: "alone" | "withOthers", end: "value" | "low" | "high") => (row: IndexRow) => 100 * row[index][end];
  const pair = (index: "alone" | "withOthers", dy: number, symbol: "circle" | "square", colour: string) => [
    Plot.ruleY(rows, { x1: percents(index, "low"), x2: percents(index, "high"), y: "key", stroke: colour, strokeWidth: 2, dy }),
    Plot.dot(rows, { x: percents(index, "value"), y: "key", symbol, r: 4.5, fill: index === "alone" ? "var(--paper)" : colour, stroke: colour, strokeWidth: 1.5, dy, title: "title" }),
  ];
  return framed({ width, rows, domain: [0, 100], label }, [...pair("alone", shift - 5, "circle", "var(--party-0)"), ...pair("withOthers", shift + 5, "square", "var(--party-1)")]);
}

export interface SpanRow extends Row {
  least: number;
  largest: number;
  changes: boolean;
  title: string;
}

/** A tornado: what each number alone does to the smallest slack, against zero and the value at the best values. */
export function tornadoChart(width: number, rows: SpanRow[], base: number, label: string) {
  const shift = lower(width, rows);
  const domain = around([base, ...rows.flatMap((row) => [row.least, row.largest])]);
  return framed({ width, rows, domain, label, right: 28 }, [
    Plot.barX(rows, {
      x1: "least", x2: "largest", y: "key", fill: (row: SpanRow) => (row.changes ? "var(--party-1)" : "var(--party-0)"), insetTop: shift > 0 ? 22 : 6, insetBottom: 6, title: "title",
    }),
    Plot.text(rows.filter((row) => row.changes), { x: "largest", y: "key", text: () => "✕", textAnchor: "start", dx: 5, dy: shift, fontWeight: 700, fill: "var(--ink)", stroke: "var(--paper)", strokeWidth: 3 }),
    Plot.ruleX([base], { stroke: "var(--ink)", strokeDasharray: "4 3" }),
    Plot.ruleX([0], { stroke: "var(--ink)", strokeWidth: 2 }),
  ]);
}

export interface LimitRow extends Row {
  /** share of the range */
  from: number;
  to: number;
}

/** The part of each number's range that a box takes. */
export function limitsChart(width: number, rows: LimitRow[], label: string) {
  const shift = lower(width, rows);
  return framed({ width, rows, domain: [0, 100], label }, [
    Plot.ruleY(rows, { x1: 0, x2: 100, y: "key", stroke: "var(--soft)", strokeWidth: 1.5, dy: shift }),
    Plot.barX(rows, { x1: (row: LimitRow) => 100 * row.from, x2: (row: LimitRow) => 100 * row.to, y: "key", fill: "var(--party-1)", insetTop: shift > 0 ? 22 : 8, insetBottom: shift > 0 ? 6 : 8 }),
  ]);
}

export interface EffectRow extends Row {
  size: number;
  spread: number;
  title: string;
}

/** Screening: how much each number does, and how much that depends on the others. */
export function effectsChart(width: number, rows: EffectRow[], label: string) {
  const shift = lower(width, rows);
  return framed({ width, rows, domain: [0, 1.05 * Math.max(1e-9, ...rows.flatMap((row) => [row.size, row.spread]))], label }, [
    Plot.barX(rows, { x1: 0, x2: "size", y: "key", fill: "var(--party-0)", insetTop: shift > 0 ? 22 : 7, insetBottom: shift > 0 ? 6 : 7, title: "title" }),
    Plot.dot(rows, { x: "spread", y: "key", symbol: "diamond", r: 5, fill: "var(--paper)", stroke: "var(--ink)", strokeWidth: 1.5, dy: shift, title: "title" }),
  ]);
}

export interface ShiftRow extends Row {
  to: number;
  text: string;
  title: string;
}

/** Where a share goes when one number changes, from where it is (dashed). */
export function shiftsChart(width: number, rows: ShiftRow[], from: number, label: string) {
  const shift = lower(width, rows);
  return framed({ width, rows, domain: around([from, ...rows.map((row) => row.to)], false), label, right: 52 }, [
    Plot.barX(rows, {
      x1: from, x2: "to", y: "key", fill: (row: ShiftRow) => (row.to < from ? "var(--party-1)" : "var(--party-0)"), insetTop: shift > 0 ? 22 : 6, insetBottom: 6, title: "title",
    }),
    Plot.ruleX([from], { stroke: "var(--ink)", strokeDasharray: "4 3" }),
    Plot.text(rows, { x: (row: ShiftRow) => Math.max(row.to, from), y: "key", text: "text", textAnchor: "start", dx: 6, dy: shift, fill: "var(--ink)", stroke: "var(--paper)", strokeWidth: 4 }),
  ]);
}
