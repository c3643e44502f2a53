// What the aim lacks, and what would mend it: a list to sort by party, by knob or by any other column.
import { useState } from "preact/hooks";
import { percent } from "../numbers";
import { mendRows, sorted, type Direction, type MendColumn } from "../mends";
import { mendNumber, ownerOf, stakeInWords } from "../wording";
import { useWords } from "../words";
import { Level, Num, Party, Section, State, Table, useShared, type Column } from "./shared";

function Mends() {
  const words = useWords();
  const { report, commitments, open } = useShared();
  const lacks = report.plan.aim?.lacks ?? [];
  const [column, setColumn] = useState<MendColumn>("lack");
  const [direction, setDirection] = useState<Direction>("ascending");
  const [party, setParty] = useState("");
  const [knob, setKnob] = useState("");
  const every = mendRows(lacks);
  if (every.length === 0) return null;
  const rows = sorted(every, column, direction).filter((row) => (party === "" || row.party === party) && (knob === "" || row.mend.knob === knob));
  const columns = words.aim.columns;
  const sortable = (name: MendColumn): Column => {
    const on = column === name;
    return {
      name: columns[name],
      sort: on ? direction : "none",
      number: name === "change",
      title: (
        <button
          type="button"
          class="sort"
          onClick={() => {
            setDirection(on && direction === "ascending" ? "descending" : "ascending");
            setColumn(name);
          }}
        >
          {columns[name]} <span aria-hidden="true">{on ? (direction === "ascending" ? "▲" : "▼") : "↕"}</span>
        </button>
      ),
    };
  };
  const select = (label: string, value: string, set: (value: string) => void, values: string[], name: (value: string) => string) => (
    <label>
      {label}{" "}
      <select value={value} onChange={(event) => set(event.currentTarget.value)}>
        <option value="">{words.all}</option>
        {[...new Set(values)].sort().map((one) => (
          <option value={one}>{name(one)}</option>
        ))}
      </select>
    </label>
  );
  const number = (row: (typeof rows)[number], value: number | null) => mendNumber(words, row.mend, value, report.plan.period_years);
  return (
    <>
      <h3>{words.aim.mendsHeading}</h3>
      <p>{words.aim.mendsIntro(every.length, every.filter((row) => row.mend.whole_plan).length)}</p>
      <p class="choices">
        {select(words.aim.filterParty, party, setParty, every.map((row) => row.party), (one) => one)}{" "}
        {select(words.aim.filterKnob, knob, setKnob, every.map((row) => row.mend.knob), (one) => words.aim.knobs[one] ?? one)}
      </p>
      <Table
        caption={words.aim.mendsHeading}
        bodyClass="mends"
        columns={[
          sortable("knob"),
          sortable("party"),
          sortable("of"),
          { title: columns.from, name: columns.from, number: true },
          { title: columns.to, name: columns.to, number: true },
          sortable("lack"),
          sortable("whole"),
        ]}
        rows={rows.map((row, at) => ({
          key: String(at),
          cells: [
            words.aim.knobs[row.mend.knob] ?? row.mend.knob,
            <Party name={row.party} />,
            ownerOf(row.mend.of, commitments) === null ? (
              row.mend.of === "review" ? words.aim.review : row.mend.of
            ) : (
              <button type="button" class="num" onClick={() => open({ show: "level", level: row.mend.of })}>
                {row.mend.of.replace(".", " ")}
              </button>
            ),
            number(row, row.mend.from),
            <Num kind="mend" party={row.mend.party} levels={ownerOf(row.mend.of, commitments) === null ? [] : [row.mend.of]} value={row.mend.to}>
              {number(row, row.mend.to)}
            </Num>,
            String(row.lackNumber),
            row.mend.whole_plan ? words.aim.yes : words.aim.no,
          ],
        }))}
      />
    </>
  );
}

export function AimView() {
  const words = useWords();
  const { report, commitments } = useShared();
  const { aim, period_years: period, package: packages } = report.plan;
  if (aim === null) {
    return (
      <Section id="aim" title={words.sections.aim}>
        <p>{words.aim.none}</p>
      </Section>
    );
  }
  return (
    <Section id="aim" title={words.sections.aim}>
      <div class="line">
        {words.aim.is} <State state={aim.levels} />
      </div>
      {aim.reached && <p>{words.aim.reached}</p>}
      {!aim.reached && aim.held !== null && (
        <p>
          {aim.held ? words.verdict.notReachedAsFound : words.verdict.notHeld}{" "}
          {aim.violation !== null && words.aim.violation(percent(aim.violation))}
        </p>
      )}
      {aim.lacks.length > 0 && (
        <>
          <h3>{words.aim.lacksHeading}</h3>
          <ol>
            {aim.lacks.map((lack) => (
              <li>
                {lack.step === null ? words.aim.onceItStands : words.aim.atStep(lack.step)} (<code>{lack.condition}</code>): <Party name={lack.party} />{" "}
                <Num kind="slack" party={lack.party} levels={lack.levels} value={lack.slack}>
                  {stakeInWords(words, lack, commitments, period, { gain: packages.best_gain[lack.party], of: "packages" })}
                </Num>{" "}
                {lack.mends.length === 0 && `– ${words.aim.noMends}`}
                <details>
                  <summary>{words.aim.paths}</summary>
                  <ul class="plain">
                    {Object.entries(lack.state).filter(([, level]) => level !== "today").map(([name, level]) => (
                      <li><Level commitment={name} level={level} /></li>
                    ))}
                    {Object.values(lack.state).every((level) => level === "today") && <li>{words.todaysState}</li>}
                  </ul>
                </details>
              </li>
            ))}
          </ol>
          <Mends />
        </>
      )}
    </Section>
  );
}
