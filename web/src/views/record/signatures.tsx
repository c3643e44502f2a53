// Who signed the last checkpoint, and the verification of any entry in the reader's own browser.
import { useEffect, useState } from "preact/hooks";
import type { Judged } from "../../ledger/checkpoint";
import { canSign } from "../../ledger/keys";
import type { CheckpointAnswer, LedgerEvent } from "../../record/answers";
import * as requests from "../../record/requests";
import { continues, signaturesOf, verifyEntry, type Verification } from "../../record/verify";
import { percent } from "../../numbers";
import { useWords } from "../../words";
import { useRecordWords } from "../../words/record";
import { Dialog, Party, Section, Table } from "../shared";
import { dayOf, Entries, Promised, typeInWords, useRecord } from "./shared";

type Result = { index: number } & ({ verification: Verification } | { fault: string });

const holds = (one: Verification) => one.eventIsProved !== false && one.inTree && one.logSigned !== false && one.signatures.every((signature) => signature.holds !== false);

/** Fetches event and proof, and computes the rest here. */
async function verified(checkpoint: CheckpointAnswer, index: number, onPage: LedgerEvent | null): Promise<Result> {
  try {
    const [proof, event] = await Promise.all([
      requests.proof(index, checkpoint.size),
      requests.event(index).catch((error): LedgerEvent | null => {
        if (error instanceof requests.Failed && [401, 403, 404, 410].includes(error.status)) return null;
        throw error;
      }),
    ]);
    return { index, verification: await verifyEntry(checkpoint, proof, event, index, onPage) };
  } catch (error) {
    return { index, fault: error instanceof Error ? error.message : String(error) };
  }
}

function Told({ result }: { result: Result }) {
  const words = useRecordWords();
  const page = useWords();
  const steps = words.signatures.steps;
  if ("fault" in result) {
    return (
      <div class="verdict bad" role="alert">
        <p class="sentence">{words.signatures.refused(result.index)}</p>
        <p>{result.fault}</p>
      </div>
    );
  }
  const { verification } = result;
  const good = holds(verification);
  const cosigned = verification.signatures.filter((one) => one.holds === true && one.time !== null).map((one) => one.name);
  const bad = verification.signatures.filter((one) => one.holds === false).map((one) => one.name);
  const three = (answer: boolean | null, texts: string[]) => texts[answer === null ? 2 : answer ? 0 : 1];
  return (
    <div class={`verdict ${good ? "good" : "bad"}`} role={good ? "status" : "alert"}>
      <div>
        <p class="sentence">{good ? words.signatures.proved(result.index, verification.size) : words.signatures.refused(result.index)}</p>
        <ul class="plain">
          <li>{three(verification.eventIsProved, steps.event)}</li>
          <li>{three(verification.inTree, steps.tree)}</li>
          <li>{three(verification.logSigned, steps.log)}</li>
          {verification.logSigned !== null && <li>{cosigned.length > 0 ? steps.witness(page.joined(cosigned)) : steps.noWitness}</li>}
          {bad.length > 0 && <li>{steps.badWitness(page.joined(bad))}</li>}
        </ul>
      </div>
    </div>
  );
}

/** A form to verify one entry. */
function Verify({ checkpoint, first }: { checkpoint: CheckpointAnswer; first: number }) {
  const words = useRecordWords();
  const { events } = useRecord();
  const [index, setIndex] = useState(first);
  const [busy, setBusy] = useState(false);
  const [result, setResult] = useState<Result | null>(null);
  return (
    <>
      <form
        class="choices"
        onSubmit={(event) => {
          event.preventDefault();
          setBusy(true);
          void verified(checkpoint, index, events.find((one) => one.index === index) ?? null).then((told) => {
            setResult(told);
            setBusy(false);
          });
        }}
      >
        <label>
          {words.signatures.which}{" "}
          <input type="number" min={0} max={checkpoint.size - 1} value={index} required onInput={(event) => setIndex(event.currentTarget.valueAsNumber)} />
        </label>
        <button type="submit" class="button" disabled={busy}>
          {words.signatures.verify}
        </button>
        <span role="status">{busy && words.signatures.verifying}</span>
      </form>
      {result !== null && <Told result={result} />}
      <p class="soft">
        {words.signatures.intro} {words.signatures.beyond(checkpoint.size)} {words.signatures.trust}
      </p>
    </>
  );
}

const memory = (origin: string) => `entente checkpoint ${origin}`;

/** Compares with the checkpoint that this browser saw at its last visit, and remembers the newer one once it was seen to hold. */
async function compared(checkpoint: CheckpointAnswer): Promise<boolean | null> {
  let before: { note: string; size: number } | null;
  try {
    before = JSON.parse(localStorage.getItem(memory(checkpoint.origin)) ?? "null") as typeof before;
  } catch {
    return null;
  }
  const keep = () => localStorage.setItem(memory(checkpoint.origin), JSON.stringify({ note: checkpoint.note, size: checkpoint.size }));
  if (before === null) {
    keep();
    return null;
  }
  if (before.size > checkpoint.size) return false;
  const path = before.size === checkpoint.size || before.size === 0 ? [] : (await requests.consistency(before.size, checkpoint.size)).path;
  const well = before.size === 0 || (await continues(before.note, checkpoint, path));
  if (well) keep();
  return well;
}

export function SignaturesView() {
  const words = useRecordWords();
  const { standing, events, checkpoint } = useRecord();
  const [signatures, setSignatures] = useState<Judged[] | null>(null);
  const [continued, setContinued] = useState<boolean | null>(null);
  useEffect(() => {
    if (checkpoint === null) return;
    let current = true;
    void canSign()
      .then((able) => (able ? signaturesOf(checkpoint) : null))
      .catch(() => null)
      .then((judged) => current && setSignatures(judged));
    void compared(checkpoint)
      .catch(() => null)
      .then((well) => current && setContinued(well));
    return () => {
      current = false;
    };
  }, [checkpoint?.note]);
  if (checkpoint === null) {
    return (
      <Section id="signatures" title={words.sections.signatures}>
        <p>{standing.record.signed ? words.signatures.noCheckpoint : words.signatures.unsigned}</p>
      </Section>
    );
  }
  const titles = words.signatures.columns;
  const all = standing.size ?? events.length;
  const signers = [
    { name: checkpoint.origin, party: null as string | null, log: true },
    ...checkpoint.witnesses.map((one) => ({ name: one.name, party: one.party, log: false })),
  ];
  return (
    <Section id="signatures" title={words.sections.signatures}>
      <dl class="figures">
        <div class="figure">
          <dt>{words.signatures.last}</dt>
          <dd>{checkpoint.origin}</dd>
        </div>
        <div class="figure">
          <dt>{words.signatures.size}</dt>
          <dd>
            {all > checkpoint.size
              ? `${words.signatures.entries(checkpoint.size, all)} (${percent(checkpoint.size / all)}). ${words.signatures.after(all - checkpoint.size)}`
              : String(checkpoint.size)}
          </dd>
        </div>
        <div class="figure">
          <dt>{words.signatures.quorum}</dt>
          <dd class={`word ${checkpoint.quorum ? "good" : "bad"}`}>{checkpoint.quorum ? words.signatures.reached : words.signatures.notReached}</dd>
        </div>
        <div class="figure">
          <dt>{words.signatures.root}</dt>
          <dd class="break">
            <code>{checkpoint.root}</code>
          </dd>
        </div>
      </dl>
      {continued !== null && <p class={`word ${continued ? "good" : "bad"}`}>{continued ? words.signatures.continues : words.signatures.broken}</p>}
      <Table
        named
        caption={words.signatures.table}
        columns={[titles.who, titles.key, titles.signed, titles.verified, titles.when].map((name) => ({ title: name, name }))}
        rows={signers.map((one) => {
          const signed = !checkpoint.missing.includes(one.name) && checkpoint.signatures.some((signature) => signature.name === one.name);
          const here = signatures?.find((signature) => signature.name === one.name && (signature.time !== null) === !one.log);
          const mood = here?.holds === true ? "good" : here?.holds === false ? "bad" : "";
          return {
            key: `${one.name}/${one.log}`,
            cells: [
              <Party name={one.party ?? one.name} />,
              one.log ? words.signatures.log : words.signatures.witness,
              <span class={`word ${signed ? "good" : "bad"}`}>{signed ? words.signatures.yes : words.signatures.no}</span>,
              !signed ? (
                "–"
              ) : (
                <span class={`word ${mood}`}>
                  {here === undefined ? words.signatures.unchecked : here.holds === null ? words.signatures.unknown : here.holds ? words.signatures.good : words.signatures.bad}
                </span>
              ),
              here?.time == null ? "–" : `${new Date(here.time * 1000).toISOString().slice(0, 16).replace("T", " ")} UTC`,
            ],
          };
        })}
      />
      <h3>{words.signatures.verify}</h3>
      <Verify checkpoint={checkpoint} first={0} />
      <details>
        <summary>{words.signatures.keys}</summary>
        <ul class="plain">
          {[checkpoint.log, ...checkpoint.witnesses.map((one) => one.key)].map((line) => (
            <li class="break">
              <code>{line}</code>
            </li>
          ))}
        </ul>
      </details>
    </Section>
  );
}

/** An entry with everything that it says, and its verification where there is a ledger. */
export function EntryDialog({ index, onClose }: { index: number; onClose: () => void }) {
  const words = useRecordWords();
  const { events, checkpoint } = useRecord();
  const event = events.find((one) => one.index === index);
  const { commitment, level, ...content } = (event?.content ?? {}) as { commitment?: string; level?: string } & Record<string, unknown>;
  return (
    <Dialog title={words.entry(index)} onClose={onClose}>
      <p>
        {event !== undefined && event.content !== null && (
          <>
            {dayOf(event.time)}, <Party name={event.author} />: {typeInWords(words, event.type)}
          </>
        )}
      </p>
      {event?.content == null ? (
        <p>{words.withdrawn}</p>
      ) : (
        <dl class="fields">
          {commitment !== undefined && (
            <>
              <dt>{words.submit.fields.commitment}</dt>
              <dd>{level === undefined ? commitment : <Promised name={{ commitment, level }} />}</dd>
            </>
          )}
          {Object.entries(content).map(([field, value]) => (
            <>
              <dt>{words.submit.fields[field] ?? field}</dt>
              <dd>
                <Value field={field} value={value} />
              </dd>
            </>
          ))}
          {(event.sources ?? []).length > 0 && (
            <>
              <dt>{words.commitments.columnsOfEvents.sources}</dt>
              <dd>{event.sources!.join(", ")}</dd>
            </>
          )}
        </dl>
      )}
      {event?.withheld === true && <p>{words.notPublic}</p>}
      {checkpoint !== null && index < checkpoint.size && (
        <>
          <h3>{words.signatures.verify}</h3>
          <Verify checkpoint={checkpoint} first={index} />
        </>
      )}
    </Dialog>
  );
}

const namesEntries = ["evidence", "to", "matter", "report", "votes", "about", "entry"];

function Value({ field, value }: { field: string; value: unknown }) {
  if (namesEntries.includes(field)) {
    const entries = (Array.isArray(value) ? value : [value]).map(Number);
    if (entries.every(Number.isSafeInteger)) return <Entries entries={entries} />;
  }
  if (field === "items" && Array.isArray(value)) {
    return (
      <ul class="plain">
        {(value as { commitment: string; level: string; by: string; due?: string }[]).map((item) => (
          <li>
            <Party name={item.by} />: <Promised name={item} /> {item.due ?? ""}
          </li>
        ))}
      </ul>
    );
  }
  if (Array.isArray(value) && value.every((one) => typeof one === "string")) return <>{value.join(", ")}</>;
  return <span class="break">{typeof value === "object" ? JSON.stringify(value) : String(value)}</span>;
}
