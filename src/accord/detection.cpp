#include "accord/detection.h"

#include <algorithm>
#include <utility>

#include "accord/lattice.h"
#include "accord/words.h"

namespace entente::accord {

namespace {

using End = double Range::*;

constexpr double rounding = 1e-9;  // as where durations become periods (MODEL section 2)

// Ends of a chance to see; the other end of a share of common causes makes for less.
double chance(const Verification& verification, std::span<const MeansIndex> working, const Requirement& level,
              Sense sense, End end, End share_end) {
  const auto misses = [&](MeansIndex m) {
    for (const Sight& sight : verification.means[m].sees) {
      if (sight.level == level) return 1.0 - (sense == Sense::seen ? sight.seen : sight.watched).*end;
    }
    return 1.0;
  };
  std::vector<bool> counted(verification.means.size(), false);
  double all_miss = 1.0;
  for (const CommonCause& cause : verification.common_causes) {
    std::vector<double> of_members;
    for (const MeansIndex m : working) {
      if (!std::ranges::binary_search(cause.means, m)) continue;
      counted[m] = true;
      of_members.push_back(misses(m));
    }
    if (of_members.empty()) continue;
    const double common = cause.share.*share_end * *std::ranges::min_element(of_members);
    if (common >= 1.0) continue;  // none of them sees anything
    double each_by_itself = 1.0;
    for (const double miss : of_members) each_by_itself *= (miss - common) / (1.0 - common);
    all_miss *= common + (1.0 - common) * each_by_itself;
  }
  for (const MeansIndex m : working) {
    if (!counted[m]) all_miss *= misses(m);
  }
  return 1.0 - all_miss;
}

// The first gate, in periods from today, at which each level could be delivered, whatever the plan.
std::vector<std::vector<std::size_t>> first_gates(const Accord& accord) {
  std::vector<std::vector<std::size_t>> first;
  for (const Commitment& commitment : accord.commitments) first.emplace_back(commitment.levels.size() + 1, 0);
  for (bool changed = true; changed;) {
    changed = false;
    for (CommitmentIndex k = 0; k < first.size(); ++k) {
      for (LevelIndex l = 1; l < first[k].size(); ++l) {
        const Level& level = accord.commitments[k].levels[l - 1];
        std::size_t at = first[k][l - 1] + periods(level.takes.best, accord.period, 1);
        for (const Requirement& need : level.needs) at = std::max(at, first[need.commitment][need.level]);
        changed = changed || at != first[k][l];
        first[k][l] = at;
      }
    }
  }
  return first;
}

bool surely_stands(const Accord& accord, const Requirement& access, const Requirement& level) {
  const Requirement under{level.commitment, level.level - 1};
  if (least_state(accord, {under})[access.commitment] >= access.level) return true;
  if (least_state(accord, {level})[access.commitment] < access.level) return false;
  if (access.commitment == level.commitment) return false;
  // It may arrive at the same gate. Who withholds both would then be seen by the access that is missing.
  const Commitment& gives = accord.commitments[access.commitment];
  if (gives.by != accord.commitments[level.commitment].by) return true;
  return std::all_of(gives.levels.begin() + static_cast<std::ptrdiff_t>(access.level - 1), gives.levels.end(),
                     [](const Level& one) { return without_means(one, Sense::seen).low >= 1.0; });
}

}  // namespace

const Range& without_means(const Level& level, Sense sense) {
  if (sense == Sense::seen) return level.seen_without_means ? *level.seen_without_means : level.seen;
  return level.watched_without_means ? *level.watched_without_means : level.watched;
}

Range together(const Verification& verification, std::span<const MeansIndex> working, const Requirement& level,
               Sense sense, const Range& without) {
  const auto at = [&](End end, End share_end) {
    const double seen = chance(verification, working, level, sense, end, share_end);
    // Nothing is added without changing the number of the file by as little as a rounding.
    return seen == 0.0 ? without.*end : 1.0 - (1.0 - without.*end) * (1.0 - seen);
  };
  return {at(&Range::low, &Range::high), at(&Range::best, &Range::best), at(&Range::high, &Range::low), without.drawn};
}

std::vector<MeansIndex> working(const Verification& verification, std::span<const MeansIndex> portfolio,
                                const std::function<bool(MeansIndex)>& ready) {
  std::vector<MeansIndex> result(portfolio.begin(), portfolio.end());
  std::erase_if(result, [&](MeansIndex m) { return !ready(m); });
  // Each round drops those that need one dropped before; there are no circles, so it ends with what can work.
  for (std::size_t before = result.size() + 1; before != result.size();) {
    before = result.size();
    const std::vector<MeansIndex> left = result;
    std::erase_if(result, [&](MeansIndex m) {
      return std::ranges::any_of(verification.means[m].needs_means,
                                 [&](MeansIndex needed) { return !std::ranges::binary_search(left, needed); });
    });
  }
  return result;
}

Accord with_means(const Accord& accord,
                  const std::function<std::vector<MeansIndex>(const Requirement& level)>& working_for) {
  Accord result = accord;
  for (CommitmentIndex k = 0; k < result.commitments.size(); ++k) {
    for (LevelIndex l = 1; l <= result.commitments[k].levels.size(); ++l) {
      Level& level = result.commitments[k].levels[l - 1];
      const Range seen = without_means(level, Sense::seen);
      const Range watched = without_means(level, Sense::watched);
      const std::vector<MeansIndex> means = working_for({k, l});
      level.seen = together(*result.verification, means, {k, l}, Sense::seen, seen);
      level.watched = together(*result.verification, means, {k, l}, Sense::watched, watched);
      level.seen_without_means = level.seen == seen ? std::nullopt : std::optional(seen);
      level.watched_without_means = level.watched == watched ? std::nullopt : std::optional(watched);
    }
  }
  return result;
}

std::string chosen_means_in_words(const Accord& accord) {
  if (!accord.verification || !accord.verification->chosen) return {};
  std::vector<std::string> names;
  for (const MeansIndex m : *accord.verification->chosen) names.push_back(accord.verification->means[m].name);
  if (names.empty()) return "No means of verification is chosen: what is seen and watched is what the levels say.";
  return "What is seen and watched is computed from what the levels say and the chosen means of verification (" +
         joined(names) + "), each where it surely works when the level is delivered.";
}

Accord with_chosen_means(const Accord& accord) {
  if (!accord.verification || !accord.verification->chosen) return accord;
  const Verification& verification = *accord.verification;
  const std::vector<std::vector<std::size_t>> first = first_gates(accord);
  return with_means(accord, [&](const Requirement& level) {
    const double years = static_cast<double>(first[level.commitment][level.level]) * accord.period;
    return working(verification, *verification.chosen, [&](MeansIndex m) {
      const Means& means = verification.means[m];
      return years >= means.starts - rounding &&
             std::ranges::all_of(means.needs_levels,
                                 [&](const Requirement& access) { return surely_stands(accord, access, level); });
    });
  });
}

}  // namespace entente::accord
