// What the terminal shows of one plan: its steps, its weakest link, who is exposed, who may not keep it.
#pragma once

#include <span>
#include <string>

#include "accord/accord.h"
#include "report/analysis.h"
#include "report/layout.h"

namespace entente::report {

/// The steps and, last, the holding: when, who delivers what, the tightest party with its slack, trust.
/// `best_gain` (value points, one a party) says how slacks are shared out.
std::string steps_table(const accord::Accord& accord, const PlanFigures& figures, std::span<const double> best_gain,
                        const Terminal& terminal);

/// The steps with the slack of every party.
std::string slack_table(const accord::Accord& accord, const PlanFigures& figures, const Terminal& terminal);

/// "The weakest link is South at step 3: it would lose at least 0.12 points (3% of its best gain) by ..."
std::string weakest_link_sentence(const accord::Accord& accord, const PlanFigures& figures,
                                  std::span<const double> best_gain);

/// The probability that the plan is kept to the end, and who is least sure.
std::string kept_sentence(const accord::Accord& accord, const PlanFigures& figures);

/// The largest exposure of each party over the plan, one line a party; empty where nobody is exposed.
std::string exposure_lines(const accord::Accord& accord, const PlanFigures& figures, std::span<const double> best_gain,
                           const Terminal& terminal);

/// Broken conditions with what would mend each, at most `most` of them.
std::string lack_lines(const accord::Accord& accord, const sequencing::Explanation& explanation, std::size_t most,
                       const Terminal& terminal);

/// "It is certified and confirmed by best response."
std::string certified_sentence(const PlanFigures& figures);

/// "North 1.2, South 3.4"
std::string by_party(const accord::Accord& accord, std::span<const double> values);

}  // namespace entente::report
