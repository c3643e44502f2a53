// The served page: the record first, then the plan, submitting and signing in; kept up to date by what the server tells.
import { type ComponentChildren } from "preact";
import { useCallback, useEffect, useLayoutEffect, useRef, useState } from "preact/hooks";
import type { LedgerEvent, Session } from "../record/answers";
import { faultInWords } from "../record/fault";
import { listen, type Link } from "../record/live";
import { loadRecord } from "../record/load";
import * as requests from "../record/requests";
import { tabs, type Route, type Tab } from "../route";
import { lastVisit } from "../record/visits";
import type { Report } from "../report";
import { languages, WordsContext, type Language } from "../words";
import { recordLanguages, RecordWordsContext, useRecordWords } from "../words/record";
import { useWhatIfWords, whatIfLanguages, WhatIfWordsContext } from "../words/what_if";
import { Choices } from "./choices";
import { PlanView } from "./plan";
import { RecordView } from "./record/record";
import type { RecordData } from "./record/shared";
import { PartiesContext } from "./shared";
import { SignInView } from "./sign_in";
import { SubmitView } from "./submit";
import { useRoute } from "./use_route";
import { WhatIfView, type Evaluate } from "./what_if";

const searched = 3000;
const betweenQuestions = 80;
const nobody: Session = { role: "public", name: null, party: null, csrf: null, may: [] };

/** What is awaited, or why it did not come. */
function Waiting({ head, choices, fault, again, children }: {
  head: ComponentChildren;
  choices: ComponentChildren;
  fault: string | null;
  again: () => void;
  children?: ComponentChildren;
}) {
  const words = useRecordWords();
  return (
    <>
      <header class="top">
        {head}
        <div class="choices">{choices}</div>
      </header>
      <main id="main" tabIndex={-1}>
        {children ??
          (fault === null ? (
            <p role="status">{words.loading}</p>
          ) : (
            <p class="fault" role="alert">
              {words.failed(fault)}{" "}
              <button type="button" class="button" onClick={again}>
                {words.again}
              </button>
            </p>
          ))}
      </main>
    </>
  );
}

/** The plan as far as the reader may see it; fetched when it is first looked at. */
function Plan({ session, route, head, choices }: { session: Session; route: Route; head: ComponentChildren; choices: ComponentChildren }) {
  const words = useRecordWords();
  const whatIf = useWhatIfWords();
  const [report, setReport] = useState<Report | null>(null);
  const [fault, setFault] = useState<string | null>(null);
  const [refused, setRefused] = useState(false);
  const [turn, setTurn] = useState(0);
  const again = () => setTurn((now) => now + 1);
  useEffect(() => {
    let current = true;
    let timer: ReturnType<typeof setTimeout> | undefined;
    setFault(null);
    setRefused(false);
    requests.report().then(
      (found) => current && setReport(found),
      (error: unknown) => {
        if (!current) return;
        setReport(null);
        if (error instanceof requests.Failed && [401, 403].includes(error.status)) setRefused(true);
        else setFault(faultInWords(words, error));
        // The server searches for the plan when it starts.
        if (error instanceof requests.Failed && error.code === "searching") timer = setTimeout(again, searched);
      },
    );
    return () => {
      current = false;
      clearTimeout(timer);
    };
  }, [session.name, session.role, turn]);
  if (report === null) {
    return (
      <Waiting head={head} choices={choices} fault={fault} again={again}>
        {refused ? (
          <p role="alert">
            {session.role === "public" ? words.signIn.needed : words.signIn.forbidden(words.roles[session.role])} <a href="#sign-in">{words.tabs["sign-in"]}</a>
          </p>
        ) : undefined}
      </Waiting>
    );
  }
  const evaluate: Evaluate = async (name, _plan, values, signal) => {
    try {
      return (await requests.whatIf(name, values, session.csrf, signal)).plan;
    } catch (error) {
      throw new Error(faultInWords(words, error));
    }
  };
  return (
    <PlanView
      key={session.role}
      report={report}
      head={head}
      choices={choices}
      more={{ id: "what-if", title: whatIf.title, view: (solution) => <WhatIfView solution={solution} first={route.section === "what-if" ? route.values : {}} evaluate={evaluate} pause={betweenQuestions} /> }}
    />
  );
}

function Page({ language, onLanguage }: { language: Language; onLanguage: (language: Language) => void }) {
  const words = useRecordWords();
  const route = useRoute();
  const [session, setSession] = useState<Session>(nobody);
  const [data, setData] = useState<RecordData | null>(null);
  const [fault, setFault] = useState<string | null>(null);
  const [since, setSince] = useState<string | null>(null);
  const [visit, setVisit] = useState<string | null>(null);
  const [link, setLink] = useState<Link>("connecting");
  const [news, setNews] = useState<number | null>(null);
  const asked = useRef(0);
  const told = useRef<{ reader: string; events: LedgerEvent[] }>({ reader: "", events: [] });
  const reader = `${session.role} ${session.name ?? ""}`;
  const readerNow = useRef(reader);
  readerNow.current = reader;
  const sinceNow = useRef<string | null>(null);
  sinceNow.current = since;

  const load = useCallback(async () => {
    const turn = ++asked.current;
    try {
      const who = readerNow.current;
      const next = await loadRecord(sinceNow.current, told.current.reader === who ? told.current.events : []);
      // An older answer must not overwrite a newer one.
      if (turn !== asked.current) return;
      told.current = { reader: who, events: next.standing.record.signed ? next.events : [] };
      setData(next);
      setFault(null);
    } catch (error) {
      if (turn === asked.current) setFault(faultInWords(words, error));
    }
  }, [words]);

  useEffect(() => {
    requests.session().then(setSession, () => setSession(nobody));
  }, []);
  useEffect(() => void load(), [since, session.name, session.role]);
  useEffect(
    () =>
      listen((size) => {
        if (size !== null) setNews(size);
        // A server that was started anew knows no session of before.
        else requests.session().then(setSession, () => undefined);
        void load();
      }, setLink),
    [],
  );
  useEffect(() => {
    if (data === null || visit !== null) return;
    const day = lastVisit(data.accord.title, new Date().toISOString().slice(0, 10));
    setVisit(day ?? "");
    if (day !== null) setSince(day);
  }, [data === null]);
  const title = data?.accord.title ?? "Entente";
  useLayoutEffect(() => {
    document.documentElement.lang = language;
    document.title = words.title(title, words.tabs[route.tab]);
  }, [language, title, route.tab]);
  // The part that the address names comes into view once it is there.
  const ready = data !== null;
  useEffect(() => {
    if (route.section !== null && ready) document.getElementById(route.section)?.scrollIntoView();
  }, [route.section, ready]);

  // The link that was followed is gone with the view it stood in; a reader by keyboard goes on in the new one.
  const before = useRef(route.tab);
  useEffect(() => {
    if (before.current !== route.tab) document.getElementById("main")?.focus();
    before.current = route.tab;
  }, [route.tab]);

  const shown = tabs.filter((tab) => tab !== "plan" || session.may.includes("plan") || session.role === "public");
  const head = (
    <>
      <h1>{title}</h1>
      <nav aria-label={words.tabsLabel} class="tabs">
        <ul>
          {shown.map((tab: Tab) => (
            <li>
              <a href={`#${tab}`} aria-current={tab === route.tab ? "page" : undefined}>
                {tab === "sign-in" && session.role !== "public" ? words.yourSession : words.tabs[tab]}
              </a>
            </li>
          ))}
        </ul>
      </nav>
      <p class="soft live" role="status">
        {session.role === "public" ? words.signedOut : words.signedIn(session.name ?? "", words.roles[session.role])}{" "}
        <span class={link === "lost" ? "fault" : undefined}>
          {link === "lost" ? `✕ ${words.live.off}` : link === "open" ? words.live.on : ""} {link === "open" && news !== null && words.live.news(news)}
        </span>
      </p>
    </>
  );
  const choices = <Choices language={language} onLanguage={onLanguage} />;
  if (route.tab === "plan") return <Plan session={session} route={route} head={head} choices={choices} />;
  if (route.tab === "sign-in") {
    return (
      <Waiting head={head} choices={choices} fault={null} again={load}>
        <SignInView session={session} onSession={setSession} />
      </Waiting>
    );
  }
  if (data === null) return <Waiting head={head} choices={choices} fault={fault} again={() => void load()} />;
  return (
    <PartiesContext.Provider value={data.accord.parties}>
      {route.tab === "submit" ? (
        <Waiting head={head} choices={choices} fault={null} again={load}>
          <SubmitView session={session} accord={data.accord} />
        </Waiting>
      ) : (
        <RecordView
          data={data}
          head={
            <>
              {head}
              {fault !== null && (
                <p class="fault" role="alert">
                  {words.failed(fault)}
                </p>
              )}
            </>
          }
          choices={choices}
          since={since}
          lastVisit={visit === "" ? null : visit}
          onSince={setSince}
        />
      )}
    </PartiesContext.Provider>
  );
}

export function Served({ language: first }: { language: Language }) {
  const [language, setLanguage] = useState<Language>(first);
  const words = languages[language];
  return (
    <WordsContext.Provider value={words}>
      <RecordWordsContext.Provider value={recordLanguages[language]}>
        <WhatIfWordsContext.Provider value={whatIfLanguages[language]}>
          <a class="skip" href="#main">
            {recordLanguages[language].skip}
          </a>
          <Page language={language} onLanguage={setLanguage} />
          <footer>
            <p>{recordLanguages[language].foot}</p>
          </footer>
        </WhatIfWordsContext.Provider>
      </RecordWordsContext.Provider>
    </WordsContext.Provider>
  );
}
