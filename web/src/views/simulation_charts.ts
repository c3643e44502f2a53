// The charts of the report of a simulation that have a time or two shares on their axes; rows are in worlds_charts.ts.
import * as Plot from "@observablehq/plot";
import type { CurvePoint, Variant } from "../simulation";
import { style } from "./charts";

/** What stands (S, whole line) and what has been carried out (C, dashed) over the years, with bands. */
export function curvesChart(width: number, curve: CurvePoint[], axis: string, years: string) {
  const percent = (key: Exclude<keyof CurvePoint, "years">) => (point: CurvePoint) => 100 * point[key];
  const band = (what: "standing" | "completed", colour: string) =>
    Plot.areaY(curve, { x: "years", y1: percent(`${what}_low`), y2: percent(`${what}_high`), fill: colour, fillOpacity: 0.25 });
  const line = (what: "standing" | "completed", colour: string, dash?: string) =>
    Plot.lineY(curve, { x: "years", y: percent(what), stroke: colour, strokeWidth: 2.5, strokeDasharray: dash });
  const last = curve.slice(-1);
  const named = { x: "years", dx: 10, fontWeight: 700, fontSize: 14, fill: "var(--ink)" } as const;
  return Plot.plot({
    width,
    height: Math.max(260, Math.min(400, 0.45 * width)),
    marginLeft: 44,
    marginRight: 28,
    marginTop: 26,
    marginBottom: 44,
    style,
    x: { label: years, ticks: Math.max(3, Math.floor(width / 110)) },
    y: { label: axis, domain: [0, 100], grid: true, ticks: 5 },
    marks: [
      band("completed", "var(--party-1)"),
      band("standing", "var(--party-0)"),
      line("completed", "var(--party-1)", "6 4"),
      line("standing", "var(--party-0)"),
      Plot.text(last, { ...named, y: percent("standing"), text: () => "S" }),
      Plot.text(last, { ...named, y: percent("completed"), text: () => "C" }),
    ],
  });
}

export interface ProofPoint extends Variant {
  label: string;
  title: string;
}

/** Breaches answered against accords that stand, from the strictest standard of proof to the loosest. */
export function proofChart(width: number, points: ProofPoint[], across: string, up: string) {
  const x = (point: ProofPoint) => 100 * (point.breaches_answered ?? 0);
  const y = (point: ProofPoint) => 100 * point.standing;
  return Plot.plot({
    width,
    height: 300,
    marginLeft: 48,
    marginRight: 60,
    marginTop: 30,
    marginBottom: 44,
    style,
    x: { label: across, grid: true, nice: true, ticks: Math.max(3, Math.floor(width / 110)) },
    y: { label: up, grid: true, nice: true, ticks: 6 },
    marks: [
      Plot.line(points, { x, y, stroke: "var(--soft)", strokeWidth: 1.5 }),
      Plot.dot(points, { x, y, r: 5, fill: (point: ProofPoint) => (point.as_it_is ? "var(--party-1)" : "var(--paper)"), stroke: "var(--party-1)", strokeWidth: 2, title: "title" }),
      // The one in force stands out, and its name out of the way of its neighbours'.
      Plot.text(points.filter((point) => !point.as_it_is), { x, y, text: "label", dx: 9, textAnchor: "start", dy: 9, fill: "var(--ink)", stroke: "var(--paper)", strokeWidth: 3 }),
      Plot.text(points.filter((point) => point.as_it_is), { x, y, text: "label", textAnchor: "middle", dy: -14, fontWeight: 600, fill: "var(--ink)", stroke: "var(--paper)", strokeWidth: 3 }),
    ],
  });
}
