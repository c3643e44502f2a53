// The texts of the what-if in every language: the served page has it, and the report file where an evaluator stands in it.
import { createContext } from "preact";
import { useContext } from "preact/hooks";
import type { Language } from "./index";
import { whatIfEn, type WhatIfWords } from "./what_if_en";
import { whatIfKo } from "./what_if_ko";

export type { WhatIfWords };
export const whatIfLanguages: Record<Language, WhatIfWords> = { en: whatIfEn, ko: whatIfKo };

export const WhatIfWordsContext = createContext<WhatIfWords>(whatIfEn);
export const useWhatIfWords = (): WhatIfWords => useContext(WhatIfWordsContext);
