#include "report/plan_text.h"

#include <algorithm>
#include <vector>

#include "accord/lattice.h"
#include "accord/words.h"
#include "report/explain_text.h"
#include "report/figures_text.h"
#include "report/wording.h"

namespace entente::report {

namespace {

using accord::Accord;
using accord::PartyIndex;
using sequencing::Coverage;

// The aim is one part of the report: what it lacks in full is told by `explain`.
constexpr std::size_t kLacksShown = 6;

std::string steps_in_words(const PlanFigures& figures) {
  const std::size_t steps = figures.plan.steps.size();
  return std::to_string(steps) + (steps == 1 ? " step" : " steps");
}

std::string ends_at(const Accord& accord, const PlanFigures& figures) {
  return state_in_words(accord, figures.evaluation.walk.points.back());
}

std::string with_margin(const PlanAnalysis& analysis) {
  if (analysis.margin_share == 0.0) return {};
  return " by at least " + percent(analysis.margin_share) + " of any party's best gain";
}

// Today stands or falls by `breakdown` alone: nothing has been delivered that could be withheld or taken back.
std::string why_not_even_today(const PlanAnalysis& analysis) {
  std::vector<std::string> names;
  for (const accord::Party& party : analysis.accord.parties) {
    if (party.breakdown.best > 0.0) names.push_back(party.name);
  }
  if (!names.empty()) {
    return "A breakdown is worth more than today's state of affairs to " + accord::joined(names) +
           " (`breakdown` above 0 in the file), and no plan makes up for it.";
  }
  return "At this margin not even today's state of affairs holds; ask for a smaller one.";
}

std::string verdict(const PlanAnalysis& analysis, const std::optional<PlanFigures>& figures, const Terminal& terminal) {
  if (analysis.target && !analysis.holds()) {
    return paragraph("No plan that ends at " + state_in_words(analysis.accord, *analysis.target) + " holds.", terminal,
                     "", Tone::bad) +
           paragraph("`entente explain CASE --at STATE` says why, and what would mend it.", terminal);
  }
  if (!analysis.holds()) {
    return paragraph("Nothing holds.", terminal, "", Tone::bad) + paragraph(why_not_even_today(analysis), terminal);
  }
  if (!analysis.holds_more_than_today()) {
    return paragraph(
               analysis.accord.stands.empty() ? "Nothing holds but today." : "Nothing holds but what stands already.",
               terminal, "", Tone::bad) +
           paragraph("Every plan with a first step gives some party a reason to break it" +
                         std::string(analysis.margin_share > 0.0 ? ", or too thin a reason to keep it" : "") +
                         (analysis.aim ? ". What would have to change is said under the aim."
                                       : ". `entente explain CASE --at STATE` says what would have to change."),
                     terminal);
  }
  if (!figures) {
    return paragraph("No plan can be shown: those found did not stand up to the checks (see the faults below).",
                     terminal, "", Tone::bad);
  }
  std::string text = "A plan of " + steps_in_words(*figures) +
                     " holds: nobody gains by breaking it at any step, nor once it is done" +
                     (analysis.margin_share > 0.0 ? "; everybody loses" + with_margin(analysis) : "") + ". It takes " +
                     duration(figures->evaluation.periods, analysis.accord.period) +
                     " and ends at: " + ends_at(analysis.accord, *figures) + ".";
  return paragraph(text, terminal, "", Tone::good) + paragraph(certified_sentence(*figures), terminal);
}

std::string safe_states_in_words(const sequencing::SearchResult& search) {
  if (search.safe_at_least == search.safe_at_most) return count(static_cast<double>(search.safe_at_least));
  return "at least " + count(static_cast<double>(search.safe_at_least)) + " and at most " +
         count(static_cast<double>(search.safe_at_most));
}

std::string how_searched(const PlanAnalysis& analysis) {
  const sequencing::SearchResult& search = analysis.search;
  std::string text;
  switch (search.coverage) {
    case Coverage::exact:
      text = "Searched exactly: of all plans, those that no other is better than for everybody.";
      break;
    case Coverage::eps:
      text = "Searched within " + percent(analysis.eps_share) + " of each party's best gain (" +
             by_party(analysis.accord, analysis.eps_points) + " points).";
      break;
    case Coverage::representative:
      // What that means stands among the notes.
      break;
  }
  text += (text.empty() ? "Of " : " Of ") + count(analysis.states) + " states " +
          count(static_cast<double>(search.valid_states)) + " are valid; " + safe_states_in_words(search) +
          " of them " + (search.safe_at_most == 1 ? "is" : "are") + " safe (from there some plan " +
          (analysis.target ? "to the state asked for " : "") + "holds).";
  return text;
}

std::string gap_sentence(Solution solution, const PlanFigures& figures) {
  if (solution != Solution::nash) return {};
  const std::optional<double>& gap = figures.proof.gap;
  if (!gap) return "How much better another plan could be is not known.";
  if (*gap < 1e-9) return "No plan has a larger product of gains: proved.";
  return "Still open: another plan could have gains up to " + percent(*gap) +
         " larger (geometric mean over the parties).";
}

// Without a plan there is only what is at stake: no deal and the package.
std::string gains_table(const PlanAnalysis& analysis, const PlanFigures* figures, const Terminal& terminal) {
  const bool proved = analysis.search.coverage != Coverage::representative;
  Table table;
  table.columns = {{"party"}, {"no deal", Align::right}};
  if (figures != nullptr) {
    table.columns.push_back({"gain", Align::right});
    table.columns.push_back({"over standing still", Align::right});
    table.columns.push_back({proved ? "best gain of any plan" : "best gain found", Align::right});
  }
  table.columns.push_back({"package gain", Align::right});
  if (figures != nullptr) table.columns.push_back({"price of mistrust", Align::right});
  for (PartyIndex i = 0; i < analysis.accord.parties.size(); ++i) {
    std::vector<Cell> row{{analysis.accord.parties[i].name}, {points(analysis.packages.disagreement[i])}};
    if (figures != nullptr) {
      row.push_back({points(figures->evaluation.gain[i])});
      row.push_back({points(figures->evaluation.over_standing_still[i])});
      row.push_back({points(analysis.best_gain[i])});
    }
    row.push_back({analysis.packages.nash ? points(analysis.packages.nash->gain[i]) : "-"});
    const std::optional<double>& price = analysis.price_of_mistrust[i];
    if (figures != nullptr) row.push_back({price ? percent(*price) : "-"});
    table.rows.push_back(std::move(row));
  }
  std::string legend =
      "Points are on each party's own scale; gains are over no deal. The package is what they would sign if keeping "
      "were no problem (Nash)";
  legend += figures != nullptr ? "; the price of mistrust is the Nash plan's gain as a share of it." : ".";
  return drawn(table, terminal) + paragraph(legend, terminal, "", Tone::faint);
}

std::string aim_section(const PlanAnalysis& analysis, const Terminal& terminal) {
  if (!analysis.aim) return {};
  const Accord& accord = analysis.accord;
  const Aim& aim = *analysis.aim;
  std::string text = heading("The aim: " + state_in_words(accord, aim.levels), terminal);
  if (aim.reached) return text + paragraph("A plan that holds reaches it.", terminal, "", Tone::good);
  if (!aim.explanation) return text + paragraph("No plan found reaches it.", terminal, "", Tone::bad);
  const sequencing::Explanation& explanation = *aim.explanation;
  return text + explanation_sentence(accord, explanation, terminal) +
         lack_lines(accord, explanation, kLacksShown, terminal);
}

std::string other_solutions(const PlanAnalysis& analysis, Solution shown, const Terminal& terminal) {
  const std::optional<PlanFigures>& full = chosen(analysis, shown);
  std::string text;
  for (const Solution solution : kSolutions) {
    const std::optional<PlanFigures>& figures = chosen(analysis, solution);
    std::string line = std::string(name(solution)) + " (" + std::string(definition(solution)) + "): ";
    if (!figures) {
      line += "none.";
    } else if (solution == shown) {
      line += "the plan above.";
    } else if (full && full->plan.steps == figures->plan.steps) {
      line += "the same plan.";
    } else {
      line += "gains " + by_party(analysis.accord, figures->evaluation.gain) + "; " + steps_in_words(*figures) + ", " +
              duration(figures->evaluation.periods, analysis.accord.period) + "; ends ";
      const bool same_end = full && full->evaluation.walk.points.back() == figures->evaluation.walk.points.back();
      line += same_end ? "where the plan above does." : "at " + ends_at(analysis.accord, *figures) + ".";
    }
    if (solution == Solution::securest && figures) {
      line += " Its margin is " + percent(analysis.securest_margin) +
              (analysis.securest_proved ? ", the largest there is." : ", the largest found.");
    }
    text += paragraph(line, terminal, "- ");
  }
  return text;
}

// Where the frontier is too large to hold: the plans that are best at something.
std::string representatives_section(const PlanAnalysis& analysis, const Terminal& terminal) {
  const bool any = std::any_of(analysis.representatives.begin(), analysis.representatives.end(),
                               [](const Representative& one) { return !one.best_at.empty(); });
  if (!any) return {};
  const Accord& accord = analysis.accord;
  std::string text = heading("Plans to choose from", terminal);
  std::size_t others = 0;
  for (const Representative& one : analysis.representatives) {
    if (one.best_at.empty()) {
      ++others;
      continue;
    }
    std::vector<double> gain;
    for (PartyIndex i = 0; i < one.plan.value.size(); ++i) {
      gain.push_back(one.plan.value[i] - analysis.search.disagreement[i]);
    }
    const std::size_t steps = one.plan.steps.size();
    text += paragraph(accord::joined(one.best_at) + ": gains " + by_party(accord, gain) + "; " + std::to_string(steps) +
                          (steps == 1 ? " step, " : " steps, ") + duration(one.plan.periods, accord.period) + ".",
                      terminal, "- ");
  }
  if (others > 0) {
    text += paragraph("Another " + std::to_string(others) +
                          " certified plans that end elsewhere or favour somebody else: "
                          "`--json`, `frontier`.",
                      terminal, "", Tone::faint);
  }
  return text;
}

std::string plan_section(const PlanAnalysis& analysis, const PlanFigures& figures, const Terminal& terminal) {
  const Accord& accord = analysis.accord;
  std::string text = heading("Steps", terminal) + steps_table(accord, figures, analysis.best_gain, terminal);
  text += paragraph(
      "Slack is what the party would lose by its best way to break the plan there, in its points and as a share of its "
      "best gain. Trust is the probability that the least sure party keeps the step, those before kept.",
      terminal, "", Tone::faint);
  text += '\n' + paragraph(weakest_link_sentence(accord, figures, analysis.best_gain), terminal);
  text += paragraph(kept_sentence(accord, figures), terminal);
  return text + exposure_lines(accord, figures, analysis.best_gain, terminal);
}

}  // namespace

std::string plan_text(const PlanAnalysis& analysis, Solution solution, const Terminal& terminal) {
  const Accord& accord = analysis.accord;
  const std::optional<PlanFigures>& figures = chosen(analysis, solution);
  const bool holds = analysis.holds_more_than_today();
  std::string text = paragraph(accord.title, terminal, "", Tone::heading) + '\n';
  if (!accord.stands.empty())
    text += paragraph("From what stands already: " + state_in_words(accord, accord.stands) + '.', terminal);
  text += verdict(analysis, figures, terminal);
  for (const std::string& fault : analysis.faults) {
    text += paragraph("FAULT: " + fault, terminal, "", Tone::bad);
  }
  text += '\n' + paragraph(how_searched(analysis), terminal);
  for (const std::string& note : analysis.notes) text += paragraph(note, terminal);
  const bool shows_plan = holds && figures.has_value();
  if (shows_plan) {
    const std::string gap = gap_sentence(solution, *figures);
    if (!gap.empty()) text += paragraph(gap, terminal);
    text += heading("Gains: the " + std::string(name(solution)) + " plan (" + std::string(definition(solution)) + ")",
                    terminal);
  } else {
    text += heading("What is at stake", terminal);
  }
  text += gains_table(analysis, shows_plan ? &*figures : nullptr, terminal);
  if (shows_plan) text += plan_section(analysis, *figures, terminal);
  text += aim_section(analysis, terminal);
  if (holds) text += heading("Solutions", terminal) + other_solutions(analysis, solution, terminal);
  if (holds) text += representatives_section(analysis, terminal);
  return text;
}

}  // namespace entente::report
