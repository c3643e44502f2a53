// What each party could commit to, level by level.
#include <algorithm>
#include <map>

#include "accord/limits.h"
#include "accord/numbers.h"
#include "accord/read_parts.h"
#include "accord/words.h"

namespace entente::accord {

namespace {

const std::vector<std::string> commitment_keys{"by", "title", "levels"};
const std::vector<std::string> level_keys{"name", "takes",     "value", "once",      "seen",    "watched",
                                          "undo", "undone_by", "needs", "indicator", "schedule"};
const std::vector<std::string> undone_by_words{"giver", "automatic", "all"};
constexpr std::string_view undone_by_example = "`giver`, `automatic` or `all: [North, South]`";

void read_all_of(const Yaml& value, const std::string& what, Level& level, Reading& reading) {
  std::vector<Problem>& problems = reading.problems;
  for (const Yaml& item : list_items(value, what, "`all: [North, South]`", problems)) {
    const auto party = read_party(item, what, reading.names, problems);
    if (!party) continue;
    if (std::ranges::find(level.undone_by_all, *party) != level.undone_by_all.end()) {
      problems.push_back({item.place, in_backquotes(item.text) + " is named twice (" + what + "); keep one"});
      continue;
    }
    level.undone_by_all.push_back(*party);
  }
  std::ranges::sort(level.undone_by_all);
}

void read_undone_by(const Yaml& value, const std::string& of, Level& level, Reading& reading) {
  std::vector<Problem>& problems = reading.problems;
  const std::string what = "undone_by of " + of;
  if (value.kind == Yaml::Kind::mapping) {
    const std::vector<std::string> keys{"all"};
    const Fields mapping = fields(value, what, keys, undone_by_example, problems);
    require(mapping, "all", "`all: [North, South]`", problems);
    level.undone_by = UndoneBy::all;
    if (const Yaml* all = mapping.find("all")) read_all_of(*all, what, level, reading);
  } else if (value.kind == Yaml::Kind::text && value.text == "automatic") {
    level.undone_by = UndoneBy::automatic;
  } else if (value.kind != Yaml::Kind::text || value.text != "giver") {
    const std::string meant = value.kind == Yaml::Kind::text ? nearest(value.text, undone_by_words) : std::string();
    problems.push_back({value.place, description(value) + " (" + what + ") says not who takes it back; " +
                                         (meant.empty() || meant == "all" ? "write " + std::string(undone_by_example)
                                                                          : "did you mean " + meant + "?")});
  }
}

void read_undo(const Yaml& value, const std::string& of, Level& level, Reading& reading) {
  const std::string what = "undo of " + of;
  if (value.kind == Yaml::Kind::text && value.text == "never") {
    level.undo.reset();
    return;
  }
  const auto is_never = [](const Yaml& item) { return item.kind == Yaml::Kind::text && item.text == "never"; };
  const auto never = std::ranges::find_if(value.items, is_never);
  if (value.kind == Yaml::Kind::list && never != value.items.end()) {
    reading.problems.push_back({never->place, "`never` (" + what +
                                                  ") can not be part of a range; write it alone or give "
                                                  "a long duration"});
    return;
  }
  if (const auto years = read_duration(value, what, 1, reading.durations)) level.undo = *years;
}

void read_level_needs(const Yaml* value, const std::string& of, Level& level, Reading& reading) {
  reading.need_places.back().emplace_back();
  if (value == nullptr) return;
  const auto needs =
      read_requirements(*value, "needs of " + of, reading.names, reading.needs_are_whole, reading.problems);
  level.needs = without_places(needs);
  for (const PlacedRequirement& need : needs) reading.need_places.back().back().push_back(need.place);
}

Level read_level(const Yaml& value, const std::string& commitment, std::size_t number, Reading& reading) {
  std::vector<Problem>& problems = reading.problems;
  Fields keys = fields(value, "level " + std::to_string(number) + " of " + commitment, level_keys,
                       "`{name: started, value: {North: -1}}`", problems);
  Level level;
  level.place = keys.place;
  level.name = required_text(keys, "name", "`name: started`", problems);
  if (level.name == today_name) {
    problems.push_back({keys.find("name")->place, "`today` (" + keys.what +
                                                      ") is the name of where everything starts, "
                                                      "which is not listed; choose another name"});
  }
  const std::string of = level.name.empty() ? keys.what : commitment + '.' + level.name;
  if (!level.name.empty()) keys.what = "level " + of;

  const Range period = Range::exactly(reading.period_years);
  level.takes = period;
  level.undo = period;
  level.value.resize(reading.names.parties.size());
  level.once.resize(reading.names.parties.size());
  if (const Yaml* one = keys.find("takes")) {
    level.takes = read_duration(*one, "takes of " + of, 1, reading.durations).value_or(period);
  }
  refuse_values(keys, {"value", "once", "seen", "watched"}, reading);
  if (const Yaml* one = keys.find("value")) {
    PartyPoints points = read_points(*one, "value of " + of, Sign::any, reading.names, problems);
    level.value = std::move(points.by_party);
    level.value_provenance = std::move(points.provenance);
  }
  if (const Yaml* one = keys.find("once")) {
    PartyPoints points = read_points(*one, "once of " + of, Sign::any, reading.names, problems);
    level.once = std::move(points.by_party);
    level.once_provenance = std::move(points.provenance);
  }
  if (const Yaml* one = keys.find("seen")) level.seen = read_share(*one, "seen of " + of, Ends::both, problems);
  if (const Yaml* one = keys.find("watched"))
    level.watched = read_share(*one, "watched of " + of, Ends::both, problems);
  reading.own_detection.back().push_back({.seen = keys.written("seen"), .watched = keys.written("watched")});
  if (const Yaml* one = keys.find("undo")) read_undo(*one, of, level, reading);
  if (const Yaml* one = keys.find("undone_by")) read_undone_by(*one, of, level, reading);
  read_level_needs(keys.find("needs"), of, level, reading);
  if (const Yaml* one = keys.find("indicator")) level.indicator = read_indicator(*one, "indicator of " + of, reading);
  if (const Yaml* one = keys.find("schedule")) level.schedule = read_schedule(*one, "schedule of " + of, reading);
  level.provenance = provenance(keys, problems);
  return level;
}

void read_levels(const Yaml& value, Commitment& commitment, Reading& reading) {
  const auto items = list_items(value, "levels of " + commitment.name, "`- {name: started}`", reading.problems);
  if (items.size() > most_levels) {
    reading.problems.push_back({items[most_levels].place, commitment.name + " has more than " +
                                                              std::to_string(most_levels) +
                                                              " levels; an accord of that size can not be computed"});
  }
  std::map<std::string, Place> first_places;
  for (const Yaml& item : items) {
    commitment.levels.push_back(read_level(item, commitment.name, commitment.levels.size() + 1, reading));
    const Level& level = commitment.levels.back();
    if (level.name.empty()) continue;
    const auto [first, is_new] = first_places.try_emplace(level.name, level.place);
    if (is_new) continue;
    reading.problems.push_back({level.place, "two levels of " + commitment.name + " are called " +
                                                 in_quotes(level.name) + ", the first in line " +
                                                 std::to_string(first->second.line) + "; give each its own name"});
  }
}

}  // namespace

std::vector<Commitment> read_commitments(const Yaml& value, Reading& reading) {
  std::vector<Problem>& problems = reading.problems;
  constexpr std::string_view example = "`reactor: {by: North, levels: [...]}`";
  const Fields all = named_fields(value, "commitments", example, problems);
  if (all.readable && all.pairs.empty()) {
    problems.push_back({all.place, "commitments is empty; write " + std::string(example)});
  }
  if (all.pairs.size() > most_commitments) {
    problems.push_back({all.pairs[most_commitments].key->place, "there are more than " +
                                                                    std::to_string(most_commitments) +
                                                                    " commitments; an accord of that size can not be "
                                                                    "computed"});
  }
  std::vector<Commitment> commitments;
  for (const Field& pair : all.pairs) {
    const std::string& name = pair.key->text;
    if (name.find_first_of("=,") != std::string::npos) {
      problems.push_back({pair.key->place, in_backquotes(name) +
                                               " can not be the name of a commitment: states are written "
                                               "`reactor=disabled, relief=full`; use no `=` and no `,`"});
    }
    const Fields keys =
        fields(*pair.value, "commitment " + name, commitment_keys, "`{by: North, levels: [...]}`", problems);
    Commitment commitment;
    commitment.name = name;
    commitment.place = pair.key->place;
    require(keys, "by", "the party that must act, `by: North`", problems);
    if (const Yaml* by = keys.find("by")) {
      commitment.by = read_party(*by, "by of " + name, reading.names, problems).value_or(0);
    }
    commitment.title = optional_text(keys, "title", problems);
    require(keys, "levels", "what it could reach, `levels: [{name: started}]`", problems);
    reading.need_places.emplace_back();
    reading.own_detection.emplace_back();
    if (const Yaml* levels = keys.find("levels")) read_levels(*levels, commitment, reading);
    commitment.provenance = provenance(keys, problems);
    commitments.push_back(std::move(commitment));
  }
  return commitments;
}

}  // namespace entente::accord
