#include "accord/read_plans.h"

#include <algorithm>
#include <map>

#include "accord/lattice.h"
#include "accord/names.h"
#include "accord/words.h"

namespace entente::accord {

namespace {

constexpr std::string_view step_example = "`- {reactor: disabled, relief: waived}`";
constexpr std::string_view plan_example = "`{name: step by step, steps: [{reactor: disabled}]}`";
const std::vector<std::string> plan_keys{"name", "steps"};
const std::vector<std::string> file_keys{"plan", "plans", "name", "steps"};

// The pairs `commitment: level` of a step, which is a mapping or a list of mappings of one pair.
std::vector<Field> step_pairs(const Yaml& value, const std::string& what, std::vector<Problem>& problems) {
  if (value.kind != Yaml::Kind::list) return named_fields(value, what, step_example, problems).pairs;
  std::vector<Field> pairs;
  for (const Yaml& item : value.items) {
    const Fields one = named_fields(item, what, step_example, problems);
    pairs.insert(pairs.end(), one.pairs.begin(), one.pairs.end());
  }
  return pairs;
}

struct PlacedRaise {
  Raise raise;
  Place place;
};

// Resolves one pair of a step that starts at `before`; empty after reporting why it raises nothing.
std::optional<PlacedRaise> read_raise(const Field& pair, const std::string& what, const State& before,
                                      const Names& names, const PlanReading& reading) {
  std::vector<Problem>& problems = reading.problems;
  const auto commitment = find_commitment(pair.key->text, names);
  const bool back_to_today = commitment && pair.value->kind == Yaml::Kind::text && pair.value->text == today_name;
  const auto found = back_to_today ? PlacedRequirement{{*commitment, 0}, pair.key->place}
                                   : read_requirement(pair, what, names, problems);
  if (!found) return std::nullopt;
  const auto [k, level] = found->requirement;
  if (level <= before[k]) {
    problems.push_back({pair.value->place, names.commitments[k] + " stands at " +
                                               in_quotes(level_name(reading.accord, k, before[k])) + " before " + what +
                                               " and is not raised by going to " + in_quotes(pair.value->text) +
                                               "; a step only raises"});
    return std::nullopt;
  }
  return PlacedRaise{{k, level}, pair.key->place};
}

void check_state(const State& state, const std::vector<PlacedRaise>& raises, const std::string& what,
                 const PlanReading& reading) {
  const Accord& accord = reading.accord;
  for (CommitmentIndex k = 0; k < state.size(); ++k) {
    if (state[k] == 0) continue;
    for (const Requirement& need : accord.commitments[k].levels[state[k] - 1].needs) {
      if (state[need.commitment] >= need.level) continue;
      const auto raise =
          std::ranges::find_if(raises, [&](const PlacedRaise& one) { return one.raise.commitment == k; });
      // What an earlier step left wanting was said there.
      if (raise == raises.end()) continue;
      const std::string needed =
          accord.commitments[need.commitment].name + ": " + level_name(accord, need.commitment, need.level);
      reading.problems.push_back({raise->place, accord.commitments[k].name + " at " +
                                                    in_quotes(level_name(accord, k, state[k])) + " needs " +
                                                    in_backquotes(needed) + ", which does not stand after " + what +
                                                    "; raise it before or in the same step"});
    }
  }
}

Step read_step(const Yaml& value, const std::string& what, State& state, const Names& names,
               const PlanReading& reading) {
  std::vector<Problem>& problems = reading.problems;
  const State before = state;
  const std::size_t problems_before = problems.size();
  const std::vector<Field> pairs = step_pairs(value, what, problems);
  if (pairs.empty() && problems.size() == problems_before && value.kind != Yaml::Kind::refused) {
    problems.push_back({value.place, what + " raises nothing; write " + std::string(step_example) + " or remove it"});
  }
  std::vector<PlacedRaise> raises;
  for (const Field& pair : pairs) {
    const auto raise = read_raise(pair, what, before, names, reading);
    if (!raise) continue;
    const CommitmentIndex k = raise->raise.commitment;
    if (state[k] != before[k]) {
      problems.push_back({raise->place, in_backquotes(pair.key->text) + " is raised twice in " + what + "; keep one"});
      continue;
    }
    state[k] = raise->raise.to;
    raises.push_back(*raise);
  }
  // Where something was left out of the step its end state is not what the writer meant.
  if (reading.check_needs && problems.size() == problems_before) check_state(state, raises, what, reading);
  std::ranges::sort(raises, {}, [](const PlacedRaise& one) { return one.raise.commitment; });
  Step step;
  step.place = value.place;
  for (const PlacedRaise& one : raises) step.raises.push_back(one.raise);
  return step;
}

std::vector<Step> read_steps(const Yaml& value, const std::string& plan, const PlanReading& reading) {
  const Names names = names_of(reading.accord);
  State state = today(reading.accord);
  std::vector<Step> steps;
  for (const Yaml& item : list_items(value, "steps of " + plan, step_example, reading.problems)) {
    const std::string what = "step " + std::to_string(steps.size() + 1) + " of " + plan;
    steps.push_back(read_step(item, what, state, names, reading));
  }
  return steps;
}

// A plan whose name and steps stand in one mapping.
Plan read_plan_mapping(const Fields& keys, std::string name, const PlanReading& reading) {
  Plan plan;
  plan.place = keys.place;
  plan.name = std::move(name);
  require(keys, "steps", "`steps: [{reactor: disabled}]`", reading.problems);
  if (const Yaml* steps = keys.find("steps")) plan.steps = read_steps(*steps, "plan " + in_quotes(plan.name), reading);
  const Provenance from = provenance(keys, reading.problems);
  plan.note = from.note;
  plan.sources = from.sources;
  return plan;
}

std::string name_or(const Fields& keys, const std::string& otherwise, std::vector<Problem>& problems) {
  return keys.written("name") ? required_text(keys, "name", "`name: step by step`", problems) : otherwise;
}

// The value of `plan:`: a list of steps, or a mapping with a name and steps.
Plan read_plan(const Yaml& value, const PlanReading& reading) {
  if (value.kind == Yaml::Kind::list) {
    Plan plan;
    plan.place = value.place;
    plan.name = reading.default_name;
    plan.steps = read_steps(value, "plan " + in_quotes(plan.name), reading);
    return plan;
  }
  const Fields keys = fields(value, "plan", plan_keys, plan_example, reading.problems);
  return read_plan_mapping(keys, name_or(keys, reading.default_name, reading.problems), reading);
}

void read_plan_list(const Yaml& value, const PlanReading& reading, std::vector<Plan>& plans) {
  const auto items = list_items(value, "plans", "`- {name: step by step, steps: [...]}`", reading.problems);
  for (std::size_t n = 0; n < items.size(); ++n) {
    const std::string number = std::to_string(n + 1);
    const Fields keys = fields(items[n], "plan " + number, plan_keys, plan_example, reading.problems);
    const std::string otherwise = items.size() == 1 ? reading.default_name : reading.default_name + ' ' + number;
    plans.push_back(read_plan_mapping(keys, name_or(keys, otherwise, reading.problems), reading));
  }
}

// A step as `entente plan --json` writes it, as a plan file would have it.
Yaml step_of_result(const Yaml& step) {
  Yaml result = step;
  const Yaml* raises = step.kind == Yaml::Kind::mapping ? value_of(step, "raises") : nullptr;
  if (raises == nullptr || raises->kind != Yaml::Kind::list) return result;
  result.keys.clear();
  result.items.clear();
  for (const Yaml& raise : raises->items) {
    const Yaml* commitment = raise.kind == Yaml::Kind::mapping ? value_of(raise, "commitment") : nullptr;
    const Yaml* to = commitment == nullptr ? nullptr : value_of(raise, "to");
    if (to == nullptr) return step;
    result.keys.push_back({commitment->text, commitment->place, false});
    result.items.push_back(*to);
  }
  return result;
}

// The plans of plan.json: those that were found, by the names of their solutions.
std::vector<Plan> read_result(const Yaml& solutions, const PlanReading& reading) {
  std::vector<Plan> plans;
  for (std::size_t n = 0; n < solutions.keys.size(); ++n) {
    const Yaml& solution = solutions.items[n];
    const Yaml* steps = solution.kind == Yaml::Kind::mapping ? value_of(solution, "steps") : nullptr;
    if (steps == nullptr || steps->kind != Yaml::Kind::list) continue;
    Yaml as_written = *steps;
    for (Yaml& step : as_written.items) step = step_of_result(step);
    Plan plan;
    plan.name = solutions.keys[n].text;
    plan.place = solution.place;
    if (!as_written.items.empty()) plan.steps = read_steps(as_written, "plan " + in_quotes(plan.name), reading);
    plans.push_back(std::move(plan));
  }
  if (plans.empty()) {
    reading.problems.push_back({solutions.place, "the result holds no plan: none was found; name another plan file"});
  }
  return plans;
}

void refuse_equal_names(const std::vector<Plan>& plans, std::vector<Problem>& problems) {
  std::map<std::string, Place> first_places;
  for (const Plan& plan : plans) {
    const auto [first, is_new] = first_places.try_emplace(plan.name, plan.place);
    if (is_new || plan.name.empty()) continue;
    problems.push_back({plan.place, "two plans are called " + in_quotes(plan.name) + ", the first in line " +
                                        std::to_string(first->second.line) + "; give each its own name"});
  }
}

}  // namespace

std::vector<Plan> read_plans_in_accord(const Fields& file, const PlanReading& reading) {
  std::vector<Plan> plans;
  if (const Yaml* plan = file.find("plan")) plans.push_back(read_plan(*plan, reading));
  if (const Yaml* list = file.find("plans")) read_plan_list(*list, reading, plans);
  refuse_equal_names(plans, reading.problems);
  return plans;
}

std::vector<Plan> read_plan_file(const Yaml& file, const PlanReading& reading) {
  std::vector<Plan> plans;
  if (file.kind == Yaml::Kind::list) {
    read_plan_list(file, reading, plans);
    refuse_equal_names(plans, reading.problems);
    return plans;
  }
  if (file.kind == Yaml::Kind::mapping) {
    const Yaml* solutions = value_of(file, "solutions");
    if (solutions != nullptr && solutions->kind == Yaml::Kind::mapping) return read_result(*solutions, reading);
  }
  const Fields keys = fields(file, "the plan file", file_keys, "`plan: [{reactor: disabled}]`", reading.problems);
  const Yaml* plan = keys.find("plan");
  const bool plan_is_name = plan != nullptr && plan->kind == Yaml::Kind::text;
  if (plan_is_name || keys.written("steps")) {
    if (plan != nullptr && !plan_is_name) {
      reading.problems.push_back({plan->place, "a plan file has its steps under `plan` or under `steps`; keep one"});
      return plans;
    }
    const std::string name = plan_is_name ? plan->text : name_or(keys, reading.default_name, reading.problems);
    plans.push_back(read_plan_mapping(keys, name, reading));
    if (const Yaml* list = keys.find("plans")) read_plan_list(*list, reading, plans);
  } else {
    if (keys.readable && !keys.written("plan") && !keys.written("plans")) {
      reading.problems.push_back({keys.place, "the file has no plan; write `plan: [{reactor: disabled}]`"});
    }
    plans = read_plans_in_accord(keys, reading);
    const Provenance from = provenance(keys, reading.problems);
    if (plans.size() == 1 && plans[0].note.empty()) plans[0].note = from.note;
    if (plans.size() == 1 && plans[0].sources.empty()) plans[0].sources = from.sources;
    return plans;
  }
  refuse_equal_names(plans, reading.problems);
  return plans;
}

}  // namespace entente::accord
