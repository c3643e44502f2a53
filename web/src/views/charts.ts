// The charts, drawn by Observable Plot. Colours are the page's own, so that they follow dark and light; letters and shapes say
// the same for those who see none.
import * as Plot from "@observablehq/plot";

export const style = { background: "transparent", color: "var(--ink)", fontFamily: "inherit", fontSize: "12px", overflow: "visible" };
export const leftFor = (names: string[], most: number) => Math.min(most, 16 + 7.5 * Math.max(...names.map((name) => name.length)));

export interface Bar {
  party: string;
  from: number;
  to: number;
  step: number;
  title: string;
}

export interface TimeAxis {
  end: number;
  label: string;
}

interface Parties {
  names: string[];
  letters: Record<string, string>;
  colour: (party: string) => string;
}

/** A lane for each party, a bar for what it delivers, with the step's number. Bars can be clicked. */
export function timeline(width: number, bars: Bar[], axis: TimeAxis, parties: Parties, onOpen: (step: number) => void) {
  const narrow = width < 520;
  const names = parties.names.map((name) => (narrow ? parties.letters[name]! : name));
  const marginLeft = leftFor(names, 130);
  const room = (bar: Bar) => ((bar.to - bar.from) * (width - marginLeft - 16)) / axis.end;
  // Where a bar is too short for its number, the table below and a click on it tell the step.
  const numbered = bars.filter((bar) => room(bar) > 5 + 7.5 * String(bar.step).length);
  const chart = Plot.plot({
    width,
    height: 58 + 30 * parties.names.length,
    marginBottom: 42,
    marginLeft,
    marginTop: 8,
    marginRight: 16,
    style,
    x: { domain: [0, axis.end], label: axis.label, ticks: Math.max(3, Math.floor(width / 110)), nice: false },
    y: { domain: parties.names, label: null, tickFormat: (name: string) => (narrow ? parties.letters[name]! : name), tickSize: 0 },
    marks: [
      Plot.ruleY(parties.names, { y: (name: string) => name, stroke: "var(--line)" }),
      Plot.barX(bars, {
        x1: "from", x2: "to", y: "party", fill: (bar: Bar) => parties.colour(bar.party), stroke: "var(--paper)", insetTop: 4, insetBottom: 4, rx: 2, title: "title",
      }),
      Plot.text(numbered, { x: (bar: Bar) => (bar.from + bar.to) / 2, y: "party", text: (bar: Bar) => String(bar.step), fill: "var(--on-party)", fontWeight: 600, pointerEvents: "none" }),
    ],
  });
  chart.querySelectorAll<SVGRectElement>("[aria-label='bar'] rect").forEach((rect, at) => {
    const bar = bars[at];
    if (bar === undefined) return;
    rect.style.cursor = "pointer";
    rect.addEventListener("click", () => onOpen(bar.step));
  });
  return chart;
}

export interface Stem {
  at: number;
  share: number;
  party: string;
  title: string;
}

/** The tightest party's slack at each step and at last while the accord holds, on the timeline's axis, against zero. */
export function slackChart(width: number, stems: Stem[], axis: TimeAxis, parties: Parties, label: string) {
  const narrow = width < 520;
  const names = parties.names.map((name) => (narrow ? parties.letters[name]! : name));
  const values = stems.map((stem) => 100 * stem.share);
  const top = Math.max(0, ...values);
  const bottom = Math.min(0, ...values);
  const room = 0.18 * (top - bottom || 1);
  const marginLeft = leftFor(names, 130);
  const across = (width - marginLeft - 16) / axis.end;
  // Of stems close together that are one party's, the first has its letter.
  const lettered: Stem[] = [];
  for (const stem of stems) {
    const before = lettered[lettered.length - 1];
    const near = before !== undefined && before.party === stem.party && (stem.at - before.at) * across < 14 && Math.abs(stem.share - before.share) < 0.3 * (top - bottom || 1) / 100;
    if (!near) lettered.push(stem);
  }
  return Plot.plot({
    width,
    height: 204,
    marginBottom: 42,
    marginLeft,
    marginRight: 16,
    marginTop: 24,
    style,
    x: { domain: [0, axis.end], label: axis.label, ticks: Math.max(3, Math.floor(width / 110)) },
    y: { domain: [bottom < 0 ? bottom - room : -room / 2, top + room], label, ticks: 4, grid: true },
    marks: [
      Plot.ruleY([0], { stroke: "var(--ink)", strokeWidth: 2 }),
      Plot.ruleX(stems, { x: "at", y1: 0, y2: (stem: Stem) => 100 * stem.share, stroke: (stem: Stem) => parties.colour(stem.party), strokeWidth: 3 }),
      Plot.dot(stems, { x: "at", y: (stem: Stem) => 100 * stem.share, fill: (stem: Stem) => parties.colour(stem.party), r: 5, title: "title" }),
      Plot.text(lettered, { x: "at", y: (stem: Stem) => 100 * stem.share, dy: -13, text: (stem: Stem) => parties.letters[stem.party]!, fontWeight: 600 }),
    ],
  });
}

export interface Kept {
  step: number;
  party: string;
  kept: number;
}

/** How far each party has kept the plan, step by step. */
export function trustChart(width: number, kept: Kept[], parties: Parties, label: string, across: string) {
  const last = Math.max(...kept.map((one) => one.step));
  const least = Math.min(...kept.map((one) => one.kept));
  const lowest = Math.max(0, 100 * least - 3);
  // Parties whose lines end less than a letter's height apart share one label.
  const near = (100 - lowest) / 14;
  const together: { at: number; letters: string }[] = [];
  for (const one of kept.filter((known) => known.step === last).sort((a, b) => b.kept - a.kept)) {
    const before = together[together.length - 1];
    if (before !== undefined && before.at - 100 * one.kept < near) before.letters += ` ${parties.letters[one.party]}`;
    else together.push({ at: 100 * one.kept, letters: parties.letters[one.party]! });
  }
  return Plot.plot({
    width,
    height: 254,
    marginBottom: 42,
    marginLeft: 48,
    marginRight: 16 + 9 * Math.max(...together.map((one) => one.letters.length)),
    marginTop: 24,
    style,
    x: { domain: [0, last], label: across, ticks: Math.min(last, Math.floor(width / 40)), tickFormat: (step: number) => String(step) },
    y: { domain: [lowest, 100], label, ticks: 5, grid: true },
    symbol: { domain: parties.names },
    marks: [
      Plot.line(kept, { x: "step", y: (one: Kept) => 100 * one.kept, z: "party", stroke: (one: Kept) => parties.colour(one.party), strokeWidth: 2 }),
      Plot.dot(kept, { x: "step", y: (one: Kept) => 100 * one.kept, stroke: (one: Kept) => parties.colour(one.party), fill: "var(--paper)", symbol: "party", r: 4 }),
      Plot.text(together, { x: last, y: "at", text: "letters", dx: 10, textAnchor: "start", fontWeight: 600 }),
    ],
  });
}

/** Each party's gain in the plan as a share of that in the package. */
export function priceChart(width: number, shares: { party: string; share: number }[], parties: Parties, label: string) {
  const most = Math.max(1, ...shares.map((one) => one.share));
  const narrow = width < 520;
  const names = parties.names.map((name) => (narrow ? parties.letters[name]! : name));
  return Plot.plot({
    width,
    height: 62 + 28 * shares.length,
    marginBottom: 42,
    marginLeft: leftFor(names, 130),
    marginRight: 48,
    marginTop: 8,
    style,
    x: { domain: [Math.min(0, ...shares.map((one) => 100 * one.share)), 105 * most], label, ticks: Math.max(3, Math.floor(width / 130)), grid: true },
    y: { domain: shares.map((one) => one.party), label: null, tickSize: 0, tickFormat: (name: string) => (narrow ? parties.letters[name]! : name) },
    marks: [
      Plot.barX(shares, { x: (one) => 100 * one.share, y: "party", fill: (one) => parties.colour(one.party), insetTop: 4, insetBottom: 4 }),
      Plot.ruleX([100], { stroke: "var(--ink)", strokeWidth: 2, strokeDasharray: "4 3" }),
      Plot.text(shares, { x: (one) => 100 * Math.max(0, one.share), y: "party", text: (one) => `${Number((100 * one.share).toPrecision(3))}%`, textAnchor: "start", dx: 6, stroke: "var(--paper)", strokeWidth: 4, fill: "var(--ink)" }),
    ],
  });
}

export type PlanePoint = { x: number; y: number; kind: string; title: string; label?: string };

const shapes: Record<string, { symbol: Plot.SymbolType; filled: boolean; size: number; colour: string; turned?: number }> = {
  package: { symbol: "circle", filled: false, size: 3, colour: "var(--soft)" },
  plan: { symbol: "square", filled: true, size: 3.5, colour: "var(--party-0)" },
  nashPackage: { symbol: "star", filled: true, size: 9, colour: "var(--party-1)" },
  nash: { symbol: "triangle", filled: true, size: 8, colour: "var(--party-2)" },
  kalai_smorodinsky: { symbol: "triangle", filled: true, size: 8, colour: "var(--party-3)", turned: 180 },
  securest: { symbol: "diamond", filled: true, size: 7, colour: "var(--party-5)" },
  people: { symbol: "cross", filled: true, size: 6, colour: "var(--party-4)" },
  broken: { symbol: "times", filled: false, size: 5, colour: "var(--bad)" },
};

/** Gains of two parties: everything that was kept, and what was chosen from it. */
export function plane(width: number, all: PlanePoint[], across: string, up: string) {
  const marks = Object.entries(shapes).flatMap(([kind, shape]) => {
    const those = all.filter((point) => point.kind === kind);
    if (those.length === 0) return [];
    return [
      Plot.dot(those, {
        x: "x", y: "y", symbol: shape.symbol, rotate: shape.turned ?? 0, r: shape.size, title: "title", stroke: shape.filled ? "var(--paper)" : shape.colour, fill: shape.filled ? shape.colour : "none", strokeWidth: shape.filled ? 1 : 1.5,
      }),
    ];
  });
  return Plot.plot({
    width,
    height: Math.max(280, Math.min(480, 0.6 * width)),
    marginLeft: 52,
    marginTop: 28,
    marginBottom: 44,
    style,
    x: { label: across, grid: true, nice: true, ticks: Math.max(3, Math.floor(width / 110)) },
    y: { label: up, grid: true, nice: true },
    marks: [
      Plot.ruleX([0], { stroke: "var(--line)" }),
      Plot.ruleY([0], { stroke: "var(--line)" }),
      ...marks,
      Plot.text(all.filter((point) => point.label !== undefined), { x: "x", y: "y", text: "label", dy: -12, stroke: "var(--paper)", strokeWidth: 4, fill: "var(--ink)", fontWeight: 600 }),
    ],
  });
}
