// What holds for the accord as a whole: complements, review, procedures, pace; and how progress is measured.
#include <algorithm>
#include <map>

#include "accord/numbers.h"
#include "accord/read_parts.h"
#include "accord/words.h"

namespace entente::accord {

namespace {

const std::vector<std::string> complement_keys{"name", "when", "value"};
const std::vector<std::string> review_keys{"takes", "by", "succeeds", "penalty"};
const std::vector<std::string> pace_keys{"per_step", "per_party"};
const std::vector<std::string> procedure_keys{"stages"};
const std::vector<std::string> stage_keys{"name", "clock"};
const std::vector<std::string> indicator_keys{"measure", "unit", "at_least", "at_most", "reported_by", "verified_by"};
const std::vector<std::string> schedule_keys{"unit", "per_period"};

Complement read_complement(const Yaml& value, std::size_t number, Reading& reading) {
  std::vector<Problem>& problems = reading.problems;
  Fields keys =
      fields(value, "complement " + std::to_string(number), complement_keys,
             "`{name: complete, when: {reactor: dismantled, weapons: removed}, value: {South: 3}}`", problems);
  Complement complement;
  complement.place = keys.place;
  complement.value.resize(reading.names.parties.size());
  complement.name = required_text(keys, "name", "`name: complete`", problems);
  if (!complement.name.empty()) keys.what = "complement " + complement.name;
  require(keys, "when", "`when: {reactor: dismantled, weapons: removed}`", problems);
  require(keys, "value", "`value: {South: 3}`", problems);
  if (const Yaml* when = keys.find("when")) {
    bool all_found = true;
    const std::string what = "when of " + keys.what;
    complement.when = without_places(read_requirements(*when, what, reading.names, all_found, problems));
    if (all_found && complement.when.empty()) {
      problems.push_back({when->place, what + " is empty; write the levels that it takes, `{reactor: dismantled}`"});
    }
  }
  if (const Yaml* points = keys.find("value")) {
    complement.value = read_points(*points, "value of " + keys.what, Sign::any, reading.names, problems);
  }
  complement.provenance = provenance(keys, problems);
  return complement;
}

ProcedureStage read_stage(const Yaml& value, const std::string& procedure, std::size_t number, Reading& reading) {
  std::vector<Problem>& problems = reading.problems;
  const Fields keys = fields(value, "stage " + std::to_string(number) + " of procedure " + procedure, stage_keys,
                             "`{name: meeting, clock: 15 days}`", problems);
  ProcedureStage stage;
  stage.name = required_text(keys, "name", "`name: meeting`", problems);
  require(keys, "clock", "`clock: 15 days`, or `clock: unbounded`", problems);
  provenance(keys, problems);
  const Yaml* clock = keys.find("clock");
  if (clock == nullptr || (clock->kind == Yaml::Kind::text && clock->text == "unbounded")) return stage;
  // A faulty clock is not an unbounded one.
  stage.clock = read_clock(*clock, "clock of " + keys.what, problems).value_or(Range{});
  return stage;
}

// The clock in the file that gives a review its time: of the stage `number` of procedure `name`.
const Yaml* clock_value(const Yaml& procedures, const std::string& name, std::size_t number) {
  const auto in = [](const Yaml* mapping, std::string_view key) -> const Yaml* {
    if (mapping == nullptr) return nullptr;
    for (std::size_t n = 0; n < mapping->keys.size(); ++n) {
      if (mapping->keys[n].text == key) return &mapping->items[n];
    }
    return nullptr;
  };
  const Yaml* stages = in(in(&procedures, name), "stages");
  return stages == nullptr || number >= stages->items.size() ? nullptr : in(&stages->items[number], "clock");
}

void take_time_from(const Procedure& procedure, const Yaml& by, const Yaml& procedures_value, Review& review,
                    Reading& reading) {
  const ProcedureStage* longest = nullptr;
  for (const ProcedureStage& stage : procedure.stages) {
    if (!stage.clock) {
      reading.problems.push_back({by.place, "a review can not go by " + procedure.name + ": its stage " +
                                                in_quotes(stage.name) +
                                                " is unbounded, so nobody can say when the response comes; give that "
                                                "stage a clock"});
      return;
    }
    if (longest == nullptr || stage.clock->best > longest->clock->best) longest = &stage;
  }
  if (longest == nullptr) return;
  review.takes = *longest->clock;
  const auto number = static_cast<std::size_t>(longest - procedure.stages.data());
  const Yaml* clock = clock_value(procedures_value, procedure.name, number);
  if (clock != nullptr) note_rounding(*clock, "clock of " + longest->name, review.takes, 0, reading.durations);
}

}  // namespace

std::vector<Complement> read_complements(const Yaml& value, Reading& reading) {
  std::vector<Complement> complements;
  std::map<std::string, Place> first_places;
  constexpr std::string_view example =
      "`- {name: complete, when: {reactor: dismantled}, value: {South: 3}}` or remove it";
  for (const Yaml& item : list_items(value, "complements", example, reading.problems)) {
    complements.push_back(read_complement(item, complements.size() + 1, reading));
    const Complement& complement = complements.back();
    if (complement.name.empty()) continue;
    const auto [first, is_new] = first_places.try_emplace(complement.name, complement.place);
    if (is_new) continue;
    reading.problems.push_back({complement.place, "two complements are called " + in_quotes(complement.name) +
                                                      ", the first in line " + std::to_string(first->second.line) +
                                                      "; give each its own name"});
  }
  return complements;
}

std::vector<Procedure> read_procedures(const Yaml& value, Reading& reading) {
  std::vector<Procedure> procedures;
  constexpr std::string_view example = "`{stages: [{name: meeting, clock: 15 days}]}`";
  for (const Field& pair : named_fields(value, "procedures", "`commission: {stages: [...]}`", reading.problems).pairs) {
    const std::string& name = pair.key->text;
    const Fields keys = fields(*pair.value, "procedure " + name, procedure_keys, example, reading.problems);
    require(keys, "stages", "`stages: [{name: meeting, clock: 15 days}]`", reading.problems);
    Procedure procedure;
    procedure.name = name;
    procedure.place = pair.key->place;
    if (const Yaml* stages = keys.find("stages")) {
      const std::string what = "stages of procedure " + name;
      for (const Yaml& stage : list_items(*stages, what, "`- {name: meeting, clock: 15 days}`", reading.problems)) {
        procedure.stages.push_back(read_stage(stage, name, procedure.stages.size() + 1, reading));
      }
    }
    procedure.provenance = provenance(keys, reading.problems);
    procedures.push_back(std::move(procedure));
  }
  return procedures;
}

Review default_review(const Reading& reading) {
  Review review;
  review.takes = Range::exactly(reading.period_years);
  review.penalty.resize(reading.names.parties.size());
  return review;
}

Review read_review(const Yaml& value, const std::vector<Procedure>& procedures, const Yaml* procedures_value,
                   Reading& reading) {
  std::vector<Problem>& problems = reading.problems;
  const Fields keys = fields(value, "review", review_keys, "`{takes: 6 months, succeeds: 80%}`", problems);
  Review review = default_review(reading);
  review.place = keys.place;
  refuse_values(keys, {"succeeds", "penalty"}, reading);
  if (const Yaml* one = keys.find("takes")) {
    review.takes = read_duration(*one, "takes of review", 0, reading.durations).value_or(review.takes);
  }
  if (const Yaml* one = keys.find("succeeds")) {
    review.succeeds = read_share(*one, "succeeds of review", Ends::both, problems);
  }
  if (const Yaml* one = keys.find("penalty")) {
    review.penalty = read_points(*one, "penalty of review", Sign::not_above_zero, reading.names, problems);
  }
  review.provenance = provenance(keys, problems);
  review.by = optional_text(keys, "by", problems);
  if (review.by.empty()) return review;
  const Yaml& by = *keys.find("by");
  if (keys.written("takes")) {
    problems.push_back(
        {by.place, "review has both `takes` and `by`; keep one, the procedure's longest clock gives the time"});
    return review;
  }
  const auto procedure = std::ranges::find(procedures, review.by, &Procedure::name);
  if (procedure == procedures.end()) {
    std::vector<std::string> known;
    for (const Procedure& one : procedures) known.push_back(one.name);
    problems.push_back({by.place, "no procedure is called " + in_quotes(review.by) + suggestion(review.by, known)});
    return review;
  }
  take_time_from(*procedure, by, *procedures_value, review, reading);
  return review;
}

Pace read_pace(const Yaml& value, Reading& reading) {
  const Fields keys = fields(value, "pace", pace_keys, "`{per_step: 3, per_party: 2}`", reading.problems);
  Pace pace;
  if (const Yaml* one = keys.find("per_step")) pace.per_step = read_count(*one, "per_step of pace", reading.problems);
  if (const Yaml* one = keys.find("per_party"))
    pace.per_party = read_count(*one, "per_party of pace", reading.problems);
  provenance(keys, reading.problems);
  return pace;
}

Indicator read_indicator(const Yaml& value, const std::string& what, Reading& reading) {
  std::vector<Problem>& problems = reading.problems;
  const Fields keys =
      fields(value, what, indicator_keys, "`{measure: fuel rods sealed, unit: rods, at_least: 8000}`", problems);
  Indicator indicator;
  indicator.measure = required_text(keys, "measure", "what is measured, `measure: fuel rods sealed`", problems);
  indicator.unit = optional_text(keys, "unit", problems);
  const Yaml* at_least = keys.find("at_least");
  const Yaml* at_most = keys.find("at_most");
  if (at_least != nullptr) indicator.at_least = read_plain_number(*at_least, "at_least of " + what, problems);
  if (at_most != nullptr) indicator.at_most = read_plain_number(*at_most, "at_most of " + what, problems);
  if (indicator.at_least && indicator.at_most && *indicator.at_least > *indicator.at_most) {
    problems.push_back({at_most->place, "at_most of " + what + " is below its at_least; nothing could meet both"});
  }
  if (const Yaml* reporter = keys.find("reported_by")) {
    const auto party = read_party(*reporter, "reported_by of " + what, reading.names, problems);
    if (party) indicator.reported_by = reporter->text;
  }
  indicator.verified_by = optional_text(keys, "verified_by", problems);
  indicator.provenance = provenance(keys, problems);
  return indicator;
}

Schedule read_schedule(const Yaml& value, const std::string& what, Reading& reading) {
  std::vector<Problem>& problems = reading.problems;
  const Fields keys = fields(value, what, schedule_keys, "`{unit: t, per_period: 12500}`", problems);
  Schedule schedule;
  schedule.unit = required_text(keys, "unit", "`unit: t`", problems);
  require(keys, "per_period", "what is due in a period, `per_period: 12500`", problems);
  if (const Yaml* amount = keys.find("per_period")) {
    const auto number = read_plain_number(*amount, "per_period of " + what, problems);
    if (number && *number <= 0.0) {
      problems.push_back({amount->place, in_backquotes(amount->text) + " (per_period of " + what +
                                             ") must be above 0; write what is due in a period"});
    }
    schedule.per_period = number.value_or(0.0);
  }
  schedule.provenance = provenance(keys, problems);
  return schedule;
}

}  // namespace entente::accord
