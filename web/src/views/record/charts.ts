// The record's charts, drawn by Observable Plot like the plan's. What they show stands in a table beside each.
import * as Plot from "@observablehq/plot";
import type { Quantity, Tally } from "../../record/answers";
import { deliveredShares, scaleKeys } from "../../record/standing";
import type { TrajectoryPoint } from "../../record/trajectory";
import type { RecordWords } from "../../words/record";
import { leftFor, style } from "../charts";

const shortened = (name: string, most: number) => (name.length <= most ? name : `${name.slice(0, most - 1)}…`);
const momentOf = (day: string) => new Date(`${day}T00:00:00Z`);

const scaleColours = { complete: "var(--good)", intermediate: "var(--party-0)", minimum: "var(--part)", not_initiated: "var(--line)" };

/** Counts on the four-level scale, a bar for each tally, the sign of the scale and the count in each part of it. */
export function scaleChart(width: number, tallies: Tally[], words: RecordWords) {
  const most = width < 520 ? 12 : 22;
  const label = (tally: Tally) => shortened(tally.name, most);
  const parts = tallies.flatMap((tally) => {
    let from = 0;
    return scaleKeys.flatMap((key) => {
      const count = tally.scale[key];
      const part = { name: label(tally), key, from, to: from + count, text: `${words.scale[key].sign} ${count}` };
      from += count;
      return count === 0 ? [] : [part];
    });
  });
  const names = tallies.map(label);
  const end = Math.max(1, ...tallies.map((tally) => tally.owed));
  const marginLeft = leftFor(names, 180);
  const room = ((width - marginLeft - 16) / end) as number;
  return Plot.plot({
    width,
    height: 58 + 30 * tallies.length,
    marginBottom: 42,
    marginLeft,
    marginRight: 16,
    marginTop: 8,
    style,
    x: { domain: [0, end], label: words.counts.axis, ticks: Math.min(end, Math.max(3, Math.floor(width / 110))), tickFormat: "d" },
    y: { domain: names, label: null, tickSize: 0 },
    marks: [
      Plot.barX(parts, { x1: "from", x2: "to", y: "name", fill: (part: (typeof parts)[0]) => scaleColours[part.key], stroke: "var(--paper)", insetTop: 3, insetBottom: 3 }),
      Plot.text(
        parts.filter((part) => (part.to - part.from) * room > 26),
        {
          x: (part: (typeof parts)[0]) => (part.from + part.to) / 2, y: "name", text: "text", fontWeight: 600,
          fill: (part: (typeof parts)[0]) => (part.key === "not_initiated" ? "var(--ink)" : "var(--on-party)"),
        },
      ),
    ],
  });
}

/** Complete against asked for, as steps from month to month. */
export function trajectoryChart(width: number, points: TrajectoryPoint[], words: RecordWords) {
  const lines = [
    { key: "owed" as const, stroke: "var(--soft)", dash: "2 3", symbol: "triangle" as const },
    { key: "required" as const, stroke: "var(--party-1)", dash: "6 3", symbol: "square" as const },
    { key: "complete" as const, stroke: "var(--good)", dash: "none", symbol: "circle" as const },
  ];
  // A sign every so often tells the lines apart where their colours do not.
  const every = Math.max(1, Math.ceil(points.length / Math.max(3, Math.floor(width / 80))));
  const end = Math.max(1, ...points.map((point) => point.owed));
  return Plot.plot({
    width,
    height: 264,
    marginBottom: 42,
    marginLeft: 40,
    marginRight: 16,
    marginTop: 24,
    style,
    x: { type: "utc", label: null, ticks: Math.max(3, Math.floor(width / 120)) },
    y: { domain: [0, end], label: words.trajectory.axis, ticks: Math.min(end, 6), tickFormat: "d", grid: true },
    marks: lines.flatMap((line, at) => {
      const known = points.filter((point) => point[line.key] !== null);
      const signed = known.filter((_, place) => place % every === at % every || place === known.length - 1);
      const x = (point: TrajectoryPoint) => momentOf(point.day);
      return [
        Plot.line(known, { x, y: line.key, stroke: line.stroke, strokeWidth: 2, strokeDasharray: line.dash, curve: "step-after" }),
        Plot.dot(signed, { x, y: line.key, symbol: line.symbol, fill: line.stroke, r: 4 }),
      ];
    }),
  });
}

export interface Moment {
  day: string;
  author: string;
  kind: "claim" | "seen" | "ruled" | "other";
  title: string;
}

const kinds = {
  claim: { symbol: "circle" as const, fill: "none", stroke: "var(--party-0)" },
  seen: { symbol: "circle" as const, fill: "var(--good)", stroke: "var(--good)" },
  ruled: { symbol: "square" as const, fill: "var(--party-3)", stroke: "var(--party-3)" },
  other: { symbol: "times" as const, fill: "none", stroke: "var(--soft)" },
};

/** A lane for each author, a sign for each event. */
export function eventsChart(width: number, moments: Moment[], words: RecordWords) {
  const most = width < 520 ? 12 : 22;
  const authors = [...new Set(moments.map((one) => one.author))];
  const lane = (one: Moment) => shortened(one.author, most);
  const names = [...new Set(moments.map(lane))];
  return Plot.plot({
    width,
    height: 58 + 24 * authors.length,
    marginBottom: 42,
    marginLeft: leftFor(names, 180),
    marginRight: 16,
    marginTop: 8,
    style,
    x: { type: "utc", label: null, ticks: Math.max(3, Math.floor(width / 120)), grid: true },
    y: { domain: names, label: null, tickSize: 0 },
    marks: [
      Plot.ruleY(names, { y: (name: string) => name, stroke: "var(--line)" }),
      ...Object.entries(kinds).map(([kind, look]) =>
        Plot.dot(moments.filter((one) => one.kind === kind), { x: (one: Moment) => momentOf(one.day), y: lane, ...look, r: 4, title: "title" }),
      ),
    ],
    ariaLabel: words.timeline.chart,
  });
}

/** Reported and verified as a share of what was due. */
export function deliveriesChart(width: number, quantities: Quantity[], words: RecordWords) {
  const most = width < 520 ? 14 : 26;
  const bars = quantities.flatMap((one) => {
    const { reported, verified } = deliveredShares(one);
    const name = shortened(`${one.commitment} ${one.level}`, most);
    return [
      { name, part: "R", share: 100 * (reported ?? 0) },
      { name, part: "V", share: 100 * (verified ?? 0) },
    ];
  });
  const names = [...new Set(bars.map((bar) => bar.name))];
  return Plot.plot({
    width,
    height: 62 + 44 * names.length,
    marginBottom: 42,
    marginLeft: leftFor(names, 200),
    marginRight: 56,
    marginTop: 8,
    style,
    x: { domain: [0, Math.max(100, ...bars.map((bar) => bar.share)) * 1.02], label: words.deliveries.axis, ticks: Math.max(3, Math.floor(width / 130)), grid: true },
    y: { axis: null, domain: ["R", "V"] },
    fy: { domain: names, label: null, axis: "left" },
    marks: [
      Plot.barX(bars, { x: "share", y: "part", fy: "name", fill: (bar: (typeof bars)[0]) => (bar.part === "R" ? "var(--party-0)" : "var(--good)"), insetTop: 1, insetBottom: 1 }),
      Plot.ruleX([100], { stroke: "var(--ink)", strokeDasharray: "4 3" }),
      Plot.text(bars, {
        x: "share", y: "part", fy: "name", text: (bar: (typeof bars)[0]) => `${bar.part} ${Number(bar.share.toPrecision(3))}%`, textAnchor: "start", dx: 4, stroke: "var(--paper)", strokeWidth: 4,
        fill: "var(--ink)",
      }),
    ],
  });
}
