#include "report/verified_plan.h"

#include "accord/error.h"
#include "accord/lattice.h"
#include "report/analysis.h"
#include "verification/design.h"

namespace entente::report {

namespace {

using accord::Accord;

Accord searched(const Accord& accord) {
  return accord.verification ? verification::with_every_means(accord) : accord;
}

std::string with_what(const Accord& accord) {
  return accord.verification ? "with every means of the file in force where it surely works"
                             : "with what the levels say";
}

accord::Plan plan_along(const std::string& name, const std::vector<accord::State>& points) {
  accord::Plan plan;
  plan.name = name;
  for (std::size_t point = 0; point + 1 < points.size(); ++point) {
    accord::Step step;
    for (accord::CommitmentIndex k = 0; k < points[point].size(); ++k) {
      if (points[point][k] != points[point + 1][k]) step.raises.push_back({k, points[point + 1][k]});
    }
    plan.steps.push_back(std::move(step));
  }
  return plan;
}

}  // namespace

VerifiedPlan nash_plan_to_verify(const Accord& accord, const OnProgress& on_progress) {
  Accord without_aim = searched(accord);
  without_aim.aim.clear();  // what it lacks is not asked here
  const PlanAnalysis analysis = analyse(without_aim, {.eps = std::nullopt, .on_progress = on_progress});
  VerifiedPlan result;
  if (!analysis.nash || analysis.nash->plan.steps.empty()) return result;
  result.plan = analysis.nash->plan;
  result.notes.push_back("No plan was named: this is the Nash plan found by search " + with_what(accord) + ".");
  for (const std::string& note : analysis.notes) result.notes.push_back(note);
  return result;
}

VerifiedPlan plan_to_aim(const Accord& accord, const OnProgress& on_progress) {
  if (accord.aim.empty()) throw Error("the file has no `aim`; add one, or name a plan with --plan");
  const accord::State state = accord::least_state(accord, accord.aim);
  const sequencing::Explanation explanation = explain(searched(accord), state, on_progress);
  VerifiedPlan result;
  if (!explanation.path || explanation.path->size() < 2) return result;
  result.plan = plan_along("to the aim", *explanation.path);
  result.notes.push_back(explanation.reached
                             ? "The plan to the aim of largest Nash product, searched " + with_what(accord) + "."
                             : "No plan to the aim holds " + with_what(accord) +
                                   ": this is the one found to come closest.");
  return result;
}

}  // namespace entente::report
