// The texts of the record in every language; the report file does without them.
import { createContext } from "preact";
import { useContext } from "preact/hooks";
import type { Language } from "./index";
import { recordEn, type RecordWords } from "./record_en";
import { recordKo } from "./record_ko";

export type { RecordWords };
export const recordLanguages: Record<Language, RecordWords> = { en: recordEn, ko: recordKo };

export const RecordWordsContext = createContext<RecordWords>(recordEn);
export const useRecordWords = (): RecordWords => useContext(RecordWordsContext);
