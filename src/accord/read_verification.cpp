// How it will be known whether commitments are kept: the means of seeing, what they cost, see and need.
#include <algorithm>
#include <map>
#include <set>
#include <utility>

#include "accord/numbers.h"
#include "accord/read_parts.h"
#include "accord/words.h"

namespace entente::accord {

namespace {

constexpr std::size_t most_means = 24;  // portfolios are searched exactly up to this many

const std::vector<std::string> verification_keys{"unit", "means", "common_cause", "chosen"};
const std::vector<std::string> means_keys{"name", "title", "cost", "sees", "false_alarms", "needs", "starts"};
const std::vector<std::string> sight_keys{"seen", "watched"};
const std::vector<std::string> needs_keys{"levels", "host", "means"};
const std::vector<std::string> common_cause_keys{"means", "share"};
constexpr std::string_view means_example =
    "`- {name: cameras, cost: 2, sees: {reactor: {disabled: {seen: 90%, watched: 60%}}}}`";

// A means that is named somewhere, and where.
struct PlacedMeans {
  MeansIndex means = 0;
  Place place;
};

// Names of means; each once, unknown ones reported.
std::vector<PlacedMeans> read_named_means(const Yaml& value, const std::string& what,
                                          const std::vector<std::string>& known, std::vector<Problem>& problems) {
  std::vector<PlacedMeans> named;
  if (value.kind == Yaml::Kind::refused) return named;
  if (value.kind != Yaml::Kind::list) {
    problems.push_back(not_a(value, what, "a list of means", "`[cameras, inspectors]`"));
    return named;
  }
  for (const Yaml& item : value.items) {
    if (item.kind == Yaml::Kind::refused) continue;
    if (item.kind != Yaml::Kind::text) {
      problems.push_back(not_a(item, what, "the name of a means", "one name"));
      continue;
    }
    const auto found = std::ranges::find(known, item.text);
    if (item.text.empty() || found == known.end()) {
      problems.push_back({item.place, "no means is called " + in_quotes(item.text) + suggestion(item.text, known)});
      continue;
    }
    const auto means = static_cast<MeansIndex>(found - known.begin());
    if (std::ranges::find(named, means, &PlacedMeans::means) != named.end()) {
      problems.push_back({item.place, in_backquotes(item.text) + " stands twice in " + what + "; keep one"});
      continue;
    }
    named.push_back({means, item.place});
  }
  return named;
}

std::vector<MeansIndex> indices_of(const std::vector<PlacedMeans>& named) {
  std::vector<MeansIndex> means;
  for (const PlacedMeans& one : named) means.push_back(one.means);
  std::ranges::sort(means);
  return means;
}

// A level that a means sees must say what is seen of it without: else nobody could tell whether its 100% is meant.
void check_own_detection(const Field& level, const Sight& sight, const Fields& sees, const Reading& reading) {
  if (sight.level.commitment >= reading.own_detection.size()) return;
  const auto& of_levels = reading.own_detection[sight.level.commitment];
  if (sight.level.level == 0 || sight.level.level > of_levels.size()) return;
  const OwnDetection& own = of_levels[sight.level.level - 1];
  const auto check = [&](const char* key, bool said) {
    if (said || !sees.written(key)) return;
    reading.problems.push_back(
        {level.key->place, "a means adds to what is " + std::string(key) + " of " +
                               reading.names.commitments[sight.level.commitment] + '.' + level.key->text +
                               ", and the level does not say what that is without it; write it there, `" + key +
                               ": 0%` where there is nothing"});
  };
  check("seen", own.seen);
  check("watched", own.watched);
}

void read_sights_of(const Field& pair, const std::string& of, Means& means, Reading& reading) {
  std::vector<Problem>& problems = reading.problems;
  const auto commitment = find_commitment(pair.key->text, reading.names);
  if (!commitment) problems.push_back({pair.key->place, no_commitment(pair.key->text, reading.names)});
  constexpr std::string_view example = "`{disabled: {seen: 90%}}`";
  const Fields levels = named_fields(*pair.value, "sees of " + of + " for " + pair.key->text, example, problems);
  if (levels.readable && levels.pairs.empty()) {
    problems.push_back({levels.place, levels.what + " is empty; write " + std::string(example)});
  }
  for (const Field& level : levels.pairs) {
    Sight sight;
    const auto found = commitment ? find_level(level.key->text, *commitment, reading.names) : std::nullopt;
    if (commitment && !found) {
      problems.push_back({level.key->place, no_level(level.key->text, *commitment, reading.names)});
    }
    const std::string what = of + " for " + pair.key->text + '.' + level.key->text;
    const Fields keys = fields(*level.value, "sees of " + what, sight_keys, "`{seen: 90%, watched: 60%}`", problems);
    if (keys.readable && keys.misspelt.empty() && !keys.written("seen") && !keys.written("watched")) {
      problems.push_back({keys.place, keys.what + " has neither `seen` nor `watched`; write `{seen: 90%}`"});
    }
    if (const Yaml* one = keys.find("seen")) sight.seen = read_share(*one, "seen by " + what, Ends::both, problems);
    if (const Yaml* one = keys.find("watched")) {
      sight.watched = read_share(*one, "watched by " + what, Ends::both, problems);
    }
    if (!found) continue;
    sight.level = {*commitment, *found};
    check_own_detection(level, sight, keys, reading);
    means.sees.push_back(sight);
  }
}

void read_sees(const Yaml& value, const std::string& of, Means& means, Reading& reading) {
  constexpr std::string_view example = "`{reactor: {disabled: {seen: 90%}}}`";
  const Fields all = named_fields(value, "sees of " + of, example, reading.problems);
  if (all.readable && all.pairs.empty()) {
    reading.problems.push_back({all.place, "sees of " + of + " is empty; write " + std::string(example)});
  }
  for (const Field& pair : all.pairs) read_sights_of(pair, of, means, reading);
  std::ranges::sort(means.sees, {},
                    [](const Sight& sight) { return std::pair(sight.level.commitment, sight.level.level); });
}

void read_needs(const Yaml& value, const std::string& of, Means& means, const std::vector<std::string>& known,
                Reading& reading) {
  const Fields keys = fields(value, "needs of " + of, needs_keys,
                             "`{levels: {access: granted}, host: North, means: [satellites]}`", reading.problems);
  if (const Yaml* one = keys.find("levels")) {
    bool all_found = true;
    means.needs_levels =
        without_places(read_requirements(*one, "levels of needs of " + of, reading.names, all_found, reading.problems));
  }
  if (const Yaml* one = keys.find("host")) {
    means.host = read_party(*one, "host of " + of, reading.names, reading.problems);
  }
  if (const Yaml* one = keys.find("means")) {
    means.needs_means = indices_of(read_named_means(*one, "means of needs of " + of, known, reading.problems));
  }
}

// A number of a year that may be a range, 0 or more.
Range read_amount(const Yaml& value, const std::string& what, std::vector<Problem>& problems) {
  return read_number(value, what, Sign::not_below_zero, problems);
}

// One day, no range: a portfolio either works at a gate or not.
double read_start(const Yaml& value, const std::string& what, std::vector<Problem>& problems) {
  if (value.kind == Yaml::Kind::refused) return 0.0;
  if (value.kind == Yaml::Kind::text && value.text == "0") return 0.0;
  if (value.kind == Yaml::Kind::text) {
    if (const auto years = years_in(value.text); years && *years >= 0.0 && *years <= 1000.0) return *years;
  }
  problems.push_back({value.place, description(value) + " (" + what +
                                       ") is not how long after today it can begin; write `starts: 6 months`"});
  return 0.0;
}

Means read_means(const Yaml& value, std::size_t number, const std::vector<std::string>& known, Reading& reading) {
  std::vector<Problem>& problems = reading.problems;
  Fields keys = fields(value, "means " + std::to_string(number) + " of verification", means_keys,
                       "`{name: cameras, cost: 2, sees: {...}}`", problems);
  Means means;
  means.place = keys.place;
  means.name = required_text(keys, "name", "`name: cameras`", problems);
  const std::string of = means.name.empty() ? keys.what : means.name;
  if (!means.name.empty()) keys.what = "means " + means.name;
  means.title = optional_text(keys, "title", problems);
  require(keys, "cost", "what it costs a year, `cost: 2`", problems);
  require(keys, "sees", "what it sees of which level, `sees: {reactor: {disabled: {seen: 90%}}}`", problems);
  if (const Yaml* one = keys.find("cost")) means.cost = read_amount(*one, "cost of " + of, problems);
  if (const Yaml* one = keys.find("sees")) read_sees(*one, of, means, reading);
  if (const Yaml* one = keys.find("false_alarms")) {
    means.false_alarms = read_amount(*one, "false_alarms of " + of, problems);
  }
  if (const Yaml* one = keys.find("needs")) read_needs(*one, of, means, known, reading);
  if (const Yaml* one = keys.find("starts")) means.starts = read_start(*one, "starts of " + of, problems);
  means.provenance = provenance(keys, problems);
  return means;
}

// The names that other parts may refer to; "" where one is missing.
std::vector<std::string> names_of_means(const Yaml& list) {
  std::vector<std::string> names;
  for (const Yaml& item : list.items) {
    names.emplace_back();
    for (std::size_t n = 0; n < item.keys.size(); ++n) {
      if (item.keys[n].text == "name" && !item.keys[n].refused) names.back() = item.items[n].text;
    }
  }
  return names;
}

void check_names(const std::vector<Means>& all, std::vector<Problem>& problems) {
  std::map<std::string, Place> first_places;
  for (const Means& means : all) {
    if (means.name.empty()) continue;
    const auto [first, is_new] = first_places.try_emplace(means.name, means.place);
    if (is_new) continue;
    problems.push_back({means.place, "two means are called " + in_quotes(means.name) + ", the first in line " +
                                         std::to_string(first->second.line) + "; give each its own name"});
  }
}

// All that a means needs in turn, itself only if it stands in a circle.
std::set<MeansIndex> needed_in_turn(const std::vector<Means>& all, MeansIndex from) {
  std::set<MeansIndex> found;
  std::vector<MeansIndex> open = all[from].needs_means;
  while (!open.empty()) {
    const MeansIndex next = open.back();
    open.pop_back();
    if (next >= all.size() || !found.insert(next).second) continue;
    open.insert(open.end(), all[next].needs_means.begin(), all[next].needs_means.end());
  }
  return found;
}

void check_circles(const std::vector<Means>& all, std::vector<Problem>& problems) {
  for (MeansIndex m = 0; m < all.size(); ++m) {
    if (!needed_in_turn(all, m).contains(m)) continue;
    problems.push_back(
        {all[m].place, "means " + all[m].name + " needs itself in turn; let one of the means in the circle need none"});
  }
}

std::vector<CommonCause> read_common_causes(const Yaml& value, const std::vector<std::string>& known,
                                            Reading& reading) {
  std::vector<Problem>& problems = reading.problems;
  std::vector<CommonCause> causes;
  std::set<MeansIndex> taken;
  constexpr std::string_view example = "`- {means: [cameras, seals], share: 10%}`";
  for (const Yaml& item : list_items(value, "common_cause of verification", example, problems)) {
    const std::string what = "common cause " + std::to_string(causes.size() + 1) + " of verification";
    const Fields keys = fields(item, what, common_cause_keys, "`{means: [cameras, seals], share: 10%}`", problems);
    CommonCause cause;
    cause.place = keys.place;
    require(keys, "means", "the means that may fail together, `means: [cameras, seals]`", problems);
    require(keys, "share", "the share of misses that strikes all of them, `share: 10%`", problems);
    if (const Yaml* one = keys.find("means")) {
      const std::size_t before = problems.size();
      const std::vector<PlacedMeans> named = read_named_means(*one, "means of " + what, known, problems);
      if (problems.size() == before && named.size() < 2 && one->kind == Yaml::Kind::list) {
        problems.push_back(
            {one->place, "means of " + what + " names fewer than two; a cause is common to two or more"});
      }
      for (const PlacedMeans& means : named) {
        if (taken.insert(means.means).second) continue;
        problems.push_back({means.place, "means " + known[means.means] +
                                             " has a common cause already; let one common cause name them all"});
      }
      cause.means = indices_of(named);
    }
    if (const Yaml* one = keys.find("share")) cause.share = read_share(*one, "share of " + what, Ends::both, problems);
    cause.provenance = provenance(keys, problems);
    causes.push_back(std::move(cause));
  }
  return causes;
}

std::vector<MeansIndex> read_chosen(const Yaml& value, const std::vector<Means>& all,
                                    const std::vector<std::string>& known, Reading& reading) {
  const std::vector<PlacedMeans> named = read_named_means(value, "chosen of verification", known, reading.problems);
  std::vector<MeansIndex> chosen = indices_of(named);
  for (const PlacedMeans& one : named) {
    if (one.means >= all.size()) continue;
    for (const MeansIndex needed : all[one.means].needs_means) {
      if (std::ranges::binary_search(chosen, needed)) continue;
      reading.problems.push_back({one.place, "means " + known[one.means] + " needs " + known[needed] +
                                                 ", which is not chosen; add it or leave " + known[one.means] +
                                                 " out"});
    }
  }
  return chosen;
}

}  // namespace

Verification read_verification(const Yaml& value, Reading& reading) {
  std::vector<Problem>& problems = reading.problems;
  const Fields keys = fields(value, "verification", verification_keys, "`{unit: m USD, means: [...]}`", problems);
  Verification verification;
  verification.place = keys.place;
  verification.unit = required_text(keys, "unit", "what costs are counted in, `unit: m USD`", problems);
  require(keys, "means", "the means of seeing, `means: [{name: cameras, cost: 2, sees: {...}}]`", problems);
  verification.provenance = provenance(keys, problems);
  const Yaml* list = keys.find("means");
  if (list == nullptr) return verification;
  const auto items = list_items(*list, "means of verification", means_example, problems);
  const std::vector<std::string> known = names_of_means(*list);
  if (items.size() > most_means) {
    problems.push_back({items[most_means].place, "verification has more than " + std::to_string(most_means) +
                                                     " means; take those together that would be had together"});
  }
  for (const Yaml& item : items) {
    verification.means.push_back(read_means(item, verification.means.size() + 1, known, reading));
  }
  check_names(verification.means, problems);
  check_circles(verification.means, problems);
  if (const Yaml* one = keys.find("common_cause")) {
    verification.common_causes = read_common_causes(*one, known, reading);
  }
  if (const Yaml* one = keys.find("chosen")) {
    verification.chosen = read_chosen(*one, verification.means, known, reading);
  }
  return verification;
}

}  // namespace entente::accord
