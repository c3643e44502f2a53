#include "sequencing/solutions.h"

#include <algorithm>
#include <cmath>
#include <limits>

#include "sequencing/evaluate.h"

namespace entente::sequencing {

namespace {

// Products and shares are free of any party's unit, so that one tolerance serves.
constexpr double kSameShare = 1e-9;

std::vector<std::vector<CommitmentIndex>> raised_lists(const FoundPlan& plan) {
  std::vector<std::vector<CommitmentIndex>> lists;
  for (const accord::Step& step : plan.steps) {
    std::vector<CommitmentIndex>& list = lists.emplace_back();
    for (const accord::Raise& raise : step.raises) list.push_back(raise.commitment);
  }
  return lists;
}

std::vector<double> shares_ascending(const FoundPlan& plan, std::span<const double> disagreement,
                                     std::span<const double> best_gain) {
  std::vector<double> shares;
  for (std::size_t i = 0; i < best_gain.size(); ++i) {
    if (best_gain[i] > 0.0) shares.push_back((plan.value[i] - disagreement[i]) / best_gain[i]);
  }
  std::sort(shares.begin(), shares.end());
  return shares;
}

// 1: a is better, -1: b is better, 0: the same.
int compare_leximin(const std::vector<double>& a, const std::vector<double>& b) {
  for (std::size_t i = 0; i < a.size(); ++i) {
    if (a[i] > b[i] + kSameShare) return 1;
    if (b[i] > a[i] + kSameShare) return -1;
  }
  return 0;
}

std::vector<double> margins(std::span<const double> best_gain, double share) {
  std::vector<double> points;
  for (const double best : best_gain) points.push_back(share * best);
  return points;
}

}  // namespace

std::vector<double> best_gains(std::span<const FoundPlan> frontier, std::span<const double> disagreement) {
  std::vector<double> best(disagreement.size(), 0.0);
  for (const FoundPlan& plan : frontier) {
    for (std::size_t i = 0; i < best.size(); ++i) best[i] = std::max(best[i], plan.value[i] - disagreement[i]);
  }
  // A gain that is only rounding is none: the party is left out of products and shares.
  for (std::size_t i = 0; i < best.size(); ++i) {
    if (best[i] <= kSameShare * std::max(1.0, std::abs(disagreement[i]))) best[i] = 0.0;
  }
  return best;
}

double nash_product(std::span<const double> value, std::span<const double> disagreement,
                    std::span<const double> best_gain) {
  double product = 1.0;
  for (std::size_t i = 0; i < value.size(); ++i) {
    if (best_gain[i] > 0.0) product *= std::max(0.0, value[i] - disagreement[i]) / best_gain[i];
  }
  return product;
}

bool comes_first(const FoundPlan& a, const FoundPlan& b) {
  if (a.periods != b.periods) return a.periods < b.periods;
  return raised_lists(a) < raised_lists(b);
}

std::optional<std::size_t> nash(std::span<const FoundPlan> frontier, std::span<const double> disagreement,
                                std::span<const double> best_gain) {
  if (frontier.empty()) return std::nullopt;
  double largest = 0.0;
  for (const FoundPlan& plan : frontier) largest = std::max(largest, nash_product(plan.value, disagreement, best_gain));
  std::optional<std::size_t> chosen;
  for (std::size_t p = 0; p < frontier.size(); ++p) {
    if (nash_product(frontier[p].value, disagreement, best_gain) < largest * (1.0 - kSameShare)) continue;
    if (!chosen || comes_first(frontier[p], frontier[*chosen])) chosen = p;
  }
  return chosen;
}

std::optional<std::size_t> kalai_smorodinsky(std::span<const FoundPlan> frontier, std::span<const double> disagreement,
                                             std::span<const double> best_gain) {
  std::optional<std::size_t> chosen;
  std::vector<double> best_shares;
  for (std::size_t p = 0; p < frontier.size(); ++p) {
    std::vector<double> shares = shares_ascending(frontier[p], disagreement, best_gain);
    const int comparison = chosen ? compare_leximin(shares, best_shares) : 1;
    if (comparison < 0 || (comparison == 0 && !comes_first(frontier[p], frontier[*chosen]))) continue;
    chosen = p;
    best_shares = std::move(shares);
  }
  return chosen;
}

double margin_of(const game::Game& game, const FoundPlan& plan, std::span<const double> best_gain) {
  const Evaluation evaluation = evaluate(game, states_of(game, plan.steps));
  double least = std::numeric_limits<double>::infinity();
  for (const std::vector<Condition>& at_point : evaluation.weakest) {
    for (const Condition& condition : at_point) {
      if (best_gain[condition.party] > 0.0) least = std::min(least, condition.slack / best_gain[condition.party]);
    }
  }
  return least;
}

std::optional<Securest> securest_of(const game::Game& game, std::span<const FoundPlan> frontier,
                                    std::span<const double> best_gain) {
  std::optional<Securest> best;
  for (const FoundPlan& plan : frontier) {
    const double margin = margin_of(game, plan, best_gain);
    const bool better = !best || margin > best->margin + kSameShare ||
                        (margin > best->margin - kSameShare && comes_first(plan, best->plan));
    if (better) best = Securest{.plan = plan, .margin = margin, .proved = false};
  }
  return best;
}

std::optional<Securest> securest(const game::Game& game, std::span<const FoundPlan> frontier,
                                 std::span<const double> best_gain, SearchOptions options) {
  std::optional<Securest> best = securest_of(game, frontier, best_gain);
  const bool anything_to_gain = std::any_of(best_gain.begin(), best_gain.end(), [](double gain) { return gain > 0.0; });
  if (!best || !anything_to_gain) return best;
  double impossible = 1.0;  // no slack can pass the gain itself
  constexpr double kWidth = 1e-9;
  while (impossible - best->margin > kWidth) {
    const double middle = 0.5 * (best->margin + impossible);
    options.margin = margins(best_gain, middle);
    const SearchResult found = search(game, options);
    if (!found.finished) return best;
    const std::optional<Securest> better = securest_of(game, found.frontier, best_gain);
    if (!better) {
      impossible = middle;
    } else if (better->margin > best->margin) {
      *best = *better;
    } else {
      break;  // rounding: the plan found is as good as the one held
    }
  }
  best->proved = true;
  return best;
}

}  // namespace entente::sequencing
