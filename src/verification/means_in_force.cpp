#include "verification/means_in_force.h"

#include <algorithm>

#include "accord/detection.h"
#include "accord/lattice.h"

namespace entente::verification {

namespace {

bool stands_for(const Accord& accord, const Requirement& access, CommitmentIndex looked_at, const State& before,
                const State& after) {
  if (before[access.commitment] >= access.level) return true;
  if (after[access.commitment] < access.level || access.commitment == looked_at) return false;
  const accord::Commitment& gives = accord.commitments[access.commitment];
  if (gives.by != accord.commitments[looked_at].by) return true;
  const accord::Level& announced = gives.levels[after[access.commitment] - 1];
  return accord::without_means(announced, accord::Sense::seen).low >= 1.0;
}

}  // namespace

ReadyMeans ready_means(const Accord& accord, const std::vector<State>& points) {
  constexpr double rounding = 1e-9;  // as where durations become periods (MODEL section 2)
  ReadyMeans ready;
  for (const accord::Commitment& commitment : accord.commitments) ready.emplace_back(commitment.levels.size() + 1);
  if (!accord.verification) return ready;
  const accord::Verification& verification = *accord.verification;
  std::vector<MeansIndex> all(verification.means.size());
  for (MeansIndex m = 0; m < all.size(); ++m) all[m] = m;
  double years = 0.0;
  for (std::size_t step = 0; step + 1 < points.size(); ++step) {
    const State& before = points[step];
    const State& after = points[step + 1];
    std::size_t longest = 0;
    for (CommitmentIndex k = 0; k < before.size(); ++k) {
      std::size_t takes = 0;
      for (LevelIndex l = before[k] + 1; l <= after[k]; ++l) {
        takes += accord::periods(accord.commitments[k].levels[l - 1].takes.best, accord.period, 1);
      }
      longest = std::max(longest, takes);
    }
    years += static_cast<double>(longest) * accord.period;
    for (CommitmentIndex k = 0; k < before.size(); ++k) {
      const auto works = [&](MeansIndex m) {
        const accord::Means& means = verification.means[m];
        return means.starts <= years + rounding &&
               std::ranges::all_of(means.needs_levels, [&](const Requirement& access) {
                 return stands_for(accord, access, k, before, after);
               });
      };
      for (LevelIndex l = before[k] + 1; l <= after[k]; ++l) ready[k][l] = accord::working(verification, all, works);
    }
  }
  return ready;
}

Accord with_portfolio(const Accord& accord, const ReadyMeans& ready, std::span<const MeansIndex> portfolio) {
  return accord::with_means(accord, [&](const Requirement& level) {
    std::vector<MeansIndex> means;
    std::ranges::set_intersection(portfolio, ready[level.commitment][level.level], std::back_inserter(means));
    return means;
  });
}

}  // namespace entente::verification
