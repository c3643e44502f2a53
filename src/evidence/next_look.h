// Where one more look is worth most: for each means and each commitment with a decision at hand, how much expected loss
// it would spare, less what it costs.
#pragma once

#include <optional>
#include <vector>

#include "evidence/belief.h"
#include "evidence/value_of_information.h"

namespace entente::evidence {

enum class Act { wait, respond };

/// What is best done about a commitment as things are.
struct Standpoint {
  accord::CommitmentIndex commitment = 0;
  Decision decision;
  Act best = Act::wait;
  double loss = 0.0;           ///< expected, of the best act
  double loss_of_other = 0.0;  ///< expected, of the other
  bool settled = false;        ///< the same act is best for all numbers in the ranges
  double certainty = 0.0;      ///< what knowing for certain would spare: no look is worth more
};

/// One more look with one means at one commitment on that day; at the level that the latest item is about.
struct Look {
  std::size_t means = 0;
  accord::CommitmentIndex commitment = 0;
  double value = 0.0;          ///< loss spared in expectation, at the best values
  std::optional<double> cost;  ///< empty: the file does not say
  double net = 0.0;            ///< value less cost
  bool could_change = false;   ///< false: whatever it shows, the same act stays best
  /// Outcomes `kept`, `short`, `taken back`, in this order.
  std::vector<Prospect> prospects;
};

struct NextLooks {
  std::vector<Standpoint>
      standpoints;          ///< commitments with a decision and a possible belief, in the order of the accord
  std::vector<Look> looks;  ///< largest net value first; equal ones in the order of accord and file
};

/// `believed` is what `beliefs` gave for the same evidence.
NextLooks next_looks(const Evidence& evidence, const std::vector<Belief>& believed);

}  // namespace entente::evidence
