// How long packages take: the whole frontier, Nash and the largest least gain, beside a plain enumeration and Cbc.
//
// Usage: package [SEED]. Every figure is measured in a process of its own, so that its memory is its own.
#include "bargaining/package.h"

#include <fmt/format.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <unistd.h>

#include <algorithm>
#include <chrono>
#include <cstdlib>
#include <functional>
#include <string>

#include "bargaining/branch_and_bound.h"
#include "bargaining/frontier.h"
#include "bargaining/solutions.h"
#include "instances.h"
#include "rivals.h"

namespace {

using namespace entente;

constexpr double kMostSecondsOfCbc = 120.0;

// Runs `measured` in a child, which says what it found in words, and prints that with seconds and peak memory.
void row(const std::string& instance, const std::string& question, const std::string& method,
         const std::function<std::string()>& measured) {
  std::fflush(stdout);
  const pid_t child = fork();
  if (child == 0) {
    const auto start = std::chrono::steady_clock::now();
    const std::string found = measured();
    const double seconds = std::chrono::duration<double>(std::chrono::steady_clock::now() - start).count();
    rusage own{};
    rusage called{};
    getrusage(RUSAGE_SELF, &own);
    getrusage(RUSAGE_CHILDREN, &called);
    fmt::print("{:<38} {:<22} {:<18} {:>10.4f} {:>8.1f}  {}\n", instance, question, method, seconds,
               static_cast<double>(std::max(own.ru_maxrss, called.ru_maxrss)) / 1024.0, found);
    std::fflush(stdout);
    _exit(0);
  }
  int status = 0;
  waitpid(child, &status, 0);
  if (status != 0) fmt::print("{:<38} {:<22} {:<18} failed\n", instance, question, method);
}

void frontier_rows(const std::string& name, const bench::Shape& shape) {
  const game::Game game = game::compile(bench::accord_of(shape));
  row(name, "frontier", "entente", [&] {
    const bargaining::Frontier frontier = bargaining::frontier(game);
    return frontier.complete ? fmt::format("{} points", frontier.points.size()) : "too large";
  });
  row(name, "frontier", "enumeration",
      [&] { return fmt::format("{} points", bench::enumerated_frontier(bargaining::problem_of(game))); });
}

std::string words(const std::optional<bargaining::Package>& package) {
  return package ? (package->proved ? "proved best" : "best found") : "no package";
}

void solution_rows(const std::string& name, const bench::Shape& shape) {
  const game::Game game = game::compile(bench::accord_of(shape));
  const bargaining::Problem problem = bargaining::problem_of(game);
  row(name, "Nash", "entente", [&] { return words(bargaining::nash(game)); });
  row(name, "Kalai-Smorodinsky too", "entente", [&] { return words(bargaining::solve(game).kalai_smorodinsky); });
  row(name, "largest least gain", "entente", [&] {
    bargaining::Objective objective;
    objective.kind = bargaining::Objective::Kind::smallest;
    objective.weight.assign(problem.parties, 1.0);
    objective.offset.assign(problem.parties, 0.0);
    objective.least = problem.accepts;
    const bargaining::BestPackages best = bargaining::maximise(problem, objective);
    return fmt::format("{:.9f} {}, {} nodes", best.value, best.proved ? "proved best" : "best found", best.nodes);
  });
  row(name, "largest least gain", "Cbc", [&] {
    const auto answer = bench::cbc_largest_least_gain(problem, kMostSecondsOfCbc);
    if (!answer) return std::string("cbc is not installed");
    return fmt::format("{:.9f} {} ({:.2f} s in cbc)", answer->value, answer->proved ? "proved best" : "best found",
                       answer->seconds);
  });
}

}  // namespace

int main(int argc, char** argv) {
  const std::uint64_t seed = argc > 1 ? std::strtoull(argv[1], nullptr, 10) : 1;
  fmt::print("seed {}\n{:<38} {:<22} {:<18} {:>10} {:>8}  {}\n", seed, "instance", "question", "method", "seconds",
             "MiB", "found");
  const std::vector<std::size_t> seven_tens(7, 10);
  frontier_rows("10^7 outcomes, 2 parties",
                {.levels = seven_tens, .parties = 2, .disagreement = -1.0, .opposition = 1.0, .seed = seed});
  frontier_rows("240,000 outcomes, 5 parties",
                {.levels = {5, 5, 5, 5, 6, 8, 8}, .parties = 5, .disagreement = -1.0, .opposition = 0.5, .seed = seed});
  const std::vector<std::size_t> forty(40, 5);
  for (const double disagreement : {0.3, 0.5, 0.6}) {
    solution_rows(fmt::format("40 x 5 levels, 6 parties, no deal {}", disagreement),
                  {.levels = forty, .parties = 6, .disagreement = disagreement, .opposition = 0.0, .seed = seed});
  }
  return 0;
}
