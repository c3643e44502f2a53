// Plans that hold when everything is seen, with means of seeing at random, for tests that must hold on any of them.
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>

#include "accord/accord.h"

namespace entente::testing {

struct PlanWithMeans {
  accord::Accord accord;
  accord::Plan plan;  ///< of at least one step
};

/// A random accord, its Nash plan while everything is seen, then less seen without means and `means` random ones: some
/// that need a level, another means or a later start, some with a common cause. Empty for a seed whose accord has no
/// plan of at least one step.
std::optional<PlanWithMeans> random_plan_with_means(std::uint64_t seed, std::size_t means);

}  // namespace entente::testing
