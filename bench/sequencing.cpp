// How long the search for plans takes: the best plan with a proof, whole frontiers, threads, growth and memory, beside
// the plain search.
//
// Usage: sequencing [SEED] [NAME]. NAME runs only rows whose instance begins so. Every figure is measured in a process
// of its own, so that its memory is its own. The plain search keeps eight labels a state where it is asked for the best
// plan: it has no bound but the box pass's.
#include <fmt/format.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <tbb/global_control.h>
#include <unistd.h>

#include <chrono>
#include <cmath>
#include <cstdlib>
#include <functional>
#include <string>
#include <string_view>

#include "accord/read.h"
#include "game/game.h"
#include "phased_accords.h"
#include "sequencing/bracket.h"
#include "sequencing/reference/search.h"
#include "sequencing/search.h"
#include "sequencing/solutions.h"

namespace {

using namespace entente;
using sequencing::SearchResult;

std::string_view only;

struct Measured {
  double seconds = 0.0;
  std::size_t states = 0;
};

void header() {
  fmt::print("{:<34} {:<24} {:>9} {:>11} {:>11} {:>13} {:>9} {:>8} {:>8} {:>9} {:>9}  {}\n", "instance", "search",
             "states", "steps", "labels", "comparisons", "seconds", "MiB", "B/state", "value", "bound", "gap, plans");
}

// The Nash plan's geometric mean of gains, and the bound on it.
std::string quality(const SearchResult& found) {
  if (!found.finished) return fmt::format("{:>9} {:>9}  gave up", "-", "-");
  const std::vector<double> best = sequencing::best_gains(found.frontier, found.disagreement);
  const auto nash = sequencing::nash(found.frontier, found.disagreement, best);
  if (!nash) return fmt::format("{:>9} {:>9}  no plan", "-", "-");
  double own = 1.0;
  double box = 1.0;
  double counted = 0.0;
  for (std::size_t i = 0; i < best.size(); ++i) {
    if (best[i] <= 0.0) continue;
    own *= found.frontier[*nash].value[i] - found.disagreement[i];
    if (!found.at_most.empty()) box *= found.at_most[i] - found.disagreement[i];
    counted += 1.0;
  }
  const double mean = std::pow(own, 1.0 / counted);
  const double bound = found.coverage == sequencing::Coverage::exact ? mean
                       : found.nash_at_most                          ? *found.nash_at_most
                                                                     : std::pow(box, 1.0 / counted);
  return fmt::format("{:>9.4f} {:>9.4f}  {:.3f}%, {} plans, safe {}..{}", mean, bound, 100.0 * (bound / mean - 1.0),
                     found.frontier.size(), found.safe_at_least, found.safe_at_most);
}

// Runs `search` in a child, prints its row, and gives its seconds to the parent.
Measured row(const std::string& instance, const std::string& name, const std::function<SearchResult()>& search) {
  std::fflush(stdout);
  int ends[2];
  if (pipe(ends) != 0) return {};
  const pid_t child = fork();
  if (child == 0) {
    const auto start = std::chrono::steady_clock::now();
    const SearchResult found = search();
    Measured measured;
    measured.seconds = std::chrono::duration<double>(std::chrono::steady_clock::now() - start).count();
    measured.states = found.valid_states;
    rusage own{};
    getrusage(RUSAGE_SELF, &own);
    const double bytes = static_cast<double>(own.ru_maxrss) * 1024.0;
    fmt::print("{:<34} {:<24} {:>9} {:>11} {:>11} {:>13} {:>9.4f} {:>8.1f} {:>8.0f} {}\n", instance, name,
               found.valid_states, found.counts.steps, found.counts.labels, found.counts.comparisons, measured.seconds,
               bytes / 1048576.0, found.valid_states > 0 ? bytes / static_cast<double>(found.valid_states) : 0.0,
               quality(found));
    std::fflush(stdout);
    const auto written = write(ends[1], &measured, sizeof measured);
    _exit(written == static_cast<ssize_t>(sizeof measured) ? 0 : 1);
  }
  close(ends[1]);
  Measured measured;
  const auto got = read(ends[0], &measured, sizeof measured);
  close(ends[0]);
  int status = 0;
  waitpid(child, &status, 0);
  if (status != 0 || got != static_cast<ssize_t>(sizeof measured)) {
    fmt::print("{:<34} {:<24} failed\n", instance, name);
    return {};
  }
  return measured;
}

bool wanted(const std::string& instance) {
  return instance.substr(0, only.size()) == only;
}

sequencing::BracketOptions best_plan_only(bool prove_best) {
  sequencing::BracketOptions options;
  options.variety = false;
  options.prove_best = prove_best;
  return options;
}

SearchResult plain(const game::Game& game) {
  sequencing::SearchOptions options;
  options.labels_per_state = 8;
  return sequencing::reference::search(game, options);
}

void best_plan_rows(const std::string& name, const game::Game& game, bool with_variety) {
  if (!wanted(name)) return;
  const Measured ours = row(name, "Nash within 1%", [&] { return sequencing::bracket(game, best_plan_only(false)); });
  row(name, "Nash, proved best", [&] { return sequencing::bracket(game, best_plan_only(true)); });
  if (with_variety) row(name, "and a choice of plans", [&] { return sequencing::bracket(game); });
  const Measured theirs = row(name, "plain, 8 labels", [&] { return plain(game); });
  if (ours.seconds > 0.0) fmt::print("{:<34} plain / ours: {:.1f}\n", name, theirs.seconds / ours.seconds);
}

void frontier_rows(const std::string& name, const game::Game& game, double eps, bool with_plain) {
  if (!wanted(name)) return;
  sequencing::SearchOptions options;
  if (eps > 0.0) {
    sequencing::SearchOptions few;
    few.labels_per_state = 8;
    const SearchResult found = sequencing::search(game, few);
    for (const double best : sequencing::best_gains(found.frontier, found.disagreement)) {
      options.eps.push_back(eps * best);
    }
  }
  options.most_comparisons = 100'000'000'000;
  const std::string what = eps > 0.0 ? fmt::format("frontier, eps {:.0f}%", 100.0 * eps) : "exact frontier";
  const Measured ours = row(name, what, [&] { return sequencing::search(game, options); });
  if (!with_plain) return;
  const Measured theirs = row(name, "plain, " + what, [&] { return sequencing::reference::search(game, options); });
  if (ours.seconds > 0.0) fmt::print("{:<34} plain / ours: {:.1f}\n", name, theirs.seconds / ours.seconds);
}

void thread_rows(const std::string& name, const game::Game& game) {
  if (!wanted(name)) return;
  double seconds[2] = {0.0, 0.0};
  for (const std::size_t threads : {1U, 2U}) {
    seconds[threads - 1] = row(name, fmt::format("{} thread{}", threads, threads == 1 ? "" : "s"), [&] {
                             const tbb::global_control limit(tbb::global_control::max_allowed_parallelism, threads);
                             return sequencing::bracket(game, best_plan_only(false));
                           }).seconds;
  }
  if (seconds[1] > 0.0) fmt::print("{:<34} 1 thread / 2 threads: {:.2f}\n", name, seconds[0] / seconds[1]);
}

void growth_rows(std::uint64_t seed) {
  if (!wanted("growth")) return;
  double first = 0.0;
  for (const std::size_t levels : {5U, 7U, 10U}) {
    bench::PhasedShape shape{.parties = 6, .levels = std::vector<std::size_t>(7, levels), .seed = seed};
    const game::Game game = game::compile(bench::phased_accord(shape));
    const Measured measured = row(fmt::format("growth, 7 commitments of {} levels", levels), "Nash within 1%",
                                  [&] { return sequencing::bracket(game, best_plan_only(false)); });
    if (measured.states == 0) continue;
    const double each = measured.seconds / static_cast<double>(measured.states);
    if (first == 0.0) first = each;
    fmt::print("{:<34} {:.2f} microseconds a state, {:.2f} times the first\n", "growth", 1e6 * each, each / first);
  }
}

}  // namespace

int main(int argc, char** argv) {
  const std::uint64_t seed = argc > 1 ? std::strtoull(argv[1], nullptr, 10) : 2;
  if (argc > 2) only = argv[2];
  fmt::print("seed {}\n", seed);
  header();
  const auto phased = [&](std::size_t parties, std::vector<std::size_t> levels, bool entangled) {
    return game::compile(
        bench::phased_accord({.parties = parties, .levels = std::move(levels), .entangled = entangled, .seed = seed}));
  };
  best_plan_rows("6 parties, 7,776 states", phased(6, {6, 6, 6, 6, 3, 2}, false), true);
  best_plan_rows("6 parties, 70,000 states", phased(6, {7, 5, 5, 5, 5, 4, 4}, false), true);
  best_plan_rows("4 parties, 100,000, entangled", phased(4, {5, 5, 5, 5, 4, 4, 4, 3, 2}, true), true);
  best_plan_rows("6 parties, 600,000 states", phased(6, {5, 5, 5, 5, 5, 4, 4, 4, 3}, false), false);
  frontier_rows("3 parties, 7,776 states", phased(3, {6, 6, 6, 6, 6}, false), 0.05, true);
  const auto case_game = [](const char* name) {
    return game::compile(accord::load(std::string(ENTENTE_SOURCE_DIR) + "/cases/" + name));
  };
  frontier_rows("case two-neighbours", case_game("two-neighbours"), 0.0, true);
  best_plan_rows("case korea-2019", case_game("korea-2019"), true);
  thread_rows("threads, 6 parties, 70,000 states", phased(6, {7, 5, 5, 5, 5, 4, 4}, false));
  growth_rows(seed);
  return 0;
}
