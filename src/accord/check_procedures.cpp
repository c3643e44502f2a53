// Whether the stages of a procedure hang together.
#include <algorithm>

#include "accord/read_procedures.h"
#include "accord/words.h"

namespace entente::accord {

namespace {

std::vector<StageIndex> after(const ProcedureStage& stage) {
  std::vector<StageIndex> stages;
  if (stage.if_silent.stage) stages.push_back(*stage.if_silent.stage);
  for (const Outcome& outcome : stage.outcomes) {
    if (outcome.then.stage) stages.push_back(*outcome.then.stage);
  }
  return stages;
}

std::vector<bool> reached(const Procedure& procedure) {
  std::vector<bool> seen(procedure.stages.size(), false);
  std::vector<StageIndex> open{0};
  for (StageIndex n = 0; n < procedure.stages.size(); ++n) {
    if (!procedure.stages[n].may_start.empty()) open.push_back(n);
  }
  while (!open.empty()) {
    const StageIndex stage = open.back();
    open.pop_back();
    if (seen[stage]) continue;
    seen[stage] = true;
    for (const StageIndex next : after(procedure.stages[stage])) open.push_back(next);
  }
  return seen;
}

bool passes_by_itself(const ProcedureStage& stage) {
  return stage.if_silent.stage && deciding_track(stage) == nullptr;
}

// The stages of a circle that begins and ends at `first`, nobody deciding anything on the way; empty where there is
// none or where an earlier stage is on it, which reports it.
std::vector<std::string> circle_from(const Procedure& procedure, StageIndex first) {
  std::vector<std::string> names;
  StageIndex stage = first;
  while (names.size() <= procedure.stages.size() && passes_by_itself(procedure.stages[stage])) {
    names.push_back(procedure.stages[stage].name);
    stage = *procedure.stages[stage].if_silent.stage;
    if (stage == first) return names;
    if (stage < first) return {};
  }
  return {};
}

}  // namespace

void check_ways(const Procedure& procedure, const std::vector<Place>& stage_places, std::vector<Problem>& problems) {
  const std::vector<bool> seen = reached(procedure);
  for (StageIndex n = 0; n < procedure.stages.size(); ++n) {
    const ProcedureStage& stage = procedure.stages[n];
    if (!seen[n]) {
      problems.push_back(
          {stage_places[n], "nothing leads to stage " + stage.name + " of procedure " + procedure.name +
                                "; name it in `silence` or `outcomes` of another, or say in `starts` who "
                                "may begin there"});
    }
    const std::vector<std::string> circle = circle_from(procedure, n);
    if (circle.empty()) continue;
    problems.push_back(
        {stage_places[n],
         (circle.size() == 1
              ? "stage " + circle[0] + " of procedure " + procedure.name + " follows itself"
              : "stages " + joined(circle) + " of procedure " + procedure.name + " follow each other in a circle") +
             " and nobody decides there, so that it never ends; let the last one's silence end it"});
  }
}

}  // namespace entente::accord
