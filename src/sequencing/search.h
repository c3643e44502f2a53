// Finds the plans that no party gains by breaking: the frontier of MODEL section 5.
//
// Backward over the lattice, layer by layer: the *labels* of a state are the value vectors C(s) of the plans that can
// be carried on from it and meet every condition from there on. All conditions are increasing in C(s), so a label that
// another one dominates can be dropped. What is kept decides what is promised:
// - every undominated label: the exact frontier;
// - with a tolerance `eps`: for each plan whose conditions still hold when every C in them is lowered by eps there is a
// kept one
//   at most eps below it for every party, the whole search together;
// - at most `labels_per_state` of them: certified plans, an upper bound, and no promise that there is nothing better.
// The same answers for any number of threads. Cost: O(edges x labels a state), memory O(states x labels a state).
#pragma once

#include <cstddef>
#include <cstdint>
#include <functional>
#include <optional>
#include <span>
#include <vector>

#include "accord/plan.h"
#include "game/game.h"

namespace entente::sequencing {

struct Progress {
  std::size_t states_done = 0;
  std::size_t states = 0;
};

struct SearchOptions {
  std::vector<double>
      margin;  ///< value points, one a party; empty: 0. Below 0 only to measure how far a plan is from holding
  std::vector<double> eps;                           ///< value points, one a party; empty: 0, exact
  std::size_t labels_per_state = 0;                  ///< most labels kept; 0: all that are not dominated
  std::uint64_t most_comparisons = 0;                ///< gives up after so many comparisons of labels; 0: never
  std::size_t most_bytes = 0;                        ///< gives up when the labels hold more memory; 0: never
  std::optional<accord::State> target;               ///< only plans that end exactly there
  std::function<void(const Progress&)> on_progress;  ///< called on the calling thread; may throw to stop the search
};

/// A plan that meets the conditions, with what it is worth.
struct FoundPlan {
  std::vector<accord::Step> steps;
  std::vector<double> value;  ///< C_i(0), value points
  std::size_t periods = 0;    ///< from today to the last gate
};

/// How much work it was.
struct SearchCounts {
  std::uint64_t steps = 0;        ///< from states to states that no bound rules out
  std::uint64_t labels = 0;       ///< kept, in all passes
  std::uint64_t comparisons = 0;  ///< of labels
};

/// How the kept plans stand to all plans.
enum class Coverage {
  exact,          ///< every value vector that no other dominates
  eps,            ///< all of them, to within eps
  representative  ///< the best found; an upper bound beside them
};

struct SearchResult {
  bool finished = true;  ///< false: gave up at most_comparisons or most_labels; everything below is then empty
  Coverage coverage = Coverage::exact;
  std::vector<FoundPlan>
      frontier;  ///< distinct value vectors, in the order of their plans' first party's value, falling
  std::vector<double> disagreement;  ///< W_i(0)
  std::size_t valid_states = 0;
  std::size_t safe_at_least = 0;  ///< states from which a plan was found
  std::size_t safe_at_most = 0;   ///< states that a relaxation can not rule out
  std::vector<double> at_most;    ///< upper bound on C_i(0), one party at a time; empty when today is not safe
  /// Upper bounds on any plan, from `bracket`: on the geometric mean of the gains of the `nash_parties` parties that
  /// gained by some plan when it was made, value points; and on the smallest share of best gains.
  std::optional<double> nash_at_most;
  std::size_t nash_parties = 0;
  std::optional<double> kalai_smorodinsky_at_most;
  SearchCounts counts;
  bool out_of_time = false;  ///< `bracket` ended before its limits because time was up
};

/// Searches all plans from today at the best values of the game.
SearchResult search(const game::Game& game, const SearchOptions& options = {});

}  // namespace entente::sequencing
