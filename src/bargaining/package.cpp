#include "bargaining/package.h"

#include <algorithm>
#include <cmath>
#include <utility>

#include "game/states.h"
#include "game/values.h"

namespace entente::bargaining {

namespace {

using accord::PartyIndex;
using accord::State;
using game::Game;

constexpr double kSame = 1e-9;  // shares and their products carry no unit

std::vector<double> gains_at(const Game& game, const std::vector<double>& disagreement, const State& x) {
  std::vector<double> gains;
  for (PartyIndex i = 0; i < disagreement.size(); ++i) {
    gains.push_back(game::delivered_at_once(game, i, x) - disagreement[i]);
  }
  return gains;
}

bool all_take_part(const std::vector<double>& gains, const std::vector<double>& disagreement) {
  for (PartyIndex i = 0; i < gains.size(); ++i) {
    if (gains[i] < -kSame * std::max(1.0, std::abs(disagreement[i]))) return false;
  }
  return true;
}

std::vector<double> shares_of(const std::vector<double>& gains, const std::vector<double>& best) {
  std::vector<double> shares;
  for (PartyIndex i = 0; i < gains.size(); ++i) {
    if (best[i] > 0.0) shares.push_back(std::max(0.0, gains[i]) / best[i]);
  }
  return shares;
}

// Keeps the best of the packages shown to it, by a list of numbers compared in order.
class Best {
 public:
  void offer(const State& x, const std::vector<double>& gains, std::vector<double> figures) {
    const int comparison = package_ ? compare(figures) : 1;
    if (comparison < 0) return;
    if (comparison == 0) {
      ++package_->ties;
      if (!(x < package_->levels)) return;
      package_->levels = x;
      package_->gain = gains;
      return;
    }
    package_ = Package{.levels = x, .gain = gains, .ties = 1};
    figures_ = std::move(figures);
  }
  std::optional<Package> take() { return std::move(package_); }

 private:
  int compare(const std::vector<double>& figures) const {
    for (std::size_t f = 0; f < figures.size(); ++f) {
      if (figures[f] > figures_[f] + kSame) return 1;
      if (figures[f] < figures_[f] - kSame) return -1;
    }
    return 0;
  }
  std::optional<Package> package_;
  std::vector<double> figures_;
};

}  // namespace

Packages solve(const Game& game) {
  const std::size_t parties = game.parties.size();
  const State today = game::today(game);
  const State highest = game::highest(game);
  Packages result;
  for (PartyIndex i = 0; i < parties; ++i) result.disagreement.push_back(game::breakdown(game, i, today));
  result.best_gain.assign(parties, 0.0);
  result.best_gain_alone.assign(parties, 0.0);
  game::for_each_valid_state(game, today, highest, [&](const State& x) {
    ++result.valid_states;
    const std::vector<double> gains = gains_at(game, result.disagreement, x);
    for (PartyIndex i = 0; i < parties; ++i) result.best_gain_alone[i] = std::max(result.best_gain_alone[i], gains[i]);
    if (!all_take_part(gains, result.disagreement)) return;
    ++result.within_participation;
    for (PartyIndex i = 0; i < parties; ++i) result.best_gain[i] = std::max(result.best_gain[i], gains[i]);
  });
  Best nash;
  Best kalai_smorodinsky;
  game::for_each_valid_state(game, today, highest, [&](const State& x) {
    const std::vector<double> gains = gains_at(game, result.disagreement, x);
    if (!all_take_part(gains, result.disagreement)) return;
    std::vector<double> shares = shares_of(gains, result.best_gain);
    double product = 1.0;
    for (const double share : shares) product *= share;
    nash.offer(x, gains, {product});
    std::sort(shares.begin(), shares.end());
    kalai_smorodinsky.offer(x, gains, std::move(shares));
  });
  result.nash = nash.take();
  result.kalai_smorodinsky = kalai_smorodinsky.take();
  return result;
}

}  // namespace entente::bargaining
