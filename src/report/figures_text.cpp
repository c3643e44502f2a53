#include "report/figures_text.h"

#include <algorithm>
#include <optional>
#include <vector>

#include "accord/lattice.h"
#include "report/wording.h"

namespace entente::report {

namespace {

using accord::Accord;
using accord::PartyIndex;
using sequencing::Condition;
using sequencing::Evaluation;

// What each party delivers in the step after a point: one line a party.
std::string deliveries(const Accord& accord, const PlanFigures& figures, std::size_t point) {
  std::string text;
  for (PartyIndex i = 0; i < accord.parties.size(); ++i) {
    std::string own;
    for (const accord::Raise& raise : figures.plan.steps[point].raises) {
      const accord::Commitment& commitment = accord.commitments[raise.commitment];
      if (commitment.by != i) continue;
      own +=
          (own.empty() ? "" : ", ") + commitment.name + " → " + accord::level_name(accord, raise.commitment, raise.to);
    }
    if (!own.empty()) text += (text.empty() ? "" : "\n") + accord.parties[i].name + ": " + own;
  }
  return text;
}

std::string slack_with_share(const Condition& condition, std::span<const double> best_gain) {
  const std::string text = points(condition.slack);
  if (best_gain[condition.party] <= 0.0) return text;
  return text + " (" + percent(sequencing::share_of_best(condition, best_gain)) + ")";
}

bool breaks(const Condition& condition) {
  return !sequencing::holds(condition, 0.0);
}

Cell trust_cell(const Accord& accord, const PlanFigures& figures, std::size_t point) {
  const std::vector<double>& kept = figures.trust.kept[point];
  const auto least = static_cast<std::size_t>(std::min_element(kept.begin(), kept.end()) - kept.begin());
  if (kept[least] >= 1.0) return {"100%"};
  return {probability(kept[least]) + " " + accord.parties[least].name};
}

std::string when(const Accord& accord, std::size_t starts) {
  return starts == 0 ? "start" : short_duration(starts, accord.period);
}

std::vector<Cell> when_and_what(const Accord& accord, const PlanFigures& figures, std::size_t point,
                                std::size_t starts) {
  if (point == figures.plan.steps.size()) {
    return {{"then"}, {when(accord, starts)}, {""}, {"the accord holds"}};
  }
  return {{std::to_string(point + 1)},
          {when(accord, starts)},
          {short_duration(figures.evaluation.walk.takes[point], accord.period)},
          {deliveries(accord, figures, point)}};
}

std::vector<Column> when_and_what_columns() {
  return {{"step"}, {"starts"}, {"takes"}, {"who delivers what"}};
}

}  // namespace

std::string by_party(const Accord& accord, std::span<const double> values) {
  std::string text;
  for (PartyIndex i = 0; i < values.size(); ++i) {
    text += (text.empty() ? "" : ", ") + accord.parties[i].name + " " + points(values[i]);
  }
  return text;
}

std::string steps_table(const Accord& accord, const PlanFigures& figures, std::span<const double> best_gain,
                        const Terminal& terminal) {
  Table table;
  table.columns = when_and_what_columns();
  for (const char* title : {"tightest slack", "condition", "trust"}) table.columns.push_back({title});
  const Evaluation& evaluation = figures.evaluation;
  std::size_t starts = 0;
  for (std::size_t point = 0; point < evaluation.walk.points.size(); ++point) {
    std::vector<Cell> row = when_and_what(accord, figures, point, starts);
    const Condition& tight = sequencing::tightest(evaluation, point, best_gain);
    const Tone tone = breaks(tight) ? Tone::bad : Tone::plain;
    row.push_back(
        {accord.parties[tight.party].name + (breaks(tight) ? " breaks " : " ") + slack_with_share(tight, best_gain),
         tone});
    row.push_back({sequencing::describe(tight), tone});
    row.push_back(trust_cell(accord, figures, point));
    table.rows.push_back(std::move(row));
    if (point < evaluation.walk.takes.size()) starts += evaluation.walk.takes[point];
  }
  return drawn(table, terminal);
}

std::string slack_table(const Accord& accord, const PlanFigures& figures, const Terminal& terminal) {
  Table table;
  table.columns = when_and_what_columns();
  for (const accord::Party& party : accord.parties) table.columns.push_back({party.name, Align::right});
  table.columns.push_back({"trust"});
  const Evaluation& evaluation = figures.evaluation;
  std::size_t starts = 0;
  for (std::size_t point = 0; point < evaluation.walk.points.size(); ++point) {
    std::vector<Cell> row = when_and_what(accord, figures, point, starts);
    for (const Condition& condition : evaluation.weakest[point]) {
      row.push_back({points(condition.slack), breaks(condition) ? Tone::bad : Tone::plain});
    }
    row.push_back(trust_cell(accord, figures, point));
    table.rows.push_back(std::move(row));
    if (point < evaluation.walk.takes.size()) starts += evaluation.walk.takes[point];
  }
  return drawn(table, terminal);
}

std::string weakest_link_sentence(const Accord& accord, const PlanFigures& figures, std::span<const double> best_gain) {
  const Condition& weakest = sequencing::weakest_link(figures.evaluation, best_gain);
  const std::string text = "The weakest link is " + accord.parties[weakest.party].name + " " +
                           point_in_words(weakest.point, figures.plan.steps.size()) + ": it " +
                           stake_in_words(accord, weakest, best_gain[weakest.party]) + ".";
  return text;
}

std::string kept_sentence(const Accord& accord, const PlanFigures& figures) {
  const bool doubted = std::any_of(accord.parties.begin(), accord.parties.end(),
                                   [](const accord::Party& party) { return party.doubt.best > 0.0; });
  if (!doubted) return "The file doubts nobody (`doubt`), so trust is complete and says nothing here.";
  std::string text = "The plan is kept to the end with probability " + probability(figures.trust.kept_to_end);
  const std::vector<std::vector<double>>& kept = figures.trust.kept;
  double least = 1.0;
  std::size_t at = 0;
  PartyIndex who = 0;
  for (std::size_t point = 0; point < kept.size(); ++point) {
    for (PartyIndex i = 0; i < kept[point].size(); ++i) {
      if (kept[point][i] >= least) continue;
      least = kept[point][i];
      at = point;
      who = i;
    }
  }
  if (least < 1.0) {
    text += "; least sure is " + accord.parties[who].name + " " + point_in_words(at, figures.plan.steps.size()) + " (" +
            probability(least) + ")";
  }
  return text + ".";
}

std::string exposure_lines(const Accord& accord, const PlanFigures& figures, std::span<const double> best_gain,
                           const Terminal& terminal) {
  struct Largest {
    sequencing::Exposure exposure;
    std::size_t step = 0;
  };
  std::vector<std::optional<Largest>> largest(accord.parties.size());
  for (std::size_t step = 0; step < figures.exposures.size(); ++step) {
    for (const sequencing::Exposure& exposure : figures.exposures[step]) {
      std::optional<Largest>& known = largest[exposure.of];
      if (!known || exposure.points > known->exposure.points) known = Largest{exposure, step};
    }
  }
  std::string text;
  for (PartyIndex i = 0; i < largest.size(); ++i) {
    if (!largest[i]) continue;
    const sequencing::Exposure& exposure = largest[i]->exposure;
    std::string line = accord.parties[i].name + " to " + accord.parties[exposure.to].name + " at step " +
                       std::to_string(largest[i]->step + 1) + ": " + in_points(exposure.points);
    if (best_gain[i] > 0.0) line += " (" + percent(exposure.points / best_gain[i]) + " of its best gain)";
    text += paragraph(line, terminal, "  ");
  }
  if (text.empty()) {
    return paragraph(
        "Nobody is exposed: should another deliver nothing of a step, no party is worse off than by leaving before it.",
        terminal);
  }
  return paragraph("Most exposed, should the other deliver nothing of a step:", terminal) + text;
}

std::string lack_lines(const Accord& accord, const sequencing::Explanation& explanation, std::size_t most,
                       const Terminal& terminal) {
  const std::size_t steps = explanation.path ? explanation.path->size() - 1 : 0;
  std::string text;
  for (std::size_t at = 0; at < std::min(most, explanation.lacks.size()); ++at) {
    const sequencing::Lack& lack = explanation.lacks[at];
    const Condition& worst = lack.worst;
    const std::string where = explanation.path ? point_in_words(worst.point, steps) : "once it stands";
    text += paragraph(accord.parties[worst.party].name + " " + where + ": it " + stake_in_words(accord, worst) + " [" +
                          sequencing::describe(worst) + "].",
                      terminal, "- ");
    if (lack.mends.empty()) {
      text += paragraph("No change of a single number of the file mends it.", terminal, "    ");
      continue;
    }
    text += paragraph("Any one of these mends it:", terminal, "    ");
    for (const sequencing::Mend& mend : lack.mends) {
      text += paragraph(mend_in_words(accord, mend) + (mend.whole_plan ? ": with that alone the whole holds" : ""),
                        terminal, "    - ", mend.whole_plan ? Tone::good : Tone::plain);
    }
  }
  if (explanation.lacks.size() > most) {
    text += paragraph("... and " + std::to_string(explanation.lacks.size() - most) +
                          " more; `entente explain` and --json show them all.",
                      terminal, "- ");
  }
  return text;
}

std::string certified_sentence(const PlanFigures& figures) {
  const std::string certified = "Certified: every condition was checked again in interval arithmetic. ";
  return certified + (figures.confirmed == Confirmed::best_response
                          ? "Confirmed by best response: the best strategy of every party was computed, and none is "
                            "worth more than keeping the plan."
                          : "By the conditions: some party has too many ways to break the plan for its best response "
                            "to be computed.");
}

}  // namespace entente::report
