#include "report/what_if.h"

#include <algorithm>

#include "accord/error.h"
#include "accord/names.h"
#include "report/json_parts.h"
#include "report/plan_figures.h"

namespace entente::report {

using accord::Accord;

Json ranges_json(const Accord& accord) {
  Json json = Json::array();
  for (const accord::RangedNumber& one : accord::ranged_numbers(accord)) {
    json.push_back({{"id", one.id},
                    {"unit", accord::in_words(one.unit)},
                    {"low", json_number(one.range.low)},
                    {"best", json_number(one.range.best)},
                    {"high", json_number(one.range.high)}});
  }
  return json;
}

accord::Plan plan_in(const Accord& accord, const Json& told, const std::string& name) {
  const accord::Names names = accord::names_of(accord);
  accord::Plan plan;
  plan.name = name;
  for (const Json& step : told.at("steps")) {
    accord::Step steps;
    for (const Json& raise : step.at("raises")) {
      const auto commitment = accord::find_commitment(raise.at("commitment").get<std::string>(), names);
      if (!commitment) throw Error("it names a commitment that the accord does not have");
      const auto level = accord::find_level(raise.at("to").get<std::string>(), *commitment, names);
      if (!level) throw Error("it names a level that the accord does not have");
      steps.raises.push_back({.commitment = *commitment, .to = *level});
    }
    std::ranges::sort(steps.raises, {}, &accord::Raise::commitment);
    plan.steps.push_back(std::move(steps));
  }
  return plan;
}

std::vector<accord::ValueOf> values_in(const Json& told) {
  if (!told.is_object()) throw Error("`values` is no object");
  std::vector<accord::ValueOf> values;
  for (const auto& [id, value] : told.items()) {
    if (!value.is_number()) throw Error("the value of " + id + " is not a number");
    values.push_back({.id = id, .value = value.get<double>()});
  }
  return values;
}

Json what_if_json(const Accord& accord, const accord::Plan& plan, const std::vector<accord::ValueOf>& values) {
  const Json json = evaluate_json(compare(accord::at_values(accord, values), {plan}, kPrivateStatesAtOnce));
  return {{"plan", json["plans"][0]}};
}

}  // namespace entente::report
