// People's own plans: from `plan:` and `plans:` of an accord file, or from a file of their own.
#pragma once

#include <string>
#include <vector>

#include "accord/accord.h"
#include "accord/fields.h"

namespace entente::accord {

struct PlanReading {
  const Accord& accord;
  std::string default_name;  ///< for a plan that has none: the file's stem
  bool check_needs = true;   ///< false where the accord's own needs are faulty: checking against them would mislead
  std::vector<Problem>& problems;
};

/// `plan:` and `plans:` of an accord file, whichever is written.
std::vector<Plan> read_plans_in_accord(const Fields& file, const PlanReading& reading);

/// A whole plan file: people's plans, or what `entente plan --json` printed, whose solutions are plans by their names.
std::vector<Plan> read_plan_file(const Yaml& file, const PlanReading& reading);

}  // namespace entente::accord
