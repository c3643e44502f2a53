// Package and plan side by side: gains, the price of mistrust, where they end, and the frontier.
import { useState } from "preact/hooks";
import { count, percent, points } from "../numbers";
import { solutionKeys } from "../report";
import { useWords } from "../words";
import { plane, priceChart, type PlanePoint } from "./charts";
import { Chart, Level, Num, Party, Section, Table, useShared } from "./shared";
import { chartParties } from "./steps";

function Frontier() {
  const words = useWords();
  const { report } = useShared();
  const { parties, frontier, solutions, frontier_complete: coverage } = report.plan;
  const [across, setAcross] = useState(parties[0]!);
  const [up, setUp] = useState(parties[1] ?? parties[0]!);
  const packages = report.package.frontier ?? [];
  const kinds = words.gains.kinds;
  const at = (gain: Record<string, number>, kind: keyof typeof kinds, name: string, label?: string): PlanePoint => ({
    x: gain[across]!,
    y: gain[up]!,
    kind,
    title: `${name}: ${across} ${points(gain[across])}, ${up} ${points(gain[up])}`,
    label,
  });
  const nashPackage = report.plan.package.nash;
  const named: PlanePoint[] = [
    ...(nashPackage === null ? [] : [at(nashPackage.gain, "nashPackage", kinds.nashPackage)]),
    ...solutionKeys.flatMap((key) => (solutions[key] === null ? [] : [at(solutions[key]!.gain, key, kinds[key])])),
    ...(report.people?.plans ?? []).map((plan, index) => at(plan.gain, plan.holds ? "people" : "broken", plan.name, String(index + 1))),
  ];
  const all = [
    ...packages.map((one) => at(one.gain, "package", kinds.package)),
    ...frontier.map((one) => at(one.gain, "plan", kinds.plan)),
    ...named,
  ];
  const present = Object.keys(kinds).filter((kind) => all.some((point) => point.kind === kind)) as (keyof typeof kinds)[];
  const select = (label: string, value: string, set: (party: string) => void, other: string) => (
    <label>
      {label}{" "}
      <select value={value} onChange={(event) => set(event.currentTarget.value)}>
        {parties.filter((party) => party !== other).map((party) => (
          <option value={party}>{party}</option>
        ))}
      </select>
    </label>
  );
  if (parties.length < 2 || all.length === 0) return null;
  return (
    <>
      <h3>{words.gains.frontier}</h3>
      <p>{words.gains.frontierIntro}</p>
      <p class="choices">
        {select(words.gains.across, across, setAcross, up)} {select(words.gains.up, up, setUp, across)}
      </p>
      <Chart
        label={words.gains.frontierChart(across, up)}
        draw={(width) => plane(width, all, words.gains.gainOf(across), words.gains.gainOf(up))}
        depends={[report, across, up, words]}
      />
      <p class="soft">{present.map((kind) => kinds[kind]).join(" · ")}</p>
      <p class="soft">
        {words.gains.frontierCount(count(packages.length), count(frontier.length), words.gains.planFrontier[coverage])}
        {report.package.frontier_omitted !== undefined && ` ${words.gains.frontierOmitted(report.package.frontier_omitted)}`}
      </p>
      <Table
        caption={words.gains.frontier}
        columns={[
          { title: words.gains.point, name: words.gains.point },
          { title: words.gains.gainOf(across), name: words.gains.gainOf(across), number: true },
          { title: words.gains.gainOf(up), name: words.gains.gainOf(up), number: true },
        ]}
        rows={named.map((point, index) => ({
          key: String(index),
          cells: [
            point.label === undefined ? kinds[point.kind as keyof typeof kinds] : `${point.kind === "broken" ? "✕" : "✚"} ${point.label}: ${report.people!.plans[Number(point.label) - 1]!.name}`,
            points(point.x),
            points(point.y),
          ],
        }))}
      />
    </>
  );
}

function Ends() {
  const words = useWords();
  const { report, plan } = useShared();
  const columns = words.gains.endColumns;
  const nash = report.plan.package.nash;
  const aim = report.plan.aim?.levels;
  const cell = (commitment: string, state: Record<string, string> | undefined) => {
    const level = state?.[commitment];
    if (level === undefined) return "–";
    return level === "today" ? <span class="soft">{words.today}</span> : <Level commitment={commitment} level={level} />;
  };
  return (
    <>
      <h3>{words.gains.ends}</h3>
      <Table
        caption={words.gains.ends}
        columns={[
          { title: columns.commitment, name: columns.commitment },
          { title: columns.by, name: columns.by },
          { title: columns.package, name: columns.package },
          { title: columns.plan, name: columns.plan },
          { title: columns.aim, name: columns.aim },
        ]}
        rows={report.plan.commitments.map((one) => ({
          key: one.name,
          cells: [one.name, <Party name={one.by} />, cell(one.name, nash?.levels), cell(one.name, plan?.final), cell(one.name, aim)],
        }))}
      />
    </>
  );
}

export function GainsView() {
  const words = useWords();
  const { report, plan, letters } = useShared();
  const { parties, disagreement, best_gain: best, package: packages, frontier_complete: coverage } = report.plan;
  const nash = packages.nash;
  const columns = words.gains.columns;
  const shares = plan === null || nash === null ? [] : parties.flatMap((party) => {
    const whole = nash.gain[party]!;
    return whole > 1e-9 ? [{ party, share: plan.gain[party]! / whole }] : [];
  });
  const showsPlan = plan !== null && plan.steps.length > 0;
  return (
    <Section id="gains" title={words.sections.gains}>
      <p>{words.gains.intro}</p>
      {nash === null && (
        <p>
          {words.gains.noPackage}{" "}
          {(report.package.no_deal?.minimal_conflicts.length ?? 0) > 0 &&
            words.gains.conflicts(report.package.no_deal!.minimal_conflicts.map((names) => words.joined(names)).join("; "))}
        </p>
      )}
      {showsPlan && shares.length > 0 && (
        <Chart
          label={words.gains.chart}
          draw={(width) => priceChart(width, shares, chartParties(report, letters), words.gains.chartAxis)}
          depends={[plan, words]}
        />
      )}
      <Table
        named
        caption={words.gains.table}
        columns={[
          { title: columns.party, name: columns.party },
          { title: columns.disagreement, name: columns.disagreement, number: true },
          ...(showsPlan ? [
            { title: columns.plan, name: columns.plan, number: true },
            { title: columns.standing, name: columns.standing, number: true },
            { title: coverage === "representative" ? columns.bestFound : columns.best, name: coverage === "representative" ? columns.bestFound : columns.best, number: true },
          ] : []),
          { title: columns.package, name: columns.package, number: true },
          ...(showsPlan ? [{ title: columns.kept, name: columns.kept, number: true }] : []),
        ]}
        rows={parties.map((party) => {
          const share = shares.find((one) => one.party === party);
          return {
            key: party,
            cells: [
              <Party name={party} />,
              <Num kind="disagreement" party={party} value={disagreement[party]}>{points(disagreement[party])}</Num>,
              ...(showsPlan ? [
                <Num kind="gain" party={party} value={plan.gain[party]} levels={Object.entries(plan.final).filter(([, level]) => level !== "today").map(([name, level]) => `${name}.${level}`)}>
                  {points(plan.gain[party])}
                </Num>,
                <Num kind="standing" party={party} value={plan.over_standing_still[party]}>{points(plan.over_standing_still[party])}</Num>,
                <Num kind="best" party={party} value={best[party]}>{points(best[party])}</Num>,
              ] : []),
              nash === null ? "–" : (
                <Num kind="packageGain" party={party} value={nash.gain[party]} levels={Object.entries(nash.levels).filter(([, level]) => level !== "today").map(([name, level]) => `${name}.${level}`)}>
                  {points(nash.gain[party])}
                </Num>
              ),
              ...(showsPlan ? [
                share === undefined || nash === null ? "–" : (
                  <Num kind="price" party={party} value={share.share}>
                    {words.gains.share(percent(share.share), points(plan.gain[party]), points(nash.gain[party]))}
                  </Num>
                ),
              ] : []),
            ],
          };
        })}
      />
      <p class="soft">{words.gains.legend}</p>
      <Frontier />
      <Ends />
    </Section>
  );
}
