// The languages of the page. A further one is a table of the type Words and a line here.
import { createContext } from "preact";
import { useContext } from "preact/hooks";
import { en, type Words } from "./en";
import { ko } from "./ko";

export type { Words };
export const languages = { en, ko };
export type Language = keyof typeof languages;

export const WordsContext = createContext<Words>(en);
export const useWords = (): Words => useContext(WordsContext);

/** The first of the reader's languages that the page knows; English where it knows none. */
export function preferred(wanted: readonly string[]): Language {
  for (const one of wanted) {
    const key = one.split("-")[0]!.toLowerCase();
    if (key in languages) return key as Language;
  }
  return "en";
}
