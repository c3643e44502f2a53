// Every text of the what-if in English; other languages have the same table.
import { plural } from "./en";

export const whatIfEn = {
  title: "What if",
  intro: "Move a number within its range of the file: the plan at hand is evaluated again, everything else at its best value.",
  none: "No number of the file is a range, so there is nothing to move.",
  plan: "Plan",
  find: "Find a number",
  range: (low: string, high: string, best: string) => `${low} to ${high}, best ${best}`,
  value: (value: string) => `now ${value}`,
  reset: "All back to their best values",
  link: "Address that keeps these values",
  moved: (n: number) => (n === 0 ? "Every number stands at its best value." : `${plural(n, "number", "numbers")} moved.`),
  holds: (slack: string) => `The plan holds; its smallest slack is ${slack}.`,
  breaks: (party: string, where: string, slack: string) => `The plan breaks ${where}: ${party} would gain ${slack}.`,
  slack: (points: string, share: string, best: string) => `${points} (${share} of its best gain of ${best})`,
  atStep: (n: number) => `at step ${n}`,
  whileHolding: "while the accord holds",
  atBest: (holds: boolean, slack: string) => `At the best values it ${holds ? "holds" : "breaks"}, with a smallest slack of ${slack}.`,
  noPlan: "There is no plan here to evaluate again; where people wrote some, choose one of theirs.",
  computing: "It is being evaluated.",
  tooOld: "this browser can not run the evaluator in this file (it needs WebAssembly with exceptions); a newer one can",
  stopped: "the evaluator in this file stopped; a smaller change may do, or the served page",
  failed: (why: string) => `It could not be evaluated: ${why}`,
  table: "What changes",
  columns: { party: "Party", gain: "Gain", before: "At best values", change: "Change", slack: "Smallest slack", slackBefore: "At best values" },
  steps: "Slack step by step",
  columnsOfSteps: { step: "Step", party: "Tightest party", now: "Slack", before: "At best values" },
  hold: "The accord holds",
  showAll: (n: number) => `Show all ${n} numbers`,
  showFewer: "Show fewer",
  units: {
    points: "points", "points a year": "points a year", years: "years", "points for a unit of the fund": "points for a unit of the fund",
    "standard deviation of a logarithm": "", "cost a year": "a year", "times a year": "times a year",
  } as Record<string, string>,
  quantities: {
    patience: "patience", turnover: "turnover", breakdown: "after a breakdown", doubt: "doubt", takes: "takes", undo: "time to undo", seen: "seen at the gate",
    watched: "watched", succeeds: "review succeeds", value: "value to", once: "once, to", penalty: "penalty on", cost: "cost", false_alarms: "false alarms",
    worth: "worth", share: "share", review: "review", sees: "sees",
  } as Record<string, string>,
};

export type WhatIfWords = typeof whatIfEn;
