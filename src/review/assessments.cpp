#include "review/assessments.h"

#include <algorithm>
#include <array>
#include <map>
#include <optional>

#include "accord/csv.h"
#include "accord/numbers.h"
#include "accord/words.h"
#include "ledger/event.h"

namespace entente::review {

namespace {

using accord::Problem;

constexpr std::array<std::string_view, 9> kColumns{"date", "by",   "complete", "intermediate", "minimum",
                                                   "none", "unit", "source",   "checked"};
// From 0 to 3, as Counts has them.
constexpr std::array<std::string_view, 4> kScale{"none", "minimum", "intermediate", "complete"};

// The place of each column in a row; empty after reporting what is wrong with the header.
std::optional<std::map<std::string, std::size_t, std::less<>>> columns_of(const accord::CsvRecord& header,
                                                                          std::vector<Problem>& problems) {
  std::map<std::string, std::size_t, std::less<>> places;
  const std::vector<std::string> known(kColumns.begin(), kColumns.end());
  for (std::size_t n = 0; n < header.fields.size(); ++n) {
    const accord::CsvField& field = header.fields[n];
    if (std::ranges::find(known, field.text) == known.end()) {
      problems.push_back({field.place, "there is no column " + accord::in_backquotes(field.text) +
                                           accord::suggestion(field.text, known)});
    } else if (!places.emplace(field.text, n).second) {
      problems.push_back({field.place, "the column " + field.text + " is there twice; keep one"});
    }
  }
  for (const std::string_view wanted : {"date", "by", "complete", "intermediate", "minimum", "none", "unit"}) {
    if (!places.contains(wanted))
      problems.push_back(
          {header.place, "the column " + std::string(wanted) + " is missing; the first row names the columns"});
  }
  if (!problems.empty()) return std::nullopt;
  return places;
}

}  // namespace

std::vector<Assessment> read_assessments(std::string_view csv, const std::string& name) {
  std::vector<Problem> problems;
  std::vector<Assessment> assessments;
  const auto records = accord::read_csv(csv, problems);
  if (records && records->empty())
    problems.push_back({{1, 1}, "the file is empty; write `date,by,complete,intermediate,minimum,none,unit`"});
  if (!problems.empty()) throw accord::Problems(name, std::move(problems));
  const auto columns = columns_of(records->front(), problems);
  for (std::size_t n = 1; columns && n < records->size(); ++n) {
    const accord::CsvRecord& row = (*records)[n];
    if (row.fields.size() != records->front().fields.size()) {
      problems.push_back({row.place, "the row has " + std::to_string(row.fields.size()) + " fields, the first row " +
                                         std::to_string(records->front().fields.size()) + "; give it as many"});
      continue;
    }
    const auto field = [&](std::string_view column) -> const accord::CsvField* {
      const auto place = columns->find(column);
      return place == columns->end() ? nullptr : &row.fields[place->second];
    };
    Assessment one;
    const auto time = ledger::time_in(field("date")->text + "T00:00:00Z");
    if (!time) {
      problems.push_back(
          {field("date")->place, accord::in_backquotes(field("date")->text) + " is no day; write 2021-11-30"});
    } else {
      one.on = std::chrono::floor<std::chrono::days>(std::chrono::sys_seconds(std::chrono::seconds(*time)));
    }
    one.by = field("by")->text;
    if (one.by.empty()) problems.push_back({field("by")->place, "nobody is named; write who published it"});
    for (std::size_t level = 0; level < kScale.size(); ++level) {
      const accord::CsvField& cell = *field(kScale[level]);
      const std::optional<double> number = accord::number_in(cell.text);
      if (number && *number >= 0.0) {
        one.counts[level] = *number;
      } else {
        problems.push_back({cell.place, accord::in_backquotes(cell.text) + " (" + std::string(kScale[level]) +
                                            ") is no number from 0; write what was published"});
      }
    }
    const accord::CsvField& unit = *field("unit");
    one.in_percent = unit.text == "percent";
    if (!one.in_percent && unit.text != "count")
      problems.push_back({unit.place, accord::in_backquotes(unit.text) + " is neither `percent` nor `count`"});
    if (const accord::CsvField* source = field("source"); source != nullptr && !source->text.empty())
      one.sources.push_back(source->text);
    if (const accord::CsvField* checked = field("checked")) one.checked = checked->text;
    assessments.push_back(std::move(one));
  }
  if (!problems.empty()) throw accord::Problems(name, std::move(problems));
  return assessments;
}

PublishedScore score_of(const Assessment& assessment) {
  if (assessment.in_percent) return published_score(assessment.counts);
  PublishedScore from_counts;
  for (const double count : assessment.counts) from_counts.sum += count;
  from_counts.score = score(assessment.counts).value_or(0.0);
  return from_counts;
}

}  // namespace entente::review
