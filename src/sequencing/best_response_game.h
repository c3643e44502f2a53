// One party's side of an accord and a plan: the numbers of MODEL sections 2 and 3 that its own decision problem needs,
// and the private states it can be in. Used by the best response alone.
#pragma once

#include <cstddef>
#include <limits>
#include <vector>

#include "accord/accord.h"

namespace entente::sequencing {

/// So many periods that it never happens.
inline constexpr std::size_t kForever = std::numeric_limits<std::size_t>::max();

/// A level as the party in question sees it; flows are points a period.
struct LevelView {
  double flow = 0.0;
  double once = 0.0;     ///< points, paid or received when the level is delivered
  std::size_t undo = 0;  ///< periods to take it back to the level below; 0: never
  bool falls = false;    ///< falls by itself after a breakdown (MODEL section 2, W)
  bool alone = false;    ///< own, and the party can take it back alone (MODEL 4.1)
  double seen = 1.0;     ///< chance that a shortfall is seen at the gate
  /// Chance that a take-back gets a response at the end of its first, second ... period, none having come before; one
  /// entry for each period of `undo` where `alone`.
  std::vector<double> response;
};

struct CommitmentView {
  bool own = false;
  std::vector<LevelView> levels;  ///< levels[0] is today: worth nothing, never falls
};

/// A complement that is worth something to the party, points a period.
struct ComplementView {
  double flow = 0.0;
  std::vector<accord::Requirement> when;
};

struct PartyGame {
  double beta = 0.0;       ///< discount factor a period
  double theta = 0.0;      ///< chance a period that somebody's new leadership walks away
  double gamma = 0.0;      ///< beta (1 - theta)
  double breakdown = 0.0;  ///< points a period
  double penalty = 0.0;    ///< points a period
  double succeeds = 1.0;
  std::size_t review = 0;  ///< periods from being seen to the response
  std::vector<CommitmentView> commitments;
  std::vector<ComplementView> complements;
  std::vector<accord::CommitmentIndex> own;  ///< ascending
  std::vector<accord::State> points;         ///< announced states, from today to the end of the plan
  std::vector<std::size_t> durations;        ///< periods of each step

  double annuity(std::size_t periods) const;      ///< worth of one point in each of so many periods
  double discount(std::size_t periods) const;     ///< beta^periods, 0 for kForever
  double flow(const accord::State& state) const;  ///< U_i, points a period
};

/// Throws PlanError when the plan is not a path of the lattice.
PartyGame party_game(const accord::Accord& accord, const accord::Plan& plan, accord::PartyIndex party);

/// How the private states of one point are numbered: for each vector of own true levels first "nothing under way", then
/// for each own commitment that can be taken back alone from there its take-back with 1, 2, ... undo - 1 periods done.
struct PrivateStates {
  std::vector<std::size_t> announced;  ///< own announced levels, one an own commitment
  std::vector<std::size_t> stride;     ///< of the vectors of true levels
  std::vector<std::size_t> first;  ///< for each vector of true levels its first private state; last: how many there are

  std::size_t count() const { return first.back(); }
  std::size_t vectors() const { return first.size() - 1; }
};

/// How many private states a point has, as a number that can not overflow.
double private_states_at(const PartyGame& game, std::size_t point);

PrivateStates number_private_states(const PartyGame& game, std::size_t point);

/// Own true levels: all combinations up to the announced ones, in the order in which PrivateStates numbers them.
class TrueLevels {
 public:
  explicit TrueLevels(const PrivateStates& states) : states_(states), levels_(states.announced.size(), 0) {}
  const std::vector<std::size_t>& levels() const { return levels_; }
  std::size_t operator[](std::size_t own) const { return levels_[own]; }
  std::size_t index() const { return index_; }
  bool done() const { return index_ >= states_.vectors(); }
  void next();

 private:
  const PrivateStates& states_;
  std::vector<std::size_t> levels_;
  std::size_t index_ = 0;
};

}  // namespace entente::sequencing
