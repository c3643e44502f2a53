#include "report/inspections_report.h"

#include <cmath>

#include "accord/words.h"
#include "report/json_parts.h"
#include "report/wording.h"
#include "verification/cumulative_sum.h"

namespace entente::report {

namespace {

using verification::Site;

std::string names_of(const InspectionAnalysis& analysis, const std::vector<std::size_t>& sites) {
  std::vector<std::string> names;
  for (const std::size_t i : sites) names.push_back(analysis.inspections.names[i]);
  return accord::joined(names);
}

std::string deterrence_sentence(const InspectionAnalysis& analysis) {
  if (analysis.allocation.without <= 0.0) return "Cheating gains nothing anywhere, even without a visit.";
  if (!analysis.budget_to_deter) {
    return "No budget makes cheating gain nothing everywhere: being detected costs too little, or visits see too "
           "little.";
  }
  const bool reached = analysis.allocation.worst_case <= 0.0;
  return "A budget of " + points(*analysis.budget_to_deter) + " a period makes cheating gain nothing anywhere" +
         (reached ? ": it is reached." : ".");
}

bool equal_costs(const verification::Inspections& inspections) {
  for (const Site& site : inspections.sites) {
    if (site.cost != inspections.sites[0].cost) return false;
  }
  return true;
}

}  // namespace

InspectionAnalysis analyse(const verification::Inspections& inspections) {
  InspectionAnalysis analysis{.inspections = inspections,
                              .allocation = verification::allocate(inspections.sites, inspections.budget),
                              .budget_to_deter = {}};
  const double budget = verification::budget_needed(inspections.sites, 0.0);
  if (std::isfinite(budget)) analysis.budget_to_deter = budget;
  return analysis;
}

Json inspections_json(const InspectionAnalysis& analysis) {
  const verification::Allocation& found = analysis.allocation;
  Json json;
  json["inspections"] = analysis.inspections.title;
  json["budget"] = analysis.inspections.budget;
  json["spent"] = found.spent;
  json["worst_case"] = found.worst_case;
  json["worst_case_without_visits"] = found.without;
  json["lowest_worst_case"] = found.floor;
  json["budget_for_lowest_worst_case"] = found.budget_for_floor;
  json["budget_to_deter"] = analysis.budget_to_deter ? Json(*analysis.budget_to_deter) : Json();
  json["lowered_by_next_unit"] = found.per_unit;
  json["worst_sites"] = Json::array();
  for (const std::size_t i : found.worst_sites) json["worst_sites"].push_back(analysis.inspections.names[i]);
  json["sites"] = Json::array();
  for (std::size_t i = 0; i < found.visits.size(); ++i) {
    const Site& site = analysis.inspections.sites[i];
    json["sites"].push_back({{"site", analysis.inspections.names[i]},
                             {"visits", found.visits[i]},
                             {"cost", site.cost * found.visits[i]},
                             {"gain_by_cheating", verification::expected_gain(site, found.visits[i])}});
  }
  return json;
}

std::string inspections_text(const InspectionAnalysis& analysis, const Terminal& terminal) {
  const verification::Inspections& inspections = analysis.inspections;
  const verification::Allocation& found = analysis.allocation;
  std::string text =
      paragraph(inspections.title + ": visits under a budget of " + points(inspections.budget) + " a period", terminal,
                "", Tone::heading) +
      '\n';
  text += paragraph("Whoever cheats, knowing this plan but not the draw, gains at most " + points(found.worst_case) +
                        " on average: at " + names_of(analysis, found.worst_sites) + ". Without a visit it would be " +
                        points(found.without) + ".",
                    terminal);
  text += paragraph(found.worst_case <= found.floor
                        ? "No budget gets below that; it takes " + points(found.budget_for_floor) + "."
                        : "One more unit of budget would lower it at a rate of " + points(found.per_unit) +
                              "; no budget gets below " + points(found.floor) + ", which takes " +
                              points(found.budget_for_floor) + ".",
                    terminal);
  text += paragraph(deterrence_sentence(analysis), terminal) + '\n';
  Table table;
  table.columns = {{"site"},
                   {"value", Align::right},
                   {"detection", Align::right},
                   {"cost", Align::right},
                   {"visits a period", Align::right},
                   {"gain by cheating", Align::right}};
  for (std::size_t i = 0; i < inspections.sites.size(); ++i) {
    const Site& site = inspections.sites[i];
    table.rows.push_back({{inspections.names[i]},
                          {points(site.value)},
                          {percent(site.detection)},
                          {points(site.cost)},
                          {points(found.visits[i])},
                          {points(verification::expected_gain(site, found.visits[i]))}});
  }
  text += drawn(table, terminal);
  text +=
      paragraph("Visits are expected numbers: 0.25 is a chance of 25%. On average they cost " + points(found.spent) +
                    " a period" +
                    (equal_costs(inspections) ? "." : "; costs differ, so that a single period may cost more or less."),
                terminal);
  return text;
}

Json sample_json(const SampleAnalysis& analysis) {
  const verification::Population& population = analysis.population;
  return {{"items", population.items},
          {"falsified", population.falsified},
          {"recognised", population.recognised},
          {"sample", analysis.sample ? Json(*analysis.sample) : Json()},
          {"detection", analysis.sample ? Json(analysis.detection) : Json()},
          {"nondetection_allowed", analysis.nondetection},
          {"least_sample", analysis.least_sample ? Json(*analysis.least_sample) : Json()}};
}

std::string sample_text(const SampleAnalysis& analysis, const Terminal& terminal) {
  const verification::Population& population = analysis.population;
  std::string text = paragraph(
      count(static_cast<double>(population.items)) + " items, " + count(static_cast<double>(population.falsified)) +
          " of them falsified; a falsified item in the sample is recognised with probability " +
          probability(population.recognised) + ".",
      terminal);
  if (analysis.sample) {
    text += paragraph("A sample of " + count(static_cast<double>(*analysis.sample)) +
                          " finds at least one with probability " + probability(analysis.detection) + ".",
                      terminal);
  }
  const std::string allowed = probability(1.0 - analysis.nondetection);
  return text + paragraph(analysis.least_sample
                              ? "The smallest sample that finds one with probability " + allowed +
                                    " or more: " + count(static_cast<double>(*analysis.least_sample)) + "."
                              : "No sample finds one with probability " + allowed + ", not even all items.",
                          terminal);
}

BalanceAnalysis analyse(const verification::BalanceSequence& sequence, double loss, double false_alarm,
                        double reference) {
  BalanceAnalysis analysis{.sequence = sequence,
                           .loss = loss,
                           .false_alarm = false_alarm,
                           .reference = reference,
                           .threshold = 0.0,
                           .diversions = {}};
  analysis.diversions.push_back({.name = "hardest to detect", .losses = verification::worst_diversion(sequence, loss)});
  const std::size_t periods = sequence.periods;
  if (periods > 1) {
    analysis.diversions.push_back(
        {.name = "evenly", .losses = std::vector<double>(periods, loss / static_cast<double>(periods))});
    analysis.diversions.push_back({.name = "all in period 1", .losses = std::vector<double>(periods, 0.0)});
    analysis.diversions.back().losses[0] = loss;
    const std::size_t middle = (periods + 1) / 2;
    analysis.diversions.push_back(
        {.name = "all in period " + std::to_string(middle), .losses = std::vector<double>(periods, 0.0)});
    analysis.diversions.back().losses[middle - 1] = loss;
    if (middle == 1) analysis.diversions.pop_back();
  }
  analysis.threshold = verification::threshold_for(reference, periods, false_alarm);
  const verification::PageTest page{.threshold = analysis.threshold, .reference = reference};
  for (BalanceAnalysis::Diversion& one : analysis.diversions) {
    one.best_test = verification::best_detection(sequence, one.losses, false_alarm);
    one.sum_test = verification::worst_diversion_detection(sequence, loss, false_alarm);
    one.page_test = verification::alarm_probability(page, verification::standardised_shifts(sequence, one.losses));
  }
  return analysis;
}

Json balance_json(const BalanceAnalysis& analysis) {
  Json diversions = Json::array();
  for (const BalanceAnalysis::Diversion& one : analysis.diversions) {
    diversions.push_back(
        {{"name", one.name},
         {"losses", one.losses},
         {"detection", {{"best_test", one.best_test}, {"sum", one.sum_test}, {"page", one.page_test}}}});
  }
  return {{"periods", analysis.sequence.periods},
          {"sigma_inventory", analysis.sequence.sigma_inventory},
          {"sigma_transfer", analysis.sequence.sigma_transfer},
          {"sigma_total", verification::total_sigma(analysis.sequence)},
          {"loss", analysis.loss},
          {"false_alarm", analysis.false_alarm},
          {"page", {{"reference", analysis.reference}, {"threshold", analysis.threshold}}},
          {"diversions", std::move(diversions)}};
}

std::string balance_text(const BalanceAnalysis& analysis, const Terminal& terminal) {
  const double sigma = verification::total_sigma(analysis.sequence);
  std::string text =
      paragraph("A loss of " + points(analysis.loss) + " in " +
                    (analysis.sequence.periods == 1 ? std::string("1 balance")
                                                    : std::to_string(analysis.sequence.periods) + " balances") +
                    "; the sum of all is measured with a standard deviation of " + points(sigma) +
                    "; a false alarm in " + percent(analysis.false_alarm) + " of all cases.",
                terminal) +
      '\n';
  Table table;
  table.columns = {{"how it is diverted"},
                   {"largest loss in a period", Align::right},
                   {"best test", Align::right},
                   {"sum of all", Align::right},
                   {"Page's test", Align::right}};
  for (const BalanceAnalysis::Diversion& one : analysis.diversions) {
    double largest = 0.0;
    for (const double loss : one.losses) largest = std::max(largest, loss);
    table.rows.push_back({{one.name},
                          {points(largest)},
                          {probability(one.best_test)},
                          {probability(one.sum_test)},
                          {probability(one.page_test)}});
  }
  text += drawn(table, terminal);
  return text + paragraph(
                    "The best test is made for one diversion alone, and nobody knows which. The sum tells at the end; "
                    "Page's test (reference " +
                        points(analysis.reference) + ", threshold " + points(analysis.threshold) +
                        ", on standardised balances) may tell in any period.",
                    terminal);
}

Json stages_json(const verification::RecursiveGame& game) {
  const verification::StageStrategy found = verification::solve(game);
  return {{"stages", game.stages},
          {"inspections", game.inspections},
          {"violations", game.violations},
          {"penalty", game.penalty},
          {"inspect_first_stage", found.inspect},
          {"value_to_inspectee", found.value_to_inspectee}};
}

std::string stages_text(const verification::RecursiveGame& game, const Terminal& terminal) {
  const verification::StageStrategy found = verification::solve(game);
  const auto counted = [](std::size_t number, const std::string& thing) {
    return std::to_string(number) + ' ' + thing + (number == 1 ? "" : "s");
  };
  return paragraph("With " + counted(game.inspections, "inspection") + " for " + counted(game.stages, "stage") +
                       ", inspect at the first with probability " + probability(found.inspect) + ".",
                   terminal) +
         paragraph("An inspectee that means " + counted(game.violations, "violation") + " gains at most " +
                       points(found.value_to_inspectee) +
                       " on average, an undetected violation being worth 1 and being caught costing " +
                       points(game.penalty) + ".",
                   terminal) +
         paragraph("After each stage ask again with the stages and inspections that are left.", terminal);
}

std::string schedule_text(const verification::Schedule& schedule, const Terminal& terminal) {
  Table table;
  table.columns = {{"period", Align::right}, {"visits"}};
  for (std::size_t t = 0; t < schedule.draw.size(); ++t) {
    std::vector<std::string> visits;
    for (std::size_t i = 0; i < schedule.plan.sites.size(); ++i) {
      const std::uint64_t times = schedule.draw[t][i];
      if (times == 0) continue;
      visits.push_back(schedule.plan.sites[i].name + (times == 1 ? "" : " (" + std::to_string(times) + " times)"));
    }
    table.rows.push_back({{std::to_string(t + 1)}, {visits.empty() ? "none" : accord::joined(visits)}});
  }
  return paragraph(schedule.plan.title, terminal, "", Tone::heading) + '\n' + drawn(table, terminal);
}

}  // namespace entente::report
