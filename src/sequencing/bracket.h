// The best plan that can be found, and how far any other could be from it: the bracket of MODEL section 5.
//
// For lattices on which the frontier can not be held. Four parts take turns:
// - a first pass with a few labels a state finds plans and the states that are safe;
// - weighted bounds (weighted_bounds.h) say what the best plan can be worth at most, their weights found by column
//   generation (objective.h), and close the states and times that no better plan passes;
// - in what is left, the *corridor*, passes with more and more labels a state look for better plans;
// - when nothing is left, or a pass drops nothing, the best plan is proved to be within the gap asked for.
// The same answers for any number of threads, as long as time does not run out.
#pragma once

#include <cstddef>
#include <cstdint>
#include <functional>
#include <optional>
#include <vector>

#include "sequencing/search.h"

namespace entente::sequencing {

struct BracketOptions {
  std::vector<double> margin;           ///< as in SearchOptions
  std::optional<accord::State> target;  ///< as in SearchOptions
  double gap = 0.01;                    ///< share: stops when nothing can be better by more than this
  std::size_t labels_per_state = 2;     ///< in the first pass, which looks at every state
  std::size_t corridor_labels = 16;     ///< a state, in the first pass through a corridor; later ones keep more
  std::uint64_t most_comparisons = 2'000'000'000;  ///< of labels, by passes in the corridor together; 0: no limit
  std::size_t most_bytes = 0;                      ///< memory for the search; 0: no limit
  bool prove_best = true;                          ///< spends what is left of the limits on the rest of the gap
  bool variety = true;                ///< looks for Kalai-Smorodinsky and for what each party likes best, too
  std::function<bool()> out_of_time;  ///< asked now and then; the best so far is then the answer
  std::function<void(const Progress&)> on_progress;  ///< called on the calling thread; may throw to stop the search
};

/// Coverage is `representative`; `nash_at_most` and `kalai_smorodinsky_at_most` are set when a plan was found. Throws
/// Error when the search would need more than `most_bytes`, with what would fit.
SearchResult bracket(const game::Game& game, const BracketOptions& options = {});

}  // namespace entente::sequencing
