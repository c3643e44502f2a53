// Every set of levels that one step may raise, numbered in the order of plans, with what each party owes in it.
//
// The search meets the same few sets at every state; with a number each, an edge of the lattice takes two bytes and
// what a gate asks of a party is computed once a state for each set of its own commitments, not once an edge.
#pragma once

#include <cstddef>
#include <cstdint>
#include <span>
#include <vector>

#include "sequencing/lattice.h"

namespace entente::sequencing {

using SetNumber = std::uint16_t;

/// What one party owes in a step; numbered apart, because many steps share it.
struct DueSet {
  accord::PartyIndex party = 0;
  std::vector<accord::CommitmentIndex> commitments;  ///< ascending
  std::vector<std::uint32_t> parts;                  ///< the due sets made of some of these, this one included
};

/// What a step asks of one of the parties that act in it.
struct StepDue {
  std::uint32_t party = 0;
  std::uint32_t due = 0;  ///< number of the due set
};

struct StepSets {
  /// By set number; number 0 is the empty set, which is no step. Ascending numbers are the order of plans: by the
  /// ascending list of commitments, a list before those it begins.
  std::vector<CommitmentSet> members;
  std::vector<std::uint64_t> code;  ///< what the step adds to the code of a state
  std::vector<SetNumber> child;     ///< [set][commitment]: the set with one later commitment more; 0: none
  std::vector<DueSet> due;
  std::vector<StepDue> asks;             ///< of all sets, one after the other
  std::vector<std::uint32_t> first_ask;  ///< by set number, and one more at the end
  std::size_t commitments = 0;

  std::size_t size() const { return members.size(); }
  std::span<const StepDue> asked_in(SetNumber set) const {
    return {asks.data() + first_ask[set], asks.data() + first_ask[set + 1]};
  }
};

/// The sets that `pace` allows; where there are too many of them, those that occur in the lattice. Throws Error when
/// even these are more than can be numbered (65,535).
StepSets make_step_sets(const game::Game& game, const Lattice& lattice);

}  // namespace entente::sequencing
