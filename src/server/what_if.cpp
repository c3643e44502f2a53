#include "server/what_if.h"

#include <vector>

#include "accord/error.h"
#include "accord/words.h"
#include "report/json.h"
#include "report/what_if.h"

namespace entente::server {

using report::Json;

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
  try {
    if (asked.contains("values")) values = report::values_in(asked["values"]);
  } catch (const Error& wrong) {
    return error(400, "question", std::string(wrong.what()) + "; " + form);
  }
  try {
    Response response;
    response.headers.emplace_back("Cache-Control", "no-store");
    response.body = bytes(report::what_if_json(site.accord, plan->second, values).dump());
    return response;
  } catch (const MachineError& failed) {
    return error(500, "machine", failed.what());
  } catch (const Error& wrong) {
    return error(400, "values", wrong.what());
  }
}

}  // namespace entente::server
