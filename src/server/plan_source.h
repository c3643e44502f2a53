// The plan that a server shows, with everything that is said of it: searched when the server starts, or taken from a
// report that `entente plan --out` made.
#pragma once

#include <functional>
#include <map>
#include <string>

#include "server/message.h"
#include "server/site.h"

namespace entente::server {

struct PlanAtHand {
  Document report;                            ///< docs/json/report.schema.json, with `ranges`
  std::map<std::string, accord::Plan> plans;  ///< by the name that what-if questions give
};

/// Searches; `stopped` is asked now and then. Throws Error, also when it was stopped.
PlanAtHand searched_plan(const Site& site, const std::function<bool()>& stopped);

/// From site.plan_file: report.html, or the document in it. Throws Error when it is neither, or is of another accord.
PlanAtHand plan_from_file(const Site& site);

}  // namespace entente::server
