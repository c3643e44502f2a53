// Processes for tests, each as plain as what it is to show allows.
#pragma once

#include <cstdint>

#include "simulation/simulate.h"

namespace entente::simulation {

/// Two parties that take turns over `steps` steps of a quarter of a year: what each gives the other can be suspended.
/// Nothing goes wrong until a test says so.
inline Process turns(std::size_t steps, double horizon) {
  Process process;
  process.parties = {"North", "South"};
  process.commitments = {"reactor", "relief"};
  process.givers = {0, 1};
  process.horizon = horizon;
  process.leaving = {{0.0}, {0.0}};
  for (std::size_t step = 0; step < steps; ++step) {
    Delivery delivery;
    delivery.commitment = step % 2;
    delivery.by = step % 2;
    process.steps.push_back({0.25, {delivery}});
  }
  process.accused = {0, 1};
  process.review.takes = 0.25;
  process.resumes = 2.0;
  process.abandoned = 0.5;
  for (std::size_t point = 0; point <= steps; ++point) process.counters.insert(process.counters.end(), {{1}, {0}});
  for (CommitmentIndex k = 0; k < 2; ++k) {
    TakeBackRisk risk;
    risk.commitment = k;
    for (std::size_t point = 0; point <= steps; ++point) {
      risk.possible.push_back(point > k ? 1 : 0);
      risk.seen_rate.push_back(1.0);
    }
    process.take_backs.push_back(risk);
  }
  return process;
}

/// Everything that can go wrong does.
inline Process troubled(std::size_t steps, double horizon) {
  Process process = turns(steps, horizon);
  process.leaving = {{0.02}, {0.03}};
  process.false_alarms = 0.4;
  process.alarm_candidates = 1.0;
  process.breaches = 0.3;
  process.breach_candidates = 0.5;
  process.review.blames = 0.3;
  process.review.confirms = 0.8;
  process.review.excused = 0.5;
  process.review.succeeds = 0.9;
  process.review.grace = 0.05;
  for (ProcessStep& step : process.steps) {
    step.deliveries[0].late = 0.4;
    step.deliveries[0].late_rate = 3.0;
    step.deliveries[0].seen = 0.7;
  }
  process.doubt = {0.3, 0.2};
  process.breaking_point.assign(steps + 1, {2.0, 1.6});
  return process;
}

inline Results results_of(const Process& process, std::uint64_t runs, std::uint64_t seed = 1, std::size_t parts = 40) {
  return simulate(process, {.runs = runs, .seed = seed, .parts = parts, .on_progress = {}});
}

inline double share(std::uint64_t part, std::uint64_t all) {
  return static_cast<double>(part) / static_cast<double>(all);
}

}  // namespace entente::simulation
