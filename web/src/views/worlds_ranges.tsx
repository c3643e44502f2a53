// Every number that is a range, as it was drawn.
import { useState } from "preact/hooks";
import { useWords } from "../words";
import { useWorldsWords } from "../words/worlds";
import { Section, Table } from "./shared";
import { exactValue, numberName, useWorlds } from "./worlds_shared";

const firstRows = 15;

export function WorldsRangesView() {
  const words = useWords();
  const own = useWorldsWords();
  const { stress } = useWorlds();
  const [all, setAll] = useState(false);
  const columns = own.rangesTable.columns;
  const ranges = [...stress.ranges].sort((a, b) => Number(b.matters) - Number(a.matters));
  return (
    <Section id="ranges" title={own.sections.ranges}>
      <p>{own.rangesTable.intro}</p>
      <Table
        wide
        caption={own.rangesTable.caption}
        columns={[
          { title: columns.number, name: columns.number },
          { title: columns.low, name: columns.low, number: true },
          { title: columns.best, name: columns.best, number: true },
          { title: columns.high, name: columns.high, number: true },
          { title: columns.unit, name: columns.unit },
          { title: columns.drawn, name: columns.drawn },
          { title: columns.matters, name: columns.matters },
        ]}
        rows={(all ? ranges : ranges.slice(0, firstRows)).map((range) => ({
          key: range.id,
          cells: [
            numberName(own, range.id),
            ...[range.low, range.best, range.high].map((value) => exactValue(own, value, range.unit)),
            own.units[range.unit] ?? range.unit,
            own.rangesTable.drawn[range.drawn],
            range.matters ? own.rangesTable.yes : own.rangesTable.no,
          ],
        }))}
      />
      {ranges.length > firstRows && (
        <button type="button" class="button" aria-expanded={all} onClick={() => setAll(!all)}>
          {all ? words.showFewer : words.showAll(ranges.length)}
        </button>
      )}
    </Section>
  );
}
