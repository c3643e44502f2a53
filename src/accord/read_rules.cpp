// What holds for the accord as a whole: complements, pace; and how progress is measured.
#include <algorithm>
#include <map>

#include "accord/numbers.h"
#include "accord/read_parts.h"
#include "accord/words.h"

namespace entente::accord {

namespace {

const std::vector<std::string> complement_keys{"name", "when", "value"};
const std::vector<std::string> pace_keys{"per_step", "per_party"};
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
    PartyPoints read = read_points(*points, "value of " + keys.what, Sign::any, reading.names, problems);
    complement.value = std::move(read.by_party);
    complement.value_provenance = std::move(read.provenance);
  }
  complement.provenance = provenance(keys, problems);
  return complement;
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

Pace read_pace(const Yaml& value, Reading& reading) {
  const Fields keys = fields(value, "pace", pace_keys, "`{per_step: 3, per_party: 2}`", reading.problems);
  Pace pace;
  if (const Yaml* one = keys.find("per_step")) pace.per_step = read_count(*one, "per_step of pace", reading.problems);
  if (const Yaml* one = keys.find("per_party"))
    pace.per_party = read_count(*one, "per_party of pace", reading.problems);
  pace.provenance = provenance(keys, reading.problems);
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
