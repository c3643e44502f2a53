// What an author may write in the browser: the types and fields of docs/ledger-format.md, less those that are made from files
// (charter, commitments, amendment, key), for which there is the command line.

export type FieldKind =
  | "text" | "texts" | "date" | "number" | "share" | "count" | "entry" | "entries" | "hash" | "flag" | "vote" | "result" | "commitment" | "level";

export interface Field {
  name: string;
  kind: FieldKind;
  required: boolean;
}

export type EventType =
  | "report" | "finding" | "complaint" | "reply" | "excuse" | "extension" | "vote" | "decision" | "response" | "evidence" | "meeting" | "withdrawal";

export type Role = "party" | "verifier" | "organ" | "host";

const needs = (name: string, kind: FieldKind): Field => ({ name, kind, required: true });
const may = (name: string, kind: FieldKind): Field => ({ name, kind, required: false });

const amounts = [may("share", "share"), may("amount", "number"), may("unit", "text"), may("text", "text"), may("evidence", "entries")];
const about = [may("commitment", "commitment"), may("level", "level")];

export const fieldsOf: Record<EventType, Field[]> = {
  report: [needs("commitment", "commitment"), needs("level", "level"), needs("on", "date"), ...amounts],
  finding: [
    needs("commitment", "commitment"), needs("level", "level"), needs("on", "date"), needs("result", "result"), may("report", "entry"), ...amounts,
  ],
  complaint: [needs("against", "text"), needs("text", "text"), ...about, may("procedure", "text"), may("evidence", "entries")],
  reply: [needs("to", "entry"), needs("text", "text"), may("accepts", "flag"), may("evidence", "entries")],
  excuse: [
    needs("commitment", "commitment"), needs("level", "level"), needs("because", "text"), may("waits_on", "texts"), may("evidence", "entries"),
  ],
  extension: [may("until", "date"), ...about, may("matter", "entry"), may("agreed_by", "texts"), may("text", "text")],
  vote: [needs("matter", "entry"), needs("choice", "vote"), may("text", "text")],
  decision: [
    needs("decided", "text"), needs("from", "date"), may("matter", "entry"), ...about, may("votes", "entries"), may("in_force_for", "texts"),
    may("void_for", "texts"), may("text", "text"),
  ],
  response: [needs("measure", "text"), needs("against", "text"), needs("from", "date"), may("matter", "entry"), ...about, may("text", "text")],
  evidence: [needs("sha256", "hash"), may("name", "text"), may("bytes", "count"), may("about", "entries"), may("text", "text")],
  meeting: [
    needs("organ", "text"), needs("on", "date"), needs("present", "texts"), needs("quorum", "flag"), may("mandate_until", "date"), may("text", "text"),
  ],
  withdrawal: [needs("entry", "entry"), needs("author", "text"), needs("number", "count"), needs("reason", "text")],
};

export const eventTypes = Object.keys(fieldsOf) as EventType[];

/** Who has a say in what. */
export const mayWrite: Record<EventType, Role[]> = {
  report: ["party"],
  finding: ["verifier", "organ"],
  complaint: ["party", "organ"],
  reply: ["party", "verifier", "organ", "host"],
  excuse: ["party"],
  extension: ["party", "organ"],
  vote: ["party", "organ"],
  decision: ["organ"],
  response: ["party"],
  evidence: ["party", "verifier", "organ", "host"],
  meeting: ["organ", "host"],
  withdrawal: ["party", "verifier", "organ", "host"],
};

export const results = ["fulfilled", "partly fulfilled", "not fulfilled", "unclear"];
export const votes = ["yes", "no", "abstain"];
