// Trust needed and earned, breaking points, and who is exposed to whom.
import { best as bestOf, percent, points, probability } from "../numbers";
import type { Exposure } from "../report";
import { shareOfBest } from "../verdict";
import { useWords } from "../words";
import { trustChart, type Kept } from "./charts";
import { Chart, Num, Party, Section, Table, Text, useShared } from "./shared";
import { chartParties } from "./steps";
import { chanceInWords } from "./verdict";

/** The largest exposure of each party over the plan. */
export function largestExposures(steps: { exposure: Exposure[] }[]): (Exposure & { step: number })[] {
  const largest = new Map<string, Exposure & { step: number }>();
  steps.forEach((step, at) => {
    for (const one of step.exposure) {
      const known = largest.get(one.of);
      if (known === undefined || one.points > known.points) largest.set(one.of, { ...one, step: at + 1 });
    }
  });
  return [...largest.values()];
}

export function TrustView() {
  const words = useWords();
  const { report, plan, letters } = useShared();
  if (plan === null || plan.steps.length === 0) {
    return (
      <Section id="trust" title={words.sections.trust}>
        <p>{words.trust.noPlan}</p>
      </Section>
    );
  }
  const { parties, best_gain: best } = report.plan;
  const all = [...plan.steps, plan.hold];
  const kept: Kept[] = parties.flatMap((party) => {
    let so_far = 1;
    return [{ step: 0, party, kept: 1 }, ...all.map((point, at) => ({ step: at + 1, party, kept: (so_far *= point.trust[party] ?? 1) }))];
  });
  const keptBy = (party: string, step: number) => kept.find((one) => one.party === party && one.step === step)!.kept;
  const doubted = report.source.parties.some((party) => bestOf(party.doubt) > 0);
  const exposures = largestExposures(plan.steps);
  const columns = words.trust.columns;
  return (
    <Section id="trust" title={words.sections.trust}>
      <p>
        <Text text={words.trust.intro} />
      </p>
      {doubted ? (
        <>
          <p>
            <Num kind="kept" value={plan.kept_to_end}>
              {words.trust.kept(chanceInWords(words, plan.kept_to_end))}
            </Num>
          </p>
          <Chart
            label={words.trust.chart}
            draw={(width) => trustChart(width, kept, chartParties(report, letters), words.trust.axis, words.steps.columns.step)}
            depends={[plan, words]}
          />
        </>
      ) : (
        <p>
          <Text text={words.trust.nobodyDoubted} />
        </p>
      )}
      <Table
        wide
        named
        caption={words.trust.table}
        columns={[
          { title: words.steps.columns.step, name: words.steps.columns.step },
          ...parties.map((party) => ({ title: <Party name={party} />, name: party, number: true })),
        ]}
        rows={all.map((point, at) => ({
          key: String(at),
          cells: [
            at < plan.steps.length ? words.steps.step(at + 1) : words.steps.hold,
            ...parties.map((party) => {
              const breaking = point.breaking_point[party];
              return (
                <>
                  <Num kind="trust" party={party} value={point.trust[party]}>{point.trust[party] === null ? "–" : probability(point.trust[party]!)}</Num>
                  <br />
                  {doubted && (
                    <>
                      {words.trust.soFar(probability(keptBy(party, at + 1)))}
                      <br />
                    </>
                  )}
                  <Num kind="breaking" party={party} value={breaking}>
                    {breaking === null || breaking === undefined ? "> 100 ×" : `${points(breaking)} ×`}
                  </Num>
                </>
              );
            }),
          ],
        }))}
      />
      <h3>{words.trust.exposure}</h3>
      <p>{words.trust.exposureIntro}</p>
      {exposures.length === 0 ? (
        <p>{words.step.nobodyExposed}</p>
      ) : (
        <Table
          caption={words.trust.exposure}
          columns={[
            { title: columns.of, name: columns.of },
            { title: columns.to, name: columns.to },
            { title: columns.step, name: columns.step },
            { title: columns.points, name: columns.points, number: true },
            { title: columns.share, name: columns.share, number: true },
          ]}
          rows={exposures.map((one) => {
            const share = shareOfBest(one.points, best[one.of]);
            return {
              key: one.of,
              cells: [
                <Party name={one.of} />,
                <Party name={one.to} />,
                words.steps.step(one.step),
                <Num kind="exposure" party={one.of} value={one.points}>{points(one.points)}</Num>,
                share === null ? "–" : words.gains.share(percent(share), points(one.points), points(best[one.of])),
              ],
            };
          })}
        />
      )}
    </Section>
  );
}
