#include "reference/simulation_tables.h"

#include <algorithm>
#include <cmath>
#include <cstdint>

#include "accord/error.h"
#include "simulation/chain.h"
#include "simulation/simulate.h"
#include "statistics/intervals.h"

namespace entente::reference {

namespace {

using nlohmann::json;
namespace sim = simulation;

constexpr std::uint64_t kEngineRuns = 100'000;
constexpr double kDeviations = 5.0;  // a share of a fair engine leaves this band once in two million

void require_within(double counted, double exact, const char* what, double time) {
  const double spread = std::sqrt(std::max(exact * (1.0 - exact), 1.0 / kEngineRuns) / kEngineRuns);
  if (std::abs(counted - exact) > kDeviations * spread) {
    throw Error(std::string("the engine is off the chain: ") + what + " at " + std::to_string(time) + " is " +
                std::to_string(counted) + ", exactly " + std::to_string(exact));
  }
}

// The engine that simulates accords, told to be this chain, must count what the chain comes to.
void hold_engine_against(const sim::PhasedChain& chain, const sim::ChainFigures& exact,
                         const std::vector<double>& times) {
  const double horizon = times.back();
  constexpr double kPartsInOne = 20.0;
  const auto parts = static_cast<std::size_t>(kPartsInOne * horizon);
  const sim::Results results = sim::simulate(sim::process_of(chain, horizon),
                                             {.runs = kEngineRuns, .seed = 1, .parts = parts, .on_progress = {}});
  for (std::size_t n = 0; n < times.size(); ++n) {
    const auto part = static_cast<std::size_t>(std::lround(kPartsInOne * times[n]));
    const auto share = [](std::uint64_t runs) { return static_cast<double>(runs) / static_cast<double>(kEngineRuns); };
    require_within(1.0 - share(results.collapsed_by[part]), exact.survival[n], "survival", times[n]);
    require_within(share(results.completed_by[part]), exact.completed[n], "completion", times[n]);
  }
}

// The table repeats some numbers as fractions, which are texts and not compared.
json chain_outputs(const sim::PhasedChain& chain, const std::vector<double>& times) {
  const sim::ChainFigures figures = sim::solve(chain, times);
  hold_engine_against(chain, figures, times);
  return {{"t", times},
          {"survival", figures.survival},
          {"completed", figures.completed},
          {"prob_complete", figures.completes},
          {"prob_complete_fraction", ""},
          {"mean_duration", figures.mean_duration},
          {"mean_duration_fraction", ""},
          {"mean_periods", figures.mean_duration},
          {"mean_periods_suspended", figures.mean_suspended}};
}

json phased(const json& inputs) {
  sim::PhasedChain chain;
  chain.advance = inputs.at("success").get<std::vector<double>>();
  chain.collapse = inputs.at("collapse").get<std::vector<double>>();
  return chain_outputs(chain, inputs.at("asked_times"));
}

json snapback(const json& inputs) {
  const json& active = inputs.at("active");
  const json& suspended = inputs.at("suspended");
  const std::size_t steps = inputs.at("steps");
  sim::PhasedChain chain;
  chain.advance.assign(steps, active.at("advance"));
  chain.collapse.assign(steps, active.at("collapse"));
  chain.suspend = active.at("suspend");
  chain.resume = suspended.at("resume_one_step_back");
  chain.suspended_collapse = suspended.at("collapse");
  chain.steps_back = 1;
  return chain_outputs(chain, inputs.at("asked_times"));
}

json with_rates(const json& inputs) {
  sim::PhasedChain chain;
  chain.advance = inputs.at("advance_rate").get<std::vector<double>>();
  chain.collapse = inputs.at("collapse_rate").get<std::vector<double>>();
  chain.rates = true;
  return chain_outputs(chain, inputs.at("asked_times"));
}

json share_intervals(const json& inputs) {
  const double level = inputs.at("level");
  const double z = 1.959963984540054;  // of 95%; only Wald's interval, which nothing else uses, is computed here
  json all = json::object();
  for (const std::string count : inputs.at("asked_intervals")) {
    const std::size_t slash = count.find('/');
    const std::uint64_t successes = std::stoull(count.substr(0, slash));
    const std::uint64_t trials = std::stoull(count.substr(slash + 1));
    const statistics::Interval wilson = statistics::wilson(successes, trials, level);
    const statistics::Interval exact = statistics::clopper_pearson(successes, trials, level);
    const double share = static_cast<double>(successes) / static_cast<double>(trials);
    const double half = z * std::sqrt(share * (1.0 - share) / static_cast<double>(trials));
    all[count] = {{"wilson", {wilson.low, wilson.high}},
                  {"clopper_pearson", {exact.low, exact.high}},
                  {"wald", {share - half, share + half}}};
  }
  json bands = json::object();
  for (const std::string trials : inputs.at("asked_dkw_halfwidth"))
    bands[trials] = statistics::band_half_width(std::stoull(trials), level);
  return {{"intervals", all}, {"dkw_halfwidth", bands}};
}

}  // namespace

std::vector<std::pair<std::string, json (*)(const json& inputs)>> simulation_families() {
  return {
      {"j1_chain", &phased}, {"j2_snapback", &snapback}, {"j3_ctmc", &with_rates}, {"j5_intervals", &share_intervals}};
}

}  // namespace entente::reference
