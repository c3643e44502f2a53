#include "sequencing/lattice.h"

#include <algorithm>
#include <atomic>
#include <bit>

#include "accord/error.h"
#include "game/states.h"

namespace entente::sequencing {

namespace {

using accord::CommitmentIndex;
using accord::LevelIndex;
using accord::Requirement;
using accord::State;
using game::Game;

// Spreads neighbouring codes over a hash table (the finalizer of splitmix64).
std::uint64_t scattered(std::uint64_t code) {
  code = (code ^ (code >> 30U)) * 0xbf58476d1ce4e5b9U;
  code = (code ^ (code >> 27U)) * 0x94d049bb133111ebU;
  return code ^ (code >> 31U);
}

// Walks the steps from one state; holds what a recursion over commitments needs.
class Moves {
 public:
  Moves(const Game& game, const Lattice& lattice, const State& state, std::uint64_t code,
        const std::function<void(const Move&)>& visit)
      : game_(game), lattice_(lattice), visit_(visit), raised_by_(game.parties.size(), 0) {
    raises_.find(game, state);
    extend(0, code, 0, 0);
  }

 private:
  void extend(std::size_t first, std::uint64_t code, CommitmentSet raised, CommitmentSet lacks) {
    if (chosen_.size() == game_.per_step) return;
    for (std::size_t c = first; c < raises_.commitments.size(); ++c) {
      const CommitmentIndex k = raises_.commitments[c];
      std::size_t& by_party = raised_by_[game_.commitments[k].by];
      if (by_party == game_.per_party) continue;
      const CommitmentSet now = raised | CommitmentSet{1} << k;
      const CommitmentSet lacking = lacks | raises_.lacks[c];
      // What comes before this commitment and was passed over can not be added any more.
      if ((lacking & ~now & ((CommitmentSet{1} << k) - 1)) != 0) continue;
      ++by_party;
      chosen_.push_back(k);
      const std::uint64_t to = code + lattice_.stride[k];
      if ((lacking & ~now) == 0) {
        const StateNumber number = lattice_.index.find(to);
        if (number != kNoState) visit_({.raises = chosen_, .to = number});
      }
      extend(c + 1, to, now, lacking);
      chosen_.pop_back();
      --by_party;
    }
  }

  const Game& game_;
  const Lattice& lattice_;
  const std::function<void(const Move&)>& visit_;
  std::vector<std::size_t> raised_by_;
  Raises raises_;
  std::vector<CommitmentIndex> chosen_;
};

}  // namespace

State Lattice::state(const Game& game, StateNumber n) const {
  State x;
  fill_levels(game, n, x);
  return x;
}

void Lattice::fill_levels(const Game& game, StateNumber n, State& x) const {
  x.resize(stride.size());
  std::uint64_t rest = code[n];
  for (CommitmentIndex k = 0; k < x.size(); ++k) {
    const std::uint64_t levels = game.commitments[k].levels.size();
    x[k] = static_cast<LevelIndex>(rest % levels);
    rest /= levels;
  }
}

StateNumber Lattice::find(const State& x) const {
  std::uint64_t at = 0;
  for (CommitmentIndex k = 0; k < x.size(); ++k) at += stride[k] * x[k];
  return index.find(at);
}

CodeIndex::CodeIndex(std::span<const std::uint64_t> codes, double states) {
  constexpr double kMostPlacesForOne = 8.0;
  constexpr double kAlwaysInATable = 1e5;
  if (states <= std::max(kAlwaysInATable, kMostPlacesForOne * static_cast<double>(codes.size()))) {
    number_.assign(static_cast<std::size_t>(states), kNoState);
    for (std::size_t n = 0; n < codes.size(); ++n) number_[codes[n]] = static_cast<StateNumber>(n);
    return;
  }
  const std::size_t places = std::bit_ceil(codes.size() * 2);
  mask_ = places - 1;
  number_.assign(places, kNoState);
  code_.assign(places, 0);
  constexpr std::size_t kBitsOfOne = 8;
  marks_.assign(std::bit_ceil(codes.size() * kBitsOfOne + 1) / 64 + 1, 0);
  for (std::size_t n = 0; n < codes.size(); ++n) {
    std::uint64_t place = scattered(codes[n]) & mask_;
    while (number_[place] != kNoState) place = (place + 1) & mask_;
    number_[place] = static_cast<StateNumber>(n);
    code_[place] = codes[n];
  }
}

void CodeIndex::mark(std::uint64_t code) {
  if (marks_.empty()) return;
  const std::uint64_t bit = scattered(code) & (64 * (marks_.size() - 1) - 1);
  std::atomic_ref<std::uint64_t>(marks_[bit / 64]).fetch_or(std::uint64_t{1} << (bit % 64), std::memory_order_relaxed);
}

bool CodeIndex::may_be_marked(std::uint64_t code) const {
  if (marks_.empty()) return true;
  const std::uint64_t bit = scattered(code) & (64 * (marks_.size() - 1) - 1);
  return (marks_[bit / 64] >> (bit % 64) & 1U) != 0;
}

StateNumber CodeIndex::find(std::uint64_t code) const {
  if (code_.empty()) return code < number_.size() ? number_[code] : kNoState;
  for (std::uint64_t place = scattered(code) & mask_;; place = (place + 1) & mask_) {
    if (number_[place] == kNoState || code_[place] == code) return number_[place];
  }
}

Lattice make_lattice(const Game& game, const std::optional<State>& from, const std::optional<State>& to) {
  constexpr std::size_t kMostCommitments = 64;  // sets of them are bits
  if (game.commitments.size() > kMostCommitments) {
    throw Error("the accord has more than 64 commitments; join some of them into levels of one");
  }
  constexpr double kMostStates = 9e18;  // a code has 64 bits
  if (game::count_states(game) > kMostStates) {
    throw Error("the accord has more than 9 * 10^18 states; give it fewer commitments or levels");
  }
  const State lowest = from.value_or(game::today(game));
  const State highest = to.value_or(game::highest(game));
  Lattice lattice;
  std::uint64_t states = 1;
  std::size_t most_levels = 0;
  for (CommitmentIndex k = 0; k < game.commitments.size(); ++k) {
    lattice.stride.push_back(states);
    states *= game.commitments[k].levels.size();
    most_levels += highest[k] - lowest[k];
  }
  lattice.layers.resize(most_levels + 1);
  game::for_each_valid_state(game, lowest, highest, [&](const State& x) {
    std::uint64_t code = 0;
    std::size_t raised = 0;
    for (CommitmentIndex k = 0; k < x.size(); ++k) {
      code += lattice.stride[k] * x[k];
      raised += x[k] - lowest[k];
    }
    if (lattice.code.size() == kNoState) {
      throw Error(
          "the accord has more than 4 * 10^9 valid states; give it fewer commitments or levels, or more `needs`");
    }
    const auto number = static_cast<StateNumber>(lattice.code.size());
    lattice.code.push_back(code);
    lattice.layers[raised].push_back(number);
  });
  lattice.index = CodeIndex(lattice.code, game::count_states(game));
  return lattice;
}

void Raises::find(const Game& game, const State& levels) {
  CommitmentSet possible = 0;
  for (CommitmentIndex k = 0; k < levels.size(); ++k) {
    if (levels[k] < game.top(k)) possible |= CommitmentSet{1} << k;
  }
  for (bool changed = true; changed;) {
    changed = false;
    for (CommitmentSet rest = possible; rest != 0; rest &= rest - 1) {
      const auto k = static_cast<CommitmentIndex>(std::countr_zero(rest));
      const std::vector<accord::Requirement>& needs = game.level(k, levels[k] + 1).needs;
      const bool met = std::all_of(needs.begin(), needs.end(), [&](const accord::Requirement& need) {
        return levels[need.commitment] + (possible >> need.commitment & 1U) >= need.level;
      });
      if (met) continue;
      possible &= ~(CommitmentSet{1} << k);
      changed = true;
    }
  }
  commitments.clear();
  lacks.clear();
  for (; possible != 0; possible &= possible - 1) {
    const auto k = static_cast<CommitmentIndex>(std::countr_zero(possible));
    CommitmentSet lacking = 0;
    for (const accord::Requirement& need : game.level(k, levels[k] + 1).needs) {
      if (levels[need.commitment] < need.level) lacking |= CommitmentSet{1} << need.commitment;
    }
    commitments.push_back(k);
    lacks.push_back(lacking);
  }
}

void for_each_move(const Game& game, const Lattice& lattice, const State& state, std::uint64_t code,
                   const std::function<void(const Move&)>& visit) {
  const Moves moves(game, lattice, state, code, visit);
}

}  // namespace entente::sequencing
