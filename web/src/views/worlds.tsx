// The page of a report of worlds: its head, its sections, its foot.
import { useLayoutEffect, useMemo, useState } from "preact/hooks";
import { count } from "../numbers";
import { letters } from "../wording";
import { languages, WordsContext, type Language } from "../words";
import { worldsLanguages, WorldsWordsContext } from "../words/worlds";
import type { StressReport } from "../worlds";
import { PageHead } from "./page_head";
import { PartiesContext, Text } from "./shared";
import { WorldsBreaksView } from "./worlds_breaks";
import { WorldsDecidesView } from "./worlds_decides";
import { WorldsPlansView } from "./worlds_plans";
import { WorldsRangesView } from "./worlds_ranges";
import { WorldsContext } from "./worlds_shared";
import { WorldsSpreadView } from "./worlds_spread";
import { WorldsVerdictView } from "./worlds_verdict";

export function WorldsApp({ report, language: first }: { report: StressReport; language: Language }) {
  const { stress } = report;
  const [language, setLanguage] = useState<Language>(first);
  const [shown, setShown] = useState(Math.max(0, stress.plans.findIndex((plan) => plan.name === stress.holds_most)));
  const words = languages[language];
  const own = worldsLanguages[language];
  useLayoutEffect(() => {
    document.documentElement.lang = language;
    document.title = own.title(stress.accord);
  }, [language]);
  const shared = useMemo(
    () => ({ stress, plan: stress.plans[shown]!, letters: letters(stress.parties), ranges: new Map(stress.ranges.map((range) => [range.id, range])) }),
    [stress, shown],
  );
  // Of one plan the verdict says all that could stand side by side.
  const several = stress.plans.length > 1;
  return (
    <WordsContext.Provider value={words}>
      <WorldsWordsContext.Provider value={own}>
        <PartiesContext.Provider value={stress.parties}>
          <WorldsContext.Provider value={shared}>
            <PageHead title={stress.accord} sections={Object.entries(own.sections).filter(([id]) => several || id !== "plans")} language={language} onLanguage={setLanguage}>
              {several && (
                <label>
                  {own.planShown}{" "}
                  <select id="plan" value={shown} onChange={(event) => setShown(Number(event.currentTarget.value))}>
                    {stress.plans.map((plan, at) => (
                      <option value={at}>{plan.name}</option>
                    ))}
                  </select>
                </label>
              )}
            </PageHead>
            <main id="main" tabIndex={-1}>
              <WorldsVerdictView />
              {several && <WorldsPlansView />}
              <WorldsBreaksView />
              <WorldsSpreadView />
              <WorldsDecidesView />
              <WorldsRangesView />
            </main>
            <footer>
              <p>
                {own.origin} <Text text={own.again(count(stress.worlds).replace(/,/g, ""), String(stress.seed))} />
              </p>
              <p>{words.madeBy(report.program, report.case)}</p>
            </footer>
          </WorldsContext.Provider>
        </PartiesContext.Provider>
      </WorldsWordsContext.Provider>
    </WordsContext.Provider>
  );
}
