// Everything the figures rest on, in one place: what the model assumes, and every number of the file with its source.
import { useMemo, useState } from "preact/hooks";
import { percent } from "../numbers";
import { basis, isRange, matching, sourceRows, type Basis } from "../sources";
import { useWords } from "../words";
import { Rows } from "./origins";
import { Section, Text, useShared } from "./shared";

const shownFirst = 24;

export function AssumptionsView() {
  const words = useWords();
  const { report } = useShared();
  const [text, setText] = useState("");
  const [ranges, setRanges] = useState(false);
  const [whole, setWhole] = useState(false);
  const all = useMemo(() => sourceRows(report.source), [report]);
  const rows = matching(all, text, ranges);
  const shown = whole ? rows : rows.slice(0, shownFirst);
  const of = (kind: Basis) => {
    const number = all.filter((row) => basis(row) === kind).length;
    return words.sources.ofAll(number, percent(number / all.length));
  };
  const ranged = all.filter(isRange).length;
  const notes = [...report.plan.notes, ...(report.people?.notes ?? [])];
  return (
    <Section id="assumptions" title={words.sections.assumptions}>
      <h3>{words.sources.model}</h3>
      <ul>
        {words.sources.modelList.map((one) => (
          <li>
            <Text text={one} />
          </li>
        ))}
      </ul>
      {notes.length > 0 && (
        <>
          <h3>{words.sources.notes}</h3>
          <ul lang="en">
            {notes.map((one) => (
              <li>{one}</li>
            ))}
          </ul>
        </>
      )}
      {report.source.notices.length > 0 && (
        <>
          <h3>{words.sources.notices}</h3>
          <ul lang="en">
            {report.source.notices.map((one) => (
              <li>
                {words.sources.line(report.file, one.line)}: {one.message}
              </li>
            ))}
          </ul>
        </>
      )}
      <h3>{words.sources.columns.from}</h3>
      <p>{words.sources.intro}</p>
      {report.source.note !== null && <p>{report.source.note}</p>}
      <p>
        {words.sources.coverage(all.length, of("sourced"), of("judged"), of("silent"), of("default"))} {words.sources.ranged(ranged, all.length, percent(ranged / all.length))}
      </p>
      <p class="choices">
        <label>
          {words.sources.filter}{" "}
          <input type="search" value={text} placeholder={words.sources.filterHint} onInput={(event) => setText(event.currentTarget.value)} />
        </label>{" "}
        <label>
          <input type="checkbox" checked={ranges} onChange={(event) => setRanges(event.currentTarget.checked)} /> {words.sources.onlyRanges}
        </label>
      </p>
      <p role="status">{words.sources.found(all.length, rows.length, shown.length)}</p>
      <Rows rows={shown} caption={words.sections.assumptions} />
      {rows.length > shownFirst && (
        <button type="button" class="button" onClick={() => setWhole(!whole)}>
          {whole ? words.showFewer : words.showAll(rows.length)}
        </button>
      )}
    </Section>
  );
}
