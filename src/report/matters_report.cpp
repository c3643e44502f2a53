#include "report/matters_report.h"

#include "report/json_parts.h"
#include "report/matter_words.h"
#include "report/standing_json.h"
#include "report/standing_words.h"

namespace entente::report {

namespace {

using review::Matter;
using review::Passage;
using review::Standing;

std::string time_in_words(std::chrono::sys_seconds time) {
  const std::string text = ledger::time_text(time.time_since_epoch().count());
  return text.ends_with("T00:00:00Z") ? "the midnight that begins " + text.substr(0, 10) + " (UTC)" : text;
}

std::string ending_to_come(const std::optional<accord::Ending>& ending, const std::string& text) {
  if (!ending || *ending == accord::Ending::unsaid) return text.empty() ? "the text does not say what follows" : text;
  const std::string name(accord::name_of(*ending));
  return text.empty() || text == name ? name : name + " (" + text + ")";
}

// Whole days, or hours where less than two days are left.
std::string left_in_words(std::chrono::sys_seconds from, std::chrono::sys_seconds until) {
  const auto hours = std::chrono::duration_cast<std::chrono::hours>(until - from).count();
  if (hours < 48) return std::to_string(hours) + (hours == 1 ? " hour" : " hours") + " left";
  return days_in_words(hours / 24) + " left";
}

std::string open_in_words(const Standing& standing, const Matter& matter) {
  if (matter.passages.empty()) return "no procedure runs; open until an organ decides.";
  const Passage& now = matter.passages.back();
  std::string text = "in stage " + stage_name(matter, now) + " since " + day_in_words(now.begins);
  if (!now.prolonged.empty())
    text += ", prolonged " + std::to_string(now.prolonged.size()) + (now.prolonged.size() == 1 ? " time" : " times");
  text += now.clock_ends ? ", until " + time_in_words(*now.clock_ends) + ", " +
                               left_in_words(standing.moment, *now.clock_ends) + "."
                         : ", without a clock.";
  if (!matter.outlook.nobody_can_say.empty()) {
    text += " If nobody does anything: nobody can say when it ends, " + matter.outlook.nobody_can_say + ".";
  } else if (matter.outlook.ends) {
    text += " If nobody does anything: " + ending_to_come(matter.outlook.ending, matter.outlook.ending_text) + " at " +
            time_in_words(*matter.outlook.ends) + ".";
  }
  return text;
}

std::string over_in_words(const Matter& matter) {
  std::string text = ending_in_words(matter);
  if (matter.by_silence) text += ", because nothing was decided";
  const bool has_word = matter.ending && *matter.ending != accord::Ending::unsaid;
  return text + (has_word && !matter.ending_text.empty() ? " (" + matter.ending_text + ")." : ".");
}

std::string sides(const Matter& matter) {
  std::string accepted;
  std::string rejected;
  for (const review::Acceptance& one : matter.acceptance) {
    std::string& side = one.accepts ? accepted : rejected;
    side += (side.empty() ? "" : "; ") + one.party + (one.text.empty() ? "" : ", \"" + one.text + "\"");
  }
  return (accepted.empty() ? "" : " Accepted by " + accepted + ".") +
         (rejected.empty() ? "" : " Not accepted by " + rejected + ".");
}

Json json_passage(const Matter& matter, const Passage& one) {
  Json prolonged = Json::array();
  for (const review::Prolongation& each : one.prolonged)
    prolonged.push_back({{"entry", each.entry}, {"until", json_time(each.until)}, {"agreed_by", each.agreed_by}});
  return {{"stage", stage_name(matter, one)},
          {"begins", json_time(one.begins)},
          {"clock_ends", json_time(one.clock_ends)},
          {"ended", json_time(one.ended)},
          {"ended_by", one.ended_by == review::EndedBy::decision  ? Json("decision")
                       : one.ended_by == review::EndedBy::silence ? Json("silence")
                                                                  : Json()},
          {"decided", json_text(one.decided)},
          {"entries", one.entries},
          {"prolonged", std::move(prolonged)}};
}

Json json_passages(const Matter& matter, const std::vector<Passage>& passages) {
  Json json = Json::array();
  for (const Passage& one : passages) json.push_back(json_passage(matter, one));
  return json;
}

Json json_ending(const std::optional<accord::Ending>& ending) {
  return ending && *ending != accord::Ending::unsaid ? Json(accord::name_of(*ending)) : Json();
}

}  // namespace

Json json_matter(const Matter& matter) {
  Json acceptance = Json::array();
  for (const review::Acceptance& one : matter.acceptance) {
    acceptance.push_back(
        {{"party", one.party}, {"accepts", one.accepts}, {"entry", one.entry}, {"text", json_text(one.text)}});
  }
  Json remarks = Json::array();
  for (const review::Remark& one : matter.remarks) remarks.push_back({{"entry", one.entry}, {"text", one.text}});
  Json json{{"entry", matter.entry},
            {"opened", json_time(matter.opened)},
            {"complainant", matter.complainant},
            {"against", matter.against},
            {"commitment", json_text(matter.commitment)},
            {"level", json_text(matter.level)},
            {"procedure", json_text(matter.procedure)},
            {"open", matter.open},
            {"passages", json_passages(matter, matter.passages)},
            {"meanwhile", json_ending(matter.meanwhile)},
            {"ending", json_ending(matter.ending)},
            {"ending_text", json_text(matter.ending_text)},
            {"ended_at", json_time(matter.ended_at)},
            {"by_silence", matter.by_silence},
            {"acceptance", std::move(acceptance)},
            {"remarks", std::move(remarks)},
            {"if_nobody_acts", Json()}};
  if (matter.open) {
    json["if_nobody_acts"] = {{"passages", json_passages(matter, matter.outlook.passages)},
                              {"ending", json_ending(matter.outlook.ending)},
                              {"ending_text", json_text(matter.outlook.ending_text)},
                              {"ends", json_time(matter.outlook.ends)},
                              {"nobody_can_say", json_text(matter.outlook.nobody_can_say)}};
  }
  return json;
}

std::string matters_text(const Standing& standing, const Terminal& terminal) {
  if (standing.matters.empty()) return {};
  std::string text = heading("Complaints and procedures", terminal);
  for (const Matter& matter : standing.matters) {
    std::string line = matter.complainant + " against " + matter.against;
    if (!matter.commitment.empty())
      line += " about " + matter.commitment + (matter.level.empty() ? "" : " " + matter.level);
    line += ", " + entry_in_words(standing, matter.entry) + " of " + day_in_words(matter.opened);
    if (!matter.procedure.empty()) line += ", " + matter.procedure;
    line += ": " + (matter.open ? open_in_words(standing, matter) : over_in_words(matter)) + sides(matter);
    for (const review::Remark& one : matter.remarks)
      line += ' ' + entry_in_words(standing, one.entry) + ": " + one.text + ".";
    text += paragraph(line, terminal, "- ", matter.open ? Tone::bad : Tone::plain);
  }
  return text;
}

Json matters_json(const Standing& standing) {
  Json json = Json::array();
  for (const Matter& matter : standing.matters) json.push_back(json_matter(matter));
  return json;
}

}  // namespace entente::report
