#include "report/plan_figures.h"

#include <algorithm>
#include <utility>

#include "accord/detection.h"
#include "accord/lattice.h"

namespace entente::report {

using accord::Accord;
using accord::PartyIndex;
using game::Game;
using sequencing::Condition;

PlanFigures figures_of(const Accord& accord, const Game& game, accord::Plan plan, std::span<const double> margin,
                       std::size_t most_private_states) {
  PlanFigures figures;
  const std::vector<accord::State> points = accord::path(accord, plan);
  figures.evaluation = sequencing::evaluate(game, points, margin);
  figures.certificate = sequencing::certify(accord, plan, margin);
  bool all_checked = true;
  for (PartyIndex i = 0; i < accord.parties.size(); ++i) {
    const auto response = sequencing::best_response(accord, plan, i, most_private_states);
    all_checked = all_checked && response.has_value();
    if (!response) continue;
    figures.beaten = figures.beaten || response->beats_the_plan;
    figures.responses.push_back(*response);
  }
  figures.confirmed = all_checked && !figures.beaten ? Confirmed::best_response : Confirmed::conditions;
  figures.keeps_pace = accord::keeps_pace(accord, plan);
  figures.trust = sequencing::trust(accord, points);
  for (std::size_t step = 0; step + 1 < points.size(); ++step) {
    figures.exposures.push_back(sequencing::exposures(game, figures.evaluation.walk, step));
  }
  figures.plan = std::move(plan);
  return figures;
}

const Condition* first_break(const PlanFigures& figures, std::span<const double> best_gain) {
  if (figures.evaluation.broken.empty()) return nullptr;
  return &sequencing::tightest(figures.evaluation, figures.evaluation.broken.front().point, best_gain);
}

Comparison compare(const Accord& accord, const std::vector<accord::Plan>& plans, std::size_t most_private_states) {
  const Game game = game::compile(accord);
  Comparison comparison;
  comparison.accord = accord;
  if (std::string chosen = accord::chosen_means_in_words(accord); !chosen.empty()) {
    comparison.notes.push_back(std::move(chosen));
  }
  comparison.best_gain.assign(accord.parties.size(), 0.0);
  const std::vector<double> no_margin(accord.parties.size(), 0.0);
  for (const accord::Plan& plan : plans) {
    comparison.plans.push_back(figures_of(accord, game, plan, no_margin, most_private_states));
    for (PartyIndex i = 0; i < accord.parties.size(); ++i) {
      comparison.best_gain[i] = std::max(comparison.best_gain[i], comparison.plans.back().evaluation.gain[i]);
    }
  }
  return comparison;
}

}  // namespace entente::report
