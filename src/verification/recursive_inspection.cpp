#include "verification/recursive_inspection.h"

#include <algorithm>
#include <cmath>

#include "accord/error.h"
#include "verification/arguments.h"

namespace entente::verification {

namespace {

// The sum over i from 0 to m of C(n,i) (q-1)^(m-i), divided by C(n-1,m), less 1. By Pascal's rule the sum s(n,m) is
// C(n-1,m) + q s(n-1,m-1), so the quotient is the sum over j of q^j C(n-1-j,m-j) / C(n-1,m): no signs alternate even
// where q-1 is negative. For m < n; infinite where it leaves the range of doubles.
double sum_beyond_first(std::size_t n, std::size_t m, double q) {
  double sum = 0.0;
  double term = 1.0;
  for (std::size_t j = 0; j < m; ++j) {
    term *= q * static_cast<double>(m - j) / static_cast<double>(n - 1 - j);
    if (term < 1e-20 * sum && q * static_cast<double>(m - j) < static_cast<double>(n - 1 - j)) break;
    sum += term;
  }
  return sum;
}

// 1 - C(n-k,m+1) / C(n,m+1): the share of the ways to place m+1 of n that touch one of k given places.
double touched(std::size_t n, std::size_t m, std::size_t k) {
  if (k + m >= n) return 1.0;
  double log_untouched = 0.0;
  const std::size_t fewer = std::min(k, m + 1);
  const std::size_t more = std::max(k, m + 1);
  for (std::size_t j = 0; j < fewer; ++j) {
    log_untouched += std::log1p(-static_cast<double>(more) / static_cast<double>(n - j));
  }
  return -std::expm1(log_untouched);
}

void check_stages(std::size_t stages) {
  if (stages == 0) throw Error("an inspection game has no stage; give it at least 1");
}

}  // namespace

// von Stengel (2016): value = (C(n,m+1) - C(n-k,m+1)) / s(n,m), inspect with s(n-1,m-1) / s(n,m), where s(n,m) is the
// sum over i from 0 to m of C(n,i) b^(m-i).
StageStrategy solve(const RecursiveGame& game) {
  check_stages(game.stages);
  require_not_below(game.penalty, 0.0, "the penalty");
  const std::size_t n = game.stages;
  const std::size_t m = game.inspections;
  if (m >= n) return {.value_to_inspectee = 0.0, .inspect = 1.0};
  const double beyond = sum_beyond_first(n, m, 1.0 + game.penalty);
  const double share = touched(n, m, std::min(game.violations, n));
  StageStrategy result;
  result.value_to_inspectee = share * (static_cast<double>(n) / (static_cast<double>(m) + 1.0)) / (1.0 + beyond);
  // beyond / (1 + beyond), also where the sum is too large for a double.
  const double certain = std::isfinite(beyond) ? beyond / (1.0 + beyond) : 1.0;
  result.inspect = certain / (1.0 + game.penalty);
  return result;
}

// Avenhaus, von Stengel and Zamir (2002), section 5: in equilibrium the inspector gets -C(n-1,m) / (sum over i of
// C(n,i) (-a)^(m-i)) and the inspectee C(n-1,m) / (sum of C(n,i) b^(m-i)); a leader gets the opposite of the latter.
LeadershipValues solve(const LeadershipGame& game) {
  check_stages(game.stages);
  require_not_below(game.caught_costs, 0.0, "what a caught violation costs the inspector");
  if (game.caught_costs >= 1.0) {
    throw Error("a caught violation costs the inspector as much as an undetected one; write a number below 1");
  }
  require_not_below(game.penalty, 0.0, "the penalty");
  if (game.inspections >= game.stages) return {};
  LeadershipValues result;
  result.inspector_equilibrium =
      -1.0 / (1.0 + sum_beyond_first(game.stages, game.inspections, 1.0 - game.caught_costs));
  result.inspectee_equilibrium = 1.0 / (1.0 + sum_beyond_first(game.stages, game.inspections, 1.0 + game.penalty));
  result.inspector_as_leader = -result.inspectee_equilibrium;
  result.violation_probability_under_leadership = result.inspectee_equilibrium;
  return result;
}

}  // namespace entente::verification
