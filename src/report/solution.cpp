#include "report/solution.h"

namespace entente::report {

std::string_view key(Solution solution) {
  switch (solution) {
    case Solution::nash:
      return "nash";
    case Solution::kalai_smorodinsky:
      return "kalai-smorodinsky";
    case Solution::securest:
      return "securest";
  }
  return {};
}

std::string_view name(Solution solution) {
  switch (solution) {
    case Solution::nash:
      return "Nash";
    case Solution::kalai_smorodinsky:
      return "Kalai-Smorodinsky";
    case Solution::securest:
      return "Securest";
  }
  return {};
}

std::string_view definition(Solution solution) {
  switch (solution) {
    case Solution::nash:
      return "largest product of gains";
    case Solution::kalai_smorodinsky:
      return "largest least share of each party's best gain";
    case Solution::securest:
      return "largest margin, as a share of each party's best gain";
  }
  return {};
}

const std::optional<PlanFigures>& chosen(const PlanAnalysis& analysis, Solution solution) {
  switch (solution) {
    case Solution::nash:
      break;
    case Solution::kalai_smorodinsky:
      return analysis.kalai_smorodinsky;
    case Solution::securest:
      return analysis.securest;
  }
  return analysis.nash;
}

}  // namespace entente::report
