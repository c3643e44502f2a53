// The record: its parts, and what is opened over them.
import { type ComponentChildren } from "preact";
import { useMemo, useState } from "preact/hooks";
import { useRecordWords } from "../../words/record";
import { CommitmentsView, ObligationDialog } from "./commitments";
import { CountsView } from "./counts";
import { TimelineView, TrajectoryView } from "./course";
import { ChangesView, DeadlinesView } from "./dates";
import { ProceduresView } from "./disputes";
import { RecordContext, type OpenedRecord, type RecordData } from "./shared";
import { EntryDialog, SignaturesView } from "./signatures";
import { DeliveriesView, OrgansView } from "./supplies";

export function RecordView({ data, head, choices, since, lastVisit, onSince }: {
  data: RecordData;
  head: ComponentChildren;
  choices: ComponentChildren;
  since: string | null;
  lastVisit: string | null;
  onSince: (day: string) => void;
}) {
  const words = useRecordWords();
  const [over, setOver] = useState<OpenedRecord[]>([]);
  const shared = useMemo(() => ({ ...data, open: (opened: OpenedRecord) => setOver((all) => [...all, opened]) }), [data]);
  const { trajectory, ...others } = words.sections;
  const sections = data.replay === null ? others : { ...words.sections, trajectory };
  return (
    <RecordContext.Provider value={shared}>
      <header class="top">
        {head}
        <div class="choices">{choices}</div>
        <nav aria-label={words.contents}>
          <ul>
            {Object.entries(sections).map(([id, title]) => (
              <li>
                <a href={`#${id}`}>{title}</a>
              </li>
            ))}
          </ul>
        </nav>
      </header>
      <main id="main" tabIndex={-1}>
        <CountsView />
        <DeadlinesView />
        <CommitmentsView />
        <ChangesView since={since} lastVisit={lastVisit} onSince={onSince} />
        <TrajectoryView />
        <ProceduresView />
        <DeliveriesView />
        <OrgansView />
        <SignaturesView />
        <TimelineView />
      </main>
      {over.map((opened, at) => {
        const close = () => setOver((all) => all.slice(0, at));
        return opened.show === "entry" ? (
          <EntryDialog key={at} index={opened.index} onClose={close} />
        ) : (
          <ObligationDialog key={at} obligation={opened.obligation} onClose={close} />
        );
      })}
    </RecordContext.Provider>
  );
}
