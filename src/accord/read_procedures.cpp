// Procedures: what runs after a complaint, as `procedures:` of a file or a shipped template states it.
#include "accord/read_procedures.h"

#include <algorithm>
#include <set>

#include "accord/numbers.h"
#include "accord/procedure_templates.h"
#include "accord/read_parts.h"
#include "accord/template_tree.h"
#include "accord/words.h"

namespace entente::accord {

namespace {

const std::vector<std::string> procedure_keys{"title", "template", "starts", "bodies", "stages"};
const std::vector<std::string> stage_keys{"name",   "clock",  "motion",    "decides",  "extension",
                                          "tracks", "starts", "meanwhile", "outcomes", "silence"};
const std::vector<std::string> track_keys{"name", "clock", "decides", "extension", "binding"};
const std::vector<std::string> following_keys{"ends", "text"};
constexpr std::string_view stage_example = "`- {name: meeting, clock: 15 days}`";
constexpr double longest_clock_years = 100.0;

std::vector<std::string> names_of_endings() {
  std::vector<std::string> names;
  for (int n = static_cast<int>(Ending::settled); n <= static_cast<int>(Ending::stopped); ++n) {
    names.emplace_back(name_of(static_cast<Ending>(n)));
  }
  return names;
}

Ending read_ending(const Yaml& value, const std::string& what, std::vector<Problem>& problems) {
  if (value.kind == Yaml::Kind::refused) return Ending::unsaid;
  const auto ending = value.kind == Yaml::Kind::text ? ending_called(value.text) : std::nullopt;
  if (!ending) {
    const std::string near = value.kind == Yaml::Kind::text ? nearest(value.text, names_of_endings()) : std::string();
    problems.push_back(
        {value.place, description(value) + " (" + what + ") is no ending" +
                          (near.empty() ? "; known: " + joined(names_of_endings()) : "; did you mean " + near + "?")});
  }
  return ending.value_or(Ending::unsaid);
}

// The name of a stage, or `{ends: snapback, text: ...}`.
Following read_following(const Yaml& value, const std::string& what, ProcedureReading& reading) {
  std::vector<Problem>& problems = reading.problems;
  Following following;
  if (value.kind == Yaml::Kind::text) {
    const auto stage = std::ranges::find(reading.stages, value.text);
    if (stage != reading.stages.end()) {
      following.stage = static_cast<StageIndex>(stage - reading.stages.begin());
    } else if (ending_called(value.text)) {
      problems.push_back({value.place, in_quotes(value.text) + " (" + what +
                                           ") is an ending, not a stage; write `{ends: " + value.text + "}`"});
    } else {
      problems.push_back({value.place, "procedure " + reading.procedure + " has no stage called " +
                                           in_quotes(value.text) + " (" + what + ")" +
                                           suggestion(value.text, reading.stages)});
    }
    return following;
  }
  const Fields keys = fields(value, what, following_keys,
                             "the name of a stage, or `{ends: snapback, text: sanctions return}`", problems);
  require(keys, "ends", "`ends: settled`", problems);
  if (const Yaml* ends = keys.find("ends")) following.ending = read_ending(*ends, "ends of " + what, problems);
  following.text = optional_text(keys, "text", problems);
  provenance(keys, problems);
  return following;
}

Track read_track(const Fields& keys, ProcedureReading& reading) {
  std::vector<Problem>& problems = reading.problems;
  Track track;
  require(keys, "clock", "`clock: 15 days`, or `clock: unbounded`", problems);
  const Yaml* clock = keys.find("clock");
  const bool unbounded = clock != nullptr && clock->kind == Yaml::Kind::text && clock->text == "unbounded";
  // A faulty clock is not an unbounded one.
  if (clock != nullptr && !unbounded) {
    track.clock = read_clock_of_stage(*clock, "clock of " + keys.what, problems).value_or(Clock{.days = 1});
  }
  if (const Yaml* one = keys.find("decides")) {
    track.deciders = read_deciders(*one, "decides of " + keys.what, reading);
  }
  if (const Yaml* one = keys.find("extension")) {
    track.extension = read_extension(*one, "extension of " + keys.what, problems);
    if (track.extension.by != Prolonging::nobody && unbounded) {
      problems.push_back({one->place, keys.what + " is unbounded and has an extension; remove the extension"});
    } else if (track.extension.by != Prolonging::nobody && !keys.written("decides")) {
      problems.push_back(
          {one->place, keys.what + " has an extension but nobody who could agree on it; write `decides` or remove it"});
    }
  }
  return track;
}

std::vector<Track> read_tracks(const Yaml& value, const Fields& stage, ProcedureReading& reading) {
  std::vector<Problem>& problems = reading.problems;
  for (const char* key : {"clock", "decides", "extension"}) {
    if (!stage.written(key)) continue;
    problems.push_back(
        {value.place, stage.what + " has both `tracks` and " + in_backquotes(key) + "; write it in each track"});
  }
  std::vector<Track> tracks;
  std::set<std::string> names;
  const std::string what = "tracks of " + stage.what;
  for (const Yaml& item : list_items(value, what, "`- {name: ministers, clock: 15 days}`", problems)) {
    Fields keys = fields(item, "track " + std::to_string(tracks.size() + 1) + " of " + stage.what, track_keys,
                         "`{name: ministers, clock: 15 days}`", problems);
    const std::string name = required_text(keys, "name", "`name: ministers`", problems);
    if (!name.empty()) keys.what = "track " + name + " of " + stage.what;
    Track track = read_track(keys, reading);
    track.name = name;
    if (const Yaml* binding = keys.find("binding")) {
      track.binding = binding->text != "false";
      if (binding->kind != Yaml::Kind::text || (binding->text != "true" && binding->text != "false")) {
        problems.push_back({binding->place, "binding of " + keys.what +
                                                " is neither `true` nor `false`; write `false` for an opinion"});
      }
    }
    provenance(keys, problems);
    if (!name.empty() && !names.insert(name).second) {
      problems.push_back(
          {keys.place, "two tracks of " + stage.what + " are called " + in_quotes(name) + "; give each its own name"});
    }
    tracks.push_back(std::move(track));
  }
  return tracks;
}

void read_outcomes(const Fields& keys, ProcedureStage& stage, ProcedureReading& reading) {
  const std::string what = "outcomes of " + keys.what;
  const Yaml* outcomes = keys.find("outcomes");
  if (outcomes != nullptr) {
    for (const Field& pair : named_fields(*outcomes, what, "`{adopted: {ends: settled}}`", reading.problems).pairs) {
      const std::string outcome = pair.key->text + " in " + what;
      if (pair.value->kind == Yaml::Kind::nothing) {
        reading.problems.push_back({pair.key->place, outcome + " has no value; write what follows"});
        continue;
      }
      if (pair.value->kind == Yaml::Kind::refused) continue;
      stage.outcomes.push_back({pair.key->text, read_following(*pair.value, outcome, reading)});
    }
  }
  const Track* deciding = deciding_track(stage);
  const bool has_adopted = std::ranges::find(stage.outcomes, adopted_word, &Outcome::decided) != stage.outcomes.end();
  if (deciding != nullptr && !has_adopted && (outcomes == nullptr || outcomes->kind == Yaml::Kind::mapping)) {
    reading.problems.push_back({outcomes == nullptr ? keys.place : outcomes->place,
                                keys.what +
                                    " has somebody who decides, but does not say what follows; write `outcomes: "
                                    "{adopted: {ends: settled}}`"});
  }
}

// What follows when nothing is decided: the next stage, or an end of which the text says nothing.
void read_silence(const Fields& keys, StageIndex number, ProcedureStage& stage, ProcedureReading& reading) {
  const bool unbounded = std::ranges::any_of(stage.tracks, [](const Track& track) { return !track.clock; });
  const Yaml* silence = keys.find("silence");
  if (silence != nullptr && silence->kind != Yaml::Kind::refused) {
    stage.if_silent = read_following(*silence, "silence of " + keys.what, reading);
    if (unbounded) {
      reading.problems.push_back({silence->place, keys.what + " is unbounded, so that it never ends in silence; remove "
                                                              "`silence` or give it a clock"});
    }
  } else if (number + 1 < reading.stages.size() && !unbounded) {
    stage.if_silent.stage = number + 1;
  }
}

ProcedureStage read_stage(const Yaml& value, StageIndex number, ProcedureReading& reading) {
  std::vector<Problem>& problems = reading.problems;
  Fields keys = fields(value, "stage " + std::to_string(number + 1) + " of procedure " + reading.procedure, stage_keys,
                       "`{name: meeting, clock: 15 days}`", problems);
  ProcedureStage stage;
  stage.name = required_text(keys, "name", "`name: meeting`", problems);
  if (!stage.name.empty()) keys.what = "stage " + stage.name + " of procedure " + reading.procedure;
  stage.motion = optional_text(keys, "motion", problems);
  if (const Yaml* tracks = keys.find("tracks")) {
    stage.tracks = read_tracks(*tracks, keys, reading);
  } else if (keys.readable && !keys.written("tracks")) {
    stage.tracks.push_back(read_track(keys, reading));
  }
  if (const Yaml* one = keys.find("starts")) stage.may_start = read_names(*one, "starts of " + keys.what, problems);
  if (const Yaml* one = keys.find("meanwhile")) {
    stage.meanwhile = read_ending(*one, "meanwhile of " + keys.what, problems);
  }
  read_outcomes(keys, stage, reading);
  read_silence(keys, number, stage, reading);
  stage.provenance = provenance(keys, problems);
  return stage;
}

// Who may begin is a party, sits in some body, or is anyone: a name that nobody else bears is a slip of the pen.
void check_starters(const Fields& keys, const Procedure& procedure, ProcedureReading& reading) {
  if (reading.parties == nullptr) return;
  std::vector<std::string> known{std::string(anyone_word)};
  const auto add = [&](const std::vector<std::string>& names) {
    for (const std::string& name : names) {
      if (std::ranges::find(known, name) == known.end()) known.push_back(name);
    }
  };
  add(*reading.parties);
  for (const auto& [body, members] : reading.bodies) add(members);
  for (const ProcedureStage& stage : procedure.stages) {
    for (const Track& track : stage.tracks) {
      if (track.deciders) add(track.deciders->members);
    }
  }
  const auto check = [&](const std::vector<std::string>& names, const Place& place, const std::string& what) {
    for (const std::string& name : names) {
      if (std::ranges::find(known, name) != known.end()) continue;
      reading.problems.push_back({place, in_quotes(name) + " (starts of " + what +
                                             ") is neither a party nor a member of a "
                                             "body there" +
                                             suggestion(name, known)});
    }
  };
  const Yaml* starts = keys.find("starts");
  if (starts != nullptr) check(procedure.may_start, starts->place, keys.what);
  const Yaml* stages = keys.find("stages");
  for (StageIndex n = 0; stages != nullptr && n < procedure.stages.size(); ++n) {
    check(procedure.stages[n].may_start, stages->items[n].place, "stage " + procedure.stages[n].name);
  }
}

void gather_stages(const Yaml& stages, ProcedureReading& reading) {
  std::set<std::string> known;
  for (const Yaml& item : stages.items) {
    const Yaml* name = value_of(item, "name");
    reading.stages.push_back(name == nullptr ? std::string() : name->text);
    if (reading.stages.back().empty() || known.insert(reading.stages.back()).second) continue;
    reading.problems.push_back({name->place, "two stages of procedure " + reading.procedure + " are called " +
                                                 in_quotes(name->text) + "; give each its own name"});
  }
}

void read_bodies(const Yaml& value, const std::string& what, ProcedureReading& reading) {
  constexpr std::string_view example = "`{Council: [North, South]}`";
  for (const Field& pair : named_fields(value, "bodies of " + what, example, reading.problems).pairs) {
    const std::string body = "body " + pair.key->text + " of " + what;
    reading.bodies[pair.key->text] = read_names(*pair.value, body, reading.problems);
  }
}

}  // namespace

std::optional<Clock> read_clock_of_stage(const Yaml& value, const std::string& what, std::vector<Problem>& problems) {
  if (value.kind == Yaml::Kind::refused) return std::nullopt;
  constexpr std::string_view example = "whole hours, days, weeks or months, `15 days`";
  if (value.kind != Yaml::Kind::text) {
    problems.push_back(not_a(value, what, "one time", example));
    return std::nullopt;
  }
  const std::size_t end = std::min(value.text.find_first_not_of("0123456789"), value.text.size());
  const std::string_view text = value.text;
  std::string_view unit = text.substr(end);
  while (unit.starts_with(' ')) unit.remove_prefix(1);
  if (unit.ends_with('s')) unit.remove_suffix(1);
  const int number = end == 0 || end > 6 ? 0 : std::stoi(value.text.substr(0, end));
  Clock clock;
  if (unit == "hour") clock.hours = number;
  if (unit == "day") clock.days = number;
  if (unit == "week") clock.days = 7 * number;
  if (unit == "month") clock.months = number;
  if (unit == "quarter") clock.months = 3 * number;
  if (unit == "year") clock.months = 12 * number;
  if (clock == Clock{}) {
    problems.push_back({value.place, in_backquotes(value.text) + " (" + what + ") is no time on a clock; write " +
                                         std::string(example)});
    return std::nullopt;
  }
  if (in_years(clock) > longest_clock_years) {
    problems.push_back({value.place, in_backquotes(value.text) + " (" + what + ") is longer than " +
                                         plain_number(longest_clock_years) + " years; write `unbounded`"});
    return std::nullopt;
  }
  return clock;
}

Procedure read_procedure(const std::string& name, const Yaml& value, const std::vector<std::string>* parties,
                         std::vector<Problem>& problems) {
  constexpr std::string_view example = "`{stages: [{name: meeting, clock: 15 days}]}`";
  const std::size_t before = problems.size();
  ProcedureReading reading{.problems = problems, .parties = parties, .procedure = name, .stages = {}, .bodies = {}};
  const Fields keys = fields(value, "procedure " + name, procedure_keys, example, problems);
  Procedure procedure;
  procedure.name = name;
  procedure.title = optional_text(keys, "title", problems);
  procedure.may_start = {std::string(anyone_word)};
  if (const Yaml* one = keys.find("starts")) procedure.may_start = read_names(*one, "starts of " + keys.what, problems);
  if (const Yaml* bodies = keys.find("bodies")) read_bodies(*bodies, keys.what, reading);
  require(keys, "stages", "`stages: [{name: meeting, clock: 15 days}]`", problems);
  std::vector<Place> places;
  if (const Yaml* stages = keys.find("stages")) {
    gather_stages(*stages, reading);
    for (const Yaml& stage : list_items(*stages, "stages of " + keys.what, stage_example, problems)) {
      procedure.stages.push_back(read_stage(stage, procedure.stages.size(), reading));
      places.push_back(stage.place);
    }
  }
  procedure.provenance = provenance(keys, problems);
  check_starters(keys, procedure, reading);
  if (problems.size() == before && !procedure.stages.empty()) check_ways(procedure, places, problems);
  return procedure;
}

std::vector<Procedure> read_procedures(const Yaml& value, Reading& reading) {
  std::vector<Procedure> procedures;
  std::vector<Problem>& problems = reading.problems;
  for (const Field& pair : named_fields(value, "procedures", "`commission: {stages: [...]}`", problems).pairs) {
    const Yaml* named = pair.value->kind == Yaml::Kind::mapping ? value_of(*pair.value, "template") : nullptr;
    const std::string& name = pair.key->text;
    std::optional<Yaml> whole;
    if (named != nullptr && named->kind == Yaml::Kind::text) {
      const auto base = template_tree(named->text, named->place);
      if (base) {
        whole = laid_over(*base, *pair.value, named->text, problems);
      } else {
        problems.push_back({named->place, "no procedure is shipped as " + in_quotes(named->text) +
                                              " (template of "
                                              "procedure " +
                                              name + ")" + suggestion(named->text, names_of_templates())});
        continue;
      }
    } else if (named != nullptr && named->kind != Yaml::Kind::refused) {
      problems.push_back(not_a(*named, "template of procedure " + name, "the name of a procedure that is shipped",
                               "`template: jcpoa-dispute`"));
    }
    Procedure procedure = read_procedure(name, whole ? *whole : *pair.value, &reading.names.parties, problems);
    procedure.place = pair.key->place;
    procedures.push_back(std::move(procedure));
  }
  return procedures;
}

}  // namespace entente::accord
