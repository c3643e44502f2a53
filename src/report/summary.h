// A first look at an accord: what `entente check` says of a sound file.
#pragma once

#include <cstddef>
#include <optional>
#include <string>

#include "accord/accord.h"
#include "report/layout.h"

namespace entente::report {

struct Summary {
  accord::Accord accord;
  double states = 0.0;                      ///< valid or not
  std::optional<std::size_t> valid_states;  ///< empty where there are too many to look at one by one
  std::optional<accord::State> aim;         ///< the least state with what is aimed at and what that needs
};

Summary summarise(const accord::Accord& accord);

std::string summary_text(const Summary& summary, const Terminal& terminal);

}  // namespace entente::report
