// What the views of the record share: the answers at hand, and entries and commitments that can be opened.
import { createContext } from "preact";
import { useContext } from "preact/hooks";
import { useRecordWords, type RecordWords } from "../../words/record";
import type { Accord, CheckpointAnswer, LedgerEvent, Name, Obligation, Procedures, Replay, Standing, Status } from "../../record/answers";
import { scaleKeys } from "../../record/standing";

export interface RecordData {
  accord: Accord;
  standing: Standing;
  replay: Replay | null;
  procedures: Procedures | null;
  events: LedgerEvent[];
  /** Null: a record that nobody signed, or a ledger without a checkpoint yet. */
  checkpoint: CheckpointAnswer | null;
}

export type OpenedRecord = { show: "entry"; index: number } | { show: "obligation"; obligation: Obligation };

export interface RecordShared extends RecordData {
  open: (opened: OpenedRecord) => void;
}

export const RecordContext = createContext<RecordShared | null>(null);

export function useRecord(): RecordShared {
  const shared = useContext(RecordContext);
  if (shared === null) throw new Error("a view stands outside the record");
  return shared;
}

/** A day, on one line. */
export const Day = ({ day }: { day: string }) => <time class="day">{day}</time>;

export const dayOf = (moment: string) => moment.slice(0, 10);
export const nameOf = (one: Name) => `${one.commitment} ${one.level}`;

// A shape beside each word, so that no status is told by its colour.
const signs: Record<Status, { sign: string; mood: "good" | "part" | "bad" | "" }> = {
  planned: { sign: "·", mood: "" },
  due: { sign: "◇", mood: "" },
  overdue: { sign: "✕", mood: "bad" },
  excused: { sign: "~", mood: "part" },
  reported: { sign: "▷", mood: "part" },
  "under verification": { sign: "▶", mood: "part" },
  fulfilled: { sign: "✓", mood: "good" },
  disputed: { sign: "!", mood: "part" },
  "in breach": { sign: "✕✕", mood: "bad" },
  remedied: { sign: "✓", mood: "good" },
  suspended: { sign: "‖", mood: "part" },
  reversed: { sign: "↩", mood: "bad" },
  lapsed: { sign: "∅", mood: "" },
};

export function StatusWord({ status }: { status: Status }) {
  const words = useRecordWords();
  const { sign, mood } = signs[status];
  return (
    <span class={`word ${mood}`}>
      <span aria-hidden="true">{sign}</span> {words.statuses[status]}
    </span>
  );
}

export function Scale({ scale }: { scale: number }) {
  const words = useRecordWords();
  const known = words.scale[scaleKeys[3 - scale]!];
  return (
    <span class="word">
      <span aria-hidden="true">{known.sign}</span> {known.name}
    </span>
  );
}

/** Entries of the record; each opens. */
export function Entries({ entries }: { entries: number[] }) {
  const words = useRecordWords();
  const { open } = useRecord();
  return (
    <>
      {entries.map((index, at) => (
        <>
          {at > 0 && ", "}
          <button type="button" class="num" aria-label={words.openEntry(index)} onClick={() => open({ show: "entry", index })}>
            {words.entry(index)}
          </button>
        </>
      ))}
    </>
  );
}

/** A level that was promised; opens its text and its evidence. */
export function Promised({ name }: { name: Name }) {
  const words = useRecordWords();
  const { standing, open } = useRecord();
  const obligation = standing.obligations.find((one) => one.commitment === name.commitment && one.level === name.level);
  if (obligation === undefined) return <>{nameOf(name)}</>;
  return (
    <button type="button" class="num" aria-label={words.commitments.open(nameOf(name))} onClick={() => open({ show: "obligation", obligation })}>
      {nameOf(name)}
    </button>
  );
}

export const typeInWords = (words: RecordWords, type: string) => words.types[type] ?? type;
