#include "server/plan_source.h"

#include <algorithm>
#include <optional>
#include <utility>

#include "accord/error.h"
#include "accord/words.h"
#include "report/analysis.h"
#include "report/package_analysis.h"
#include "report/report_page.h"
#include "report/what_if.h"

namespace entente::server {

namespace {

using accord::Accord;
using report::Json;

PlanAtHand at_hand(const Site& site, Json document) {
  document["case"] = site.case_name;
  PlanAtHand result{.report = server::document(document.dump(), "application/json"), .plans = {}};
  for (const accord::Plan& plan : site.people) result.plans[plan.name] = plan;
  return result;
}

// The document in a report.html, or the text itself where it is no page.
std::string document_in(const std::string& text) {
  const std::size_t element = text.find("<script id=\"report\"");
  if (element == std::string::npos) return text;
  const std::size_t begin = text.find('>', element);
  const std::size_t end = text.find("</script>", element);
  if (begin == std::string::npos || end == std::string::npos || end < begin) return {};
  return text.substr(begin + 1, end - begin - 1);
}

}  // namespace

PlanAtHand searched_plan(const Site& site, const std::function<bool()>& stopped) {
  const auto require_going_on = [&stopped] {
    if (stopped()) throw Error("the search was stopped");
  };
  report::PlanOptions asked;
  asked.on_progress = [&](const char*, const sequencing::Progress&) { require_going_on(); };
  const report::PlanAnalysis analysis = report::analyse(site.accord, asked);
  require_going_on();
  const report::PackageAnalysis package = report::analyse_package(site.accord, {.frontier = true});
  require_going_on();
  std::optional<report::Comparison> people;
  if (!site.people.empty()) people = report::compare(site.accord, site.people);
  const report::ReportParts parts{.program = site.program,
                                  .case_name = site.case_name,
                                  .file_name = site.file_name,
                                  .plan = analysis,
                                  .solution = report::Solution::nash,
                                  .package = package,
                                  .people = std::move(people),
                                  .people_left_out = {},
                                  .bibliography = site.bibliography};
  PlanAtHand result = at_hand(site, report::report_json(parts));
  for (const report::Solution solution : report::kSolutions) {
    std::string name(report::key(solution));
    std::ranges::replace(name, '-', '_');
    if (const auto& found = report::chosen(analysis, solution)) result.plans[name] = found->plan;
  }
  return result;
}

PlanAtHand plan_from_file(const Site& site) {
  Json document = Json::parse(document_in(site.plan_file), nullptr, false);
  if (document.is_discarded() || !document.is_object() || document.value("format", std::string()) != "entente/report/1")
    throw Error("it is no report; give the report.html that `entente plan CASE --out DIR` leaves");
  try {
    const Json& plan = document.at("plan");
    if (const std::string title = plan.at("accord").get<std::string>(); title != site.accord.title)
      throw Error("it is about " + accord::in_quotes(title) + ", not " + accord::in_quotes(site.accord.title));
    std::map<std::string, accord::Plan> plans;
    for (const auto& [name, told] : plan.at("solutions").items()) {
      if (!told.is_null()) plans[name] = report::plan_in(site.accord, told, name);
    }
    document["ranges"] = report::ranges_json(site.accord);
    document.erase("what_if");  // here the server evaluates
    PlanAtHand result = at_hand(site, document);
    result.plans.merge(plans);
    return result;
  } catch (const Json::exception&) {
    throw Error("the report is not whole; make it again with `entente plan CASE --out DIR`");
  }
}

}  // namespace entente::server
