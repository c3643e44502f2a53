#include "server/content.h"

#include <algorithm>
#include <set>
#include <utility>
#include <vector>

#include "accord/error.h"
#include "accord/lattice.h"
#include "report/json_parts.h"
#include "report/procedures_report.h"
#include "report/replay_report.h"
#include "report/standing_json.h"
#include "report/standing_words.h"
#include "review/replay.h"
#include "review/standing.h"

namespace entente::server {

namespace {

using report::Json;
using review::Standing;

Document json_document(const Json& json) {
  return document(json.dump(), "application/json");
}

// Every number under `entry` and `entries`, wherever it stands.
void gather_entries(const Json& json, std::set<std::uint64_t>& found) {
  if (json.is_array()) {
    for (const Json& one : json) gather_entries(one, found);
  } else if (json.is_object()) {
    for (const auto& [key, value] : json.items()) {
      if (key == "entry" && value.is_number_unsigned()) found.insert(value.get<std::uint64_t>());
      if (key == "entries" && value.is_array()) {
        for (const Json& one : value) {
          if (one.is_number_unsigned()) found.insert(one.get<std::uint64_t>());
        }
      } else {
        gather_entries(value, found);
      }
    }
  }
}

// A long record would make every answer as long: it is then told with those entries only that something in it names.
// The whole has a route of its own.
template <typename ToJson>
Json json_with_cited_entries(Standing& standing, std::uint64_t size, const ToJson& to_json) {
  if (size <= kMostEntriesTold) return to_json(standing);
  std::vector<review::Entry> all = std::exchange(standing.entries, {});
  std::set<std::uint64_t> cited;
  gather_entries(to_json(standing), cited);
  for (review::Entry& one : all) {
    if (cited.contains(one.number)) standing.entries.push_back(std::move(one));
  }
  return to_json(standing);
}

const review::Life* life_of(const Standing& standing, const review::Obligation& obligation) {
  for (std::size_t n = 0; n < standing.obligations.size(); ++n) {
    const review::Obligation& one = standing.obligations[n];
    if (one.commitment == obligation.commitment && one.level == obligation.level && one.by == obligation.by)
      return &standing.lives[n];
  }
  return nullptr;
}

Json changes(const Standing& before, const Standing& after) {
  Json json = Json::array();
  for (std::size_t n = 0; n < after.obligations.size(); ++n) {
    const review::Obligation& obligation = after.obligations[n];
    const review::Life& now = after.lives[n];
    const review::Life* then = life_of(before, obligation);
    if (then != nullptr && then->status == now.status) continue;
    Json entries = Json::array();
    for (const review::EntryNumber entry : now.made_by) entries.push_back(report::entry_in_words(after, entry));
    json.push_back({{"at", report::json_time(now.since)},
                    {"obligation", review::name_of(obligation)},
                    {"commitment", obligation.commitment},
                    {"level", obligation.level},
                    {"by", obligation.by},
                    {"before", then == nullptr ? Json() : Json(review::name_of(then->status))},
                    {"after", review::name_of(now.status)},
                    {"entries", std::move(entries)}});
  }
  return json;
}

Json texts(const accord::Provenance& from) {
  return from.note.empty() ? Json() : Json(from.note);
}

Json level_text(const accord::Level& level) {
  Json json{{"name", level.name}, {"note", texts(level.provenance)}, {"sources", level.provenance.sources}};
  json["indicator"] = level.indicator ? Json(level.indicator->measure) : Json();
  return json;
}

}  // namespace

std::optional<std::chrono::sys_seconds> end_of_day(const std::string& day) {
  const auto time = ledger::time_in(day + "T23:59:59Z");
  if (!time) return std::nullopt;
  return std::chrono::sys_seconds(std::chrono::seconds(*time));
}

std::string day_text(std::chrono::sys_seconds moment) {
  return report::day_in_words(moment);
}

std::chrono::sys_seconds usual_moment(const Site& site, const review::Record& record) {
  std::int64_t time = site.time();
  if (!site.open_to_read && !record.entries.empty())
    time = std::ranges::max(record.entries, {}, &review::Entry::time).time;
  const std::chrono::sys_seconds moment{std::chrono::seconds(time)};
  return std::chrono::floor<std::chrono::days>(moment) + std::chrono::days(1) - std::chrono::seconds(1);
}

Document standing_document(const Site& site, const review::Record& record, std::uint64_t size,
                           std::chrono::sys_seconds moment, const std::optional<std::chrono::sys_seconds>& since) {
  Standing standing = review::standing_on(site.accord, record, moment);
  Json json = json_with_cited_entries(standing, size,
                                      [&site](const Standing& one) { return report::standing_json(site.accord, one); });
  json["size"] = size;
  if (since) {
    json["since"] = day_text(*since);
    json["changes"] = changes(review::standing_on(site.accord, record, *since), standing);
  }
  return json_document(json);
}

Document answers_document(const Site& site, const review::Record& record, std::uint64_t size,
                          std::chrono::sys_seconds moment) {
  Standing standing = review::standing_on(site.accord, record, moment);
  return json_document(json_with_cited_entries(standing, size, report::answers_json));
}

Document score_document(const Site& site, const review::Record& record, std::chrono::sys_seconds moment) {
  const review::Counts counts = review::standing_on(site.accord, record, moment).tally.counts;
  double all = 0.0;
  for (const double one : counts) all += one;
  return json_document({{"score", report::json_number(review::score(counts))},
                        {"of", "counts"},
                        {"complete", counts[3]},
                        {"intermediate", counts[2]},
                        {"minimum", counts[1]},
                        {"not_initiated", counts[0]},
                        {"sum", all},
                        {"note", nullptr}});
}

Document replay_document(const Site& site, const review::Record& record, std::chrono::sys_seconds moment) {
  const auto until = std::chrono::floor<std::chrono::days>(moment);
  return json_document(report::replay_json(
      review::replay(site.accord, record, until, review::usual_procedure(site.accord)), site.assessments));
}

Document procedures_document(const Site& site) {
  std::vector<report::ProcedureAnalysis> all;
  for (const accord::Procedure& one : site.accord.procedures) all.push_back(report::analyse(one, false));
  return json_document(report::procedures_json(all));
}

Document accord_document(const Site& site) {
  const accord::Accord& accord = site.accord;
  Json json{{"name", site.case_name}, {"title", accord.title}, {"parties", Json::array()}};
  for (const accord::Party& party : accord.parties) json["parties"].push_back(party.name);
  json["commitments"] = Json::array();
  for (const accord::Commitment& commitment : accord.commitments) {
    Json one{{"name", commitment.name},
             {"title", report::json_text(commitment.title)},
             {"by", accord.parties[commitment.by].name},
             {"note", texts(commitment.provenance)},
             {"sources", commitment.provenance.sources},
             {"levels", Json::array()}};
    for (const accord::Level& level : commitment.levels) one["levels"].push_back(level_text(level));
    json["commitments"].push_back(std::move(one));
  }
  json["aim"] = nullptr;
  if (!accord.aim.empty()) {
    json["aim"] = Json::object();
    for (const accord::Requirement& level : accord.aim) {
      json["aim"][accord.commitments[level.commitment].name] =
          accord::level_name(accord, level.commitment, level.level);
    }
  }
  json["ledger"] = site.open_to_read ? Json(site.ledger_name) : Json();
  json["may_submit"] = static_cast<bool>(site.open_to_write);
  return json_document(json);
}

}  // namespace entente::server
