// What several means of seeing see together, and which of them work for a level.
//
// Means miss independently of each other and of what the level itself says is seen without them. Means with a common
// cause do not: with the beta-factor model (K. N. Fleming, General Atomic GA-A13284, 1975; IEC 61508-6, annex D) a
// share of the misses strikes all of them at once. Here, for means with chances to miss q_1, ..., q_n and share b:
//   c = b min(q_1, ..., q_n)      the common cause strikes, and all miss;
//   (q_i - c) / (1 - c)           else means i misses by itself, so that alone it misses with q_i as written;
//   c + (1 - c) prod_i (q_i - c) / (1 - c)       all of them miss.
// At b = 0 they are independent; at b = 1 together they see as much as the best of them. What is seen together never
// falls when a means is added or sees more, nor when b falls.
#pragma once

#include <functional>
#include <span>
#include <string>
#include <vector>

#include "accord/accord.h"

namespace entente::accord {

/// The two chances of detection of a level (MODEL section 1).
enum class Sense {
  seen,    ///< of a shortfall, at the gate
  watched  ///< of a take-back, a year
};

/// What the file says is seen of a level without any means.
const Range& without_means(const Level& level, Sense sense);

/// Chance that what is there without means, or any of `working` (each once), sees it. Ranges combine end by end.
Range together(const Verification& verification, std::span<const MeansIndex> working, const Requirement& level,
               Sense sense, const Range& without);

/// Those of `portfolio` (ascending) that are `ready` and whose needed means are in it and work, too; ascending.
std::vector<MeansIndex> working(const Verification& verification, std::span<const MeansIndex> portfolio,
                                const std::function<bool(MeansIndex)>& ready);

/// `accord` with `seen` and `watched` of each level from what is there without means and the means that
/// `working_for` gives for it. `verification` must be there.
Accord with_means(const Accord& accord,
                  const std::function<std::vector<MeansIndex>(const Requirement& level)>& working_for);

/// "What is seen and watched is computed from ... (cameras and seals) ..."; empty where the file names none as chosen.
std::string chosen_means_in_words(const Accord& accord);

/// `accord` with the chosen means of its file in force; itself where the file chooses none. A means counts for a level
/// where it works whatever plan delivers that: it starts by the first day on which the level could be delivered, and
/// each level it needs is needed by the level under that one, or by that one itself where withholding what it needs is
/// surely seen or is not up to the same giver. To be used again when numbers have changed.
Accord with_chosen_means(const Accord& accord);

}  // namespace entente::accord
