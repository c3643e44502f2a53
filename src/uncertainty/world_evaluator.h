// One plan in one world: does it hold, how far is each party from breaking it, where does it break first?
//
// The same conditions as sequencing/conditions.h visits one by one (MODEL 4.2, margin 0), in a form that takes no
// memory and looks for names only where something breaks. tests/uncertainty holds it against sequencing::evaluate.
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>
#include <vector>

#include "sequencing/conditions.h"
#include "uncertainty/world_tables.h"

namespace entente::uncertainty {

/// The condition at which a plan breaks in a world.
struct BrokenCondition {
  std::size_t point = 0;  ///< 0 before the first step; the number of steps while the accord holds
  PartyIndex party = 0;
  sequencing::Deviation deviation = sequencing::Deviation::leave;
  bool eve = false;         ///< keeps: measured against what awaits the party at the gate
  std::size_t after = 0;    ///< keeps: periods of the take-back under way
  std::uint64_t which = 0;  ///< keeps: commitment * 2^16 + level; delivers: see `levels_of`
  double slack = 0.0;       ///< value points of the party, seen from the point
};

/// What one plan comes to in one world. All values are points on the party's own scale.
struct Outcome {
  bool holds = false;
  double min_slack = 0.0;     ///< the plain smallest slack, as sequencing::Evaluation has it
  std::vector<double> slack;  ///< by party: its smallest
  std::vector<double> gain;   ///< by party: C(0) - W(0)
  /// At the first point where any condition breaks, the one of smallest slack as a share of its party's gain from the
  /// plan in this world (plain points where it gains nothing). Empty: the plan holds.
  std::optional<BrokenCondition> first_break;
};

/// Evaluates one plan in the worlds that some tables are filled with. One for each thread.
class PlanInWorlds {
 public:
  /// `points` are the plan's states, each at or above the one before, none above what `tables` were made for.
  PlanInWorlds(const WorldTables& tables, const std::vector<State>& points);

  /// The plan in the world that `tables` hold now. The outcome is valid until the next call.
  const Outcome& evaluate();

  /// The levels that the broken condition is about: taken back, or due and left undone.
  std::vector<accord::Requirement> levels_of(const BrokenCondition& broken) const;

 private:
  struct Due {
    std::size_t touched = 0;
    LevelIndex from = 0;
    LevelIndex to = 0;
  };
  /// What one party owes at one gate.
  struct Gate {
    std::vector<Due> due;
    std::vector<std::size_t> complements;  ///< those that stand at the gate's state and name what is due
  };
  struct Shortfall {
    double withhold = 0.0;  ///< left side of `delivers`, staying
    double leave = 0.0;     ///< the same, leaving at the gate
  };

  void compute_states();
  void compute_values();
  std::size_t slot(std::size_t point, std::size_t touched) const;
  bool stands(std::size_t complement, std::size_t point) const;
  std::size_t spans(const TouchedComplement& complement, const LevelIndex* levels) const;
  std::size_t own_span(const TouchedComplement& complement, PartyIndex party, const LevelIndex* levels) const;
  double after_breakdown(std::size_t complement, PartyIndex party, const LevelIndex* levels) const;
  double found_out_worth(std::size_t complement, PartyIndex party, const LevelIndex* levels) const;
  bool next_shortfall(const Gate& gate);
  Shortfall shortfall(std::size_t point, PartyIndex party, const Gate& gate);
  void consider(const BrokenCondition& condition);
  template <typename Visit>
  void visit_point(std::size_t point, PartyIndex party, const Visit& visit);

  const WorldTables& tables_;
  std::size_t parties_;
  std::size_t touched_;
  std::vector<std::vector<Gate>> gates_;            ///< [step][party]
  std::vector<std::vector<std::size_t>> owned_;     ///< by party: touched commitments
  std::vector<LevelIndex> levels_;                  ///< [point * touched + commitment]
  std::vector<std::vector<std::size_t>> standing_;  ///< by point: complements
  std::vector<std::vector<Due>> raises_;            ///< by step
  // Of this world, [point * parties + party].
  std::vector<double> base_, breakdown_, found_out_, continuation_, gate_, to_gate_;
  std::vector<double> flow_;
  std::vector<std::size_t> takes_;  ///< by step
  std::vector<LevelIndex> delivered_;
  Outcome outcome_;
  double worst_share_ = 0.0;
};

}  // namespace entente::uncertainty
