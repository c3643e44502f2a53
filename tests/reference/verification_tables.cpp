#include "reference/verification_tables.h"

#include <cmath>
#include <cstddef>

#include "verification/balance_sequence.h"
#include "verification/cumulative_sum.h"
#include "verification/false_alarms.h"
#include "verification/material_balance.h"
#include "verification/recursive_inspection.h"
#include "verification/sampling.h"
#include "verification/security_game.h"
#include "verification/timeliness.h"
#include "verification/water_filling.h"

namespace entente::reference {

namespace {

using nlohmann::json;
using Numbers = std::vector<double>;
namespace vf = verification;

// Rows n = 1..10, columns m = 0..n-1; the inspectee gets the opposite of the inspector.
json dresher_table(const json& /*inputs*/) {
  json values = json::object();
  json inspect = json::object();
  for (std::size_t n = 1; n <= 10; ++n) {
    Numbers value_row;
    Numbers inspect_row;
    for (std::size_t m = 0; m < n; ++m) {
      const vf::StageStrategy one = vf::solve(vf::RecursiveGame{.stages = n, .inspections = m});
      value_row.push_back(-one.value_to_inspectee);
      inspect_row.push_back(one.inspect);
    }
    values[std::to_string(n)] = value_row;
    inspect[std::to_string(n)] = inspect_row;
  }
  // The table repeats the values as fractions, which are texts and not compared.
  return {{"value_to_inspector", values}, {"inspect_prob_first_stage", inspect}, {"value_fractions", values}};
}

json recursive(const json& inputs) {
  const vf::StageStrategy one = vf::solve(vf::RecursiveGame{.stages = inputs.at("n"),
                                                            .inspections = inputs.at("m"),
                                                            .violations = inputs.at("k"),
                                                            .penalty = inputs.at("penalty_b")});
  return {{"value_to_inspectee", one.value_to_inspectee}, {"inspect_prob", one.inspect}};
}

json leadership(const json& inputs) {
  const vf::LeadershipValues values = vf::solve(vf::LeadershipGame{.stages = inputs.at("n"),
                                                                   .inspections = inputs.at("m"),
                                                                   .caught_costs = inputs.at("a"),
                                                                   .penalty = inputs.at("b")});
  return {{"inspector_equilibrium", values.inspector_equilibrium},
          {"inspectee_equilibrium", values.inspectee_equilibrium},
          {"inspector_as_leader", values.inspector_as_leader},
          {"prob_violation_under_leadership", values.violation_probability_under_leadership}};
}

json timeliness(const json& inputs) {
  const double interval = inputs.at("interval");
  const vf::SurpriseInspection once = vf::surprise_inspection();
  json slots = json::object();
  for (const std::size_t number : {2U, 3U, 4U, 6U, 8U, 12U, 50U, 200U, 800U}) {
    slots[std::to_string(number)] = interval * vf::surprise_inspection_in_slots(number).expected_delay;
  }
  return {{"value", interval * once.expected_delay},
          {"expected_inspection_time", interval * once.expected_inspection_time},
          {"violation_atom_at_0", once.violates_at_once},
          {"discrete_LP", slots},
          {"discrete_exact", slots}};
}

json false_alarm(const json& inputs) {
  const vf::AlarmSolution one = vf::solve(vf::AlarmGame{.caught_costs = inputs.at("a"),
                                                        .penalty = inputs.at("b"),
                                                        .false_alarm_costs = inputs.at("e"),
                                                        .false_alarm_penalty = inputs.at("h"),
                                                        .shift = inputs.at("mu_over_sigma")});
  return {{"alpha_star", one.false_alarm},
          {"beta_star", one.nondetection},
          {"detection", 1.0 - one.nondetection},
          {"equilibrium_violation_prob", one.violation_probability},
          {"inspector_equilibrium", one.inspector_equilibrium},
          {"inspectee", one.inspectee},
          {"inspector_leader", one.inspector_as_leader}};
}

json security_game(const json& inputs) {
  vf::SecurityGame game{.targets = {}, .resources = inputs.at("resources")};
  for (std::size_t i = 0; i < inputs.at("att_uncovered").size(); ++i) {
    game.targets.push_back({.attacker_uncovered = inputs.at("att_uncovered")[i],
                            .attacker_covered = inputs.at("att_covered")[i],
                            .defender_uncovered = inputs.at("def_uncovered")[i],
                            .defender_covered = inputs.at("def_covered")[i]});
  }
  const vf::Coverage found = vf::strong_stackelberg(game);
  return {{"attacker_value", found.attacker_value},
          {"coverage", found.coverage},
          {"attack_set", found.attack_set},
          {"attacked_target", found.attacked},
          {"defender_value", found.defender_value}};
}

json detection(const json& inputs) {
  return {{"detection", vf::sample_detection({.items = inputs.at("items"), .falsified = inputs.at("falsified")},
                                             inputs.at("sample"))}};
}

json least_sample(const json& inputs) {
  const vf::Population population{.items = inputs.at("items"), .falsified = inputs.at("falsified")};
  const double nondetection = inputs.at("nondetection");
  return {{"min_sample_exact", vf::least_sample(population, nondetection).value()},
          {"iaea_approx", vf::approximate_sample(population, nondetection)}};
}

json budget(const json& inputs) {
  std::vector<vf::Site> sites;
  for (std::size_t i = 0; i < inputs.at("value").size(); ++i) {
    sites.push_back(
        {.value = inputs.at("value")[i], .detection = inputs.at("detect_per_visit")[i], .cost = inputs.at("cost")[i]});
  }
  const vf::Allocation found = vf::allocate(sites, inputs.at("budget"));
  return {{"worst_undetected_value", found.worst_case}, {"visit_prob", found.visits}};
}

json single_balance(const json& inputs) {
  const double false_alarm_probability = inputs.at("alpha");
  json detected = json::object();
  for (const json& loss : inputs.at("loss_over_sigma")) {
    const auto text = loss.get<std::string>();
    detected[text] = vf::balance_detection(std::stod(text), 1.0, false_alarm_probability);
  }
  json needed = json::object();
  for (const char* text : {"0.5", "0.9", "0.95", "0.99"}) {
    needed[text] = vf::detectable_loss(std::stod(text), false_alarm_probability);
  }
  return {{"detection", detected},
          {"threshold_in_sigma", vf::balance_threshold(false_alarm_probability)},
          {"loss_over_sigma_needed_for_detection", needed}};
}

json significant_quantity(const json& inputs) {
  const vf::PlantAssessment plant = vf::assess({.significant_quantity = inputs.at("SQ_kg"),
                                                .throughput = inputs.at("throughput_kg"),
                                                .relative_sigma = inputs.at("rel_sigma")},
                                               inputs.at("alpha"), 0.95);
  return {{"sigma_MUF_kg", plant.sigma},
          {"detection", plant.detection},
          {"min_detectable_95_kg", plant.detectable_loss},
          {"max_throughput_for_95pct", plant.most_throughput}};
}

json sequence(const json& inputs) {
  const vf::BalanceSequence balances{.periods = inputs.at("periods"),
                                     .sigma_inventory = inputs.at("sigma_inventory"),
                                     .sigma_transfer = inputs.at("sigma_transfer")};
  const double loss = inputs.at("total_loss");
  const double alpha = inputs.at("alpha");
  Numbers abrupt(balances.periods, 0.0);
  abrupt[0] = loss;
  return {{"sigma_total", vf::total_sigma(balances)},
          {"worst_diversion", vf::worst_diversion(balances, loss)},
          {"detection_worst_case", vf::worst_diversion_detection(balances, loss, alpha)},
          {"detection_abrupt_in_first_period_by_NP", vf::best_detection(balances, abrupt, alpha)},
          {"detection_independent_sigma_wrong", vf::detection_taken_for_independent(balances, loss, alpha)}};
}

json run_lengths(const json& inputs) {
  const double sigma = inputs.at("sigma");
  const vf::PageTest test{.threshold = inputs.at("h").get<double>() / sigma,
                          .reference = inputs.at("k").get<double>() / sigma};
  json outputs = {{"two_sided_shift_0", vf::two_sided_run_length(test, 0.0)},
                  {"siegmund_shift_0", vf::siegmund_run_length(test, 0.0)}};
  for (const char* shift : {"0", "0.5", "1", "2"}) {
    outputs[std::string("shift_") + shift] = vf::average_run_length(test, std::stod(shift) / sigma);
  }
  return outputs;
}

json page_horizon(const json& inputs) {
  const vf::HorizonDetection found = vf::page_over_horizon(
      inputs.at("k"), inputs.at("periods"), inputs.at("total_loss_sigma"), inputs.at("false_alarm_whole_horizon"));
  return {{"h", found.threshold},
          {"detection_protracted", found.protracted},
          {"detection_abrupt_first", found.abrupt},
          {"detection_cumuf_at_end", found.sum_at_end}};
}

}  // namespace

std::vector<std::pair<std::string, json (*)(const json& inputs)>> verification_families() {
  return {{"d1_dresher_table", dresher_table},
          {"d1_recursive", recursive},
          {"d2_nonzero_leader", leadership},
          {"d3_timeliness_unobservable", timeliness},
          {"d4_false_alarm", false_alarm},
          {"d5_security_game", security_game},
          {"d6_hypergeometric", detection},
          {"d6_min_sample", least_sample},
          {"d7_budget", budget},
          {"e1_muf_single", single_balance},
          {"e1_sq", significant_quantity},
          {"e2_sequence", sequence},
          {"e3_cusum_arl", run_lengths},
          {"e4_page_horizon", page_horizon}};
}

}  // namespace entente::reference
