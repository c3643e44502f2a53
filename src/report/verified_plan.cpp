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
  PlanOptions options;
  options.on_progress = on_progress;
  const PlanAnalysis analysis = analyse(without_aim, options);
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
  sequencing::Explanation explanation = explain(searched(accord), state, on_progress);
  bool from_today = false;
  if (!explanation.reached && accord.verification) {
    // Means that begin late may still work for what a plan delivers late; the design itself looks at that.
    explanation = explain(verification::with_every_means_from_today(accord), state, on_progress);
    from_today = true;
  }
  VerifiedPlan result;
  if (!explanation.path || explanation.path->size() < 2) return result;
  result.plan = plan_along("to the aim", *explanation.path);
  const std::string all_along = "as if every means of the file worked from today on";
  if (explanation.reached) {
    result.notes.push_back("The plan to the aim of largest Nash product, searched " +
                           (from_today ? all_along : with_what(accord)) + ".");
  } else {
    result.notes.push_back("No plan to the aim holds" + (accord.verification ? ", not even " + all_along : "") +
                           ": this is the one found to come closest.");
  }
  return result;
}

}  // namespace entente::report
