// How numbers are put: never more digits than they can bear, shares never without what they are shares of. The terminal writes
// the same (src/report/wording.h).
import type { FileNumber } from "./report";

const nothing = 1e-9;

function threeDigits(value: number): string {
  if (Math.abs(value) < nothing) return "0";
  if (Math.abs(value) >= 1000) return grouped(String(Number(value.toPrecision(3))));
  return String(Number(value.toPrecision(3)));
}

function grouped(digits: string): string {
  return digits.replace(/\B(?=(\d{3})+(?!\d))/g, ",");
}

/** "1.23", "-0.045", "12,300"; a real minus sign, so that a screen reader says it. */
export function points(value: number | null | undefined): string {
  return value === null || value === undefined ? "–" : threeDigits(value).replace("-", "−");
}

export function signedPoints(value: number): string {
  const text = points(value);
  return value > 0 && text !== "0" ? `+${text}` : text;
}

/** "12.3%" */
export function percent(share: number): string {
  return `${threeDigits(100 * share).replace("-", "−")}%`;
}

/** What is not certain is never written "100%", what is not impossible never "0%". */
export function probability(value: number): string {
  if (value >= 1) return "100%";
  if (value > 0.999) return ">99.9%";
  if (value <= 0) return "0%";
  if (value < 0.001) return "<0.1%";
  return `${(100 * value).toFixed(1)}%`;
}

/** How many of a hundred, whole; "more than 99" and "fewer than 1" at the ends. */
export function ofHundred(value: number): { text: string; bound: "none" | "above" | "below" } {
  if (value < 1 && value > 0.99) return { text: "99", bound: "above" };
  if (value > 0 && value < 0.01) return { text: "1", bound: "below" };
  return { text: String(Math.round(100 * value)), bound: "none" };
}

export function count(whole: number): string {
  return whole >= 1e15 ? whole.toPrecision(3) : grouped(whole.toFixed(0));
}

export interface Time {
  years: number;
  months: number;
  days: number;
}

/** Whole years and months where they come out even, days otherwise. */
export function time(years: number): Time {
  const months = years * 12;
  if (Math.abs(months - Math.round(months)) < 1e-6) {
    const whole = Math.round(months);
    return { years: Math.floor(whole / 12), months: whole % 12, days: 0 };
  }
  return { years: 0, months: 0, days: Math.round(years * 365.25) };
}

export function best(number: FileNumber): number {
  return Array.isArray(number) ? number[1] : number;
}

/** The words of the scale that analysts use (US Intelligence Community Directive 203), to stand beside the number. */
export type Likelihood =
  | "impossible"
  | "almostNoChance"
  | "veryUnlikely"
  | "unlikely"
  | "even"
  | "likely"
  | "veryLikely"
  | "almostCertain"
  | "certain";

export function likelihood(value: number): Likelihood {
  if (value <= 0) return "impossible";
  if (value <= 0.05) return "almostNoChance";
  if (value <= 0.2) return "veryUnlikely";
  if (value <= 0.45) return "unlikely";
  if (value <= 0.55) return "even";
  if (value <= 0.8) return "likely";
  if (value <= 0.95) return "veryLikely";
  return value < 1 ? "almostCertain" : "certain";
}
