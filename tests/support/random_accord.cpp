#include "support/random_accord.h"

#include <algorithm>
#include <cmath>
#include <numeric>
#include <string>
#include <vector>

#include "accord/lattice.h"

namespace entente::testing {

namespace {

using accord::Accord;
using accord::Range;

constexpr double kMonth = 1.0 / 12.0;
constexpr std::size_t kMonthsInPeriod = 3;

// The finaliser of splitmix64 (Steele, Lea and Flood, doi 10.1145/2660193.2660195).
std::uint64_t mix(std::uint64_t z) {
  z = (z ^ (z >> 30U)) * 0xbf58476d1ce4e5b9U;
  z = (z ^ (z >> 27U)) * 0x94d049bb133111ebU;
  return z ^ (z >> 31U);
}

// Tests print accords that fail; three decimals keep them readable.
Range rounded(double value) {
  return Range::exactly(std::round(value * 1000.0) / 1000.0);
}

Range quarters(Draws& draws, std::size_t least, std::size_t most) {
  return Range::exactly(kMonth * static_cast<double>(kMonthsInPeriod * draws.whole(least, most)));
}

std::vector<std::size_t> random_heights(Draws& draws, std::size_t most_states) {
  std::vector<std::size_t> heights(draws.whole(2, 4));
  for (std::size_t& height : heights) height = draws.whole(1, 3);
  const auto states = [&] {
    return std::accumulate(heights.begin(), heights.end(), std::size_t{1},
                           [](std::size_t product, std::size_t height) { return product * (height + 1); });
  };
  while (states() > most_states) {
    const auto highest = std::ranges::max_element(heights);
    if (*highest > 1) {
      --*highest;
    } else if (heights.size() > 2) {
      heights.pop_back();
    } else {
      break;
    }
  }
  return heights;
}

void draw_undoing(Draws& draws, std::size_t parties, accord::PartyIndex giver, accord::Level& level) {
  if (draws.chance(0.85)) level.undo = quarters(draws, 1, 6);
  const double kind = draws.uniform(0.0, 1.0);
  if (kind < 0.6) return;
  if (kind < 0.8) {
    level.undone_by = accord::UndoneBy::automatic;
    return;
  }
  level.undone_by = accord::UndoneBy::all;
  for (accord::PartyIndex party = 0; party < parties; ++party) {
    if (draws.chance(0.5)) level.undone_by_all.push_back(party);
  }
  if (level.undone_by_all.empty()) level.undone_by_all.push_back(giver);
}

accord::Commitment random_commitment(Draws& draws, std::size_t parties, std::size_t number, std::size_t height) {
  accord::Commitment commitment;
  // The first two parties both have something to give.
  commitment.by = number < 2 ? number : draws.whole(0, parties - 1);
  commitment.name = "commitment-" + std::to_string(number + 1);
  std::vector<double> flow(parties, 0.0);
  for (std::size_t l = 1; l <= height; ++l) {
    accord::Level level;
    level.name = "level-" + std::to_string(l);
    level.takes = quarters(draws, 1, 3);
    for (accord::PartyIndex party = 0; party < parties; ++party) {
      flow[party] += party == commitment.by ? draws.uniform(-2.0, 0.5) : draws.uniform(-0.3, 2.5);
      level.value.push_back(rounded(flow[party]));
      level.once.push_back(rounded(draws.chance(0.4) ? draws.uniform(-0.6, 0.4) : 0.0));
    }
    level.seen = rounded(draws.chance(0.3) ? 1.0 : draws.uniform(0.1, 1.0));
    level.watched = rounded(draws.chance(0.2) ? 1.0 : draws.uniform(0.0, 1.0));
    draw_undoing(draws, parties, commitment.by, level);
    commitment.levels.push_back(level);
  }
  return commitment;
}

accord::Complement random_complement(Draws& draws, const Accord& accord, std::size_t number) {
  accord::Complement complement;
  complement.name = "complement-" + std::to_string(number + 1);
  while (complement.when.size() < 2) {
    complement.when.clear();
    for (accord::CommitmentIndex k = 0; k < accord.commitments.size(); ++k) {
      if (draws.chance(0.6)) complement.when.push_back({k, draws.whole(1, accord.commitments[k].levels.size())});
    }
  }
  for (std::size_t party = 0; party < accord.parties.size(); ++party) {
    complement.value.push_back(rounded(draws.chance(0.7) ? draws.uniform(-1.5, 1.5) : 0.0));
  }
  return complement;
}

// Needs point to commitments earlier in the file, so there is no cycle, and every level above keeps them.
void draw_needs(Draws& draws, Accord& accord) {
  for (accord::CommitmentIndex k = 1; k < accord.commitments.size(); ++k) {
    if (!draws.chance(0.4)) continue;
    std::vector<accord::Level>& levels = accord.commitments[k].levels;
    const accord::CommitmentIndex needed = draws.whole(0, k - 1);
    const accord::LevelIndex at_least = draws.whole(1, accord.commitments[needed].levels.size());
    for (std::size_t l = draws.whole(1, levels.size()); l <= levels.size(); ++l) {
      levels[l - 1].needs.push_back({needed, at_least});
    }
  }
}

accord::Plan walk(const Accord& accord, Draws draws, bool jumps) {
  constexpr std::size_t kAttempts = 30;
  accord::Plan plan;
  plan.name = "random";
  accord::State state = accord::today(accord);
  for (std::size_t attempt = 0; attempt < kAttempts; ++attempt) {
    if (!plan.steps.empty() && draws.chance(0.05)) break;
    accord::Step step;
    accord::State next = state;
    for (accord::CommitmentIndex k = 0; k < state.size(); ++k) {
      const std::size_t height = accord.commitments[k].levels.size();
      if (state[k] == height || !draws.chance(0.4)) continue;
      next[k] = jumps ? draws.whole(state[k] + 1, height) : state[k] + 1;
      step.raises.push_back({k, next[k]});
    }
    if (step.raises.empty() || !accord::is_valid(accord, next)) continue;
    plan.steps.push_back(step);
    if (jumps || accord::keeps_pace(accord, plan)) {
      state = next;
    } else {
      plan.steps.pop_back();
    }
  }
  return plan;
}

}  // namespace

std::uint64_t Draws::bits() {
  constexpr std::uint64_t kGolden = 0x9e3779b97f4a7c15U;
  return mix(mix(seed_ + kGolden) ^ (++next_ * kGolden));
}

double Draws::uniform(double low, double high) {
  constexpr double kUnit = 0x1.0p-53;
  return low + (high - low) * static_cast<double>(bits() >> 11U) * kUnit;
}

std::size_t Draws::whole(std::size_t low, std::size_t high) {
  return low + bits() % (high - low + 1);
}

Accord random_accord(std::uint64_t seed, const RandomAccordOptions& options) {
  Draws draws(seed);
  Accord accord;
  accord.title = "Random accord " + std::to_string(seed);
  accord.period = kMonth * static_cast<double>(kMonthsInPeriod);
  const std::size_t parties = draws.whole(2, 3);
  const std::vector<std::string> names{"North", "South", "East"};
  for (std::size_t i = 0; i < parties; ++i) {
    accord::Party party;
    party.name = names[i];
    party.patience = rounded(draws.uniform(0.7, 0.95));
    party.turnover = rounded(draws.chance(0.5) ? draws.uniform(0.0, 0.1) : 0.0);
    party.breakdown = rounded(draws.uniform(-3.0, 0.5));
    accord.parties.push_back(party);
  }
  const std::vector<std::size_t> heights = random_heights(draws, options.most_states);
  for (std::size_t k = 0; k < heights.size(); ++k) {
    accord.commitments.push_back(random_commitment(draws, parties, k, heights[k]));
  }
  const std::size_t complements = draws.whole(0, 2);
  for (std::size_t c = 0; c < complements; ++c) accord.complements.push_back(random_complement(draws, accord, c));
  accord.review.takes = quarters(draws, 0, 4);
  accord.review.succeeds = rounded(draws.chance(0.4) ? 1.0 : draws.uniform(0.3, 1.0));
  for (std::size_t i = 0; i < parties; ++i) {
    accord.review.penalty.push_back(rounded(draws.chance(0.5) ? draws.uniform(-3.0, 0.0) : 0.0));
  }
  if (options.needs) draw_needs(draws, accord);
  if (options.pace && draws.chance(0.5)) {
    accord.pace.per_step = draws.whole(1, 3);
    if (draws.chance(0.5)) accord.pace.per_party = draws.whole(1, 2);
  }
  return accord;
}

// Plans draw from a stream of their own, so that an accord and its plan can share a seed.
accord::Plan random_plan(const Accord& accord, std::uint64_t seed) {
  return walk(accord, Draws(~seed), false);
}

accord::Plan random_plan_with_jumps(const Accord& accord, std::uint64_t seed) {
  return walk(accord, Draws(~seed), true);
}

}  // namespace entente::testing
