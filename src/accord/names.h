// The names that an accord defines, and the reading of what refers to them.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "accord/accord.h"
#include "accord/fields.h"
#include "accord/numbers.h"

namespace entente::accord {

struct Names {
  std::vector<std::string> parties;
  std::vector<std::string> commitments;
  std::vector<std::vector<std::string>> levels;  ///< of each commitment, from level 1 on
};

/// A level of a commitment and where the file asks for it.
struct PlacedRequirement {
  Requirement requirement;
  Place place;
};

inline const std::string today_name = "today";

Names names_of(const Accord& accord);

/// What an unresolved name is met with: `no party is called "Chnia"; did you mean China?`.
std::string no_party(std::string_view name, const Names& names);
std::string no_commitment(std::string_view name, const Names& names);
std::string no_level(std::string_view name, CommitmentIndex commitment, const Names& names);

std::optional<PartyIndex> find_party(std::string_view name, const Names& names);
std::optional<CommitmentIndex> find_commitment(std::string_view name, const Names& names);
/// 1 for the first level that is listed; `today` is not found here.
std::optional<LevelIndex> find_level(std::string_view name, CommitmentIndex commitment, const Names& names);

/// A text that names a party.
std::optional<PartyIndex> read_party(const Yaml& value, const std::string& what, const Names& names,
                                     std::vector<Problem>& problems);

/// One pair `commitment: level`. Empty after reporting what is wrong.
std::optional<PlacedRequirement> read_requirement(const Field& pair, const std::string& what, const Names& names,
                                                  std::vector<Problem>& problems);

/// A mapping `{commitment: level, ...}`, ascending by commitment. `all_found` becomes false where a pair was left out.
std::vector<PlacedRequirement> read_requirements(const Yaml& value, const std::string& what, const Names& names,
                                                 bool& all_found, std::vector<Problem>& problems);

/// The same without the places.
std::vector<Requirement> without_places(const std::vector<PlacedRequirement>& placed);

/// A number for each party of the accord, 0 where none is written, and where these numbers come from.
struct PartyPoints {
  std::vector<Range> by_party;
  Provenance provenance;
};

/// A mapping `{party: number, ...}`.
PartyPoints read_points(const Yaml& value, const std::string& what, Sign sign, const Names& names,
                        std::vector<Problem>& problems);

}  // namespace entente::accord
