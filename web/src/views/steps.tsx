// The steps of the plan: lanes per party over time, the tightest slack under them, and a table that says it all in words.
import { percent, points, probability, time } from "../numbers";
import type { Point, Report, Step } from "../report";
import { shareOfBest, tightestAt } from "../verdict";
import { useWords, type Words } from "../words";
import { slackChart, timeline, type Bar, type Stem, type TimeAxis } from "./charts";
import { Chart, Level, Num, Party, partyColour, Section, Table, useShared } from "./shared";

/** The parties of a chart: names, letters and colours. */
export function chartParties(report: Report, letters: Record<string, string>) {
  return { names: report.plan.parties, letters, colour: (party: string) => partyColour(report, party) };
}

export function whenInWords(words: Words, step: Step, period: number): { from: string; to: string } {
  return {
    from: words.time(time(step.starts_period * period)),
    to: words.time(time((step.starts_period + step.takes_periods) * period)),
  };
}

/** The party least sure to keep a point, with its trust. */
export function leastTrust(point: Point): { party: string; trust: number } | null {
  let least: { party: string; trust: number } | null = null;
  for (const [party, trust] of Object.entries(point.trust)) {
    if (trust !== null && (least === null || trust < least.trust)) least = { party, trust };
  }
  return least;
}

/** What is delivered, party by party in the order of the file. */
export function Delivered({ step }: { step: Step }) {
  const { report } = useShared();
  return (
    <ul class="plain">
      {report.plan.parties
        .filter((party) => step.raises.some((raise) => raise.by === party))
        .map((party) => (
          <li>
            <Party name={party} />:{" "}
            <ul class="levels">
              {step.raises
                .filter((raise) => raise.by === party)
                .map((raise) => (
                  <li>
                    <Level commitment={raise.commitment} level={raise.to} />
                  </li>
                ))}
            </ul>
          </li>
        ))}
    </ul>
  );
}

export function Tightest({ point, best }: { point: Point; best: Record<string, number | null> }) {
  const words = useWords();
  const { party, slack, levels } = tightestAt(point, best);
  const share = shareOfBest(slack, best[party]);
  return (
    <>
      <Party name={party} />{" "}
      <Num kind="slack" party={party} levels={levels} value={slack}>
        {share === null ? words.points(points(slack)) : words.steps.share(percent(share), points(slack), points(best[party]))}
      </Num>
    </>
  );
}

export function LeastTrust({ point }: { point: Point }) {
  const least = leastTrust(point);
  if (least === null) return <>–</>;
  return (
    <>
      <Party name={least.party} />{" "}
      <Num kind="trust" party={least.party} value={least.trust}>
        {probability(least.trust)}
      </Num>
    </>
  );
}

function stemsOf(steps: Step[], hold: Point, end: number, unit: (periods: number) => number, best: Record<string, number>, words: Words): Stem[] {
  const stem = (point: Point, at: number, where: string): Stem => {
    const { party, slack } = tightestAt(point, best);
    const share = shareOfBest(slack, best[party]);
    return { at, party, share: share ?? 0, title: `${where}: ${party} ${share === null ? points(slack) : percent(share)}` };
  };
  return [
    ...steps.map((step, at) => stem(step, unit(step.starts_period + step.takes_periods / 2), words.steps.step(at + 1))),
    stem(hold, end, words.steps.hold),
  ];
}

export function StepsView() {
  const words = useWords();
  const { report, plan, solution, open, letters } = useShared();
  if (plan === null || plan.steps.length === 0) {
    return (
      <Section id="steps" title={words.sections.steps}>
        <p>
          {words.steps.nothing} {(report.plan.aim?.lacks.length ?? 0) > 0 && words.steps.closest}
        </p>
      </Section>
    );
  }
  const { period_years: period, best_gain: best } = report.plan;
  const inYears = plan.periods * period > 4;
  const unit = (periods: number) => periods * period * (inYears ? 1 : 12);
  const whole = unit(plan.periods);
  const axis: TimeAxis = { end: 1.06 * whole, label: inYears ? words.steps.years : words.steps.months };
  const bars: Bar[] = plan.steps.flatMap((step, at) =>
    report.plan.parties
      .map((party) => ({ party, raises: step.raises.filter((raise) => raise.by === party) }))
      .filter(({ raises }) => raises.length > 0)
      .map(({ party, raises }) => ({
        party,
        from: unit(step.starts_period),
        to: unit(step.starts_period + step.takes_periods),
        step: at + 1,
        title: `${words.steps.step(at + 1)}, ${party}: ${raises.map((raise) => `${raise.commitment} ${raise.to}`).join(", ")}`,
      })),
  );
  const parties = chartParties(report, letters);
  const openStep = (at: number) => open({ show: "step", at, solution });
  const columns = words.steps.columns;
  const rows = plan.steps.map((step, at) => {
    const when = whenInWords(words, step, period);
    return {
      key: String(at),
      cells: [
        <button type="button" class="button" aria-label={words.steps.open(at + 1)} onClick={() => openStep(at)}>
          {words.steps.step(at + 1)}
        </button>,
        words.steps.fromTo(when.from, when.to),
        <Delivered step={step} />,
        <Tightest point={step} best={best} />,
        <LeastTrust point={step} />,
      ],
    };
  });
  rows.push({
    key: "hold",
    cells: [
      <button type="button" class="button" aria-label={words.steps.openHold} onClick={() => openStep(plan.steps.length)}>
        {words.steps.hold}
      </button>,
      words.steps.after(words.time(time(plan.periods * period))),
      <>–</>,
      <Tightest point={plan.hold} best={best} />,
      <LeastTrust point={plan.hold} />,
    ],
  });
  return (
    <Section id="steps" title={words.sections.steps}>
      <p>{words.steps.intro}</p>
      <Chart
        label={words.steps.timeline(plan.steps.length, words.time(time(plan.periods * period)))}
        draw={(width) => timeline(width, bars, axis, parties, (step) => openStep(step - 1))}
        depends={[plan, words]}
      />
      <Chart
        label={words.steps.slackChart}
        draw={(width) => slackChart(width, stemsOf(plan.steps, plan.hold, 1.03 * whole, unit, best, words), axis, parties, words.steps.slackAxis)}
        depends={[plan, words]}
      />
      <Table
        caption={words.sections.steps}
        columns={[
          { title: columns.step, name: columns.step },
          { title: columns.when, name: columns.when },
          { title: columns.delivers, name: columns.delivers },
          { title: columns.tightest, name: columns.tightest },
          { title: columns.trust, name: columns.trust },
        ]}
        rows={rows}
      />
      <p class="soft">{words.steps.legend}</p>
    </Section>
  );
}
