#include "simulation/simulate.h"

#include <tbb/parallel_for.h>

#include <algorithm>
#include <cmath>

namespace entente::simulation {

namespace {

constexpr std::uint64_t kBlock = 2048;             // runs; part of what a seed means for sums of times
constexpr std::uint64_t kBlocksBetweenCalls = 32;  // so that a command can be stopped soon

struct Tally {
  std::vector<std::uint64_t> collapsed;  // [part]: in the part that ends there
  std::vector<std::uint64_t> completed;
  std::vector<std::uint64_t> causes;  // [cause * parties + party]
  Counts counts;
  double to_completion = 0.0;
  double to_collapse = 0.0;
  double to_end = 0.0;
};

Tally empty_tally(const Process& process, std::size_t parts) {
  Tally tally;
  tally.collapsed.assign(parts + 1, 0);
  tally.completed.assign(parts + 1, 0);
  tally.causes.assign(kCauses * std::max<std::size_t>(1, process.parties.size()), 0);
  tally.counts.suspensions.resize(process.commitments.size());
  return tally;
}

// The first point of the curve at or after `time`. Times that are sums of periods may miss a point by rounding.
std::size_t part_at(double time, double horizon, std::size_t parts) {
  constexpr double kRounding = 1e-9;
  const double part = std::ceil(time / horizon * static_cast<double>(parts) - kRounding);
  return std::min(parts, static_cast<std::size_t>(std::max(0.0, part)));
}

void add_run(const Process& process, const RunEnd& end, Tally& tally, std::size_t parts) {
  double until = process.horizon;
  if (end.completed != kNever) {
    ++tally.completed[part_at(end.completed, process.horizon, parts)];
    tally.to_completion += end.completed;
    if (process.ends_when_complete) until = end.completed;
  }
  if (end.collapsed != kNever) {
    ++tally.collapsed[part_at(end.collapsed, process.horizon, parts)];
    ++tally.causes[static_cast<std::size_t>(end.cause) * std::max<std::size_t>(1, process.parties.size()) + end.of];
    tally.to_collapse += end.collapsed;
    until = end.collapsed;
  }
  tally.to_end += until;
}

Tally run_block(const Process& process, const SimulationOptions& options, std::uint64_t block) {
  Tally tally = empty_tally(process, options.parts);
  Runner runner(process);
  const std::uint64_t last = std::min(options.runs, (block + 1) * kBlock);
  for (std::uint64_t run = block * kBlock; run < last; ++run) {
    add_run(process, runner.run(options.seed, run, tally.counts), tally, options.parts);
  }
  return tally;
}

void add_all(const std::vector<std::uint64_t>& from, std::vector<std::uint64_t>& to) {
  for (std::size_t n = 0; n < to.size(); ++n) to[n] += from[n];
}

void add(const Tally& from, Tally& to) {
  add_all(from.collapsed, to.collapsed);
  add_all(from.completed, to.completed);
  add_all(from.causes, to.causes);
  for (std::size_t m = 0; m < kMatters; ++m) {
    const MatterCounts& one = from.counts.matters[m];
    MatterCounts& all = to.counts.matters[m];
    all.arose += one.arose;
    all.reviewed += one.reviewed;
    all.responded += one.responded;
    all.lifted += one.lifted;
    all.lost += one.lost;
    all.unanswered += one.unanswered;
  }
  for (std::size_t k = 0; k < to.counts.suspensions.size(); ++k) {
    const SuspensionCounts& one = from.counts.suspensions[k];
    SuspensionCounts& all = to.counts.suspensions[k];
    all.suspended += one.suspended;
    all.resumed += one.resumed;
    all.lost += one.lost;
    all.years += one.years;
  }
  to.counts.years_suspended += from.counts.years_suspended;
  to.counts.runs_with_suspension += from.counts.runs_with_suspension;
  to.to_completion += from.to_completion;
  to.to_collapse += from.to_collapse;
  to.to_end += from.to_end;
}

std::vector<Collapse> collapses_in(const Tally& tally, std::size_t parties) {
  std::vector<Collapse> result;
  for (std::size_t n = 0; n < tally.causes.size(); ++n) {
    if (tally.causes[n] > 0) result.push_back({static_cast<Cause>(n / parties), n % parties, tally.causes[n]});
  }
  std::ranges::stable_sort(result, std::ranges::greater{}, &Collapse::runs);
  return result;
}

void sum_up(std::vector<std::uint64_t>& by) {
  for (std::size_t n = 1; n < by.size(); ++n) by[n] += by[n - 1];
}

}  // namespace

std::uint64_t Results::collapsed_over(Cause cause) const {
  std::uint64_t sum = 0;
  for (const Collapse& one : collapses) sum += one.cause == cause ? one.runs : 0;
  return sum;
}

double Results::time_of(std::size_t part) const {
  return horizon * static_cast<double>(part) / static_cast<double>(collapsed_by.size() - 1);
}

std::optional<double> quantile(const Results& results, const std::vector<std::uint64_t>& by, double share) {
  if (by.back() == 0) return std::nullopt;
  const double wanted = share * static_cast<double>(by.back());
  std::size_t part = 0;
  while (static_cast<double>(by[part]) < wanted) ++part;
  if (part == 0) return 0.0;
  const auto below = static_cast<double>(by[part - 1]);
  const double within = (wanted - below) / (static_cast<double>(by[part]) - below);
  const double before = results.time_of(part - 1);
  return before + within * (results.time_of(part) - before);
}

Results simulate(const Process& process, const SimulationOptions& options) {
  Tally all = empty_tally(process, options.parts);
  const std::uint64_t blocks = (options.runs + kBlock - 1) / kBlock;
  std::vector<Tally> tallies;
  for (std::uint64_t first = 0; first < blocks; first += kBlocksBetweenCalls) {
    if (options.on_progress) options.on_progress(first * kBlock, options.runs);
    const std::uint64_t here = std::min(kBlocksBetweenCalls, blocks - first);
    tallies.assign(here, {});
    tbb::parallel_for(std::uint64_t{0}, here,
                      [&](std::uint64_t block) { tallies[block] = run_block(process, options, first + block); });
    for (const Tally& one : tallies) add(one, all);
  }
  Results results;
  results.runs = options.runs;
  results.horizon = process.horizon;
  results.collapses = collapses_in(all, std::max<std::size_t>(1, process.parties.size()));
  results.collapsed_by = std::move(all.collapsed);
  results.completed_by = std::move(all.completed);
  sum_up(results.collapsed_by);
  sum_up(results.completed_by);
  results.counts = std::move(all.counts);
  results.years_to_completion = all.to_completion;
  results.years_to_collapse = all.to_collapse;
  results.years_to_end = all.to_end;
  return results;
}

}  // namespace entente::simulation
