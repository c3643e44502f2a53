// A schedule of visits that is drawn by all parties together and that anyone can draw again.
//
// First the plan of the draw is fixed: who takes part, how many periods, which sites, how many visits are expected at
// each. Then every party seals a random value: it publishes the value's hash, bound to the plan and to the party. When
// all seals are known the values are opened. The seed is a hash of all of them, so that nobody alone decides it, and
// one honest random value makes it random. docs/schedule-format.md has the bytes, the files and test vectors.
//
// What it does not prevent: the party that opens last learns the draw before the others and may refuse to open. Then
// there is no draw, it is seen who refused, and what follows is for the accord to say.
#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <vector>

#include "verification/sha256.h"

namespace entente::verification {

struct ScheduledSite {
  std::string name;
  std::uint64_t expected = 0;  ///< visits a period, in thousand-millionths (systematic_sampling.h)
  bool operator==(const ScheduledSite&) const = default;
};

struct SchedulePlan {
  std::string title;
  std::vector<std::string> parties;  ///< who seals a value; the order counts
  std::size_t periods = 1;
  std::vector<ScheduledSite> sites;  ///< the order counts: neighbours are seldom drawn together
  bool operator==(const SchedulePlan&) const = default;
};

/// What a party publishes first.
struct Seal {
  std::string party;
  Digest plan{};  ///< of the plan that it agrees to
  Digest seal{};
  bool operator==(const Seal&) const = default;
};

/// What it keeps to itself until all seals are known, and publishes then.
struct Opening {
  std::string party;
  Digest plan{};
  Digest value{};  ///< 32 random bytes
  Digest salt{};   ///< 32 more, so that the hash says nothing of the value
  bool operator==(const Opening&) const = default;
};

/// Visits by site in each period.
using Draw = std::vector<std::vector<std::uint64_t>>;

/// All that is needed to check a draw: the file that is kept.
struct Schedule {
  SchedulePlan plan;
  Digest plan_digest{};
  std::vector<Seal> seals;
  std::vector<Opening> openings;
  Digest seed{};
  Draw draw;
};

/// Throws entente::Error where a plan has no party, no period or no site, a name is empty or stands twice, or it would
/// take more than 10^7 numbers.
void check_plan(const SchedulePlan& plan);

Digest digest_of(const SchedulePlan& plan);
Digest seal_of(const Opening& opening);

/// The hash of all values, in the order of the plan's parties. Every party has exactly one opening.
Digest seed_of(const SchedulePlan& plan, std::span<const Opening> openings);

Draw draw_with(const SchedulePlan& plan, const Digest& seed);

/// What is wrong with the seals alone, in words: a party without one, with two, of another plan. Empty where nothing
/// is.
std::optional<std::string> fault_in_seals(const SchedulePlan& plan, std::span<const Seal> seals);

/// The first reason why these seals and openings give no draw, in words: those of the seals, then a party that has not
/// opened, a value that does not match its seal. Empty where nothing is wrong.
std::optional<std::string> fault_before_draw(const SchedulePlan& plan, std::span<const Seal> seals,
                                             std::span<const Opening> openings);

/// Makes the draw. Throws entente::Error with the fault where there is one.
Schedule draw_schedule(const SchedulePlan& plan, std::span<const Seal> seals, std::span<const Opening> openings);

/// Repeats the draw of `schedule` and gives the first thing that is not as it should be, in words; empty where all is.
/// `published` are seals that the checker got before the values were opened: without them a file in which plan, seals,
/// values and draw were all made anew can not be told from the one agreed.
std::optional<std::string> first_fault(const Schedule& schedule, std::span<const Seal> published = {});

}  // namespace entente::verification
