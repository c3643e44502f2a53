// One run while it goes on: what stands, what is under way, what is hidden, and what each event does to it.
//
// Who holds the run: run.cpp finds the next event and how it all ends, one_run_steps.cpp does the work and the gates,
// one_run_complaints.cpp what is complained about, from the day it is seen to the day its suspension is lifted.
#pragma once

#include <algorithm>
#include <cmath>
#include <cstddef>
#include <cstdint>
#include <vector>

#include "simulation/draws.h"
#include "simulation/run.h"

namespace entente::simulation {

enum class Phase { scheduled, reviewed, suspended };

// A complaint, from the day it is made (or will be) to the day it is settled or its suspension is lifted.
struct Matter {
  Cause about = Cause::false_alarm;
  Phase phase = Phase::reviewed;
  CommitmentIndex accused = 0;
  double until = 0.0;        // when the phase ends, unless the accord is given up before
  double given_up = kNever;  // when the accord is, if the suspension lasts so long
  double began = 0.0;        // the suspension
  double lasts = 0.0;        // the suspension, if there is to be one
  double patience = kNever;  // how long it is borne
  bool responds = false;     // the review ends with the response
  std::size_t point = 0;     // of the plan, when something was suspended
  std::size_t breach = 0;    // which; of breaches and what was withheld
};

// A breach that nobody has answered yet.
struct Hidden {
  Cause about = Cause::breach;
  CommitmentIndex commitment = 0;
  double seen_at = kNever;
  double seen_rate = 0.0;
  std::size_t number = 0;
  std::size_t looks = 0;   // reviews that came to nothing
  std::uint64_t gate = 0;  // the last gate that looked for it, 0: none
  bool under_review = false;
  bool open = true;
};

struct Workspace {
  std::vector<double> leaves;        // [party]: what is left of its hazard when rates change with the point
  std::vector<double> leaves_at;     // [party]
  std::vector<double> secret;        // [party]: what it secretly gives up, in multiples
  std::vector<std::uint64_t> tries;  // [step]
  std::vector<Matter> matters;
  std::vector<Hidden> hidden;
};

class OneRun {
 public:
  OneRun(const Process& process, Workspace& room, Counts& counts, std::uint64_t seed, std::uint64_t run)
      : p_(process), room_(room), counts_(counts), draws_(seed, run) {}

  /// The whole run.
  RunEnd go();

 private:
  // The loop.
  void start();
  void step();
  void advance_to(double time);
  // Rounded up to the grid, and one grid at least, from now.
  double later(double duration) const { return later_than(now_, duration); }
  double later_than(double from, double duration) const {
    if (p_.grid <= 0.0 || duration == kNever) return from + duration;
    return from + p_.grid * std::max(1.0, std::ceil(duration / p_.grid));
  }

  // Leaderships and what a party secretly gives up.
  double leaving_rate(PartyIndex i) const {
    const std::vector<double>& rates = p_.leaving[i];
    return rates[std::min(point_, rates.size() - 1)];
  }
  void set_leaving(bool first);
  void move_to(std::size_t point);
  bool breaks(PartyIndex party) const {
    if (p_.breaking_point.empty()) return false;
    const double at = p_.breaking_point[point_][party];
    return at <= 1.0 || room_.secret[party] >= at;
  }

  // The next step (one_run_steps.cpp).
  bool owes(PartyIndex party) const {
    if (point_ >= p_.steps.size()) return false;
    const std::vector<Delivery>& due = p_.steps[point_].deliveries;
    return std::ranges::any_of(due, [party](const Delivery& one) { return one.by == party; });
  }
  void enter_point();
  void start_work(double years);
  void freeze();
  void thaw();
  void due();
  void late(const Delivery& delivery, std::size_t number);
  void withhold(PartyIndex party);
  void pass_gate();
  void look_again();

  // Complaints (one_run_complaints.cpp).
  void next_alarm();
  void alarm();
  void next_breach();
  void breach();
  void watch(Hidden& hidden);
  void seen(std::size_t which) { reviewed(which, 0); }
  void reviewed(std::size_t which, std::uint64_t occasion);
  void complain(std::size_t which, bool responds, double lasts, double patience);
  bool of_a_breach(const Matter& matter) const {
    return matter.about == Cause::breach || matter.about == Cause::withheld;
  }
  void matter_goes_on(std::size_t which);
  const std::vector<CommitmentIndex>& counters(const Matter& matter) const;
  void respond(Matter& matter);
  void lift(std::size_t which);
  void remove(std::size_t which) { room_.matters.erase(room_.matters.begin() + static_cast<std::ptrdiff_t>(which)); }

  // The end.
  void collapse_over(const Matter& matter);
  void collapse(Cause cause, PartyIndex of);
  void finish();

  const Process& p_;
  Workspace& room_;
  Counts& counts_;
  RunDraws draws_;
  RunEnd end_;
  bool over_ = false;
  double now_ = 0.0;
  std::size_t point_ = 0;
  double point_since_ = 0.0;
  bool waiting_ = false;
  double work_left_ = 0.0;
  double work_until_ = kNever;
  std::size_t frozen_ = 0;
  std::size_t suspended_ = 0;
  bool ever_suspended_ = false;
  double leaves_first_ = kNever;
  PartyIndex who_leaves_ = 0;
  double alarm_raw_ = 0.0;
  double alarm_at_ = kNever;
  std::uint64_t alarm_number_ = 0;
  CommitmentIndex alarm_about_ = 0;
  double breach_raw_ = 0.0;
  double breach_at_ = kNever;
  std::uint64_t breach_number_ = 0;
  std::size_t breach_of_ = 0;
};

}  // namespace entente::simulation
