// How long the cheapest portfolio of means takes, beside looking at every subset.
//
// Usage: verification [MEANS [SEED]]. Both are timed in one run, on one thread; the enumeration passes over subsets
// that cost more than the best so far, and both must find the same cost.
#include <fmt/format.h>

#include <chrono>
#include <cmath>
#include <cstdlib>
#include <functional>
#include <limits>
#include <random>
#include <string>

#include "verification/portfolio_search.h"

namespace {

using namespace entente;
using accord::Range;

constexpr std::size_t kSteps = 6;

// North and South exchange six things, one each a step; little is seen without means.
accord::Accord exchange(std::size_t means, std::mt19937_64& random) {
  const auto uniform = [&](double low, double high) {
    return low + (high - low) * static_cast<double>(random() >> 11U) * 0x1p-53;
  };
  accord::Accord accord;
  accord.period = 0.25;
  accord.review.takes = Range::exactly(0.25);
  for (const char* name : {"North", "South"}) {
    accord::Party& party = accord.parties.emplace_back();
    party.name = name;
    party.patience = Range::exactly(0.9);
    party.breakdown = Range::exactly(-1);
    accord.review.penalty.push_back(Range::exactly(-2));
  }
  for (std::size_t n = 0; n < 2 * kSteps; ++n) {
    accord::Level level;
    level.name = "done";
    level.takes = Range::exactly(0.25);
    level.value.assign(2, Range::exactly(1.8));
    level.value[n % 2] = Range::exactly(-1);
    level.once.assign(2, Range{});
    level.seen = Range::exactly(0.05);
    level.watched = Range::exactly(0.05);
    level.undo = Range::exactly(0.5);
    accord::Commitment& commitment = accord.commitments.emplace_back();
    commitment.name = fmt::format("thing {}", n);
    commitment.by = n % 2;
    commitment.levels = {level};
  }
  accord::Verification verification;
  for (std::size_t m = 0; m < means; ++m) {
    accord::Means one;
    one.name = fmt::format("means {}", m);
    one.cost = Range::exactly(std::floor(uniform(5.0, 20.0)));
    for (accord::CommitmentIndex k = 0; k < accord.commitments.size(); ++k) {
      if (uniform(0.0, 1.0) > 0.35) continue;
      one.sees.push_back({{k, 1}, Range::exactly(uniform(0.1, 0.5)), Range::exactly(uniform(0.1, 0.5))});
    }
    verification.means.push_back(std::move(one));
  }
  accord::CommonCause& cause = verification.common_causes.emplace_back();
  cause.means = {0, 1, 2};
  cause.share = Range::exactly(0.2);
  accord.verification = std::move(verification);
  return accord;
}

accord::Plan one_each_a_step() {
  accord::Plan plan;
  for (std::size_t n = 0; n < kSteps; ++n) plan.steps.push_back({{{2 * n, 1}, {2 * n + 1, 1}}, {}});
  return plan;
}

double seconds_of(const std::function<void()>& work) {
  const auto start = std::chrono::steady_clock::now();
  work();
  return std::chrono::duration<double>(std::chrono::steady_clock::now() - start).count();
}

}  // namespace

int main(int argc, char** argv) {
  const std::size_t most = argc > 1 ? std::strtoull(argv[1], nullptr, 10) : 24;
  const std::uint64_t seed = argc > 2 ? std::strtoull(argv[2], nullptr, 10) : 1;
  if (most < 4 || most > 24) {
    fmt::print(stderr, "from 4 to 24 means\n");
    return 2;
  }
  fmt::print("seed {}\n{:>5} {:>10} {:>10} {:>10} {:>14} {:>14} {:>10}\n", seed, "means", "cost", "plainly", "branches",
             "exact, s", "every one, s", "ratio");
  for (std::size_t means = most % 4 == 0 ? 12 : most; means <= most; means += 4) {
    std::mt19937_64 random(seed);
    const verification::PortfolioProblem problem =
        verification::portfolio_problem(exchange(means, random), one_each_a_step());
    verification::PortfolioAnswer answer;
    const double exact = seconds_of([&] { answer = verification::cheapest(problem, {.wanted = 1}); });
    double best = std::numeric_limits<double>::infinity();
    const double every_one = seconds_of([&] {
      for (std::uint64_t set = 0; set <= problem.all; ++set) {
        const auto portfolio = static_cast<verification::MeansSet>(set);
        const double cost = verification::cost_of(problem, portfolio);
        if (cost < best && verification::margin_with(problem, portfolio) >= 0.0) best = cost;
      }
    });
    const double found = answer.found.empty() ? std::numeric_limits<double>::infinity() : answer.found.front().cost;
    fmt::print("{:>5} {:>10} {:>10} {:>10} {:>14.4f} {:>14.4f} {:>10.0f}\n", means, found, best, answer.branches, exact,
               every_one, every_one / exact);
    if (found != best) return 1;
  }
  return 0;
}
