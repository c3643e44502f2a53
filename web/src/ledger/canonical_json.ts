// JSON in its one canonical form (RFC 8785), which is what authors of events sign: docs/ledger-format.md.

export type Json = null | boolean | number | string | Json[] | { [key: string]: Json };

/** What the ledger would refuse. */
export class Refused extends Error {}

const mostDepth = 32;

// A lone surrogate has no UTF-8, so nobody else could write the same bytes.
function text(value: string): string {
  const lone = /[\uD800-\uDBFF](?![\uDC00-\uDFFF])|(?<![\uD800-\uDBFF])[\uDC00-\uDFFF]/;
  if (lone.test(value)) throw new Refused("half a surrogate pair");
  return JSON.stringify(value);
}

function number(value: number): string {
  if (!Number.isFinite(value)) throw new Refused("not a number");
  const written = JSON.stringify(value);
  if (/^-?\d+$/.test(written) && !Number.isSafeInteger(value)) throw new Refused("an integer beyond 9007199254740991");
  return written;
}

/** Keys in the order of their UTF-16 code units, which is that of sort(). */
export function canonical(value: Json, depth = 0): string {
  if (value === null || typeof value === "boolean") return String(value);
  if (typeof value === "number") return number(value);
  if (typeof value === "string") return text(value);
  if (depth >= mostDepth) throw new Refused("more than 32 values in each other");
  if (Array.isArray(value)) return `[${value.map((one) => canonical(one, depth + 1)).join(",")}]`;
  const parts = Object.keys(value)
    .sort()
    .map((key) => `${text(key)}:${canonical(value[key]!, depth + 1)}`);
  return `{${parts.join(",")}}`;
}
