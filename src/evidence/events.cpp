#include "evidence/events.h"

#include <algorithm>
#include <array>
#include <optional>

#include "accord/csv.h"
#include "accord/encoding.h"
#include "accord/numbers.h"
#include "accord/words.h"

namespace entente::evidence {

namespace {

using accord::CsvRecord;
using accord::Problem;

enum Column : std::size_t { kDate, kActor, kTarget, kKind, kScore, kColumns };
constexpr std::array<std::string_view, kColumns> kNames{"date", "actor", "target", "kind", "score"};
using Places = std::array<std::size_t, kColumns>;

Places header(const CsvRecord& record, const std::string& name) {
  std::vector<std::string> found;
  for (const accord::CsvField& field : record.fields) found.push_back(accord::trimmed(field.text));
  Places places{};
  std::vector<Problem> problems;
  for (std::size_t column = 0; column < kColumns; ++column) {
    const auto at = std::ranges::find(found, kNames[column]);
    places[column] = static_cast<std::size_t>(at - found.begin());
    if (at != found.end()) continue;
    problems.push_back({record.place, "no column is called " + accord::in_quotes(kNames[column]) +
                                          accord::suggestion(kNames[column], found) +
                                          "; the first line names the columns date, actor, target, kind and score"});
  }
  if (!problems.empty()) throw accord::Problems(name, std::move(problems));
  return places;
}

std::optional<Event> event_in(const CsvRecord& record, const Places& places, std::size_t columns,
                              std::vector<Problem>& problems) {
  if (record.fields.size() != columns) {
    problems.push_back({record.place, "the row has " + std::to_string(record.fields.size()) +
                                          " fields and the first line " + std::to_string(columns) +
                                          "; put text with commas into double quotes"});
    return std::nullopt;
  }
  const auto field = [&](Column column) { return accord::trimmed(record.fields[places[column]].text); };
  const auto place = [&](Column column) { return record.fields[places[column]].place; };
  Event event;
  const std::size_t before = problems.size();
  const auto day = day_in(field(kDate));
  if (!day) {
    problems.push_back(
        {place(kDate), accord::in_backquotes(field(kDate)) + " is no day of the calendar; write `2025-03-31`"});
  }
  event.date = day.value_or(Day{});
  event.actor = field(kActor);
  event.target = field(kTarget);
  event.kind = field(kKind);
  for (const Column column : {kActor, kTarget}) {
    if (field(column).empty()) {
      problems.push_back(
          {place(column), "the row names no " + std::string(kNames[column]) + "; fill it in or remove the row"});
    }
  }
  if (!event.actor.empty() && event.actor == event.target) {
    problems.push_back({place(kTarget), accord::in_quotes(event.actor) +
                                            " is actor and target of the row; correct one or remove the row"});
  }
  const auto score = accord::number_in(field(kScore));
  if (!score) {
    problems.push_back({place(kScore), accord::in_backquotes(field(kScore)) + " is no score; write a number, `-4.5`"});
  }
  event.score = score.value_or(0.0);
  if (problems.size() != before) return std::nullopt;
  return event;
}

}  // namespace

ReadEvents read_events(std::string_view bytes, const std::string& name) {
  std::vector<Problem> problems;
  const auto text = accord::as_utf8(bytes, problems);
  if (!text) throw accord::Problems(name, std::move(problems));
  const auto records = accord::read_csv(*text, problems);
  if (!records) throw accord::Problems(name, std::move(problems));
  if (records->empty()) {
    throw accord::Problems(name, {{{1, 1}, "the table is empty; its first line is `date,actor,target,kind,score`"}});
  }
  const Places places = header(records->front(), name);
  ReadEvents result;
  for (std::size_t n = 1; n < records->size(); ++n) {
    const CsvRecord& record = (*records)[n];
    if (auto event = event_in(record, places, records->front().fields.size(), result.problems)) {
      result.events.push_back(std::move(*event));
    }
  }
  return result;
}

}  // namespace entente::evidence
