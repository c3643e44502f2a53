#include "uncertainty/regret.h"

#include <algorithm>
#include <cstddef>

namespace entente::uncertainty {

void regrets_in_world(std::span<const double> payoffs, std::span<double> regrets) {
  if (payoffs.empty()) return;
  const double best = std::ranges::max(payoffs);
  for (std::size_t option = 0; option < payoffs.size(); ++option) regrets[option] = best - payoffs[option];
}

}  // namespace entente::uncertainty
