#include "accord/read.h"

#include <algorithm>
#include <cerrno>
#include <cstring>
#include <fstream>
#include <iterator>
#include <utility>

#include "accord/case_path.h"
#include "accord/detection.h"
#include "accord/json_tree.h"
#include "accord/lattice.h"
#include "accord/read_parts.h"
#include "accord/read_plans.h"
#include "accord/words.h"
#include "accord/yaml_tree.h"

namespace entente::accord {

namespace {

const std::vector<std::string> accord_keys{"accord", "period", "parties",    "commitments",  "complements",
                                           "review", "pace",   "procedures", "walk_away",    "aim",
                                           "plan",   "plans",  "fund",       "verification", "points_comparable",
                                           "values", "given",  "together",   "simulation"};
constexpr std::string_view accord_example = "`accord: Two neighbours`, then `period`, `parties` and `commitments`";

std::string stem_of(const std::string& name) {
  return std::filesystem::path(name).stem().string();
}

[[noreturn]] void refuse(const std::string& name, std::vector<Problem> problems) {
  std::ranges::stable_sort(problems, {},
                           [](const Problem& one) { return std::pair(one.place.line, one.place.column); });
  throw Problems(name, std::move(problems));
}

Yaml whole_tree(std::optional<Yaml> tree, const std::string& name, std::string_view expected,
                std::vector<Problem>& problems) {
  if (!tree) refuse(name, std::move(problems));
  if (tree->kind == Yaml::Kind::nothing) {
    problems.push_back({{1, 1}, "the file is empty; write " + std::string(expected)});
    refuse(name, std::move(problems));
  }
  return std::move(*tree);
}

void read_period_of(const Fields& file, Reading& reading, Accord& accord) {
  require(file, "period", "the length of one period, `period: 3 months`", reading.problems);
  if (const Yaml* value = file.find("period")) {
    const auto years = read_period(*value, reading.durations.period_written, reading.problems);
    reading.durations.period_years = years.value_or(0.0);
    reading.period_years = years.value_or(reading.period_years);
  }
  accord.period = reading.period_years;
}

// `fallback` where the key is missing or wrong; `advice` is when to write what.
bool read_flag(const Fields& file, std::string_view key, bool fallback, std::string_view advice,
               std::vector<Problem>& problems) {
  const Yaml* value = file.find(key);
  if (value == nullptr || value->kind == Yaml::Kind::refused) return fallback;
  if (value->kind == Yaml::Kind::text && (value->text == "true" || value->text == "false"))
    return value->text == "true";
  problems.push_back({value->place, std::string(key) + " is neither `true` nor `false`; " + std::string(advice)});
  return fallback;
}

void read_rules(const Fields& file, Reading& reading, Accord& accord) {
  refuse_values(file, {"complements", "fund", "given", "together"}, reading);
  if (const Yaml* value = file.find("complements")) accord.complements = read_complements(*value, reading);
  if (const Yaml* value = file.find("procedures")) accord.procedures = read_procedures(*value, reading);
  const Yaml* review = file.find("review");
  accord.review = review == nullptr ? default_review(reading)
                                    : read_review(*review, accord.commitments, accord.procedures, reading);
  if (const Yaml* value = file.find("pace")) accord.pace = read_pace(*value, reading);
  if (const Yaml* value = file.find("aim")) {
    bool all_found = true;
    accord.aim = without_places(read_requirements(*value, "aim", reading.names, all_found, reading.problems));
    if (all_found && accord.aim.empty()) {
      reading.problems.push_back({value->place,
                                  "aim is empty; write the levels hoped for, `{reactor: dismantled}`, or "
                                  "remove it"});
    }
  }
  if (const Yaml* value = file.find("fund")) accord.fund = read_fund(*value, reading);
  if (const Yaml* value = file.find("verification")) accord.verification = read_verification(*value, reading);
  if (const Yaml* value = file.find("simulation")) accord.simulation = read_simulation(*value, reading);
}

void read_accord(const Yaml& tree, const std::string& stem, Reading& reading, Accord& accord) {
  std::vector<Problem>& problems = reading.problems;
  const Fields file = fields(tree, "the accord", accord_keys, accord_example, problems);
  accord.title = required_text(file, "accord", "its title, `accord: Two neighbours`", problems);
  accord.provenance = provenance(file, problems);
  read_period_of(file, reading, accord);
  accord.points_comparable = read_flag(file, "points_comparable", false,
                                       "write `true` only where a point is worth the same to every party", problems);
  accord.walk_away =
      read_flag(file, "walk_away", true, "write `false` where `by` does not say who would really act", problems);
  accord.values = read_flag(file, "values", true, "write `false` in a file that gives no values", problems);
  reading.values = accord.values;
  reading.names = gather_names(file);
  require(file, "parties", "who is at the table, `parties: {North: {patience: 0.9}}`", problems);
  require(file, "commitments", "what each could do, `commitments: {reactor: {by: North, levels: [{name: disabled}]}}`",
          problems);
  if (const Yaml* value = file.find("parties")) accord.parties = read_parties(*value, reading);
  if (const Yaml* value = file.find("commitments")) accord.commitments = read_commitments(*value, reading);
  read_rules(file, reading, accord);
  // Numbers are looked up by name, and of what is faulty not all are there.
  if (problems.empty()) {
    if (const Yaml* value = file.find("given")) accord.given = read_given(*value, accord, reading);
    if (const Yaml* value = file.find("together")) accord.together = read_together(*value, accord, reading);
  }
  if (reading.needs_are_whole) {
    const std::size_t before = problems.size();
    check_needs(accord, reading.need_places, problems);
    reading.needs_are_whole = problems.size() == before;
  }
  accord.plans = read_plans_in_accord(
      file, {.accord = accord, .default_name = stem, .check_needs = reading.needs_are_whole, .problems = problems});
}

Accord accord_in(const Yaml& tree, const std::string& name, std::vector<Problem>& problems) {
  Reading reading(problems);
  reading.durations.notices = &reading.notices;
  reading.durations.problems = &problems;
  Accord accord;
  read_accord(tree, stem_of(name), reading, accord);
  if (!problems.empty()) refuse(name, std::move(problems));
  accord.notices = std::move(reading.notices);
  if (accord.verification && accord.verification->chosen) {
    accord = with_chosen_means(accord);
    accord.notices.push_back({accord.verification->place, chosen_means_in_words(accord)});
  }
  std::ranges::stable_sort(accord.notices, {},
                           [](const Notice& one) { return std::pair(one.place.line, one.place.column); });
  return accord;
}

std::string contents_of(const std::filesystem::path& file) {
  std::ifstream stream(file, std::ios::binary);
  if (!stream) throw MachineError("can not open " + file.string() + ": " + std::strerror(errno));
  std::string text{std::istreambuf_iterator<char>(stream), std::istreambuf_iterator<char>()};
  if (stream.bad()) throw MachineError("can not read " + file.string() + ": " + std::strerror(errno));
  return text;
}

// The parts of "reactor=dismantled, relief=full". A part without `=` goes on with the level before it, whose name has a
// comma.
std::vector<std::string> state_parts(std::string_view text) {
  std::vector<std::string> parts;
  while (!text.empty()) {
    const std::size_t comma = std::min(text.find(','), text.size());
    const std::string part(text.substr(0, comma));
    text.remove_prefix(std::min(comma + 1, text.size()));
    if (part.find('=') == std::string::npos && !parts.empty()) {
      parts.back() += ',' + part;
    } else {
      parts.push_back(part);
    }
  }
  return parts;
}

}  // namespace

Accord load(const std::filesystem::path& case_path) {
  const std::filesystem::path file = accord_file(case_path);
  return parse(contents_of(file), file.string());
}

Accord parse(std::string_view text, const std::string& name) {
  std::vector<Problem> problems;
  return accord_in(whole_tree(read_yaml(text, problems), name, accord_example, problems), name, problems);
}

Accord parse_json(std::string_view text, const std::string& name) {
  std::vector<Problem> problems;
  return accord_in(whole_tree(read_json(text, problems), name, accord_example, problems), name, problems);
}

std::vector<Plan> load_plans(const Accord& accord, const std::filesystem::path& file) {
  return parse_plans(accord, contents_of(file), file.string());
}

std::vector<Plan> parse_plans(const Accord& accord, std::string_view text, const std::string& name) {
  std::vector<Problem> problems;
  const Yaml tree = whole_tree(read_yaml(text, problems), name, "`plan: [{reactor: disabled}]`", problems);
  std::vector<Plan> plans = read_plan_file(
      tree, {.accord = accord, .default_name = stem_of(name), .check_needs = true, .problems = problems});
  if (!problems.empty()) refuse(name, std::move(problems));
  return plans;
}

State parse_state(const Accord& accord, std::string_view text) {
  const Names names = names_of(accord);
  State state = today(accord);
  std::vector<bool> named(state.size(), false);
  for (const std::string& part : state_parts(text)) {
    if (trimmed(part).empty()) continue;
    const std::size_t equals = part.find('=');
    if (equals == std::string::npos) {
      throw Error(in_backquotes(trimmed(part)) + " is not a part of a state; write `commitment=level`");
    }
    const std::string name = trimmed(std::string_view(part).substr(0, equals));
    const std::string level = trimmed(std::string_view(part).substr(equals + 1));
    const auto commitment = find_commitment(name, names);
    if (!commitment) throw Error(no_commitment(name, names));
    if (named[*commitment]) throw Error(in_backquotes(name) + " is named twice in the state; keep one");
    named[*commitment] = true;
    const auto found = level == today_name ? std::optional<LevelIndex>(0) : find_level(level, *commitment, names);
    if (!found) throw Error(no_level(level, *commitment, names));
    state[*commitment] = *found;
  }
  return state;
}

}  // namespace entente::accord
