// Small agreements that the certificate's tests are about.
#pragma once

#include <initializer_list>
#include <string>
#include <vector>

#include "accord/accord.h"

namespace entente::sequencing::samples {

struct Exchange {
  std::size_t levels = 1;  ///< of either commitment
  double patience = 0.5;
  double period = 1.0;  ///< years
  double gives = -1.0;  ///< points a year that a level costs its giver
  double gets = 3.0;    ///< points a year that it is worth to the other
};

/// North and South each have one commitment, alike in everything: every level costs its giver and is worth more to the
/// other, takes one period, is undone in one, surely seen and surely watched. A review of one period, no penalty, no
/// turnover.
inline accord::Accord exchange(const Exchange& wanted = {}) {
  using accord::Range;
  accord::Accord accord;
  accord.period = wanted.period;
  accord.review.takes = Range::exactly(wanted.period);
  for (const std::string name : {"North", "South"}) {
    const std::size_t giver = accord.parties.size();
    accord::Party& party = accord.parties.emplace_back();
    party.name = name;
    party.patience = Range::exactly(wanted.patience);
    accord.review.penalty.push_back(Range::exactly(0));
    accord::Commitment& commitment = accord.commitments.emplace_back();
    commitment.name = name + " gives";
    commitment.by = giver;
    for (std::size_t level = 1; level <= wanted.levels; ++level) {
      accord::Level& made = commitment.levels.emplace_back();
      made.name = std::to_string(level);
      made.takes = Range::exactly(wanted.period);
      made.undo = Range::exactly(wanted.period);
      made.value.assign(2, Range::exactly(wanted.gets * static_cast<double>(level)));
      made.value[giver] = Range::exactly(wanted.gives * static_cast<double>(level));
      made.once.assign(2, Range::exactly(0));
    }
  }
  return accord;
}

/// A plan from its steps, each a list of (commitment, level).
inline accord::Plan plan_of(std::initializer_list<std::vector<accord::Raise>> steps) {
  accord::Plan plan;
  for (const std::vector<accord::Raise>& raises : steps) plan.steps.push_back({raises, {}});
  return plan;
}

}  // namespace entente::sequencing::samples
