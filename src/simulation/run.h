// One run: an accord carried out once, event by event.
#pragma once

#include <cstdint>
#include <memory>
#include <vector>

#include "simulation/process.h"

namespace entente::simulation {

/// Why an accord collapses.
enum class Cause {
  leadership,   ///< a new leadership walks away
  leaves,       ///< a party leaves because the plan does not pay for it
  false_alarm,  ///< given up, or ended, after an accusation of one who had done nothing
  late,         ///< the same after a delivery that was late for an innocent reason
  breach,       ///< the same after a breach that does not pay
  withheld      ///< the same after a party withheld what it gains by withholding
};
inline constexpr std::size_t kCauses = 6;

/// What a complaint is about; the causes from `false_alarm` on.
inline constexpr std::size_t kMatters = 4;
constexpr std::size_t matter_of(Cause cause) {
  return static_cast<std::size_t>(cause) - static_cast<std::size_t>(Cause::false_alarm);
}

/// How often things went one way; sums over runs.
struct MatterCounts {
  std::uint64_t arose = 0;       ///< false alarms raised, deliveries late, breaches begun, deliveries withheld
  std::uint64_t reviewed = 0;    ///< complaints
  std::uint64_t responded = 0;   ///< complaints that got the response
  std::uint64_t lifted = 0;      ///< suspensions that were lifted
  std::uint64_t lost = 0;        ///< accords that collapsed over it
  std::uint64_t unanswered = 0;  ///< breaches that nothing had answered when the run ended
  bool operator==(const MatterCounts&) const = default;
};

struct SuspensionCounts {
  std::uint64_t suspended = 0;
  std::uint64_t resumed = 0;
  std::uint64_t lost = 0;  ///< still suspended when the accord collapsed
  double years = 0.0;      ///< in suspension
  bool operator==(const SuspensionCounts&) const = default;
};

/// What runs add to as they go.
struct Counts {
  std::vector<MatterCounts> matters = std::vector<MatterCounts>(kMatters);
  std::vector<SuspensionCounts> suspensions;  ///< by commitment
  double years_suspended = 0.0;               ///< while anything was, of all runs
  std::uint64_t runs_with_suspension = 0;
};

struct RunEnd {
  double collapsed = kNever;  ///< year; never: stands at the horizon
  double completed = kNever;  ///< year of the last gate, the first time it was passed
  Cause cause = Cause::leadership;
  PartyIndex of = 0;  ///< who walked away or left; who was accused
};

/// What a run needs room for; used again by the next one.
struct Workspace;

class Runner {
 public:
  explicit Runner(const Process& process);
  ~Runner();

  /// Run number `run` of a seed. Adds to `counts`, whose `suspensions` has a place for each commitment.
  RunEnd run(std::uint64_t seed, std::uint64_t run, Counts& counts);

 private:
  const Process* process_;
  std::unique_ptr<Workspace> room_;
};

}  // namespace entente::simulation
