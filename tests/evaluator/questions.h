// Questions about an accord for whoever evaluates it: a plan, and values of its ranges.
#pragma once

#include <string>
#include <vector>

#include "accord/accord.h"
#include "accord/lattice.h"
#include "accord/ranges.h"
#include "report/json.h"

namespace entente::evaluator {

/// A plan in the form of a report, from where things stand: one level in each step, those of the first commitment that
/// can be raised first, until nothing can be or there are `steps` steps.
inline report::Json any_plan(const accord::Accord& accord, std::size_t steps) {
  report::Json plan{{"steps", report::Json::array()}};
  accord::State state = accord::today(accord);
  while (plan["steps"].size() < steps) {
    bool raised = false;
    for (accord::CommitmentIndex k = 0; k < state.size() && !raised; ++k) {
      if (state[k] == accord.commitments[k].levels.size()) continue;
      ++state[k];
      raised = accord::is_valid(accord, state);
      if (!raised) --state[k];
      if (raised) {
        plan["steps"].push_back(
            {{"raises",
              {{{"commitment", accord.commitments[k].name}, {"to", accord::level_name(accord, k, state[k])}}}}});
      }
    }
    if (!raised) break;
  }
  return plan;
}

/// `plan` at the best values; then each range in turn at its ends, `most` of them at most, those spread over the file;
/// then all at their low ends.
inline std::vector<std::string> questions(const accord::Accord& accord, const report::Json& plan, std::size_t most) {
  std::vector<std::string> all;
  const auto ask = [&](const report::Json& values) {
    all.push_back(report::Json{{"plan", plan}, {"values", values}}.dump());
  };
  ask(report::Json::object());
  const std::vector<accord::RangedNumber> ranges = accord::ranged_numbers(accord);
  const std::size_t every = ranges.size() / most + 1;
  report::Json low = report::Json::object();
  for (std::size_t n = 0; n < ranges.size(); ++n) {
    low[ranges[n].id] = ranges[n].range.low;
    if (n % every != 0) continue;
    ask({{ranges[n].id, ranges[n].range.low}});
    ask({{ranges[n].id, ranges[n].range.high}});
  }
  ask(low);
  return all;
}

}  // namespace entente::evaluator
