#include "report/evaluate_text.h"

#include <algorithm>
#include <vector>

#include "report/figures_text.h"
#include "report/wording.h"

namespace entente::report {

namespace {

using accord::Accord;
using accord::PartyIndex;
using sequencing::Condition;

// A plan may break at every step and for every party; the table of slacks shows them all.
constexpr std::size_t kBreaksShown = 6;

bool holds(const PlanFigures& figures) {
  return figures.evaluation.holds();
}

bool confirmed(const PlanFigures& figures) {
  return figures.confirmed == Confirmed::best_response;
}

std::string verdict_in_short(const PlanFigures& figures) {
  if (holds(figures)) return figures.beaten ? "FAULT" : "holds";
  return confirmed(figures) ? "not shown" : "breaks";
}

Tone tone_of_verdict(const PlanFigures& figures) {
  return holds(figures) && !figures.beaten ? Tone::good : Tone::bad;
}

std::string break_in_short(const Accord& accord, const PlanFigures& figures, std::span<const double> best_gain) {
  const Condition* first = first_break(figures, best_gain);
  if (first == nullptr) return "-";
  return accord.parties[first->party].name + " " + point_in_words(first->point, figures.plan.steps.size()) + ": " +
         sequencing::describe(*first) + ", " + points(first->slack);
}

std::string side_by_side(const Comparison& comparison, const Terminal& terminal) {
  Table table;
  table.columns = {{"plan"},       {"verdict"}, {"steps", Align::right}, {"lasts"}, {"kept to the end", Align::right},
                   {"first break"}};
  for (const PlanFigures& figures : comparison.plans) {
    table.rows.push_back({{figures.plan.name},
                          {verdict_in_short(figures), tone_of_verdict(figures)},
                          {std::to_string(figures.plan.steps.size())},
                          {short_duration(figures.evaluation.periods, comparison.accord.period)},
                          {holds(figures) ? probability(figures.trust.kept_to_end) : "-"},
                          {break_in_short(comparison.accord, figures, comparison.best_gain)}});
  }
  return drawn(table, terminal);
}

std::string gains(const Comparison& comparison, const Terminal& terminal) {
  Table table;
  table.columns = {{"gain of"}};
  for (const accord::Party& party : comparison.accord.parties) table.columns.push_back({party.name, Align::right});
  for (const PlanFigures& figures : comparison.plans) {
    std::vector<Cell> row{{figures.plan.name}};
    for (const double gain : figures.evaluation.gain)
      row.push_back({points(gain), gain < 0.0 ? Tone::bad : Tone::plain});
    table.rows.push_back(std::move(row));
  }
  return drawn(table, terminal) +
         paragraph("Gains are over no deal, if the plan is kept; points are on each party's own scale.", terminal, "",
                   Tone::faint);
}

std::string beaten_by(const Accord& accord, const PlanFigures& figures) {
  for (const sequencing::BestResponse& response : figures.responses) {
    if (!response.beats_the_plan) continue;
    return accord.parties[response.party].name + " gains " + in_points(response.best_value - response.plan_value) +
           " by its best response " + point_in_words(response.point, figures.plan.steps.size());
  }
  return {};
}

std::string verdict(const Accord& accord, const PlanFigures& figures, const Terminal& terminal) {
  std::string text;
  if (holds(figures) && figures.beaten) {
    text = "FAULT: it meets the conditions (MODEL 4.2), and yet " + beaten_by(accord, figures) +
           ". Please report this accord.";
  } else if (holds(figures)) {
    text = std::string("It holds: nobody gains by breaking it; ") +
           (confirmed(figures) ? "confirmed by best response." : "by the conditions.");
  } else if (figures.beaten) {
    text = "It breaks: " + beaten_by(accord, figures) + ".";
  } else if (confirmed(figures)) {
    text =
        "It misses a condition, which is on the safe side: the best response of every party was computed, and none "
        "gains by "
        "breaking it.";
  } else {
    text = "It breaks, by the conditions.";
  }
  if (holds(figures) && !figures.certificate.holds()) text += " It is not certified: rounding leaves a condition open.";
  std::string result = paragraph(text, terminal, "", tone_of_verdict(figures));
  if (!figures.keeps_pace) {
    result += paragraph("Warning: it jumps over levels or raises more in a step than `pace` allows.", terminal);
  }
  return result;
}

std::string breaks(const Accord& accord, const PlanFigures& figures, const Terminal& terminal) {
  std::string text;
  std::size_t shown = 0;
  std::size_t left_out = 0;
  for (const std::vector<Condition>& point : figures.evaluation.weakest) {
    for (const Condition& condition : point) {
      if (sequencing::holds(condition, 0.0)) continue;
      if (shown == kBreaksShown) {
        ++left_out;
        continue;
      }
      ++shown;
      text += paragraph(accord.parties[condition.party].name + " " +
                            point_in_words(condition.point, figures.plan.steps.size()) + ": it " +
                            stake_in_words(accord, condition) + ".",
                        terminal, "- ");
    }
  }
  if (left_out > 0) text += paragraph("... and " + std::to_string(left_out) + " more.", terminal, "- ");
  return text;
}

std::string in_full(const Comparison& comparison, const PlanFigures& figures, const Terminal& terminal) {
  const Accord& accord = comparison.accord;
  std::string text = heading(figures.plan.name, terminal);
  if (!figures.plan.note.empty()) text += paragraph(figures.plan.note, terminal, "", Tone::faint);
  text += verdict(accord, figures, terminal) + breaks(accord, figures, terminal) + '\n';
  text += paragraph("Slack of each party, in points of its own:", terminal, "", Tone::faint);
  text += slack_table(accord, figures, terminal) + '\n';
  if (holds(figures)) {
    text += paragraph(weakest_link_sentence(accord, figures, comparison.best_gain), terminal);
    text += paragraph(kept_sentence(accord, figures), terminal);
  }
  return text + exposure_lines(accord, figures, comparison.best_gain, terminal);
}

}  // namespace

std::string evaluate_text(const Comparison& comparison, const Terminal& terminal) {
  std::string text = paragraph(comparison.accord.title, terminal, "", Tone::heading) + '\n';
  for (const std::string& note : comparison.notes) text += paragraph(note, terminal) + '\n';
  text += side_by_side(comparison, terminal) + '\n' + gains(comparison, terminal);
  for (const PlanFigures& figures : comparison.plans) text += in_full(comparison, figures, terminal);
  return text;
}

}  // namespace entente::report
