#include "report/procedures_report.h"

#include <algorithm>
#include <array>

#include "accord/voting.h"
#include "accord/words.h"

namespace entente::report {

namespace {

using accord::Clock;
using accord::ClockSum;
using accord::Following;
using accord::Procedure;
using accord::ProcedureStage;
using accord::Prolonging;
using accord::Track;

std::string names_in_words(const std::vector<std::string>& names) {
  return names == std::vector<std::string>{std::string(accord::anyone_word)} ? "anyone" : accord::joined(names);
}

std::string extension_in_words(const accord::Extension& extension) {
  if (extension.by == Prolonging::nobody) return {};
  const std::string by = extension.by == Prolonging::by_consensus ? "consensus" : "decision";
  return "may be prolonged by " + by +
         (extension.at_most ? ", " + in_words(*extension.at_most) + " at most" : ", without end");
}

std::string clock_in_words(const Track& track) {
  const std::string extension = extension_in_words(track.extension);
  return (track.clock ? in_words(*track.clock) : "unbounded") + (extension.empty() ? "" : "; " + extension);
}

std::string members_in_words(const accord::Deciders& deciders) {
  if (deciders.all_parties) return "all parties";
  if (deciders.members.empty()) return std::to_string(deciders.size) + " members";
  return accord::joined(deciders.members);
}

std::string deciders_in_words(const Track& track) {
  if (!track.deciders) return "nobody: the clock";
  const accord::Deciders& deciders = *track.deciders;
  std::string text = deciders.body.empty() ? members_in_words(deciders) : deciders.body;
  if (!deciders.body.empty() && !deciders.members.empty()) text += " (" + members_in_words(deciders) + ')';
  if (deciders.size != 1) text += ": " + rule_in_words(deciders);
  return text + (track.binding ? "" : "; an opinion");
}

std::string following_in_words(const Procedure& procedure, const Following& then) {
  if (then.stage) return "→ " + procedure.stages[*then.stage].name;
  if (then.ending == accord::Ending::unsaid) return "the text does not say";
  return std::string(name_of(then.ending)) + (then.text.empty() ? "" : ": " + then.text);
}

bool is_unbounded(const ProcedureStage& stage) {
  return std::ranges::any_of(stage.tracks, [](const Track& track) { return !track.clock; });
}

std::string per_track(const ProcedureStage& stage, std::string (*words)(const Track&)) {
  std::string text;
  for (const Track& track : stage.tracks) {
    text += (text.empty() ? "" : "\n") + (track.name.empty() ? "" : track.name + ": ") + words(track);
  }
  return text;
}

std::string outcomes_in_words(const Procedure& procedure, const ProcedureStage& stage) {
  std::string text;
  for (const accord::Outcome& outcome : stage.outcomes) {
    text += (text.empty() ? "" : "\n") + outcome.decided + ": " + following_in_words(procedure, outcome.then);
  }
  return text;
}

std::string longest_in_words(const accord::ProcedureTime& time) {
  return time.longest ? in_words(*time.longest) : "nobody can say: " + time.nobody_can_say;
}

Json sum_json(const ClockSum& sum) {
  return {{"months", sum.months}, {"days", sum.days}, {"hours", sum.hours}, {"text", in_words(sum)}};
}

Json clock_json(const std::optional<Clock>& clock) {
  return clock ? sum_json({.hours = clock->hours, .days = clock->days, .months = clock->months}) : Json();
}

Json following_json(const Procedure& procedure, const Following& then) {
  return {{"stage", then.stage ? Json(procedure.stages[*then.stage].name) : Json()},
          {"ending", then.stage || then.ending == accord::Ending::unsaid ? Json() : Json(name_of(then.ending))},
          {"text", then.text}};
}

Json deciders_json(const std::optional<accord::Deciders>& deciders) {
  if (!deciders) return {};
  return {{"body", deciders->body},
          {"members", deciders->members},
          {"all_parties", deciders->all_parties},
          {"size", deciders->size > 0 ? Json(deciders->size) : Json()},
          {"rule", rule_in_words(*deciders)},
          {"quorum", deciders->quorum},
          {"veto", deciders->veto},
          {"not_voting", deciders->not_voting}};
}

Json track_json(const Track& track) {
  static constexpr std::array<const char*, 3> who{"nobody", "consensus", "decision"};
  return {{"name", track.name},
          {"clock", clock_json(track.clock)},
          {"decides", deciders_json(track.deciders)},
          {"binding", track.binding},
          {"prolonged_by", who[static_cast<std::size_t>(track.extension.by)]},
          {"prolonged_at_most", clock_json(track.extension.at_most)}};
}

Json stage_json(const Procedure& procedure, const ProcedureStage& stage) {
  Json json{{"name", stage.name}, {"motion", stage.motion}, {"may_start", stage.may_start}};
  json["meanwhile"] = stage.meanwhile ? Json(name_of(*stage.meanwhile)) : Json();
  json["tracks"] = Json::array();
  for (const Track& track : stage.tracks) json["tracks"].push_back(track_json(track));
  json["outcomes"] = Json::array();
  for (const accord::Outcome& outcome : stage.outcomes) {
    Json one{{"decided", outcome.decided}};
    one.update(following_json(procedure, outcome.then));
    json["outcomes"].push_back(one);
  }
  json["silence"] = is_unbounded(stage) ? Json() : following_json(procedure, stage.if_silent);
  json["sources"] = stage.provenance.sources;
  json["note"] = stage.provenance.note;
  return json;
}

Json beginning_json(const Procedure& procedure, const ProcedureAnalysis::Beginning& beginning) {
  const accord::ProcedureTime& time = beginning.time;
  const auto names = [&](const std::vector<accord::StageIndex>& way) {
    Json list = Json::array();
    for (const accord::StageIndex stage : way) list.push_back(procedure.stages[stage].name);
    return list;
  };
  return {{"stage", procedure.stages[beginning.stage].name},
          {"may_start", beginning.may_start},
          {"least", sum_json(time.least)},
          {"least_way", names(time.least_way)},
          {"longest", time.longest ? sum_json(*time.longest) : Json()},
          {"longest_way", names(time.longest_way)},
          {"nobody_can_say", time.longest ? Json() : Json(time.nobody_can_say)}};
}

std::string text_of(const ProcedureAnalysis& analysis, const Terminal& terminal) {
  const Procedure& procedure = analysis.procedure;
  std::string text =
      paragraph(procedure.name + (procedure.title.empty() ? "" : ": " + procedure.title), terminal, "", Tone::heading);
  for (const ProcedureAnalysis::Beginning& beginning : analysis.beginnings) {
    text += paragraph("at " + procedure.stages[beginning.stage].name + ", by " + names_in_words(beginning.may_start) +
                          ": " + in_words(beginning.time.least) + " to its end at least; to the response at most " +
                          longest_in_words(beginning.time),
                      terminal, "begins: ");
  }
  Table table;
  table.columns = {{"stage"}, {"clock"}, {"who decides"}, {"what follows"}, {"silence"}};
  for (const ProcedureStage& stage : procedure.stages) {
    const std::string meanwhile = stage.meanwhile ? "\nmeanwhile: " + std::string(name_of(*stage.meanwhile)) : "";
    table.rows.push_back(
        {{stage.name + meanwhile},
         {per_track(stage, clock_in_words)},
         {per_track(stage, deciders_in_words) + (stage.motion.empty() ? "" : "\nmotion: " + stage.motion)},
         {outcomes_in_words(procedure, stage)},
         {is_unbounded(stage) ? "never ends in it" : following_in_words(procedure, stage.if_silent)}});
  }
  text += '\n' + drawn(table, terminal);
  const auto add_note = [&](const std::string& of, const std::string& note) {
    if (!note.empty()) text += paragraph(of + ": " + note, terminal, "- ");
  };
  bool has_notes = !procedure.provenance.note.empty();
  for (const ProcedureStage& stage : procedure.stages) has_notes = has_notes || !stage.provenance.note.empty();
  if (has_notes) text += '\n';
  add_note("note", procedure.provenance.note);
  for (const ProcedureStage& stage : procedure.stages) add_note(stage.name, stage.provenance.note);
  return text;
}

}  // namespace

ProcedureAnalysis analyse(const Procedure& procedure, bool shipped) {
  ProcedureAnalysis analysis{.procedure = procedure, .shipped = shipped, .beginnings = {}};
  for (accord::StageIndex stage = 0; stage < procedure.stages.size(); ++stage) {
    std::vector<std::string> who = procedure.stages[stage].may_start;
    if (stage == 0 && who.empty()) who = procedure.may_start;
    if (!who.empty()) analysis.beginnings.push_back({stage, who, time_of(procedure, stage)});
  }
  return analysis;
}

Json procedures_json(const std::vector<ProcedureAnalysis>& procedures) {
  Json json;
  json["procedures"] = Json::array();
  for (const ProcedureAnalysis& analysis : procedures) {
    const Procedure& procedure = analysis.procedure;
    Json one{{"name", procedure.name}, {"title", procedure.title}, {"shipped", analysis.shipped}};
    one["beginnings"] = Json::array();
    for (const auto& beginning : analysis.beginnings) one["beginnings"].push_back(beginning_json(procedure, beginning));
    one["stages"] = Json::array();
    for (const ProcedureStage& stage : procedure.stages) one["stages"].push_back(stage_json(procedure, stage));
    one["sources"] = procedure.provenance.sources;
    one["note"] = procedure.provenance.note;
    json["procedures"].push_back(one);
  }
  return json;
}

std::string procedures_text(const std::vector<ProcedureAnalysis>& procedures, const Terminal& terminal) {
  std::string text;
  for (const ProcedureAnalysis& analysis : procedures) text += (text.empty() ? "" : "\n") + text_of(analysis, terminal);
  return text;
}

std::string procedures_list(const std::vector<ProcedureAnalysis>& procedures, const Terminal& terminal) {
  Table table;
  table.columns = {{"procedure"}, {"to its end, least"}, {"to the response, at most"}, {"what it is"}};
  for (const ProcedureAnalysis& analysis : procedures) {
    for (const auto& beginning : analysis.beginnings) {
      const Procedure& procedure = analysis.procedure;
      const bool first = beginning.stage == 0;
      table.rows.push_back({{first ? procedure.name : procedure.name + '/' + procedure.stages[beginning.stage].name},
                            {in_words(beginning.time.least)},
                            {longest_in_words(beginning.time)},
                            {first ? procedure.title : ""}});
    }
  }
  return drawn(table, terminal);
}

}  // namespace entente::report
