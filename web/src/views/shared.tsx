// What every view uses: the report at hand, dialogs on request, numbers that tell where they come from, tables, charts.
import { createContext, type ComponentChildren } from "preact";
import { useContext, useEffect, useId, useRef } from "preact/hooks";
import type { FoundPlan, PeoplePlan, Report, SolutionKey } from "../report";
import { letters } from "../wording";
import { useWords, type Words } from "../words";

export type OriginKind = keyof Words["origin"]["kinds"];

export interface OriginRequest {
  kind: OriginKind;
  party?: string | null;
  /** COMMITMENT.LEVEL: the levels of the file that go into the number. */
  levels?: string[];
  value?: number | null;
}

/** What may be opened over the page. */
export type Opened =
  | { show: "step"; at: number; solution: SolutionKey }
  | { show: "people-step"; at: number; plan: PeoplePlan }
  | { show: "people"; plan: PeoplePlan }
  | ({ show: "origin" } & OriginRequest)
  | { show: "level"; level: string }
  | { show: "source"; key: string };

export interface Shared {
  report: Report;
  solution: SolutionKey;
  plan: FoundPlan | null;
  /** COMMITMENT names, to take a dotted level apart. */
  commitments: string[];
  letters: Record<string, string>;
  open: (opened: Opened) => void;
}

export const SharedContext = createContext<Shared | null>(null);

export function useShared(): Shared {
  const shared = useContext(SharedContext);
  if (shared === null) throw new Error("a view stands outside the page");
  return shared;
}

export function sharedOf(report: Report, solution: SolutionKey, open: Shared["open"]): Shared {
  return {
    report,
    solution,
    plan: report.plan.solutions[solution],
    commitments: report.plan.commitments.map((one) => one.name),
    letters: letters(report.plan.parties),
    open,
  };
}

/** The accord's parties in its order: their colours and letters are the same in the plan and in the record. */
export const PartiesContext = createContext<string[]>([]);

export const colourOf = (parties: string[], party: string) => `var(--party-${Math.max(0, parties.indexOf(party)) % 8})`;
export const partyColour = (report: Report, party: string) => colourOf(report.plan.parties, party);

/** The party's name after its letter on its colour; who is no party of the accord has neither. */
export function Party({ name }: { name: string }) {
  const parties = useContext(PartiesContext);
  if (!parties.includes(name)) return <span>{name}</span>;
  return (
    <span class="party">
      <span class="badge" aria-hidden="true" style={{ "--colour": colourOf(parties, name) }}>
        {letters(parties)[name]}
      </span>{" "}
      {name}
    </span>
  );
}

/** A number of the plan; opens where it comes from. */
export function Num({ children, ...origin }: OriginRequest & { children: ComponentChildren }) {
  const { open } = useShared();
  const words = useWords();
  return (
    <button type="button" class="num" title={words.origin.button} onClick={() => open({ show: "origin", ...origin })}>
      {children}
    </button>
  );
}

/** A level of the file; opens all its numbers with their sources. */
export function Level({ commitment, level }: { commitment: string; level: string }) {
  const { open } = useShared();
  const words = useWords();
  if (level === "today") return <span>{words.today}</span>;
  return (
    <button type="button" class="num" title={words.sources.ofLevel(`${commitment} ${level}`)} onClick={() => open({ show: "level", level: `${commitment}.${level}` })}>
      {commitment} {level}
    </button>
  );
}

/** A state as the levels that stand above today. */
export function State({ state }: { state: Record<string, string> }) {
  const words = useWords();
  const standing = Object.entries(state).filter(([, level]) => level !== "today");
  if (standing.length === 0) return <>{words.todaysState}</>;
  return (
    <ul class="levels">
      {standing.map(([commitment, level]) => (
        <li>
          <Level commitment={commitment} level={level} />
        </li>
      ))}
    </ul>
  );
}

/** A text in which backticks mark what is written so in the file or on the command line. */
export function Text({ text }: { text: string }) {
  return <>{text.split("`").map((part, at) => (at % 2 === 1 ? <code>{part}</code> : part))}</>;
}

export function Section({ id, title, children }: { id: string; title: string; children: ComponentChildren }) {
  return (
    <section id={id} aria-labelledby={`${id}-title`}>
      <h2 id={`${id}-title`}>{title}</h2>
      {children}
    </section>
  );
}

/** One number with its name, in a list of class `figures`. */
export function Figure({ name, children }: { name: string; children: ComponentChildren }) {
  return (
    <div class="figure">
      <dt>{name}</dt>
      <dd>{children}</dd>
    </div>
  );
}

export interface Column {
  title: ComponentChildren;
  name: string;
  number?: boolean;
  sort?: "ascending" | "descending" | "none";
}

/** A table that becomes a list of cards where there is no room; roles are written out because cards would lose them. */
export function Table({ caption, named, columns, rows, wide, bodyClass }: {
  caption: string;
  /** The caption is shown; else a heading above says the same, and only a screen reader hears it. */
  named?: boolean;
  columns: Column[];
  rows: { key: string; cells: ComponentChildren[]; class?: string }[];
  /** Stays a table, and is scrolled within its own frame. */
  wide?: boolean;
  bodyClass?: string;
}) {
  const table = (
    <table role="table" class={`${wide ? "wide" : "cards"} ${bodyClass ?? ""}`}>
      <caption class={named ? undefined : "unseen"}>{caption}</caption>
      <thead role="rowgroup">
        <tr role="row">
          {columns.map((column) => (
            <th role="columnheader" scope="col" class={column.number ? "right" : undefined} aria-sort={column.sort}>
              {column.title}
            </th>
          ))}
        </tr>
      </thead>
      <tbody role="rowgroup">
        {rows.map((row) => (
          <tr role="row" key={row.key} class={row.class}>
            {row.cells.map((cell, at) =>
              at === 0 ? (
                <th role="rowheader" scope="row" data-label={columns[at]!.name}>
                  {cell}
                </th>
              ) : (
                <td role="cell" class={columns[at]!.number ? "right" : undefined} data-label={columns[at]!.name}>
                  {cell}
                </td>
              ),
            )}
          </tr>
        ))}
      </tbody>
    </table>
  );
  // A frame that can be scrolled must be reachable by keyboard.
  return wide ? (
    <div class="frame" role="region" aria-label={caption} tabIndex={0}>
      {table}
    </div>
  ) : (
    table
  );
}

/** A modal dialog; Escape, the button and a click beside it close it. */
export function Dialog({ title, children, onClose }: { title: ComponentChildren; children: ComponentChildren; onClose: () => void }) {
  const words = useWords();
  const dialog = useRef<HTMLDialogElement>(null);
  const titleId = useId();
  useEffect(() => {
    const before = document.activeElement;
    dialog.current?.showModal();
    return () => {
      if (before instanceof HTMLElement) before.focus();
    };
  }, []);
  return (
    <dialog
      ref={dialog}
      aria-labelledby={titleId}
      onClose={onClose}
      onClick={(event) => {
        if (event.target === dialog.current) dialog.current?.close();
      }}
    >
      <div class="dialog">
        <header>
          <h2 id={titleId}>{title}</h2>
          <button type="button" class="button" onClick={() => dialog.current?.close()}>
            {words.close}
          </button>
        </header>
        {children}
      </div>
    </dialog>
  );
}

const paperWidth = 680;

/** A chart drawn anew for every width; what it shows stands in a table beside it, so it is one picture to a screen reader. */
export function Chart({ label, draw, depends }: { label: string; draw: (width: number) => SVGSVGElement | HTMLElement; depends: unknown[] }) {
  const place = useRef<HTMLDivElement>(null);
  useEffect(() => {
    const element = place.current;
    if (element === null) return undefined;
    let drawn = 0;
    const show = (wanted?: number) => {
      const width = wanted ?? Math.floor(element.clientWidth);
      if (width === 0 || width === drawn) return;
      drawn = width;
      const chart = draw(width);
      chart.setAttribute("aria-hidden", "true");
      // The sheet of the page says the same; a style element would need a gap in the page's security policy.
      chart.querySelectorAll("style").forEach((one) => one.remove());
      element.replaceChildren(chart);
    };
    const observer = new ResizeObserver(() => show());
    // Paper is narrower than most windows: a chart drawn for the window would be shrunk, its letters with it.
    const onPaper = () => show(paperWidth);
    const onScreen = () => show();
    window.addEventListener("beforeprint", onPaper);
    window.addEventListener("afterprint", onScreen);
    observer.observe(element);
    show();
    return () => {
      observer.disconnect();
      window.removeEventListener("beforeprint", onPaper);
      window.removeEventListener("afterprint", onScreen);
    };
  }, depends);
  return <div class="chart" role="img" aria-label={label} ref={place} />;
}
