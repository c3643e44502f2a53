// What every page lets its reader choose: language, colours, print.
import { useLayoutEffect, useState } from "preact/hooks";
import { languages, useWords, type Language } from "../words";

type Theme = "auto" | "light" | "dark";
const themes: Theme[] = ["auto", "light", "dark"];

export function Choices({ language, onLanguage }: { language: Language; onLanguage: (language: Language) => void }) {
  const words = useWords();
  const [theme, setTheme] = useState<Theme>("auto");
  // Before the next picture, not after it: else the page flashes in the other colours.
  useLayoutEffect(() => {
    if (theme === "auto") delete document.documentElement.dataset.theme;
    else document.documentElement.dataset.theme = theme;
  }, [theme]);
  return (
    <>
      <label>
        <span class="of-page">{words.languageLabel}</span>{" "}
        <select id="language" value={language} onChange={(event) => onLanguage(event.currentTarget.value as Language)}>
          {Object.entries(languages).map(([key, table]) => (
            <option value={key} lang={key}>
              {table.language}
            </option>
          ))}
        </select>
      </label>
      <label>
        <span class="of-page">{words.theme.label}</span>{" "}
        <select id="theme" value={theme} onChange={(event) => setTheme(event.currentTarget.value as Theme)}>
          {themes.map((key) => (
            <option value={key}>{words.theme[key]}</option>
          ))}
        </select>
      </label>
      <button type="button" class="button" onClick={() => window.print()}>
        {words.print}
      </button>
    </>
  );
}
