// The numbers of MODEL sections 2 and 4.2 in one world, for the levels that some plans touch: game::compile once more,
// in memory that is taken once and with nothing in it that those plans do not ask for.
//
// tests/uncertainty holds it against game::compile, to 1e-9 of each value.
#pragma once

#include <cstddef>
#include <cstdint>
#include <span>
#include <vector>

#include "game/game.h"
#include "uncertainty/worlds.h"

namespace entente::uncertainty {

using accord::CommitmentIndex;
using accord::LevelIndex;
using accord::PartyIndex;
using accord::State;

/// A commitment that some plan touches; its slots are those of its levels 0..top.
struct TouchedCommitment {
  CommitmentIndex commitment = 0;
  PartyIndex by = 0;
  std::size_t first_slot = 0;
  LevelIndex top = 0;  ///< the highest level that a plan reaches
};

/// A level some complement needs, of touched commitment `touched`.
struct TouchedMember {
  std::size_t touched = 0;
  LevelIndex level = 0;
  std::vector<std::size_t> falls;  ///< [level]: periods until below it by itself after a breakdown; 0 below `level`
  std::vector<std::size_t> brought_below;  ///< [level]: periods until its giver has it below alone
};

/// A complement that stands at some state of the plans.
struct TouchedComplement {
  std::size_t complement = 0;
  std::vector<TouchedMember> when;
};

/// The numbers of one world. All values are points on the party's own scale; [slot * parties + party] unless said.
class WorldTables {
 public:
  /// For the numbers of `model` and plans that stay at or below `highest`. Throws Error where the file gives no values.
  WorldTables(const accord::Accord& accord, const WorldModel& model, const State& highest);

  // Numbers are written into this object through pointers to its own members.
  WorldTables(const WorldTables&) = delete;
  WorldTables& operator=(const WorldTables&) = delete;

  /// Fills everything for the world in which the numbers of the model have `values`.
  void compile(std::span<const double> values);

  /// Some table depends on the number; others need not be drawn.
  bool depends_on(std::size_t number) const { return targets_[number] != nullptr || ranges_[number] != nullptr; }

  // What does not change from world to world.
  std::size_t parties = 0;
  std::size_t slots = 0;
  std::vector<TouchedCommitment> commitments;
  std::vector<TouchedComplement> complements;
  State today;

  // By party.
  std::vector<double> beta, gamma, forever, review_discount, review_annuity;
  std::vector<double> breakdown_of_none;  ///< W with every commitment's own part left out
  std::vector<double> found_out_of_none;  ///< the same of R
  // By slot and party.
  std::vector<double> flow, once, after, found_out;
  // By slot.
  std::vector<std::size_t> takes, undo;
  std::vector<double> seen, at_will, hidden_worth;
  std::vector<std::uint8_t> falls, alone;
  // Taking a level back, [slot * longest_undo + periods under way - 1], as game::TakeBack.
  std::size_t longest_undo = 0;
  std::vector<double> found, cost, unseen, head_start;
  // By complement and party.
  std::vector<double> complement_flow;

  std::size_t review = 0;
  double theta = 0;
  double succeeds = 1;

 private:
  void touch_commitments(const State& highest);
  void touch_complements(const State& highest);
  void bind_numbers(const WorldModel& model);
  void use_chosen_means(std::span<const double> values);
  void compile_parties();
  void compile_levels();
  void compile_falls();
  void compile_worth();
  void compile_take_backs();
  void take_back(std::size_t slot, PartyIndex giver, double at_risk, double risk_ends);

  accord::Accord accord_;
  double period_ = 0;
  std::vector<double*> targets_;        ///< by number: where it goes; null: nowhere
  std::vector<accord::Range*> ranges_;  ///< by number: where it stands in `accord_`, where chosen means make use of it
  bool chosen_means_vary_ = false;
  // The numbers of the file, as targets.
  std::vector<double> patience_, turnover_, breakdown_, penalty_;  // by party
  std::vector<double> value_, once_;                               // by slot and party
  std::vector<double> takes_, undo_, seen_, watched_;              // by slot
  std::vector<double> complement_value_;                           // [complement of the accord * parties + party]
  double review_takes_ = 0;
  double succeeds_ = 1;
  std::vector<double> watched_in_period_;         // by slot
  std::vector<std::vector<std::size_t>> naming_;  // by touched: complements of the accord naming it
};

/// b^n for whole n; game::discounted with a chain of products.
double whole_power(double base, std::size_t exponent);

}  // namespace entente::uncertainty
