// The cheapest portfolios of means with which a plan is self-enforcing at a margin: exact, by branch and bound.
//
// Every portfolio returned is certified with its means in force; every one left out is left out by a bound that holds
// whether or not more detection helps: chances to see only grow with a portfolio (accord/detection.h), so a condition
// is looked at over the whole range of chances that a branch can still reach. Cost bounds are the dearest of the
// fractional knapsacks that each condition alone asks for, chances to miss multiplying as if independent, which no
// common cause improves upon.
#pragma once

#include <cstddef>
#include <cstdint>
#include <vector>

#include "verification/portfolio_problem.h"

namespace entente::verification {

struct Portfolio {
  std::vector<MeansIndex> means;  ///< ascending, with all that they need
  double cost = 0.0;              ///< a year
  double false_alarms = 0.0;      ///< expected a year
  double margin = 0.0;            ///< the largest at which the plan holds with it, a share; may be infinite
};

struct PortfolioQuestion {
  double margin = 0.0;     ///< share of each party's gain from the plan, >= 0
  std::size_t wanted = 6;  ///< how many portfolios at most, >= 1
  MeansSet without = 0;    ///< means that may not be used
};

struct PortfolioAnswer {
  /// Cheapest first; of equal cost those of fewer means, then those whose means come first in the file. Only
  /// portfolios that no longer suffice when any one means, with those that need it, is left out.
  std::vector<Portfolio> found;
  std::uint64_t branches = 0;  ///< how many were looked at
};

PortfolioAnswer cheapest(const PortfolioProblem& problem, const PortfolioQuestion& question);

Portfolio described(const PortfolioProblem& problem, MeansSet set);

/// The least cost for every margin: each entry holds at any margin up to its own and above that of the one before it,
/// and is the cheapest for that. Ascending in both; empty where nothing holds at margin 0.
std::vector<Portfolio> cost_against_margin(const PortfolioProblem& problem);

}  // namespace entente::verification
