// All commitments: sieved, sorted, each with its text and what it rests on.
import { useMemo, useState } from "preact/hooks";
import { percent } from "../../numbers";
import { statuses, type LedgerEvent, type Obligation } from "../../record/answers";
import { dueDay, everything, ordered, restsOn, sieved, textOf, type Sieve, type SortColumn } from "../../record/standing";
import { useWords } from "../../words";
import { useRecordWords, type RecordWords } from "../../words/record";
import { Dialog, Party, Section, Table } from "../shared";
import { Day, dayOf, Entries, nameOf, Promised, Scale, StatusWord, typeInWords, useRecord } from "./shared";

type Direction = "ascending" | "descending";

export function daysInWords(words: RecordWords, one: Obligation): string {
  if (one.days_overdue > 0) return words.deadlines.over(one.days_overdue);
  if (one.days_left !== null) return words.deadlines.left(one.days_left);
  return "–";
}

function Choice({ label, value, options, named, onChange }: {
  label: string;
  value: string;
  options: string[];
  named?: (option: string) => string;
  onChange: (value: string) => void;
}) {
  const words = useRecordWords();
  return (
    <label>
      {label}{" "}
      <select value={value} onChange={(event) => onChange(event.currentTarget.value)}>
        <option value="">{words.commitments.any}</option>
        {options.map((option) => (
          <option value={option}>{named?.(option) ?? option}</option>
        ))}
      </select>
    </label>
  );
}

export function CommitmentsView() {
  const words = useRecordWords();
  const { standing, events } = useRecord();
  const [sieve, setSieve] = useState<Sieve>(everything);
  const [column, setColumn] = useState<SortColumn | null>(null);
  const [direction, setDirection] = useState<Direction>("ascending");
  const all = standing.obligations;
  const sources = useMemo(() => new Map(all.map((one) => [one, restsOn(events, one).seenBy.length])), [all, events]);
  const found = sieved(all, sieve);
  const rows = column === null ? found : ordered(found, column, direction);
  const change = (part: Partial<Sieve>) => setSieve({ ...sieve, ...part });
  const titles = words.commitments.columns;
  const sortable = (key: SortColumn, title: string) => ({
    name: title,
    sort: column === key ? direction : ("none" as const),
    title: (
      <button
        type="button"
        class="sort"
        onClick={() => {
          setDirection(column === key && direction === "ascending" ? "descending" : "ascending");
          setColumn(key);
        }}
      >
        {title} <span aria-hidden="true">{column === key ? (direction === "ascending" ? "▲" : "▼") : "↕"}</span>
      </button>
    ),
  });
  const inUse = (names: string[]) => [...new Set(names)];
  return (
    <Section id="commitments" title={words.sections.commitments}>
      <p class="choices">
        <label>
          {words.commitments.find}{" "}
          <input type="search" value={sieve.text} placeholder={words.commitments.hint} onInput={(event) => change({ text: event.currentTarget.value })} />
        </label>
        <Choice
          label={words.commitments.status}
          value={sieve.status}
          options={statuses.filter((status) => all.some((one) => one.status === status))}
          named={(option) => words.statuses[option as Obligation["status"]]}
          onChange={(status) => change({ status })}
        />
        <Choice label={words.commitments.party} value={sieve.party} options={inUse(all.map((one) => one.by))} onChange={(party) => change({ party })} />
        <Choice
          label={words.commitments.chapter}
          value={sieve.commitment}
          options={inUse(all.map((one) => one.commitment))}
          onChange={(commitment) => change({ commitment })}
        />
        {found.length < all.length && (
          <button type="button" class="button" onClick={() => setSieve(everything)}>
            {words.commitments.clear}
          </button>
        )}
      </p>
      <p role="status">{words.commitments.found(found.length, all.length)}</p>
      <Table
        caption={words.sections.commitments}
        bodyClass="sortable"
        columns={[
          sortable("commitment", titles.what),
          sortable("by", titles.by),
          sortable("status", titles.status),
          sortable("scale", titles.scale),
          sortable("due", titles.due),
          sortable("days", titles.days),
          { title: titles.sources, name: titles.sources, number: true },
        ]}
        rows={rows.map((one) => ({
          key: `${nameOf(one)}/${one.by}`,
          cells: [
            <>
              <Promised name={one} />
              {!one.in_text && <span class="soft"> ({words.commitments.outside})</span>}
            </>,
            <Party name={one.by} />,
            <StatusWord status={one.status} />,
            <Scale scale={one.scale} />,
            <Day day={dueDay(one) ?? words.commitments.noDate} />,
            daysInWords(words, one),
            String(sources.get(one)),
          ],
        }))}
      />
      <p class="soft">{words.commitments.legend}</p>
    </Section>
  );
}

export function EventRows({ events, caption }: { events: LedgerEvent[]; caption: string }) {
  const words = useRecordWords();
  const titles = words.commitments.columnsOfEvents;
  return (
    <Table
      caption={caption}
      columns={[titles.entry, titles.day, titles.author, titles.type, titles.text, titles.sources].map((name) => ({ title: name, name }))}
      rows={events.map((event) => ({
        key: String(event.index),
        cells: [
          <Entries entries={[event.index]} />,
          <Day day={dayOf(event.time)} />,
          <Party name={event.author} />,
          [typeInWords(words, event.type), words.submit.results[String(event.content?.result)]].filter(Boolean).join(": "),
          event.content === null ? words.withdrawn : event.withheld ? words.notPublic : textOf(event) || "–",
          [...(event.sources ?? []), ...(event.checked ? [words.commitments.checked[event.checked]] : [])].join(", ") || "–",
        ],
      }))}
    />
  );
}

export function ObligationDialog({ obligation: one, onClose }: { obligation: Obligation; onClose: () => void }) {
  const words = useRecordWords();
  const page = useWords();
  const { accord, events } = useRecord();
  const rest = restsOn(events, one);
  const commitment = accord.commitments.find((known) => known.name === one.commitment);
  const level = commitment?.levels.find((known) => known.name === one.level);
  const said = [commitment?.title, commitment?.note, level?.title, level?.note, level?.indicator].filter((text): text is string => Boolean(text));
  const { due } = one;
  const dates = (
    [
      [words.commitments.first, due.first],
      [words.commitments.promised, due.promised],
      [words.commitments.agreed, due.agreed],
      [words.commitments.shifted, due.shifted],
    ] as const
  ).filter(([, day]) => day !== null);
  return (
    <Dialog title={nameOf(one)} onClose={onClose}>
      <p>
        <StatusWord status={one.status} /> {one.since !== null && words.commitments.since(dayOf(one.since))}; <Scale scale={one.scale} />. {daysInWords(words, one) !== "–" && `${daysInWords(words, one)}.`}
      </p>
      <p>
        <Party name={one.by} />. {words.commitments.owedTo(page.joined(one.owed_to))} {one.because !== null && words.commitments.because(words.commitments.reasons[one.because] ?? one.because)}{" "}
        {words.commitments.verified(percent(one.verified_share))}
      </p>
      <h3>{words.commitments.text}</h3>
      {!one.in_text && <p>{words.commitments.outsideText}</p>}
      {said.map((text) => (
        <p>{text}</p>
      ))}
      {one.in_text && said.length === 0 && <p>{words.commitments.noText}</p>}
      {(level?.sources ?? commitment?.sources ?? []).length > 0 && <p class="soft">{words.commitments.sourcesOfText((level?.sources ?? commitment?.sources ?? []).join(", "))}</p>}
      {dates.length > 0 && (
        <>
          <h3>{words.commitments.dates}</h3>
          <dl class="figures">
            {dates.map(([name, day]) => (
              <div class="figure">
                <dt>{name}</dt>
                <dd>{day}</dd>
              </div>
            ))}
          </dl>
        </>
      )}
      <h3>{words.commitments.evidence}</h3>
      <p>{rest.seenBy.length === 0 ? words.commitments.unseen : words.commitments.seenBy(rest.seenBy.length, page.joined(rest.seenBy))}</p>
      {rest.cited.length > 0 && <p class="soft">{words.commitments.cited(rest.cited.join(", "))}</p>}
      {rest.events.length === 0 ? <p>{words.commitments.none}</p> : <EventRows events={rest.events} caption={words.commitments.evidence} />}
    </Dialog>
  );
}
