#include "simulation/run.h"

#include <algorithm>
#include <boost/math/special_functions/erf.hpp>
#include <cmath>
#include <cstddef>

#include "simulation/draws.h"

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

namespace {

// Ties go to the earlier one: an accord that collapses is not accused, one that is accused does not pass its gate.
enum class Event { horizon, leadership, given_up, alarm, breach, seen, matter, work };

double normal_quantile(double unit) {
  return -std::sqrt(2.0) * boost::math::erfc_inv(2.0 * unit);
}

}  // namespace

struct Workspace {
  std::vector<double> leaves;        // [party]: what is left of its hazard when rates change with the point
  std::vector<double> leaves_at;     // [party]
  std::vector<double> secret;        // [party]: what it secretly gives up, in multiples
  std::vector<std::uint64_t> tries;  // [step]
  std::vector<Matter> matters;
  std::vector<Hidden> hidden;
};

namespace {

class OneRun {
 public:
  OneRun(const Process& process, Workspace& room, Counts& counts, std::uint64_t seed, std::uint64_t run)
      : p_(process), room_(room), counts_(counts), draws_(seed, run) {}

  RunEnd go() {
    start();
    while (!over_) step();
    finish();
    return end_;
  }

 private:
  // ------------------------------------------------------------------------------------------------------- the loop
  void start() {
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

  void step() {
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

  void advance_to(double time) {
    if (suspended_ > 0) counts_.years_suspended += time - now_;
    now_ = time;
  }

  // Rounded up to the grid, and one grid at least, from now.
  double later(double duration) const { return later_than(now_, duration); }
  double later_than(double from, double duration) const {
    if (p_.grid <= 0.0 || duration == kNever) return from + duration;
    return from + p_.grid * std::max(1.0, std::ceil(duration / p_.grid));
  }

  // ---------------------------------------------------------------------------------------------------- leaderships
  double leaving_rate(PartyIndex i) const {
    const std::vector<double>& rates = p_.leaving[i];
    return rates[std::min(point_, rates.size() - 1)];
  }

  // A hazard is used up at the rate of the point; one that is the same everywhere has its day from the beginning.
  void set_leaving(bool first) {
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

  void move_to(std::size_t point) {
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

  bool breaks(PartyIndex party) const {
    if (p_.breaking_point.empty()) return false;
    const double at = p_.breaking_point[point_][party];
    return at <= 1.0 || room_.secret[party] >= at;
  }

  // ---------------------------------------------------------------------------------------------------- the next step
  bool owes(PartyIndex party) const {
    if (point_ >= p_.steps.size()) return false;
    const std::vector<Delivery>& due = p_.steps[point_].deliveries;
    return std::ranges::any_of(due, [party](const Delivery& one) { return one.by == party; });
  }

  void enter_point() {
    waiting_ = false;
    if (point_ == p_.steps.size()) {
      if (end_.completed == kNever) end_.completed = now_;
      work_until_ = kNever;
      if (p_.ends_when_complete) {
        over_ = true;
        return;
      }
    } else {
      ++room_.tries[point_];
      start_work(p_.steps[point_].work);
    }
    for (PartyIndex i = 0; i < p_.doubt.size() && !over_; ++i) {
      if (breaks(i) && !owes(i)) collapse(Cause::leaves, i);
    }
  }

  void start_work(double years) {
    work_left_ = years;
    work_until_ = frozen_ == 0 ? now_ + years : kNever;
  }

  void freeze() {
    if (frozen_++ > 0) return;
    if (waiting_ || work_until_ == kNever) return;
    work_left_ = work_until_ - now_;
    work_until_ = kNever;
  }

  void thaw() {
    if (--frozen_ > 0 || waiting_ || point_ == p_.steps.size()) return;
    work_until_ = now_ + work_left_;
  }

  // The day of the gate: who is late, who withholds.
  void due() {
    waiting_ = true;
    work_until_ = now_;
    const std::vector<Delivery>& deliveries = p_.steps[point_].deliveries;
    for (std::size_t d = 0; d < deliveries.size() && !over_; ++d) {
      if (!breaks(deliveries[d].by)) late(deliveries[d], d);
    }
    for (PartyIndex i = 0; i < p_.doubt.size() && !over_; ++i) {
      if (breaks(i) && owes(i)) withhold(i);
    }
  }

  void late(const Delivery& delivery, std::size_t number) {
    if (delivery.late <= 0.0) return;
    const std::uint64_t which = (point_ << 16U) + number;
    const auto unit = draws_(Stream::delivery, which, room_.tries[point_]);
    if (unit[0] >= delivery.late) return;
    const double arrives = later(exponential(unit[1], delivery.late_rate));
    if (arrives <= now_) return;
    MatterCounts& counts = counts_.matters[matter_of(Cause::late)];
    ++counts.arose;
    work_until_ = std::max(work_until_, arrives);
    if (arrives <= now_ + p_.review.grace || p_.review.grace == kNever) return;
    ++counts.reviewed;
    const double review_ends = now_ + p_.review.grace + p_.review.takes;
    if (arrives <= review_ends || unit[2] < p_.review.excused || unit[3] >= p_.review.succeeds) return;
    Matter matter;
    matter.about = Cause::late;
    matter.phase = Phase::scheduled;
    matter.accused = delivery.commitment;
    matter.until = review_ends;
    matter.lasts = arrives - review_ends;
    matter.patience = exponential(draws_(Stream::late_ends, which, room_.tries[point_])[0], p_.abandoned);
    matter.responds = true;
    room_.matters.push_back(matter);
  }

  void withhold(PartyIndex party) {
    const std::uint64_t which = (point_ << 16U) + party;
    const auto unit = draws_(Stream::withheld, which, room_.tries[point_]);
    double unseen = 1.0;
    CommitmentIndex accused = 0;
    bool first = true;
    for (const Delivery& one : p_.steps[point_].deliveries) {
      if (one.by != party) continue;
      unseen *= 1.0 - one.seen;
      if (first) accused = one.commitment;
      first = false;
    }
    MatterCounts& counts = counts_.matters[matter_of(Cause::withheld)];
    ++counts.arose;
    Hidden hidden;
    hidden.about = Cause::withheld;
    hidden.commitment = accused;
    hidden.number = static_cast<std::size_t>((which << 8U) + room_.tries[point_]);
    room_.hidden.push_back(hidden);
    if (unit[0] >= 1.0 - unseen) return;
    const auto ends = draws_(Stream::withheld_ends, which, room_.tries[point_]);
    complain(room_.hidden.size() - 1, unit[1] < p_.review.confirms && unit[2] < p_.review.succeeds,
             exponential(unit[3], p_.resumes), exponential(ends[0], p_.abandoned));
  }

  void pass_gate() {
    look_again();
    if (frozen_ > 0) return;  // what was hidden came out: the gate waits for its review
    move_to(point_ + 1);
  }

  // Every commitment that is due is looked at, and what was hidden of it before may be seen (MODEL 4.1).
  void look_again() {
    for (const Delivery& one : p_.steps[point_].deliveries) {
      for (std::size_t h = 0; h < room_.hidden.size(); ++h) {
        Hidden& hidden = room_.hidden[h];
        const std::uint64_t look = (point_ << 8U) + room_.tries[point_];
        if (!hidden.open || hidden.under_review || hidden.commitment != one.commitment || hidden.gate == look + 1)
          continue;
        if (hidden.about == Cause::withheld && (hidden.number >> 24U) == point_) continue;  // looked at on its day
        hidden.gate = look + 1;
        const auto unit =
            draws_(Stream::looked_again, (hidden.number << 1U) + (hidden.about == Cause::breach ? 1U : 0U), look);
        if (unit[0] < one.seen) reviewed(h, (std::uint64_t{1} << 32U) + look);
      }
    }
  }

  // ------------------------------------------------------------------------------------------------------- complaints
  void next_alarm() {
    if (p_.alarm_candidates <= 0.0 || p_.false_alarms <= 0.0) return;
    for (;;) {
      const auto unit = draws_(Stream::alarm, alarm_number_++);
      alarm_raw_ += exponential(unit[0], p_.alarm_candidates);
      alarm_at_ = later_than(0.0, alarm_raw_);
      if (alarm_raw_ > p_.horizon || unit[1] * p_.alarm_candidates < p_.false_alarms) {
        const double place = unit[2] * static_cast<double>(p_.accused.size());
        alarm_about_ = p_.accused.empty() ? 0 : p_.accused[static_cast<std::size_t>(place)];
        return;
      }
    }
  }

  void alarm() {
    const std::uint64_t number = alarm_number_;
    const CommitmentIndex about = alarm_about_;
    const bool heard = p_.alarms_while_suspended || frozen_ == 0;
    next_alarm();
    if (!heard) return;
    const auto unit = draws_(Stream::alarm_ends, number);
    MatterCounts& counts = counts_.matters[matter_of(Cause::false_alarm)];
    ++counts.arose;
    ++counts.reviewed;
    Matter matter;
    matter.about = Cause::false_alarm;
    matter.accused = about;
    matter.until = now_ + p_.review.takes;
    matter.responds = unit[0] < p_.review.blames && unit[1] < p_.review.succeeds;
    matter.lasts = exponential(unit[2], p_.resumes);
    matter.patience = exponential(unit[3], p_.abandoned);
    freeze();
    room_.matters.push_back(matter);
  }

  void next_breach() {
    if (p_.breach_candidates <= 0.0 || p_.breaches <= 0.0 || p_.take_backs.empty()) return;
    for (;;) {
      const auto unit = draws_(Stream::breach, breach_number_++);
      breach_raw_ += exponential(unit[0], p_.breach_candidates);
      breach_at_ = later_than(0.0, breach_raw_);
      if (breach_raw_ > p_.horizon || unit[1] * p_.breach_candidates < p_.breaches) {
        breach_of_ = static_cast<std::size_t>(unit[2] * static_cast<double>(p_.take_backs.size()));
        return;
      }
    }
  }

  void breach() {
    const TakeBackRisk& risk = p_.take_backs[breach_of_];
    const auto number = static_cast<std::size_t>(breach_number_);
    next_breach();
    if (!risk.possible[point_]) return;
    ++counts_.matters[matter_of(Cause::breach)].arose;
    Hidden hidden;
    hidden.commitment = risk.commitment;
    hidden.number = number;
    hidden.seen_rate = risk.seen_rate[point_];
    room_.hidden.push_back(hidden);
    watch(room_.hidden.back());
  }

  void watch(Hidden& hidden) {
    if (hidden.about != Cause::breach) return;
    const auto unit = draws_(Stream::breach_seen, hidden.number, hidden.looks);
    hidden.seen_at = hidden.seen_rate > 0.0 ? later(exponential(unit[0], hidden.seen_rate)) : kNever;
  }

  void seen(std::size_t which) { reviewed(which, 0); }

  void reviewed(std::size_t which, std::uint64_t occasion) {
    const Hidden& hidden = room_.hidden[which];
    const std::uint64_t about = (hidden.number << 1U) + (hidden.about == Cause::breach ? 1U : 0U);
    const auto unit = draws_(Stream::breach_ends, about, occasion + (std::uint64_t{hidden.looks} << 40U));
    complain(which, unit[0] < p_.review.confirms && unit[1] < p_.review.succeeds, exponential(unit[2], p_.resumes),
             exponential(unit[3], p_.abandoned));
  }

  void complain(std::size_t which, bool responds, double lasts, double patience) {
    Hidden& hidden = room_.hidden[which];
    hidden.under_review = true;
    hidden.seen_at = kNever;
    ++counts_.matters[matter_of(hidden.about)].reviewed;
    Matter matter;
    matter.about = hidden.about;
    matter.accused = hidden.commitment;
    matter.until = now_ + p_.review.takes;
    matter.responds = responds;
    matter.lasts = lasts;
    matter.patience = patience;
    matter.breach = which;
    freeze();
    room_.matters.push_back(matter);
  }

  bool of_a_breach(const Matter& matter) const {
    return matter.about == Cause::breach || matter.about == Cause::withheld;
  }

  void matter_goes_on(std::size_t which) {
    Matter& matter = room_.matters[which];
    if (matter.phase == Phase::suspended) return lift(which);
    if (matter.responds) return respond(matter);
    // Nothing comes of it; a breach goes on, and may be seen again.
    if (of_a_breach(matter)) {
      Hidden& hidden = room_.hidden[matter.breach];
      hidden.under_review = false;
      ++hidden.looks;
      watch(hidden);
    }
    remove(which);
    thaw();
  }

  const std::vector<CommitmentIndex>& counters(const Matter& matter) const {
    static const std::vector<CommitmentIndex> none;
    if (p_.counters.empty()) return none;
    return p_.counters[matter.point * p_.commitments.size() + matter.accused];
  }

  void respond(Matter& matter) {
    ++counts_.matters[matter_of(matter.about)].responded;
    if (of_a_breach(matter)) room_.hidden[matter.breach].open = false;
    if (p_.review.terminates) return collapse_over(matter);
    if (matter.phase == Phase::scheduled) freeze();
    matter.phase = Phase::suspended;
    matter.began = now_;
    matter.point = point_;
    // A late delivery ends its suspension on the day that it comes, which is on the grid already.
    matter.until = matter.about == Cause::late ? now_ + matter.lasts : later(matter.lasts);
    matter.given_up = later(matter.patience);
    ++suspended_;
    ever_suspended_ = true;
    for (const CommitmentIndex k : counters(matter)) ++counts_.suspensions[k].suspended;
  }

  void lift(std::size_t which) {
    const Matter matter = room_.matters[which];
    ++counts_.matters[matter_of(matter.about)].lifted;
    for (const CommitmentIndex k : counters(matter)) {
      ++counts_.suspensions[k].resumed;
      counts_.suspensions[k].years += now_ - matter.began;
    }
    --suspended_;
    remove(which);
    thaw();
    if (p_.steps_back == 0) return;
    // The steps to be done again begin anew; whose lateness was waited for is asked again.
    for (std::size_t m = room_.matters.size(); m-- > 0;) {
      if (room_.matters[m].about != Cause::late) continue;
      if (room_.matters[m].phase == Phase::suspended) {
        --suspended_;
        thaw();
      }
      remove(m);
    }
    move_to(point_ - std::min(point_, p_.steps_back));
  }

  void remove(std::size_t which) { room_.matters.erase(room_.matters.begin() + static_cast<std::ptrdiff_t>(which)); }

  // ----------------------------------------------------------------------------------------------------------- the end
  void collapse_over(const Matter& matter) {
    collapse(matter.about, p_.givers.empty() ? 0 : p_.givers[matter.accused]);
  }

  void collapse(Cause cause, PartyIndex of) {
    end_.collapsed = now_;
    end_.cause = cause;
    end_.of = of;
    over_ = true;
    if (cause >= Cause::false_alarm) ++counts_.matters[matter_of(cause)].lost;
  }

  void finish() {
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

}  // namespace

Runner::Runner(const Process& process) : process_(&process), room_(std::make_unique<Workspace>()) {}
Runner::~Runner() = default;

RunEnd Runner::run(std::uint64_t seed, std::uint64_t run, Counts& counts) {
  return OneRun(*process_, *room_, counts, seed, run).go();
}

}  // namespace entente::simulation
