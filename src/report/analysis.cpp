#include "report/analysis.h"

#include <algorithm>
#include <cmath>
#include <limits>
#include <utility>

#include "accord/detection.h"
#include "accord/lattice.h"
#include "game/game.h"
#include "report/planned_search.h"
#include "report/representatives.h"
#include "sequencing/solutions.h"

namespace entente::report {

namespace {

using accord::Accord;
using accord::PartyIndex;
using game::Game;
using sequencing::FoundPlan;
using sequencing::SearchResult;

// Above so many valid states the search is not repeated for one more figure.
constexpr std::size_t kRepeatable = 20'000;

std::vector<double> positive_or(const std::vector<double>& wanted, const std::vector<double>& instead) {
  std::vector<double> result = wanted;
  for (std::size_t i = 0; i < result.size(); ++i) {
    if (result[i] <= 0.0) result[i] = instead[i];
  }
  return result;
}

// What violations are counted in: best package gains, where there are none the best of any state.
std::vector<double> package_gains(const bargaining::Packages& packages) {
  return positive_or(packages.best_gain, packages.best_gain_alone);
}

double product_of(const std::vector<double>& value, const SearchResult& found, const std::vector<double>& best_gain) {
  double product = 1.0;
  for (std::size_t i = 0; i < value.size(); ++i) {
    if (best_gain[i] > 0.0) product *= std::max(0.0, value[i] - found.disagreement[i]);
  }
  return product;
}

// Chooses, checks, and chooses again where a check speaks against the plan.
class Chooser {
 public:
  Chooser(PlanAnalysis& analysis, const Game& game, std::vector<double> margin)
      : analysis_(analysis), game_(game), margin_(std::move(margin)), left_(analysis.search.frontier) {}

  template <class Choose>
  std::optional<PlanFigures> choose(const char* name, const Choose& rule) {
    for (;;) {
      const std::optional<std::size_t> chosen = rule(left_);
      if (!chosen) return std::nullopt;
      std::optional<PlanFigures> figures = checked(name, left_[*chosen]);
      if (figures) return figures;
      left_.erase(left_.begin() + static_cast<std::ptrdiff_t>(*chosen));
    }
  }

  std::optional<PlanFigures> checked(const char* name, const FoundPlan& found) {
    accord::Plan plan;
    plan.name = name;
    plan.steps = found.steps;
    for (const PlanFigures* known : known_) {
      if (known->plan.steps != plan.steps) continue;
      PlanFigures again = *known;
      again.plan.name = name;
      return again;
    }
    PlanFigures figures = figures_of(analysis_.accord, game_, std::move(plan), margin_);
    if (!figures.certificate.holds()) {
      const sequencing::Inequality& open = figures.certificate.open.front();
      analysis_.faults.push_back("a plan found by the search is not certified: " + open.condition + " of " +
                                 analysis_.accord.parties[open.party].name + " at point " + std::to_string(open.point) +
                                 " is open; the plan was dropped");
      return std::nullopt;
    }
    for (const sequencing::BestResponse& response : figures.responses) {
      if (!response.beats_the_plan) continue;
      analysis_.faults.push_back(
          "fault of the conditions of MODEL 4.2: " + analysis_.accord.parties[response.party].name +
          " has a strategy worth " + std::to_string(response.best_value) + " against " +
          std::to_string(response.plan_value) + " for keeping, at point " + std::to_string(response.point) +
          " of a certified plan; the plan was dropped, please report the accord");
      return std::nullopt;
    }
    figures.proof = proof_of(found);
    return figures;
  }

  void remember(const std::optional<PlanFigures>& figures) {
    if (figures) known_.push_back(&*figures);
  }

 private:
  Proof proof_of(const FoundPlan& found) const {
    const SearchResult& search = analysis_.search;
    const double own = product_of(found.value, search, analysis_.best_gain);
    const auto counted = static_cast<double>(
        std::count_if(analysis_.best_gain.begin(), analysis_.best_gain.end(), [](double gain) { return gain > 0.0; }));
    double at_most = 0.0;
    if (search.coverage == sequencing::Coverage::exact) {
      for (const FoundPlan& plan : search.frontier)
        at_most = std::max(at_most, product_of(plan.value, search, analysis_.best_gain));
    } else {
      at_most = product_of(search.at_most, search, analysis_.best_gain);
    }
    // The bracket's bound is on the parties that gained by some plan when it was made.
    if (search.nash_at_most && static_cast<double>(search.nash_parties) == counted) {
      at_most = std::max(own, std::min(at_most, std::pow(*search.nash_at_most, counted)));
    }
    Proof proof;
    proof.nash_product_at_most = at_most;
    constexpr double kProved = 2e-9;  // values that close are equal
    if (own > 0.0 && counted > 0.0) proof.gap = std::pow(at_most / own, 1.0 / counted) - 1.0;
    if (proof.gap && *proof.gap < kProved) proof.gap = 0.0;
    return proof;
  }

  PlanAnalysis& analysis_;
  const Game& game_;
  std::vector<double> margin_;
  std::vector<FoundPlan> left_;
  std::vector<const PlanFigures*> known_;
};

void choose_solutions(PlanAnalysis& analysis, const Game& game, const PlannedSearch& planned) {
  const std::vector<double>& best = analysis.best_gain;
  const std::vector<double>& disagreement = analysis.search.disagreement;
  std::vector<double> margin = planned.options.margin;
  margin.resize(best.size(), 0.0);  // empty stands for none
  Chooser chooser(analysis, game, std::move(margin));
  analysis.nash = chooser.choose(
      "Nash", [&](const std::vector<FoundPlan>& plans) { return sequencing::nash(plans, disagreement, best); });
  chooser.remember(analysis.nash);
  analysis.kalai_smorodinsky = chooser.choose("Kalai-Smorodinsky", [&](const std::vector<FoundPlan>& plans) {
    return sequencing::kalai_smorodinsky(plans, disagreement, best);
  });
  chooser.remember(analysis.kalai_smorodinsky);
  // Proving the securest plan repeats the search some thirty times.
  const bool repeatable =
      analysis.search.coverage == sequencing::Coverage::exact && analysis.search.valid_states <= kRepeatable;
  const std::optional<sequencing::Securest> securest =
      repeatable ? sequencing::securest(game, analysis.search.frontier, best, planned.options)
                 : sequencing::securest_of(game, analysis.search.frontier, best);
  if (!securest) return;
  analysis.securest = chooser.checked("securest", securest->plan);
  analysis.securest_margin = securest->margin;
  analysis.securest_proved = securest->proved;
}

bool ends_at_or_above(const Game& game, const FoundPlan& plan, const accord::State& levels) {
  const accord::State end = sequencing::states_of(game, plan.steps).back();
  return std::equal(end.begin(), end.end(), levels.begin(), [](std::size_t a, std::size_t b) { return a >= b; });
}

Aim aim_of(const PlanAnalysis& analysis, const Game& game, const PlanOptions& options) {
  Aim aim;
  aim.levels = accord::least_state(analysis.accord, analysis.accord.aim);
  aim.reached = std::any_of(analysis.search.frontier.begin(), analysis.search.frontier.end(),
                            [&](const FoundPlan& plan) { return ends_at_or_above(game, plan, aim.levels); });
  if (aim.reached) return aim;
  sequencing::ExplainOptions explaining{.package_gain = package_gains(analysis.packages), .on_progress = {}};
  if (options.on_progress) {
    explaining.on_progress = [&](const sequencing::Progress& progress) { options.on_progress("aim", progress); };
  }
  aim.explanation = sequencing::explain(analysis.accord, aim.levels, explaining);
  return aim;
}

}  // namespace

bool PlanAnalysis::holds_more_than_today() const {
  return std::any_of(search.frontier.begin(), search.frontier.end(),
                     [](const FoundPlan& plan) { return !plan.steps.empty(); });
}

PlanAnalysis analyse(const Accord& accord, const PlanOptions& options) {
  const Game game = game::compile(accord);
  PlanAnalysis analysis;
  analysis.accord = accord;
  analysis.states = game::count_states(game);
  analysis.packages = bargaining::solve(game);
  // Where links are too many even to count them, they are too many for a frontier of plans.
  const std::size_t valid_states = analysis.packages.valid_states.value_or(std::numeric_limits<std::size_t>::max());
  PlannedSearch planned = planned_search(game, valid_states, options);
  analysis.search = std::move(planned.result);
  analysis.eps_share = planned.eps_share;
  analysis.eps_points =
      planned.options.eps.empty() ? std::vector<double>(accord.parties.size(), 0.0) : planned.options.eps;
  analysis.margin_share = options.margin;
  analysis.best_gain = planned.best_gain;
  analysis.notes = std::move(planned.notes);
  analysis.target = options.target;
  if (std::string chosen = accord::chosen_means_in_words(accord); !chosen.empty()) {
    analysis.notes.push_back(std::move(chosen));
  }
  choose_solutions(analysis, game, planned);
  if (analysis.search.coverage == sequencing::Coverage::representative) {
    analysis.representatives = representatives(analysis, game, planned.options.margin);
  }
  for (PartyIndex i = 0; i < accord.parties.size(); ++i) {
    const bool known = analysis.nash && analysis.packages.nash && analysis.packages.nash->gain[i] > 0.0;
    analysis.price_of_mistrust.push_back(
        known ? std::optional<double>(analysis.nash->evaluation.gain[i] / analysis.packages.nash->gain[i])
              : std::nullopt);
  }
  if (!accord.aim.empty()) analysis.aim = aim_of(analysis, game, options);
  return analysis;
}

sequencing::Explanation explain(
    const Accord& accord, const accord::State& state,
    const std::function<void(const char* stage, const sequencing::Progress&)>& on_progress) {
  const Game game = game::compile(accord);
  sequencing::ExplainOptions options{.package_gain = package_gains(bargaining::solve(game)), .on_progress = {}};
  if (on_progress) {
    options.on_progress = [&](const sequencing::Progress& progress) { on_progress("explain", progress); };
  }
  return sequencing::explain(accord, state, options);
}

}  // namespace entente::report
