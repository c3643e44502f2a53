// Means of seeing that the accord itself lists (`verification: means:`), as means of evidence: what was agreed about
// them before signing says what their reports weigh afterwards.
#pragma once

#include <vector>

#include "evidence/items.h"

namespace entente::evidence {

/// What a look that covers `years` tells of each level that `means` sees: a shortfall is detected with its `seen`, a
/// take-back with 1 - (1 - watched)^years, and there is a false alarm with 1 - exp(-rate x years), the rate being its
/// false alarms a year, which come at any time (Poisson). Ascending by commitment and level.
std::vector<SharpnessAtLevel> agreed_sharpness(const accord::Means& means, double years, const Range& tells_apart);

/// What one look with `means` tells of `level`; where it sees only other levels of that commitment, of the highest of
/// them. `by_level` is empty or has the commitment.
const Sharpness& sharpness_at(const Means& means, const accord::Requirement& level);

}  // namespace entente::evidence
