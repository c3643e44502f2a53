// `entente simulate` as data, and what is made of it: JSON, text, pictures and a table.
#pragma once

#include <cstdint>
#include <functional>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "report/json.h"
#include "report/layout.h"
#include "simulation/variants.h"

namespace entente::report {

struct SimulationQuestion {
  std::uint64_t runs = 100'000;
  std::uint64_t seed = 0;
  std::optional<double> years;               ///< default: twice what the plan takes, ten at least
  std::uint64_t most_variant_runs = 20'000;  ///< each variant of the procedure takes so many, or all if they are fewer
  std::function<void(const char* stage, std::uint64_t done, std::uint64_t all)> on_progress;  ///< may throw to stop it
};

struct ComparedVariant {
  simulation::Variant variant;  ///< its process emptied
  simulation::VariantOutcome outcome;
};

struct SimulationAnalysis {
  accord::Accord accord;
  std::string plan;
  std::uint64_t seed = 0;
  simulation::UsedRates rates;
  simulation::Process process;
  simulation::Results results;
  std::vector<simulation::CertainBreak> breaks;
  std::uint64_t variant_runs = 0;
  simulation::VariantOutcome as_it_is;  ///< over the runs of the variants
  std::vector<ComparedVariant> variants;
};

/// Throws Error where the accord lacks what is needed, and what `on_progress` throws.
SimulationAnalysis simulate_plan(const accord::Accord& accord, const accord::Plan& plan,
                                 const SimulationQuestion& question);

Json simulation_json(const SimulationAnalysis& analysis);

/// The document of a report of a simulation, docs/json/simulation-report.schema.json: the whole answer of `simulate`,
/// and of which program and case it is.
Json simulation_report_json(const std::string& program, const std::string& case_name, const Json& simulation);

std::string simulation_text(const SimulationAnalysis& analysis, const Terminal& terminal);
/// The curves of what stands and what is completed, with their bands.
std::string simulation_svg(const SimulationAnalysis& analysis);
/// years, standing, standing_low, standing_high, completed, completed_low, completed_high: a row a point of the curves.
std::string simulation_csv(const SimulationAnalysis& analysis);

/// "new leadership", "false alarm": the word of the JSON for a cause.
std::string_view word_of(simulation::Cause cause);

}  // namespace entente::report
