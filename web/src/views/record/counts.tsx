// First screen of a monitor: what stands where, in counts, with shares beside them and never alone.
import { percent } from "../../numbers";
import { deadlines, scaleKeys, shareOf, type ScaleKey } from "../../record/standing";
import { statuses, type Tally } from "../../record/answers";
import { useWords } from "../../words";
import { useRecordWords, type RecordWords } from "../../words/record";
import { Chart, Party, Section, Table } from "../shared";
import { scaleChart } from "./charts";
import { StatusWord, useRecord } from "./shared";

export function countInWords(words: RecordWords, tally: Tally, key: ScaleKey): string {
  const share = shareOf(tally, key);
  return share === null ? String(tally.scale[key]) : words.of(String(tally.scale[key]), percent(share));
}

function Tallies({ caption, first, tallies, isParty }: { caption: string; first: string; tallies: Tally[]; isParty?: boolean }) {
  const words = useRecordWords();
  const page = useWords();
  const columns = [
    { title: first, name: first },
    { title: words.counts.owed, name: words.counts.owed, number: true },
    ...scaleKeys.map((key) => ({ title: `${words.scale[key].sign} ${words.scale[key].name}`, name: words.scale[key].name, number: true })),
    { title: words.counts.score, name: words.counts.score, number: true },
  ];
  return (
    <>
      <h3>{caption}</h3>
      <Table
        wide
        caption={caption}
        columns={columns}
        rows={tallies.map((tally) => ({
          key: tally.name,
          cells: [
            isParty ? <Party name={tally.name} /> : tally.name,
            String(tally.owed),
            ...scaleKeys.map((key) => countInWords(words, tally, key)),
            tally.score === null || tally.owed === 0 ? page.none : String(Number(tally.score.toPrecision(3))),
          ],
        }))}
      />
    </>
  );
}

export function CountsView() {
  const words = useRecordWords();
  const { standing, events } = useRecord();
  const { counts, by_party: byParty, by_commitment: byCommitment } = standing;
  const late = deadlines(standing).overdue.length;
  const open = standing.matters.filter((matter) => matter.open).length;
  const arrears = standing.quantities.filter((one) => one.arrears_reported > 0 || one.arrears_verified > 0).length;
  const mood = counts.owed > 0 && counts.scale.complete === counts.owed ? "good" : late > 0 ? "bad" : "part";
  const all = { ...counts, name: words.counts.all };
  return (
    <Section id="standing" title={words.sections.standing}>
      <div class={`verdict ${mood}`}>
        <span class="mark" aria-hidden="true">
          {mood === "good" ? "✓" : mood === "bad" ? "✕" : "◔"}
        </span>
        <div>
          <p class="sentence" id="standing-sentence">
            {words.sentence(countInWords(words, counts, "complete"), counts.owed, late)}
          </p>
          <p>{words.also(open, standing.contested.length, arrears)}</p>
          <p class="soft">{words.served(standing.record.from, standing.size ?? events.length, standing.on)}</p>
        </div>
      </div>
      <p class="exports" role="group" aria-label={words.exports.label}>
        <a href="api/v1/export/standing.csv" download>
          {words.exports.csv}
        </a>{" "}
        <a href="api/v1/export/standing.odt" download>
          {words.exports.odt}
        </a>{" "}
        <a href="api/v1/export/commitments.csv" download>
          {words.exports.list}
        </a>
      </p>
      {counts.owed > 0 && (
        <>
          <Chart
            label={words.counts.chart}
            draw={(width) => scaleChart(width, [all, ...byParty], words)}
            depends={[standing, words]}
          />
          <Tallies caption={words.counts.byParty} first={words.counts.party} tallies={[...byParty, all]} isParty />
          <Tallies caption={words.counts.byChapter} first={words.counts.chapter} tallies={[...byCommitment, all]} />
          <h3>{words.counts.byStatus}</h3>
          <ul class="levels">
            {statuses
              .filter((status) => counts.by_status[status] > 0)
              .map((status) => (
                <li>
                  <StatusWord status={status} /> {words.of(String(counts.by_status[status]), percent(counts.by_status[status] / counts.owed))}
                </li>
              ))}
          </ul>
          <p class="soft">{words.scaleLegend}</p>
        </>
      )}
      {standing.notes.length > 0 && (
        <ul class="soft" lang="en">
          {standing.notes.map((note) => (
            <li>{note}</li>
          ))}
        </ul>
      )}
    </Section>
  );
}
