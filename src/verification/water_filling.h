// Visits to sites under a budget, so that the worst that can go undetected is as small as can be.
//
// Zero-sum: the inspectee cheats at the site that gains it most, knowing how often each is visited on average, not
// when. The best allocation lowers the highest sites to one level, as water fills a vessel (Avenhaus and Canty,
// Compliance Quantified, 1996). A site may take several visits a period; every one detects independently, and a
// fractional number is a lottery between the two whole ones beside it, which is what the drawn schedule makes of it
// (schedule.h). Exact up to rounding; O(B log B) for B = visits possible over all sites.
#pragma once

#include <cstddef>
#include <span>
#include <vector>

namespace entente::verification {

struct Site {
  double value = 0.0;           ///< what cheating there gains when it goes undetected, >= 0
  double detection = 1.0;       ///< chance that one visit detects it, 0 to 1
  double cost = 1.0;            ///< of one visit, > 0, in the unit of the budget
  std::size_t most_visits = 1;  ///< visits possible in a period
  double penalty = 0.0;         ///< what being detected costs the inspectee, >= 0
};

struct Allocation {
  std::vector<double> visits;            ///< expected number a period, by site
  double worst_case = 0.0;               ///< what cheating gains at the best site: guaranteed, no strategy gains more
  std::vector<std::size_t> worst_sites;  ///< where it gains that much (to 1e-9 of the scale), ascending
  double spent = 0.0;                    ///< expected cost a period, at most the budget
  double without = 0.0;                  ///< the worst case without any visit
  double floor = 0.0;                    ///< the worst case that no budget gets below
  double budget_for_floor = 0.0;         ///< what reaching it costs
  double per_unit = 0.0;                 ///< how much the next unit of budget would lower the worst case, at this rate
};

/// What cheating at `site` gains on average under an expected number of visits.
double expected_gain(const Site& site, double visits);

/// The fewest expected visits that hold cheating at `site` to `worst_case`; infinite where none do.
double visits_needed(const Site& site, double worst_case);

/// The least budget that holds cheating to `worst_case` at every site; infinite where none does.
double budget_needed(std::span<const Site> sites, double worst_case);

/// Throws entente::Error where a number is not as said above, or there is no site.
Allocation allocate(std::span<const Site> sites, double budget);

}  // namespace entente::verification
