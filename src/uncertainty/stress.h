// Plans in many worlds: in how many each holds, where it breaks first, what it is worth (MODEL section 8).
//
// Worlds are evaluated in any order and by anybody; they are counted in the order of their numbers, so that every
// figure is the same to the last bit for any number of threads and machines.
#pragma once

#include <compare>
#include <cstddef>
#include <cstdint>
#include <functional>
#include <map>
#include <memory>
#include <span>
#include <string>
#include <vector>

#include "accord/accord.h"
#include "statistics/summaries.h"
#include "uncertainty/designs.h"
#include "uncertainty/world_evaluator.h"
#include "uncertainty/worlds.h"

namespace entente::uncertainty {

struct StressOptions {
  std::uint64_t worlds = 10'000;  ///< >= 1
  Design design = Design::latin;
  std::uint64_t seed = 0;
  double enough = 0.5;  ///< satisficing: share of its gain at the best values that contents a party
};

/// Plans of one accord, ready to be evaluated in worlds.
class StressTest {
 public:
  /// Throws Error where the accord has no ranges, or the design too few coordinates; PlanError for what is no path.
  StressTest(accord::Accord accord, std::vector<accord::Plan> plans, const StressOptions& options);
  ~StressTest();
  StressTest(const StressTest&) = delete;
  StressTest& operator=(const StressTest&) = delete;

  const accord::Accord& accord() const { return accord_; }
  const std::vector<accord::Plan>& plans() const { return plans_; }
  const StressOptions& options() const { return options_; }
  const WorldModel& model() const { return model_; }
  const Points& points() const { return points_; }
  const std::vector<State>& states(std::size_t plan) const { return states_[plan]; }
  /// By plan: what it comes to at the best value of every range.
  const std::vector<Outcome>& at_best() const { return at_best_; }
  /// Whether anything about these plans depends on the number of the model.
  bool depends_on(std::size_t number) const { return depends_on_[number]; }
  /// The levels that a broken condition of the plan is about.
  std::vector<accord::Requirement> levels_of(std::size_t plan, const BrokenCondition& broken) const;

 private:
  friend class StressWorker;
  accord::Accord accord_;
  std::vector<accord::Plan> plans_;
  StressOptions options_;
  WorldModel model_;
  Points points_;
  std::vector<std::vector<State>> states_;
  State highest_;
  std::vector<bool> depends_on_;
  std::vector<std::size_t> coordinates_;  ///< those that some number is drawn from on which something depends
  std::vector<Outcome> at_best_;
  std::unique_ptr<class StressWorker> example_;
};

/// Evaluates worlds of a stress test; one for each thread.
class StressWorker {
 public:
  explicit StressWorker(const StressTest& test);

  /// By plan: its outcome in world n, valid until the next call.
  std::span<const Outcome> world(std::uint64_t n);

  /// The same where the numbers of the model have `values`.
  std::span<const Outcome> at(std::span<const double> values);

  /// The values of the numbers of the model in the world looked at last; numbers on which nothing depends are not
  /// drawn.
  std::span<const double> values() const { return values_; }

  const PlanInWorlds& plan(std::size_t plan) const { return *plans_[plan]; }

 private:
  const StressTest& test_;
  WorldTables tables_;
  std::vector<std::unique_ptr<PlanInWorlds>> plans_;
  std::vector<Outcome> outcomes_;
  std::vector<double> unit_;
  std::vector<double> values_;
};

/// What plans break by: one row of the table of first breaks.
struct BreakKey {
  std::size_t point = 0;
  PartyIndex party = 0;
  sequencing::Deviation deviation = sequencing::Deviation::leave;
  std::uint64_t which = 0;
  // clang-tidy 14 takes the zero inside a defaulted comparison for a null pointer.
  auto operator<=>(const BreakKey&) const = default;  // NOLINT(modernize-use-nullptr)
};

/// Mean, spread and quantiles of one figure.
struct Spread {
  statistics::Moments moments;
  statistics::QuantileSketch sketch;
  void add(double value);
};

/// All that is kept of one plan.
struct PlanTally {
  std::uint64_t holds = 0;
  std::uint64_t holds_and_all_gain = 0;         ///< and no party loses by it
  std::uint64_t holds_and_all_have_enough = 0;  ///< and every party that gains at the best values has enough of that
  std::map<BreakKey, std::uint64_t> first_breaks;
  Spread min_slack;
  std::vector<Spread> slack;   ///< by party
  std::vector<Spread> gain;    ///< by party
  std::vector<Spread> regret;  ///< by party: best payoff of these plans in the world less its own; see `payoff`
};

struct StressTally {
  std::uint64_t worlds = 0;  ///< those numbered below this are counted
  std::vector<PlanTally> plans;
};

StressTally empty_tally(const StressTest& test);

/// What a plan is worth to a party in a world, over today's state of affairs: its gain where it holds; 0 where it
/// breaks, since who sees that coming does not begin it.
double payoff(const Outcome& outcome, PartyIndex party);

/// A block of consecutive worlds as numbers: what `evaluate_block` finds and `count_block` counts.
struct WorldBlock {
  std::uint64_t first = 0;
  std::uint64_t count = 0;
  std::vector<double> rows;  ///< [(world * plans + plan) * row_width]
  std::string text;          ///< what `line` added for its worlds
};

/// Adds to a text what somebody wants of each world, a row of a table say.
using WorldLine = std::function<void(std::uint64_t world, const StressWorker&, std::span<const Outcome>, std::string&)>;

/// Evaluates worlds first..first+count-1; `line` may be empty.
WorldBlock evaluate_block(StressWorker& worker, const StressTest& test, std::uint64_t first, std::uint64_t count,
                          const WorldLine& line);

/// Counts the block; its first world must be the one that follows those counted already.
void count_block(const StressTest& test, const WorldBlock& block, StressTally& tally);

}  // namespace entente::uncertainty
