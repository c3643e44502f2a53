// One step in full: what is delivered, what every party has there, who is exposed, and all conditions with their numbers.
import { useState } from "preact/hooks";
import { percent, points, probability } from "../numbers";
import { pointsOf, type Condition, type PeoplePlan, type Plan, type PointInFull, type SolutionKey } from "../report";
import { bestGains, shareOfBest } from "../verdict";
import { deviationInWords } from "../wording";
import { useWords } from "../words";
import { Dialog, Num, Party, Table, useShared } from "./shared";
import { Delivered, whenInWords } from "./steps";

const shownFirst = 12;

function Values({ plan, at, full, best }: { plan: Plan; at: number; full: PointInFull | null; best: Record<string, number | null> }) {
  const words = useWords();
  const { report } = useShared();
  const point = plan.steps[at] ?? plan.hold;
  const columns = words.step.columns;
  return (
    <>
      <h3>{words.step.values}</h3>
      <Table
        caption={words.step.values}
        columns={[
          { title: columns.party, name: columns.party },
          ...(full === null ? [] : [
            { title: columns.keeping, name: columns.keeping, number: true },
            { title: columns.leaving, name: columns.leaving, number: true },
          ]),
          { title: columns.slack, name: columns.slack, number: true },
          { title: columns.share, name: columns.share, number: true },
          { title: columns.trust, name: columns.trust, number: true },
          { title: columns.breaking, name: columns.breaking, number: true },
        ]}
        rows={report.plan.parties.map((party) => {
          const slack = point.slack[party]!;
          const share = shareOfBest(slack, best[party]);
          const breaking = point.breaking_point[party];
          const values = full?.values[party];
          return {
            key: party,
            cells: [
              <Party name={party} />,
              ...(values === undefined ? [] : [points(values.keeping), points(values.leaving)]),
              <Num kind="slack" party={party} value={slack}>{points(slack)}</Num>,
              share === null ? "–" : words.gains.share(percent(share), points(slack), points(best[party])),
              <Num kind="trust" party={party} value={point.trust[party]}>{point.trust[party] === null ? "–" : probability(point.trust[party]!)}</Num>,
              <Num kind="breaking" party={party} value={breaking}>
                {breaking === null || breaking === undefined ? words.step.noLimit : words.step.times(points(breaking))}
              </Num>,
            ],
          };
        })}
      />
      <p class="soft">{words.step.valuesNote}</p>
    </>
  );
}

function Conditions({ full, best }: { full: PointInFull; best: Record<string, number | null> }) {
  const words = useWords();
  const { report, commitments } = useShared();
  const [party, setParty] = useState("");
  const [whole, setWhole] = useState(false);
  const columns = words.step.columns;
  const size = (one: Condition) => shareOfBest(one.slack, best[one.party]) ?? one.slack;
  const all = full.conditions.filter((one) => party === "" || one.party === party);
  const order = [...all].sort((one, other) => Number(one.holds) - Number(other.holds) || size(one) - size(other));
  const shown = whole ? order : order.slice(0, shownFirst);
  return (
    <>
      <h3>{words.step.conditions}</h3>
      <p>{words.step.conditionsNote(all.length, all.filter((one) => one.holds === false).length)}</p>
      <p>
        <label>
          {words.step.party}{" "}
          <select value={party} onChange={(event) => setParty(event.currentTarget.value)}>
            <option value="">{words.all}</option>
            {report.plan.parties.map((name) => (
              <option value={name}>{name}</option>
            ))}
          </select>
        </label>
      </p>
      <Table
        caption={words.step.conditions}
        columns={[
          { title: columns.party, name: columns.party },
          { title: columns.deviation, name: columns.deviation },
          { title: columns.condition, name: columns.condition },
          { title: columns.slack, name: columns.slack, number: true },
          { title: columns.share, name: columns.share, number: true },
          { title: columns.needed, name: columns.needed, number: true },
          { title: columns.verdict, name: columns.verdict },
        ]}
        rows={shown.map((one, at) => {
          const share = shareOfBest(one.slack, best[one.party]);
          return {
            key: String(at),
            class: one.holds === false ? "broken" : undefined,
            cells: [
              <Party name={one.party} />,
              deviationInWords(words, one, commitments, report.plan.period_years),
              <code>{one.condition}</code>,
              <Num kind="slack" party={one.party} levels={one.levels} value={one.slack}>{points(one.slack)}</Num>,
              share === null ? "–" : words.gains.share(percent(share), points(one.slack), points(best[one.party])),
              `≥ ${points(one.required ?? 0)}`,
              one.holds === false ? <strong>✕ {words.step.breaks}</strong> : <>✓ {words.step.holds}</>,
            ],
          };
        })}
      />
      {all.length > shownFirst && (
        <button type="button" class="button" onClick={() => setWhole(!whole)}>
          {whole ? words.showFewer : words.showAll(all.length)}
        </button>
      )}
    </>
  );
}

function InFull({ plan, at, full, best, onMove }: {
  plan: Plan;
  at: number;
  full: PointInFull | null;
  best: Record<string, number | null>;
  onMove: (at: number) => void;
}) {
  const words = useWords();
  const { report } = useShared();
  const step = plan.steps[at];
  const when = step === undefined ? null : whenInWords(words, step, report.plan.period_years);
  return (
    <>
      <p class="moves">
        <button type="button" class="button" disabled={at === 0} onClick={() => onMove(at - 1)}>
          ← {words.step.previous}
        </button>{" "}
        <button type="button" class="button" disabled={step === undefined} onClick={() => onMove(at + 1)}>
          {words.step.next} →
        </button>
      </p>
      {when !== null && step !== undefined && (
        <>
          <p>{words.step.when(when.from, when.to)}</p>
          <h3>{words.step.delivers}</h3>
          <Delivered step={step} />
        </>
      )}
      <Values plan={plan} at={at} full={full} best={best} />
      {step !== undefined && (
        <>
          <h3>{words.step.exposure}</h3>
          {step.exposure.length === 0 ? (
            <p>{words.step.nobodyExposed}</p>
          ) : (
            <ul>
              {step.exposure.map((one) => {
                const share = shareOfBest(one.points, best[one.of]);
                return (
                  <li>
                    {words.step.exposed(one.of, one.to, words.points(points(one.points)), share === null ? "" : words.stake.share(percent(share), points(best[one.of])))}
                  </li>
                );
              })}
            </ul>
          )}
        </>
      )}
      {full === null ? <p>{words.step.noConditions}</p> : <Conditions key={at} full={full} best={best} />}
    </>
  );
}

const heading = (words: ReturnType<typeof useWords>, plan: Plan, at: number) =>
  at < plan.steps.length ? words.step.heading(at + 1, plan.steps.length) : words.step.hold(plan.steps.length);

export function StepDialog({ at, solution, onClose, onMove }: { at: number; solution: SolutionKey; onClose: () => void; onMove: (at: number) => void }) {
  const words = useWords();
  const { report } = useShared();
  const plan = report.plan.solutions[solution];
  if (plan === null) return null;
  return (
    <Dialog title={heading(words, plan, at)} onClose={onClose}>
      <InFull plan={plan} at={at} full={pointsOf(report, solution)?.[at] ?? null} best={report.plan.best_gain} onMove={onMove} />
    </Dialog>
  );
}

export function PeopleStepDialog({ at, plan, onClose, onMove }: { at: number; plan: PeoplePlan; onClose: () => void; onMove: (at: number) => void }) {
  const words = useWords();
  const { report } = useShared();
  return (
    <Dialog title={`${plan.name}: ${heading(words, plan, at)}`} onClose={onClose}>
      <InFull plan={plan} at={at} full={plan.points[at] ?? null} best={bestGains(report)} onMove={onMove} />
    </Dialog>
  );
}
