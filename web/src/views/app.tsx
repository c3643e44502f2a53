// The page of a report file: its head, the plan, its foot.
import { useLayoutEffect, useState } from "preact/hooks";
import type { Report } from "../report";
import { languages, WordsContext, type Language } from "../words";
import { Choices } from "./choices";
import { PlanView } from "./plan";
import { Text } from "./shared";

export function App({ report, language: first }: { report: Report; language: Language }) {
  const [language, setLanguage] = useState<Language>(first);
  const words = languages[language];
  useLayoutEffect(() => {
    document.documentElement.lang = language;
    document.title = words.title(report.plan.accord);
  }, [language]);
  return (
    <WordsContext.Provider value={words}>
      <a class="skip" href="#verdict">
        {words.skip}
      </a>
      <PlanView report={report} head={<h1>{report.plan.accord}</h1>} choices={<Choices language={language} onLanguage={setLanguage} />} />
      <footer>
        <p>
          <Text text={words.whatIf} />
        </p>
        <p>{words.madeBy(report.program, report.case)}</p>
      </footer>
    </WordsContext.Provider>
  );
}
