// Where the reader is: all of it stands in the address after #, so that a link brings another reader to the same place.

export type Tab = "record" | "plan" | "submit" | "sign-in";
export const tabs: Tab[] = ["record", "plan", "submit", "sign-in"];

export interface Route {
  tab: Tab;
  /** A part of the tab to be brought into view. */
  section: string | null;
  values: Record<string, number>;
}

const planSections = ["verdict", "steps", "trust", "gains", "people", "aim", "assumptions", "what-if"];

export function readRoute(fragment: string): Route {
  const [place = "", query = ""] = fragment.replace(/^#/, "").split("?");
  const values: Record<string, number> = {};
  for (const [id, value] of new URLSearchParams(query)) {
    if (value !== "" && Number.isFinite(Number(value))) values[id] = Number(value);
  }
  if ((tabs as string[]).includes(place)) return { tab: place as Tab, section: null, values };
  if (planSections.includes(place)) return { tab: "plan", section: place, values };
  return { tab: "record", section: place === "" ? null : place, values };
}

export function whatIfFragment(values: Record<string, number>): string {
  const query = new URLSearchParams(Object.entries(values).map(([id, value]) => [id, String(value)]));
  return Object.keys(values).length === 0 ? "#what-if" : `#what-if?${query}`;
}
