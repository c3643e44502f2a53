#include "server/what_if.h"

#include <vector>

#include "accord/error.h"
#include "accord/ranges.h"
#include "accord/words.h"
#include "report/analysis.h"
#include "report/json.h"

namespace entente::server {

namespace {

using report::Json;

// Private states of a party up to which its exact best response is looked for: a slider should move at once.
constexpr std::size_t kPrivateStatesAtOnce = 20'000;

}  // namespace

Response what_if(const Site& site, const std::map<std::string, accord::Plan>& plans, const std::string& body) {
  constexpr const char* form = R"(write {"plan": "nash", "values": {"parties/North/patience": 0.9}})";
  const Json asked = Json::parse(body, nullptr, false);
  if (asked.is_discarded() || !asked.is_object() || !asked.contains("plan") || !asked["plan"].is_string())
    return error(400, "question", std::string("this is no question; ") + form);
  const auto plan = plans.find(asked["plan"].get<std::string>());
  if (plan == plans.end()) {
    std::vector<std::string> names;
    for (const auto& [name, one] : plans) names.push_back(name);
    return error(404, "no_plan",
                 "there is no plan called " + accord::in_quotes(asked["plan"].get<std::string>()) +
                     accord::suggestion(asked["plan"].get<std::string>(), names));
  }
  std::vector<accord::ValueOf> values;
  if (asked.contains("values")) {
    if (!asked["values"].is_object()) return error(400, "question", std::string("`values` is no object; ") + form);
    for (const auto& [id, value] : asked["values"].items()) {
      if (!value.is_number()) return error(400, "question", "the value of " + id + " is not a number");
      values.push_back({.id = id, .value = value.get<double>()});
    }
  }
  try {
    const accord::Accord accord = accord::at_values(site.accord, values);
    const Json json = report::evaluate_json(report::compare(accord, {plan->second}, kPrivateStatesAtOnce));
    Response response;
    response.headers.emplace_back("Cache-Control", "no-store");
    response.body = bytes(Json{{"plan", json["plans"][0]}}.dump());
    return response;
  } catch (const MachineError& failed) {
    return error(500, "machine", failed.what());
  } catch (const Error& wrong) {
    return error(400, "values", wrong.what());
  }
}

}  // namespace entente::server
