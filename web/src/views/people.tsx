// Plans that people wrote, side by side, and each with its steps.
import { percent, points, probability, time } from "../numbers";
import type { PeoplePlan } from "../report";
import { stakeInWords } from "../wording";
import { bestGains, shareOfBest } from "../verdict";
import { useWords, type Words } from "../words";
import { Dialog, Num, Party, Section, Table, useShared } from "./shared";
import { Delivered, LeastTrust, Tightest, whenInWords } from "./steps";

/** By the conditions it breaks, but the best response of every party says that nobody gains by that. */
const unshown = (plan: PeoplePlan) => !plan.holds && plan.confirmed === "best response";

function Holds({ plan }: { plan: PeoplePlan }) {
  const words = useWords();
  if (plan.holds) return <span class="word good">✓ {words.people.holds}</span>;
  if (unshown(plan)) return <span class="word part">? {words.people.notShown}</span>;
  return <span class="word bad">✕ {words.people.breaks}</span>;
}

const where = (words: Words, plan: PeoplePlan, step: number) =>
  step <= plan.steps.length ? words.people.atStep(step) : words.people.whileHolding;

function FirstBreak({ plan }: { plan: PeoplePlan }) {
  const words = useWords();
  const { report, commitments } = useShared();
  if (plan.first_break === null) return <>–</>;
  const best = bestGains(report)[plan.first_break.party];
  return (
    <>
      <Party name={plan.first_break.party} /> {where(words, plan, plan.first_break.step)}:{" "}
      <Num kind="slack" party={plan.first_break.party} levels={plan.first_break.levels} value={plan.first_break.slack}>
        {stakeInWords(words, plan.first_break, commitments, report.plan.period_years, { gain: best, of: "plans" })}
      </Num>
    </>
  );
}

export function PeopleView() {
  const words = useWords();
  const { report, plan, open } = useShared();
  const { parties, period_years: period } = report.plan;
  const columns = words.people.columns;
  const plans = report.people?.plans ?? [];
  const nash = report.plan.package.nash;
  const gainRow = (key: string, name: string, gain: Record<string, number>) => ({
    key,
    cells: [name, ...parties.map((party) => <Num kind="gain" party={party} value={gain[party]}>{points(gain[party])}</Num>)],
  });
  return (
    <Section id="people" title={words.sections.people}>
      {plans.length === 0 ? (
        <p lang={report.people_left_out ? "en" : undefined}>{report.people_left_out ?? words.people.none}</p>
      ) : (
        <>
          <p>{words.people.intro}</p>
          <Table
            caption={words.sections.people}
            columns={[columns.plan, columns.verdict, columns.steps, columns.lasts, columns.firstBreak, columns.kept].map((name) => ({ title: name, name }))}
            rows={plans.map((one) => ({
              key: one.name,
              cells: [
                <button type="button" class="button" aria-label={words.people.open(one.name)} onClick={() => open({ show: "people", plan: one })}>
                  {one.name}
                </button>,
                <Holds plan={one} />,
                String(one.steps.length),
                words.time(time(one.periods * period)),
                <FirstBreak plan={one} />,
                one.holds ? <Num kind="kept" value={one.kept_to_end}>{probability(one.kept_to_end)}</Num> : "–",
              ],
            }))}
          />
          <Table
            wide
            named
            caption={columns.gains}
            columns={[{ title: columns.plan, name: columns.plan }, ...parties.map((party) => ({ title: <Party name={party} />, name: party, number: true }))]}
            rows={[
              ...(nash === null ? [] : [gainRow("package", words.gains.kinds.nashPackage, nash.gain)]),
              ...(plan === null ? [] : [gainRow("plan", words.verdict.shown, plan.gain)]),
              ...plans.map((one) => gainRow(`people ${one.name}`, `${one.holds ? "✓" : "✕"} ${one.name}`, one.gain)),
            ]}
          />
          <p class="soft">{words.gains.legend}</p>
        </>
      )}
    </Section>
  );
}

export function PeopleDialog({ plan, onClose }: { plan: PeoplePlan; onClose: () => void }) {
  const words = useWords();
  const { report, open } = useShared();
  const best = bestGains(report);
  const columns = words.steps.columns;
  const period = report.plan.period_years;
  const points_ = [...plan.steps, plan.hold];
  return (
    <Dialog title={plan.name} onClose={onClose}>
      <p>
        <Holds plan={plan} /> {plan.first_break !== null && <FirstBreak plan={plan} />}
      </p>
      {unshown(plan) && <p>{words.people.notShownWhy}</p>}
      {!plan.keeps_pace && <p>{words.people.paceBroken}</p>}
      {plan.best_response
        .filter((one) => one.gains_by_breaking)
        .map((one) => {
          const gain = one.value - one.value_of_keeping;
          const share = shareOfBest(gain, best[one.party]);
          return (
            <p>
              {words.people.bestResponse(
                one.party,
                words.points(points(gain)) + (share === null ? "" : words.stake.share(percent(share), points(best[one.party]))),
                where(words, plan, one.step),
              )}
            </p>
          );
        })}
      {plan.note !== null && (
        <>
          <h3>{words.people.note}</h3>
          <p>{plan.note}</p>
        </>
      )}
      {plan.sources.length > 0 && (
        <p>
          {words.sources.columns.from}:{" "}
          {plan.sources.map((key) => (
            <button type="button" class="num" onClick={() => open({ show: "source", key })}>
              {key}
            </button>
          ))}
        </p>
      )}
      <Table
        caption={words.sections.steps}
        columns={[columns.step, columns.when, columns.delivers, columns.tightest, columns.trust].map((name) => ({ title: name, name }))}
        rows={points_.map((point, at) => {
          const step = plan.steps[at];
          const when = step === undefined ? null : whenInWords(words, step, period);
          return {
            key: String(at),
            class: point.weakest.slack < -1e-9 ? "broken" : undefined,
            cells: [
              <button type="button" class="button" aria-label={step === undefined ? words.steps.openHold : words.steps.open(at + 1)} onClick={() => open({ show: "people-step", at, plan })}>
                {step === undefined ? words.steps.hold : words.steps.step(at + 1)}
              </button>,
              when === null ? words.steps.after(words.time(time(plan.periods * period))) : words.steps.fromTo(when.from, when.to),
              step === undefined ? "–" : <Delivered step={step} />,
              <Tightest point={point} best={best} />,
              <LeastTrust point={point} />,
            ],
          };
        })}
      />
    </Dialog>
  );
}
