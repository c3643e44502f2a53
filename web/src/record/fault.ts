// What went wrong with a question to the server, in the reader's language.
import type { RecordWords } from "../words/record";
import { Failed } from "./requests";

/** The server's own words, which are English and name what is at fault; before them, where the language has words for its code, these. */
export function faultInWords(words: RecordWords, error: unknown): string {
  if (!(error instanceof Failed)) return error instanceof Error ? error.message : String(error);
  if (error.status === 0) return words.noConnection;
  const told = error.message || error.code;
  const own = words.refusals[error.code];
  return own === undefined ? told : words.refused(own, told);
}
