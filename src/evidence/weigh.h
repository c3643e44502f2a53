// What an item weighs: the chances that it would have come in if the commitment were kept, short or taken back.
//
// Of means or a class with detection d, false alarms f and tells_apart t, a report is in a state
//                       kept     short          taken back
//   kept or negative    1 - f    1 - d_s        1 - d_b
//   positive            f        d_s            d_b
//   short               f / 2    d_s t          d_b (1 - t)
//   taken back          f / 2    d_s (1 - t)    d_b t
// and of a signal: the chances that the party sends it. A cheap one, and that all is well from a class that is cheap,
// has the chance 1 in every state: who cheats says it as gladly, so it moves nothing (Spence 1973; Crawford and Sobel
// 1982).
//
// A grade of weight r (judgement.h) leaves r e(x) + (1 - r) u, u the mean of the best e: with chance 1 - r the source
// says it whatever is the case, as often as such reports are made at all (Bovens and Hartmann 2003, Bayesian
// Epistemology, chapter 3: a partly reliable witness). At r = 0 nothing moves.
//
// Items that repeat one original are one witness: the original counts or, where it is not there, the first copy seen.
// Where sources have a common cause of share c, a report o that comes within the time after another report o' of theirs
// has the chance  c [o = o'] + (1 - c) L(o|x): with chance c it says again what the first said, else it is a look of
// its own. At c = 1 copies count once, at c = 0 each counts in full (Bovens and Hartmann 2003, chapter 3; Dietrich and
// List 2004, Synthese 142:175).
#pragma once

#include <string>
#include <vector>

#include "evidence/chain_bounds.h"
#include "evidence/items.h"

namespace entente::evidence {

/// Why an item moves nothing.
enum class Silence {
  none,       ///< it does move the belief
  sealed,     ///< what it says is not open yet
  copy,       ///< it repeats an item that counts
  no_weight,  ///< grade F or 6, or one whose share is 0
  cheap       ///< who cheats would say it as gladly
};

struct Weighed {
  std::size_t item = 0;  ///< in Evidence::items
  Silence silence = Silence::none;
  std::size_t counted_as = 0;  ///< the item that counts instead, of a copy
  ByStanding best{};           ///< chances of it in each state, at the best values; ones where it is silent
  std::vector<IntervalByStanding> chances;  ///< the same as ranges; more than one where a common cause has a range
  bool depends = false;                     ///< it may repeat `repeats`
  std::size_t repeats = 0;
  Range share;             ///< the chance that it does
  double effective = 0.0;  ///< 1 - share: what is left of a witness of its own; 0 where it is silent
};

/// One entry for each item about `commitment`, in the order of the items.
std::vector<Weighed> weigh(const Evidence& evidence, accord::CommitmentIndex commitment);

/// Chances of a report in each state, as ranges and at their best values.
struct ReportChances {
  IntervalByStanding range;
  ByStanding best{};
};
ReportChances report_chances(const Sharpness& sharpness, Finding finding);

/// How many times likelier an item is when the commitment is kept than when it is not, short and taken back alike;
/// above 1 speaks for keeping. Infinite where it can not come in otherwise.
double ratio_for_keeping(const ByStanding& chances);

}  // namespace entente::evidence
