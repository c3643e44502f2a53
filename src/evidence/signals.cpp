#include "evidence/signals.h"

namespace entente::evidence {

bool separates(const CostlySignal& signal) {
  const Senders who = senders(signal);
  return who.sincere > who.insincere;
}

Senders senders(const CostlySignal& signal) {
  return {.sincere = signal.gain_sincere >= signal.cost ? 1.0 : 0.0,
          .insincere = signal.gain_insincere >= signal.cost ? 1.0 : 0.0};
}

}  // namespace entente::evidence
