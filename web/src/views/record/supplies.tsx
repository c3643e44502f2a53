// Deliveries in parts against their schedule, and whether the organs still work.
import { percent } from "../../numbers";
import { deliveredShares } from "../../record/standing";
import type { Quantity } from "../../record/answers";
import { useWords } from "../../words";
import { useRecordWords, type RecordWords } from "../../words/record";
import { Chart, Section, Table } from "../shared";
import { deliveriesChart } from "./charts";
import { nameOf, Promised, useRecord } from "./shared";

// Amounts are written in full: a tonne that is missing is a tonne.
const amount = (value: number) => String(Number(value.toPrecision(12))).replace("-", "−");

function delivered(words: RecordWords, one: Quantity, value: number, share: number | null): string {
  return share === null ? words.deliveries.plain(amount(value), one.unit) : words.deliveries.share(amount(value), one.unit, percent(share), amount(one.due));
}

function schedule(words: RecordWords, one: Quantity): string {
  const instalment = one.instalments_due > 0 ? one.due / one.instalments_due : one.whole;
  const parts = instalment === null ? [] : [words.deliveries.every(amount(instalment), one.unit, one.every)];
  return [...parts, ...(one.whole === null ? [words.deliveries.open] : [])].join(", ");
}

export function DeliveriesView() {
  const words = useRecordWords();
  const { standing } = useRecord();
  const { quantities } = standing;
  const titles = words.deliveries.columns;
  return (
    <Section id="deliveries" title={words.sections.deliveries}>
      {quantities.length === 0 ? (
        <p>{words.deliveries.none}</p>
      ) : (
        <>
          <Chart label={words.deliveries.chart} draw={(width) => deliveriesChart(width, quantities, words)} depends={[quantities, words]} />
          <p class="soft">{Object.values(words.deliveries.lines).join(" · ")}</p>
          <Table
            caption={words.deliveries.table}
            columns={[titles.what, titles.schedule, titles.due, titles.reported, titles.verified, titles.arrears].map((name) => ({ title: name, name }))}
            rows={quantities.map((one) => {
              const shares = deliveredShares(one);
              const behind = one.arrears_reported > 0 || one.arrears_verified > 0;
              return {
                key: nameOf(one),
                class: one.arrears_reported > 0 ? "broken" : undefined,
                cells: [
                  <Promised name={one} />,
                  schedule(words, one),
                  `${words.deliveries.plain(amount(one.due), one.unit)}, ${words.deliveries.instalments(one.instalments_due)}`,
                  delivered(words, one, one.reported, shares.reported),
                  delivered(words, one, one.verified, shares.verified),
                  behind ? words.deliveries.arrears(amount(one.arrears_reported), amount(one.arrears_verified), one.unit) : words.deliveries.noArrears,
                ],
              };
            })}
          />
        </>
      )}
    </Section>
  );
}

export function OrgansView() {
  const words = useRecordWords();
  const page = useWords();
  const { standing } = useRecord();
  const titles = words.organs.columns;
  const { organs } = standing;
  return (
    <Section id="organs" title={words.sections.organs}>
      {organs.length === 0 ? (
        <p>{words.organs.none}</p>
      ) : (
        <Table
          caption={words.organs.table}
          columns={[titles.organ, titles.meetings, titles.last, titles.quorum, titles.gap, titles.mandate].map((name) => ({ title: name, name }))}
          rows={organs.map((one) => ({
            key: one.organ,
            class: one.mandate_over ? "broken" : undefined,
            cells: [
              one.organ,
              words.organs.without(one.meetings, one.without_quorum),
              one.last === null ? words.organs.never : words.organs.ago(one.last, one.days_since ?? 0),
              one.quorum === null ? words.organs.unsaid : `${one.quorum ? words.organs.yes : words.organs.no}${one.present.length > 0 ? `: ${page.joined(one.present)}` : ""}`,
              one.gap_from === null || one.longest_gap === 0 ? "–" : words.organs.gap(one.longest_gap, one.gap_from),
              one.mandate_until === null ? words.organs.unsaid : one.mandate_over ? words.organs.over(one.mandate_until) : words.organs.until(one.mandate_until),
            ],
          }))}
        />
      )}
    </Section>
  );
}
