// A delegate says something and signs it, in this browser: the key never leaves it, and what is signed is shown before it is.
import { useEffect, useRef, useState } from "preact/hooks";
import { Refused } from "../ledger/canonical_json";
import { contentOf, signedLine, textToSign, type Fault, type Filled, type Writing } from "../ledger/event";
import { eventTypes, fieldsOf, mayWrite, results, votes, type EventType, type Field, type Role } from "../ledger/event_types";
import { canSign, readSecretKey, type SecretKey } from "../ledger/keys";
import type { Accord, Session } from "../record/answers";
import { faultInWords } from "../record/fault";
import * as requests from "../record/requests";
import { useRecordWords, type RecordWords } from "../words/record";
import { Section, Text } from "./shared";

const optionsOf = (words: RecordWords, field: Field, accord: Accord, filled: Filled): [string, string][] | null => {
  const plain = (names: string[]): [string, string][] => names.map((name) => [name, name]);
  switch (field.kind) {
    case "commitment":
      return accord.commitments.map((one): [string, string] => [one.name, one.title ? `${one.name}: ${one.title}` : one.name]);
    case "level":
      return plain(accord.commitments.find((one) => one.name === filled.commitment)?.levels.map((level) => level.name) ?? []);
    case "result":
      return results.map((one): [string, string] => [one, words.submit.results[one] ?? one]);
    case "vote":
      return votes.map((one): [string, string] => [one, words.submit.votes[one] ?? one]);
    case "flag":
      return [["yes", words.submit.flags.yes], ["no", words.submit.flags.no]];
    default:
      return field.name === "against" ? plain(accord.parties) : null;
  }
};

function Input({ field, value, accord, filled, fault, onChange }: {
  field: Field;
  value: string;
  accord: Accord;
  filled: Filled;
  fault: Fault | undefined;
  onChange: (value: string) => void;
}) {
  const words = useRecordWords();
  const options = optionsOf(words, field, accord, filled);
  const hint = [words.submit.hints[field.kind], field.required ? "" : words.submit.optional].filter((one) => one !== "").join("; ");
  const id = `field-${field.name}`;
  const common = { id, required: field.required, "aria-invalid": fault !== undefined, "aria-describedby": hint === "" ? undefined : `${id}-hint` };
  return (
    <div class="field">
      <label for={id}>{words.submit.fields[field.name] ?? field.name}</label>
      {options !== null ? (
        <select {...common} value={value} onChange={(event) => onChange(event.currentTarget.value)}>
          <option value="" />
          {options.map(([option, name]) => (
            <option value={option}>{name}</option>
          ))}
        </select>
      ) : field.kind === "texts" || ["text", "because", "reason"].includes(field.name) ? (
        <textarea {...common} rows={3} value={value} onInput={(event) => onChange(event.currentTarget.value)} />
      ) : (
        <input {...common} type={field.kind === "date" ? "date" : "text"} value={value} onInput={(event) => onChange(event.currentTarget.value)} />
      )}
      {hint !== "" && (
        <span class="soft" id={`${id}-hint`}>
          {hint}
        </span>
      )}
      {fault !== undefined && (
        <span class="fault">
          ✕ {words.submit.faults[fault.why](words.submit.fields[field.name] ?? field.name)}
        </span>
      )}
    </div>
  );
}

function KeyFile({ writing, secret, onKey }: { writing: Writing; secret: SecretKey | null; onKey: (key: SecretKey | null) => void }) {
  const words = useRecordWords();
  const [fault, setFault] = useState<string | null>(null);
  const read = async (file: File) => {
    setFault(null);
    try {
      const key = await readSecretKey(await file.text());
      if (key.name !== writing.author || key.id !== writing.key) setFault(words.submit.otherKey(key.name, key.id, `${writing.author} (${writing.key})`));
      else onKey(key);
    } catch (error) {
      setFault(words.submit.badKey(error instanceof Refused ? error.message : String(error)));
    }
  };
  return (
    <>
      <h3>{words.submit.step1}</h3>
      {secret === null ? (
        <p>
          <label>
            {words.submit.keyFile}{" "}
            <input
              type="file"
              onChange={(event) => {
                const file = event.currentTarget.files?.[0];
                event.currentTarget.value = "";
                if (file !== undefined) void read(file);
              }}
            />
          </label>
        </p>
      ) : (
        <p role="status">
          {words.submit.loaded(secret.name, secret.id)}{" "}
          <button type="button" class="button" onClick={() => onKey(null)}>
            {words.submit.forget}
          </button>
        </p>
      )}
      {fault !== null && (
        <p class="fault" role="alert">
          ✕ {fault}
        </p>
      )}
    </>
  );
}

interface Prepared {
  text: string;
  number: number;
}

function Form({ first, accord, session }: { first: Writing; accord: Accord; session: Session }) {
  const words = useRecordWords();
  const [writing, setWriting] = useState(first);
  const [secret, setSecret] = useState<SecretKey | null>(null);
  const [role, setRole] = useState<Role>(first.roles[0]!);
  const types = eventTypes.filter((one) => mayWrite[one].includes(role));
  const [type, setType] = useState<EventType>(types[0]!);
  const [filled, setFilled] = useState<Filled>({});
  const [faults, setFaults] = useState<Fault[]>([]);
  const [prepared, setPrepared] = useState<Prepared | null>(null);
  const [busy, setBusy] = useState(false);
  const [told, setTold] = useState<{ good: boolean; text: string } | null>(null);
  const fill = (field: string, value: string) => {
    setPrepared(null);
    setFilled({ ...filled, [field]: value, ...(field === "commitment" ? { level: "" } : {}) });
  };
  const choose = (nextRole: Role, nextType: EventType) => {
    setRole(nextRole);
    setType(mayWrite[nextType].includes(nextRole) ? nextType : eventTypes.find((one) => mayWrite[one].includes(nextRole))!);
    setPrepared(null);
    setFaults([]);
  };

  // What comes up is what the reader goes on with, by keyboard and by ear.
  const shown = useRef<HTMLPreElement>(null);
  const answer = useRef<HTMLParagraphElement>(null);
  useEffect(() => shown.current?.focus(), [prepared]);
  useEffect(() => {
    if (told?.good) answer.current?.focus();
  }, [told]);

  // Where no answer came, it may be in the ledger all the same, if it was sent at all.
  const faultOf = (error: unknown, sent: boolean) => {
    if (!(error instanceof requests.Failed) || error.status !== 0) return words.submit.refused(faultInWords(words, error));
    return sent ? words.submit.unanswered : words.submit.notSent;
  };

  const review = async () => {
    if (busy) return;
    const { content, faults: found } = contentOf(type, filled);
    setFaults(found);
    setTold(null);
    if (found.length > 0) return;
    setBusy(true);
    try {
      // The number of the next event may have moved since the page was opened.
      const now = await requests.writing();
      setWriting(now);
      setPrepared({ text: textToSign(now, role, type, content, new Date()), number: now.number });
    } catch (error) {
      setTold({ good: false, text: faultOf(error, false) });
    }
    setBusy(false);
  };

  const send = async () => {
    if (prepared === null || busy) return;
    if (secret === null) {
      setTold({ good: false, text: words.submit.noKey });
      return;
    }
    setBusy(true);
    let sent = false;
    try {
      const now = await requests.writing();
      if (now.number !== prepared.number || now.key !== writing.key || now.accord !== writing.accord) {
        setPrepared(null);
        setTold({ good: false, text: words.submit.stale });
      } else {
        const line = await signedLine(prepared.text, secret);
        sent = true;
        const { index } = await requests.submit(line, session.csrf);
        setPrepared(null);
        setFilled({});
        setTold({ good: true, text: words.submit.done(index) });
      }
    } catch (error) {
      setTold({ good: false, text: faultOf(error, sent) });
    }
    setBusy(false);
  };

  return (
    <>
      <KeyFile writing={writing} secret={secret} onKey={setSecret} />
      <h3>{words.submit.step2}</h3>
      <form
        class="form"
        novalidate
        onSubmit={(event) => {
          event.preventDefault();
          void review();
        }}
      >
        {first.roles.length > 1 && (
          <div class="field">
            <label for="field-role">{words.submit.role}</label>
            <select id="field-role" value={role} onChange={(event) => choose(event.currentTarget.value as Role, type)}>
              {first.roles.map((one) => (
                <option value={one}>{words.submit.ledgerRoles[one]}</option>
              ))}
            </select>
          </div>
        )}
        <div class="field">
          <label for="field-type">{words.submit.type}</label>
          <select id="field-type" value={type} onChange={(event) => choose(role, event.currentTarget.value as EventType)}>
            {types.map((one) => (
              <option value={one}>
                {words.types[one]}: {words.submit.explained[one]}
              </option>
            ))}
          </select>
          <span class="soft">
            <Text text={words.submit.otherTypes} />
          </span>
        </div>
        {fieldsOf[type].map((field) => (
          <Input
            key={`${type}/${field.name}`}
            field={field}
            value={filled[field.name] ?? ""}
            accord={accord}
            filled={filled}
            fault={faults.find((one) => one.field === field.name)}
            onChange={(value) => fill(field.name, value)}
          />
        ))}
        {faults.length > 0 && (
          <p class="fault" role="alert">
            ✕ {words.submit.fieldFault} {faults.map((one) => words.submit.fields[one.field] ?? one.field).join(", ")}
          </p>
        )}
        <button type="submit" class="button" aria-disabled={busy}>
          {words.submit.review}
        </button>
      </form>
      {prepared !== null && (
        <>
          <h3>{words.submit.step3}</h3>
          <p>{words.submit.exact}</p>
          <pre ref={shown} class="signed" tabIndex={0} role="region" aria-label={words.submit.step3}>
            {prepared.text}
          </pre>
          <p class="choices">
            <button type="button" class="button" disabled={secret === null} aria-disabled={busy} onClick={() => void send()}>
              {words.submit.sign}
            </button>
            <button type="button" class="button" aria-disabled={busy} onClick={() => !busy && setPrepared(null)}>
              {words.submit.change}
            </button>
            {secret === null && <span class="soft">{words.submit.noKey}</span>}
          </p>
        </>
      )}
      <p role="status">{busy && words.submit.sending}</p>
      {told !== null && (
        <p ref={answer} tabIndex={-1} class={told.good ? "word good" : "fault"} role={told.good ? "status" : "alert"}>
          {told.text}
        </p>
      )}
    </>
  );
}

export function SubmitView({ session, accord }: { session: Session; accord: Accord }) {
  const words = useRecordWords();
  const [writing, setWriting] = useState<Writing | null>(null);
  const [fault, setFault] = useState<string | null>(null);
  const [able, setAble] = useState(true);
  const may = session.may.includes("submit");
  useEffect(() => {
    void canSign().then(setAble);
    if (!may) return;
    requests.writing().then(setWriting, (error: unknown) =>
      setFault(error instanceof requests.Failed && error.status === 404 ? words.submit.noLedger : faultInWords(words, error)),
    );
  }, [may, session.name]);
  return (
    <Section id="submit" title={words.submit.heading}>
      <p>{words.submit.intro}</p>
      {!may ? (
        <p>
          {session.role === "public" ? words.submit.needed : words.signIn.forbidden(words.roles[session.role])} <a href="#sign-in">{words.tabs["sign-in"]}</a>
        </p>
      ) : !able ? (
        <p>{words.signIn.noEd25519}</p>
      ) : fault !== null ? (
        <p class="fault" role="alert">
          {fault}
        </p>
      ) : writing === null ? (
        <p role="status">{words.loading}</p>
      ) : (
        <Form first={writing} accord={accord} session={session} />
      )}
    </Section>
  );
}
