#include "report/standing_json.h"

#include "report/json_parts.h"
#include "report/matters_report.h"
#include "report/standing_words.h"

namespace entente::report {

Json json_day(const std::optional<std::chrono::sys_days>& day) {
  return day ? Json(day_in_words(day)) : Json();
}

Json json_time(const std::optional<std::chrono::sys_seconds>& time) {
  return time ? Json(ledger::time_text(time->time_since_epoch().count())) : Json();
}

Json json_tally(const review::Tally& tally) {
  Json by_status = Json::object();
  for (std::size_t status = 0; status < tally.by_status.size(); ++status)
    by_status[std::string(review::name_of(static_cast<review::Status>(status)))] = tally.by_status[status];
  return {{"name", tally.name},
          {"owed", tally.all},
          {"by_status", std::move(by_status)},
          {"scale",
           {{"complete", tally.counts[3]},
            {"intermediate", tally.counts[2]},
            {"minimum", tally.counts[1]},
            {"not_initiated", tally.counts[0]}}},
          {"score", json_number(review::score(tally.counts))}};
}

namespace {

using review::Life;
using review::Obligation;
using review::ObligationIndex;
using review::Standing;

Json json_name(const Standing& standing, ObligationIndex n) {
  return {{"commitment", standing.obligations[n].commitment}, {"level", standing.obligations[n].level}};
}

Json json_names(const Standing& standing, const std::vector<ObligationIndex>& all) {
  Json json = Json::array();
  for (const ObligationIndex n : all) json.push_back(json_name(standing, n));
  return json;
}

Json json_tallies(const std::vector<review::Tally>& tallies) {
  Json json = Json::array();
  for (const review::Tally& tally : tallies) json.push_back(json_tally(tally));
  return json;
}

Json json_waiting(const Standing& standing, const Life& life) {
  Json json = Json::array();
  for (const review::Waiting& one : life.waiting) {
    json.push_back({{"text", one.wait.text},
                    {"on", json_names(standing, one.wait.on)},
                    {"who", json_text(one.who)},
                    {"in_text", one.wait.in_text},
                    {"claimed", one.claimed},
                    {"excuses", one.excuses},
                    {"entry", one.entry}});
  }
  return json;
}

Json json_obligation(const Standing& standing, ObligationIndex n) {
  const Obligation& one = standing.obligations[n];
  const Life& life = standing.lives[n];
  Json json = json_name(standing, n);
  json["by"] = one.by;
  json["in_text"] = one.in_text.has_value();
  json["promised"] = !one.promises.empty();
  json["owed_to"] = one.owed_to;
  json["status"] = review::name_of(life.status);
  json["since"] = json_time(life.since);
  json["because"] = json_text(life.because);
  json["entries"] = life.made_by;
  json["due"] = {{"first", json_day(life.due.first)},
                 {"promised", json_day(life.due.promised)},
                 {"agreed", json_day(life.due.agreed)},
                 {"shifted", json_day(life.due.shifted)},
                 {"moved_by", json_names(standing, life.due.moved_by)}};
  json["days_overdue"] = life.days_overdue;
  json["days_left"] = life.days_left ? Json(*life.days_left) : Json();
  json["days_late"] = life.days_late;
  json["reported"] = life.is_reported;
  json["stands"] = life.stands;
  json["verified_share"] = json_number(life.verified_share);
  json["was_verified"] = life.was_verified;
  json["lapsed"] = json_time(life.lapsed);
  json["scale"] = review::scale_of(life);
  json["waits_on"] = json_waiting(standing, life);
  json["chain"] = json_names(standing, life.chain);
  json["in_circle"] = life.in_circle;
  return json;
}

Json json_arrears(const Standing& standing, const review::Arrears& one) {
  Json json = json_name(standing, one.obligation);
  json["unit"] = one.unit;
  json["every"] = one.every;
  json["instalments_due"] = one.instalments_due;
  json["due"] = json_number(one.due);
  json["reported"] = json_number(one.reported);
  json["verified"] = json_number(one.verified);
  json["arrears_reported"] = json_number(one.missing_reported);
  json["arrears_verified"] = json_number(one.missing_verified);
  json["whole"] = json_number(one.whole);
  json["entries"] = one.entries;
  json["notes"] = one.notes;
  return json;
}

Json json_organ(const review::OrganHealth& one) {
  return {{"organ", one.organ},
          {"meetings", one.meetings},
          {"without_quorum", one.without_quorum},
          {"last", json_day(one.last)},
          {"days_since", one.last ? Json(one.days_since) : Json()},
          {"quorum", one.last ? Json(one.quorum) : Json()},
          {"present", one.present},
          {"longest_gap", one.longest_gap},
          {"gap_from", json_day(one.gap_from)},
          {"mandate_until", json_day(one.mandate_until)},
          {"mandate_over", one.mandate_over},
          {"entries", one.entries}};
}

Json json_said(const std::vector<review::Side>& all) {
  Json json = Json::array();
  for (const review::Side& one : all)
    json.push_back({{"who", one.who}, {"entry", one.entry}, {"text", json_text(one.text)}});
  return json;
}

Json json_contested(const review::Contested& one) {
  return {{"entry", one.entry},
          {"author", one.author},
          {"what", one.what},
          {"commitment", json_text(one.commitment)},
          {"level", json_text(one.level)},
          {"in_force_for", one.in_force_for},
          {"void_for", one.void_for},
          {"accepted_by", json_said(one.accepted_by)},
          {"rejected_by", json_said(one.rejected_by)}};
}

Json frame(const Standing& standing) {
  Json entries = Json::array();
  for (const review::Entry& entry : standing.entries) {
    entries.push_back({{"entry", entry.number},
                       {"id", json_text(entry.id)},
                       {"time", ledger::time_text(entry.time)},
                       {"author", entry.author},
                       {"type", ledger::name_of(entry.type)},
                       {"sources", entry.sources},
                       {"checked", json_text(entry.checked)}});
  }
  return {{"accord", standing.accord},
          {"on", day_in_words(standing.moment)},
          {"at", json_time(standing.moment)},
          {"record", {{"from", standing.from}, {"signed", standing.is_signed}, {"events", std::move(entries)}}}};
}

Json json_stage(const Standing& standing, const std::vector<review::Answered>& stage) {
  Json json = Json::array();
  for (const review::Answered& one : stage) {
    Json named = json_name(standing, one.obligation);
    named["entries"] = one.entries;
    json.push_back(std::move(named));
  }
  return json;
}

}  // namespace

Json standing_json(const accord::Accord& accord, const Standing& standing) {
  Json json = frame(standing);
  json["levels"] = json_state(accord, standing.levels);
  json["obligations"] = Json::array();
  for (ObligationIndex n = 0; n < standing.obligations.size(); ++n)
    json["obligations"].push_back(json_obligation(standing, n));
  json["counts"] = json_tally(standing.tally);
  json["by_party"] = json_tallies(standing.by_party);
  json["by_commitment"] = json_tallies(standing.by_commitment);
  json["quantities"] = Json::array();
  for (const review::Arrears& one : standing.arrears) json["quantities"].push_back(json_arrears(standing, one));
  json["organs"] = Json::array();
  for (const review::OrganHealth& one : standing.organs) json["organs"].push_back(json_organ(one));
  json["matters"] = matters_json(standing);
  json["contested"] = Json::array();
  for (const review::Contested& one : standing.contested) json["contested"].push_back(json_contested(one));
  json["notes"] = standing.notes;
  return json;
}

Json answers_json(const Standing& standing) {
  Json json = frame(standing);
  json["parties"] = Json::array();
  for (const review::Answers& one : standing.answers) {
    json["parties"].push_back(
        {{"party", one.party},
         {"responsibility", {{"owed", json_stage(standing, one.owed)}, {"agreed", json_stage(standing, one.agreed)}}},
         {"answerability",
          {{"by_now", json_names(standing, one.by_now)},
           {"reported", json_stage(standing, one.reported)},
           {"opened", json_stage(standing, one.opened)},
           {"verified", json_stage(standing, one.verified)}}},
         {"enforceability",
          {{"not_kept", json_names(standing, one.not_kept)},
           {"reviewed", json_stage(standing, one.reviewed)},
           {"answered", json_stage(standing, one.answered)},
           {"remedied", json_stage(standing, one.remedied)}}}});
  }
  return json;
}

}  // namespace entente::report
