#include "simulation/run.h"

#include <algorithm>
#include <boost/math/special_functions/erf.hpp>
#include <cmath>
#include <cstddef>

#include "simulation/one_run.h"

namespace entente::simulation {

namespace {

// Ties go to the earlier one: an accord that collapses is not accused, one that is accused does not pass its gate.
enum class Event { horizon, leadership, given_up, alarm, breach, seen, matter, work };

double normal_quantile(double unit) {
  return -std::sqrt(2.0) * boost::math::erfc_inv(2.0 * unit);
}

}  // namespace

RunEnd OneRun::go() {
  start();
  while (!over_) step();
  finish();
  return end_;
}

void OneRun::start() {
  const std::size_t parties = p_.leaving.size();
  room_.leaves.assign(parties, 0.0);
  room_.leaves_at.assign(parties, kNever);
  room_.secret.assign(p_.doubt.size(), 1.0);
  room_.tries.assign(p_.steps.size() + 1, 0);
  room_.matters.clear();
  room_.hidden.clear();
  for (PartyIndex i = 0; i < std::max(parties, p_.doubt.size()); ++i) {
    const auto unit = draws_(Stream::party, i);
    if (i < parties) room_.leaves[i] = exponential(unit[0], 1.0);
    if (i < p_.doubt.size() && p_.doubt[i] > 0.0) room_.secret[i] = std::exp(p_.doubt[i] * normal_quantile(unit[1]));
  }
  set_leaving(true);
  next_alarm();
  next_breach();
  enter_point();
}

void OneRun::step() {
  double when = p_.horizon;
  Event event = Event::horizon;
  std::size_t which = 0;
  const auto consider = [&](double time, Event kind, std::size_t index) {
    if (time < when) {
      when = time;
      event = kind;
      which = index;
    }
  };
  // What happens at the horizon itself still counts: it is reached only when nothing happens up to it.
  when = std::nextafter(p_.horizon, kNever);
  consider(leaves_first_, Event::leadership, who_leaves_);
  for (std::size_t m = 0; m < room_.matters.size(); ++m) consider(room_.matters[m].given_up, Event::given_up, m);
  consider(alarm_at_, Event::alarm, 0);
  consider(breach_at_, Event::breach, 0);
  for (std::size_t h = 0; h < room_.hidden.size(); ++h) consider(room_.hidden[h].seen_at, Event::seen, h);
  for (std::size_t m = 0; m < room_.matters.size(); ++m) consider(room_.matters[m].until, Event::matter, m);
  if (frozen_ == 0) consider(std::max(work_until_, now_), Event::work, 0);
  advance_to(event == Event::horizon ? p_.horizon : when);
  switch (event) {
    case Event::horizon:
      over_ = true;
      return;
    case Event::leadership:
      return collapse(Cause::leadership, which);
    case Event::given_up:
      return collapse_over(room_.matters[which]);
    case Event::alarm:
      return alarm();
    case Event::breach:
      return breach();
    case Event::seen:
      return seen(which);
    case Event::matter:
      return matter_goes_on(which);
    case Event::work:
      return waiting_ ? pass_gate() : due();
  }
}

void OneRun::advance_to(double time) {
  if (suspended_ > 0) counts_.years_suspended += time - now_;
  now_ = time;
}

// A hazard is used up at the rate of the point; one that is the same everywhere has its day from the beginning.
void OneRun::set_leaving(bool first) {
  leaves_first_ = kNever;
  for (PartyIndex i = 0; i < p_.leaving.size(); ++i) {
    if (first || p_.leaving[i].size() > 1) {
      const double rate = leaving_rate(i);
      room_.leaves_at[i] = rate > 0.0 ? later(room_.leaves[i] / rate) : kNever;
    }
    if (room_.leaves_at[i] < leaves_first_) {
      leaves_first_ = room_.leaves_at[i];
      who_leaves_ = i;
    }
  }
}

void OneRun::move_to(std::size_t point) {
  bool changes = false;
  for (PartyIndex i = 0; i < p_.leaving.size(); ++i) {
    if (p_.leaving[i].size() < 2) continue;
    room_.leaves[i] -= leaving_rate(i) * (now_ - point_since_);
    changes = true;
  }
  point_ = point;
  point_since_ = now_;
  if (changes) set_leaving(false);
  enter_point();
}

void OneRun::collapse_over(const Matter& matter) {
  collapse(matter.about, p_.givers.empty() ? 0 : p_.givers[matter.accused]);
}

void OneRun::collapse(Cause cause, PartyIndex of) {
  end_.collapsed = now_;
  end_.cause = cause;
  end_.of = of;
  over_ = true;
  if (cause >= Cause::false_alarm) ++counts_.matters[matter_of(cause)].lost;
}

void OneRun::finish() {
  for (const Matter& matter : room_.matters) {
    if (matter.phase != Phase::suspended) continue;
    for (const CommitmentIndex k : counters(matter)) {
      counts_.suspensions[k].years += now_ - matter.began;
      if (end_.collapsed != kNever) ++counts_.suspensions[k].lost;
    }
  }
  for (const Hidden& hidden : room_.hidden) {
    if (hidden.open) ++counts_.matters[matter_of(hidden.about)].unanswered;
  }
  if (ever_suspended_) ++counts_.runs_with_suspension;
}

Runner::Runner(const Process& process) : process_(&process), room_(std::make_unique<Workspace>()) {}
Runner::~Runner() = default;

RunEnd Runner::run(std::uint64_t seed, std::uint64_t run, Counts& counts) {
  return OneRun(*process_, *room_, counts, seed, run).go();
}

}  // namespace entente::simulation
