#include "report/stress_report.h"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <utility>
#include <vector>

#include "report/json_parts.h"
#include "report/wording.h"
#include "statistics/intervals.h"

namespace entente::report {

namespace {

using accord::Accord;
using sequencing::Deviation;
using uncertainty::BreakKey;
using uncertainty::BrokenCondition;
using uncertainty::PlanTally;
using uncertainty::Spread;
using uncertainty::StressTally;
using uncertainty::StressTest;

struct BreakRow {
  BreakKey key;
  std::uint64_t worlds = 0;
};

// The most frequent first; ties in the order of the plan.
std::vector<BreakRow> breaks_by_frequency(const PlanTally& plan) {
  std::vector<BreakRow> rows;
  for (const auto& [key, worlds] : plan.first_breaks) rows.push_back({key, worlds});
  std::ranges::stable_sort(rows, std::ranges::greater(), &BreakRow::worlds);
  return rows;
}

std::vector<accord::Requirement> levels_of(const StressTest& test, std::size_t plan, const BreakKey& key) {
  BrokenCondition broken;
  broken.point = key.point;
  broken.party = key.party;
  broken.deviation = key.deviation;
  broken.which = key.which;
  return test.levels_of(plan, broken);
}

Json json_share(std::uint64_t part, std::uint64_t all) {
  const statistics::Interval interval = statistics::wilson(part, all);
  return {{"worlds", part}, {"share", statistics::share_of(part, all)}, {"low", interval.low}, {"high", interval.high}};
}

Json json_spread(const Spread& spread) {
  const statistics::QuantileSketch& sketch = spread.sketch;
  return {{"mean", json_number(spread.moments.mean)},  {"deviation", json_number(std::sqrt(spread.moments.variance()))},
          {"least", json_number(sketch.least())},      {"p05", json_number(sketch.quantile(0.05))},
          {"p25", json_number(sketch.quantile(0.25))}, {"median", json_number(sketch.quantile(0.5))},
          {"p75", json_number(sketch.quantile(0.75))}, {"p95", json_number(sketch.quantile(0.95))},
          {"most", json_number(sketch.most())}};
}

Json json_spreads(const Accord& accord, const std::vector<Spread>& spreads) {
  Json json = Json::object();
  for (std::size_t i = 0; i < spreads.size(); ++i) json[accord.parties[i].name] = json_spread(spreads[i]);
  return json;
}

Json json_first_breaks(const StressTest& test, std::size_t p, const StressTally& tally) {
  const Accord& accord = test.accord();
  const std::size_t steps = test.plans()[p].steps.size();
  Json rows = Json::array();
  for (const BreakRow& row : breaks_by_frequency(tally.plans[p])) {
    const sequencing::Condition about{
        .deviation = row.key.deviation, .party = row.key.party, .levels = levels_of(test, p, row.key)};
    const Json named = json_condition(accord, about);
    rows.push_back({{"step", row.key.point < steps ? Json(row.key.point + 1) : Json()},
                    {"party", named["party"]},
                    {"condition", break_name(row.key.deviation)},
                    {"commitments", named["commitments"]},
                    {"levels", named["levels"]},
                    {"worlds", row.worlds},
                    {"share", statistics::share_of(row.worlds, tally.worlds)}});
  }
  return rows;
}

Json json_plan(const StressTest& test, std::size_t p, const StressTally& tally) {
  const Accord& accord = test.accord();
  const PlanTally& plan = tally.plans[p];
  const uncertainty::Outcome& at_best = test.at_best()[p];
  Json json;
  json["name"] = test.plans()[p].name;
  json["steps"] = test.plans()[p].steps.size();
  json["holds"] = json_share(plan.holds, tally.worlds);
  json["holds_and_nobody_loses"] = json_share(plan.holds_and_all_gain, tally.worlds);
  json["holds_and_enough_for_all"] = json_share(plan.holds_and_all_have_enough, tally.worlds);
  json["at_best"] = {{"holds", at_best.holds},
                     {"min_slack", json_number(at_best.min_slack)},
                     {"slack", json_by_party(accord, at_best.slack)},
                     {"gain", json_by_party(accord, at_best.gain)}};
  json["first_breaks"] = json_first_breaks(test, p, tally);
  json["min_slack"] = json_spread(plan.min_slack);
  json["slack"] = json_spreads(accord, plan.slack);
  json["gain"] = json_spreads(accord, plan.gain);
  json["regret"] = test.plans().size() > 1 ? json_spreads(accord, plan.regret) : Json();
  return json;
}

std::string drawn_name(const accord::RangedNumber& number) {
  switch (number.range.drawn) {
    case accord::Distribution::triangular:
      return "triangular";
    case accord::Distribution::uniform:
      return "uniform";
    case accord::Distribution::log_uniform:
      return "log_uniform";
    case accord::Distribution::pert:
      return "pert";
  }
  return {};
}

Json json_ranges(const StressTest& test) {
  Json rows = Json::array();
  const uncertainty::WorldModel& model = test.model();
  for (std::size_t n = 0; n < model.numbers.size(); ++n) {
    const accord::RangedNumber& number = model.numbers[n];
    rows.push_back({{"id", number.id},
                    {"unit", accord::in_words(number.unit)},
                    {"low", number.range.low},
                    {"best", number.range.best},
                    {"high", number.range.high},
                    {"drawn", model.coordinate_of[n] == uncertainty::kDrawnJointly ? "jointly" : drawn_name(number)},
                    {"matters", test.depends_on(n)}});
  }
  return rows;
}

std::string design_in_words(uncertainty::Design design) {
  switch (design) {
    case uncertainty::Design::latin:
      return "Latin hypercube";
    case uncertainty::Design::sobol:
      return "scrambled Sobol sequence";
    case uncertainty::Design::random:
      return "random numbers";
  }
  return {};
}

std::string share_in_words(std::uint64_t part, std::uint64_t all) {
  const statistics::Interval interval = statistics::wilson(part, all);
  return fmt::format("{} ({} to {})",
                     part == all ? "100%"
                     : part == 0 ? "0%"
                                 : probability(statistics::share_of(part, all)),
                     percent(interval.low), percent(interval.high));
}

std::string plans_in_worlds(const StressTest& test, const StressTally& tally, const Terminal& terminal) {
  Table table;
  table.columns = {
      {"plan"}, {"holds in (95% interval)"}, {"and nobody loses"}, {"and enough for all"}, {"at best values"}};
  for (std::size_t p = 0; p < tally.plans.size(); ++p) {
    const PlanTally& plan = tally.plans[p];
    const bool mostly = 2 * plan.holds > tally.worlds;
    table.rows.push_back({{test.plans()[p].name},
                          {share_in_words(plan.holds, tally.worlds), mostly ? Tone::good : Tone::bad},
                          {probability(statistics::share_of(plan.holds_and_all_gain, tally.worlds))},
                          {probability(statistics::share_of(plan.holds_and_all_have_enough, tally.worlds))},
                          {test.at_best()[p].holds ? "holds" : "breaks"}});
  }
  return drawn(table, terminal);
}

std::string first_breaks(const StressTest& test, std::size_t p, const StressTally& tally, const Terminal& terminal) {
  constexpr std::size_t most_rows = 8;
  const std::vector<BreakRow> rows = breaks_by_frequency(tally.plans[p]);
  if (rows.empty()) return paragraph("It breaks in no world.", terminal);
  Table table;
  table.columns = {{"breaks first"}, {"party"}, {"by"}, {"share of all worlds", Align::right}};
  std::uint64_t rest = 0;
  for (std::size_t n = 0; n < rows.size(); ++n) {
    if (n >= most_rows) {
      rest += rows[n].worlds;
      continue;
    }
    std::string levels;
    for (const accord::Requirement& level : levels_of(test, p, rows[n].key))
      levels += (levels.empty() ? ": " : ", ") + level_in_words(test.accord(), level);
    table.rows.push_back({{point_in_words(rows[n].key.point, test.plans()[p].steps.size())},
                          {test.accord().parties[rows[n].key.party].name},
                          {break_name(rows[n].key.deviation) + levels},
                          {percent(statistics::share_of(rows[n].worlds, tally.worlds))}});
  }
  std::string text = drawn(table, terminal);
  if (rest > 0) {
    text += paragraph(fmt::format("{} further ways to break first: {} of all worlds. `--json` has them all.",
                                  rows.size() - most_rows, percent(statistics::share_of(rest, tally.worlds))),
                      terminal);
  }
  return text;
}

std::string range_in_words(const Spread& spread) {
  return fmt::format("{} ({} to {})", points(spread.sketch.quantile(0.5)), points(spread.sketch.quantile(0.05)),
                     points(spread.sketch.quantile(0.95)));
}

std::string spreads(const StressTest& test, std::size_t p, const StressTally& tally, const Terminal& terminal) {
  const PlanTally& plan = tally.plans[p];
  const bool several = tally.plans.size() > 1;
  Table table;
  table.columns = {{"party"}, {"gain: median (5% to 95%)"}, {"smallest slack: median (5% to 95%)"}};
  if (several) table.columns.push_back({"regret: mean, largest"});
  for (std::size_t i = 0; i < plan.gain.size(); ++i) {
    table.rows.push_back(
        {{test.accord().parties[i].name}, {range_in_words(plan.gain[i])}, {range_in_words(plan.slack[i])}});
    if (several) {
      table.rows.back().push_back(
          {fmt::format("{}, {}", points(plan.regret[i].moments.mean), points(plan.regret[i].sketch.most()))});
    }
  }
  return drawn(table, terminal);
}

}  // namespace

std::string design_name(uncertainty::Design design) {
  switch (design) {
    case uncertainty::Design::latin:
      return "latin";
    case uncertainty::Design::sobol:
      return "sobol";
    case uncertainty::Design::random:
      return "random";
  }
  return {};
}

std::string break_name(Deviation deviation) {
  switch (deviation) {
    case Deviation::leave:
      return "stays";
    case Deviation::leave_on_eve:
      return "stays, on the eve";
    case Deviation::withhold:
      return "delivers";
    case Deviation::leave_at_gate:
      return "delivers, leave at the gate";
    case Deviation::stop:
      return "keeps, stop";
    case Deviation::leave_midway:
      return "keeps, leave";
    case Deviation::finish:
      return "keeps, finish";
  }
  return {};
}

std::size_t holds_most(const StressTally& tally) {
  const auto most = std::ranges::max_element(tally.plans, {}, &PlanTally::holds);
  return static_cast<std::size_t>(most - tally.plans.begin());
}

Json stress_json(const StressTest& test, const StressTally& tally) {
  const Accord& accord = test.accord();
  Json json;
  json["accord"] = accord.title;
  Json parties = Json::array();
  for (const accord::Party& party : accord.parties) parties.push_back(party.name);
  json["parties"] = std::move(parties);
  json["worlds"] = tally.worlds;
  json["design"] = design_name(test.options().design);
  json["seed"] = test.options().seed;
  json["enough"] = test.options().enough;
  json["ranges"] = json_ranges(test);
  Json plans = Json::array();
  for (std::size_t p = 0; p < tally.plans.size(); ++p) plans.push_back(json_plan(test, p, tally));
  json["plans"] = std::move(plans);
  json["holds_most"] = test.plans()[holds_most(tally)].name;
  return json;
}

Json stress_report_json(const std::string& program, const std::string& case_name, const Json& stress) {
  return {{"format", "entente/stress-report/1"}, {"program", program}, {"case", case_name}, {"stress", stress}};
}

std::string stress_text(const StressTest& test, const StressTally& tally, const Terminal& terminal) {
  std::size_t mattering = 0;
  for (std::size_t n = 0; n < test.model().numbers.size(); ++n) mattering += test.depends_on(n) ? 1U : 0U;
  std::string text = heading(test.accord().title, terminal);
  text += paragraph(
      fmt::format("{} worlds drawn from {} {} ({}, seed {}); {} of the ranges {} to {}.",
                  count(static_cast<double>(tally.worlds)), test.model().numbers.size(),
                  test.model().numbers.size() == 1 ? "range" : "ranges", design_in_words(test.options().design),
                  test.options().seed, mattering, mattering == 1 ? "matters" : "matter",
                  test.plans().size() == 1 ? "this plan" : "these plans"),
      terminal);
  text += '\n' + plans_in_worlds(test, tally, terminal);
  text += paragraph(fmt::format("Enough: {} of what a party gains at the best values.", percent(test.options().enough)),
                    terminal);
  constexpr std::size_t most_in_full = 6;
  for (std::size_t p = 0; p < tally.plans.size(); ++p) {
    if (tally.plans.size() > most_in_full && p != holds_most(tally)) continue;
    text += heading(test.plans()[p].name, terminal);
    text += first_breaks(test, p, tally, terminal) + '\n';
    text += spreads(test, p, tally, terminal);
  }
  if (tally.plans.size() > 1) {
    text += '\n' + paragraph("Holds in most worlds: " + test.plans()[holds_most(tally)].name +
                                 ". Regret: what a party would have had more with the best of these plans in that "
                                 "world, where a plan that breaks is worth 0.",
                             terminal);
  }
  return text;
}

}  // namespace entente::report
