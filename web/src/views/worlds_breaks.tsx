// Where the plan breaks first: by step, party and condition.
import { useState } from "preact/hooks";
import { count, probability } from "../numbers";
import { useWords } from "../words";
import { useWorldsWords } from "../words/worlds";
import { Chart, colourOf, Party, Section, Table } from "./shared";
import { breaksChart } from "./worlds_charts";
import { useWorlds, wayInWords } from "./worlds_shared";

const firstRows = 10;

export function WorldsBreaksView() {
  const words = useWords();
  const own = useWorldsWords();
  const { stress, plan, letters } = useWorlds();
  const [all, setAll] = useState(false);
  const breaks = plan.first_breaks;
  const columns = own.breaks.columns;
  const keyOf = (step: number | null) => (step === null ? "hold" : String(step));
  const nameOf = (step: number | null) => (step === null ? own.hold : own.step(step));
  const steps = [...new Set(breaks.map((one) => one.step))].sort((a, b) => (a ?? Infinity) - (b ?? Infinity));
  const bars = steps.flatMap((step) =>
    stress.parties.flatMap((party) => {
      const share = breaks.filter((one) => one.step === step && one.party === party).reduce((sum, one) => sum + one.share, 0);
      return share === 0 ? [] : [{ key: keyOf(step), party, share, title: `${nameOf(step)}, ${party}: ${probability(share)}` }];
    }),
  );
  return (
    <Section id="breaks" title={own.sections.breaks}>
      {breaks.length === 0 ? (
        <p>{own.verdict.breaksNowhere}</p>
      ) : (
        <>
          <p>{own.breaks.intro(own.plan(plan.name), probability(1 - plan.holds.share))}</p>
          <Chart
            label={own.breaks.chart}
            draw={(width) =>
              breaksChart(width, steps.map((step) => ({ key: keyOf(step), label: nameOf(step) })), bars, { letters, colour: (party) => colourOf(stress.parties, party) }, own.breaks.axis)
            }
            depends={[plan, own]}
          />
          <Table
            named
            caption={own.breaks.table}
            columns={[
              { title: columns.step, name: columns.step },
              { title: columns.party, name: columns.party },
              { title: columns.by, name: columns.by },
              { title: columns.share, name: columns.share, number: true },
              { title: columns.worlds, name: columns.worlds, number: true },
            ]}
            rows={(all ? breaks : breaks.slice(0, firstRows)).map((one, at) => ({
              key: String(at),
              cells: [nameOf(one.step), <Party name={one.party} />, wayInWords(own, words.joined, one), probability(one.share), count(one.worlds)],
            }))}
          />
          {breaks.length > firstRows && (
            <button type="button" class="button" aria-expanded={all} onClick={() => setAll(!all)}>
              {all ? words.showFewer : words.showAll(breaks.length)}
            </button>
          )}
        </>
      )}
    </Section>
  );
}
