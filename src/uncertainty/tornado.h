// What each number does alone, all others at their best values: the bars of a tornado diagram.
#pragma once

#include "uncertainty/model_function.h"

namespace entente::uncertainty {

/// One number and the values to try for it.
struct Trial {
  std::size_t column = 0;
  std::vector<double> settings;
};

struct TornadoBar {
  std::size_t column = 0;
  std::vector<double> outputs;   ///< at each setting
  double least = 0.0;            ///< of the outputs and the base
  double largest = 0.0;          ///< of the outputs and the base
  bool verdict_changes = false;  ///< at some setting

  double swing() const { return largest - least; }
};

struct Tornado {
  double base = 0.0;             ///< the output with all at their best values
  bool verdict = false;          ///< there
  std::vector<TornadoBar> bars;  ///< widest first; of equally wide the first trial's
};

/// The model gives two outputs a row: the measure, and the verdict, 1 or 0. `best` is a row of its points. One
/// evaluation a setting and one for the base. The same for any number of threads. Throws std::invalid_argument for a
/// column that `best` has not.
Tornado tornado(const Model& model, std::span<const double> best, std::span<const Trial> trials);

}  // namespace entente::uncertainty
