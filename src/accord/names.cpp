#include "accord/names.h"

#include <algorithm>

#include "accord/words.h"

namespace entente::accord {

namespace {

std::optional<std::size_t> place_in(std::string_view name, const std::vector<std::string>& known) {
  const auto found = std::ranges::find(known, name);
  if (found == known.end()) return std::nullopt;
  return static_cast<std::size_t>(found - known.begin());
}

}  // namespace

Names names_of(const Accord& accord) {
  Names names;
  for (const Party& party : accord.parties) names.parties.push_back(party.name);
  for (const Commitment& commitment : accord.commitments) {
    names.commitments.push_back(commitment.name);
    names.levels.emplace_back();
    for (const Level& level : commitment.levels) names.levels.back().push_back(level.name);
  }
  return names;
}

std::string no_party(std::string_view name, const Names& names) {
  return "no party is called " + in_quotes(name) + suggestion(name, names.parties);
}

std::string no_commitment(std::string_view name, const Names& names) {
  return "no commitment is called " + in_quotes(name) + suggestion(name, names.commitments);
}

std::string no_level(std::string_view name, CommitmentIndex commitment, const Names& names) {
  return names.commitments[commitment] + " has no level called " + in_quotes(name) +
         suggestion(name, names.levels[commitment]);
}

std::optional<PartyIndex> find_party(std::string_view name, const Names& names) {
  return place_in(name, names.parties);
}

std::optional<CommitmentIndex> find_commitment(std::string_view name, const Names& names) {
  return place_in(name, names.commitments);
}

std::optional<LevelIndex> find_level(std::string_view name, CommitmentIndex commitment, const Names& names) {
  const auto found = place_in(name, names.levels[commitment]);
  return found ? std::optional(*found + 1) : std::nullopt;
}

std::optional<PartyIndex> read_party(const Yaml& value, const std::string& what, const Names& names,
                                     std::vector<Problem>& problems) {
  if (value.kind == Yaml::Kind::refused) return std::nullopt;
  if (value.kind != Yaml::Kind::text) {
    problems.push_back(not_a(value, what, "the name of a party", "one name"));
    return std::nullopt;
  }
  const auto party = find_party(value.text, names);
  // Without any party the file has a fault that explains this one.
  if (!party && !names.parties.empty()) problems.push_back({value.place, no_party(value.text, names)});
  return party;
}

std::optional<PlacedRequirement> read_requirement(const Field& pair, const std::string& what, const Names& names,
                                                  std::vector<Problem>& problems) {
  const auto commitment = find_commitment(pair.key->text, names);
  if (!commitment) {
    if (!names.commitments.empty()) problems.push_back({pair.key->place, no_commitment(pair.key->text, names)});
    return std::nullopt;
  }
  const Yaml& value = *pair.value;
  if (value.kind == Yaml::Kind::refused) return std::nullopt;
  if (value.kind != Yaml::Kind::text) {
    problems.push_back(not_a(value, what, "the name of a level of " + pair.key->text, "one name"));
    return std::nullopt;
  }
  const auto level = find_level(value.text, *commitment, names);
  if (!level && value.text == today_name) {
    problems.push_back({value.place, "`today` (" + what + ") is where " + pair.key->text +
                                         " stands anyway; name a level above it or leave it out"});
    return std::nullopt;
  }
  if (!level) {
    problems.push_back({value.place, no_level(value.text, *commitment, names)});
    return std::nullopt;
  }
  return PlacedRequirement{{*commitment, *level}, pair.key->place};
}

std::vector<PlacedRequirement> read_requirements(const Yaml& value, const std::string& what, const Names& names,
                                                 bool& all_found, std::vector<Problem>& problems) {
  const Fields mapping = named_fields(value, what, "`{commitment: level}`", problems);
  if (!mapping.readable) all_found = false;
  std::vector<PlacedRequirement> result;
  for (const Field& pair : mapping.pairs) {
    const auto requirement = read_requirement(pair, what, names, problems);
    if (requirement) {
      result.push_back(*requirement);
    } else {
      all_found = false;
    }
  }
  std::ranges::sort(result, {}, [](const PlacedRequirement& one) { return one.requirement.commitment; });
  return result;
}

std::vector<Requirement> without_places(const std::vector<PlacedRequirement>& placed) {
  std::vector<Requirement> result;
  for (const PlacedRequirement& one : placed) result.push_back(one.requirement);
  return result;
}

PartyPoints read_points(const Yaml& value, const std::string& what, Sign sign, const Names& names,
                        std::vector<Problem>& problems) {
  PartyPoints points;
  points.by_party.resize(names.parties.size());
  const Fields fields = named_fields(value, what, "`{party: number}`", problems);
  points.provenance = fields.provenance;
  for (const Field& pair : fields.pairs) {
    const std::string& name = pair.key->text;
    const auto party = find_party(name, names);
    if (!party && !names.parties.empty()) problems.push_back({pair.key->place, no_party(name, names)});
    const Range number = read_number(*pair.value, what + " for " + name, sign, problems);
    if (party) points.by_party[*party] = number;
  }
  return points;
}

}  // namespace entente::accord
