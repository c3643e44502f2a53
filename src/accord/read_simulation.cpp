// `simulation:` of a file, and the base rates that are shipped.
#include <algorithm>

#include "accord/error.h"
#include "accord/numbers.h"
#include "accord/read_parts.h"
#include "accord/shipped_base_rates.h"
#include "accord/simulation.h"
#include "accord/words.h"

namespace entente::accord {

namespace {

constexpr std::string_view simulation_example = "`{late: 20%, late_by: 3 months}`";
constexpr double most_times_a_year = 1000.0;  // an event every few hours; more would be simulated for ever
constexpr std::size_t most_steps_back = 64;

std::string_view rate_example(RateUnit unit) {
  switch (unit) {
    case RateUnit::years:
      return "`3 months`";
    case RateUnit::times_a_year:
      return "`0.1`";
    case RateUnit::share:
    case RateUnit::chance_a_year:
      return "`20%`";
  }
  return "";
}

Range read_times_a_year(const Yaml& value, const std::string& what, std::vector<Problem>& problems) {
  const Range range = read_number(value, what, Sign::not_below_zero, problems);
  if (range.high > most_times_a_year) {
    problems.push_back({value.place, what + " is more than " + plain_number(most_times_a_year) +
                                         " times a year; write how often a year it happens, `0.1` for once in ten"});
  }
  return range;
}

Range read_value(const Yaml& value, const RateKind& kind, const std::string& what, std::vector<Problem>& problems) {
  switch (kind.unit) {
    case RateUnit::share:
      return read_share(value, what, Ends::both, problems);
    case RateUnit::chance_a_year:
      return read_share(value, what, Ends::not_one, problems);
    case RateUnit::times_a_year:
      return read_times_a_year(value, what, problems);
    case RateUnit::years: {
      DurationReader unrounded;  // nothing counts a delay in periods
      unrounded.problems = &problems;
      return read_duration(value, what, 0, unrounded).value_or(Range{});
    }
  }
  return {};
}

// `late: 20%`, or with where it comes from `late: {rate: 20%, source: ..., note: ...}`.
StatedRate read_rate(const Yaml& value, const RateKind& kind, std::vector<Problem>& problems) {
  static const std::vector<std::string> rate_keys{"rate"};
  const std::string what = std::string(kind.name) + " of simulation";
  if (value.kind != Yaml::Kind::mapping) return {read_value(value, kind, what, problems), {}};
  const std::string example = "`{rate: " + std::string(rate_example(kind.unit)).substr(1);
  const Fields keys =
      fields(value, what, rate_keys, example.substr(0, example.size() - 1) + ", note: analyst}`", problems);
  require(keys, "rate", "the number, `rate: " + std::string(rate_example(kind.unit)).substr(1), problems);
  StatedRate stated;
  if (const Yaml* one = keys.find("rate")) stated.value = read_value(*one, kind, what, problems);
  stated.provenance = provenance(keys, problems);
  return stated;
}

void read_rates(const Fields& keys, Rates& rates, std::vector<Problem>& problems) {
  for (const RateKind& kind : rate_kinds()) {
    const Yaml* value = keys.find(kind.name);
    if (value != nullptr) rates[static_cast<std::size_t>(kind.rate)] = read_rate(*value, kind, problems);
  }
}

std::vector<std::string> keys_with(std::initializer_list<std::string_view> others) {
  std::vector<std::string> keys(others.begin(), others.end());
  for (const RateKind& kind : rate_kinds()) keys.emplace_back(kind.name);
  return keys;
}

}  // namespace

const std::array<RateKind, kRates>& rate_kinds() {
  static const std::array<RateKind, kRates> kinds{{
      {Rate::late, "late", RateUnit::share, 0.0, "a delivery is late for an innocent reason"},
      {Rate::late_by, "late_by", RateUnit::years, 0.0, "mean delay of one that is"},
      {Rate::grace, "grace", RateUnit::years, 0.0, "how late it may be before anybody complains"},
      {Rate::false_alarms, "false_alarms", RateUnit::times_a_year, 0.0, "somebody is accused who has done nothing"},
      {Rate::breaches, "breaches", RateUnit::times_a_year, 0.0,
       "a level is quietly taken back, though it does not pay"},
      {Rate::confirms, "confirms", RateUnit::share, 1.0, "a review finds a breach that there is"},
      {Rate::blames, "blames", RateUnit::share, 0.0, "a review finds a breach where there is none"},
      {Rate::excused, "excused", RateUnit::share, 1.0, "a review excuses an innocent delay"},
      {Rate::resumes, "resumes", RateUnit::chance_a_year, std::nullopt, "a suspension is lifted"},
      {Rate::abandoned, "abandoned", RateUnit::chance_a_year, std::nullopt, "an accord in suspension is given up"},
  }};
  return kinds;
}

const RateKind& kind_of(Rate rate) {
  return rate_kinds()[static_cast<std::size_t>(rate)];
}

std::vector<std::string> names_of_base_rates() {
  std::vector<std::string> names;
  for (const ShippedRates& one : shipped_base_rates()) names.emplace_back(one.name);
  return names;
}

BaseRates base_rates_called(std::string_view name) {
  const auto all = shipped_base_rates();
  const auto found = std::ranges::find(all, name, &ShippedRates::name);
  if (found == all.end()) {
    throw Error("no base rates are shipped as " + in_quotes(name) + suggestion(name, names_of_base_rates()));
  }
  std::vector<Problem> problems;
  const auto tree = read_yaml(found->yaml, problems);
  BaseRates result;
  result.name = name;
  if (tree) {
    const Fields keys = fields(*tree, "base rates", keys_with({"title"}), simulation_example, problems);
    result.title = required_text(keys, "title", "`title: where they come from`", problems);
    result.provenance = provenance(keys, problems);
    read_rates(keys, result.rates, problems);
  }
  if (!problems.empty()) throw Problems(std::string(name), std::move(problems));
  return result;
}

Simulation default_simulation() {
  Simulation simulation;
  simulation.base_rates = default_base_rates;
  return simulation;
}

Simulation read_simulation(const Yaml& value, Reading& reading) {
  std::vector<Problem>& problems = reading.problems;
  const Fields keys =
      fields(value, "simulation", keys_with({"base_rates", "steps_back"}), simulation_example, problems);
  Simulation simulation = default_simulation();
  simulation.place = keys.place;
  simulation.provenance = provenance(keys, problems);
  if (const std::string name = optional_text(keys, "base_rates", problems); !name.empty()) {
    std::vector<std::string> known = names_of_base_rates();
    known.emplace_back(no_base_rates);
    if (std::ranges::find(known, name) == known.end()) {
      problems.push_back(
          {keys.find("base_rates")->place, "no base rates are called " + in_quotes(name) + suggestion(name, known)});
    } else {
      simulation.base_rates = name;
    }
  }
  read_rates(keys, simulation.rates, problems);
  if (const Yaml* one = keys.find("steps_back"); one != nullptr && one->kind != Yaml::Kind::refused) {
    const auto number = one->kind == Yaml::Kind::text ? number_in(one->text) : std::nullopt;
    if (!number || *number < 0.0 || *number > static_cast<double>(most_steps_back) ||
        *number != static_cast<double>(static_cast<std::size_t>(*number))) {
      problems.push_back(not_a(*one, "steps_back of simulation", "a whole number from 0 to 64", "for instance `1`"));
    } else {
      simulation.steps_back = static_cast<std::size_t>(*number);
    }
  }
  return simulation;
}

}  // namespace entente::accord
