// A hidden Markov model with given numbers: what its state is, was, and most likely did (Rabiner 1989, Proceedings of
// the IEEE 77:257; forward-backward and Viterbi).
#pragma once

#include <cstddef>
#include <optional>
#include <vector>

namespace entente::evidence {

using Vector = std::vector<double>;
using Matrix = std::vector<Vector>;  ///< [from][to], rows add up to 1

struct HiddenMarkov {
  Vector start;               ///< chance of each state at the first time
  std::vector<Matrix> moves;  ///< moves[t] leads from time t to t+1: one fewer than there are times
  Matrix likelihood;          ///< [time][state]: chance of what was observed then; all ones where nothing was
};

struct States {
  Matrix filtered;            ///< [time][state]: chance given what was observed up to then
  Matrix smoothed;            ///< given everything observed
  double log_likelihood = 0;  ///< natural logarithm of the chance of all observations
};

/// Empty when no history of the model can explain the observations. Cost: times x states^2.
std::optional<States> infer(const HiddenMarkov& model);

/// The history that is most likely given everything observed; of equal ones that with the lower state, latest time
/// first. Empty as above.
struct History {
  std::vector<std::size_t> states;  ///< one for each time
  double log_joint = 0;             ///< natural logarithm of its chance together with the observations
};
std::optional<History> most_likely_history(const HiddenMarkov& model);

/// `matrix` applied `times` times.
Matrix power(const Matrix& matrix, std::size_t times);

}  // namespace entente::evidence
