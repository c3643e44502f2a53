// What inspections under a budget are to be planned for: sites with names, read from a file of their own.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

#include "verification/schedule.h"
#include "verification/water_filling.h"

namespace entente::verification {

struct Inspections {
  std::string title;
  double budget = 0.0;             ///< a period, in any unit that all costs share
  std::vector<std::string> names;  ///< of the sites
  std::vector<Site> sites;
  std::vector<std::string> parties;  ///< who will draw the schedule together; empty where the file does not say
  std::size_t periods = 1;           ///< that the schedule will cover
};

/// Reads the file; `name` stands for it in messages. Throws accord::Problems with every fault, its line and column.
Inspections parse_inspections(std::string_view text, const std::string& name);

/// The plan of a draw with the visits of `allocation`, rounded to thousand-millionths.
SchedulePlan schedule_plan(const Inspections& inspections, const Allocation& allocation);

}  // namespace entente::verification
