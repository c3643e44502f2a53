// Why a state can not be held, or can be held but not reached, and what would mend it (MODEL section 5).
#pragma once

#include <functional>
#include <optional>
#include <span>
#include <vector>

#include "accord/accord.h"
#include "sequencing/mends.h"
#include "sequencing/search.h"

namespace entente::sequencing {

struct Explanation {
  State state;
  bool held = false;                       ///< nobody gains by breaking once it stands (stays and keeps, C = H)
  bool reached = false;                    ///< a plan to it meets every condition; then there is nothing to explain
  std::optional<std::vector<State>> path;  ///< held: the plan to it whose largest violation is smallest; else empty
  double violation = 0.0;   ///< that largest violation, a share of each party's best package gain; 0 when reached
  bool exact = true;        ///< `path` is the best in this sense; false: the best found on a thinned search
  std::vector<Lack> lacks;  ///< points count along `path`, or are 0 for the state alone
};

struct ExplainOptions {
  std::vector<double>
      package_gain;  ///< each party's best package gain (MODEL section 6), value points, > 0 where possible
  std::size_t most_states = 20'000;  ///< on larger lattices below the state: a thinned search
  std::function<void(const Progress&)> on_progress;
};

/// Explains a valid state. Throws Error when it is not valid.
Explanation explain(const accord::Accord& accord, const State& state, const ExplainOptions& options);

}  // namespace entente::sequencing
