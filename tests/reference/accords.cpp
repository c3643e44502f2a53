#include "reference/accords.h"

#include <algorithm>
#include <cmath>
#include <map>
#include <numeric>

#include "accord/lattice.h"
#include "accord/read.h"
#include "reference/check.h"
#include "sequencing/evaluate.h"
#include "sequencing/search.h"
#include "sequencing/solutions.h"

namespace entente::reference {

namespace {

using accord::Accord;
using accord::State;
using nlohmann::json;
namespace fs = std::filesystem;

json by_party(const Accord& accord, const std::vector<double>& points) {
  json result = json::object();
  for (std::size_t i = 0; i < points.size(); ++i) result[accord.parties[i].name] = points[i];
  return result;
}

json levels_of(const Accord& accord, const State& x) {
  json result = json::object();
  for (std::size_t k = 0; k < x.size(); ++k) result[accord.commitments[k].name] = accord::level_name(accord, k, x[k]);
  return result;
}

std::string first_word(const std::string& condition) {
  return condition.substr(0, condition.find_first_of(" ,"));
}

// One party's smallest slack at one point; the condition's name only where no other kind is as small.
void compare_slack(const json& expected, const sequencing::Condition& computed,
                   const std::vector<sequencing::Condition>& all, double tolerance, const std::string& place,
                   std::vector<std::string>& differences) {
  compare(expected.at("slack"), computed.slack, tolerance, place + ".slack", differences);
  const std::string wanted = first_word(expected.at("condition").get<std::string>());
  const bool tied = std::any_of(all.begin(), all.end(), [&](const sequencing::Condition& other) {
    return sequencing::kind(other) == wanted && std::abs(other.slack - computed.slack) <= 1e-9;
  });
  if (sequencing::kind(computed) != wanted && !tied) {
    differences.push_back(place + " is " + sequencing::kind(computed) + ", expected " + wanted);
  }
}

std::vector<sequencing::Condition> conditions_at(const game::Game& game, const sequencing::Evaluation& evaluation,
                                                 std::size_t party, std::size_t point) {
  std::vector<sequencing::Condition> all;
  sequencing::for_each_condition(game, evaluation.walk, sequencing::values_along(game, evaluation.walk, party), party,
                                 point, [&](const sequencing::Condition& condition) { all.push_back(condition); });
  return all;
}

void compare_slack_table(const Accord& accord, const game::Game& game, const json& table,
                         const sequencing::Evaluation& evaluation, double tolerance, const std::string& place,
                         std::vector<std::string>& differences) {
  if (table.size() != evaluation.weakest.size()) {
    differences.push_back(place + " has another number of points");
    return;
  }
  for (std::size_t point = 0; point < table.size(); ++point) {
    for (std::size_t i = 0; i < accord.parties.size(); ++i) {
      const std::string& party = accord.parties[i].name;
      compare_slack(table[point].at(party), evaluation.weakest[point][i], conditions_at(game, evaluation, i, point),
                    tolerance, place + "[" + std::to_string(point) + "]." + party, differences);
    }
  }
}

void compare_final(const Accord& accord, const json& expected, const State& final_state, const std::string& place,
                   std::vector<std::string>& differences) {
  const json computed = levels_of(accord, final_state);
  if (computed != expected) differences.push_back(place + " is " + computed.dump() + ", expected " + expected.dump());
}

void compare_solution(const Accord& accord, const game::Game& game, const json& expected,
                      const sequencing::SearchResult& found, std::optional<std::size_t> chosen, double tolerance,
                      const std::string& place, std::vector<std::string>& differences) {
  if (expected.is_null()) {
    if (chosen) differences.push_back(place + " was found, expected none");
    return;
  }
  if (!chosen) {
    differences.push_back(place + " was not found");
    return;
  }
  const sequencing::FoundPlan& plan = found.frontier[*chosen];
  const sequencing::Evaluation evaluation = sequencing::evaluate(game, sequencing::states_of(game, plan.steps));
  const json computed = {{"gain", by_party(accord, evaluation.gain)},
                         {"periods", plan.periods},
                         {"min_slack", evaluation.min_slack},
                         {"holds", evaluation.holds()}};
  json figures = expected;
  for (const char* other : {"final", "slack", "steps"}) figures.erase(other);
  compare(figures, computed, tolerance, place, differences);
  compare_final(accord, expected.at("final"), evaluation.walk.points.back(), place + ".final", differences);
  compare_slack_table(accord, game, expected.at("slack"), evaluation, tolerance, place + ".slack", differences);
}

json frontier_gains(const sequencing::SearchResult& found) {
  json gains = json::array();
  for (const sequencing::FoundPlan& plan : found.frontier) {
    json row = json::array();
    for (std::size_t i = 0; i < plan.value.size(); ++i) row.push_back(plan.value[i] - found.disagreement[i]);
    gains.push_back(row);
  }
  return gains;
}

// Vectors that differ by less than the tolerance may come in either order: each expected one must be there.
void compare_frontier(const json& expected, const json& computed, double tolerance,
                      std::vector<std::string>& differences) {
  for (const json& wanted : expected) {
    const bool found = std::any_of(computed.begin(), computed.end(), [&](const json& row) {
      std::vector<std::string> off;
      compare(wanted, row, tolerance, "", off);
      return off.empty();
    });
    if (!found) differences.push_back("the frontier lacks " + wanted.dump());
  }
}

bool some_plan_reaches(const Accord& accord, const game::Game& game, const sequencing::SearchResult& found) {
  const State aim = accord::least_state(accord, accord.aim);
  return std::any_of(found.frontier.begin(), found.frontier.end(), [&](const sequencing::FoundPlan& plan) {
    const State end = sequencing::states_of(game, plan.steps).back();
    return std::equal(end.begin(), end.end(), aim.begin(), [](std::size_t a, std::size_t b) { return a >= b; });
  });
}

// The exact search at a margin that is a share of each party's best gain at margin 0.
sequencing::SearchResult search_at(const game::Game& game, double margin, std::vector<double>& best_gain) {
  sequencing::SearchResult found = sequencing::search(game);
  best_gain = sequencing::best_gains(found.frontier, found.disagreement);
  if (margin == 0.0) return found;
  sequencing::SearchOptions options;
  for (const double best : best_gain) options.margin.push_back(margin * best);
  return sequencing::search(game, options);
}

json described(const sequencing::Condition& condition) {
  return sequencing::describe(condition);
}

}  // namespace

void check_search(const fs::path& file, const json& expected, double tolerance, std::vector<std::string>& differences) {
  const Accord accord = accord::load(file);
  const game::Game game = game::compile(accord);
  std::vector<double> best_gain;
  const sequencing::SearchResult found = search_at(game, expected.value("margin", 0.0), best_gain);
  json computed = {
      {"margin", expected.value("margin", 0.0)},
      {"safe_states", found.safe_at_least},
      {"valid_states", found.valid_states},
      {"frontier", found.frontier.size()},
      {"disagreement", by_party(accord, found.disagreement)},
      {"best_gain", by_party(accord, best_gain)},
      {"aim_reached_by_some_frontier_plan", !accord.aim.empty() && some_plan_reaches(accord, game, found)}};
  json figures = expected;
  for (const char* other : {"nash", "kalai_smorodinsky", "frontier_gains"}) figures.erase(other);
  compare(figures, computed, tolerance, "", differences);
  if (expected.contains("frontier_gains")) {
    compare_frontier(expected.at("frontier_gains"), frontier_gains(found), tolerance, differences);
  }
  if (expected.contains("nash")) {
    compare_solution(accord, game, expected.at("nash"), found,
                     sequencing::nash(found.frontier, found.disagreement, best_gain), tolerance, "nash", differences);
  }
  if (expected.contains("kalai_smorodinsky")) {
    compare_solution(accord, game, expected.at("kalai_smorodinsky"), found,
                     sequencing::kalai_smorodinsky(found.frontier, found.disagreement, best_gain), tolerance,
                     "kalai_smorodinsky", differences);
  }
}

void check_plan(const fs::path& file, const json& plan, double tolerance, std::vector<std::string>& differences) {
  const Accord accord = accord::load(file);
  const game::Game game = game::compile(accord);
  const json steps_only = {{"plan", {{"name", plan.at("name")}, {"steps", plan.at("steps")}}}};
  const accord::Plan parsed = accord::parse_plans(accord, steps_only.dump(), file.string()).front();
  const sequencing::Evaluation evaluation = sequencing::evaluate(game, accord::path(accord, parsed));
  const json& expected = plan.at("result");
  compare({{"gain", expected.at("gain")},
           {"periods", expected.at("periods")},
           {"min_slack", expected.at("min_slack")},
           {"holds", expected.at("holds")}},
          {{"gain", by_party(accord, evaluation.gain)},
           {"periods", evaluation.periods},
           {"min_slack", evaluation.min_slack},
           {"holds", evaluation.holds()}},
          tolerance, "", differences);
  compare_final(accord, expected.at("final"), evaluation.walk.points.back(), "final", differences);
  const json& points = expected.at("points");
  if (points.size() != evaluation.value.size()) {
    differences.push_back("another number of points");
    return;
  }
  json slack = json::array();
  std::map<std::string, std::size_t> party_index;
  for (std::size_t i = 0; i < accord.parties.size(); ++i) party_index[accord.parties[i].name] = i;
  for (std::size_t t = 0; t < points.size(); ++t) {
    const std::string place = "points[" + std::to_string(t) + "]";
    slack.push_back(points[t].at("slack"));
    compare(points[t].at("value"), by_party(accord, evaluation.value[t]), tolerance, place + ".value", differences);
    compare_final(accord, points[t].at("state"), evaluation.walk.points[t], place + ".state", differences);
    const auto broken = std::count_if(evaluation.broken.begin(), evaluation.broken.end(),
                                      [&](const sequencing::Condition& condition) { return condition.point == t; });
    if (static_cast<std::size_t>(broken) != points[t].at("broken").size()) {
      differences.push_back(place + " has " + std::to_string(broken) + " broken conditions, expected " +
                            std::to_string(points[t].at("broken").size()));
    }
    if (!points[t].contains("all")) continue;
    for (const json& row : points[t].at("all")) {
      const std::size_t i = party_index.at(row[0].get<std::string>());
      const std::vector<sequencing::Condition> all = conditions_at(game, evaluation, i, t);
      const bool there = std::any_of(all.begin(), all.end(), [&](const sequencing::Condition& condition) {
        const double wanted = row[3].get<double>();
        return described(condition) == row[1] &&
               std::abs(condition.slack - wanted) <= tolerance * std::max(1.0, std::abs(wanted));
      });
      if (!there) differences.push_back(place + " lacks " + row.dump());
    }
  }
  compare_slack_table(accord, game, slack, evaluation, tolerance, "points", differences);
}

}  // namespace entente::reference
