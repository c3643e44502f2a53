#include "report/json.h"

#include <algorithm>
#include <string>

#include "accord/lattice.h"
#include "report/json_parts.h"

namespace entente::report {

namespace {

using accord::Accord;
using accord::PartyIndex;
using sequencing::Coverage;
using sequencing::SearchResult;

const char* coverage(Coverage kept) {
  switch (kept) {
    case Coverage::exact:
      return "exact";
    case Coverage::eps:
      return "eps";
    case Coverage::representative:
      return "representative";
  }
  return "";
}

Json safe_states(const SearchResult& search) {
  if (search.safe_at_least == search.safe_at_most) return search.safe_at_least;
  return {{"at_least", search.safe_at_least}, {"at_most", search.safe_at_most}};
}

Json frontier_plan(const PlanAnalysis& analysis, const sequencing::FoundPlan& plan) {
  Json gain = Json::object();
  for (PartyIndex i = 0; i < plan.value.size(); ++i) {
    gain[analysis.accord.parties[i].name] = json_number(plan.value[i] - analysis.search.disagreement[i]);
  }
  Json one;
  one["gain"] = std::move(gain);
  return one;
}

Json frontier(const PlanAnalysis& analysis) {
  Json plans = Json::array();
  if (analysis.search.coverage == Coverage::representative) {
    for (const Representative& representative : analysis.representatives) {
      Json one = frontier_plan(analysis, representative.plan);
      one["best_at"] = representative.best_at;
      one["periods"] = representative.plan.periods;
      one["final"] = json_state(analysis.accord, representative.end);
      plans.push_back(std::move(one));
    }
    return plans;
  }
  for (const sequencing::FoundPlan& plan : analysis.search.frontier) plans.push_back(frontier_plan(analysis, plan));
  return plans;
}

Json solution_plan(const Accord& accord, const std::optional<PlanFigures>& plan, std::span<const double> best_gain) {
  if (!plan) return nullptr;
  const sequencing::Evaluation& evaluation = plan->evaluation;
  Json json;
  json["gain"] = json_by_party(accord, evaluation.gain);
  json["over_standing_still"] = json_by_party(accord, evaluation.over_standing_still);
  json["min_slack"] = json_number(evaluation.min_slack);
  json["periods"] = evaluation.periods;
  json["certified"] = plan->certificate.holds();
  json["confirmed"] = json_confirmed(*plan);
  json["proof"] = {{"nash_product_at_most", json_number(plan->proof.nash_product_at_most)},
                   {"gap", json_number(plan->proof.gap)}};
  json["kept_to_end"] = json_number(plan->trust.kept_to_end);
  json["final"] = json_state(accord, evaluation.walk.points.back());
  json["steps"] = json_steps(accord, *plan, best_gain);
  json["hold"] = json_hold(accord, *plan, best_gain);
  return json;
}

Json package(const Accord& accord, const std::optional<bargaining::Package>& package) {
  if (!package) return nullptr;
  return {{"levels", json_state(accord, package->levels)}, {"gain", json_by_party(accord, package->gain)}};
}

Json aim(const Accord& accord, const std::optional<Aim>& aim) {
  if (!aim) return nullptr;
  Json json;
  json["reached"] = aim->reached;
  json["levels"] = json_state(accord, aim->levels);
  json["held"] = aim->explanation ? Json(aim->explanation->held) : Json();
  json["violation"] = aim->explanation && aim->explanation->held ? json_number(aim->explanation->violation) : Json();
  json["lacks"] = aim->explanation ? json_lacks(accord, *aim->explanation) : Json::array();
  return json;
}

Json price(const PlanAnalysis& analysis) {
  Json json = Json::object();
  for (PartyIndex i = 0; i < analysis.price_of_mistrust.size(); ++i) {
    json[analysis.accord.parties[i].name] = json_number(analysis.price_of_mistrust[i]);
  }
  return json;
}

}  // namespace

Json plan_json(const PlanAnalysis& analysis, Solution solution) {
  const Accord& accord = analysis.accord;
  const SearchResult& search = analysis.search;
  Json json;
  json["accord"] = accord.title;
  json["parties"] = json_party_names(accord);
  json["commitments"] = json_commitments(accord);
  json["period_years"] = json_number(accord.period);
  json["states"] = {
      {"all", json_count(analysis.states)}, {"valid", search.valid_states}, {"safe", safe_states(search)}};
  json["eps"] = {{"share", json_number(analysis.eps_share)}, {"points", json_by_party(accord, analysis.eps_points)}};
  json["exact"] = search.coverage == Coverage::exact;
  json["margin"] = json_number(analysis.margin_share);
  json["disagreement"] = json_by_party(accord, analysis.packages.disagreement);
  json["frontier"] = frontier(analysis);
  json["frontier_complete"] = coverage(search.coverage);
  json["best_gain"] = json_by_party(accord, analysis.best_gain);
  json["solution"] = key(solution);
  json["from"] = accord.stands.empty() ? Json() : json_state(accord, accord.stands);
  json["target"] = analysis.target ? json_state(accord, *analysis.target) : Json();
  json["kalai_smorodinsky_at_most"] = json_number(search.kalai_smorodinsky_at_most);
  json["solutions"] = {{"nash", solution_plan(accord, analysis.nash, analysis.best_gain)},
                       {"kalai_smorodinsky", solution_plan(accord, analysis.kalai_smorodinsky, analysis.best_gain)},
                       {"securest", solution_plan(accord, analysis.securest, analysis.best_gain)}};
  json["securest_margin"] = {{"share", analysis.securest ? json_number(analysis.securest_margin) : Json()},
                             {"proved", analysis.securest_proved}};
  json["package"] = {{"nash", package(accord, analysis.packages.nash)},
                     {"kalai_smorodinsky", package(accord, analysis.packages.kalai_smorodinsky)},
                     {"best_gain", json_by_party(accord, analysis.packages.best_gain)}};
  json["price_of_mistrust"] = price(analysis);
  json["aim"] = aim(accord, analysis.aim);
  json["notes"] = analysis.notes;
  json["faults"] = analysis.faults;
  return json;
}

Json explain_json(const Accord& accord, const sequencing::Explanation& explanation) {
  Json json;
  json["accord"] = accord.title;
  json["parties"] = json_party_names(accord);
  json["state"] = json_state(accord, explanation.state);
  json["held"] = explanation.held;
  json["reached"] = explanation.reached;
  json["violation"] = explanation.path ? json_number(explanation.violation) : Json();
  json["exact"] = explanation.exact;
  json["path"] = nullptr;
  if (explanation.path) {
    json["path"] = Json::array();
    for (const accord::State& state : *explanation.path) json["path"].push_back(json_state(accord, state));
  }
  json["lacks"] = json_lacks(accord, explanation);
  return json;
}

Json check_json(const Summary& summary) {
  const Accord& accord = summary.accord;
  Json json;
  json["accord"] = accord.title;
  json["period_years"] = json_number(accord.period);
  json["parties"] = json_party_names(accord);
  json["commitments"] = json_commitments(accord);
  json["complements"] = Json::array();
  for (const accord::Complement& complement : accord.complements) json["complements"].push_back(complement.name);
  json["states"] = {{"all", json_count(summary.states)},
                    {"valid", summary.valid_states ? Json(*summary.valid_states) : Json()}};
  json["aim"] = summary.aim ? json_state(accord, *summary.aim) : Json();
  json["plans"] = Json::array();
  for (const accord::Plan& plan : accord.plans) json["plans"].push_back(plan.name);
  json["notes"] = Json::array();
  for (const accord::Notice& notice : accord.notices) {
    json["notes"].push_back(
        {{"line", notice.place.line}, {"column", notice.place.column}, {"message", notice.message}});
  }
  return json;
}

std::string written(const Json& json) {
  return json.dump(2) + '\n';
}

}  // namespace entente::report
