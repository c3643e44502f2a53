#include "sequencing/step_sets.h"

#include <algorithm>
#include <bit>
#include <limits>
#include <map>
#include <set>

#include "accord/error.h"

namespace entente::sequencing {

namespace {

using accord::CommitmentIndex;
using accord::PartyIndex;
using game::Game;

constexpr std::size_t kMostSets = std::numeric_limits<SetNumber>::max();

std::vector<CommitmentIndex> list_of(CommitmentSet set) {
  std::vector<CommitmentIndex> list;
  for (; set != 0; set &= set - 1) list.push_back(static_cast<CommitmentIndex>(std::countr_zero(set)));
  return list;
}

// Lists the sets depth first, a set before those that begin with it.
class Listing {
 public:
  Listing(const Game& game) : game_(game), raised_by_(game.parties.size(), 0) { sets_.push_back(0); }

  bool list_by_pace() {
    extend(0, 0, 0);
    return sets_.size() <= kMostSets;
  }

  std::vector<CommitmentSet> take() { return std::move(sets_); }

 private:
  void extend(CommitmentIndex first, CommitmentSet set, std::size_t size) {
    if (size == game_.per_step) return;
    for (CommitmentIndex k = first; k < game_.commitments.size() && sets_.size() <= kMostSets; ++k) {
      std::size_t& by_party = raised_by_[game_.commitments[k].by];
      if (by_party == game_.per_party) continue;
      ++by_party;
      sets_.push_back(set | CommitmentSet{1} << k);
      extend(k + 1, sets_.back(), size + 1);
      --by_party;
    }
  }

  const Game& game_;
  std::vector<std::size_t> raised_by_;
  std::vector<CommitmentSet> sets_;
};

// With the sets that lists begin with, so that each is reached one commitment at a time.
std::vector<CommitmentSet> sets_that_occur(const Game& game, const Lattice& lattice) {
  std::set<std::vector<CommitmentIndex>> found{{}};
  for (StateNumber n = 0; n < lattice.code.size() && found.size() <= kMostSets; ++n) {
    for_each_move(game, lattice, lattice.state(game, n), lattice.code[n], [&](const Move& move) {
      for (std::size_t size = 1; size <= move.raises.size(); ++size) {
        found.emplace(move.raises.begin(), move.raises.begin() + static_cast<std::ptrdiff_t>(size));
      }
    });
  }
  std::vector<CommitmentSet> sets;
  for (const std::vector<CommitmentIndex>& list : found) {
    CommitmentSet set = 0;
    for (const CommitmentIndex k : list) set |= CommitmentSet{1} << k;
    sets.push_back(set);
  }
  return sets;
}

// Numbers what parties owe.
class DueSets {
 public:
  std::uint32_t number(PartyIndex party, CommitmentSet set, std::vector<DueSet>& due) {
    const auto known = number_.find(set);
    if (known != number_.end()) return known->second;
    std::vector<std::uint32_t> parts;
    for (CommitmentSet part = (set - 1) & set; part != 0; part = (part - 1) & set) {
      parts.push_back(number(party, part, due));
    }
    const auto own = static_cast<std::uint32_t>(due.size());
    parts.push_back(own);
    std::sort(parts.begin(), parts.end());
    due.push_back({.party = party, .commitments = list_of(set), .parts = std::move(parts)});
    number_.emplace(set, own);
    return own;
  }

 private:
  std::map<CommitmentSet, std::uint32_t> number_;
};

}  // namespace

StepSets make_step_sets(const Game& game, const Lattice& lattice) {
  Listing listing(game);
  const bool by_pace = listing.list_by_pace();
  StepSets sets;
  sets.members = by_pace ? listing.take() : sets_that_occur(game, lattice);
  if (sets.members.size() > kMostSets) {
    throw Error("from some states more than 65,535 different steps are possible; give the accord a `pace`");
  }
  sets.commitments = game.commitments.size();
  sets.child.assign(sets.members.size() * sets.commitments, 0);
  std::map<CommitmentSet, SetNumber> number;
  DueSets numbers;
  for (std::size_t s = 0; s < sets.members.size(); ++s) {
    const CommitmentSet members = sets.members[s];
    number.emplace(members, static_cast<SetNumber>(s));
    std::uint64_t code = 0;
    std::vector<CommitmentSet> owed(game.parties.size(), 0);
    for (const CommitmentIndex k : list_of(members)) {
      code += lattice.stride[k];
      owed[game.commitments[k].by] |= CommitmentSet{1} << k;
    }
    sets.code.push_back(code);
    sets.first_ask.push_back(static_cast<std::uint32_t>(sets.asks.size()));
    for (PartyIndex i = 0; i < owed.size(); ++i) {
      if (owed[i] == 0) continue;
      sets.asks.push_back({.party = static_cast<std::uint32_t>(i), .due = numbers.number(i, owed[i], sets.due)});
    }
    if (members == 0) continue;
    const auto last = static_cast<CommitmentIndex>(std::bit_width(members) - 1);
    const SetNumber before = number.at(members & ~(CommitmentSet{1} << last));
    sets.child[before * sets.commitments + last] = static_cast<SetNumber>(s);
  }
  sets.first_ask.push_back(static_cast<std::uint32_t>(sets.asks.size()));
  return sets;
}

}  // namespace entente::sequencing
