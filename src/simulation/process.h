// Carrying a plan out, as numbers alone: what `run.h` draws from. docs/simulation.md says what each means.
//
// Times are years, rates times a year. `make_process` fills it from an accord; tests and known answers fill it by hand.
#pragma once

#include <cstddef>
#include <limits>
#include <string>
#include <vector>

#include "accord/accord.h"
#include "game/game.h"

namespace entente::simulation {

using accord::CommitmentIndex;
using accord::LevelIndex;
using accord::PartyIndex;

inline constexpr double kNever = std::numeric_limits<double>::infinity();

/// A level that is due at the gate of a step.
struct Delivery {
  CommitmentIndex commitment = 0;
  PartyIndex by = 0;
  double seen = 1.0;       ///< chance that a gate shows that it was withheld
  double late = 0.0;       ///< chance that it is late for an innocent reason
  double late_rate = 0.0;  ///< 1 / mean delay; infinite: no delay
};

struct ProcessStep {
  double work = 0.0;  ///< years from the gate before to this one's day
  std::vector<Delivery> deliveries;
};

/// A commitment whose giver may take a level back alone.
struct TakeBackRisk {
  CommitmentIndex commitment = 0;
  std::vector<double> seen_rate;  ///< [point]: times a year that it is seen; 0 where nothing can be taken back there
  std::vector<char> possible;     ///< [point]
};

struct ReviewRules {
  double takes = 0.0;       ///< years from a complaint to the response
  double grace = 0.0;       ///< years that a delivery may be late before anybody complains
  double confirms = 1.0;    ///< chance that it finds a breach that there is
  double blames = 0.0;      ///< chance that it finds one where there is none
  double excused = 1.0;     ///< chance that it excuses an innocent delay
  double succeeds = 1.0;    ///< chance that what it finds gets a response
  bool terminates = false;  ///< the response ends the accord, instead of suspending counter-deliveries
};

struct Process {
  std::vector<std::string> parties;
  std::vector<std::string> commitments;
  std::vector<PartyIndex> givers;  ///< by commitment
  std::vector<ProcessStep> steps;
  double horizon = 10.0;  ///< years that each run lasts unless it collapses
  /// Times that are drawn are rounded up to whole multiples of this from the event that starts them; 0: not at all.
  double grid = 0.0;
  bool ends_when_complete = false;           ///< else the accord is kept, and can collapse, until the horizon
  bool alarms_while_suspended = true;        ///< false: while something is suspended or reviewed nobody else is accused
  std::size_t steps_back = 0;                ///< how many steps are done again when a suspension is lifted
  std::vector<std::vector<double>> leaving;  ///< [party]: rate at which its leadership walks away, one or one a point

  double false_alarms = 0.0;             ///< times a year
  double alarm_candidates = 0.0;         ///< at least as many; candidates are thinned, so that rates can be compared
  std::vector<CommitmentIndex> accused;  ///< about which, all alike
  double breaches = 0.0;                 ///< times a year
  double breach_candidates = 0.0;        ///< at least as many
  std::vector<TakeBackRisk> take_backs;  ///< of which, all alike

  ReviewRules review;
  double resumes = 0.0;    ///< rate at which a suspension is lifted
  double abandoned = 0.0;  ///< rate at which an accord in suspension is given up

  /// [point][party]: what a party would have to give up secretly, in multiples of what the file says, to break the plan
  /// there (MODEL section 7); 1 or less: it breaks it anyway. Empty: nobody does.
  std::vector<std::vector<double>> breaking_point;
  std::vector<double> doubt;  ///< [party]
  /// [point * commitments + accused commitment]: what others suspend in response.
  std::vector<std::vector<CommitmentIndex>> counters;

  /// Years to the last gate when nothing goes wrong.
  double planned() const;
};

/// The rate of a chance a year, and back.
double rate_of_chance(double chance);
double chance_of_rate(double rate);

}  // namespace entente::simulation
