// In how many worlds the plan holds, in one sentence; where it breaks most, and the numbers behind it.
import { count, percent, points, probability } from "../numbers";
import { useWords } from "../words";
import { useWorldsWords } from "../words/worlds";
import { verdictOf, type CountedShare } from "../worlds";
import { Figure, Section } from "./shared";
import { numberName, useWorlds, wayInWords } from "./worlds_shared";

const marks = { all: { class: "good", shape: "✓" }, some: { class: "part", shape: "◐" }, fewer: { class: "bad", shape: "✕" } };

export function WorldsVerdictView() {
  const words = useWords();
  const own = useWorldsWords();
  const { stress, plan } = useWorlds();
  const mark = marks[verdictOf(plan.holds)];
  const worst = plan.first_breaks[0];
  const factors = plan.what_decides?.min_slack.factors ?? [];
  const deciding = [...factors].filter((one) => one.name !== "others").sort((a, b) => (b.total.value ?? 0) - (a.total.value ?? 0))[0];
  const within = (value: number | null) => `${Math.round(100 * Math.min(1, Math.max(0, value ?? 0)))}%`;
  const share = (one: CountedShare) => own.withInterval(probability(one.share), percent(one.low), percent(one.high));
  return (
    <Section id="verdict" title={own.sections.verdict}>
      <div class={`verdict ${mark.class}`}>
        <span class="mark" aria-hidden="true">
          {mark.shape}
        </span>
        <div>
          <p class="sentence" id="verdict-sentence">
            {own.verdict.holds(own.plan(plan.name), probability(plan.holds.share), count(stress.worlds), percent(plan.holds.low), percent(plan.holds.high))}
          </p>
          <p>
            {worst === undefined
              ? own.verdict.breaksNowhere
              : own.verdict.breaksMost(own.where(worst.step), worst.party, wayInWords(own, words.joined, worst), probability(worst.share), count(worst.worlds), count(stress.worlds))}
          </p>
          <p>{own.verdict.atBest(plan.at_best.holds, words.points(points(plan.at_best.min_slack)))}</p>
          {deciding !== undefined && (
            <p>{own.verdict.decidesMost(numberName(own, deciding.name), within(deciding.total.value), within(deciding.total.low), within(deciding.total.high))}</p>
          )}
          {stress.plans.length > 1 && <p>{own.verdict.holdsMost(stress.plans.length, own.plan(stress.holds_most))}</p>}
        </div>
      </div>
      <p class="soft">{own.verdict.whatIsAWorld}</p>
      <h3>{own.numbers}</h3>
      <dl class="figures">
        <Figure name={own.worlds}>{own.drawnBy(count(stress.worlds), own.design[stress.design], String(stress.seed))}</Figure>
        <Figure name={own.ranges}>{own.rangesOf(count(stress.ranges.filter((range) => range.matters).length), count(stress.ranges.length))}</Figure>
        <Figure name={own.nobodyLoses}>{share(plan.holds_and_nobody_loses)}</Figure>
        <Figure name={own.enoughForAll}>
          {share(plan.holds_and_enough_for_all)}. {own.enoughIs(percent(stress.enough))}
        </Figure>
      </dl>
    </Section>
  );
}
