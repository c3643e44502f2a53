#include "report/json_parts.h"
#include "report/matters_report.h"
#include "report/replay_report.h"
#include "report/standing_json.h"
#include "report/standing_words.h"

namespace entente::report {

namespace {

using review::Replay;

Json json_change(const Replay& replay, const review::StatusChange& change) {
  Json by = Json::array();
  for (const review::EntryNumber entry : change.made_by) by.push_back(entry_in_words(replay.end, entry));
  return {{"at", json_time(change.at)},
          {"obligation", change.obligation},
          {"by", change.by},
          {"before", change.before ? Json(name_of(*change.before)) : Json()},
          {"after", name_of(change.after)},
          {"entries", std::move(by)}};
}

Json json_month(const Replay& replay, const review::ReplayedMonth& month) {
  Json changes = Json::array();
  for (const review::StatusChange& change : month.changes) changes.push_back(json_change(replay, change));
  return {{"last_day", json_day(std::optional(month.last_day))},
          {"tally", json_tally(month.tally)},
          {"open_complaints", month.open_matters},
          {"changes", std::move(changes)}};
}

Json json_unused(const review::Unused& one) {
  return {{"obligation", one.obligation},    {"by", one.by},
          {"missed", json_time(one.missed)}, {"course", json_matter(one.course)},
          {"mended", json_time(one.mended)}, {"mended_as", one.mended ? Json(name_of(one.mended_as)) : Json()}};
}

Json json_assessment(const review::Assessment& one) {
  const review::PublishedScore score = review::score_of(one);
  return {{"on", json_day(std::optional(one.on))},
          {"by", one.by},
          {"complete", one.counts[3]},
          {"intermediate", one.counts[2]},
          {"minimum", one.counts[1]},
          {"none", one.counts[0]},
          {"unit", one.in_percent ? "percent" : "count"},
          {"score", score.score},
          {"note", json_text(score.note)},
          {"sources", one.sources},
          {"checked", one.checked}};
}

}  // namespace

Json replay_json(const Replay& replay, const std::vector<review::Assessment>& assessments) {
  Json json;
  json["accord"] = replay.accord;
  json["record"] = replay.from;
  json["first"] = json_day(std::optional(replay.first));
  json["last"] = json_day(std::optional(replay.last));
  json["months"] = Json::array();
  for (const review::ReplayedMonth& month : replay.months) json["months"].push_back(json_month(replay, month));
  json["complaints"] = Json::array();
  for (const review::Matter& matter : replay.end.matters) json["complaints"].push_back(json_matter(matter));
  json["procedure"] = replay.procedure;
  json["missed_and_unused"] = Json::array();
  for (const review::Unused& one : replay.unused) json["missed_and_unused"].push_back(json_unused(one));
  json["assessments"] = Json::array();
  for (const review::Assessment& one : assessments) json["assessments"].push_back(json_assessment(one));
  json["notes"] = replay.end.notes;
  return json;
}

}  // namespace entente::report
