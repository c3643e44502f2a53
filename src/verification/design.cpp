#include "verification/design.h"

#include <algorithm>
#include <set>
#include <utility>

#include "accord/lattice.h"
#include "sequencing/certificate.h"

namespace entente::verification {

namespace {

std::optional<Portfolio> cheapest_without(const PortfolioProblem& problem, double margin, MeansSet without) {
  PortfolioAnswer answer = cheapest(problem, {.margin = margin, .wanted = 1, .without = without});
  if (answer.found.empty()) return std::nullopt;
  return std::move(answer.found.front());
}

// The set without a means and those that need it.
MeansSet after_losing(const PortfolioProblem& problem, MeansSet set, MeansIndex m) {
  MeansSet left = set;
  for (const MeansIndex one : listed(set)) {
    if ((problem.closure[one] & only(m)) != 0) left &= ~only(one);
  }
  return left;
}

std::vector<MeansValue> values_of(const PortfolioProblem& problem, double margin, MeansSet portfolio, bool suffices) {
  std::vector<MeansValue> values;
  for (const MeansIndex m : listed(problem.all)) {
    MeansValue value;
    value.means = m;
    value.in_portfolio = (portfolio & only(m)) != 0;
    if (value.in_portfolio) {
      if (suffices) value.instead = cheapest_without(problem, margin, only(m));
      value.changed = described(problem, after_losing(problem, portfolio, m));
    } else {
      value.changed = described(problem, portfolio | problem.closure[m]);
    }
    values.push_back(std::move(value));
  }
  return values;
}

std::vector<HostRefuses> refusals_of(const PortfolioProblem& problem, double margin) {
  const std::vector<accord::Means>& means = problem.accord.verification->means;
  std::set<PartyIndex> hosts;
  for (const accord::Means& one : means) {
    if (one.host) hosts.insert(*one.host);
  }
  std::vector<HostRefuses> refusals;
  for (const PartyIndex host : hosts) {
    MeansSet refused = 0;
    for (MeansIndex m = 0; m < means.size(); ++m) {
      if (means[m].host == host) refused |= only(m);
    }
    refusals.push_back({host, cheapest_without(problem, margin, refused)});
  }
  return refusals;
}

PortfolioDesign portfolio_design(const PortfolioProblem& problem, const std::vector<State>& points, double margin) {
  PortfolioDesign result;
  PortfolioAnswer answer = cheapest(problem, {.margin = margin});
  result.found = std::move(answer.found);
  result.branches = answer.branches;
  result.curve = cost_against_margin(problem);
  result.none = described(problem, 0);
  result.all = described(problem, problem.all);
  if (const auto& chosen = problem.accord.verification->chosen) {
    result.chosen = described(problem, set_of(*chosen));
    result.chosen_suffices = certified(problem, set_of(*chosen), margin);
  }
  const bool suffices = !result.found.empty();
  const MeansSet at_hand = suffices ? set_of(result.found.front().means) : problem.all;
  result.values = values_of(problem, margin, at_hand, suffices);
  result.refusals = refusals_of(problem, margin);
  const Accord all_in_force = with_portfolio(problem.accord, problem.ready, listed(problem.all));
  result.still = required_detections(all_in_force, points, margin_points(problem, margin));
  return result;
}

std::vector<MeansIndex> every_means(const Accord& accord) {
  std::vector<MeansIndex> all;
  for (MeansIndex m = 0; m < accord.verification->means.size(); ++m) all.push_back(m);
  return all;
}

}  // namespace

Design design(const Accord& accord, const accord::Plan& plan, double margin) {
  const std::vector<State> points = accord::path(accord, plan);
  Design result;
  result.accord = accord;
  result.plan = plan;
  result.margin = margin;
  result.now = sequencing::evaluate(game::compile(accord), points);
  result.gain = result.now.gain;
  std::vector<double> margins;
  for (const double gain : result.gain) margins.push_back(margin * std::max(0.0, gain));
  result.holds_now = sequencing::certify(accord, plan, margins).holds();
  result.required = required_detections(accord, points, margins);
  Accord in_force = accord;
  if (accord.verification) {
    const PortfolioProblem problem = portfolio_problem(accord, plan);
    result.portfolio = portfolio_design(problem, points, margin);
    if (!result.portfolio->found.empty()) {
      in_force = with_portfolio(accord, problem.ready, result.portfolio->found.front().means);
    }
  }
  result.breakouts = breakouts(in_force);
  return result;
}

Accord with_every_means_from_today(const Accord& accord) {
  return accord::with_means(accord, [&](const Requirement&) { return every_means(accord); });
}

Accord with_every_means(const Accord& accord) {
  Accord result = accord;
  result.verification->chosen = every_means(accord);
  return accord::with_chosen_means(result);
}

}  // namespace entente::verification
