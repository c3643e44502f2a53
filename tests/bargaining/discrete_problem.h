// Discrete bargaining problems as accords: issues, their options, what each is worth, what each party has without a
// deal.
#pragma once

#include <cstddef>
#include <cstdint>
#include <vector>

#include "accord/accord.h"

namespace entente::testing {

struct DiscreteProblem {
  std::vector<std::vector<std::vector<double>>> issues;  ///< [issue][option][party]
  std::vector<double> without;                           ///< by party
};

/// An issue's first option is today; the levels carry the differences as payments once. Issue k is given by party k,
/// and around again. Party i's points are counted in units of `unit[i]`; empty: all 1.
accord::Accord accord_of(const DiscreteProblem& problem, const std::vector<double>& unit = {});

/// Whole numbers from -5 to 10; what each has without a deal lies about the middle of what the issues can bring, plus
/// `hardness` points an issue.
DiscreteProblem random_problem(std::uint64_t seed, std::size_t parties, double hardness);

/// Issues or parties in another order: element n of the result is element order[n] of `problem`.
DiscreteProblem with_issues(const DiscreteProblem& problem, const std::vector<std::size_t>& order);
DiscreteProblem with_parties(const DiscreteProblem& problem, const std::vector<std::size_t>& order);

}  // namespace entente::testing
