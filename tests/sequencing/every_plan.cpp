#include "sequencing/every_plan.h"

#include "accord/lattice.h"

namespace entente::testing {

namespace {

using accord::Accord;
using accord::State;

bool keeps_pace(const Accord& accord, const State& from, const State& to) {
  std::size_t raised = 0;
  std::vector<std::size_t> by_party(accord.parties.size(), 0);
  for (std::size_t k = 0; k < from.size(); ++k) {
    if (to[k] == from[k]) continue;
    ++raised;
    if (++by_party[accord.commitments[k].by] > accord.pace.per_party.value_or(raised)) return false;
  }
  return raised > 0 && raised <= accord.pace.per_step.value_or(raised);
}

bool extend(const Accord& accord, std::vector<State>& path, std::size_t& left,
            const std::function<void(const std::vector<State>&)>& visit) {
  if (left == 0) return false;
  --left;
  visit(path);
  const State from = path.back();
  for (std::size_t set = 1; set < (std::size_t{1} << from.size()); ++set) {
    State to = from;
    bool exists = true;
    for (std::size_t k = 0; k < from.size(); ++k) {
      if ((set >> k & 1U) == 0) continue;
      exists = exists && ++to[k] <= accord.commitments[k].levels.size();
    }
    if (!exists || !accord::is_valid(accord, to) || !keeps_pace(accord, from, to)) continue;
    path.push_back(to);
    const bool complete = extend(accord, path, left, visit);
    path.pop_back();
    if (!complete) return false;
  }
  return true;
}

}  // namespace

bool for_each_plan(const Accord& accord, const State& state, std::size_t most,
                   const std::function<void(const std::vector<State>&)>& visit) {
  std::vector<State> path{state};
  std::size_t left = most;
  return extend(accord, path, left, visit);
}

std::vector<State> valid_states(const Accord& accord) {
  std::vector<State> result;
  State x(accord.commitments.size(), 0);
  for (;;) {
    if (accord::is_valid(accord, x)) result.push_back(x);
    std::size_t k = 0;
    while (k < x.size() && x[k] == accord.commitments[k].levels.size()) x[k++] = 0;
    if (k == x.size()) return result;
    ++x[k];
  }
}

}  // namespace entente::testing
