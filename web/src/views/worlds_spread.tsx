// How far the smallest slack and the gains of the parties go over the worlds, against zero.
import type { ComponentChildren } from "preact";
import { points } from "../numbers";
import { useWorldsWords } from "../words/worlds";
import { plansShown, type Spread } from "../worlds";
import { Chart, colourOf, Party, Section, Table } from "./shared";
import { spreadChart, type SpreadRow } from "./worlds_charts";
import { useWorlds } from "./worlds_shared";

const mostCharted = 6;

function SpreadTable({ caption, first, rows }: { caption: string; first: string; rows: { key: string; name: ComponentChildren; spread: Spread }[] }) {
  const own = useWorldsWords();
  const columns = own.spread.columns;
  const keys = Object.keys(columns) as (keyof typeof columns)[];
  return (
    <Table
      wide
      caption={caption}
      columns={[{ title: first, name: first }, ...keys.map((key) => ({ title: columns[key], name: columns[key], number: true }))]}
      rows={rows.map((row) => ({ key: row.key, cells: [row.name, ...keys.map((key) => points(row.spread[key]))] }))}
    />
  );
}

export function WorldsSpreadView() {
  const own = useWorldsWords();
  const { stress, plan: asked } = useWorlds();
  const plans = plansShown(stress.plans, mostCharted, asked);
  const rowsOf = (spreadOf: (plan: (typeof plans)[number]) => Spread): SpreadRow[] =>
    plans.flatMap((plan, at) => {
      const { p05, p25, median, p75, p95 } = spreadOf(plan);
      if (p05 === null || p25 === null || median === null || p75 === null || p95 === null) return [];
      return [{ key: String(at), label: plan.name, p05, p25, median, p75, p95, title: `${plan.name}: ${points(median)} (${own.between(points(p05), points(p95))})` }];
    });
  return (
    <Section id="spread" title={own.sections.spread}>
      <p>{own.spread.intro}</p>
      {plans.length < stress.plans.length && <p class="soft">{own.plans.some(plans.length, stress.plans.length)}</p>}
      <h3>{own.spread.slack}</h3>
      <Chart label={own.spread.slackChart} draw={(width) => spreadChart(width, rowsOf((plan) => plan.min_slack), "var(--party-7)", own.spread.slackAxis)} depends={[stress, asked, own]} />
      <SpreadTable caption={own.spread.slack} first={own.spread.of} rows={plans.map((plan, at) => ({ key: String(at), name: plan.name, spread: plan.min_slack }))} />
      <h4>{own.spread.byParty(own.plan(asked.name))}</h4>
      <SpreadTable
        caption={own.spread.byParty(own.plan(asked.name))}
        first={own.spread.party}
        rows={stress.parties.map((party) => ({ key: party, name: <Party name={party} />, spread: asked.slack[party]! }))}
      />
      <h3>{own.spread.gains}</h3>
      <p>{own.spread.gainsIntro}</p>
      {stress.parties.map((party) => (
        <div class="party-figure" key={party}>
          <h4>
            <Party name={party} />
          </h4>
          <Chart
            label={own.spread.gainChart(party)}
            draw={(width) => spreadChart(width, rowsOf((plan) => plan.gain[party]!), colourOf(stress.parties, party), own.spread.gainAxis(party))}
            depends={[stress, asked, own]}
          />
          <SpreadTable
            caption={own.spread.gainAxis(party)}
            first={own.spread.of}
            rows={plans.map((plan, at) => ({ key: String(at), name: plan.name, spread: plan.gain[party]! }))}
          />
        </div>
      ))}
    </Section>
  );
}
