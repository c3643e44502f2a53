// What the server answers: docs/json/review-*.schema.json, replay.schema.json and docs/server.md.

export const statuses = [
  "planned", "due", "overdue", "excused", "reported", "under verification", "fulfilled", "disputed", "in breach", "remedied", "suspended",
  "reversed", "lapsed",
] as const;
export type Status = (typeof statuses)[number];

export interface Name {
  commitment: string;
  level: string;
}

export interface Tally {
  name: string;
  owed: number;
  by_status: Record<Status, number>;
  scale: { complete: number; intermediate: number; minimum: number; not_initiated: number };
  score: number | null;
}

export interface Obligation extends Name {
  by: string;
  in_text: boolean;
  promised: boolean;
  owed_to: string[];
  status: Status;
  since: string | null;
  because: string | null;
  entries: number[];
  due: { first: string | null; promised: string | null; agreed: string | null; shifted: string | null; moved_by: Name[] };
  days_overdue: number;
  days_left: number | null;
  days_late: number;
  verified_share: number;
  scale: 0 | 1 | 2 | 3;
  waits_on: { text: string; on: Name[]; who: string | null; in_text: boolean; claimed: boolean; excuses: boolean; entry: number }[];
  chain: Name[];
  in_circle: boolean;
}

export interface Passage {
  stage: string;
  begins: string;
  clock_ends: string | null;
  ended: string | null;
  ended_by: string | null;
  decided: string | null;
  entries: number[];
}

export interface Matter {
  entry: number;
  opened: string;
  complainant: string;
  against: string;
  commitment: string | null;
  level: string | null;
  procedure: string | null;
  open: boolean;
  passages: Passage[];
  meanwhile: string | null;
  ending: string | null;
  if_nobody_acts: { passages: Passage[]; ending: string | null; ending_text: string | null; ends: string | null; nobody_can_say: string | null } | null;
}

export interface Contested {
  entry: number;
  author: string;
  what: string;
  commitment: string | null;
  level: string | null;
  in_force_for: string[];
  void_for: string[];
  accepted_by: { who: string; entry: number; text: string | null }[];
  rejected_by: { who: string; entry: number; text: string | null }[];
}

export interface Quantity extends Name {
  unit: string;
  every: string;
  instalments_due: number;
  due: number;
  reported: number;
  verified: number;
  arrears_reported: number;
  arrears_verified: number;
  whole: number | null;
  entries: number[];
  notes: string[];
}

export interface Organ {
  organ: string;
  meetings: number;
  without_quorum: number;
  last: string | null;
  days_since: number | null;
  quorum: boolean | null;
  present: string[];
  longest_gap: number;
  gap_from: string | null;
  mandate_until: string | null;
  mandate_over: boolean;
}

export interface Change {
  at: string;
  obligation: string;
  by: string;
  before: Status | null;
  after: Status;
  entries: string[];
}

export interface RecordEvent {
  entry: number;
  id: string | null;
  time: string;
  author: string;
  type: string;
  sources: string[];
  checked: "yes" | "month" | "no" | null;
}

export interface Standing {
  accord: string;
  on: string;
  at: string;
  /** The events that the rest names; all of them come from events(). */
  record: { from: string; signed: boolean; events: RecordEvent[] };
  counts: Tally;
  by_party: Tally[];
  by_commitment: Tally[];
  obligations: Obligation[];
  quantities: Quantity[];
  organs: Organ[];
  matters: Matter[];
  contested: Contested[];
  notes: string[];
  /** How many events the record has. */
  size?: number;
  /** Since the day that was asked for. */
  since?: string | null;
  changes?: Change[];
}

export interface Replay {
  first: string;
  last: string;
  months: { last_day: string; tally: Tally; open_complaints: number; changes: Change[] }[];
}

export interface Procedures {
  procedures: {
    name: string;
    title: string;
    stages: { name: string; silence: { stage: string | null; ending: string | null; text: string } | null }[];
  }[];
}

export interface Accord {
  name?: string;
  title: string;
  parties: string[];
  commitments: {
    name: string;
    title?: string | null;
    by: string;
    note?: string | null;
    sources?: string[];
    levels: { name: string; title?: string | null; note?: string | null; sources?: string[]; indicator?: string | null }[];
  }[];
}

export type Content = Record<string, unknown>;

export interface LedgerEvent {
  index: number;
  id: string | null;
  /** Empty, like author and type, where the text was taken away. */
  time: string;
  author: string;
  role: string;
  type: string;
  /** Null where the text was taken away. */
  content: Content | null;
  /** Only a part of the content is shown to this reader. */
  withheld?: boolean;
  sources?: string[];
  checked?: "yes" | "month" | "no" | null;
  /** In the answer for one event alone. */
  salt?: string | null;
  line?: string | null;
}

export interface CheckpointAnswer {
  note: string;
  origin: string;
  size: number;
  root: string;
  log: string;
  witnesses: { name: string; key: string; party: string | null }[];
  signatures: { name: string; party: string | null; known: boolean }[];
  missing: string[];
  quorum: boolean;
}

export interface ProofAnswer {
  index: number;
  size: number;
  leaf: string;
  path: string[];
}

export type RoleName = "public" | "party" | "inspector" | "panel" | "secretariat";

export interface Session {
  role: RoleName;
  name: string | null;
  party: string | null;
  /** Under which name the ledger knows the user. */
  member?: string | null;
  csrf: string | null;
  may: string[];
}
