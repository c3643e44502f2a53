// From an accord and a plan to a process that can be drawn from (docs/simulation.md).
#pragma once

#include <string>
#include <vector>

#include "accord/accord.h"
#include "sequencing/trust.h"
#include "simulation/process.h"
#include "simulation/rates.h"

namespace entente::simulation {

/// What a plan and its accord come to before anything is drawn. Made once; processes are made from it.
struct PlannedAccord {
  game::Game game;
  std::vector<accord::State> points;  ///< steps + 1
  sequencing::Trust trust;
};

/// `plan` must be a path of the accord's lattice (accord::path). The accord must give values.
PlannedAccord planned(const accord::Accord& accord, const accord::Plan& plan);

/// The process at the best values of the accord and the rates given, over `horizon` years.
Process make_process(const accord::Accord& accord, const PlannedAccord& plan, const UsedRates& rates, double horizon);

/// A review's power to tell a breach from its absence: how many standard deviations of its noise lie between the two
/// (the d' of signal detection), from its chances to confirm and to blame; infinite where it never errs.
double discernment(double confirms, double blames);

/// Its chance to confirm a breach when it blames the innocent with `blames` and takes `times` as long: evidence gathers
/// with the square root of time.
double confirms_with(double discernment, double blames, double times);

/// The procedure that the accord's review goes by, and where it begins; null where it goes by none.
struct ReviewedBy {
  const accord::Procedure* procedure = nullptr;
  accord::StageIndex begins = 0;
};
ReviewedBy reviewed_by(const accord::Accord& accord);

/// Who breaks the plan at the values of the file: at which point, and whether it withholds what it owes there or
/// leaves.
struct CertainBreak {
  std::size_t point = 0;
  PartyIndex party = 0;
  bool leaves = false;
};
std::vector<CertainBreak> certain_breaks(const Process& process);

}  // namespace entente::simulation
