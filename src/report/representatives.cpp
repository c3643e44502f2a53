#include "report/representatives.h"

#include <algorithm>
#include <limits>
#include <utility>

#include "accord/lattice.h"
#include "sequencing/certificate.h"
#include "sequencing/solutions.h"

namespace entente::report {

namespace {

using accord::CommitmentIndex;
using accord::PartyIndex;
using sequencing::FoundPlan;

constexpr std::size_t kMost = 64;

struct Candidate {
  const FoundPlan* plan = nullptr;
  accord::State end;
  std::vector<double> shares;  ///< gains as shares of best gains
  std::vector<std::string> best_at;
  std::size_t rank = 0;  ///< of its first label
};

void label(Candidate& candidate, const std::string& words, std::size_t& rank) {
  if (candidate.best_at.empty()) candidate.rank = rank++;
  candidate.best_at.push_back(words);
}

// The share of the levels aimed at, with what they need, that stand at the end.
double depth(const accord::State& end, const accord::State& aim) {
  std::size_t reached = 0;
  std::size_t wanted = 0;
  for (CommitmentIndex k = 0; k < aim.size(); ++k) {
    reached += std::min(end[k], aim[k]);
    wanted += aim[k];
  }
  return wanted == 0 ? 0.0 : static_cast<double>(reached) / static_cast<double>(wanted);
}

template <class Score>
void label_best(std::vector<Candidate>& candidates, const std::string& words, std::size_t& rank, const Score& score) {
  Candidate* best = nullptr;
  for (Candidate& candidate : candidates) {
    if (candidate.plan->steps.empty()) continue;  // standing still is no plan to choose
    const bool better = best == nullptr || score(candidate) > score(*best) ||
                        (score(candidate) == score(*best) && sequencing::comes_first(*candidate.plan, *best->plan));
    if (better) best = &candidate;
  }
  if (best != nullptr) label(*best, words, rank);
}

void label_solution(std::vector<Candidate>& candidates, const std::string& words, std::size_t& rank,
                    const std::optional<PlanFigures>& figures) {
  if (!figures) return;
  for (Candidate& candidate : candidates) {
    if (candidate.plan->steps != figures->plan.steps) continue;
    label(candidate, words, rank);
    return;
  }
}

double distance(const Candidate& a, const Candidate& b) {
  double largest = a.end == b.end ? 0.0 : 0.01;  // of plans that treat all alike, one that ends elsewhere differs more
  for (std::size_t i = 0; i < a.shares.size(); ++i) largest = std::max(largest, std::abs(a.shares[i] - b.shares[i]));
  return largest;
}

bool certified(const PlanAnalysis& analysis, const FoundPlan& plan, std::span<const double> margin) {
  accord::Plan written;
  written.steps = plan.steps;
  std::vector<double> points(margin.begin(), margin.end());
  points.resize(analysis.accord.parties.size(), 0.0);  // empty stands for none
  return sequencing::certify(analysis.accord, written, points).holds();
}

}  // namespace

std::vector<Representative> representatives(const PlanAnalysis& analysis, const game::Game& game,
                                            std::span<const double> margin) {
  std::vector<Candidate> candidates;
  for (const FoundPlan& plan : analysis.search.frontier) {
    Candidate candidate{
        .plan = &plan, .end = sequencing::states_of(game, plan.steps).back(), .shares = {}, .best_at = {}, .rank = 0};
    for (PartyIndex i = 0; i < plan.value.size(); ++i) {
      const double best = analysis.best_gain[i];
      candidate.shares.push_back(best > 0.0 ? (plan.value[i] - analysis.search.disagreement[i]) / best : 0.0);
    }
    candidates.push_back(std::move(candidate));
  }
  std::size_t rank = 0;
  label_solution(candidates, "Nash", rank, analysis.nash);
  label_solution(candidates, "Kalai-Smorodinsky", rank, analysis.kalai_smorodinsky);
  label_solution(candidates, "securest", rank, analysis.securest);
  for (PartyIndex i = 0; i < analysis.accord.parties.size(); ++i) {
    if (analysis.best_gain[i] <= 0.0) continue;
    label_best(candidates, "largest gain of " + analysis.accord.parties[i].name, rank,
               [&](const Candidate& candidate) { return candidate.plan->value[i]; });
  }
  label_best(candidates, "fastest", rank,
             [](const Candidate& candidate) { return -static_cast<double>(candidate.plan->periods); });
  if (!analysis.accord.aim.empty()) {
    const accord::State aim = accord::least_state(analysis.accord, analysis.accord.aim);
    label_best(candidates, "deepest towards the aim", rank,
               [&](const Candidate& candidate) { return depth(candidate.end, aim); });
  }
  std::vector<Representative> chosen;
  std::vector<const Candidate*> taken;
  const auto take = [&](const Candidate& candidate) {
    taken.push_back(&candidate);
    if (certified(analysis, *candidate.plan, margin)) {
      chosen.push_back({.plan = *candidate.plan, .end = candidate.end, .best_at = candidate.best_at});
    }
  };
  for (std::size_t next = 0; next < rank; ++next) {
    for (const Candidate& candidate : candidates) {
      if (!candidate.best_at.empty() && candidate.rank == next) take(candidate);
    }
  }
  // Then always the one that differs most from all taken so far.
  while (chosen.size() < kMost && taken.size() < candidates.size()) {
    const Candidate* farthest = nullptr;
    double most = -1.0;
    for (const Candidate& candidate : candidates) {
      double nearest = std::numeric_limits<double>::infinity();
      for (const Candidate* other : taken) {
        nearest = std::min(nearest, other == &candidate ? -1.0 : distance(candidate, *other));
      }
      if (nearest <= most) continue;
      most = nearest;
      farthest = &candidate;
    }
    if (farthest == nullptr || most < 0.0) break;
    take(*farthest);
  }
  return chosen;
}

}  // namespace entente::report
