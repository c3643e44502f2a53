// The accord: who is at the table, what each could commit to, and what every level of it is worth to each (MODEL
// section 1).
//
// Plain data, exactly as the file states it: numbers are analyst's ranges, durations are in years, values in points a
// year on each party's own scale. Nothing here is rounded to periods or discounted; `game::compile` does that. Points
// of two parties are never added.
#pragma once

#include <array>
#include <cstddef>
#include <optional>
#include <string>
#include <vector>

#include "accord/place.h"
#include "accord/plan.h"
#include "accord/procedure.h"
#include "accord/provenance.h"

namespace entente::accord {

using PartyIndex = std::size_t;
using MeansIndex = std::size_t;

/// How a number is drawn from its range in a world (MODEL section 8).
enum class Distribution {
  triangular,   ///< [low, best, high]: `best` is the mode
  uniform,      ///< every number alike; `best` is the middle
  log_uniform,  ///< every ratio alike, low > 0; `best` is the geometric mean, as likely passed as not
  pert          ///< smoother than triangular: a beta distribution of shape 4, `best` being its mode
};

/// An analyst's range: the number lies between `low` and `high` and most likely at `best`; low <= best <= high.
/// A plain number in the file has all three equal.
struct Range {
  double low = 0.0;
  double best = 0.0;
  double high = 0.0;
  Distribution drawn = Distribution::triangular;

  static Range exactly(double value) { return {value, value, value}; }
  bool operator==(const Range&) const = default;
};

struct Party {
  std::string name;
  Range patience;   ///< what a point a year from now is worth today, 0 < patience < 1
  Range turnover;   ///< chance a year that a new leadership walks away, 0 to below 1; default 0
  Range breakdown;  ///< points a year after a breakdown, against today's state of affairs; default 0
  Range doubt;      ///< spread (standard deviation of a logarithm) of what it secretly gives up, >= 0; default 0
  Provenance provenance;
  Place place;
};

/// Who takes a level back after a breakdown (MODEL section 2, W).
enum class UndoneBy {
  giver,      ///< the giver, where it gains by that in its own flow
  automatic,  ///< by itself: snapback
  all         ///< only when every party named gains
};

/// A level of another commitment that must stand.
struct Requirement {
  CommitmentIndex commitment = 0;
  LevelIndex level = 0;  ///< at least this one; 0 is today
  bool operator==(const Requirement&) const = default;
};

/// How progress is measured. It carries no weight in the values.
struct Indicator {
  std::string measure;
  std::string unit;
  std::optional<double> at_least;
  std::optional<double> at_most;
  std::string reported_by;
  std::string verified_by;
  Provenance provenance;
};

/// Deliveries by quantity: what is due when. It carries no weight in the values.
struct Schedule {
  std::string unit;
  double per_period = 0.0;  ///< units due in each period, > 0
  Provenance provenance;
};

struct Level {
  std::string name;
  Range takes;                        ///< years to reach it from the level below; default one period
  std::vector<Range> value;           ///< points a year to each party while it stands: the total, not the increment
  std::vector<Range> once;            ///< points once to each party when it is delivered
  Range seen = Range::exactly(1);     ///< chance that a shortfall is seen at the gate
  Range watched = Range::exactly(1);  ///< chance a year that taking it back is seen while it goes on
  /// What the file itself says, where the means that it names as chosen see this level: `seen` and `watched` are then
  /// what is in force with them (detection.h).
  std::optional<Range> seen_without_means;
  std::optional<Range> watched_without_means;
  std::optional<Range> undo;  ///< years to take it back to the level below; empty: never; default one period
  UndoneBy undone_by = UndoneBy::giver;
  std::vector<PartyIndex> undone_by_all;  ///< ascending; only with UndoneBy::all
  std::vector<Requirement> needs;         ///< ascending by commitment; as written, not what those need in turn
  std::optional<Indicator> indicator;
  std::optional<Schedule> schedule;
  Provenance provenance;
  Provenance value_provenance;  ///< of `value` alone, where the file gives it one
  Provenance once_provenance;   ///< of `once` alone
  Place place;
};

struct Commitment {
  std::string name;
  PartyIndex by = 0;  ///< the giver: the party that must act
  std::string title;
  std::vector<Level> levels;  ///< levels[0] is level 1; level 0 is today and is not listed
  Provenance provenance;
  Place place;
};

/// Worth something only together: counts while every level named stands.
struct Complement {
  std::string name;
  std::vector<Requirement> when;  ///< ascending by commitment, levels >= 1
  std::vector<Range> value;       ///< points a year to each party
  Provenance provenance;
  Provenance value_provenance;  ///< of `value` alone, where the file gives it one
  Place place;
};

struct Review {
  Range takes;                         ///< years from being seen to the response; may be 0; default one period
  Range succeeds = Range::exactly(1);  ///< chance that a seen breach gets a response
  std::vector<Range> penalty;          ///< points a year on each party found in breach, after the response; <= 0
  std::string by;  ///< the procedure that gave `takes`, NAME or NAME/STAGE where it starts right there; empty: none
  bool succeeds_by_procedure = false;  ///< `succeeds` is what that procedure's rules give, not said by the file
  Provenance provenance;
  Provenance penalty_provenance;  ///< of `penalty` alone, where the file gives it one
  Place place;
};

/// How many levels one step may raise; empty: no limit.
struct Pace {
  std::optional<std::size_t> per_step;
  std::optional<std::size_t> per_party;
  Provenance provenance;
};

/// A party that pays into the fund.
struct FundContributor {
  PartyIndex party = 0;
  Range cost;  ///< points once that a unit of the fund costs it, > 0
};

/// A part of the fund that is paid out when levels stand: a share of its size or an amount, the other one being 0.
struct FundTranche {
  std::string name;
  PartyIndex to = 0;
  Range worth;                    ///< points once that a unit is worth to `to`, > 0
  double share = 0.0;             ///< of the fund's size, 0 to 1
  double amount = 0.0;            ///< units
  std::vector<Requirement> when;  ///< ascending by commitment, levels >= 1
  Provenance provenance;
  Place place;
};

/// Money that may be raised to make the accord worth signing (MODEL section 6).
struct Fund {
  std::string unit;
  double least = 0.0;                         ///< units: no smaller fund is on offer
  double most = 0.0;                          ///< units: nor a larger one
  std::vector<FundContributor> contributors;  ///< 1 to 12, in the order of the file
  std::vector<FundTranche> tranches;          ///< shares add up to 1 at most, and leave room for the amounts
  Provenance provenance;
  Place place;
};

/// What one means of seeing sees of one level, by itself.
struct Sight {
  Requirement level;
  Range seen;     ///< chance that a shortfall is seen at the gate; default 0
  Range watched;  ///< chance a year that taking it back is seen while it goes on; default 0
};

/// A way of seeing whether commitments are kept: cameras, inspectors, satellites.
struct Means {
  std::string name;
  std::string title;
  Range cost;                             ///< a year, in the unit of the verification, >= 0
  std::vector<Sight> sees;                ///< ascending by commitment and level, never empty
  Range false_alarms;                     ///< how many a year, >= 0; they carry no weight in the conditions
  std::vector<Requirement> needs_levels;  ///< ascending by commitment: access, say
  std::optional<PartyIndex> host;         ///< the party that must let it in
  std::vector<MeansIndex> needs_means;    ///< ascending; without circles
  double starts = 0.0;                    ///< years from today before which it can not work
  Provenance provenance;
  Place place;
};

/// Means that may fail together (detection.h says how).
struct CommonCause {
  std::vector<MeansIndex> means;  ///< ascending, two or more; a means has one common cause at most
  Range share;                    ///< of the smallest chance to miss among them that strikes all at once, 0 to 1
  Provenance provenance;
  Place place;
};

/// How it will be known whether commitments are kept.
struct Verification {
  std::string unit;          ///< what a year's cost is counted in: "m USD"
  std::vector<Means> means;  ///< 1 to 24, in the order of the file
  std::vector<CommonCause> common_causes;
  std::optional<std::vector<MeansIndex>> chosen;  ///< ascending, with all the means that these need; empty: not said
  Provenance provenance;
  Place place;
};

/// A value for a number of the file, which is named as ranges.h says.
struct ValueOf {
  std::string id;
  double value = 0.0;  ///< in the number's unit; durations in years
};

/// One of several ways things may stand: numbers that go together.
struct Scenario {
  std::string name;
  double weight = 1.0;          ///< how often it is drawn, against the others' weights, > 0
  std::vector<ValueOf> values;  ///< those that its group names, in the order of its first scenario
  Provenance provenance;
  Place place;
};

/// Scenarios of which a world draws one. The numbers they name are drawn by nothing else.
struct Given {
  std::string name;
  std::vector<Scenario> scenarios;  ///< two or more, all of the same numbers
  Place place;
};

/// Ranges that go up and down together (MODEL section 8).
struct Together {
  std::string name;
  std::vector<std::string> numbers;  ///< two or more ranges, none of them in another group
  std::vector<double> correlation;   ///< of ranks (Spearman), [row * numbers + column], positive definite
  Provenance provenance;
  Place place;
};

/// What `simulation:` may say of how an accord is carried out by chance (docs/simulation.md).
enum class Rate {
  late,          ///< chance that a delivery is late for an innocent reason
  late_by,       ///< mean delay of one that is
  grace,         ///< how late it may be before anybody complains
  false_alarms,  ///< times a year that somebody is accused who has done nothing
  breaches,      ///< times a year that a delivered level is quietly taken back although that does not pay
  confirms,      ///< chance that a review finds a breach that there is
  blames,        ///< chance that a review finds a breach where there is none: its standard of proof
  excused,       ///< chance that a review excuses a delivery that is late for an innocent reason
  resumes,       ///< chance a year that a suspension is lifted
  abandoned      ///< chance a year that an accord is given up while something is suspended
};
inline constexpr std::size_t kRates = 10;

struct StatedRate {
  Range value;  ///< years where the unit is years, else a number
  Provenance provenance;
};

using Rates = std::array<std::optional<StatedRate>, kRates>;

struct Simulation {
  std::string base_rates;  ///< which shipped rates fill what is not said; `none`: neutral values
  Rates rates;
  std::size_t steps_back = 0;  ///< how many steps are to be done again when a suspension is lifted
  Provenance provenance;
  Place place;
};

struct Accord {
  std::string title;
  double period = 0.0;  ///< years in one period
  /// The file says that a point is worth the same to every party; only then may gains of two parties be compared.
  bool points_comparable = false;
  /// Who gives what is known, so that one can ask which parties could act alone. False for files of other programs,
  /// which do not say it.
  bool walk_away = true;
  /// False for a file that only says who owes what, for keeping its record: no patience, no values, nothing to plan.
  bool values = true;
  std::vector<Party> parties;
  std::vector<Commitment> commitments;
  std::vector<Complement> complements;
  Review review;
  Pace pace;
  std::vector<Requirement> aim;  ///< as written; empty: none
  State stands;                  ///< where everything starts when levels stand already; empty: nobody has begun
  std::vector<Procedure> procedures;
  std::optional<Fund> fund;
  std::optional<Verification> verification;
  std::vector<Given> given;        ///< scenarios that worlds are drawn from
  std::vector<Together> together;  ///< ranges that are drawn together
  std::optional<Simulation> simulation;
  std::vector<Plan> plans;      ///< people's own plans that stand in the file
  std::vector<Notice> notices;  ///< what the reader of the file should know: roundings, say
  Provenance provenance;
};

}  // namespace entente::accord
