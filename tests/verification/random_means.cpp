#include "verification/random_means.h"

#include <algorithm>
#include <set>

#include "game/game.h"
#include "sequencing/search.h"
#include "sequencing/solutions.h"
#include "support/random_accord.h"

namespace entente::testing {

namespace {

using accord::Range;

constexpr std::uint64_t kForMeans = 0x6D65616E73;

void see_everything(accord::Accord& accord) {
  for (accord::Commitment& commitment : accord.commitments) {
    for (accord::Level& level : commitment.levels) level.seen = level.watched = Range::exactly(1.0);
  }
}

accord::Means random_means(const accord::Accord& accord, std::size_t number, Draws& draws) {
  accord::Means means;
  means.name = "means " + std::to_string(number);
  means.cost = Range::exactly(draws.chance(0.1) ? 0.0 : static_cast<double>(draws.whole(1, 9)));
  std::set<std::pair<std::size_t, std::size_t>> levels;
  for (std::size_t n = draws.whole(1, 4); n > 0; --n) {
    const std::size_t k = draws.whole(0, accord.commitments.size() - 1);
    levels.emplace(k, draws.whole(1, accord.commitments[k].levels.size()));
  }
  for (const auto& [k, l] : levels) {
    const auto chance = [&] { return Range::exactly(draws.chance(0.1) ? 1.0 : draws.uniform(0.0, 0.9)); };
    means.sees.push_back({{k, l}, chance(), chance()});
  }
  if (draws.chance(0.2)) means.starts = draws.uniform(0.0, 2.0);
  if (number > 0 && draws.chance(0.2)) means.needs_means = {draws.whole(0, number - 1)};
  if (draws.chance(0.2)) {
    const std::size_t k = draws.whole(0, accord.commitments.size() - 1);
    means.needs_levels = {{k, 1}};
  }
  return means;
}

}  // namespace

std::optional<PlanWithMeans> random_plan_with_means(std::uint64_t seed, std::size_t means) {
  PlanWithMeans result{random_accord(seed, {.most_states = 60}), {}};
  accord::Accord& accord = result.accord;
  see_everything(accord);
  const game::Game game = game::compile(accord);
  const sequencing::SearchResult found = sequencing::search(game, {});
  const std::vector<double> best = sequencing::best_gains(found.frontier, found.disagreement);
  const auto nash = sequencing::nash(found.frontier, found.disagreement, best);
  if (!nash || found.frontier[*nash].steps.empty()) return std::nullopt;
  result.plan.name = "Nash";
  result.plan.steps = found.frontier[*nash].steps;
  Draws draws(seed ^ kForMeans);
  for (accord::Commitment& commitment : accord.commitments) {
    for (accord::Level& level : commitment.levels) {
      level.seen = Range::exactly(draws.chance(0.5) ? 0.0 : draws.uniform(0.0, 0.5));
      level.watched = Range::exactly(draws.chance(0.5) ? 0.0 : draws.uniform(0.0, 0.5));
    }
  }
  accord::Verification verification;
  verification.unit = "m";
  for (std::size_t n = 0; n < means; ++n) verification.means.push_back(random_means(accord, n, draws));
  if (means >= 2 && draws.chance(0.5)) {
    accord::CommonCause cause;
    for (accord::MeansIndex m = 0; m < means; ++m) {
      if (m < 2 || draws.chance(0.3)) cause.means.push_back(m);
    }
    cause.share = Range::exactly(draws.uniform(0.0, 1.0));
    verification.common_causes.push_back(cause);
  }
  accord.verification = verification;
  return result;
}

}  // namespace entente::testing
