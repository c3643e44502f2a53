#include "verification/schedule_file.h"

#include <algorithm>
#include <charconv>
#include <map>
#include <nlohmann/json.hpp>
#include <utility>
#include <vector>

#include "accord/fields.h"
#include "accord/words.h"
#include "accord/yaml_tree.h"
#include "verification/systematic_sampling.h"

namespace entente::verification {

namespace {

using accord::Field;
using accord::Fields;
using accord::in_backquotes;
using accord::Problem;
using accord::Yaml;
using Json = nlohmann::ordered_json;
using Problems = std::vector<Problem>;

constexpr const char* kPlanFormat = "entente/schedule-plan/1";
constexpr const char* kSealFormat = "entente/seal/1";
constexpr const char* kOpeningFormat = "entente/opening/1";
constexpr const char* kScheduleFormat = "entente/schedule/1";

// A schedule for many periods is larger than any accord.
constexpr accord::YamlLimits kLimits{.bytes = 64 << 20, .depth = 16, .values = 12'000'000};

const std::vector<std::string> plan_keys{"format", "title", "parties", "periods", "sites"};
const std::vector<std::string> scheduled_site_keys{"site", "visits"};
const std::vector<std::string> seal_keys{"format", "party", "plan", "seal"};
const std::vector<std::string> opening_keys{"format", "party", "plan", "value", "salt"};
const std::vector<std::string> any_keys{"format", "party", "plan", "seal", "value", "salt"};
const std::vector<std::string> schedule_keys{"format", "plan", "plan_sha256", "seals", "openings", "seed", "draw"};
const std::vector<std::string> period_keys{"period", "visits"};
const std::vector<std::string> visit_keys{"site", "times"};

constexpr std::string_view plan_example =
    "`{format: entente/schedule-plan/1, title: ..., parties: [...], periods: 12, sites: [...]}`";
constexpr std::string_view digest_example = "64 hexadecimal digits in lower case";

void read_format(const Fields& file, std::string_view expected, Problems& problems) {
  accord::require(file, "format", "`format: " + std::string(expected) + "`", problems);
  const Yaml* format = file.find("format");
  if (format == nullptr || (format->kind == Yaml::Kind::text && format->text == expected)) return;
  problems.push_back({format->place, accord::description(*format) + " (format of " + file.what +
                                         ") is not what is read here; write `" + std::string(expected) + "`"});
}

std::uint64_t read_whole(const Fields& mapping, std::string_view key, std::uint64_t least, std::uint64_t most,
                         Problems& problems) {
  accord::require(mapping, key, "a whole number", problems);
  const Yaml* value = mapping.find(key);
  if (value == nullptr) return least;
  std::uint64_t number = 0;
  const std::string& text = value->text;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), number);
  if (value->kind == Yaml::Kind::text && error == std::errc{} && end == text.data() + text.size() && number >= least &&
      number <= most) {
    return number;
  }
  problems.push_back({value->place, accord::description(*value) + " (" + std::string(key) + " of " + mapping.what +
                                        ") is not a whole number from " + std::to_string(least) + " to " +
                                        std::to_string(most) + "; write one"});
  return least;
}

Digest read_digest(const Fields& mapping, std::string_view key, Problems& problems) {
  accord::require(mapping, key, digest_example, problems);
  const Yaml* value = mapping.find(key);
  if (value == nullptr) return {};
  const auto digest = value->kind == Yaml::Kind::text ? digest_in(value->text) : std::nullopt;
  if (!digest)
    problems.push_back(
        accord::not_a(*value, std::string(key) + " of " + mapping.what, "a hash or random value", digest_example));
  return digest.value_or(Digest{});
}

// Names that nothing else in the list has.
void refuse_equal(const std::string& name, const accord::Place& place, std::map<std::string, accord::Place>& first,
                  const std::string& kind, Problems& problems) {
  if (name.empty()) return;
  const auto [found, is_new] = first.try_emplace(name, place);
  if (is_new) return;
  problems.push_back({place, "two " + kind + " are called " + accord::in_quotes(name) + ", the first in line " +
                                 std::to_string(found->second.line) + "; give each its own name"});
}

std::vector<std::string> read_names(const Yaml& value, const std::string& what, Problems& problems) {
  std::vector<std::string> names;
  std::map<std::string, accord::Place> first;
  for (const Yaml& item : accord::list_items(value, what, "`[North, South]`", problems)) {
    if (item.kind != Yaml::Kind::text || item.text.empty()) {
      if (item.kind != Yaml::Kind::refused)
        problems.push_back(accord::not_a(item, "a name in " + what, "a name", "a word"));
      continue;
    }
    refuse_equal(item.text, item.place, first, what, problems);
    names.push_back(item.text);
  }
  return names;
}

ScheduledSite read_site(const Yaml& value, std::size_t number, Problems& problems) {
  Fields keys = accord::fields(value, "site " + std::to_string(number), scheduled_site_keys,
                               "`{site: reactor, visits: 0.25}`", problems);
  ScheduledSite site;
  site.name = accord::required_text(keys, "site", "`site: reactor`", problems);
  if (!site.name.empty()) keys.what = "site " + site.name;
  accord::require(keys, "visits", "`visits: 0.25`", problems);
  accord::provenance(keys, problems);
  const Yaml* visits = keys.find("visits");
  if (visits == nullptr) return site;
  const auto parts = visits->kind == Yaml::Kind::text ? parts_in(visits->text) : std::nullopt;
  if (parts) {
    site.expected = *parts;
  } else {
    problems.push_back({visits->place, accord::description(*visits) + " (visits of " + keys.what +
                                           ") is not a number of visits that is drawn exactly; write a decimal number "
                                           "from 0 to 1000000 with nine decimals at most"});
  }
  return site;
}

SchedulePlan read_plan(const Yaml& value, Problems& problems) {
  const Fields keys = accord::fields(value, "the plan of the draw", plan_keys, plan_example, problems);
  SchedulePlan plan;
  read_format(keys, kPlanFormat, problems);
  plan.title = accord::required_text(keys, "title", "`title: Visits in 2027`", problems);
  accord::require(keys, "parties", "`parties: [North, South]`", problems);
  accord::require(keys, "sites", "`sites: [{site: reactor, visits: 0.25}]`", problems);
  accord::provenance(keys, problems);
  if (const Yaml* parties = keys.find("parties")) plan.parties = read_names(*parties, "parties", problems);
  plan.periods = read_whole(keys, "periods", 1, 10'000'000, problems);
  if (const Yaml* sites = keys.find("sites")) {
    std::map<std::string, accord::Place> first;
    for (const Yaml& item : accord::list_items(*sites, "sites", "`- {site: reactor, visits: 0.25}`", problems)) {
      plan.sites.push_back(read_site(item, plan.sites.size() + 1, problems));
      refuse_equal(plan.sites.back().name, item.place, first, "sites", problems);
    }
  }
  if (problems.empty()) {
    try {
      check_plan(plan);
    } catch (const Error& error) {
      problems.push_back({keys.place, error.what()});
    }
  }
  return plan;
}

Seal read_seal(const Yaml& value, const std::string& what, Problems& problems) {
  const Fields keys = accord::fields(value, what, seal_keys, "`{format: entente/seal/1, ...}`", problems);
  read_format(keys, kSealFormat, problems);
  accord::provenance(keys, problems);
  return {.party = accord::required_text(keys, "party", "`party: North`", problems),
          .plan = read_digest(keys, "plan", problems),
          .seal = read_digest(keys, "seal", problems)};
}

Opening read_opening(const Yaml& value, const std::string& what, Problems& problems) {
  const Fields keys = accord::fields(value, what, opening_keys, "`{format: entente/opening/1, ...}`", problems);
  read_format(keys, kOpeningFormat, problems);
  accord::provenance(keys, problems);
  return {.party = accord::required_text(keys, "party", "`party: North`", problems),
          .plan = read_digest(keys, "plan", problems),
          .value = read_digest(keys, "value", problems),
          .salt = read_digest(keys, "salt", problems)};
}

// Visits of one period, by the plan's sites; those not named have none.
std::vector<std::uint64_t> read_period(const Yaml& value, std::size_t number,
                                       const std::map<std::string, std::size_t>& sites, Problems& problems) {
  const std::string what = "period " + std::to_string(number) + " of the draw";
  const Fields keys = accord::fields(value, what, period_keys, "`{period: 1, visits: []}`", problems);
  std::vector<std::uint64_t> visits(sites.size(), 0);
  if (read_whole(keys, "period", 1, 10'000'000, problems) != number && keys.find("period") != nullptr) {
    problems.push_back({keys.find("period")->place,
                        "the periods of the draw are out of order; write " + std::to_string(number) + " here"});
  }
  accord::require(keys, "visits", "`visits: []`", problems);
  accord::provenance(keys, problems);
  const Yaml* list = keys.find("visits");
  if (list == nullptr) return visits;
  if (list->kind != Yaml::Kind::list) {
    problems.push_back(accord::not_a(*list, "visits of " + what, "a list", "`[{site: reactor, times: 1}]`"));
    return visits;
  }
  for (const Yaml& item : list->items) {
    const Fields one = accord::fields(item, "a visit in " + what, visit_keys, "`{site: reactor, times: 1}`", problems);
    const std::string name = accord::required_text(one, "site", "`site: reactor`", problems);
    const std::uint64_t times = read_whole(one, "times", 1, 1'000'001, problems);
    accord::provenance(one, problems);
    if (name.empty()) continue;
    const auto site = sites.find(name);
    if (site == sites.end()) {
      problems.push_back(
          {item.place, "the plan has no site called " + accord::in_quotes(name) + "; name one of its sites"});
    } else if (visits[site->second] != 0) {
      problems.push_back({item.place, accord::in_quotes(name) + " stands twice in " + what + "; keep one"});
    } else {
      visits[site->second] = times;
    }
  }
  return visits;
}

Schedule read_schedule(const Yaml& value, Problems& problems) {
  const Fields keys =
      accord::fields(value, "the schedule", schedule_keys, "`{format: entente/schedule/1, ...}`", problems);
  read_format(keys, kScheduleFormat, problems);
  accord::provenance(keys, problems);
  Schedule schedule;
  for (const char* key : {"plan", "seals", "openings", "draw"})
    accord::require(keys, key, "it as it was drawn", problems);
  if (const Yaml* plan = keys.find("plan")) schedule.plan = read_plan(*plan, problems);
  schedule.plan_digest = read_digest(keys, "plan_sha256", problems);
  schedule.seed = read_digest(keys, "seed", problems);
  const auto items = [&](std::string_view key) -> std::span<const Yaml> {
    const Yaml* list = keys.find(key);
    if (list == nullptr) return {};
    if (list->kind == Yaml::Kind::list) return list->items;
    problems.push_back(accord::not_a(*list, std::string(key) + " of the schedule", "a list", "`[...]`"));
    return {};
  };
  for (const Yaml& item : items("seals")) {
    schedule.seals.push_back(read_seal(item, "seal " + std::to_string(schedule.seals.size() + 1), problems));
  }
  for (const Yaml& item : items("openings")) {
    schedule.openings.push_back(
        read_opening(item, "opening " + std::to_string(schedule.openings.size() + 1), problems));
  }
  std::map<std::string, std::size_t> sites;
  for (const ScheduledSite& site : schedule.plan.sites) sites.try_emplace(site.name, sites.size());
  // Sites of a faulty plan are not known; the draw is looked at when the plan is mended.
  if (!problems.empty()) return schedule;
  for (const Yaml& item : items("draw")) {
    schedule.draw.push_back(read_period(item, schedule.draw.size() + 1, sites, problems));
  }
  return schedule;
}

// A file of another kind has no key that is right; saying that once is enough.
bool is_of_another_kind(const Yaml& tree, std::string_view expected, Problems& problems) {
  if (tree.kind != Yaml::Kind::mapping) return false;
  for (std::size_t n = 0; n < tree.keys.size(); ++n) {
    const Yaml& format = tree.items[n];
    if (tree.keys[n].text != "format" || format.kind != Yaml::Kind::text || format.text == expected) continue;
    problems.push_back({format.place, "a file with " + in_backquotes("format: " + format.text) +
                                          " is not what is read here; name one with " +
                                          in_backquotes("format: " + std::string(expected))});
    return true;
  }
  return false;
}

template <typename Read>
auto read_file(std::string_view text, const std::string& name, const Read& read) {
  Problems problems;
  const std::optional<Yaml> tree = accord::read_yaml(text, problems, kLimits);
  if (!tree) throw accord::Problems(name, std::move(problems));
  if (tree->kind == Yaml::Kind::nothing) {
    problems.push_back({{1, 1}, "the file is empty; docs/schedule-format.md says what stands in one"});
    throw accord::Problems(name, std::move(problems));
  }
  auto result = read(*tree, problems);
  if (!problems.empty()) throw accord::Problems(name, std::move(problems));
  return result;
}

Json json_of(const SchedulePlan& plan) {
  Json sites = Json::array();
  for (const ScheduledSite& site : plan.sites)
    sites.push_back({{"site", site.name}, {"visits", decimal(site.expected)}});
  return {{"format", kPlanFormat},
          {"title", plan.title},
          {"parties", plan.parties},
          {"periods", plan.periods},
          {"sites", std::move(sites)}};
}

Json json_of(const Seal& seal) {
  return {{"format", kSealFormat},
          {"party", seal.party},
          {"plan", hexadecimal(seal.plan)},
          {"seal", hexadecimal(seal.seal)}};
}

Json json_of(const Opening& opening) {
  return {{"format", kOpeningFormat},
          {"party", opening.party},
          {"plan", hexadecimal(opening.plan)},
          {"value", hexadecimal(opening.value)},
          {"salt", hexadecimal(opening.salt)}};
}

Json json_of(const Schedule& schedule) {
  Json seals = Json::array();
  for (const Seal& seal : schedule.seals) seals.push_back(json_of(seal));
  Json openings = Json::array();
  for (const Opening& opening : schedule.openings) openings.push_back(json_of(opening));
  Json draw = Json::array();
  for (std::size_t t = 0; t < schedule.draw.size(); ++t) {
    Json visits = Json::array();
    for (std::size_t i = 0; i < schedule.plan.sites.size(); ++i) {
      if (schedule.draw[t][i] == 0) continue;
      visits.push_back({{"site", schedule.plan.sites[i].name}, {"times", schedule.draw[t][i]}});
    }
    draw.push_back({{"period", t + 1}, {"visits", std::move(visits)}});
  }
  return {{"format", kScheduleFormat},
          {"plan", json_of(schedule.plan)},
          {"plan_sha256", hexadecimal(schedule.plan_digest)},
          {"seals", std::move(seals)},
          {"openings", std::move(openings)},
          {"seed", hexadecimal(schedule.seed)},
          {"draw", std::move(draw)}};
}

std::string text_of(const Json& json) {
  return json.dump(2) + '\n';
}

}  // namespace

SchedulePlan parse_schedule_plan(std::string_view text, const std::string& name) {
  return read_file(text, name, [](const Yaml& tree, Problems& problems) {
    return is_of_another_kind(tree, kPlanFormat, problems) ? SchedulePlan{} : read_plan(tree, problems);
  });
}

std::variant<Seal, Opening> parse_seal_or_opening(std::string_view text, const std::string& name) {
  return read_file(text, name, [](const Yaml& tree, Problems& problems) -> std::variant<Seal, Opening> {
    // Which of the two it is says its format; what is wrong with its keys is said by who reads them.
    Problems unheeded;
    const Fields keys = accord::fields(tree, "the file", any_keys, "a seal or an opening", unheeded);
    const Yaml* format = keys.find("format");
    const std::string named = format != nullptr ? format->text : "";
    if (named == kOpeningFormat) return read_opening(tree, "the opening", problems);
    if (named == kSealFormat || format == nullptr) return read_seal(tree, "the seal", problems);
    problems.push_back({format->place, accord::description(*format) +
                                           " is neither a seal nor an opening; name files with `" + kSealFormat +
                                           "` or `" + kOpeningFormat + "`"});
    return Seal{};
  });
}

Schedule parse_schedule(std::string_view text, const std::string& name) {
  return read_file(text, name, [](const Yaml& tree, Problems& problems) {
    return is_of_another_kind(tree, kScheduleFormat, problems) ? Schedule{} : read_schedule(tree, problems);
  });
}

std::string written(const SchedulePlan& plan) {
  return text_of(json_of(plan));
}

std::string written(const Seal& seal) {
  return text_of(json_of(seal));
}

std::string written(const Opening& opening) {
  return text_of(json_of(opening));
}

std::string written(const Schedule& schedule) {
  return text_of(json_of(schedule));
}

std::string decimal(std::uint64_t parts) {
  std::string text = std::to_string(parts / kParts);
  if (parts % kParts == 0) return text;
  const std::string digits = std::to_string(kParts + parts % kParts).substr(1);
  return text + '.' + digits.substr(0, digits.find_last_not_of('0') + 1);
}

std::optional<std::uint64_t> parts_in(std::string_view decimal) {
  const std::size_t point = std::min(decimal.find('.'), decimal.size());
  const std::string_view whole = decimal.substr(0, point);
  const std::string_view rest = decimal.substr(std::min(point + 1, decimal.size()));
  const bool ends_in_point = point + 1 == decimal.size();
  if (whole.empty() || whole.size() > 7 || rest.size() > 9 || ends_in_point) return std::nullopt;
  std::uint64_t parts = 0;
  for (const char digit : std::string(whole) + std::string(rest) + std::string(9 - rest.size(), '0')) {
    if (digit < '0' || digit > '9') return std::nullopt;
    parts = parts * 10 + static_cast<std::uint64_t>(digit - '0');
  }
  return parts;
}

}  // namespace entente::verification
