// Makes an event from what an author filled in, and signs it: docs/ledger-format.md, An event.
import { toBase64 } from "./bytes";
import { canonical, Refused, type Json } from "./canonical_json";
import { fieldsOf, results, votes, type EventType, type Field, type Role } from "./event_types";
import { sign, type SecretKey } from "./keys";

/** What the server knows of the author's next event. */
export interface Writing {
  ledger: string;
  accord: string;
  author: string;
  roles: Role[];
  key: string;
  number: number;
}

export type Filled = Record<string, string>;
export type Fault = { field: string; why: "missing" | "date" | "number" | "share" | "count" | "entry" | "hash" | "choice" | "level" };

const lines = (text: string) => text.split("\n").map((one) => one.trim()).filter((one) => one !== "");
const isDay = (text: string) => /^\d{4}-\d{2}-\d{2}$/.test(text) && new Date(`${text}T00:00:00Z`).toISOString().startsWith(text);
const isCount = (text: string) => /^\d+$/.test(text) && Number.isSafeInteger(Number(text));

function dayFault(text: string): boolean {
  try {
    return !isDay(text);
  } catch {
    return true;
  }
}

function valueOf(field: Field, text: string): Json | Fault["why"] | { value: Json } {
  const value = (json: Json) => ({ value: json });
  switch (field.kind) {
    case "date":
      return dayFault(text) ? "date" : value(text);
    case "number":
      return Number.isFinite(Number(text)) ? value(Number(text)) : "number";
    case "share":
      return Number(text) >= 0 && Number(text) <= 1 ? value(Number(text)) : "share";
    case "count":
      return isCount(text) ? value(Number(text)) : "count";
    case "entry":
      return isCount(text) ? value(Number(text)) : "entry";
    case "entries": {
      const numbers = text.split(/[\s,;]+/).filter((one) => one !== "");
      return numbers.every(isCount) ? value(numbers.map(Number)) : "entry";
    }
    case "texts":
      return value(lines(text));
    case "hash":
      return /^[0-9a-f]{64}$/.test(text) ? value(text) : "hash";
    case "flag":
      return text === "yes" || text === "no" ? value(text === "yes") : "choice";
    case "vote":
      return votes.includes(text) ? value(text) : "choice";
    case "result":
      return results.includes(text) ? value(text) : "choice";
    default:
      return value(text);
  }
}

/** The content as the ledger wants it, or every field that is not so. What is left empty is left out. */
export function contentOf(type: EventType, filled: Filled): { content: Record<string, Json>; faults: Fault[] } {
  const content: Record<string, Json> = {};
  const faults: Fault[] = [];
  for (const field of fieldsOf[type]) {
    const text = (filled[field.name] ?? "").trim();
    if (text === "") {
      if (field.required) faults.push({ field: field.name, why: "missing" });
      continue;
    }
    const found = valueOf(field, text);
    if (typeof found === "string") faults.push({ field: field.name, why: found as Fault["why"] });
    else content[field.name] = (found as { value: Json }).value;
  }
  if ("level" in content && !("commitment" in content)) faults.push({ field: "commitment", why: "level" });
  return { content, faults };
}

/** UTC, whole seconds. */
export const timeText = (now: Date): string => `${now.toISOString().slice(0, 19)}Z`;

/** The text that is signed, and nothing else is. */
export function textToSign(writing: Writing, role: Role, type: EventType, content: Record<string, Json>, now: Date): string {
  return canonical({
    accord: writing.accord,
    author: writing.author,
    content,
    format: "entente-event/1",
    key: writing.key,
    ledger: writing.ledger,
    number: writing.number,
    role,
    time: timeText(now),
    type,
  });
}

export const largestEvent = 65535;

/** The line that goes into the ledger. */
export async function signedLine(text: string, key: SecretKey): Promise<string> {
  const line = `{"event":${text},"signature":${JSON.stringify(toBase64(await sign(key, text)))}}`;
  if (new TextEncoder().encode(line).length > largestEvent) throw new Refused("more than 65,535 bytes");
  return line;
}
