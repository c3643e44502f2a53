// How long a procedure takes: least, longest, and why nobody can say.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "accord/procedure.h"

namespace entente::accord {

/// A sum of clocks, unit by unit.
struct ClockSum {
  std::int64_t hours = 0;
  std::int64_t days = 0;
  std::int64_t months = 0;
  bool operator==(const ClockSum&) const = default;
};

double in_years(const ClockSum& sum);
/// "65 days", "3 months and 12 hours", "no time".
std::string in_words(const ClockSum& sum);

/// What a procedure takes from the stage where it begins to its end, and to the response: an end that is one
/// (procedure.h, is_response), or a stage in which one holds meanwhile.
struct ProcedureTime {
  /// The clocks run out one after the other, nobody prolongs or decides anything that he need not: the shortest way
  /// over silences, and where a stage is unbounded over its adoption at once.
  ClockSum least;
  std::vector<StageIndex> least_way;
  /// The longest way to the response over silences and decisions, each stage with all that it may be prolonged by;
  /// empty where nobody can say.
  std::optional<ClockSum> longest;
  std::vector<StageIndex> longest_way;
  std::string
      nobody_can_say;  ///< why not: "stage commission may be prolonged by consensus as often as its members like"
};

/// `begins` is a stage of `procedure`. Of parallel tracks the longest counts. Cost: stages squared.
ProcedureTime time_of(const Procedure& procedure, StageIndex begins = 0);

}  // namespace entente::accord
