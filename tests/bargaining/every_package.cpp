#include "bargaining/every_package.h"

#include <algorithm>
#include <cmath>
#include <functional>
#include <limits>

#include "game/states.h"
#include "game/values.h"

namespace entente::testing {

namespace {

using accord::PartyIndex;
using accord::State;
using game::Game;

constexpr double kSame = 1e-9;

std::vector<double> no_deal(const Game& game) {
  std::vector<double> result;
  for (PartyIndex i = 0; i < game.parties.size(); ++i) result.push_back(game::breakdown(game, i, game::today(game)));
  return result;
}

bool accepts(double gain, double disagreement) {
  return gain >= -kSame * std::max(1.0, std::abs(disagreement));
}

bool gains_something(double gain, double disagreement) {
  return gain > kSame * std::max(1.0, std::abs(disagreement));
}

std::vector<PlainPackage> states(const Game& game) {
  std::vector<PlainPackage> result;
  const std::vector<double> disagreement = no_deal(game);
  game::for_each_valid_state(game, game::today(game), game::highest(game), [&](const State& x) {
    PlainPackage package{.levels = x, .gain = {}, .ties = 1};
    for (PartyIndex i = 0; i < disagreement.size(); ++i) {
      package.gain.push_back(game::delivered_at_once(game, i, x) - disagreement[i]);
    }
    result.push_back(std::move(package));
  });
  std::sort(result.begin(), result.end(),
            [](const PlainPackage& a, const PlainPackage& b) { return a.levels < b.levels; });
  return result;
}

using Figure = std::function<double(const PlainPackage&)>;

// The packages within the tolerance of the largest figure.
std::vector<PlainPackage> best_by(const std::vector<PlainPackage>& packages, const Figure& figure) {
  double best = -std::numeric_limits<double>::infinity();
  for (const PlainPackage& package : packages) best = std::max(best, figure(package));
  std::vector<PlainPackage> result;
  for (const PlainPackage& package : packages) {
    const double own = figure(package);
    if (own == best || own >= best - kSame) result.push_back(package);
  }
  return result;
}

std::optional<PlainPackage> first(const std::vector<PlainPackage>& tied) {
  if (tied.empty()) return std::nullopt;
  PlainPackage result = tied.front();
  result.ties = tied.size();
  return result;
}

std::vector<PlainPackage> leximin(std::vector<PlainPackage> packages, const std::vector<double>& weights) {
  std::size_t counted = 0;
  for (const double weight : weights) counted += weight > 0.0 ? 1 : 0;
  for (std::size_t smallest = 1; smallest <= counted; ++smallest) {
    packages = best_by(packages, [&](const PlainPackage& package) {
      std::vector<double> shares;
      for (PartyIndex i = 0; i < weights.size(); ++i) {
        if (weights[i] > 0.0) shares.push_back(weights[i] * package.gain[i]);
      }
      std::sort(shares.begin(), shares.end());
      double sum = 0.0;
      for (std::size_t n = 0; n < smallest; ++n) sum += shares[n];
      return sum;
    });
  }
  return packages;
}

std::vector<std::vector<double>> undominated(const std::vector<PlainPackage>& packages) {
  std::vector<std::vector<double>> result;
  for (const PlainPackage& package : packages) {
    const bool dominated = std::any_of(packages.begin(), packages.end(), [&](const PlainPackage& other) {
      bool better = false;
      for (PartyIndex i = 0; i < package.gain.size(); ++i) {
        if (other.gain[i] < package.gain[i] - kSame) return false;
        better = better || other.gain[i] > package.gain[i] + kSame;
      }
      return better;
    });
    const bool known = std::any_of(result.begin(), result.end(), [&](const std::vector<double>& gain) {
      for (PartyIndex i = 0; i < gain.size(); ++i) {
        if (std::abs(gain[i] - package.gain[i]) > kSame) return false;
      }
      return true;
    });
    if (!dominated && !known) result.push_back(package.gain);
  }
  std::sort(result.rbegin(), result.rend());
  return result;
}

std::vector<std::vector<PartyIndex>> sets(std::size_t parties) {
  std::vector<std::vector<PartyIndex>> result;
  for (std::size_t mask = 1; mask < (std::size_t{1} << parties); ++mask) {
    std::vector<PartyIndex> set;
    for (PartyIndex i = 0; i < parties; ++i) {
      if (((mask >> i) & 1U) != 0) set.push_back(i);
    }
    result.push_back(set);
  }
  std::sort(result.begin(), result.end(),
            [](const auto& a, const auto& b) { return a.size() != b.size() ? a.size() < b.size() : a < b; });
  return result;
}

}  // namespace

PlainPackages every_package(const Game& game, const std::vector<double>& weights) {
  const std::size_t parties = game.parties.size();
  const std::vector<double> disagreement = no_deal(game);
  const std::vector<PlainPackage> all = states(game);
  PlainPackages result;
  result.valid_states = all.size();
  result.best_gain.assign(parties, 0.0);
  result.best_gain_alone.assign(parties, 0.0);
  result.blocks.assign(parties, 0.0);
  for (const PlainPackage& package : all) {
    std::vector<PartyIndex> refusing;
    for (PartyIndex i = 0; i < parties; ++i) {
      result.best_gain_alone[i] = std::max(result.best_gain_alone[i], package.gain[i]);
      if (!accepts(package.gain[i], disagreement[i])) refusing.push_back(i);
    }
    if (refusing.size() == 1) ++result.blocks[refusing.front()];
    if (!refusing.empty()) continue;
    result.accepted.push_back(package);
    for (PartyIndex i = 0; i < parties; ++i) result.best_gain[i] = std::max(result.best_gain[i], package.gain[i]);
  }
  std::vector<double> shares(parties, 0.0);
  for (PartyIndex i = 0; i < parties; ++i) {
    if (gains_something(result.best_gain[i], disagreement[i])) shares[i] = 1.0 / result.best_gain[i];
  }
  result.nash = first(best_by(result.accepted, [&](const PlainPackage& package) {
    double sum = 0.0;
    for (PartyIndex i = 0; i < parties; ++i) {
      if (shares[i] == 0.0) continue;
      if (!gains_something(package.gain[i], disagreement[i])) return -std::numeric_limits<double>::infinity();
      sum += (weights.empty() ? 1.0 : weights[i]) * std::log(package.gain[i] * shares[i]);
    }
    return sum;
  }));
  result.kalai_smorodinsky = first(leximin(result.accepted, shares));
  result.egalitarian = first(leximin(result.accepted, std::vector<double>(parties, 1.0)));
  result.frontier = undominated(result.accepted);
  return result;
}

std::vector<std::vector<PartyIndex>> plain_conflicts(const Game& game) {
  const std::vector<double> disagreement = no_deal(game);
  const std::vector<PlainPackage> all = states(game);
  std::vector<std::vector<PartyIndex>> found;
  for (const std::vector<PartyIndex>& set : sets(game.parties.size())) {
    const bool agree = std::any_of(all.begin(), all.end(), [&](const PlainPackage& package) {
      return std::all_of(set.begin(), set.end(),
                         [&](PartyIndex i) { return accepts(package.gain[i], disagreement[i]); });
    });
    const bool minimal = std::none_of(found.begin(), found.end(), [&](const std::vector<PartyIndex>& conflict) {
      return std::includes(set.begin(), set.end(), conflict.begin(), conflict.end());
    });
    if (!agree && minimal) found.push_back(set);
  }
  return found;
}

std::vector<double> plain_least_payment(const Game& game, const std::vector<double>& swing) {
  std::vector<double> shares;
  for (const double each : swing) shares.push_back(1.0 / each);
  std::vector<double> shortfalls = leximin(states(game), shares).front().gain;
  for (double& each : shortfalls) each = std::max(0.0, -each);
  return shortfalls;
}

std::vector<PlainWalkAway> plain_walk_aways(const Game& game, const State& package) {
  std::vector<PlainWalkAway> result;
  for (const std::vector<PartyIndex>& set : sets(game.parties.size())) {
    if (set.size() == game.parties.size()) continue;
    std::optional<double> best;
    game::for_each_valid_state(game, game::today(game), game::highest(game), [&](const State& x) {
      for (accord::CommitmentIndex k = 0; k < x.size(); ++k) {
        if (x[k] > 0 && !std::binary_search(set.begin(), set.end(), game.commitments[k].by)) return;
      }
      double sum = 0.0;
      for (const PartyIndex i : set) {
        const double in_package = game::delivered_at_once(game, i, package);
        const double gain = game::delivered_at_once(game, i, x) - in_package;
        if (!gains_something(gain, in_package)) return;
        sum += std::log(gain);
      }
      best = std::max(best.value_or(sum), sum);
    });
    if (best) result.push_back({set, *best});
  }
  return result;
}

}  // namespace entente::testing
