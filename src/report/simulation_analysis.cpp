#include <algorithm>
#include <cmath>
#include <utility>

#include "accord/lattice.h"
#include "report/simulation_report.h"

namespace entente::report {

namespace {

constexpr double kLeastYears = 10.0;
constexpr double kPartsAYear = 12.0;
constexpr double kFewestParts = 40.0;
constexpr double kMostParts = 480.0;

double years_of(const SimulationQuestion& question, double planned) {
  return question.years.value_or(std::max(kLeastYears, std::ceil(2.0 * planned)));
}

std::size_t parts_of(double years) {
  return static_cast<std::size_t>(std::clamp(std::ceil(years * kPartsAYear), kFewestParts, kMostParts));
}

}  // namespace

SimulationAnalysis simulate_plan(const accord::Accord& accord, const accord::Plan& plan,
                                 const SimulationQuestion& question) {
  SimulationAnalysis analysis;
  analysis.accord = accord;
  analysis.plan = plan.name;
  analysis.seed = question.seed;
  analysis.rates = simulation::rates_of(accord);
  const simulation::PlannedAccord planned = simulation::planned(accord, plan);
  analysis.process = simulation::make_process(accord, planned, analysis.rates, kLeastYears);
  analysis.process.horizon = years_of(question, analysis.process.planned());
  analysis.breaks = simulation::certain_breaks(analysis.process);

  simulation::SimulationOptions options;
  options.runs = question.runs;
  options.seed = question.seed;
  options.parts = parts_of(analysis.process.horizon);
  const auto told = [&](const char* stage) {
    return [&question, stage](std::uint64_t done, std::uint64_t all) {
      if (question.on_progress) question.on_progress(stage, done, all);
    };
  };
  options.on_progress = told("carrying it out");
  analysis.results = simulation::simulate(analysis.process, options);

  analysis.variant_runs = std::min(question.runs, question.most_variant_runs);
  options.runs = analysis.variant_runs;
  options.on_progress = told("clocks and thresholds");
  analysis.as_it_is = simulation::outcome_of(simulation::simulate(analysis.process, options));
  for (simulation::Variant& variant : simulation::variants_of(accord, planned, analysis.rates, analysis.process)) {
    ComparedVariant compared;
    compared.outcome =
        variant.as_it_is ? analysis.as_it_is : simulation::outcome_of(simulation::simulate(variant.process, options));
    variant.process = {};
    compared.variant = std::move(variant);
    analysis.variants.push_back(std::move(compared));
  }
  return analysis;
}

}  // namespace entente::report
