// Whether one party alone can keep a procedure from ending in a response, and with what chance it does so where members
// may vote either way: the default of `succeeds` of a review that goes by it (MODEL section 4.1 asks what ONE party
// gains alone while all others do their part).
#pragma once

#include <span>
#include <string>
#include <vector>

#include "accord/procedure.h"

namespace entente::accord {

struct ResponseChance {
  double chance = 1.0;      ///< least over accused parties and over who complains
  std::string accused;      ///< a party for which it is least; empty where nobody can be accused
  std::string stopped_at;   ///< the stage at which that party's own vote makes the difference; empty: nowhere
  bool by_chances = false;  ///< members' chances made it less than it would be without them
  /// Members known by name who could make it less likely by siding with that party. In the order of the stages.
  std::vector<std::string> others;
  bool unsaid = false;  ///< the text does not say what follows at the end; a response is assumed there
};

/// `accused`: the parties that can be accused. The accused votes, stays away or calls votes as serves it best; every
/// other member votes for a response with its chance (1 where the file says none), each time anew and independently.
/// Where only the number of members is known, the accused is taken to be one of them. For ways without circles and
/// unbounded stages, as time_of finds them; the chance that a rule is met is exact (Poisson-binomial). Cost: stages x
/// members^2 for each accused and complainant.
ResponseChance response_chance(const Procedure& procedure, StageIndex begins, std::span<const std::string> parties,
                               std::span<const std::string> accused);

/// Whether some way from `begins` ends in a response, or in an end of which the text says nothing.
bool may_respond(const Procedure& procedure, StageIndex begins);

/// Chance that the rule is met when voter n votes yes with probability `yes[n]` and no otherwise, each independently;
/// `has_veto` says whose no is a veto. Exact up to rounding. Cost: voters^2.
double chance_adopted(const Deciders& deciders, std::span<const double> yes, const std::vector<bool>& has_veto);

}  // namespace entente::accord
