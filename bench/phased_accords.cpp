#include "phased_accords.h"

#include <cmath>
#include <numeric>
#include <string>

namespace entente::bench {

namespace {

using accord::Range;

constexpr double kPeriod = 0.25;

// The finaliser of splitmix64 (Steele, Lea and Flood, doi 10.1145/2660193.2660195) over a counter.
class Draws {
 public:
  explicit Draws(std::uint64_t seed) : state_(seed * 0x9e3779b97f4a7c15U) {}
  double uniform(double low, double high) {
    state_ += 0x9e3779b97f4a7c15U;
    std::uint64_t z = state_;
    z = (z ^ (z >> 30U)) * 0xbf58476d1ce4e5b9U;
    z = (z ^ (z >> 27U)) * 0x94d049bb133111ebU;
    z ^= z >> 31U;
    return low + (high - low) * static_cast<double>(z >> 11U) * 0x1.0p-53;
  }

 private:
  std::uint64_t state_;
};

Range periods(double number) {
  return Range::exactly(kPeriod * std::floor(number));
}

// What stands when the commitment is fulfilled, split over its levels so that the first ones bring somewhat more. The
// split depends on how far a level is on the way and not on how many there are.
accord::Commitment commitment_of(const PhasedShape& shape, std::size_t k, Draws& draws) {
  accord::Commitment commitment;
  commitment.name = "c" + std::to_string(k);
  commitment.by = k % shape.parties;
  std::vector<double> worth(shape.parties);
  for (double& points : worth) points = draws.uniform(0.0, 1.0);
  worth[commitment.by] = 0.0;
  // What one party gives costs it most of what all others have of it together: there is little to share out.
  worth[commitment.by] = -draws.uniform(0.5, 0.9) * std::accumulate(worth.begin(), worth.end(), 0.0);
  const double bend = draws.uniform(0.7, 1.1);
  const double takes = draws.uniform(1.0, 4.0);
  const double undo = draws.uniform(2.0, 7.0);
  const double seen = draws.uniform(0.6, 1.0);
  const double watched = draws.uniform(0.5, 1.0);
  const double once = draws.uniform(-0.3, 0.0);
  const bool automatic = shape.entangled && draws.uniform(0.0, 1.0) < 0.2;
  const auto top = static_cast<double>(shape.levels[k] - 1);
  for (std::size_t l = 1; l < shape.levels[k]; ++l) {
    accord::Level level;
    level.name = "l" + std::to_string(l);
    level.takes = periods(takes);
    const double done = std::pow(static_cast<double>(l) / top, bend);
    for (std::size_t i = 0; i < shape.parties; ++i) {
      level.value.push_back(Range::exactly(worth[i] * done));
      level.once.push_back(Range::exactly(i == commitment.by ? once / top : 0.0));
    }
    level.seen = Range::exactly(seen);
    level.watched = Range::exactly(watched);
    level.undo = periods(undo);
    if (automatic) level.undone_by = accord::UndoneBy::automatic;
    commitment.levels.push_back(level);
  }
  return commitment;
}

// Deep levels of a commitment need half of the one two places before; two complements join what one party wants most.
void entangle(accord::Accord& accord, Draws& draws) {
  for (std::size_t k = 2; k < accord.commitments.size(); k += 3) {
    std::vector<accord::Level>& levels = accord.commitments[k].levels;
    const std::size_t needed = accord.commitments[k - 2].levels.size();
    for (std::size_t l = levels.size() / 2; l < levels.size(); ++l)
      levels[l].needs.push_back({k - 2, (needed + 1) / 2});
  }
  for (std::size_t c = 0; c < 2; ++c) {
    accord::Complement complement;
    complement.name = "together" + std::to_string(c);
    for (std::size_t k = c; k < accord.commitments.size() && complement.when.size() < 2; k += 3) {
      complement.when.push_back({k, accord.commitments[k].levels.size()});
    }
    for (std::size_t i = 0; i < accord.parties.size(); ++i) {
      complement.value.push_back(Range::exactly(draws.uniform(0.0, 1.0)));
    }
    accord.complements.push_back(complement);
  }
}

}  // namespace

accord::Accord phased_accord(const PhasedShape& shape) {
  Draws draws(shape.seed);
  accord::Accord accord;
  accord.title = "bench";
  accord.period = kPeriod;
  for (std::size_t i = 0; i < shape.parties; ++i) {
    accord::Party party;
    party.name = "p" + std::to_string(i);
    party.patience = Range::exactly(draws.uniform(0.8, 0.95));
    party.turnover = Range::exactly(shape.entangled ? draws.uniform(0.0, 0.03) : 0.0);
    party.breakdown = Range::exactly(draws.uniform(-1.5, 0.0));
    accord.parties.push_back(party);
    accord.review.penalty.push_back(Range::exactly(draws.uniform(-1.5, 0.0)));
  }
  accord.review.takes = Range::exactly(2 * kPeriod);
  accord.review.succeeds = Range::exactly(draws.uniform(0.7, 1.0));
  for (std::size_t k = 0; k < shape.levels.size(); ++k) accord.commitments.push_back(commitment_of(shape, k, draws));
  if (shape.entangled) entangle(accord, draws);
  accord.pace = {.per_step = 3, .per_party = 2, .provenance = {}};
  return accord;
}

}  // namespace entente::bench
