// What the verdict rests on: whether anything holds, how much of the aim it reaches, and what stops it.
import type { Condition, FoundPlan, Lack, Plan, PlanDocument, Point, Report, SolutionKey } from "./report";

export type Outcome = "whole" | "part" | "noAim" | "nothingButToday" | "nothing" | "noPlanToTarget" | "noPlanStands";

export interface Verdict {
  outcome: Outcome;
  reached: number;
  asked: number;
  worst: Lack | null;
}

export function shownFirst(document: PlanDocument): SolutionKey {
  return document.solution === "kalai-smorodinsky" ? "kalai_smorodinsky" : document.solution;
}

/** Levels of the aim that stand at `state`, and all of them; what the aim needs in turn counts. */
export function towardsAim(document: PlanDocument, state: Record<string, string>): { reached: number; asked: number } {
  let reached = 0;
  let asked = 0;
  for (const commitment of document.commitments) {
    const height = (level: string | undefined) => (level === undefined ? 0 : commitment.levels.indexOf(level) + 1);
    const wanted = height(document.aim?.levels[commitment.name]);
    asked += wanted;
    reached += Math.min(wanted, height(state[commitment.name]));
  }
  return { reached, asked };
}

/** The break of the aim that is worst by share of the party's best package gain. */
export function worstLack(document: PlanDocument): Lack | null {
  const share = (lack: Lack) => {
    const best = document.package.best_gain[lack.party];
    return best && best > 0 ? lack.slack / best : lack.slack;
  };
  return (document.aim?.lacks ?? []).reduce<Lack | null>((worst, one) => (worst === null || share(one) < share(worst) ? one : worst), null);
}

export function verdict(document: PlanDocument, plan: FoundPlan | null): Verdict {
  const worst = worstLack(document);
  const { reached, asked } = towardsAim(document, plan?.final ?? document.from ?? {});
  const told = (outcome: Outcome): Verdict => ({ outcome, reached, asked, worst });
  const nothing = document.frontier.length === 0;
  if (document.target !== null && nothing) return told("noPlanToTarget");
  if (nothing) return told(document.faults.length > 0 && plan === null ? "noPlanStands" : "nothing");
  if (plan === null) return told("noPlanStands");
  if (plan.steps.length === 0) return told("nothingButToday");
  if (document.aim === null) return told("noAim");
  return told(reached === asked ? "whole" : "part");
}

/** Slack as a share of the party's best gain; null where it has none. */
export function shareOfBest(slack: number, best: number | null | undefined): number | null {
  return best && best > 0 ? slack / best : null;
}

/** The tightest condition of the plan, by share of best gain; the point counts from 0, the holding last. */
export function weakestLink(plan: Plan, best: Record<string, number | null>): { at: number; condition: Condition } {
  const points = [...plan.steps.map((step) => step.weakest), plan.hold.weakest];
  const size = (condition: Condition) => shareOfBest(condition.slack, best[condition.party]) ?? condition.slack;
  let at = 0;
  points.forEach((condition, index) => {
    if (size(condition) < size(points[at]!)) at = index;
  });
  return { at, condition: points[at]! };
}

/** What each party can gain at best by any plan that the page knows, searched or written by people: one measure for all shares. */
export function bestGains(report: Report): Record<string, number | null> {
  const ofPeople = report.people?.best_gain ?? {};
  return Object.fromEntries(
    report.plan.parties.map((party) => {
      const known = [report.plan.best_gain[party], ofPeople[party]].filter((one): one is number => typeof one === "number");
      return [party, known.length === 0 ? null : Math.max(...known)];
    }),
  );
}

/** Whose slack is the smallest share of its best gain at a point. The document's `weakest` may rest on another measure: where a plan was evaluated
 *  by itself, each party's best gain is that of this plan. */
export function tightestAt(point: Pick<Point, "slack" | "weakest">, best: Record<string, number | null>): Pick<Condition, "party" | "slack" | "levels"> {
  const size = (party: string, slack: number) => shareOfBest(slack, best[party]) ?? slack;
  let least: Pick<Condition, "party" | "slack" | "levels"> = point.weakest;
  for (const [party, slack] of Object.entries(point.slack)) {
    if (size(party, slack) < size(least.party, least.slack) - 1e-12) least = { party, slack, levels: [] };
  }
  return least;
}
