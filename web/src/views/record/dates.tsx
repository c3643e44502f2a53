// What is late and what comes next, with what it waits on; and what has changed since the reader looked last.
import { useState } from "preact/hooks";
import type { Obligation } from "../../record/answers";
import { deadlines, dueDay } from "../../record/standing";
import { useWords } from "../../words";
import { useRecordWords, type RecordWords } from "../../words/record";
import { Party, Section, Table } from "../shared";
import { daysInWords } from "./commitments";
import { Day, dayOf, Entries, nameOf, Promised, StatusWord, useRecord } from "./shared";

function dependency(words: RecordWords, one: Obligation): string {
  if (one.in_circle) return words.deadlines.circle;
  const waits = one.waits_on.filter((wait) => !wait.claimed).map((wait) => wait.text);
  if (waits.length === 0) return words.deadlines.noDependency;
  const further = one.chain.slice(1).map(nameOf);
  return [waits.join(", "), ...(further.length > 0 ? [words.deadlines.chain(further.join(", "))] : [])].join("; ");
}

function excuse(words: RecordWords, one: Obligation): string {
  const claims = one.waits_on.filter((wait) => wait.claimed);
  if (claims.length === 0) return one.status === "excused" && one.because !== null ? (words.commitments.reasons[one.because] ?? one.because) : words.deadlines.noExcuse;
  return claims
    .map((wait) => (wait.excuses ? words.deadlines.accepted(wait.text) : words.deadlines.claims(wait.who ?? one.by, wait.text)))
    .join("; ");
}

function DueDate({ one }: { one: Obligation }) {
  const words = useRecordWords();
  const page = useWords();
  const day = dueDay(one) ?? words.commitments.noDate;
  const by = one.due.moved_by.map(nameOf);
  return (
    <>
      <Day day={day} />
      {one.due.first !== null && one.due.first !== day && ` (${by.length > 0 ? words.deadlines.moved(one.due.first, page.joined(by)) : words.deadlines.movedAgreed(one.due.first)})`}
    </>
  );
}

function Dates({ rows, caption }: { rows: Obligation[]; caption: string }) {
  const words = useRecordWords();
  const titles = words.deadlines.columns;
  return (
    <Table
      caption={caption}
      columns={[titles.what, titles.by, titles.date, titles.days, titles.waits, titles.excuse].map((name) => ({ title: name, name }))}
      rows={rows.map((one) => ({
        key: `${nameOf(one)}/${one.by}`,
        class: one.days_overdue > 0 ? "broken" : undefined,
        cells: [
          <Promised name={one} />,
          <Party name={one.by} />,
          <DueDate one={one} />,
          <>
            <StatusWord status={one.status} />; {daysInWords(words, one)}
          </>,
          dependency(words, one),
          excuse(words, one),
        ],
      }))}
    />
  );
}

const shownFirst = 10;

export function DeadlinesView() {
  const words = useRecordWords();
  const page = useWords();
  const { standing } = useRecord();
  const [whole, setWhole] = useState(false);
  const { overdue, next } = deadlines(standing);
  const shown = whole ? next : next.slice(0, shownFirst);
  return (
    <Section id="deadlines" title={words.sections.deadlines}>
      <h3>{words.deadlines.overdue}</h3>
      {overdue.length === 0 ? <p>{words.deadlines.nothingOverdue}</p> : <Dates rows={overdue} caption={words.deadlines.overdue} />}
      <h3>{words.deadlines.next}</h3>
      {next.length === 0 ? <p>{words.deadlines.nothingNext}</p> : <Dates rows={shown} caption={words.deadlines.next} />}
      {next.length > shownFirst && (
        <button type="button" class="button" onClick={() => setWhole(!whole)}>
          {whole ? page.showFewer : page.showAll(next.length)}
        </button>
      )}
    </Section>
  );
}

export function ChangesView({ since, lastVisit, onSince }: { since: string | null; lastVisit: string | null; onSince: (day: string) => void }) {
  const words = useRecordWords();
  const { standing } = useRecord();
  const titles = words.changes.columns;
  const changes = standing.changes ?? [];
  return (
    <Section id="changes" title={words.sections.changes}>
      <p class="choices">
        <label>
          {words.changes.since}{" "}
          <input type="date" value={since ?? ""} max={standing.on} onChange={(event) => event.currentTarget.value !== "" && onSince(event.currentTarget.value)} />
        </label>
        {lastVisit !== null && lastVisit !== since && (
          <button type="button" class="button" onClick={() => onSince(lastVisit)}>
            {words.changes.lastVisit(lastVisit)}
          </button>
        )}
      </p>
      {since === null ? (
        <p>{words.changes.firstVisit}</p>
      ) : changes.length === 0 ? (
        <p>{words.changes.none(since)}</p>
      ) : (
        <>
          <p role="status">{words.changes.table(changes.length, since)}</p>
          <Table
            caption={words.changes.table(changes.length, since)}
            columns={[titles.what, titles.at, titles.by, titles.before, titles.after, titles.entries].map((name) => ({ title: name, name }))}
            rows={[...changes].reverse().map((change, at) => ({
              key: String(at),
              cells: [
                change.obligation,
                <Day day={dayOf(change.at)} />,
                <Party name={change.by} />,
                change.before === null ? words.changes.promised : <StatusWord status={change.before} />,
                <StatusWord status={change.after} />,
                <Numbers entries={change.entries} />,
              ],
            }))}
          />
        </>
      )}
      <p class="soft">{words.changes.kept}</p>
    </Section>
  );
}

// A change names entries as "#7", or by the id of a row of the table.
function Numbers({ entries }: { entries: string[] }) {
  const numbers = entries.map((entry) => /^#(\d+)$/.exec(entry)?.[1]);
  if (entries.length === 0) return <>–</>;
  return numbers.every((one) => one !== undefined) ? <Entries entries={numbers.map(Number)} /> : <>{entries.join(", ")}</>;
}
