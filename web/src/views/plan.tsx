// The plan: its sections, and what is opened over them. The same in the report file and in the served page.
import { type ComponentChildren } from "preact";
import { useMemo, useState } from "preact/hooks";
import { solutionKeys, type Report, type SolutionKey } from "../report";
import { shownFirst } from "../verdict";
import { useWords } from "../words";
import { AimView } from "./aim";
import { AssumptionsView } from "./assumptions";
import { GainsView } from "./gains";
import { LevelDialog, OriginDialog, SourceDialog } from "./origins";
import { PeopleDialog, PeopleView } from "./people";
import { PartiesContext, SharedContext, sharedOf, type Opened } from "./shared";
import { PeopleStepDialog, StepDialog } from "./step";
import { StepsView } from "./steps";
import { TrustView } from "./trust";
import { VerdictView } from "./verdict";

function Over({ opened, close, replace }: { opened: Opened; close: () => void; replace: (opened: Opened) => void }) {
  switch (opened.show) {
    case "step":
      return <StepDialog {...opened} onClose={close} onMove={(at) => replace({ ...opened, at })} />;
    case "people-step":
      return <PeopleStepDialog {...opened} onClose={close} onMove={(at) => replace({ ...opened, at })} />;
    case "people":
      return <PeopleDialog plan={opened.plan} onClose={close} />;
    case "origin":
      return <OriginDialog request={opened} onClose={close} />;
    case "level":
      return <LevelDialog level={opened.level} onClose={close} />;
    case "source":
      return <SourceDialog sourceKey={opened.key} onClose={close} />;
  }
}

/** `more` stands after the verdict, where the page can do more than the file: its title for the contents, and its section. */
export function PlanView({ report, head, choices, more }: {
  report: Report;
  head: ComponentChildren;
  choices?: ComponentChildren;
  more?: { id: string; title: string; view: (solution: SolutionKey) => ComponentChildren };
}) {
  const words = useWords();
  const [solution, setSolution] = useState<SolutionKey>(shownFirst(report.plan));
  const [over, setOver] = useState<Opened[]>([]);
  const shared = useMemo(() => sharedOf(report, solution, (opened) => setOver((all) => [...all, opened])), [report, solution]);
  const { verdict, ...rest } = words.sections;
  const sections: [string, string][] = [["verdict", verdict], ...(more === undefined ? [] : [[more.id, more.title] as [string, string]]), ...Object.entries(rest)];
  const found = solutionKeys.filter((key) => report.plan.solutions[key] !== null);
  return (
    <PartiesContext.Provider value={report.plan.parties}>
      <SharedContext.Provider value={shared}>
        <header class="top">
          {head}
          <div class="choices">
            {found.length > 1 && (
              <label>
                {words.verdict.shown}{" "}
                <select value={solution} onChange={(event) => setSolution(event.currentTarget.value as SolutionKey)}>
                  {found.map((key) => (
                    <option value={key}>
                      {words.verdict.solution[key]}: {words.verdict.definition[key]}
                    </option>
                  ))}
                </select>
              </label>
            )}
            {choices}
          </div>
          <nav aria-label={words.contents}>
            <ul>
              {sections.map(([id, title]) => (
                <li>
                  <a href={`#${id}`}>{title}</a>
                </li>
              ))}
            </ul>
          </nav>
        </header>
        <main id="main" tabIndex={-1}>
          <VerdictView />
          {more?.view(solution)}
          <StepsView />
          <TrustView />
          <GainsView />
          <PeopleView />
          <AimView />
          <AssumptionsView />
        </main>
        {over.map((opened, at) => (
          <Over
            key={at}
            opened={opened}
            close={() => setOver((all) => all.slice(0, at))}
            replace={(next) => setOver((all) => [...all.slice(0, at), next])}
          />
        ))}
      </SharedContext.Provider>
    </PartiesContext.Provider>
  );
}
