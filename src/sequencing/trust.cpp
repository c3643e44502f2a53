#include "sequencing/trust.h"

#include <algorithm>
#include <cmath>
#include <limits>

#include "game/values.h"
#include "sequencing/in_parallel.h"

namespace entente::sequencing {

namespace {

using accord::Accord;
using game::Game;

constexpr double kNeverBreaks = std::numeric_limits<double>::infinity();

bool has_own_costs(const Accord& accord, PartyIndex party) {
  for (const accord::Commitment& commitment : accord.commitments) {
    if (commitment.by != party) continue;
    for (const accord::Level& level : commitment.levels) {
      if (level.value[party].best < 0.0 || level.once[party].best < 0.0) return true;
    }
  }
  return false;
}

// Whether `party` meets its conditions at each point when its own costs are so many times those in the file.
class Kept {
 public:
  Kept(const Accord& accord, const std::vector<State>& points, PartyIndex party)
      : accord_(accord), game_(game::compile(accord)), walk_(walk(game_, points)), party_(party) {}

  void scale(double factor) {
    game::compile_secret_costs(game_, accord_, {.party = party_, .factor = factor});
    values_ = values_along(game_, walk_, party_);
  }

  // At the factor of the last `scale`.
  bool at(std::size_t point) const {
    bool kept = true;
    for_each_condition(game_, walk_, values_, party_, point,
                       [&](const Condition& condition) { kept = kept && holds(condition, 0.0); });
    return kept;
  }

 private:
  const Accord& accord_;
  Game game_;
  Walk walk_;
  ValuesAlong values_;
  PartyIndex party_;
};

double bisect(Kept& plan, std::size_t point, double kept, double broken) {
  constexpr double kWidth = 1e-9;
  while (broken - kept > kWidth * broken) {
    const double middle = 0.5 * (kept + broken);
    plan.scale(middle);
    (plan.at(point) ? kept : broken) = middle;
  }
  return broken;
}

// The first factor, on steps of 1% and then bisected, at which each point is no longer kept.
std::vector<double> breaking_points(const Accord& accord, const std::vector<State>& points, PartyIndex party) {
  constexpr double kMost = 100.0;
  constexpr double kStep = 1.01;
  std::vector<double> result(points.size(), kNeverBreaks);
  std::vector<std::size_t> still_kept;
  Kept plan(accord, points, party);
  plan.scale(1.0);
  for (std::size_t point = 0; point < points.size(); ++point) {
    if (plan.at(point)) {
      still_kept.push_back(point);
    } else {
      result[point] = 1.0;
    }
  }
  if (!has_own_costs(accord, party)) return result;
  for (double factor = 1.0; factor < kMost && !still_kept.empty();) {
    const double next = std::min(kMost, factor * kStep);
    plan.scale(next);
    // clang 14 can not read what ranges::stable_partition returns.
    const auto first_broken =
        std::stable_partition(still_kept.begin(), still_kept.end(), [&](std::size_t point) { return plan.at(point); });
    for (auto point = first_broken; point != still_kept.end(); ++point)
      result[*point] = bisect(plan, *point, factor, next);
    still_kept.erase(first_broken, still_kept.end());
    factor = next;
  }
  return result;
}

// P(alpha < limit) with ln alpha ~ N(0, doubt); without doubt alpha is 1.
double chance_below(double limit, double doubt) {
  if (limit == kNeverBreaks) return 1.0;
  if (doubt == 0.0) return limit > 1.0 ? 1.0 : 0.0;
  return 0.5 * std::erfc(-std::log(limit) / (doubt * std::sqrt(2.0)));
}

}  // namespace

Trust trust(const Accord& accord, const std::vector<State>& points) {
  const std::size_t parties = accord.parties.size();
  std::vector<std::vector<double>> by_party(parties);
  for_each_index(parties, [&](std::size_t party) { by_party[party] = breaking_points(accord, points, party); });
  Trust result;
  result.breaking_point.assign(points.size(), std::vector<double>(parties, kNeverBreaks));
  result.kept.assign(points.size(), std::vector<double>(parties, 0.0));
  result.kept_to_end = 1.0;
  for (PartyIndex j = 0; j < parties; ++j) {
    const double doubt = accord.parties[j].doubt.best;
    double lowest = kNeverBreaks;
    double before = 1.0;
    for (std::size_t point = 0; point < points.size(); ++point) {
      result.breaking_point[point][j] = by_party[j][point];
      lowest = std::min(lowest, by_party[j][point]);
      const double now = chance_below(lowest, doubt);
      result.kept[point][j] = before > 0.0 ? now / before : 0.0;
      before = now;
    }
    result.kept_to_end *= before;
  }
  return result;
}

std::vector<Exposure> exposures(const Game& game, const Walk& walk, std::size_t point) {
  std::vector<Exposure> result;
  if (point + 1 >= walk.points.size()) return result;
  const State& r = walk.points[point];
  const State& s = walk.points[point + 1];
  const std::size_t takes = walk.takes[point];
  for (PartyIndex i = 0; i < game.parties.size(); ++i) {
    const game::PartyTerms& party = game.parties[i];
    const double leaving_now = game::breakdown(game, i, r);
    const double until = flows_until(game, i, game::flow(game, i, r), leaving_now, takes);
    for (PartyIndex j = 0; j < game.parties.size(); ++j) {
      State y = s;
      double once = 0.0;
      bool owes = false;
      for (CommitmentIndex k = 0; k < s.size(); ++k) {
        if (game.commitments[k].by == j) {
          owes = owes || s[k] != r[k];
          y[k] = r[k];
          continue;
        }
        for (LevelIndex l = r[k] + 1; l <= s[k]; ++l) once += party.once[game.slot(k, l)];
      }
      if (j == i || !owes) continue;
      const double left =
          once + game::flow(game, i, y) * party.review_annuity + party.review_discount * game::breakdown(game, i, y);
      const double points = leaving_now - until - game::discounted(party.gamma, takes) * left;
      if (points > 0.0) result.push_back({.of = i, .to = j, .points = points});
    }
  }
  return result;
}

}  // namespace entente::sequencing
