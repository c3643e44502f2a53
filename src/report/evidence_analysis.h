// Evidence about one accord, read and weighed, ready to be shown.
#pragma once

#include <string>
#include <vector>

#include "accord/accord.h"
#include "evidence/belief.h"
#include "evidence/next_look.h"
#include "evidence/read.h"

namespace entente::report {

struct EvidenceAnalysis {
  accord::Accord accord;
  evidence::Evidence evidence;
  std::vector<accord::Problem> problems;  ///< of items that were left out
  evidence::Day on;
  std::vector<evidence::Belief> beliefs;  ///< one for each commitment
};

/// The day that a belief is for where none is asked: that on which the last item was seen, or a belief begins if that
/// is later; `today` where there is neither.
evidence::Day last_day(const evidence::Evidence& evidence, evidence::Day today);

EvidenceAnalysis analyse_evidence(accord::Accord accord, evidence::Reading reading, evidence::Day on);

/// How much likelier an item is one way than the other: "4.2 to 1 for keeping", "12 to 1 against", "says nothing".
std::string weight_in_words(double ratio_for_keeping);

/// Why an item moves nothing: "a copy of n3", "cheap: ..."; "" where it moves the belief.
std::string silence_in_words(const evidence::Evidence& evidence, const evidence::Weighed& weighed);

/// "very likely (82-93 %)"
std::string chance_in_words(const evidence::Chance& chance);

/// Means or class of an item.
std::string seen_by(const evidence::Evidence& evidence, const evidence::Item& item);

}  // namespace entente::report
