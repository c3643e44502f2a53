// People's plans as JSON, apart from the other documents: it is all of them that a report can make by itself.
#include "report/json.h"
#include "report/json_parts.h"
#include "report/plan_figures.h"

namespace entente::report {

namespace {

using accord::Accord;

Json best_responses(const Accord& accord, const PlanFigures& plan) {
  Json all = Json::array();
  for (const sequencing::BestResponse& response : plan.responses) {
    all.push_back({{"party", accord.parties[response.party].name},
                   {"gains_by_breaking", response.beats_the_plan},
                   {"step", response.point + 1},
                   {"value", json_number(response.best_value)},
                   {"value_of_keeping", json_number(response.plan_value)},
                   {"private_states", response.private_states}});
  }
  return all;
}

Json people_plan(const Accord& accord, const PlanFigures& plan, std::span<const double> best_gain) {
  const sequencing::Evaluation& evaluation = plan.evaluation;
  Json json;
  json["name"] = plan.plan.name;
  json["holds"] = evaluation.holds() && !plan.beaten;
  json["certified"] = plan.certificate.holds();
  json["confirmed"] = json_confirmed(plan);
  json["keeps_pace"] = plan.keeps_pace;
  json["gain"] = json_by_party(accord, evaluation.gain);
  json["over_standing_still"] = json_by_party(accord, evaluation.over_standing_still);
  json["min_slack"] = json_number(evaluation.min_slack);
  json["periods"] = evaluation.periods;
  json["kept_to_end"] = json_number(plan.trust.kept_to_end);
  json["final"] = json_state(accord, evaluation.walk.points.back());
  json["steps"] = json_steps(accord, plan, best_gain);
  json["hold"] = json_hold(accord, plan, best_gain);
  const sequencing::Condition* broken = first_break(plan, best_gain);
  json["first_break"] = nullptr;
  if (broken != nullptr) {
    Json first;
    first["step"] = broken->point + 1;
    first.update(json_condition(accord, *broken));
    json["first_break"] = std::move(first);
  }
  json["best_response"] = best_responses(accord, plan);
  return json;
}

}  // namespace

Json evaluate_json(const Comparison& comparison) {
  const Accord& accord = comparison.accord;
  Json json;
  json["accord"] = accord.title;
  json["parties"] = json_party_names(accord);
  json["commitments"] = json_commitments(accord);
  json["period_years"] = json_number(accord.period);
  json["best_gain"] = json_by_party(accord, comparison.best_gain);
  json["plans"] = Json::array();
  for (const PlanFigures& plan : comparison.plans)
    json["plans"].push_back(people_plan(accord, plan, comparison.best_gain));
  json["notes"] = comparison.notes;
  return json;
}

}  // namespace entente::report
