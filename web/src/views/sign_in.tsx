// Signing in: by a key, which answers the server's challenge here, or by a password.
import { useEffect, useRef, useState } from "preact/hooks";
import { toBase64 } from "../ledger/bytes";
import { Refused } from "../ledger/canonical_json";
import { canSign, readSecretKey, sign } from "../ledger/keys";
import type { Session } from "../record/answers";
import { faultInWords } from "../record/fault";
import * as requests from "../record/requests";
import { useWords } from "../words";
import { useRecordWords } from "../words/record";
import { Section } from "./shared";

/** What is signed names the server, so that another one can not use the answer. */
export const challengeText = (host: string, challenge: string) => `entente sign-in v1\n${host}\n${challenge}`;

export function SignInView({ session, onSession }: { session: Session; onSession: (session: Session) => void }) {
  const words = useRecordWords();
  const page = useWords();
  const [able, setAble] = useState<boolean | null>(null);
  const [name, setName] = useState("");
  const [password, setPassword] = useState("");
  const [fault, setFault] = useState<string | null>(null);
  const [busy, setBusy] = useState(false);
  useEffect(() => void canSign().then(setAble), []);
  // What had the focus is gone when somebody signed in or out.
  const before = useRef(session.role);
  useEffect(() => {
    if (before.current !== session.role) document.getElementById("main")?.focus();
    before.current = session.role;
  }, [session.role]);

  const trying = async (attempt: () => Promise<Session>) => {
    if (busy) return;
    setBusy(true);
    setFault(null);
    try {
      onSession(await attempt());
      setPassword("");
    } catch (error) {
      if (error instanceof Refused) setFault(words.submit.badKey(error.message));
      else if (error instanceof requests.Failed && [401, 403].includes(error.status)) setFault(words.signIn.wrong);
      else setFault(faultInWords(words, error));
    }
    setBusy(false);
  };

  const byKey = (file: File) =>
    trying(async () => {
      const key = await readSecretKey(await file.text());
      const user = name.trim() || key.name;
      const { challenge } = await requests.challenge(user);
      return requests.signIn({ name: user, challenge, signature: toBase64(await sign(key, challengeText(location.host, challenge))) });
    });

  return (
    <Section id="sign-in" title={session.role === "public" ? words.signIn.heading : words.yourSession}>
      {session.role !== "public" ? (
        <>
          <p>{words.signedIn(session.name ?? "", words.roles[session.role])}</p>
          <p>{words.signIn.may(page.joined(session.may.map((one) => words.signIn.groups[one] ?? one)))}</p>
          <button type="button" class="button" aria-disabled={busy} onClick={() => void trying(() => requests.signOut(session.csrf).then(requests.session))}>
            {words.signIn.signOut}
          </button>
        </>
      ) : (
        <>
          <p>{words.signIn.intro}</p>
          <p>
            <label>
              {words.signIn.name}{" "}
              <input type="text" autocomplete="username" aria-describedby="name-note" value={name} onInput={(event) => setName(event.currentTarget.value)} />
            </label>{" "}
            <span class="soft" id="name-note">
              {words.signIn.nameNote}
            </span>
          </p>
          <h3>{words.signIn.byKey}</h3>
          {able === false ? (
            <p>{words.signIn.noEd25519}</p>
          ) : (
            <>
              <p>
                <label>
                  {words.signIn.keyFile}{" "}
                  <input
                    type="file"
                    onChange={(event) => {
                      const file = event.currentTarget.files?.[0];
                      event.currentTarget.value = "";
                      if (file !== undefined) void byKey(file);
                    }}
                  />
                </label>
              </p>
              <p class="soft">{words.signIn.keyNote}</p>
            </>
          )}
          <h3>{words.signIn.byPassword}</h3>
          <form
            class="form"
            onSubmit={(event) => {
              event.preventDefault();
              void trying(() => requests.signIn({ name: name.trim(), password }));
            }}
          >
            <label>
              {words.signIn.password}{" "}
              <input type="password" required autocomplete="current-password" value={password} onInput={(event) => setPassword(event.currentTarget.value)} />
            </label>
            <button type="submit" class="button" disabled={name.trim() === ""} aria-disabled={busy}>
              {words.signIn.byPassword}
            </button>
          </form>
        </>
      )}
      {fault !== null && (
        <p class="fault" role="alert">
          ✕ {fault}
        </p>
      )}
    </Section>
  );
}
