#include "sequencing/thresholds.h"

#include <algorithm>
#include <cmath>
#include <limits>

#include "game/values.h"
#include "sequencing/conditions.h"

namespace entente::sequencing {

namespace {

using accord::CommitmentIndex;
using accord::LevelIndex;
using accord::PartyIndex;
using accord::State;
using game::Game;
using game::LevelTerms;
using game::PartyTerms;

constexpr double kNoThreshold = std::numeric_limits<double>::infinity();

// The least C - R with slope (C - R) - cost >= asked.
double least_above(double slope, double cost, double asked) {
  if (slope > 0.0) return (asked + cost) / slope;
  return -cost >= asked ? -kNoThreshold : kNoThreshold;
}

// Keeps the pieces that are largest somewhere on R - W in (-inf, inf); shares ascending.
std::vector<LeavePiece> upper_envelope(std::vector<LeavePiece> pieces) {
  std::sort(pieces.begin(), pieces.end(), [](const LeavePiece& a, const LeavePiece& b) {
    return a.share != b.share ? a.share < b.share : a.constant < b.constant;
  });
  std::vector<LeavePiece> hull;
  for (const LeavePiece& piece : pieces) {
    if (!hull.empty() && hull.back().share == piece.share) hull.pop_back();
    // The middle one of three is largest nowhere unless it overtakes the first before the third does.
    while (hull.size() >= 2) {
      const LeavePiece& a = hull[hull.size() - 2];
      const LeavePiece& b = hull.back();
      if ((a.constant - b.constant) * (piece.share - a.share) < (a.constant - piece.constant) * (b.share - a.share))
        break;
      hull.pop_back();
    }
    hull.push_back(piece);
  }
  return hull;
}

void add_level(const LevelTerms& level, double margin, KeepFloor& floor) {
  const game::TakeBack& take_back = level.take_back;
  const double asked = margin - kSlackTolerance;
  const double asked_of_stop = std::min(0.0, margin) - kSlackTolerance;
  for (std::size_t j = 0; j < level.undo; ++j) {
    const double found = take_back.found[j];
    const double unseen = take_back.unseen[j];
    floor.above_found_out = std::max(floor.above_found_out, least_above(found, take_back.cost[j], asked_of_stop));
    const double weight = found + unseen;
    floor.leave.push_back(
        {.share = found / weight, .constant = (asked + take_back.cost[j] + unseen * take_back.head_start[j]) / weight});
  }
  const std::size_t last = level.undo - 1;
  floor.above_found_out = std::max(
      floor.above_found_out,
      least_above(take_back.found[last], take_back.cost[last] + take_back.unseen[last] * level.hidden_worth, asked));
}

}  // namespace

Thresholds make_thresholds(const Game& game, std::span<const double> margin) {
  Thresholds thresholds;
  thresholds.margin.assign(margin.begin(), margin.end());
  thresholds.keep.resize(game.slots);
  for (CommitmentIndex k = 0; k < game.commitments.size(); ++k) {
    KeepFloor floor{.above_found_out = -kNoThreshold, .leave = {}};
    thresholds.keep[game.slot(k, 0)] = floor;
    for (LevelIndex l = 1; l <= game.top(k); ++l) {
      if (game.level(k, l).alone) add_level(game.level(k, l), margin[game.commitments[k].by], floor);
      floor.leave = upper_envelope(std::move(floor.leave));
      thresholds.keep[game.slot(k, l)] = floor;
    }
  }
  return thresholds;
}

double floor_of(const KeepFloor& keep, double found_out, double breakdown) {
  if (keep.leave.empty()) return -kNoThreshold;
  double floor = found_out + keep.above_found_out;
  for (const LeavePiece& piece : keep.leave) {
    floor = std::max(floor, breakdown + piece.share * (found_out - breakdown) + piece.constant);
  }
  return floor;
}

StateTerms state_terms(const Game& game, const Thresholds& thresholds, PartyIndex party, const State& x) {
  const PartyTerms& own = game.parties[party];
  StateTerms terms;
  terms.breakdown = game::breakdown(game, party, x);
  terms.base = game::flow(game, party, x) + own.beta * game.theta * terms.breakdown;
  terms.floor = -kNoThreshold;
  double found_out = 0.0;
  bool known = false;
  for (CommitmentIndex k = 0; k < x.size(); ++k) {
    if (game.commitments[k].by != party) continue;
    const KeepFloor& floor = thresholds.keep[game.slot(k, x[k])];
    if (floor.leave.empty()) continue;
    if (!known) found_out = game::found_out(game, party, x);
    known = true;
    terms.floor = std::max(terms.floor, floor_of(floor, found_out, terms.breakdown));
  }
  return terms;
}

double gate_floor(const Game& game, const Thresholds& thresholds, PartyIndex party, State& s,
                  std::span<const CommitmentIndex> due, double to_gate) {
  const double asked = (thresholds.margin[party] - kSlackTolerance) / to_gate;
  const PartyTerms& terms = game.parties[party];
  double floor = -kNoThreshold;
  for (std::size_t withheld = 1; withheld < (std::size_t{1} << due.size()); ++withheld) {
    double unseen = 1.0;
    double once = 0.0;
    double hidden_worth = 0.0;
    for (std::size_t d = 0; d < due.size(); ++d) {
      const CommitmentIndex k = due[d];
      if ((withheld >> d & 1U) == 0) continue;
      const LevelTerms& level = game.level(k, s[k]);
      unseen *= 1.0 - level.seen;
      once += terms.once[game.slot(k, s[k])];
      hidden_worth += level.hidden_worth;
      --s[k];
    }
    // Withhold and stay: C >= asked - once + p R + (1 - p)(C + B); leave at the gate: C >= asked - once + W.
    const double answered = (1.0 - unseen) * game.succeeds;
    const double rest = (1.0 - answered) * hidden_worth - once;
    const double withhold = answered > 0.0 ? game::found_out(game, party, s) + (asked + rest) / answered
                                           : (asked + rest <= 0.0 ? -kNoThreshold : kNoThreshold);
    floor = std::max({floor, withhold, asked - once + game::breakdown(game, party, s)});
    for (std::size_t d = 0; d < due.size(); ++d) {
      if ((withheld >> d & 1U) != 0) ++s[due[d]];
    }
  }
  return floor;
}

}  // namespace entente::sequencing
