// What the search needs to know of a state, for all parties at once, from tables that are added up.
//
// The same figures as game/values.h and thresholds.h give one by one, in the same order of addition. Vectors hold a
// number a party; a *length* is the number of one of the durations that steps of this accord can have.
#pragma once

#include <cstddef>
#include <cstdint>
#include <span>
#include <vector>

#include "game/game.h"
#include "sequencing/step_sets.h"
#include "sequencing/thresholds.h"

namespace entente::sequencing {

/// The tables of one game at one margin; all indexed [slot * parties + party] where nothing else is said.
struct FigureTables {
  std::size_t parties = 0;
  Thresholds thresholds;
  std::vector<double> flow;
  std::vector<double> after;
  std::vector<double> found;          ///< part of R: own commitments taken back at will, others' through the review
  std::vector<double> once;           ///< all `once` above today up to this level
  std::vector<double> after_of_none;  ///< by party: W with every commitment's own part left out
  std::vector<double> found_of_none;  ///< by party: the same of R
  std::size_t gate_lengths = 1;       ///< lengths that `fill_gates` tells apart: with a margin all, else one
  std::vector<std::size_t> periods;   ///< by length, ascending
  std::vector<std::uint8_t> length;   ///< by slot: that of the level's `takes`
  std::vector<double> to_gate;        ///< [length * parties + party]: gamma^T
  std::vector<double> until;          ///< [length * parties + party]: [T]_gamma
  std::vector<std::vector<std::size_t>> complements;  ///< by party: those worth something to it
};

FigureTables make_tables(const game::Game& game, std::span<const double> margin);

/// The figures of one state.
struct StateFigures {
  accord::State levels;
  std::vector<double> base;       ///< U + beta theta W, points a period
  std::vector<double> breakdown;  ///< W
  std::vector<double> found_out;  ///< R
  std::vector<double> once;       ///< everything paid once on the way from today
  std::vector<double> keeps;      ///< least C and X at which nothing is taken back; -inf: nothing asked
  std::vector<double> least;      ///< least C: stays and keeps
  std::vector<double> hold;       ///< H
  bool holds = false;             ///< H reaches `least` for every party
  /// [length * parties + party]: the least C(s) + once(s) at which a step of that length may be taken from here, but
  /// for what its own gate asks.
  std::vector<double> least_after;
};

void fill_figures(const game::Game& game, const FigureTables& tables, StateFigures& figures);

/// [due set * gate_lengths + length]: the least C(s) + once(s) at which the party of the due set delivers it at a gate
/// into the state of `figures`; +inf where the levels are not there to be withheld.
void fill_gates(const game::Game& game, const FigureTables& tables, const StepSets& sets, const StateFigures& figures,
                std::span<double> gates);

}  // namespace entente::sequencing
