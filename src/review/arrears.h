// Quantities: how much was due by now, how much its giver reports, how much was verified, and what is missing of each.
#pragma once

#include <chrono>
#include <optional>
#include <span>
#include <string>
#include <vector>

#include "review/obligation.h"

namespace entente::review {

/// All in the unit of the promise; amounts of other units are left out and said in `notes`, never added.
struct Arrears {
  ObligationIndex obligation = 0;
  std::string unit;
  std::string every;
  std::size_t instalments_due = 0;  ///< whole periods that have ended; one, from its date on, for what is due once
  double due = 0.0;
  double reported = 0.0;
  double verified = 0.0;
  double missing_reported = 0.0;  ///< due less reported, at least 0
  double missing_verified = 0.0;
  std::optional<double> whole;  ///< of all instalments; empty where the schedule has no end
  std::vector<EntryNumber> entries;
  std::vector<std::string> notes;
};

/// Everything that a schedule has to bring; empty where it has no end, and where nothing has a schedule.
std::optional<double> whole_amount(const Obligation& obligation);

/// One for each obligation that has a schedule. A finding that names a report replaces an earlier one that names the
/// same report; all other amounts are added.
std::vector<Arrears> arrears(std::span<const Obligation> obligations, std::chrono::sys_seconds moment);

}  // namespace entente::review
