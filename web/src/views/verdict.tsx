// The verdict: one sentence first, then why it stops there, then the numbers behind it.
import { count, likelihood, ofHundred, percent, points, probability, time } from "../numbers";
import type { Lack, Report } from "../report";
import { stakeInWords, stateInWords } from "../wording";
import { shareOfBest, verdict, weakestLink, type Outcome, type Verdict } from "../verdict";
import { useWords, type Words } from "../words";
import { Figure, Num, Party, Section, State, useShared } from "./shared";

// Shape and letter beside the colour: a full circle, a half one, a cross.
const marks: Record<Outcome, { class: string; shape: string }> = {
  whole: { class: "good", shape: "✓" },
  noAim: { class: "good", shape: "✓" },
  part: { class: "part", shape: "◐" },
  nothingButToday: { class: "bad", shape: "✕" },
  nothing: { class: "bad", shape: "✕" },
  noPlanToTarget: { class: "bad", shape: "✕" },
  noPlanStands: { class: "bad", shape: "✕" },
};

export function chanceInWords(words: Words, value: number): string {
  const hundred = ofHundred(value);
  return words.chance(words.likelihood[likelihood(value)], probability(value), hundred.text, hundred.bound);
}

function firstSentence(words: Words, report: Report, told: Verdict, steps: number, years: number): string {
  const texts = words.verdict;
  const inSteps = texts.steps(steps);
  const lasting = words.time(time(years));
  const capital = (text: string) => text.slice(0, 1).toUpperCase() + text.slice(1);
  switch (told.outcome) {
    case "whole":
      return texts.holdsWhole(inSteps, lasting);
    case "noAim":
      return texts.holdsNoAim(inSteps, lasting);
    case "part":
      return capital(texts.holdsPart(words.inWords(told.reached), words.inWords(told.asked)));
    case "nothingButToday":
      return report.plan.from === null ? texts.nothingButToday : texts.nothingButStanding;
    case "nothing":
      return texts.nothing;
    case "noPlanToTarget":
      return texts.nothingToTarget(stateInWords(words, report.plan.target ?? {}));
    case "noPlanStands":
      return texts.noPlanStands;
  }
}

// Why the plan stops where it does, or why there is none.
function reasons(words: Words, report: Report, told: Verdict, commitments: string[]): string[] {
  const texts = words.verdict;
  const lines: string[] = [];
  if (told.outcome === "nothing") {
    const better = report.source.parties.filter((one) => (Array.isArray(one.breakdown) ? one.breakdown[1] : one.breakdown) > 0);
    lines.push(better.length > 0 ? texts.breakdownIsWorthMore(words.joined(better.map((one) => one.name))) : texts.smallerMargin);
  }
  if (told.outcome === "nothingButToday") lines.push(texts.everyFirstStep);
  if (report.plan.margin > 0) lines.push(texts.margin(percent(report.plan.margin)));
  const stops = told.outcome === "part" || told.outcome === "nothingButToday";
  if (told.worst !== null && stops) {
    const lack: Lack = told.worst;
    const stake = stakeInWords(words, lack, commitments, report.plan.period_years, { gain: report.plan.package.best_gain[lack.party], of: "packages" });
    const where = lack.step === null ? texts.onceItStands : texts.atStep(lack.step);
    lines.push((told.outcome === "part" ? texts.because : texts.becauseToday)(lack.party, stake, where));
    lines.push(texts.mends(lack.mends.length));
  }
  return lines;
}

function Figures({ told }: { told: Verdict }) {
  const words = useWords();
  const { report, plan } = useShared();
  const texts = words.verdict;
  const { states, best_gain: best, period_years: period, frontier_complete: coverage, eps } = report.plan;
  const shows = plan !== null && plan.steps.length > 0;
  const weakest = shows ? weakestLink(plan, best) : null;
  const share = weakest === null ? null : shareOfBest(weakest.condition.slack, best[weakest.condition.party]);
  const safe = typeof states.safe === "number" ? { low: states.safe, high: states.safe } : { low: states.safe.at_least, high: states.safe.at_most };
  const between = (low: string, high: string) => (low === high ? low : texts.between(low, high));
  return (
    <dl class="figures">
      {told.asked > 0 && (
        <Figure name={texts.levelsOfAim}>
          <Num kind="aim" value={told.reached}>
            {texts.ofLevels(told.reached, told.asked, percent(told.reached / told.asked))}
          </Num>
        </Figure>
      )}
      {shows && (
        <Figure name={texts.lasts}>
          <Num kind="periods" value={plan.periods}>
            {texts.steps(plan.steps.length)}, {words.time(time(plan.periods * period))}
          </Num>
        </Figure>
      )}
      {weakest !== null && (
        <Figure name={texts.tightest}>
          <Party name={weakest.condition.party} />{" "}
          <Num kind="slack" party={weakest.condition.party} levels={weakest.condition.levels} value={weakest.condition.slack}>
            {words.points(points(weakest.condition.slack))}
            {share !== null && ` (${words.steps.share(percent(share), points(weakest.condition.slack), points(best[weakest.condition.party]))})`}
          </Num>{" "}
          {weakest.at < (plan?.steps.length ?? 0) ? words.people.atStep(weakest.at + 1) : words.people.whileHolding}
        </Figure>
      )}
      {shows && (
        <Figure name={texts.keptToEnd}>
          <Num kind="kept" value={plan.kept_to_end}>
            {chanceInWords(words, plan.kept_to_end)}
          </Num>
        </Figure>
      )}
      <Figure name={texts.safe}>
        <Num kind="states" value={safe.low}>
          {texts.safeValue(
            between(count(safe.low), count(safe.high)),
            count(states.valid),
            between(percent(safe.low / states.valid), percent(safe.high / states.valid)),
          )}
        </Num>
      </Figure>
      {shows && (
        <Figure name={texts.certificate}>
          {texts.certified}
          {plan.confirmed === "best response" ? texts.confirmed : texts.byConditions}
        </Figure>
      )}
      {shows && plan.proof.gap !== null && report.plan.solutions.nash === plan && (
        <Figure name={texts.gap}>
          <Num kind="gap" value={plan.proof.gap}>
            {plan.proof.gap === 0 ? texts.gapProved : texts.gapOpen(percent(plan.proof.gap))}
          </Num>
        </Figure>
      )}
      <Figure name={texts.searched}>
        {coverage === "exact" ? texts.exact : coverage === "eps" ? texts.eps(percent(eps.share)) : texts.representative}
      </Figure>
    </dl>
  );
}

export function VerdictView() {
  const words = useWords();
  const { report, plan, commitments } = useShared();
  const told = verdict(report.plan, plan);
  const mark = marks[told.outcome];
  const steps = plan?.steps.length ?? 0;
  return (
    <Section id="verdict" title={words.sections.verdict}>
      <div class={`verdict ${mark.class}`}>
        <span class="mark" aria-hidden="true">
          {mark.shape}
        </span>
        <div>
          <p class="sentence" id="verdict-sentence">
            {firstSentence(words, report, told, steps, (plan?.periods ?? 0) * report.plan.period_years)}
          </p>
          {report.plan.from !== null && <p>{words.verdict.from(stateInWords(words, report.plan.from))}</p>}
          {plan !== null && steps > 0 && (
            <div class="line">
              {told.outcome === "part" ? words.verdict.stopsAt : words.verdict.endsAt} <State state={plan.final} />
            </div>
          )}
          {reasons(words, report, told, commitments).map((line) => (
            <p>{line}</p>
          ))}
          {report.plan.faults.map((fault) => (
            <p class="fault">
              <strong>{words.verdict.fault}:</strong> {fault}
            </p>
          ))}
        </div>
      </div>
      <h3>{words.verdict.numbers}</h3>
      <Figures told={told} />
    </Section>
  );
}
