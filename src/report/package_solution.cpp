#include "report/package_solution.h"

namespace entente::report {

std::string_view key(PackageSolution solution) {
  switch (solution) {
    case PackageSolution::nash:
      return "nash";
    case PackageSolution::kalai_smorodinsky:
      return "kalai-smorodinsky";
    case PackageSolution::egalitarian:
      return "egalitarian";
  }
  return {};
}

std::string_view json_key(PackageSolution solution) {
  return solution == PackageSolution::kalai_smorodinsky ? "kalai_smorodinsky" : key(solution);
}

std::string_view name(PackageSolution solution) {
  switch (solution) {
    case PackageSolution::nash:
      return "Nash";
    case PackageSolution::kalai_smorodinsky:
      return "Kalai-Smorodinsky";
    case PackageSolution::egalitarian:
      return "Egalitarian";
  }
  return {};
}

std::string_view definition(PackageSolution solution) {
  switch (solution) {
    case PackageSolution::nash:
      return "largest product of gains over no deal, over all parties that can gain within participation";
    case PackageSolution::kalai_smorodinsky:
      return "largest least share of each party's best gain within participation, then the next (leximin)";
    case PackageSolution::egalitarian:
      return "largest least gain over no deal, then the next (leximin); the file says that points of different parties "
             "are comparable";
  }
  return {};
}

std::string_view tie_rule(PackageSolution solution) {
  switch (solution) {
    case PackageSolution::nash:
      return "products whose logarithms are within 1e-9 tie";
    case PackageSolution::kalai_smorodinsky:
      return "shares within 1e-9 tie";
    case PackageSolution::egalitarian:
      return "gains within 1e-9 tie";
  }
  return {};
}

}  // namespace entente::report
