import { describe, expect, it } from "vitest";
import { count, likelihood, ofHundred, percent, points, probability, time } from "../src/numbers";
import { en } from "../src/words/en";
import { ko } from "../src/words/ko";

describe("numbers", () => {
  it("have three digits at most, as in the terminal", () => {
    expect([1.2345, -0.04567, 12345.6, 1e-12, 7].map(points)).toEqual(["1.23", "−0.0457", "12,300", "0", "7"]);
    expect(points(null)).toBe("–");
    expect(percent(0.12345)).toBe("12.3%");
    expect(count(1234567)).toBe("1,234,567");
  });

  it("never call certain what is not, nor impossible what can happen", () => {
    expect([1, 0.99999, 0.5, 0.00001, 0].map(probability)).toEqual(["100%", ">99.9%", "50.0%", "<0.1%", "0%"]);
    expect(ofHundred(0.996)).toEqual({ text: "99", bound: "above" });
    expect(ofHundred(0.004)).toEqual({ text: "1", bound: "below" });
    expect(ofHundred(0.732)).toEqual({ text: "73", bound: "none" });
  });

  it("tell probabilities in the words of Intelligence Community Directive 203", () => {
    const told = [0, 0.03, 0.1, 0.3, 0.5, 0.7, 0.9, 0.97, 1].map(likelihood);
    expect(told).toEqual(["impossible", "almostNoChance", "veryUnlikely", "unlikely", "even", "likely", "veryLikely", "almostCertain", "certain"]);
  });

  it("tell times in years and months, or in days", () => {
    expect([0, 0.25, 1, 2.5, 45 / 365.25].map((years) => en.time(time(years)))).toEqual(["0 months", "3 months", "1 year", "2 years 6 months", "45 days"]);
    expect(ko.time(time(2.5))).toBe("2년 6개월");
  });
});
