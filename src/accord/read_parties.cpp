// Who is at the table, and the names that the rest of the file refers to.
#include <algorithm>

#include "accord/limits.h"
#include "accord/numbers.h"
#include "accord/read_parts.h"
#include "accord/words.h"

namespace entente::accord {

namespace {

constexpr std::string_view party_example = "`{patience: 0.9}`";

const std::vector<std::string> party_keys{"patience", "turnover", "breakdown", "doubt"};
// Words that have a meaning of their own where the name of a party may stand.
const std::vector<std::string> reserved{"all", "giver", "automatic", "today"};

}  // namespace

void refuse_values(const Fields& mapping, std::initializer_list<std::string_view> keys, Reading& reading) {
  if (reading.values) return;
  for (const Field& pair : mapping.pairs) {
    if (std::ranges::find(keys, pair.key->text) == keys.end()) continue;
    reading.problems.push_back({pair.key->place, in_backquotes(pair.key->text) + " (" + mapping.what +
                                                     ") has no place in a file that says `values: false`; remove one "
                                                     "of them"});
  }
}

Names gather_names(const Fields& file) {
  Names names;
  std::vector<Problem> reported_later;
  if (const Yaml* parties = file.find("parties")) {
    for (const Field& pair : named_fields(*parties, "", "", reported_later).pairs)
      names.parties.push_back(pair.key->text);
  }
  const Yaml* commitments = file.find("commitments");
  if (commitments == nullptr) return names;
  for (const Field& pair : named_fields(*commitments, "", "", reported_later).pairs) {
    names.commitments.push_back(pair.key->text);
    names.levels.emplace_back();
    const Yaml* levels = value_of(*pair.value, "levels");
    if (levels == nullptr) continue;
    for (const Yaml& level : levels->items) {
      const Yaml* name = value_of(level, "name");
      names.levels.back().push_back(name == nullptr ? std::string() : name->text);
    }
  }
  return names;
}

std::vector<Party> read_parties(const Yaml& value, Reading& reading) {
  std::vector<Problem>& problems = reading.problems;
  const Fields all = named_fields(value, "parties", "`North: {patience: 0.9}`", problems);
  if (all.readable && all.pairs.empty())
    problems.push_back({all.place, "parties is empty; write `North: {patience: 0.9}`"});
  if (all.pairs.size() > most_parties) {
    problems.push_back(
        {all.pairs[most_parties].key->place, "there are more than " + std::to_string(most_parties) +
                                                 " parties; an accord of that size can not be computed"});
  }
  std::vector<Party> parties;
  for (const Field& pair : all.pairs) {
    const std::string& name = pair.key->text;
    const std::string what = "party " + name;
    if (std::ranges::find(reserved, name) != reserved.end()) {
      problems.push_back({pair.key->place, in_backquotes(name) +
                                               " can not be the name of a party: it has a meaning of its "
                                               "own in the format; choose another name"});
    }
    const Fields keys = fields(*pair.value, what, party_keys, party_example, problems);
    refuse_values(keys, {"patience", "turnover", "breakdown", "doubt"}, reading);
    if (reading.values)
      require(keys, "patience", "what a point a year from now is worth today, `patience: 0.9`", problems);
    Party party;
    party.name = name;
    party.place = pair.key->place;
    if (const Yaml* one = keys.find("patience")) {
      party.patience = read_share(*one, "patience of " + name, Ends::neither, problems);
    }
    if (const Yaml* one = keys.find("turnover")) {
      party.turnover = read_share(*one, "turnover of " + name, Ends::not_one, problems);
    }
    if (const Yaml* one = keys.find("breakdown")) {
      party.breakdown = read_number(*one, "breakdown of " + name, Sign::any, problems);
    }
    if (const Yaml* one = keys.find("doubt")) {
      party.doubt = read_number(*one, "doubt of " + name, Sign::not_below_zero, problems);
    }
    party.provenance = provenance(keys, problems);
    parties.push_back(std::move(party));
  }
  return parties;
}

}  // namespace entente::accord
