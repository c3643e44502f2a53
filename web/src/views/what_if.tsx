// What-if: the numbers that the file gives as ranges, each on a slider, and what the plan at hand is worth then. The server
// evaluates; in the report file the evaluator that stands in it.
import { useEffect, useMemo, useState } from "preact/hooks";
import { percent, points, signedPoints } from "../numbers";
import { holdsAt, movedOf, rangeInWords, stepOf, tightest, valueInWords } from "../ranges";
import type { Plan, RangedNumber, SolutionKey } from "../report";
import { whatIfFragment } from "../route";
import { shareOfBest, tightestAt } from "../verdict";
import { useWords } from "../words";
import { useWhatIfWords } from "../words/what_if";
import { Party, Section, Table, useShared } from "./shared";

/** `plan`, which the page knows by `name`, at `values`; every other number at its best. What is thrown says why, in words. */
export type Evaluate = (name: string, plan: Plan, values: Record<string, number>, signal: AbortSignal) => Promise<Plan>;

const shownFirst = 12;

function Slider({ range, value, onValue }: { range: RangedNumber; value: number; onValue: (value: number) => void }) {
  const words = useWhatIfWords();
  const text = (one: number) => valueInWords(range, one, words.units);
  const name = rangeInWords(range.id, words.quantities);
  return (
    <div class={value === range.best ? "slider" : "slider moved"}>
      <label for={`what-if ${range.id}`}>{name}</label>
      <input
        id={`what-if ${range.id}`}
        type="range"
        min={range.low}
        max={range.high}
        step={stepOf(range)}
        value={value}
        aria-valuetext={text(value)}
        onInput={(event) => {
          // A step seldom meets the best value; near it, it is meant.
          const chosen = event.currentTarget.valueAsNumber;
          onValue(Math.abs(chosen - range.best) < stepOf(range) / 2 ? range.best : chosen);
        }}
      />
      <output for={`what-if ${range.id}`}>{words.value(text(value))}</output>
      <span class="soft">{words.range(text(range.low), text(range.high), text(range.best))}</span>
    </div>
  );
}

function Outcome({ plan, before }: { plan: Plan; before: Plan }) {
  const words = useWhatIfWords();
  const page = useWords();
  const { report } = useShared();
  const best = report.plan.best_gain;
  const least = tightest(plan, best);
  const leastBefore = tightest(before, best);
  const inWords = (slack: number, party: string) => {
    const share = shareOfBest(slack, best[party]);
    const told = page.points(points(slack));
    return share === null ? told : words.slack(told, percent(share), points(best[party]));
  };
  const holds = holdsAt(plan);
  const where = least.step <= plan.steps.length ? words.atStep(least.step) : words.whileHolding;
  const columns = words.columns;
  const steps = words.columnsOfSteps;
  const smallest = (of: Plan, party: string) => Math.min(...of.steps.map((step) => step.slack[party] ?? Infinity), of.hold.slack[party] ?? Infinity);
  return (
    <>
      <div class={`verdict ${holds ? "good" : "bad"}`}>
        <span class="mark" aria-hidden="true">
          {holds ? "✓" : "✕"}
        </span>
        <div>
          <p class="sentence" id="what-if-sentence" role="status">
            {holds ? words.holds(`${inWords(least.slack, least.party)}, ${least.party}`) : words.breaks(least.party, where, inWords(-least.slack, least.party))}
          </p>
          <p>{words.atBest(holdsAt(before), inWords(leastBefore.slack, leastBefore.party))}</p>
        </div>
      </div>
      <Table
        named
        caption={words.table}
        columns={[
          { title: columns.party, name: columns.party },
          ...[columns.gain, columns.before, columns.change, columns.slack, columns.slackBefore].map((name) => ({ title: name, name, number: true })),
        ]}
        rows={report.plan.parties.map((party) => ({
          key: party,
          class: smallest(plan, party) < -1e-9 ? "broken" : undefined,
          cells: [
            <Party name={party} />,
            points(plan.gain[party]),
            points(before.gain[party]),
            signedPoints((plan.gain[party] ?? 0) - (before.gain[party] ?? 0)),
            inWords(smallest(plan, party), party),
            inWords(smallest(before, party), party),
          ],
        }))}
      />
      <Table
        named
        caption={words.steps}
        columns={[
          { title: steps.step, name: steps.step },
          { title: steps.party, name: steps.party },
          ...[steps.now, steps.before].map((name) => ({ title: name, name, number: true })),
        ]}
        rows={[...plan.steps, plan.hold].map((point, at) => {
          const now = tightestAt(point, best);
          const old = tightestAt(before.steps[at] ?? before.hold, best);
          return {
            key: String(at),
            class: now.slack < -1e-9 ? "broken" : undefined,
            cells: [
              at < plan.steps.length ? String(at + 1) : words.hold,
              <Party name={now.party} />,
              inWords(now.slack, now.party),
              `${inWords(old.slack, old.party)}${old.party === now.party ? "" : `, ${old.party}`}`,
            ],
          };
        })}
      />
    </>
  );
}

export function WhatIfView({ solution, first, evaluate, pause }: {
  solution: SolutionKey;
  first: Record<string, number>;
  evaluate: Evaluate;
  /** Milliseconds without a further move before it is evaluated: a moving slider tells many values a second. */
  pause: number;
}) {
  const words = useWhatIfWords();
  const page = useWords();
  const { report } = useShared();
  const { ranges } = report;
  const [values, setValues] = useState(() => movedOf(ranges, first));
  const [people, setPeople] = useState<string | null>(null);
  const [text, setText] = useState("");
  const [whole, setWhole] = useState(false);
  const [outcome, setOutcome] = useState<{ of: string; before: Plan; plan: Plan } | null>(null);
  const [fault, setFault] = useState<string | null>(null);
  const name = people ?? solution;
  const asked: Plan | null | undefined = people === null ? report.plan.solutions[solution] : report.people?.plans.find((plan) => plan.name === people);

  // The values come from the address when it is changed by hand or by a link.
  useEffect(() => {
    if (Object.keys(first).length > 0) setValues(movedOf(ranges, first));
  }, [JSON.stringify(first)]);
  useEffect(() => {
    if (ranges.length === 0 || !asked) return undefined;
    const control = new AbortController();
    const evaluated = (at: Record<string, number>) => evaluate(name, asked, at, control.signal);
    const timer = setTimeout(async () => {
      try {
        const best = outcome?.of === name ? outcome.before : await evaluated({});
        const now = Object.keys(values).length === 0 ? best : await evaluated(values);
        if (control.signal.aborted) return;
        setOutcome({ of: name, before: best, plan: now });
        setFault(null);
      } catch (error) {
        if (!control.signal.aborted) setFault(error instanceof Error ? error.message : String(error));
      }
    }, pause);
    return () => {
      clearTimeout(timer);
      control.abort();
    };
  }, [values, name]);

  const move = (range: RangedNumber, value: number) => {
    const { [range.id]: _, ...rest } = values;
    const next = value === range.best ? rest : { ...rest, [range.id]: value };
    setValues(next);
    history.replaceState(null, "", whatIfFragment(next));
  };
  const found = useMemo(() => {
    const wanted = text.trim().toLowerCase();
    return ranges.filter((range) => wanted === "" || rangeInWords(range.id, words.quantities).toLowerCase().includes(wanted));
  }, [ranges, text, words]);
  const shown = whole ? found : found.filter((range, at) => at < shownFirst || range.id in values);
  const moved = Object.keys(values).length;
  return (
    <Section id="what-if" title={words.title}>
      {ranges.length === 0 ? (
        <p>{words.none}</p>
      ) : (
        <>
          <p>{words.intro}</p>
          <p class="choices">
            <label>
              {words.plan}{" "}
              <select value={people ?? ""} onChange={(event) => setPeople(event.currentTarget.value === "" ? null : event.currentTarget.value)}>
                <option value="">{page.verdict.solution[solution]}</option>
                {(report.people?.plans ?? []).map((one) => (
                  <option value={one.name}>{one.name}</option>
                ))}
              </select>
            </label>
            <label>
              {words.find} <input type="search" value={text} onInput={(event) => setText(event.currentTarget.value)} />
            </label>
            <button
              type="button"
              class="button"
              disabled={moved === 0}
              onClick={() => {
                setValues({});
                history.replaceState(null, "", whatIfFragment({}));
              }}
            >
              {words.reset}
            </button>
            {moved > 0 && <a href={whatIfFragment(values)}>{words.link}</a>}
            <span role="status">{words.moved(moved)}</span>
          </p>
          <div class="sliders">
            {shown.map((range) => (
              <Slider key={range.id} range={range} value={values[range.id] ?? range.best} onValue={(value) => move(range, value)} />
            ))}
          </div>
          {found.length > shownFirst && (
            <button type="button" class="button" onClick={() => setWhole(!whole)}>
              {whole ? words.showFewer : words.showAll(found.length)}
            </button>
          )}
          {fault !== null && (
            <p class="fault" role="alert">
              ✕ {words.failed(fault)}
            </p>
          )}
          {outcome?.of === name ? (
            <Outcome plan={outcome.plan} before={outcome.before} />
          ) : (
            fault === null && <p role="status">{asked ? words.computing : words.noPlan}</p>
          )}
        </>
      )}
    </Section>
  );
}
