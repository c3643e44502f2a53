// The page: its head, its sections, and what is opened over it.
import { useEffect, useMemo, useState } from "preact/hooks";
import { solutionKeys, type Report, type SolutionKey } from "../report";
import { shownFirst } from "../verdict";
import { languages, WordsContext, type Language } from "../words";
import { AimView } from "./aim";
import { AssumptionsView } from "./assumptions";
import { GainsView } from "./gains";
import { LevelDialog, OriginDialog, SourceDialog } from "./origins";
import { PeopleDialog, PeopleView } from "./people";
import { SharedContext, sharedOf, Text, type Opened } from "./shared";
import { PeopleStepDialog, StepDialog } from "./step";
import { StepsView } from "./steps";
import { TrustView } from "./trust";
import { VerdictView } from "./verdict";

type Theme = "auto" | "light" | "dark";
const themes: Theme[] = ["auto", "light", "dark"];

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

export function App({ report, language: first }: { report: Report; language: Language }) {
  const [language, setLanguage] = useState<Language>(first);
  const [theme, setTheme] = useState<Theme>("auto");
  const [solution, setSolution] = useState<SolutionKey>(shownFirst(report.plan));
  const [over, setOver] = useState<Opened[]>([]);
  const words = languages[language];
  const shared = useMemo(() => sharedOf(report, solution, (opened) => setOver((all) => [...all, opened])), [report, solution]);

  useEffect(() => {
    document.documentElement.lang = language;
    document.title = words.title(report.plan.accord);
  }, [language]);
  useEffect(() => {
    if (theme === "auto") delete document.documentElement.dataset.theme;
    else document.documentElement.dataset.theme = theme;
  }, [theme]);

  const sections = Object.entries(words.sections);
  const found = solutionKeys.filter((key) => report.plan.solutions[key] !== null);
  return (
    <WordsContext.Provider value={words}>
      <SharedContext.Provider value={shared}>
        <a class="skip" href="#verdict">
          {words.skip}
        </a>
        <header class="top">
          <h1>{report.plan.accord}</h1>
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
            <label>
              {words.languageLabel}{" "}
              <select id="language" value={language} onChange={(event) => setLanguage(event.currentTarget.value as Language)}>
                {Object.entries(languages).map(([key, table]) => (
                  <option value={key} lang={key}>
                    {table.language}
                  </option>
                ))}
              </select>
            </label>
            <label>
              {words.theme.label}{" "}
              <select id="theme" value={theme} onChange={(event) => setTheme(event.currentTarget.value as Theme)}>
                {themes.map((key) => (
                  <option value={key}>{words.theme[key]}</option>
                ))}
              </select>
            </label>
            <button type="button" class="button" onClick={() => window.print()}>
              {words.print}
            </button>
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
        <main>
          <VerdictView />
          <StepsView />
          <TrustView />
          <GainsView />
          <PeopleView />
          <AimView />
          <AssumptionsView />
        </main>
        <footer>
          <p>
            <Text text={words.whatIf} />
          </p>
          <p>{words.madeBy(report.program, report.case)}</p>
        </footer>
        {over.map((opened, at) => (
          <Over
            key={at}
            opened={opened}
            close={() => setOver((all) => all.slice(0, at))}
            replace={(next) => setOver((all) => [...all.slice(0, at), next])}
          />
        ))}
      </SharedContext.Provider>
    </WordsContext.Provider>
  );
}
