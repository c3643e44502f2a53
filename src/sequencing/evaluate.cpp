#include "sequencing/evaluate.h"

#include <algorithm>
#include <limits>
#include <utility>

#include "game/values.h"

namespace entente::sequencing {

namespace {

bool counts_for_slack(const Condition& condition) {
  return condition.deviation != Deviation::stop || condition.slack < 0.0;
}

}  // namespace

Evaluation evaluate(const game::Game& game, std::vector<State> points, std::span<const double> margin) {
  const std::size_t parties = game.parties.size();
  Evaluation result;
  result.walk = walk(game, std::move(points));
  result.min_slack = std::numeric_limits<double>::infinity();
  for (const std::size_t takes : result.walk.takes) result.periods += takes;
  std::vector<ValuesAlong> values;
  for (PartyIndex i = 0; i < parties; ++i) values.push_back(values_along(game, result.walk, i));
  for (std::size_t point = 0; point < result.walk.points.size(); ++point) {
    std::vector<double> value;
    std::vector<Condition> weakest(parties);
    for (PartyIndex i = 0; i < parties; ++i) {
      const double asked = margin.empty() ? 0.0 : margin[i];
      value.push_back(values[i].continuation[point]);
      weakest[i].slack = std::numeric_limits<double>::infinity();
      for_each_condition(game, result.walk, values[i], i, point, [&](const Condition& condition) {
        if (!holds(condition, asked)) result.broken.push_back(condition);
        if (counts_for_slack(condition) && condition.slack < weakest[i].slack) weakest[i] = condition;
      });
      result.min_slack = std::min(result.min_slack, weakest[i].slack);
    }
    result.value.push_back(std::move(value));
    result.weakest.push_back(std::move(weakest));
  }
  for (PartyIndex i = 0; i < parties; ++i) {
    result.gain.push_back(values[i].continuation.front() - values[i].breakdown.front());
    result.over_standing_still.push_back(values[i].continuation.front() -
                                         game::holding(game, i, result.walk.points.front()));
  }
  return result;
}

std::vector<State> states_of(const game::Game& game, std::span<const accord::Step> steps) {
  std::vector<State> points{game.today};
  for (const accord::Step& step : steps) {
    points.push_back(points.back());
    for (const accord::Raise& raise : step.raises) points.back()[raise.commitment] = raise.to;
  }
  return points;
}

double share_of_best(const Condition& condition, std::span<const double> best_gain) {
  const double best = best_gain[condition.party];
  return best > 0.0 ? condition.slack / best : condition.slack;
}

const Condition& tightest(const Evaluation& evaluation, std::size_t point, std::span<const double> best_gain) {
  const std::vector<Condition>& of_parties = evaluation.weakest[point];
  return *std::min_element(of_parties.begin(), of_parties.end(), [&](const Condition& a, const Condition& b) {
    return share_of_best(a, best_gain) < share_of_best(b, best_gain);
  });
}

const Condition& weakest_link(const Evaluation& evaluation, std::span<const double> best_gain) {
  const Condition* weakest = nullptr;
  for (std::size_t point = 0; point < evaluation.weakest.size(); ++point) {
    const Condition& here = tightest(evaluation, point, best_gain);
    if (weakest == nullptr || share_of_best(here, best_gain) < share_of_best(*weakest, best_gain)) weakest = &here;
  }
  return *weakest;
}

}  // namespace entente::sequencing
