// Complaints that are open, with their clocks, and entries that the parties read differently.
import type { Contested, Matter } from "../../record/answers";
import { clockBetween } from "../../record/standing";
import { useWords } from "../../words";
import { useRecordWords, type RecordWords } from "../../words/record";
import { Party, Section, Table } from "../shared";
import { Day, dayOf, Entries, Promised, useRecord } from "./shared";

const openPassage = (matter: Matter) => matter.passages.filter((passage) => passage.ended === null).pop();

function clockInWords(words: RecordWords, matter: Matter, at: string): string {
  if (matter.procedure === null) return "–";
  const end = openPassage(matter)?.clock_ends;
  if (end === null || end === undefined) return words.procedures.noClock;
  const clock = clockBetween(at, end);
  return clock.over ? words.procedures.over : `${words.procedures.days(clock.days, clock.hours)} (${dayOf(end)})`;
}

/** Why silence has no end, in the reader's language where the server's sentence is one that the page knows. */
function endlessInWords(words: RecordWords, why: string): string {
  for (const [sentence, told] of Object.entries(words.procedures.endless)) {
    const stage = why.startsWith("stage ") && why.endsWith(` ${sentence}`) ? why.slice("stage ".length, -sentence.length - 1) : null;
    if (stage !== null) return words.procedures.cannotSay(told(stage));
  }
  return words.procedures.cannotSay(why);
}

/** The ending that silence leads to, and where the stage goes next on the way there. */
function silenceInWords(words: RecordWords, matter: Matter): string {
  const silence = matter.if_nobody_acts;
  if (silence === null || matter.procedure === null) return "–";
  if (silence.nobody_can_say !== null) return endlessInWords(words, silence.nobody_can_say);
  const further = silence.passages.slice(matter.passages.length).map((passage) => words.procedures.goesOn(passage.stage));
  const ending = [silence.ending, silence.ending_text].filter(Boolean).join(": ");
  const end = ending === "" ? [] : [silence.ends === null ? ending : words.procedures.becomes(ending, dayOf(silence.ends))];
  return [...further, ...end].join("; ") || "–";
}

function Positions({ sides }: { sides: Contested["accepted_by"] }) {
  const words = useRecordWords();
  if (sides.length === 0) return <>{words.procedures.nobody}</>;
  return (
    <ul class="plain">
      {sides.map((side) => (
        <li>
          <Party name={side.who} /> (<Entries entries={[side.entry]} />){side.text !== null && `: ${side.text}`}
        </li>
      ))}
    </ul>
  );
}

export function ProceduresView() {
  const words = useRecordWords();
  const page = useWords();
  const { standing } = useRecord();
  const titles = words.procedures.columns;
  const open = standing.matters.filter((matter) => matter.open);
  const closed = standing.matters.length - open.length;
  const contested = words.procedures.columnsOfContested;
  return (
    <Section id="procedures" title={words.sections.procedures}>
      {open.length === 0 ? (
        <p>{words.procedures.none}</p>
      ) : (
        <Table
          caption={words.procedures.table}
          columns={[titles.entry, titles.parties, titles.about, titles.stage, titles.clock, titles.silence].map((name) => ({ title: name, name }))}
          rows={open.map((matter) => ({
            key: String(matter.entry),
            cells: [
              <>
                <Entries entries={[matter.entry]} /> <Day day={dayOf(matter.opened)} />
              </>,
              <>
                <Party name={matter.complainant} /> → <Party name={matter.against} />
              </>,
              matter.commitment === null ? (
                words.procedures.whole
              ) : matter.level === null ? (
                matter.commitment
              ) : (
                <Promised name={{ commitment: matter.commitment, level: matter.level }} />
              ),
              matter.procedure === null ? words.procedures.noProcedure : `${matter.procedure}: ${openPassage(matter)?.stage ?? "–"}`,
              clockInWords(words, matter, standing.at),
              silenceInWords(words, matter),
            ],
          }))}
        />
      )}
      {closed > 0 && <p class="soft">{words.procedures.closed(closed)}</p>}
      <h3>{words.procedures.contested}</h3>
      {standing.contested.length === 0 ? (
        <p>{words.procedures.noneContested}</p>
      ) : (
        <Table
          caption={words.procedures.contested}
          columns={[contested.entry, contested.what, contested.holds, contested.rejects].map((name) => ({ title: name, name }))}
          rows={standing.contested.map((one) => ({
            key: String(one.entry),
            cells: [
              <Entries entries={[one.entry]} />,
              <>
                <Party name={one.author} />: {one.what}{" "}
                {one.commitment !== null && one.level !== null && <Promised name={{ commitment: one.commitment, level: one.level }} />}
              </>,
              <>
                <Positions sides={one.accepted_by} />
                {one.in_force_for.length > 0 && <p>{words.procedures.inForceFor(page.joined(one.in_force_for))}</p>}
              </>,
              <>
                <Positions sides={one.rejected_by} />
                {one.void_for.length > 0 && <p>{words.procedures.voidFor(page.joined(one.void_for))}</p>}
              </>,
            ],
          }))}
        />
      )}
    </Section>
  );
}
