// What the reader must do with any bytes at all: give a whole accord or say what is wrong, and nothing else.
//
// Used by the fuzzer, which invents bytes, and by the test that replays its corpus.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>

#include "accord/lattice.h"
#include "accord/read.h"

namespace entente::accord {

/// Ends the program when a promise of the reader is broken: the fuzzer keeps the input, and no optimisation removes it.
inline void promise(bool kept) {
  if (!kept) __builtin_trap();
}

inline bool in_order(const Range& range) {
  return range.low <= range.best && range.best <= range.high;
}

/// Every name is resolved and every number usable: what the rest of the program relies on.
inline void check_whole(const Accord& accord) {
  promise(accord.period > 0 && !accord.parties.empty() && !accord.commitments.empty());
  for (const Party& party : accord.parties) {
    promise(party.patience.low > 0 && party.patience.high < 1 && in_order(party.patience));
    promise(party.turnover.low >= 0 && party.turnover.high < 1 && in_order(party.turnover));
  }
  for (CommitmentIndex k = 0; k < accord.commitments.size(); ++k) {
    const Commitment& commitment = accord.commitments[k];
    promise(commitment.by < accord.parties.size() && !commitment.levels.empty());
    for (LevelIndex l = 1; l <= commitment.levels.size(); ++l) {
      const Level& level = commitment.levels[l - 1];
      promise(level.value.size() == accord.parties.size() && level.once.size() == accord.parties.size());
      promise(level.seen.low >= 0 && level.seen.high <= 1 && in_order(level.takes) && level.takes.low > 0);
      promise(!level.undo || (level.undo->low > 0 && in_order(*level.undo)));
      State state = today(accord);
      state[k] = l;
      const State least = with_needs(accord, state);
      // No circle and no level that needs less than the one under it: what a level needs never raises it further.
      promise(least[k] == l && is_valid(accord, least));
    }
  }
  promise(accord.review.takes.low >= 0 && accord.review.penalty.size() == accord.parties.size());
  for (const Plan& plan : accord.plans) promise(path(accord, plan).size() == plan.steps.size() + 1);
}

/// Reads the bytes as an accord, as a plan file and as a state.
inline void read_anything(std::string_view bytes) {
  static const Accord small = parse(R"(accord: Exchange
period: 3 months
parties: {Ash: {patience: 0.9}, Birch: {patience: 0.9}}
commitments:
  arms: {by: Ash, levels: [{name: a third}, {name: all, needs: {relief: half}}]}
  relief: {by: Birch, levels: [{name: half}, {name: "all, at once"}]}
)",
                                    "small.yaml");
  try {
    check_whole(parse(bytes, "accord.yaml"));
  } catch (const Problems& refused) {
    promise(!refused.problems().empty());
    for (const Problem& problem : refused.problems()) promise(problem.place.line > 0 && !problem.message.empty());
  }
  try {
    for (const Plan& plan : parse_plans(small, bytes, "plan.yaml")) {
      promise(path(small, plan).size() == plan.steps.size() + 1);
    }
  } catch (const Problems& refused) {
    promise(!refused.problems().empty());
  }
  try {
    promise(parse_state(small, bytes).size() == 2);
  } catch (const Error& refused) {
    promise(!std::string_view(refused.what()).empty());
  }
}

}  // namespace entente::accord
