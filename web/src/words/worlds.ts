// The texts of the reports of worlds in every language.
import { createContext } from "preact";
import { useContext } from "preact/hooks";
import type { Language } from "./index";
import { worldsEn, type WorldsWords } from "./worlds_en";
import { worldsKo } from "./worlds_ko";

export type { WorldsWords };
export const worldsLanguages: Record<Language, WorldsWords> = { en: worldsEn, ko: worldsKo };

export const WorldsWordsContext = createContext<WorldsWords>(worldsEn);
export const useWorldsWords = (): WorldsWords => useContext(WorldsWordsContext);
