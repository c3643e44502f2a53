#include "report/report_page.h"

#include <algorithm>
#include <array>
#include <span>
#include <utility>

#include "accord/error.h"
#include "accord/write.h"
#include "game/game.h"
#include "report/accord_json.h"
#include "report/json_parts.h"
#include "report/package_json.h"
#include "report/what_if.h"

namespace entente::report {

namespace {

using accord::Accord;
using accord::PartyIndex;
using sequencing::Condition;

// What a party has at a point by keeping the plan and by leaving, points as seen from there.
Json values_at(const Accord& accord, const std::vector<sequencing::ValuesAlong>& along, std::size_t point) {
  Json json = Json::object();
  for (PartyIndex i = 0; i < along.size(); ++i) {
    const bool step_follows = point < along[i].gate.size();
    json[accord.parties[i].name] = {{"keeping", json_number(along[i].continuation[point])},
                                    {"leaving", json_number(along[i].breakdown[point])},
                                    {"at_gate", step_follows ? json_number(along[i].gate[point]) : Json()}};
  }
  return json;
}

Json json_points(const Accord& accord, const PlanFigures& figures, std::span<const double> margin) {
  const game::Game game = game::compile(accord);
  const sequencing::Walk& walk = figures.evaluation.walk;
  std::vector<sequencing::ValuesAlong> along;
  for (PartyIndex i = 0; i < accord.parties.size(); ++i) along.push_back(sequencing::values_along(game, walk, i));
  Json points = Json::array();
  for (std::size_t point = 0; point < walk.points.size(); ++point) {
    Json conditions = Json::array();
    for (PartyIndex i = 0; i < accord.parties.size(); ++i) {
      sequencing::for_each_condition(game, walk, along[i], i, point, [&](const Condition& condition) {
        Json one = json_condition(accord, condition);
        one.erase("commitments");  // the levels name them
        one["required"] = json_number(sequencing::required(condition, margin[i]));
        one["holds"] = sequencing::holds(condition, margin[i]);
        conditions.push_back(std::move(one));
      });
    }
    points.push_back({{"values", values_at(accord, along, point)}, {"conditions", std::move(conditions)}});
  }
  return points;
}

Json solution_points(const PlanAnalysis& analysis) {
  std::vector<double> margin;
  margin.reserve(analysis.best_gain.size());
  for (const double gain : analysis.best_gain) margin.push_back(analysis.margin_share * std::max(0.0, gain));
  struct Named {
    const char* key;
    const PlanFigures* figures;
  };
  const auto figures_in = [](const std::optional<PlanFigures>& found) { return found ? &*found : nullptr; };
  const std::array<Named, 3> all{Named{"nash", figures_in(analysis.nash)},
                                 Named{"kalai_smorodinsky", figures_in(analysis.kalai_smorodinsky)},
                                 Named{"securest", figures_in(analysis.securest)}};
  Json json = Json::object();
  std::vector<Named> known;
  for (const Named& one : all) {
    json[one.key] = nullptr;
    if (one.figures == nullptr) continue;
    const auto same = std::ranges::find_if(
        known, [&](const Named& other) { return other.figures->plan.steps == one.figures->plan.steps; });
    // The same plan again would double the document.
    if (same != known.end()) {
      json[one.key] = {{"as", same->key}};
    } else {
      json[one.key] = json_points(analysis.accord, *one.figures, margin);
      known.push_back(one);
    }
  }
  return json;
}

Json people_json(const Comparison& people) {
  Json json = evaluate_json(people);
  const std::vector<double> no_margin(people.accord.parties.size(), 0.0);
  for (std::size_t at = 0; at < people.plans.size(); ++at) {
    const PlanFigures& figures = people.plans[at];
    Json& plan = json["plans"][at];
    plan["note"] = figures.plan.note.empty() ? Json() : Json(figures.plan.note);
    plan["sources"] = figures.plan.sources;
    plan["points"] = json_points(people.accord, figures, no_margin);
  }
  return json;
}

}  // namespace

Json what_if_material(const Accord& accord) {
  Accord evaluated = accord;
  evaluated.plans.clear();  // those of the document are given with each question
  try {
    return {{"accord", Json::parse(accord::write_json(evaluated))},
            {"from", accord.stands.empty() ? Json() : json_state(accord, accord.stands)}};
  } catch (const Error&) {
    return nullptr;
  }
}

Json report_json(const ReportParts& parts) {
  Json json;
  json["format"] = "entente/report/1";
  json["program"] = parts.program;
  json["case"] = parts.case_name;
  json["file"] = parts.file_name;
  json["plan"] = plan_json(parts.plan, parts.solution);
  json["points"] = solution_points(parts.plan);
  json["package"] = package_json(parts.package);
  json["people"] = parts.people ? people_json(*parts.people) : Json();
  json["people_left_out"] = parts.people_left_out.empty() ? Json() : Json(parts.people_left_out);
  json["source"] = accord_json(parts.plan.accord);
  json["bibliography"] = bibliography_json(parts.bibliography);
  json["ranges"] = ranges_json(parts.plan.accord);
  return json;
}

std::string with_document(std::string_view page, const Json& document) {
  const std::size_t place = page.find(kDocumentPlace);
  if (place == std::string_view::npos || page.find(kDocumentPlace, place + 1) != std::string_view::npos) {
    throw Error("the page that the report is made from is not whole; build or install Entente anew");
  }
  std::string result(page.substr(0, place));
  for (const char c : document.dump()) {
    // In JSON a `<` can stand in strings only, where this is the same character; `</script>` and `<!--` need one.
    if (c == '<') {
      result += "\\u003c";
    } else {
      result += c;
    }
  }
  result += page.substr(place + kDocumentPlace.size());
  return result;
}

}  // namespace entente::report
