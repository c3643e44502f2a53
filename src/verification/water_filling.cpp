#include "verification/water_filling.h"

#include <algorithm>
#include <cmath>
#include <functional>
#include <limits>
#include <string>

#include "accord/error.h"
#include "verification/arguments.h"

namespace entente::verification {

namespace {

constexpr double kSameGain = 1e-9;                    // of the largest value: what rounding leaves of an equality
constexpr std::size_t kMostVisitsInAll = 10'000'000;  // over all sites: each is a number to be sorted

// What cheating gains under a whole number of visits.
double gain_after(const Site& site, std::size_t visits) {
  return (site.value + site.penalty) * std::pow(1.0 - site.detection, static_cast<double>(visits)) - site.penalty;
}

double lowest_gain(const Site& site) {
  return gain_after(site, site.most_visits);
}

void check(std::span<const Site> sites) {
  if (sites.empty()) throw Error("there is no site to visit; name at least one");
  std::size_t visits = 0;
  for (std::size_t i = 0; i < sites.size(); ++i) {
    const std::string of = " of site " + std::to_string(i + 1);
    require_not_below(sites[i].value, 0.0, "the value" + of);
    require_probability(sites[i].detection, "the detection" + of);
    require_above(sites[i].cost, 0.0, "the cost" + of);
    require_not_below(sites[i].penalty, 0.0, "the penalty" + of);
    if (sites[i].most_visits > kMostVisitsInAll - visits) {
      throw Error("the sites take more than " + std::to_string(kMostVisitsInAll) +
                  " visits a period; count visits in a shorter period");
    }
    visits += sites[i].most_visits;
  }
}

double lowest_worst_case(std::span<const Site> sites) {
  double floor = lowest_gain(sites[0]);
  for (const Site& site : sites) floor = std::max(floor, lowest_gain(site));
  return floor;
}

// Worst cases at which the budget needed changes its slope, the highest first.
std::vector<double> bends(std::span<const Site> sites, double floor) {
  std::vector<double> all{floor};
  for (const Site& site : sites) {
    for (std::size_t visits = 0; visits <= site.most_visits; ++visits) {
      const double gain = gain_after(site, visits);
      if (gain < floor) break;
      // Perfect or hopeless detection, or one that has become too small to matter: the rest changes nothing.
      if (visits > 0 && gain == gain_after(site, visits - 1)) break;
      all.push_back(gain);
    }
  }
  std::ranges::sort(all, std::greater<>{});
  all.erase(std::unique(all.begin(), all.end()), all.end());
  return all;
}

}  // namespace

double expected_gain(const Site& site, double visits) {
  const auto most = static_cast<double>(site.most_visits);
  const double whole = std::floor(std::clamp(visits, 0.0, most));
  const double rest = std::clamp(visits, 0.0, most) - whole;
  const auto number = static_cast<std::size_t>(whole);
  const double fewer = gain_after(site, number);
  return rest == 0.0 ? fewer : fewer + rest * (gain_after(site, number + 1) - fewer);
}

double visits_needed(const Site& site, double worst_case) {
  if (gain_after(site, 0) <= worst_case) return 0.0;
  if (lowest_gain(site) > worst_case) return std::numeric_limits<double>::infinity();
  std::size_t more = site.most_visits;  // the fewest whole visits that do, found by halving
  for (std::size_t fewer = 0; more - fewer > 1;) {
    const std::size_t middle = fewer + (more - fewer) / 2;
    (gain_after(site, middle) <= worst_case ? more : fewer) = middle;
  }
  const double above = gain_after(site, more - 1);
  return static_cast<double>(more - 1) + (above - worst_case) / (above - gain_after(site, more));
}

double budget_needed(std::span<const Site> sites, double worst_case) {
  double budget = 0.0;
  for (const Site& site : sites) budget += site.cost * visits_needed(site, worst_case);
  return budget;
}

Allocation allocate(std::span<const Site> sites, double budget) {
  check(sites);
  require_not_below(budget, 0.0, "the budget");
  Allocation result;
  result.floor = lowest_worst_case(sites);
  result.budget_for_floor = budget_needed(sites, result.floor);
  const std::vector<double> worst_cases = bends(sites, result.floor);
  result.without = worst_cases.front();
  result.worst_case = result.floor;
  if (result.budget_for_floor > budget) {
    const auto too_low = std::ranges::partition_point(
        worst_cases, [&](double worst_case) { return budget_needed(sites, worst_case) <= budget; });
    // Without visits the highest bend costs nothing, and the floor costs too much: there is one on either side.
    const double above = *std::prev(too_low);
    const double cost_above = budget_needed(sites, above);
    result.per_unit = (above - *too_low) / (budget_needed(sites, *too_low) - cost_above);
    result.worst_case = std::max(*too_low, above - (budget - cost_above) * result.per_unit);
  }
  double scale = 0.0;
  for (const Site& site : sites) scale = std::max({scale, site.value, site.penalty});
  for (std::size_t i = 0; i < sites.size(); ++i) {
    result.visits.push_back(visits_needed(sites[i], result.worst_case));
    result.spent += sites[i].cost * result.visits[i];
    if (expected_gain(sites[i], result.visits[i]) >= result.worst_case - kSameGain * scale) {
      result.worst_sites.push_back(i);
    }
  }
  return result;
}

}  // namespace entente::verification
