// The texts of the report of a simulation in English, which is complete; other languages have the same table.
import type { Cause, Matter, Simulation } from "../simulation";

export const simulationEn = {
  title: (accord: string) => `${accord}: carrying the plan out`,
  sections: {
    verdict: "Verdict",
    course: "How it goes over the years",
    collapse: "Why accords collapse",
    complaints: "Complaints and suspensions",
    procedure: "What the procedure decides",
    rates: "Rates and where they come from",
  },
  between: (low: string, high: string) => `${low} to ${high}`,
  withInterval: (share: string, low: string, high: string) => `${share} (${low} to ${high})`,
  verdict: {
    stands: (share: string, runs: string, years: string, low: string, high: string) =>
      `The accord still stands after ${years} in ${share} of ${runs} runs (95%: ${low} to ${high}).`,
    completed: (plan: string, share: string, low: string, high: string, planned: string) =>
      `“${plan}” was carried out in full in ${share} of the runs (95%: ${low} to ${high}); it takes ${planned} when nothing goes wrong.`,
    collapses: (why: string, share: string, runs: string, all: string) => `It collapses most often because ${why} (${share}: ${runs} of ${all} runs).`,
    never: "It collapsed in no run.",
    breaks: (party: string, how: "withholds" | "leaves", where: string) =>
      how === "withholds" ? `${party} withholds what it owes ${where}, since keeping the plan does not pay for it there.` : `${party} leaves ${where}, since keeping the plan does not pay for it there.`,
    caution: (within: string) => `Intervals are of each share by itself; a whole curve lies within ${within} of what is drawn, with 95%. They say how far the number of runs carries, not how good the rates are.`,
  },
  atStep: (step: number | null) => (step === null ? "while the accord holds" : `at step ${step}`),
  cause: (cause: Cause, party: string) => {
    const told: Record<Cause, string> = {
      "new leadership": `a new leadership of ${party} walks away`,
      leaves: `${party} leaves, as the plan does not pay for it`,
      "false alarm": `it was given up over a false alarm about ${party}`,
      "late delivery": `it was given up over a late delivery of ${party}`,
      breach: `it was given up over a breach by ${party} that did not pay`,
      withheld: `it was given up over what ${party} withheld for gain`,
    };
    return told[cause];
  },
  course: {
    chart: "Share of the runs in which the accord stands (line) and in which the plan has been carried out (dashed), over the years, with 95% bands; the table below has the numbers.",
    axis: "of the runs, %",
    years: "years",
    stands: "S stands",
    done: "C carried out",
    columns: { years: "Years", standing: "Stands", completed: "Carried out" },
    table: "The curves in numbers",
    takes: "How long it takes",
    toCompletion: "To the last gate, where it was passed",
    toCollapse: "To the collapse, where it came",
    times: { what: "What", mean: "Mean", tenth: "A tenth by", median: "Half by", ninetieth: "Nine tenths by" },
    suspended: (years: string, share: string) => `In suspension: ${years} a run; ${share} of runs had one.`,
  },
  collapse: {
    chart: "Share of all runs that each cause ended, with its 95% interval; the table below has the numbers.",
    axis: "of all runs, %",
    columns: { why: "It collapsed because", share: "Share of all runs (95%)", runs: "Runs" },
  },
  complaints: {
    intro: "In one run, on average.",
    matters: { "false alarm": "false alarm", "late delivery": "late delivery", breach: "breach", withheld: "withheld" } satisfies Record<Matter, string>,
    columns: { what: "About", arose: "Arose", complaints: "Complaints", responses: "Responses", lifted: "Lifted", lost: "Accords lost" },
    suspensions: "Suspended and resumed",
    suspensionColumns: { what: "Counter-delivery", of: "Of", suspended: "Suspended a run", resumed: "Resumed", lost: "Lost with the accord", lasts: "Lasts" },
  },
  procedure: {
    intro: (runs: string) => `The same ${runs} runs with the same chances, one number changed.`,
    proof: "The standard of proof",
    proofIntro: "A lower standard of proof answers more breaches and blames more who are innocent, and accords are given up over that.",
    proofChart: "Accords that stand against breaches that are answered, for each standard of proof, named by how often it blames the innocent; the table below has the numbers.",
    answeredAxis: "breaches answered, %",
    standsAxis: "accords that stand, %",
    now: "now",
    columns: {
      blames: "Blames the innocent", confirms: "Confirms a breach", number: "Number", from: "From", to: "To", stands: "Stands", completed: "Carried out",
      falseAlarms: "Lost to false alarms", delays: "Lost to delays", answered: "Breaches answered",
    },
    clocks: "Clocks and thresholds",
    clocksChart: "Accords that stand when one clock or threshold of the procedure changes, against the procedure as it is (dashed); the table below has the numbers.",
    rates: "What the base rates decide",
    ratesChart: "Accords that stand when one rate goes to an end of its range, against its best value (dashed); the table below has the numbers.",
    asItIs: "as it is",
    names: {} as Record<string, string>,
  },
  rates: {
    columns: { rate: "Rate", meaning: "Meaning", best: "Best", range: "Range", unit: "Unit", from: "From" },
    from: { file: "the file", means: "the means of seeing", "base rates": "base rates", neutral: "nobody says: no such noise", missing: "missing" } satisfies Record<Simulation["rates"][number]["from"], string>,
    meanings: {} as Record<string, string>,
  },
  units: { share: "share", years: "months", "times a year": "times a year", "chance a year": "chance a year" } as Record<string, string>,
  months: (text: string) => `${text} ${text === "1" ? "month" : "months"}`,
  origin: "The same numbers stand in simulate.json beside this page, the curves in simulate.csv.",
};

export type SimulationWords = typeof simulationEn;
