// The valid states of an accord, numbered, and the moves between them (MODEL sections 3 and 5).
//
// A state's *code* is its place in the mixed radix of the commitments' levels; its *number* counts the valid states
// only. Layers hold the states with as many levels raised from the lowest: a step always leads to a higher layer.
#pragma once

#include <cstddef>
#include <cstdint>
#include <functional>
#include <optional>
#include <span>
#include <vector>

#include "game/game.h"

namespace entente::sequencing {

using StateNumber = std::uint32_t;
inline constexpr StateNumber kNoState = UINT32_MAX;
using CommitmentSet = std::uint64_t;  ///< a bit a commitment

/// Finds the number of a code. A table with a place for every state where a good part of them is valid, else a hash
/// table of the valid ones: chains of needs can leave a millionth of all states.
class CodeIndex {
 public:
  CodeIndex() = default;
  /// `codes` are distinct and below `states`.
  CodeIndex(std::span<const std::uint64_t> codes, double states);
  StateNumber find(std::uint64_t code) const;
  bool is_table() const { return code_.empty(); }

  /// Marks a code in a small map beside the table; `may_be_marked` is false only for codes that are not. Marking is
  /// safe beside other marks, looking is not.
  void mark(std::uint64_t code);
  bool may_be_marked(std::uint64_t code) const;

 private:
  std::vector<StateNumber> number_;  ///< by code, or by place in the hash table
  std::vector<std::uint64_t> code_;  ///< by place in the hash table; empty: by code
  std::uint64_t mask_ = 0;
  std::vector<std::uint64_t> marks_;  ///< a bit for each scattered code; empty with a place for every state
};

struct Lattice {
  std::vector<std::uint64_t> stride;  ///< of each commitment in a code
  CodeIndex index;
  std::vector<std::uint64_t> code;               ///< by number
  std::vector<std::vector<StateNumber>> layers;  ///< by levels raised from the lowest, ascending numbers

  accord::State state(const game::Game& game, StateNumber number) const;
  /// The same into a state at hand.
  void fill_levels(const game::Game& game, StateNumber number, accord::State& x) const;
  StateNumber find(const accord::State& x) const;
};

/// The valid states between `from` and `to`, both included; all of them when they are left out. Throws Error when the
/// accord has more states than can be numbered (4 * 10^9), with what to do.
Lattice make_lattice(const game::Game& game, const std::optional<accord::State>& from = std::nullopt,
                     const std::optional<accord::State>& to = std::nullopt);

/// The raises that can be part of a step from one state, with the others that each must come with. A level whose needs
/// can not stand after one step, whatever else is raised, is in no step from there.
struct Raises {
  std::vector<accord::CommitmentIndex> commitments;  ///< ascending
  std::vector<CommitmentSet> lacks;                  ///< by place in `commitments`

  /// Those of the state `levels`; memory is used again.
  void find(const game::Game& game, const accord::State& levels);
};

/// One step from a state: each commitment named is raised by one level.
struct Move {
  std::span<const accord::CommitmentIndex> raises;  ///< ascending
  StateNumber to = kNoState;
};

/// Visits every step from `state` that keeps pace and ends in a valid state of the lattice, in the order of plans: by
/// the ascending list of commitments, a list before those it begins.
void for_each_move(const game::Game& game, const Lattice& lattice, const accord::State& state, std::uint64_t code,
                   const std::function<void(const Move&)>& visit);

}  // namespace entente::sequencing
