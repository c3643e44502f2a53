#include "accord/lattice.h"

#include <algorithm>
#include <cmath>
#include <map>
#include <string>

#include "accord/names.h"

namespace entente::accord {

namespace {

const std::vector<Requirement>& needs_of(const Accord& accord, CommitmentIndex commitment, LevelIndex level) {
  static const std::vector<Requirement> none;
  return level == 0 ? none : accord.commitments[commitment].levels[level - 1].needs;
}

std::string at(const Accord& accord, CommitmentIndex commitment, LevelIndex level) {
  return accord.commitments[commitment].name + " at " + level_name(accord, commitment, level);
}

// What `state` lacks, as a sentence without its end; empty when it is valid.
std::string first_lack(const Accord& accord, const State& state) {
  for (CommitmentIndex k = 0; k < state.size(); ++k) {
    for (const Requirement& need : needs_of(accord, k, state[k])) {
      if (state[need.commitment] >= need.level) continue;
      return at(accord, k, state[k]) + " needs " + at(accord, need.commitment, need.level);
    }
  }
  return {};
}

}  // namespace

State today(const Accord& accord) {
  return accord.stands.empty() ? State(accord.commitments.size(), 0) : accord.stands;
}

bool is_valid(const Accord& accord, const State& state) {
  for (CommitmentIndex k = 0; k < state.size(); ++k) {
    for (const Requirement& need : needs_of(accord, k, state[k])) {
      if (state[need.commitment] < need.level) return false;
    }
  }
  return true;
}

State with_needs(const Accord& accord, State state) {
  for (bool raised = true; raised;) {
    raised = false;
    for (CommitmentIndex k = 0; k < state.size(); ++k) {
      for (const Requirement& need : needs_of(accord, k, state[k])) {
        if (state[need.commitment] >= need.level) continue;
        state[need.commitment] = need.level;
        raised = true;
      }
    }
  }
  return state;
}

State least_state(const Accord& accord, const std::vector<Requirement>& requirements) {
  State state = today(accord);
  for (const Requirement& one : requirements) {
    state[one.commitment] = std::max(state[one.commitment], one.level);
  }
  return with_needs(accord, std::move(state));
}

std::vector<State> path(const Accord& accord, const Plan& plan) {
  std::vector<State> states{today(accord)};
  for (std::size_t t = 0; t < plan.steps.size(); ++t) {
    const std::string where =
        "step " + std::to_string(t + 1) + " of the plan" + (plan.name.empty() ? "" : " \"" + plan.name + '"') + ": ";
    const State before = states.back();
    State state = before;
    if (plan.steps[t].raises.empty()) throw PlanError(where + "it raises nothing");
    for (const Raise& raise : plan.steps[t].raises) {
      const CommitmentIndex k = raise.commitment;
      if (k >= accord.commitments.size() || raise.to > accord.commitments[k].levels.size()) {
        throw PlanError(where + "it names a commitment or a level that the accord does not have");
      }
      if (state[k] != before[k]) throw PlanError(where + "it names " + accord.commitments[k].name + " twice");
      if (raise.to <= before[k]) {
        throw PlanError(where + at(accord, k, before[k]) + " is not raised by going to " +
                        level_name(accord, k, raise.to));
      }
      state[k] = raise.to;
    }
    if (const std::string lack = first_lack(accord, state); !lack.empty()) throw PlanError(where + lack);
    states.push_back(std::move(state));
  }
  return states;
}

bool keeps_pace(const Accord& accord, const Plan& plan) {
  State state = today(accord);
  for (const Step& step : plan.steps) {
    std::map<PartyIndex, std::size_t> raised;
    for (const Raise& raise : step.raises) {
      if (raise.to != state[raise.commitment] + 1) return false;
      state[raise.commitment] = raise.to;
      ++raised[accord.commitments[raise.commitment].by];
    }
    if (accord.pace.per_step && step.raises.size() > *accord.pace.per_step) return false;
    const auto too_many = [&](const auto& count) { return count.second > *accord.pace.per_party; };
    if (accord.pace.per_party && std::ranges::any_of(raised, too_many)) return false;
  }
  return true;
}

std::size_t periods(double years, double period_years, std::size_t least) {
  const double whole = std::ceil(years / period_years - 1e-9);
  return std::max(least, static_cast<std::size_t>(std::max(0.0, whole)));
}

const std::string& level_name(const Accord& accord, CommitmentIndex commitment, LevelIndex level) {
  return level == 0 ? today_name : accord.commitments[commitment].levels[level - 1].name;
}

}  // namespace entente::accord
