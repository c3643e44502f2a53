// What others published of how far an accord is carried out: assessments.csv of a case. Taken as it is, never mixed
// with what the record's own counts say.
#pragma once

#include <chrono>
#include <string>
#include <string_view>
#include <vector>

#include "review/scale.h"

namespace entente::review {

struct Assessment {
  std::chrono::sys_days on;
  std::string by;
  Counts counts{};         ///< at 0, 1, 2 and 3 of the scale; in per cent or stipulations
  bool in_percent = true;  ///< false: stipulations
  std::vector<std::string> sources;
  std::string checked;  ///< how sure the day is: "yes", "month", "no", or empty
};

/// Reads the file; `name` stands for it in messages. Columns, in any order: date, by, complete, intermediate, minimum,
/// none, unit (percent or count), source, checked. Throws accord::Problems with every fault.
std::vector<Assessment> read_assessments(std::string_view csv, const std::string& name);

/// The weighted score: of published shares as they are, of counts from the counts.
PublishedScore score_of(const Assessment& assessment);

}  // namespace entente::review
