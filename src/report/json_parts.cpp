#include "report/json_parts.h"

#include <algorithm>
#include <cmath>
#include <string>
#include <vector>

#include "accord/lattice.h"

namespace entente::report {

namespace {

using accord::Accord;
using accord::PartyIndex;
using accord::Requirement;
using sequencing::Condition;
using sequencing::Knob;
using sequencing::Mend;

std::string dotted(const Accord& accord, const Requirement& level) {
  return accord.commitments[level.commitment].name + "." + accord::level_name(accord, level.commitment, level.level);
}

Json json_slacks(const Accord& accord, const std::vector<Condition>& weakest) {
  Json json = Json::object();
  for (const Condition& condition : weakest) json[accord.parties[condition.party].name] = json_number(condition.slack);
  return json;
}

// What is said of every point, before a step and while the accord holds.
void add_point(Json& json, const Accord& accord, const PlanFigures& figures, std::size_t point,
               std::span<const double> best_gain) {
  json["slack"] = json_slacks(accord, figures.evaluation.weakest[point]);
  json["weakest"] = json_condition(accord, sequencing::tightest(figures.evaluation, point, best_gain));
  json["trust"] = json_by_party(accord, figures.trust.kept[point]);
  json["breaking_point"] = json_by_party(accord, figures.trust.breaking_point[point]);
}

const char* unit(Knob knob) {
  switch (knob) {
    case Knob::seen:
    case Knob::watched:
    case Knob::succeeds:
      return "share";
    case Knob::undo:
    case Knob::review_time:
      return "periods";
    case Knob::penalty:
      return "points a year";
    case Knob::payment:
      return "points once";
  }
  return "";
}

Json json_mend(const Accord& accord, const Mend& mend) {
  Json json;
  json["knob"] = sequencing::name(mend.knob);
  json["of"] = mend.level   ? Json(dotted(accord, *mend.level))
               : mend.party ? Json(accord.parties[*mend.party].name)
                            : Json("review");
  json["party"] = mend.party ? Json(accord.parties[*mend.party].name) : Json();
  json["from"] = json_number(mend.from);
  json["to"] = json_number(mend.to);
  json["unit"] = unit(mend.knob);
  json["whole_plan"] = mend.whole_plan;
  return json;
}

}  // namespace

Json json_number(double value) {
  return std::isfinite(value) ? Json(value) : Json();
}

Json json_number(const std::optional<double>& value) {
  return value ? json_number(*value) : Json();
}

Json json_count(double whole) {
  constexpr double kExact = 9007199254740992.0;  // 2^53: above it not every whole number is a double
  return whole <= kExact ? Json(static_cast<std::uint64_t>(whole)) : Json(whole);
}

Json json_text(const std::string& text) {
  return text.empty() ? Json() : Json(text);
}

Json json_party_names(const Accord& accord) {
  Json names = Json::array();
  for (const accord::Party& party : accord.parties) names.push_back(party.name);
  return names;
}

Json json_commitments(const Accord& accord) {
  Json all = Json::array();
  for (const accord::Commitment& commitment : accord.commitments) {
    Json levels = Json::array();
    for (const accord::Level& level : commitment.levels) levels.push_back(level.name);
    all.push_back(
        {{"name", commitment.name}, {"by", accord.parties[commitment.by].name}, {"levels", std::move(levels)}});
  }
  return all;
}

Json json_confirmed(const PlanFigures& figures) {
  return figures.confirmed == Confirmed::best_response ? "best response" : "conditions";
}

Json json_by_party(const Accord& accord, std::span<const double> values) {
  Json json = Json::object();
  for (PartyIndex i = 0; i < values.size(); ++i) json[accord.parties[i].name] = json_number(values[i]);
  return json;
}

Json json_state(const Accord& accord, const accord::State& state) {
  Json json = Json::object();
  for (accord::CommitmentIndex k = 0; k < state.size(); ++k) {
    json[accord.commitments[k].name] = accord::level_name(accord, k, state[k]);
  }
  return json;
}

Json json_condition(const Accord& accord, const Condition& condition) {
  Json json;
  json["party"] = accord.parties[condition.party].name;
  json["condition"] = sequencing::describe(condition);
  Json commitments = Json::array();
  Json levels = Json::array();
  for (const Requirement& level : condition.levels) {
    const std::string& name = accord.commitments[level.commitment].name;
    if (commitments.empty() || commitments.back() != name) commitments.push_back(name);
    levels.push_back(dotted(accord, level));
  }
  json["commitments"] = std::move(commitments);
  json["levels"] = std::move(levels);
  json["slack"] = json_number(condition.slack);
  return json;
}

Json json_steps(const Accord& accord, const PlanFigures& figures, std::span<const double> best_gain) {
  Json steps = Json::array();
  std::size_t starts = 0;
  for (std::size_t at = 0; at < figures.plan.steps.size(); ++at) {
    Json raises = Json::array();
    for (const accord::Raise& raise : figures.plan.steps[at].raises) {
      const accord::Commitment& commitment = accord.commitments[raise.commitment];
      raises.push_back({{"commitment", commitment.name},
                        {"to", accord::level_name(accord, raise.commitment, raise.to)},
                        {"by", accord.parties[commitment.by].name}});
    }
    Json step;
    step["raises"] = std::move(raises);
    step["takes_periods"] = figures.evaluation.walk.takes[at];
    step["starts_period"] = starts;
    add_point(step, accord, figures, at, best_gain);
    Json exposures = Json::array();
    for (const sequencing::Exposure& exposure : figures.exposures[at]) {
      exposures.push_back({{"of", accord.parties[exposure.of].name},
                           {"to", accord.parties[exposure.to].name},
                           {"points", json_number(exposure.points)}});
    }
    step["exposure"] = std::move(exposures);
    steps.push_back(std::move(step));
    starts += figures.evaluation.walk.takes[at];
  }
  return steps;
}

Json json_hold(const Accord& accord, const PlanFigures& figures, std::span<const double> best_gain) {
  Json hold;
  add_point(hold, accord, figures, figures.plan.steps.size(), best_gain);
  return hold;
}

Json json_lacks(const Accord& accord, const sequencing::Explanation& explanation) {
  Json lacks = Json::array();
  for (const sequencing::Lack& lack : explanation.lacks) {
    Json json;
    json["state"] = json_state(accord, explanation.path ? (*explanation.path)[lack.worst.point] : explanation.state);
    json["step"] = explanation.path ? Json(lack.worst.point + 1) : Json();
    json.update(json_condition(accord, lack.worst));
    Json mends = Json::array();
    for (const Mend& mend : lack.mends) mends.push_back(json_mend(accord, mend));
    json["mends"] = std::move(mends);
    lacks.push_back(std::move(json));
  }
  return lacks;
}

}  // namespace entente::report
