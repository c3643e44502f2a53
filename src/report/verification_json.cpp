#include "report/verification_json.h"

#include <cmath>
#include <utility>

#include "accord/lattice.h"
#include "report/json_parts.h"

namespace entente::report {

namespace {

using accord::Accord;
using verification::Portfolio;

Json json_means(const Accord& accord, const std::vector<accord::MeansIndex>& means) {
  Json names = Json::array();
  for (const accord::MeansIndex m : means) names.push_back(accord.verification->means[m].name);
  return names;
}

// `holds` says what a margin of null is: no margin limits it, or the plan breaks.
Json json_portfolio(const Accord& accord, const Portfolio& portfolio) {
  return {{"means", json_means(accord, portfolio.means)},
          {"cost", json_number(portfolio.cost)},
          {"false_alarms", json_number(portfolio.false_alarms)},
          {"holds", portfolio.margin >= 0.0},
          {"margin", json_number(portfolio.margin)}};
}

Json json_portfolio(const Accord& accord, const std::optional<Portfolio>& portfolio) {
  return portfolio ? json_portfolio(accord, *portfolio) : Json();
}

Json json_level(const Accord& accord, const accord::Requirement& level) {
  return {{"commitment", accord.commitments[level.commitment].name},
          {"level", accord::level_name(accord, level.commitment, level.level)}};
}

Json json_required(const Accord& accord, const verification::RequiredDetections& required) {
  Json levels = Json::array();
  for (const verification::RequiredDetection& one : required.levels) {
    Json json = json_level(accord, one.level);
    json["step"] = one.point + 1;
    json["sense"] = one.sense == accord::Sense::seen ? "seen" : "watched";
    json["in_force"] = json_number(one.now);
    json["enough"] = one.enough;
    json["least"] = json_number(one.least);
    json["tightest"] = json_condition(accord, one.tightest);
    levels.push_back(std::move(json));
  }
  Json whatever = Json::array();
  for (const sequencing::Condition& condition : required.whatever) {
    Json json = json_condition(accord, condition);
    json["step"] = condition.point + 1;
    whatever.push_back(std::move(json));
  }
  return {{"levels", std::move(levels)}, {"whatever_is_seen", std::move(whatever)}};
}

Json json_portfolio_design(const Accord& accord, const verification::PortfolioDesign& portfolio) {
  Json json;
  json["unit"] = accord.verification->unit;
  json["found"] = Json::array();
  for (const Portfolio& one : portfolio.found) json["found"].push_back(json_portfolio(accord, one));
  json["cost_against_margin"] = Json::array();
  for (const Portfolio& one : portfolio.curve) json["cost_against_margin"].push_back(json_portfolio(accord, one));
  json["none"] = json_portfolio(accord, portfolio.none);
  json["all"] = json_portfolio(accord, portfolio.all);
  json["chosen"] = json_portfolio(accord, portfolio.chosen);
  json["chosen_suffices"] = portfolio.chosen ? Json(portfolio.chosen_suffices) : Json();
  json["means"] = Json::array();
  for (const verification::MeansValue& value : portfolio.values) {
    const accord::Means& means = accord.verification->means[value.means];
    json["means"].push_back({{"name", means.name},
                             {"cost", json_number(means.cost.best)},
                             {"in_portfolio", value.in_portfolio},
                             {"instead", json_portfolio(accord, value.instead)},
                             {"changed", json_portfolio(accord, value.changed)},
                             {"source", means.provenance.sources},
                             {"note", means.provenance.note}});
  }
  json["refusals"] = Json::array();
  for (const verification::HostRefuses& refusal : portfolio.refusals) {
    json["refusals"].push_back(
        {{"host", accord.parties[refusal.host].name}, {"cheapest", json_portfolio(accord, refusal.cheapest)}});
  }
  json["required_beside_all"] = json_required(accord, portfolio.still);
  return json;
}

Json json_breakout(const Accord& accord, const verification::Breakout& one) {
  Json json = json_level(accord, one.level);
  json["lasting"] = one.lasting;
  json["by_giver_alone"] = one.by_giver;
  const auto known = [&](double value) { return one.lasting ? Json() : json_number(value); };
  json["undo_periods"] = one.lasting ? Json() : Json(one.undo);
  json["watched"] = known(one.watched);
  json["seen_in_time"] = known(one.seen_in_time);
  json["seen_in_time_range"] = one.lasting ? Json() : Json::array({one.at_least, one.at_most});
  json["periods_left_or_more"] = one.left;
  json["expected_periods_left"] = known(one.expected_left);
  json["periods_left_with_90_percent"] = one.surely_left ? Json(*one.surely_left) : Json();
  json["response_in_time"] = known(one.response_in_time);
  return json;
}

}  // namespace

Json design_json(const verification::Design& design, const std::vector<std::string>& notes) {
  const Accord& accord = design.accord;
  Json json;
  json["plan"] = design.plan.name;
  json["notes"] = notes;
  json["states"] = Json::array();
  for (const accord::State& state : design.now.walk.points) json["states"].push_back(json_state(accord, state));
  json["margin"] = json_number(design.margin);
  json["gain"] = json_by_party(accord, design.gain);
  json["holds_now"] = design.holds_now;
  json["suffices"] = design.suffices();
  json["required"] = json_required(accord, design.required);
  json["portfolios"] = design.portfolio ? json_portfolio_design(accord, *design.portfolio) : Json();
  json["breakout"] = Json::array();
  for (const verification::Breakout& one : design.breakouts) json["breakout"].push_back(json_breakout(accord, one));
  return json;
}

Json designs_json(const Accord& accord, std::vector<Json> designs) {
  Json json;
  json["accord"] = accord.title;
  json["parties"] = Json::array();
  for (const accord::Party& party : accord.parties) json["parties"].push_back(party.name);
  json["period_years"] = json_number(accord.period);
  json["designs"] = std::move(designs);
  return json;
}

}  // namespace entente::report
