// What decides whether the plan holds: boxes in words, the numbers that explain it, each number alone, and the screening of all.
import { useState } from "preact/hooks";
import { count, points, probability } from "../numbers";
import { useWords } from "../words";
import { useWorldsWords, type WorldsWords } from "../words/worlds";
import { spanOf, type Estimate, type Limit, type RangeOfFile, type WhatDecides } from "../worlds";
import { Chart, Section, Table, Text } from "./shared";
import { effectsChart, indicesChart, limitsChart, tornadoChart } from "./worlds_charts";
import { exactValue, numberName, useWorlds, valueInUnit } from "./worlds_shared";

const mostCharted = 12;

export function limitInWords(own: WorldsWords, ranges: Map<string, RangeOfFile>, limit: Limit): string {
  if ("given" in limit) return own.decides.scenario(limit.given, limit.scenarios.join(own.decides.or));
  const name = numberName(own, limit.number);
  const value = (at: number) => exactValue(own, at, ranges.get(limit.number)?.unit);
  if (limit.at_least !== null && limit.at_most !== null) return own.decides.fromTo(name, value(limit.at_least), value(limit.at_most));
  return limit.at_least !== null ? own.decides.atLeast(name, value(limit.at_least)) : own.decides.atMost(name, value(limit.at_most!));
}

function Boxes({ found }: { found: WhatDecides }) {
  const own = useWorldsWords();
  const { ranges } = useWorlds();
  const texts = own.decides;
  const of = found.boxes_of;
  const ofWorlds = (part: number, all: number) => texts.ofWorlds(probability(all === 0 ? 0 : part / all), count(part), count(all));
  return (
    <>
      <h3>{texts.where[of]}</h3>
      {found.boxes.length === 0 ? (
        <p>{texts.noBoxes[of]}</p>
      ) : (
        <>
          <ol class="boxes">
            {found.boxes.map((box) => {
              const measure = box.on_other_worlds;
              const limits = box.limits.map((limit) => limitInWords(own, ranges, limit)).join(texts.and);
              const drawn = box.limits.flatMap((limit) => {
                const range = "number" in limit ? ranges.get(limit.number) : undefined;
                if (range === undefined || !("number" in limit)) return [];
                const share = (value: number) => (value - range.low) / (range.high - range.low);
                return [{ key: limit.number, label: limitInWords(own, ranges, limit), from: limit.at_least === null ? 0 : share(limit.at_least), to: limit.at_most === null ? 1 : share(limit.at_most) }];
              });
              return (
                <li>
                  {/* Where most worlds of the box go the other way, it says where to look and no more. */}
                  <p>
                    <strong>{measure.density >= 0.5 ? texts.box[of].mostly(limits) : texts.box[of].often(limits)}</strong>
                  </p>
                  <dl class="figures">
                    <div class="figure">
                      <dt>{texts.density[of]}</dt>
                      <dd>{ofWorlds(measure.hits, measure.worlds)}</dd>
                    </div>
                    <div class="figure">
                      <dt>{texts.everywhere[of]}</dt>
                      <dd>{ofWorlds(found.other_hits, found.other_worlds)}</dd>
                    </div>
                    <div class="figure">
                      <dt>{texts.coverage[of]}</dt>
                      <dd>{ofWorlds(measure.hits, found.other_hits)}</dd>
                    </div>
                    <div class="figure">
                      <dt>{texts.mass}</dt>
                      <dd>{ofWorlds(measure.worlds, found.other_worlds)}</dd>
                    </div>
                  </dl>
                  {drawn.length > 0 && <Chart label={texts.limits} draw={(width) => limitsChart(width, drawn, texts.limitsAxis)} depends={[found, own]} />}
                </li>
              );
            })}
          </ol>
          <p class="soft">{texts.fresh(count(found.other_worlds))}</p>
        </>
      )}
    </>
  );
}

// Estimates stray a little outside of what is possible; a reader should not be troubled with it.
const within = (value: number | null) => Math.min(1, Math.max(0, value ?? 0));
const whole = (share: number) => `${Math.round(100 * share)}%`;
const interval = (estimate: Estimate) => ({ value: within(estimate.value), low: within(estimate.low), high: within(estimate.high) });

function Indices({ found }: { found: WhatDecides }) {
  const own = useWorldsWords();
  const texts = own.decides;
  const told = (estimate: Estimate) => {
    const { value, low, high } = interval(estimate);
    return own.withInterval(whole(value), whole(low), whole(high));
  };
  const nameOf = (factor: { name: string; members: string[] }) => (factor.name === "others" ? texts.others(factor.members.length) : numberName(own, factor.name));
  const factors = found.min_slack.factors.map((factor, at) => ({ ...factor, holds: found.holds.factors[at] })).sort((a, b) => (b.total.value ?? 0) - (a.total.value ?? 0));
  const verdicts = found.holds.factors.length > 0;
  const columns = texts.columns;
  return (
    <>
      <h3>{texts.indices}</h3>
      {factors.length === 0 ? (
        <p>{texts.same}</p>
      ) : (
        <>
          <p>{texts.indicesIntro}</p>
          <Chart
            label={texts.indicesChart}
            draw={(width) =>
              indicesChart(
                width,
                factors.map((factor) => ({
                  key: factor.name, label: nameOf(factor), alone: interval(factor.first), withOthers: interval(factor.total),
                  title: `${nameOf(factor)}: ${texts.alone} ${told(factor.first)}, ${texts.withOthers} ${told(factor.total)}`,
                })),
                texts.indicesAxis,
              )
            }
            depends={[found, own]}
          />
          <p class="soft">
            {texts.alone} · {texts.withOthers}
          </p>
          <Table
            wide
            caption={texts.indices}
            columns={[
              { title: columns.number, name: columns.number },
              { title: columns.alone, name: columns.alone, number: true },
              { title: columns.withOthers, name: columns.withOthers, number: true },
              ...(verdicts ? [{ title: columns.holds, name: columns.holds, number: true }] : []),
            ]}
            rows={factors.map((factor) => ({
              key: factor.name,
              cells: [nameOf(factor), told(factor.first), told(factor.total), ...(factor.holds === undefined ? [] : [told(factor.holds.total)])],
            }))}
          />
          {!verdicts && <p class="soft">{texts.tooFew}</p>}
        </>
      )}
    </>
  );
}

/** The first rows of a table, and a button for the others. */
function useFirst<T>(rows: T[], most: number) {
  const words = useWords();
  const [all, setAll] = useState(false);
  const button = rows.length > most && (
    <button type="button" class="button" aria-expanded={all} onClick={() => setAll(!all)}>
      {all ? words.showFewer : words.showAll(rows.length)}
    </button>
  );
  return { rows: all ? rows : rows.slice(0, most), button };
}

function Tornado({ found }: { found: WhatDecides }) {
  const words = useWords();
  const own = useWorldsWords();
  const { plan, ranges } = useWorlds();
  const texts = own.decides;
  const base = plan.at_best.min_slack;
  const bars = found.tornado.filter((bar) => (bar.swing ?? 0) > 0);
  const shown = useFirst(bars, mostCharted);
  if (bars.length === 0 || base === null) return null;
  const value = (id: string, at: number) => valueInUnit(own, at, ranges.get(id)?.unit);
  const columns = texts.tornadoColumns;
  return (
    <>
      <h3>{texts.tornado}</h3>
      <p>{texts.tornadoIntro(words.points(points(base)), plan.at_best.holds)}</p>
      <Chart
        label={texts.tornadoChart}
        draw={(width) =>
          tornadoChart(
            width,
            bars.slice(0, mostCharted).map((bar) => {
              const span = spanOf(bar, base);
              const label = numberName(own, bar.number);
              return { key: bar.number, label, ...span, changes: bar.verdict_changes, title: `${label}: ${own.between(points(span.least), points(span.largest))}` };
            }),
            base,
            texts.tornadoAxis,
          )
        }
        depends={[found, own]}
      />
      {bars.length > mostCharted && <p class="soft">{texts.charted(mostCharted, bars.length)}</p>}
      <Table
        wide
        caption={texts.tornado}
        columns={[
          { title: columns.number, name: columns.number },
          { title: columns.from, name: columns.from, number: true },
          { title: columns.to, name: columns.to, number: true },
          { title: columns.slack, name: columns.slack, number: true },
          { title: columns.verdict, name: columns.verdict },
        ]}
        rows={shown.rows.map((bar) => {
          const first = bar.settings[0]!;
          const last = bar.settings[bar.settings.length - 1]!;
          return {
            key: bar.number,
            cells: [
              numberName(own, bar.number),
              value(bar.number, first.value),
              value(bar.number, last.value),
              bar.settings.map((setting) => points(setting.min_slack)).join(" · "),
              bar.verdict_changes ? <span class="word bad">{texts.changes}</span> : texts.stays,
            ],
          };
        })}
      />
      {shown.button}
    </>
  );
}

function Screening({ found }: { found: WhatDecides }) {
  const own = useWorldsWords();
  const texts = own.decides;
  const shown = useFirst(found.screening, mostCharted);
  const columns = texts.screeningColumns;
  if (found.screening.length === 0) return null;
  return (
    <>
      <h3>{texts.screening}</h3>
      <p>{texts.screeningIntro}</p>
      <Chart
        label={texts.screeningChart}
        draw={(width) =>
          effectsChart(
            width,
            found.screening.slice(0, mostCharted).map((one) => {
              const label = numberName(own, one.name);
              return { key: one.name, label, size: one.mu_star ?? 0, spread: one.sigma ?? 0, title: `${label}: μ* ${points(one.mu_star)}, σ ${points(one.sigma)}` };
            }),
            texts.screeningAxis,
          )
        }
        depends={[found, own]}
      />
      {found.screening.length > mostCharted && <p class="soft">{texts.charted(mostCharted, found.screening.length)}</p>}
      <Table
        wide
        caption={texts.screening}
        columns={[
          { title: columns.number, name: columns.number },
          { title: columns.muStar, name: columns.muStar, number: true },
          { title: columns.mu, name: columns.mu, number: true },
          { title: columns.sigma, name: columns.sigma, number: true },
        ]}
        rows={shown.rows.map((one) => ({ key: one.name, cells: [numberName(own, one.name), points(one.mu_star), points(one.mu), points(one.sigma)] }))}
      />
      {shown.button}
    </>
  );
}

export function WorldsDecidesView() {
  const own = useWorldsWords();
  const { plan } = useWorlds();
  const found = plan.what_decides;
  return (
    <Section id="decides" title={own.sections.decides}>
      {found === null ? (
        <p>
          <Text text={own.decides.notAsked} />
        </p>
      ) : found.screening.length === 0 ? (
        <p>{own.decides.nothing}</p>
      ) : (
        <>
          <Boxes found={found} />
          <Indices found={found} />
          <Tornado found={found} />
          <Screening found={found} />
        </>
      )}
    </Section>
  );
}
