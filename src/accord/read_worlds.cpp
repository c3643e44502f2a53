// How worlds are drawn where ranges alone do not say it: scenarios (`given:`) and ranges that go together
// (`together:`).
#include <algorithm>
#include <cmath>
#include <map>

#include "accord/numbers.h"
#include "accord/ranges.h"
#include "accord/rank_correlation.h"
#include "accord/read_parts.h"
#include "accord/words.h"

namespace entente::accord {

namespace {

constexpr std::size_t most_drawn_together = 100;

const std::vector<std::string> scenario_keys{"name", "weight", "values"};
const std::vector<std::string> together_keys{"numbers", "correlation"};

struct NumberOfFile {
  Range range;
  Unit unit = Unit::points;
};

std::map<std::string, NumberOfFile> numbers_by_name(const Accord& accord) {
  std::map<std::string, NumberOfFile> numbers;
  for_each_number(accord, [&](const std::string& id, const Range& range, Unit unit) { numbers[id] = {range, unit}; });
  return numbers;
}

// What draws each number jointly, by its name: "scenarios `leadership`".
std::map<std::string, std::string> drawn_by_scenarios(const Accord& accord) {
  std::map<std::string, std::string> drawn;
  for (const Given& group : accord.given) {
    for (const Scenario& scenario : group.scenarios) {
      for (const ValueOf& value : scenario.values) drawn[value.id] = "the scenarios " + in_quotes(group.name);
    }
  }
  return drawn;
}

Problem no_number(const std::string& id, Place place, const std::map<std::string, NumberOfFile>& numbers) {
  std::vector<std::string> names;
  for (const auto& [name, number] : numbers) names.push_back(name);
  const std::string meant = nearest(id, names);
  return {place, "the accord has no number called " + in_quotes(id) +
                     (meant.empty() ? "; write its way through the file, `parties/North/patience`"
                                    : "; did you mean " + meant + "?")};
}

Range read_in_unit(const Yaml& value, const std::string& what, Unit unit, Reading& reading) {
  switch (unit) {
    case Unit::patience:
      return read_share(value, what, Ends::neither, reading.problems);
    case Unit::turnover:
      return read_share(value, what, Ends::not_one, reading.problems);
    case Unit::share:
    case Unit::share_a_year:
      return read_share(value, what, Ends::both, reading.problems);
    case Unit::penalty:
      return read_number(value, what, Sign::not_above_zero, reading.problems);
    case Unit::points_a_unit:
    case Unit::spread:
    case Unit::cost_a_year:
    case Unit::times_a_year:
      return read_number(value, what, Sign::not_below_zero, reading.problems);
    case Unit::years:
      return read_duration(value, what, 1, reading.durations).value_or(Range{});
    case Unit::years_from_zero:
      return read_duration(value, what, 0, reading.durations).value_or(Range{});
    case Unit::points_a_year:
    case Unit::points:
      return read_number(value, what, Sign::any, reading.problems);
  }
  return {};
}

class ReadingGiven {
 public:
  ReadingGiven(const Accord& accord, Reading& reading)
      : numbers_(numbers_by_name(accord)), reading_(reading), problems_(reading.problems) {}

  Given read(const std::string& name, const Yaml& list, Place place) {
    Given group{.name = name, .scenarios = {}, .place = place};
    const std::string what = "given " + name;
    const std::size_t before = problems_.size();
    for (const Yaml& item :
         list_items(list, what, "`- {name: hard, values: {parties/North/patience: 75%}}`", problems_))
      group.scenarios.push_back(read_scenario(item, what, group.scenarios.size() + 1));
    if (problems_.size() != before) return group;
    if (group.scenarios.size() < 2)
      problems_.push_back({list.place, what + " has one scenario only; write two or more, or plain numbers"});
    check_same_numbers(group, what);
    for (const ValueOf& value : group.scenarios.front().values) {
      const auto [first, is_new] = drawn_.try_emplace(value.id, name);
      if (is_new) continue;
      problems_.push_back({group.scenarios.front().place, in_quotes(value.id) + " is drawn by given " + first->second +
                                                              " already; name it in one group"});
    }
    return group;
  }

 private:
  Scenario read_scenario(const Yaml& item, const std::string& of, std::size_t number) {
    const std::string what = "scenario " + std::to_string(number) + " of " + of;
    const Fields keys =
        fields(item, what, scenario_keys, "`{name: hard, values: {parties/North/patience: 75%}}`", problems_);
    Scenario scenario;
    scenario.place = keys.place;
    scenario.name = required_text(keys, "name", "`name: hard`", problems_);
    require(keys, "values", "what it gives, `values: {parties/North/patience: 75%}`", problems_);
    if (const Yaml* weight = keys.find("weight")) {
      const Range read = weight->text.ends_with('%') ? read_share(*weight, "weight of " + what, Ends::both, problems_)
                                                     : read_number(*weight, "weight of " + what, Sign::any, problems_);
      if (read.low < read.high || read.best <= 0.0) {
        problems_.push_back({weight->place, "weight of " + what + " must be one number above 0; write `weight: 30%`"});
      }
      scenario.weight = read.best;
    }
    if (const Yaml* values = keys.find("values")) read_values(*values, what, scenario);
    scenario.provenance = provenance(keys, problems_);
    return scenario;
  }

  void read_values(const Yaml& value, const std::string& of, Scenario& scenario) {
    const Fields all = named_fields(value, "values of " + of, "`{parties/North/patience: 75%}`", problems_);
    if (all.readable && all.pairs.empty()) problems_.push_back({all.place, "values of " + of + " names no number"});
    for (const Field& pair : all.pairs) {
      const auto number = numbers_.find(pair.key->text);
      if (number == numbers_.end()) {
        problems_.push_back(no_number(pair.key->text, pair.key->place, numbers_));
        continue;
      }
      const std::string what = pair.key->text + " in " + of;
      const std::size_t before = problems_.size();
      const Range read = read_in_unit(*pair.value, what, number->second.unit, reading_);
      if (problems_.size() != before) continue;
      const Range& range = number->second.range;
      if (read.low < read.high) {
        problems_.push_back({pair.value->place, "a scenario gives one value, not a range (" + what + ")"});
      } else if (range.low < range.high && (read.best < range.low || read.best > range.high)) {
        problems_.push_back({pair.value->place, in_backquotes(pair.value->text) + " (" + what +
                                                    ") lies outside the number's own range; widen that, or give it one "
                                                    "value"});
      }
      scenario.values.push_back({pair.key->text, read.best});
    }
  }

  // In the order of the first scenario, so that a world's values stand in one table.
  void check_same_numbers(Given& group, const std::string& what) {
    const std::vector<ValueOf>& first = group.scenarios.front().values;
    for (Scenario& scenario : group.scenarios) {
      std::vector<ValueOf> ordered;
      for (const ValueOf& wanted : first) {
        const auto found = std::ranges::find(scenario.values, wanted.id, &ValueOf::id);
        if (found != scenario.values.end()) ordered.push_back(*found);
      }
      if (ordered.size() != first.size() || scenario.values.size() != first.size()) {
        problems_.push_back({scenario.place, "scenario " + in_quotes(scenario.name) + " of " + what +
                                                 " gives other numbers than the first one; let all give the same"});
      }
      scenario.values = std::move(ordered);
    }
  }

  std::map<std::string, NumberOfFile> numbers_;
  std::map<std::string, std::string> drawn_;
  Reading& reading_;
  std::vector<Problem>& problems_;
};

std::optional<double> read_correlation(const Yaml& value, const std::string& what, std::vector<Problem>& problems) {
  const std::optional<double> number = read_plain_number(value, what, problems);
  if (!number || std::abs(*number) <= 1.0) return number;
  problems.push_back(
      {value.place, in_backquotes(value.text) + " (" + what + ") is no correlation; write one from -1 to 1"});
  return std::nullopt;
}

// Empty after reporting what is wrong.
std::vector<double> read_correlations(const Yaml& value, const std::string& what, std::size_t size,
                                      std::vector<Problem>& problems) {
  std::vector<double> matrix(size * size, 1.0);
  if (value.kind == Yaml::Kind::text) {
    const std::optional<double> all = read_correlation(value, what, problems);
    if (!all) return {};
    for (std::size_t n = 0; n < matrix.size(); ++n) matrix[n] = n % (size + 1) == 0 ? 1.0 : *all;
    return matrix;
  }
  const std::size_t before = problems.size();
  const auto wrong_shape = [&](const Yaml& at) {
    problems.push_back({at.place, what + " is no table of " + std::to_string(size) + " rows with " +
                                      std::to_string(size) +
                                      " numbers each; write `[[1, 0.6], [0.6, 1]]`, or `0.6` for "
                                      "all of them"});
  };
  if (value.kind != Yaml::Kind::list || value.items.size() != size) {
    wrong_shape(value);
    return {};
  }
  for (std::size_t row = 0; row < size; ++row) {
    const Yaml& line = value.items[row];
    if (line.kind != Yaml::Kind::list || line.items.size() != size) {
      wrong_shape(line);
      continue;
    }
    for (std::size_t column = 0; column < size; ++column) {
      const auto one = read_correlation(line.items[column], what, problems);
      matrix[row * size + column] = one.value_or(0.0);
      if (one && row == column && *one != 1.0)
        problems.push_back({line.items[column].place, what + ": a number's correlation with itself is 1"});
    }
  }
  if (problems.size() != before) return {};
  for (std::size_t row = 0; row < size; ++row) {
    for (std::size_t column = 0; column < row; ++column) {
      if (matrix[row * size + column] == matrix[column * size + row]) continue;
      problems.push_back({value.items[row].items[column].place, what + ": row " + std::to_string(row + 1) +
                                                                    " and row " + std::to_string(column + 1) +
                                                                    " say different things of the same two numbers"});
    }
  }
  return problems.size() == before ? matrix : std::vector<double>();
}

}  // namespace

std::vector<Given> read_given(const Yaml& value, const Accord& accord, Reading& reading) {
  const Fields all = named_fields(
      value, "given", "`leadership: [{name: hard, values: {...}}, {name: soft, values: {...}}]`", reading.problems);
  ReadingGiven groups(accord, reading);
  std::vector<Given> result;
  for (const Field& pair : all.pairs) result.push_back(groups.read(pair.key->text, *pair.value, pair.key->place));
  return result;
}

std::vector<Together> read_together(const Yaml& value, const Accord& accord, Reading& reading) {
  std::vector<Problem>& problems = reading.problems;
  constexpr std::string_view example = "`harvests: {numbers: [...], correlation: 0.6}`";
  const std::map<std::string, NumberOfFile> numbers = numbers_by_name(accord);
  std::map<std::string, std::string> drawn = drawn_by_scenarios(accord);
  std::vector<Together> result;
  const Fields all = named_fields(value, "together", example, problems);
  for (const Field& pair : all.pairs) {
    const std::string what = "together " + pair.key->text;
    const Fields keys = fields(*pair.value, what, together_keys, example, problems);
    require(keys, "numbers", "which ranges, `numbers: [parties/North/patience, parties/South/patience]`", problems);
    require(keys, "correlation", "how closely their ranks go together, `correlation: 0.6`", problems);
    Together group{.name = pair.key->text, .numbers = {}, .correlation = {}, .provenance = {}, .place = keys.place};
    group.provenance = provenance(keys, problems);
    const std::size_t before = problems.size();
    const Yaml* names = keys.find("numbers");
    if (names == nullptr) continue;
    for (const Yaml& item : list_items(*names, "numbers of " + what, "`[parties/North/patience, ...]`", problems)) {
      const auto number = numbers.find(item.text);
      if (item.kind != Yaml::Kind::text || number == numbers.end()) {
        problems.push_back(no_number(item.text, item.place, numbers));
        continue;
      }
      if (!(number->second.range.low < number->second.range.high)) {
        problems.push_back({item.place, in_quotes(item.text) + " (" + what + ") is no range; only ranges go together"});
      }
      const auto [first, is_new] = drawn.try_emplace(item.text, what);
      if (!is_new) {
        problems.push_back(
            {item.place, in_quotes(item.text) + " is drawn by " + first->second + " already; name it in one group"});
      }
      group.numbers.push_back(item.text);
    }
    if (problems.size() != before) continue;
    if (group.numbers.size() < 2 || group.numbers.size() > most_drawn_together) {
      problems.push_back({names->place, "numbers of " + what + " must be 2 to " + std::to_string(most_drawn_together)});
      continue;
    }
    const Yaml* correlation = keys.find("correlation");
    if (correlation == nullptr) continue;
    group.correlation = read_correlations(*correlation, "correlation of " + what, group.numbers.size(), problems);
    if (!group.correlation.empty() && !normal_factor(group.correlation, group.numbers.size())) {
      problems.push_back({correlation->place, "correlation of " + what +
                                                  ": no numbers can go together so (the matrix is not positive "
                                                  "definite); bring them nearer to 0"});
    }
    result.push_back(std::move(group));
  }
  return result;
}

}  // namespace entente::accord
