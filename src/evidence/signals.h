// When does what a party does tell what it is? Only where one that means otherwise would not do it.
//
// A party sends a signal where it gains more by being believed than the signal costs it. If only the sincere one does,
// the two separate and the signal tells all (Spence 1973, QJE 87:355). If both or neither would, it tells nothing; talk
// that costs nothing is always so where both want the same answer (Crawford and Sobel 1982, Econometrica 50:1431).
#pragma once

namespace entente::evidence {

struct CostlySignal {
  double cost = 0.0;            ///< to the sender, >= 0
  double gain_sincere = 0.0;    ///< what being believed is worth to one who will keep its word
  double gain_insincere = 0.0;  ///< and to one who will not
};

/// Would the sincere one send it and the other not?
bool separates(const CostlySignal& signal);

/// Chances that each sends it: 1 or 0. Equal ones are a cheap signal.
struct Senders {
  double sincere = 0.0;
  double insincere = 0.0;
};
Senders senders(const CostlySignal& signal);

}  // namespace entente::evidence
