// The page of a report file: its head, the plan, its foot; what-if where an evaluator stands in the file.
import { useCallback, useEffect, useLayoutEffect, useRef, useState } from "preact/hooks";
import packed from "virtual:evaluator";
import { Evaluator, EvaluatorFailed } from "../evaluator";
import type { Report } from "../report";
import { languages, WordsContext, type Language } from "../words";
import { whatIfLanguages, WhatIfWordsContext } from "../words/what_if";
import { Choices } from "./choices";
import { PlanView } from "./plan";
import { Text } from "./shared";
import { useRoute } from "./use_route";
import { WhatIfView, type Evaluate } from "./what_if";

const betweenMoves = 15;

/** Opens the evaluator when it is first asked, and anew after it stopped. */
function useEvaluate(report: Report, language: Language): Evaluate {
  const opened = useRef<Promise<Evaluator> | null>(null);
  return useCallback(
    async (_name, plan, values, signal) => {
      const words = whatIfLanguages[language];
      try {
        opened.current ??= Evaluator.open(packed, report.what_if!);
        const evaluator = await opened.current;
        if (signal.aborted) throw new Error("no longer asked");
        return evaluator.evaluated(plan, values);
      } catch (error) {
        if (!(error instanceof EvaluatorFailed) || error.code === "refused") throw error;
        opened.current = null;
        throw new Error(error.code === "too_old" ? words.tooOld : words.stopped);
      }
    },
    [report, language],
  );
}

export function App({ report, language: first }: { report: Report; language: Language }) {
  const [language, setLanguage] = useState<Language>(first);
  const words = languages[language];
  const route = useRoute();
  const evaluate = useEvaluate(report, language);
  const able = packed !== "" && report.what_if != null;
  useLayoutEffect(() => {
    document.documentElement.lang = language;
    document.title = words.title(report.plan.accord);
  }, [language]);
  // Values in the address hide the section's name from the browser.
  useEffect(() => {
    if (route.section === "what-if" && able) document.getElementById("what-if")?.scrollIntoView();
  }, [route.section]);
  return (
    <WordsContext.Provider value={words}>
      <WhatIfWordsContext.Provider value={whatIfLanguages[language]}>
        <a class="skip" href="#verdict">
          {words.skip}
        </a>
        <PlanView
          report={report}
          head={<h1>{report.plan.accord}</h1>}
          choices={<Choices language={language} onLanguage={setLanguage} />}
          more={
            able
              ? {
                  id: "what-if",
                  title: whatIfLanguages[language].title,
                  view: (solution) => <WhatIfView solution={solution} first={route.section === "what-if" ? route.values : {}} evaluate={evaluate} pause={betweenMoves} />,
                }
              : undefined
          }
        />
        <footer>
          {!able && (
            <p>
              <Text text={words.noWhatIf} />
            </p>
          )}
          <p>{words.madeBy(report.program, report.case)}</p>
        </footer>
      </WhatIfWordsContext.Provider>
    </WordsContext.Provider>
  );
}
