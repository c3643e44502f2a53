// The plans side by side: in what share of the same worlds each holds, who has enough, and what each party regrets.
import { percent, points, probability } from "../numbers";
import { useWorldsWords } from "../words/worlds";
import { plansShown, type CountedShare } from "../worlds";
import { Chart, Party, Section, Table } from "./shared";
import { sharesChart } from "./worlds_charts";
import { useWorlds } from "./worlds_shared";

export const mostCharted = 12;

export function WorldsPlansView() {
  const own = useWorldsWords();
  const { stress, plan: asked } = useWorlds();
  const shown = plansShown(stress.plans, mostCharted, asked);
  const share = (one: CountedShare) => own.withInterval(probability(one.share), percent(one.low), percent(one.high));
  const columns = own.plans.columns;
  return (
    <Section id="plans" title={own.sections.plans}>
      <p>{own.plans.intro}</p>
      <Chart
        label={own.plans.chart(shown.length)}
        draw={(width) =>
          sharesChart(
            width,
            shown.map((plan, at) => ({
              key: String(at), label: plan.name, ...plan.holds, good: plan.holds.share > 0.5, text: probability(plan.holds.share), title: `${plan.name}: ${share(plan.holds)}`,
            })),
            own.plans.axis,
          )
        }
        depends={[stress, asked, own]}
      />
      {shown.length < stress.plans.length && <p class="soft">{own.plans.some(shown.length, stress.plans.length)}</p>}
      <Table
        caption={own.sections.plans}
        columns={[
          { title: columns.plan, name: columns.plan },
          { title: columns.holds, name: columns.holds, number: true },
          { title: columns.nobodyLoses, name: columns.nobodyLoses, number: true },
          { title: columns.enough, name: columns.enough, number: true },
          { title: columns.atBest, name: columns.atBest },
        ]}
        rows={stress.plans.map((plan, at) => ({
          key: String(at),
          cells: [
            plan.name,
            share(plan.holds),
            share(plan.holds_and_nobody_loses),
            share(plan.holds_and_enough_for_all),
            <span class={`word ${plan.at_best.holds ? "good" : "bad"}`}>{plan.at_best.holds ? `✓ ${own.plans.holds}` : `✕ ${own.plans.breaks}`}</span>,
          ],
        }))}
      />
      <p class="soft">{own.enoughIs(percent(stress.enough))}</p>
      {stress.plans.some((plan) => plan.regret !== null) && (
        <>
          <h3>{own.plans.regret}</h3>
          <p>{own.plans.regretIntro}</p>
          <Table
            wide
            caption={own.plans.regret}
            columns={[
              { title: columns.plan, name: columns.plan },
              ...stress.parties.map((party) => ({ title: <Party name={party} />, name: party, number: true })),
            ]}
            rows={stress.plans.map((plan, at) => ({
              key: String(at),
              cells: [
                plan.name,
                ...stress.parties.map((party) => {
                  const regret = plan.regret?.[party];
                  return regret === undefined ? "–" : own.plans.regretOf(points(regret.mean), points(regret.p95), points(regret.most));
                }),
              ],
            }))}
          />
        </>
      )}
    </Section>
  );
}
