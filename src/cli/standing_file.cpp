#include "cli/standing_file.h"

#include <nlohmann/json.hpp>
#include <vector>

#include "accord/error.h"
#include "accord/lattice.h"
#include "accord/names.h"
#include "accord/words.h"
#include "cli/input_file.h"
#include "report/wording.h"

namespace entente::cli {

namespace {

constexpr std::size_t kMostStandingBytes = 64U << 20U;
constexpr std::string_view kWritten = "`entente review standing CASE --json` writes such a file";

nlohmann::json object_in(const std::string& file) {
  const std::string bytes = read_bytes(file, kMostStandingBytes + 1);
  if (bytes.size() > kMostStandingBytes) throw Error(file + " is too large to say where things stand");
  nlohmann::json json = nlohmann::json::parse(bytes, nullptr, false);
  if (!json.is_object() || !json.contains("levels") || !json["levels"].is_object()) {
    throw Error(file + " does not say where things stand: it has no `levels`; " + std::string(kWritten));
  }
  return json;
}

// What the levels name, each name that the accord does not have in `faults`.
accord::State state_in(const nlohmann::json& levels, const accord::Accord& accord, std::vector<std::string>& faults) {
  const accord::Names names = accord::names_of(accord);
  accord::State state(accord.commitments.size(), 0);
  for (const auto& [name, level] : levels.items()) {
    const auto commitment = accord::find_commitment(name, names);
    if (!commitment) {
      faults.push_back(accord::no_commitment(name, names));
    } else if (!level.is_string()) {
      faults.push_back("the level of " + name + " is no text; write a level's name or \"today\"");
    } else if (level != accord::today_name) {
      const auto found = accord::find_level(level.get<std::string>(), *commitment, names);
      if (found) state[*commitment] = *found;
      if (!found) faults.push_back(accord::no_level(level.get<std::string>(), *commitment, names));
    }
  }
  return state;
}

// A plan can not start where a level stands without what it needs.
void check_needs(const accord::State& state, const accord::Accord& accord, std::vector<std::string>& faults) {
  for (accord::CommitmentIndex k = 0; k < state.size(); ++k) {
    if (state[k] == 0) continue;
    for (const accord::Requirement& need : accord.commitments[k].levels[state[k] - 1].needs) {
      if (state[need.commitment] >= need.level) continue;
      faults.push_back(report::level_in_words(accord, {.commitment = k, .level = state[k]}) + " stands, but needs " +
                       report::level_in_words(accord, need) +
                       ", which does not; deliver that first, or take the first as not delivered");
    }
  }
}

}  // namespace

accord::State standing_in(const accord::Accord& accord, const std::string& file) {
  const nlohmann::json json = object_in(file);
  std::vector<std::string> faults;
  if (json.contains("accord") && json["accord"] != accord.title) {
    faults.push_back("it is about " + json["accord"].dump() + ", not about " + accord::in_quotes(accord.title) +
                     "; use the standing of this case");
  }
  const accord::State state = state_in(json["levels"], accord, faults);
  if (faults.empty()) check_needs(state, accord, faults);
  if (faults.empty()) return state;
  std::string message;
  for (const std::string& fault : faults) message += (message.empty() ? "" : "\n") + file + ": " + fault;
  throw Error(message);
}

}  // namespace entente::cli
