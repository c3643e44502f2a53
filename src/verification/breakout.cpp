#include "verification/breakout.h"

#include <algorithm>
#include <cmath>

#include "accord/lattice.h"

namespace entente::verification {

namespace {

// Chance that something watched `yearly` a year is seen within `periods`.
double seen_within(double yearly, double period, std::size_t periods) {
  return 1.0 - std::pow(1.0 - yearly, period * static_cast<double>(periods));
}

Breakout breakout(const accord::Accord& accord, const accord::Requirement& at) {
  constexpr double kSure = 0.9;
  const accord::Commitment& commitment = accord.commitments[at.commitment];
  const accord::Level& level = commitment.levels[at.level - 1];
  Breakout result;
  result.level = at;
  result.lasting = !level.undo;
  result.by_giver = level.undo && (level.undone_by != accord::UndoneBy::all ||
                                   (level.undone_by_all.size() == 1 && level.undone_by_all.front() == commitment.by));
  if (result.lasting) return result;
  const auto whole = [&](double years) { return accord::periods(years, accord.period, 1); };
  result.undo = whole(level.undo->best);
  result.watched = level.watched.best;
  result.at_least = seen_within(level.watched.low, accord.period, whole(level.undo->low));
  result.at_most = seen_within(level.watched.high, accord.period, whole(level.undo->high));
  for (std::size_t n = 0; n < result.undo; ++n) {
    const double at_least_n = seen_within(result.watched, accord.period, result.undo - n);
    result.left.push_back(at_least_n);
    if (n > 0) result.expected_left += at_least_n;
    if (at_least_n >= kSure) result.surely_left = n;
  }
  result.seen_in_time = result.left.front();
  if (result.seen_in_time > 0.0) result.expected_left /= result.seen_in_time;
  const std::size_t review = accord::periods(accord.review.takes.best, accord.period, 0);
  result.response_in_time = review < result.undo ? result.left[review] : 0.0;
  return result;
}

}  // namespace

std::vector<Breakout> breakouts(const accord::Accord& accord) {
  std::vector<Breakout> result;
  for (accord::CommitmentIndex k = 0; k < accord.commitments.size(); ++k) {
    for (accord::LevelIndex l = 1; l <= accord.commitments[k].levels.size(); ++l) {
      result.push_back(breakout(accord, {k, l}));
    }
  }
  return result;
}

}  // namespace entente::verification
