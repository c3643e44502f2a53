// How it came to this: complete against asked for, month by month, and every event.
import { useMemo, useState } from "preact/hooks";
import { percent } from "../../numbers";
import { levelOf, textOf } from "../../record/standing";
import { keptDates, trajectory, undated } from "../../record/trajectory";
import { useWords } from "../../words";
import { useRecordWords } from "../../words/record";
import { Chart, Party, Section, Table } from "../shared";
import { eventsChart, trajectoryChart, type Moment } from "./charts";
import { Day, dayOf, Entries, typeInWords, useRecord } from "./shared";

const shownFirst = 12;

export function TrajectoryView() {
  const words = useRecordWords();
  const page = useWords();
  const { standing, replay } = useRecord();
  const [whole, setWhole] = useState(false);
  const points = useMemo(() => (replay === null ? [] : trajectory(replay, standing.obligations)), [replay, standing]);
  const past = points.filter((point) => point.complete !== null);
  const last = past[past.length - 1];
  if (last === undefined) return null;
  const kept = keptDates(standing.obligations, standing.on);
  const without = undated(standing.obligations);
  const titles = words.trajectory.columns;
  const newest = past.reverse();
  return (
    <Section id="trajectory" title={words.sections.trajectory}>
      <p>{words.trajectory.sentence(kept.asked, words.of(String(kept.complete), percent(kept.asked === 0 ? 0 : kept.complete / kept.asked)), last.owed, last.complete ?? 0)}</p>
      <Chart label={words.trajectory.chart} draw={(width) => trajectoryChart(width, points, words)} depends={[points, words]} />
      <p class="soft">{Object.values(words.trajectory.lines).join(" · ")}</p>
      <p class="soft">{words.trajectory.gap}</p>
      {without > 0 && <p class="soft">{words.trajectory.undated(without)}</p>}
      <h3>{words.trajectory.table}</h3>
      <Table
        wide
        caption={words.trajectory.table}
        columns={[
          { title: titles.day, name: titles.day },
          ...[titles.owed, titles.required, titles.complete, titles.begun].map((name) => ({ title: name, name, number: true })),
        ]}
        rows={(whole ? newest : newest.slice(0, shownFirst)).map((point) => ({
          key: point.day,
          cells: [point.day, String(point.owed), String(point.required), String(point.complete), String(point.begun)],
        }))}
      />
      {past.length > shownFirst && (
        <button type="button" class="button" onClick={() => setWhole(!whole)}>
          {whole ? page.showFewer : page.showAll(past.length)}
        </button>
      )}
    </Section>
  );
}

const kindOf: Record<string, Moment["kind"]> = {
  commitments: "claim", report: "claim", excuse: "claim", complaint: "claim", reply: "claim", finding: "seen", evidence: "seen", decision: "ruled", vote: "ruled",
  extension: "ruled", response: "ruled",
};

export function TimelineView() {
  const words = useRecordWords();
  const page = useWords();
  const { events } = useRecord();
  const [text, setText] = useState("");
  const [whole, setWhole] = useState(false);
  const moments = useMemo(
    () =>
      events.filter((event) => event.time !== "").map((event): Moment => ({
        day: dayOf(event.time), author: event.author, kind: kindOf[event.type] ?? "other", title: `${dayOf(event.time)} ${event.author}: ${typeInWords(words, event.type)}`,
      })),
    [events, words],
  );
  const wanted = text.trim().toLowerCase();
  const found = events.filter(
    (event) =>
      wanted === "" ||
      [event.author, typeInWords(words, event.type), event.type, levelOf(event) ?? "", textOf(event), event.time].some((one) => one.toLowerCase().includes(wanted)),
  );
  const newest = [...found].reverse();
  const titles = words.timeline.columns;
  const hidden = events.filter((event) => event.content === null || event.withheld === true).length;
  return (
    <Section id="timeline" title={words.sections.timeline}>
      {moments.length > 0 && <Chart label={words.timeline.chart} draw={(width) => eventsChart(width, moments, words)} depends={[moments, words]} />}
      <p class="soft">{words.timeline.legend}</p>
      <p class="choices">
        <label>
          {words.timeline.find}{" "}
          <input type="search" value={text} placeholder={words.timeline.hint} onInput={(event) => setText(event.currentTarget.value)} />
        </label>
      </p>
      <p role="status">
        {words.timeline.found(found.length, events.length)}
        {hidden > 0 && `. ${words.timeline.hidden(hidden)}`}
      </p>
      <Table
        caption={words.timeline.table}
        columns={[titles.entry, titles.day, titles.author, titles.type, titles.what, titles.text].map((name) => ({ title: name, name }))}
        rows={(whole ? newest : newest.slice(0, shownFirst)).map((event) => ({
          key: String(event.index),
          cells: [
            <Entries entries={[event.index]} />,
            <Day day={dayOf(event.time)} />,
            <Party name={event.author} />,
            typeInWords(words, event.type),
            levelOf(event) ?? "–",
            event.content === null ? words.withdrawn : event.withheld ? words.notPublic : textOf(event) || "–",
          ],
        }))}
      />
      {found.length > shownFirst && (
        <button type="button" class="button" onClick={() => setWhole(!whole)}>
          {whole ? page.showFewer : page.showAll(found.length)}
        </button>
      )}
    </Section>
  );
}
