// Records of what actors said or did to one another, with a score of tone: Goldstein's (1992, Journal of Conflict
// Resolution 36:369) from -10 to 10, or any other on which more is friendlier.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "accord/error.h"
#include "evidence/dates.h"

namespace entente::evidence {

struct Event {
  Day date;
  std::string actor;   ///< who spoke or acted
  std::string target;  ///< to whom, or about whom
  std::string kind;    ///< statement, threat, visit, ...; may be empty
  double score = 0.0;
};

/// The rows that are sound, in the order of the file, and what is wrong with the others.
struct ReadEvents {
  std::vector<Event> events;
  std::vector<accord::Problem> problems;
};

/// Reads a table (CSV, RFC 4180) with the columns date, actor, target, kind and score in any order, among others. A row
/// that is ill-formed is reported with its place and left out. Throws Problems when the table as a whole can not be
/// read: no text, no header, a column missing.
ReadEvents read_events(std::string_view bytes, const std::string& name);

}  // namespace entente::evidence
