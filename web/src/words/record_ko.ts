import { recordEn, type RecordWords } from "./record_en";
export const recordKo: RecordWords = recordEn;
