// Where a number comes from: what it is, how it is computed, and the numbers of the file that go into it, with their sources.
import { points } from "../numbers";
import type { BibliographyEntry } from "../report";
import { basis, sourceRows, type SourceRow } from "../sources";
import { levelInWords } from "../wording";
import { useWords, type Words } from "../words";
import { Dialog, Party, Table, Text, useShared, type OriginRequest } from "./shared";
import { percent, time } from "../numbers";

export function quantityInWords(words: Words, row: SourceRow): string {
  const known = words.sources.quantities[row.quantity];
  return typeof known === "string" ? known : known(row.party ?? "", row.countedIn ?? "");
}

function one(words: Words, row: SourceRow, number: number): string {
  if (row.unit === "share") return percent(number);
  if (row.unit === "years") return words.time(time(number));
  return points(number);
}

export function bestInWords(words: Words, row: SourceRow): string {
  if (row.number === "never") return words.sources.never;
  return one(words, row, Array.isArray(row.number) ? row.number[1] : row.number);
}

export function rangeInWords(words: Words, row: SourceRow): string {
  if (!Array.isArray(row.number)) return "–";
  return words.verdict.between(one(words, row, row.number[0]), one(words, row, row.number[2]));
}

export function subjectInWords(words: Words, row: SourceRow, commitments: string[]): string {
  if (row.of.kind === "review") return words.sources.review;
  if (row.of.kind === "pace") return words.sources.pace;
  if (row.of.kind === "level") return levelInWords(row.of.name, commitments);
  if (row.of.kind === "means") return row.level === undefined ? row.of.name : words.sources.sees(row.of.name, levelInWords(row.level, commitments));
  if (row.of.kind === "cause") return words.sources.together(row.of.name);
  return row.of.kind === "fund" ? words.sources.fund(row.of.name) : row.of.name;
}

export function Keys({ keys }: { keys: string[] }) {
  const words = useWords();
  const { open } = useShared();
  return (
    <>
      {keys.map((key, at) => (
        <>
          {at > 0 && ", "}
          <button type="button" class="num" aria-label={words.sources.open(key)} onClick={() => open({ show: "source", key })}>
            {key}
          </button>
        </>
      ))}
    </>
  );
}

/** Numbers of the file, each with where it comes from. */
export function Rows({ rows, caption }: { rows: SourceRow[]; caption: string }) {
  const words = useWords();
  const { report, commitments } = useShared();
  const columns = words.sources.columns;
  return (
    <Table
      caption={caption}
      columns={[
        { title: columns.of, name: columns.of },
        { title: columns.quantity, name: columns.quantity },
        { title: columns.best, name: columns.best, number: true },
        { title: columns.range, name: columns.range, number: true },
        { title: columns.from, name: columns.from },
        { title: columns.note, name: columns.note },
        { title: columns.line, name: columns.line },
      ]}
      rows={rows.map((row, at) => ({
        key: String(at),
        cells: [
          row.of.kind === "party" ? <Party name={row.of.name} /> : subjectInWords(words, row, commitments),
          quantityInWords(words, row),
          bestInWords(words, row),
          rangeInWords(words, row),
          basis(row) === "default" ? (
            words.sources.usual
          ) : row.origin.sources.length > 0 ? (
            <Keys keys={row.origin.sources} />
          ) : (
            words.sources.judgement
          ),
          row.origin.note ?? "–",
          row.line === null ? "–" : words.sources.line(report.file, row.line),
        ],
      }))}
    />
  );
}

/** The numbers of the file that a figure rests on most directly: the party's own, and those of the levels in question. */
export function inputs(rows: SourceRow[], request: OriginRequest): SourceRow[] {
  const levels = new Set(request.levels ?? []);
  return rows.filter((row) => {
    if (row.of.kind === "party") return row.of.name === request.party;
    if (row.of.kind === "level") return levels.has(row.of.name) && (row.party === null || !request.party || row.party === request.party);
    if (row.level !== undefined) return levels.has(row.level);
    if (row.of.kind === "review") return levels.size > 0 && (row.party === null || row.party === request.party);
    return false;
  });
}

export function OriginDialog({ request, onClose }: { request: OriginRequest; onClose: () => void }) {
  const words = useWords();
  const { report } = useShared();
  const kind = words.origin.kinds[request.kind];
  const rows = inputs(sourceRows(report.source), request);
  return (
    <Dialog title={words.origin.button} onClose={onClose}>
      {request.party && (
        <p>
          <Party name={request.party} />
        </p>
      )}
      <h3>{words.origin.what}</h3>
      <p>{kind.what}</p>
      <h3>{words.origin.how}</h3>
      <p>
        <Text text={kind.how} /> ({words.origin.model(kind.section)})
      </p>
      {request.value !== null && request.value !== undefined && (
        <>
          <h3>{words.origin.value}</h3>
          <p>
            <code>{String(request.value)}</code>
          </p>
        </>
      )}
      {rows.length > 0 && (
        <>
          <h3>{words.origin.inputs}</h3>
          <Rows rows={rows} caption={words.origin.inputs} />
        </>
      )}
      <p>
        <a href="#assumptions" onClick={onClose}>
          {words.sections.assumptions}
        </a>
      </p>
    </Dialog>
  );
}

export function LevelDialog({ level, onClose }: { level: string; onClose: () => void }) {
  const words = useWords();
  const { report, commitments } = useShared();
  const rows = sourceRows(report.source).filter((row) => row.level === level || (row.of.kind === "level" && row.of.name === level));
  const title = levelInWords(level, commitments);
  const commitment = report.source.commitments.find((known) => level.startsWith(`${known.name}.`));
  return (
    <Dialog title={words.sources.ofLevel(title)} onClose={onClose}>
      {commitment !== undefined && (
        <p>
          <Party name={commitment.by} /> {commitment.title}
        </p>
      )}
      <Rows rows={rows} caption={words.sources.ofLevel(title)} />
    </Dialog>
  );
}

function Entry({ entry }: { entry: BibliographyEntry }) {
  const words = useWords();
  const { author, year, url, note, title: _, ...others } = entry.fields;
  const rows: [string, string][] = [
    ...(author ? [[words.sources.author, author] as [string, string]] : []),
    ...(year ? [[words.sources.year, year] as [string, string]] : []),
    ...Object.entries(others),
    ...(note ? [[words.sources.remark, note] as [string, string]] : []),
    ...(url ? [[words.sources.address, url] as [string, string]] : []),
  ];
  return (
    <dl class="figures">
      {rows.map(([name, text]) => (
        <div class="figure">
          <dt>{name}</dt>
          <dd class="break">{text}</dd>
        </div>
      ))}
    </dl>
  );
}

export function SourceDialog({ sourceKey, onClose }: { sourceKey: string; onClose: () => void }) {
  const words = useWords();
  const { report } = useShared();
  const entry = report.bibliography[sourceKey];
  const rows = sourceRows(report.source).filter((row) => row.origin.sources.includes(sourceKey));
  return (
    <Dialog title={entry?.fields.title ?? sourceKey} onClose={onClose}>
      {entry === undefined ? <p>{words.sources.missing}</p> : <Entry entry={entry} />}
      {entry !== undefined && <p>{words.sources.line("sources.bib", entry.line)}</p>}
      <p>{words.sources.usedBy(rows.length)}</p>
      {rows.length > 0 && <Rows rows={rows} caption={words.sources.usedBy(rows.length)} />}
    </Dialog>
  );
}
