// The texts of the report of worlds in English, which is complete; other languages have the same table.
import type { BreakKind, RangeOfFile, Stress } from "../worlds";

const plural = (n: number, text: string, one: string, many: string) => `${text} ${n === 1 ? one : many}`;

export const worldsEn = {
  title: (accord: string) => `${accord}: in how many worlds plans hold`,
  planShown: "Plan shown",
  sections: {
    verdict: "Verdict",
    plans: "Plans side by side",
    breaks: "Where it breaks first",
    spread: "Slack and gains",
    decides: "What decides it",
    ranges: "The ranges",
  },
  plan: (name: string) => `“${name}”`,
  between: (low: string, high: string) => `${low} to ${high}`,
  withInterval: (share: string, low: string, high: string) => `${share} (${low} to ${high})`,
  verdict: {
    holds: (plan: string, share: string, worlds: string, low: string, high: string) => `${plan} holds in ${share} of ${worlds} worlds (95%: ${low} to ${high}).`,
    breaksMost: (where: string, party: string, what: string, share: string, worlds: string, all: string) =>
      `It breaks most often ${where}: ${party} would gain by ${what} (${share}: ${worlds} of ${all} worlds).`,
    breaksNowhere: "It breaks in no world that was drawn.",
    atBest: (holds: boolean, slack: string) => `With every number at its best value it ${holds ? "holds" : "breaks"}; the smallest slack is ${slack} there.`,
    holdsMost: (plans: number, name: string) => `Of ${plans} plans, ${name} holds in the most worlds.`,
    decidesMost: (number: string, share: string, low: string, high: string) =>
      `What decides its smallest slack most: ${number}, which with others explains ${share} of the variance (95%: ${low} to ${high}).`,
    whatIsAWorld: "A world is one draw of every number of the file that is a range. Shares of worlds say how much of a verdict survives what nobody knows; they are as good as the ranges.",
  },
  numbers: "The numbers behind it",
  worlds: "Worlds",
  design: { latin: "Latin hypercube", sobol: "scrambled Sobol sequence", random: "random numbers" } satisfies Record<Stress["design"], string>,
  drawnBy: (worlds: string, design: string, seed: string) => `${worlds} (${design}, seed ${seed})`,
  ranges: "Ranges that matter to these plans",
  rangesOf: (mattering: string, all: string) => `${mattering} of ${all}`,
  nobodyLoses: "Holds, and nobody loses by it",
  enoughForAll: "Holds, and enough for all",
  enoughIs: (share: string) => `Enough is ${share} of what a party gains at the best values.`,
  step: (n: number) => `Step ${n}`,
  hold: "While the accord holds",
  where: (step: number | null) => (step === null ? "while the accord holds" : `at step ${step}`),
  ways: {
    stays: () => "leaving",
    "stays, on the eve": () => "leaving just before the gate",
    delivers: (levels: string) => `withholding ${levels}`,
    "delivers, leave at the gate": (levels: string) => `withholding ${levels} and leaving once the others have delivered`,
    "keeps, stop": (levels: string) => `taking ${levels} back, then stopping`,
    "keeps, leave": (levels: string) => `taking ${levels} back, then leaving`,
    "keeps, finish": (levels: string) => `taking ${levels} back`,
  } satisfies Record<BreakKind, (levels: string) => string>,

  plans: {
    intro: "All plans in the same worlds. A share stands with its 95% interval.",
    chart: (n: number) => `Share of worlds in which each of ${n} plans holds, with its 95% interval; the table below has the numbers.`,
    axis: "holds in, % of worlds",
    some: (shown: number, all: number) => `The charts show the ${shown} of ${all} plans that hold in the most worlds; tables and the choice above have all.`,
    columns: { plan: "Plan", holds: "Holds in (95% interval)", nobodyLoses: "and nobody loses", enough: "and enough for all", atBest: "At the best values" },
    holds: "holds",
    breaks: "breaks",
    regret: "Regret",
    regretIntro:
      "What a party would have had more with the best of these plans in the same world, in its own points; a plan that breaks is worth 0, since who sees that coming does not begin it. Mean, then 95% of worlds stay under, then the largest.",
    regretOf: (mean: string, p95: string, most: string) => `${mean} · ${p95} · ${most}`,
  },

  breaks: {
    intro: (plan: string, share: string) => `${plan} breaks in ${share} of the worlds. Each is counted where it breaks first.`,
    chart: "Share of all worlds in which the plan breaks first at each step, by party; the table below has the numbers.",
    axis: "breaks first here, % of all worlds",
    table: "First breaks, the most frequent first",
    columns: { step: "Where", party: "Party", by: "Would gain by", share: "Share of all worlds", worlds: "Worlds" },
  },

  spread: {
    intro: "The thick bar holds the middle half of the worlds, the thin line nine tenths of them, from 5% to 95%; the stroke across is the median. Left of zero a plan breaks, or a party loses by it.",
    slack: "Smallest slack of all parties",
    slackChart: "Smallest slack of the plans over all worlds, in points, against zero; the table below has the numbers.",
    slackAxis: "smallest slack, points",
    gains: "Gains of each party",
    gainsIntro: "Over no deal, were the plan kept, in each party’s own points; those of two parties can not be compared.",
    gainChart: (party: string) => `Gain of ${party} over all worlds, in its points, against zero; the table below has the numbers.`,
    gainAxis: (party: string) => `gain of ${party}, points`,
    byParty: (plan: string) => `Slack of each party in ${plan}`,
    of: "Plan",
    party: "Party",
    columns: { least: "Least", p05: "5%", p25: "25%", median: "Median", p75: "75%", p95: "95%", most: "Most" },
  },

  decides: {
    notAsked: "What decides this plan was not looked into; `entente stress --sensitivity N` does.",
    nothing: "The plan depends on none of the ranges.",
    where: { breaking: "Where it breaks", holding: "Where it holds" },
    noBoxes: { breaking: "No few numbers say by themselves where it breaks.", holding: "No few numbers say by themselves where it holds." },
    box: {
      breaking: { mostly: (limits: string) => `It breaks when ${limits}.`, often: (limits: string) => `It breaks more often than elsewhere when ${limits}.` },
      holding: { mostly: (limits: string) => `It holds when ${limits}.`, often: (limits: string) => `It holds more often than elsewhere when ${limits}.` },
    },
    and: " and ",
    or: " or ",
    atLeast: (name: string, value: string) => `${name} is at least ${value}`,
    atMost: (name: string, value: string) => `${name} is at most ${value}`,
    fromTo: (name: string, low: string, high: string) => `${name} is from ${low} to ${high}`,
    scenario: (name: string, scenarios: string) => `${name} is ${scenarios}`,
    density: { breaking: "Of the worlds in it, break", holding: "Of the worlds in it, hold" },
    coverage: { breaking: "Of the worlds that break, are in it", holding: "Of the worlds that hold, are in it" },
    mass: "Of all worlds, are in it",
    everywhere: { breaking: "Of all worlds, break", holding: "Of all worlds, hold" },
    ofWorlds: (share: string, part: string, all: string) => `${share} (${part} of ${all})`,
    fresh: (worlds: string) => `The figures are of ${worlds} worlds that the boxes were not made from. Limits are rounded so that a box grows, and the figures are of the box as it is said.`,
    limits: "The limits on the ranges of their numbers, from the lowest to the highest value of each; the sentence above says the same.",
    limitsAxis: "of its range, %",
    indices: "Which numbers explain it",
    indicesIntro:
      "Shares of the variance that a number explains by itself, and together with others (Sobol’ indices), with 95% intervals. Where numbers work together, the shares with others add up to more than 100%.",
    indicesChart: "Share of the variance of the smallest slack that each number explains alone (circle) and with others (square), with 95% intervals; the table below has the numbers.",
    indicesAxis: "of the variance of the smallest slack, %",
    alone: "alone (○)",
    withOthers: "with others (■)",
    tooFew: "Too few worlds go one way to say the same of whether it holds.",
    same: "The smallest slack is the same in all worlds.",
    columns: { number: "Number", alone: "Alone", withOthers: "With others", holds: "Whether it holds, with others" },
    others: (n: number) => `the other ${n} together`,
    tornado: "One number alone",
    tornadoIntro: (slack: string, holds: boolean) =>
      `Each number goes from its lowest to its highest value while all others stay at their best ones, where the smallest slack is ${slack} and the plan ${holds ? "holds" : "breaks"} (dashed line). ✕: the verdict changes.`,
    tornadoChart: "Smallest slack of the plan when one number changes, widest first, against zero; the table below has the numbers.",
    tornadoAxis: "smallest slack, points",
    tornadoColumns: { number: "Number", from: "From", to: "To", slack: "Smallest slack at its lowest, 5%, 95%, highest", verdict: "Verdict" },
    changes: "changes ✕",
    stays: "stays",
    screening: "Screening of all numbers",
    screeningIntro:
      "Mean size of what a step of each number does to the smallest slack, in points over its whole range (μ*), with its sign (μ), and how much that depends on the others (σ), after Morris. A large σ beside μ* means that the number works together with others.",
    screeningChart: "Mean size of each number’s effects (bar) and their spread (◇), in points; the table below has the numbers.",
    screeningAxis: "points over the whole range",
    screeningColumns: { number: "Number", muStar: "Mean size, μ*", mu: "Mean, μ", sigma: "Spread, σ" },
    charted: (shown: number, all: number) => `The chart shows ${shown} of ${all}; the table has all.`,
  },

  rangesTable: {
    caption: "Every range, as it was drawn",
    intro: "Every number of the file that is a range, as it was drawn. Where nothing depends on a number, it decides nothing.",
    columns: { number: "Number", unit: "Unit", low: "Lowest", best: "Best", high: "Highest", drawn: "Drawn", matters: "Matters" },
    drawn: { triangular: "triangular", uniform: "uniform", log_uniform: "log-uniform", pert: "PERT", jointly: "with others" } satisfies Record<RangeOfFile["drawn"], string>,
    yes: "yes",
    no: "no",
  },
  /** What ranges are counted in, by the words of the document. */
  units: {
    "worth today of a point a year from now": "worth today of a point a year from now",
    "chance a year": "chance a year",
    share: "share",
    "points a year": "points a year",
    points: "points",
    "points for a unit of the fund": "points for a unit of the fund",
    "standard deviation of a logarithm": "standard deviation of a logarithm",
    years: "months",
    "cost a year": "cost a year",
    "times a year": "times a year",
  } as Record<string, string>,
  months: (text: string) => plural(text === "1" ? 1 : 2, text, "month", "months"),
  /** A number of the file by the parts of its name; the terminal says the same (src/report/deciding_report.cpp). */
  number: (parts: string[]): string => {
    const [first, ...rest] = parts;
    if (first === "parties" && rest.length === 2) return `${rest[0]}’s ${rest[1]}`;
    if (first === "commitments" && rest.length === 3) return `${rest[2]} of ${rest[0]} ${rest[1]}`;
    if (first === "commitments" && rest.length === 4) return `${rest[2]} of ${rest[0]} ${rest[1]} to ${rest[3]}`;
    if (first === "complements" && rest.length === 3) return `${rest[1]} of ${rest[0]} to ${rest[2]}`;
    if (first === "given") return `${rest.join(" ")} (scenarios)`;
    if (first === "together") return `${rest.join(" ")} (numbers that go together)`;
    return rest.length === 0 ? first! : `${first}: ${rest.join(" ")}`;
  },
  origin: "The same numbers stand in stress.json beside this page, those of single worlds in worlds.csv.",
  again: (worlds: string, seed: string) => `Made anew by \`entente stress\` with \`--worlds ${worlds} --seed ${seed}\`.`,
};

export type WorldsWords = typeof worldsEn;
