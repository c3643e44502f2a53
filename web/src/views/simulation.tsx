// The page of a report of a simulation: how carrying the plan out went, why accords collapsed, what the procedure decides.
import { useLayoutEffect, useState } from "preact/hooks";
import { count, percent, points, probability, time } from "../numbers";
import { partiesOf, type Matter, type Simulation, type SimulationReport, type Variant } from "../simulation";
import { languages, useWords, WordsContext, type Language } from "../words";
import { simulationLanguages, SimulationWordsContext, useSimulationWords, type SimulationWords } from "../words/simulation";
import { PageHead } from "./page_head";
import { Chart, PartiesContext, Party, Section, Table } from "./shared";
import { curvesChart, proofChart } from "./simulation_charts";
import { sharesChart, shiftsChart } from "./worlds_charts";

const share = (own: SimulationWords, one: { share: number; low: number; high: number }) => own.withInterval(probability(one.share), percent(one.low), percent(one.high));
const inUnit = (own: SimulationWords, value: number | null, unit: string) =>
  value === null ? "–" : unit === "years" ? own.months(points(12 * value)) : unit === "times a year" ? points(value) : percent(value);
// Votes are counted, whatever the unit of what they decide.
const setting = (own: SimulationWords, one: Variant, value: number) => (one.what.startsWith("votes") ? String(value) : inUnit(own, value, one.unit));
const nameOf = (own: SimulationWords, what: string) => own.procedure.names[what] ?? what.replace(/_/g, " ");

function Verdict({ of }: { of: Simulation }) {
  const words = useWords();
  const own = useSimulationWords();
  const [worst] = of.collapses;
  const stands = of.standing.low > 0.5 ? "good" : of.standing.high < 0.5 ? "bad" : "part";
  const lasting = (years: number) => words.time(time(years));
  return (
    <Section id="verdict" title={own.sections.verdict}>
      <div class={`verdict ${stands}`}>
        <span class="mark" aria-hidden="true">
          {{ good: "✓", part: "◐", bad: "✕" }[stands]}
        </span>
        <div>
          <p class="sentence" id="verdict-sentence">
            {own.verdict.stands(probability(of.standing.share), count(of.runs), lasting(of.years), percent(of.standing.low), percent(of.standing.high))}
          </p>
          <p>{own.verdict.completed(of.plan, probability(of.completed.share), percent(of.completed.low), percent(of.completed.high), lasting(of.planned_years))}</p>
          <p>{worst === undefined ? own.verdict.never : own.verdict.collapses(own.cause(worst.cause, worst.party), probability(worst.share), count(worst.runs), count(of.runs))}</p>
          {of.breaks.map((one) => (
            <p>{own.verdict.breaks(one.party, one.how, own.atStep(one.step))}</p>
          ))}
        </div>
      </div>
      <p class="soft">{own.verdict.caution(percent(of.band.whole_curve_within))}</p>
    </Section>
  );
}

function Course({ of }: { of: Simulation }) {
  const words = useWords();
  const own = useSimulationWords();
  const texts = own.course;
  const lasting = (years: number | null) => (years === null ? "–" : words.time(time(Math.round(12 * years) / 12)));
  // A row a year, as far as the curve has points there.
  const yearly = of.curve.filter((point) => Math.abs(point.years - Math.round(point.years)) < 1e-9);
  const rows = yearly.length > 1 && yearly.length <= 31 ? yearly : of.curve.filter((_, at) => at % Math.ceil(of.curve.length / 20) === 0);
  return (
    <Section id="course" title={own.sections.course}>
      <Chart label={texts.chart} draw={(width) => curvesChart(width, of.curve, texts.axis, texts.years)} depends={[of, own]} />
      <p class="soft">
        {texts.stands} (━) · {texts.done} (╍)
      </p>
      <Table
        wide
        caption={texts.table}
        columns={[
          { title: texts.columns.years, name: texts.columns.years },
          { title: texts.columns.standing, name: texts.columns.standing, number: true },
          { title: texts.columns.completed, name: texts.columns.completed, number: true },
        ]}
        rows={rows.map((point) => ({
          key: String(point.years),
          cells: [
            points(point.years),
            share(own, { share: point.standing, low: point.standing_low, high: point.standing_high }),
            share(own, { share: point.completed, low: point.completed_low, high: point.completed_high }),
          ],
        }))}
      />
      <h3>{texts.takes}</h3>
      <Table
        caption={texts.takes}
        columns={[
          { title: texts.times.what, name: texts.times.what },
          ...(["mean", "tenth", "median", "ninetieth"] as const).map((key) => ({ title: texts.times[key], name: texts.times[key], number: true })),
        ]}
        rows={(["to_completion", "to_collapse"] as const).flatMap((key) => {
          const times = of.times[key];
          if (times === null) return [];
          return [{ key, cells: [key === "to_completion" ? texts.toCompletion : texts.toCollapse, lasting(times.mean), lasting(times.tenth), lasting(times.median), lasting(times.ninetieth)] }];
        })}
      />
      <p>{texts.suspended(lasting(of.times.suspended_a_run), probability(of.times.runs_with_suspension))}</p>
    </Section>
  );
}

function Collapse({ of }: { of: Simulation }) {
  const own = useSimulationWords();
  const texts = own.collapse;
  return (
    <Section id="collapse" title={own.sections.collapse}>
      {of.collapses.length === 0 ? (
        <p>{own.verdict.never}</p>
      ) : (
        <>
          <Chart
            label={texts.chart}
            draw={(width) =>
              sharesChart(
                width,
                of.collapses.map((one, at) => ({ key: String(at), label: own.cause(one.cause, one.party), ...one, good: true, text: probability(one.share), title: own.cause(one.cause, one.party) })),
                texts.axis,
                { most: 1.25 * Math.max(...of.collapses.map((one) => one.high)), half: false },
              )
            }
            depends={[of, own]}
          />
          <Table
            caption={own.sections.collapse}
            columns={[
              { title: texts.columns.why, name: texts.columns.why },
              { title: texts.columns.share, name: texts.columns.share, number: true },
              { title: texts.columns.runs, name: texts.columns.runs, number: true },
            ]}
            rows={of.collapses.map((one, at) => ({ key: String(at), cells: [own.cause(one.cause, one.party), share(own, one), count(one.runs)] }))}
          />
        </>
      )}
    </Section>
  );
}

function Complaints({ of }: { of: Simulation }) {
  const words = useWords();
  const own = useSimulationWords();
  const texts = own.complaints;
  const each = (n: number) => points(n / of.runs);
  const columns = texts.columns;
  const suspension = texts.suspensionColumns;
  return (
    <Section id="complaints" title={own.sections.complaints}>
      <p>{texts.intro}</p>
      <Table
        caption={own.sections.complaints}
        columns={[
          { title: columns.what, name: columns.what },
          ...(["arose", "complaints", "responses", "lifted", "lost"] as const).map((key) => ({ title: columns[key], name: columns[key], number: true })),
        ]}
        rows={(Object.keys(texts.matters) as Matter[]).flatMap((matter) => {
          const counts = of.matters[matter];
          if (counts === undefined || counts.arose === 0) return [];
          return [{ key: matter, cells: [texts.matters[matter], each(counts.arose), each(counts.reviewed), each(counts.responded), each(counts.lifted), each(counts.lost)] }];
        })}
      />
      {of.suspensions.length > 0 && (
        <>
          <h3>{texts.suspensions}</h3>
          <Table
            caption={texts.suspensions}
            columns={[
              { title: suspension.what, name: suspension.what },
              { title: suspension.of, name: suspension.of },
              ...(["suspended", "resumed", "lost", "lasts"] as const).map((key) => ({ title: suspension[key], name: suspension[key], number: true })),
            ]}
            rows={of.suspensions.map((one) => ({
              key: one.commitment,
              cells: [
                one.commitment,
                <Party name={one.by} />,
                points(one.a_run),
                one.suspended === 0 ? "–" : percent(one.resumed / one.suspended),
                one.suspended === 0 ? "–" : percent(one.lost / one.suspended),
                one.mean_years === null ? "–" : words.time(time(Math.round(12 * one.mean_years) / 12)),
              ],
            }))}
          />
        </>
      )}
    </Section>
  );
}

function VariantTable({ caption, variants, proof }: { caption: string; variants: Variant[]; proof?: boolean }) {
  const own = useSimulationWords();
  const columns = own.procedure.columns;
  const numbers = ["stands", "completed", "falseAlarms", "delays", "answered"] as const;
  return (
    <Table
      wide
      caption={caption}
      columns={[
        ...(proof
          ? [{ title: columns.blames, name: columns.blames }, { title: columns.confirms, name: columns.confirms, number: true }]
          : [{ title: columns.number, name: columns.number }, { title: columns.from, name: columns.from, number: true }, { title: columns.to, name: columns.to, number: true }]),
        ...numbers.map((key) => ({ title: columns[key], name: columns[key], number: true })),
      ]}
      rows={variants.map((one, at) => ({
        key: String(at),
        cells: [
          ...(proof
            ? [`${percent(one.to)}${one.as_it_is ? ` (${own.procedure.now})` : ""}`, percent(one.confirms)]
            : [nameOf(own, one.what), setting(own, one, one.from), setting(own, one, one.to)]),
          probability(one.standing), probability(one.completed), probability(one.lost_to_false_alarms), probability(one.lost_to_delays),
          one.breaches_answered === null ? "–" : probability(one.breaches_answered),
        ],
      }))}
    />
  );
}

function Shifts({ title, chart, variants, asItIs }: { title: string; chart: string; variants: Variant[]; asItIs: number }) {
  const own = useSimulationWords();
  if (variants.length === 0) return null;
  const rows = variants.map((one, at) => {
    const label = `${nameOf(own, one.what)}: ${setting(own, one, one.from)} → ${setting(own, one, one.to)}`;
    return { key: String(at), label, to: 100 * one.standing, text: probability(one.standing), title: `${label}: ${probability(one.standing)}` };
  });
  return (
    <>
      <h3>{title}</h3>
      <Chart label={chart} draw={(width) => shiftsChart(width, rows, 100 * asItIs, own.procedure.standsAxis)} depends={[variants, own]} />
      <VariantTable caption={title} variants={variants} />
    </>
  );
}

function Procedure({ of }: { of: Simulation }) {
  const own = useSimulationWords();
  const texts = own.procedure;
  const { standard_of_proof: proof, clocks, thresholds, rates, as_it_is: asItIs } = of.procedure;
  const known = proof.filter((one) => one.breaches_answered !== null);
  return (
    <Section id="procedure" title={own.sections.procedure}>
      <p>{texts.intro(count(of.procedure.runs))}</p>
      {proof.length > 0 && (
        <>
          <h3>{texts.proof}</h3>
          <p>{texts.proofIntro}</p>
          {known.length > 1 && (
            <Chart
              label={texts.proofChart}
              draw={(width) =>
                proofChart(
                  width,
                  known.map((one) => ({ ...one, label: `${percent(one.to)}${one.as_it_is ? ` (${texts.now})` : ""}`, title: `${texts.columns.blames} ${percent(one.to)}: ${probability(one.standing)}` })),
                  texts.answeredAxis,
                  texts.standsAxis,
                )
              }
              depends={[of, own]}
            />
          )}
          <VariantTable proof caption={texts.proof} variants={proof} />
        </>
      )}
      <Shifts title={texts.clocks} chart={texts.clocksChart} variants={[...clocks, ...thresholds]} asItIs={asItIs.standing} />
      <Shifts title={texts.rates} chart={texts.ratesChart} variants={rates} asItIs={asItIs.standing} />
    </Section>
  );
}

function Rates({ of }: { of: Simulation }) {
  const own = useSimulationWords();
  const columns = own.rates.columns;
  return (
    <Section id="rates" title={own.sections.rates}>
      {of.base_rates !== null && (
        <p>
          {own.rates.from["base rates"]}: {of.base_rates.title}. {of.base_rates.note}
        </p>
      )}
      <Table
        caption={own.sections.rates}
        columns={[
          { title: columns.meaning, name: columns.meaning },
          { title: columns.best, name: columns.best, number: true },
          { title: columns.range, name: columns.range, number: true },
          { title: columns.unit, name: columns.unit },
          { title: columns.from, name: columns.from },
        ]}
        rows={of.rates.map((one) => ({
          key: one.rate,
          cells: [
            `${own.rates.meanings[one.rate] ?? one.meaning}`,
            inUnit(own, one.best, one.unit),
            one.low === one.high ? "–" : own.between(inUnit(own, one.low, one.unit), inUnit(own, one.high, one.unit)),
            own.units[one.unit] ?? one.unit,
            own.rates.from[one.from],
          ],
        }))}
      />
    </Section>
  );
}

export function SimulationApp({ report, language: first }: { report: SimulationReport; language: Language }) {
  const { simulation } = report;
  const [language, setLanguage] = useState<Language>(first);
  const words = languages[language];
  const own = simulationLanguages[language];
  useLayoutEffect(() => {
    document.documentElement.lang = language;
    document.title = own.title(simulation.accord);
  }, [language]);
  return (
    <WordsContext.Provider value={words}>
      <SimulationWordsContext.Provider value={own}>
        <PartiesContext.Provider value={partiesOf(simulation)}>
          <PageHead title={simulation.accord} sections={Object.entries(own.sections)} language={language} onLanguage={setLanguage} />
          <main id="main" tabIndex={-1}>
            <Verdict of={simulation} />
            <Course of={simulation} />
            <Collapse of={simulation} />
            <Complaints of={simulation} />
            <Procedure of={simulation} />
            <Rates of={simulation} />
          </main>
          <footer>
            <p>{own.origin}</p>
            <p>{words.madeBy(report.program, report.case)}</p>
          </footer>
        </PartiesContext.Provider>
      </SimulationWordsContext.Provider>
    </WordsContext.Provider>
  );
}
