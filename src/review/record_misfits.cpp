#include <algorithm>
#include <map>

#include "accord/words.h"
#include "review/record.h"

namespace entente::review {

namespace {

using ledger::EventType;
using ledger::Json;

std::string text(const Json& object, const char* field) {
  const auto found = object.find(field);
  return found == object.end() ? std::string() : found->get<std::string>();
}

// What can be owed: levels by commitment, in the accord or promised in the record besides.
struct Owed {
  std::map<std::string, std::vector<std::string>> levels;
  std::map<std::string, std::string> givers;  // of what the accord has
  std::vector<std::string> commitments;
};

Owed owed(const accord::Accord& accord, const Record& record) {
  Owed all;
  for (const accord::Commitment& commitment : accord.commitments) {
    all.givers[commitment.name] = accord.parties[commitment.by].name;
    std::vector<std::string>& levels = all.levels[commitment.name];
    for (const accord::Level& level : commitment.levels) levels.push_back(level.name);
  }
  for (const Entry& entry : record.entries) {
    if (entry.type != EventType::commitments) continue;
    for (const Json& item : entry.content["items"]) {
      const std::string commitment = text(item, "commitment");
      if (all.givers.contains(commitment)) continue;
      std::vector<std::string>& levels = all.levels[commitment];
      if (std::ranges::find(levels, text(item, "level")) == levels.end()) levels.push_back(text(item, "level"));
    }
  }
  for (const auto& [name, levels] : all.levels) all.commitments.push_back(name);
  return all;
}

std::string why_not(const Owed& all, const Json& named) {
  const std::string commitment = text(named, "commitment");
  if (commitment.empty()) return {};
  const auto found = all.levels.find(commitment);
  if (found == all.levels.end()) {
    return accord::in_backquotes(commitment) +
           " is no commitment of the accord, and nobody promised it in this record" +
           accord::suggestion(commitment, all.commitments);
  }
  const std::string level = text(named, "level");
  if (level.empty() || std::ranges::find(found->second, level) != found->second.end()) return {};
  return accord::in_backquotes(commitment) + " has no level " + accord::in_quotes(level) +
         accord::suggestion(level, found->second);
}

std::string why_not_item(const Owed& all, const Json& item) {
  if (std::string why = why_not(all, item); !why.empty()) return why;
  const auto giver = all.givers.find(text(item, "commitment"));
  if (giver == all.givers.end() || giver->second == text(item, "by")) return {};
  return accord::in_backquotes(giver->first) + " is for " + giver->second + " to give, not for " +
         accord::in_quotes(text(item, "by")) + "; write `" + giver->second + "` under `by`";
}

}  // namespace

std::vector<accord::Problem> misfits(const accord::Accord& accord, const Record& record) {
  const Owed all = owed(accord, record);
  std::vector<accord::Problem> problems;
  for (const Entry& entry : record.entries) {
    const std::string where = record.is_signed ? "entry " + std::to_string(entry.number) + ": " : "";
    if (entry.type != EventType::commitments) {
      if (const std::string why = why_not(all, entry.content); !why.empty())
        problems.push_back({entry.place, where + why});
      continue;
    }
    for (const Json& item : entry.content["items"]) {
      if (const std::string why = why_not_item(all, item); !why.empty()) problems.push_back({entry.place, where + why});
    }
  }
  return problems;
}

}  // namespace entente::review
