// What `entente verify` answers, as JSON and as text: visits under a budget, samples, sequences of balances, stages.
#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <vector>

#include "report/json.h"
#include "report/layout.h"
#include "verification/balance_sequence.h"
#include "verification/inspections.h"
#include "verification/recursive_inspection.h"
#include "verification/sampling.h"
#include "verification/schedule.h"

namespace entente::report {

/// Visits to sites under a budget, with what would deter.
struct InspectionAnalysis {
  verification::Inspections inspections;
  verification::Allocation allocation;
  std::optional<double> budget_to_deter;  ///< the least at which cheating gains nothing anywhere; empty: none does
};

InspectionAnalysis analyse(const verification::Inspections& inspections);
Json inspections_json(const InspectionAnalysis& analysis);
std::string inspections_text(const InspectionAnalysis& analysis, const Terminal& terminal);

/// A sample of items: how good one is, and how large it must be.
struct SampleAnalysis {
  verification::Population population;
  std::optional<std::size_t> sample;        ///< asked about; empty: none
  double detection = 0.0;                   ///< of that sample
  double nondetection = 0.0;                ///< what a sample may miss with
  std::optional<std::size_t> least_sample;  ///< empty: not even all items do
};

Json sample_json(const SampleAnalysis& analysis);
std::string sample_text(const SampleAnalysis& analysis, const Terminal& terminal);

/// Ways to divert the same total, and how often each of three tests detects it.
struct BalanceAnalysis {
  struct Diversion {
    std::string name;
    std::vector<double> losses;  ///< by period
    double best_test = 0.0;      ///< made for this diversion alone: no test detects it more often
    double sum_test = 0.0;       ///< of the sum of all balances, at the end
    double page_test = 0.0;      ///< Page's, on the standardised balances, at any time
  };
  verification::BalanceSequence sequence;
  double loss = 0.0;
  double false_alarm = 0.0;  ///< over all periods
  double reference = 0.0;    ///< of Page's test
  double threshold = 0.0;    ///< of Page's test
  std::vector<Diversion> diversions;
};

BalanceAnalysis analyse(const verification::BalanceSequence& sequence, double loss, double false_alarm,
                        double reference);
Json balance_json(const BalanceAnalysis& analysis);
std::string balance_text(const BalanceAnalysis& analysis, const Terminal& terminal);

Json stages_json(const verification::RecursiveGame& game);
std::string stages_text(const verification::RecursiveGame& game, const Terminal& terminal);

/// The drawn visits, period by period.
std::string schedule_text(const verification::Schedule& schedule, const Terminal& terminal);

}  // namespace entente::report
