// What is complained about: false alarms, breaches that are seen, what was withheld or is late; reviews, suspensions.
#include "simulation/one_run.h"

namespace entente::simulation {

void OneRun::next_alarm() {
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

void OneRun::alarm() {
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

void OneRun::next_breach() {
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

void OneRun::breach() {
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

void OneRun::watch(Hidden& hidden) {
  if (hidden.about != Cause::breach) return;
  const auto unit = draws_(Stream::breach_seen, hidden.number, hidden.looks);
  hidden.seen_at = hidden.seen_rate > 0.0 ? later(exponential(unit[0], hidden.seen_rate)) : kNever;
}

void OneRun::reviewed(std::size_t which, std::uint64_t occasion) {
  const Hidden& hidden = room_.hidden[which];
  const std::uint64_t about = (hidden.number << 1U) + (hidden.about == Cause::breach ? 1U : 0U);
  const auto unit = draws_(Stream::breach_ends, about, occasion + (std::uint64_t{hidden.looks} << 40U));
  complain(which, unit[0] < p_.review.confirms && unit[1] < p_.review.succeeds, exponential(unit[2], p_.resumes),
           exponential(unit[3], p_.abandoned));
}

void OneRun::complain(std::size_t which, bool responds, double lasts, double patience) {
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

void OneRun::matter_goes_on(std::size_t which) {
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

const std::vector<CommitmentIndex>& OneRun::counters(const Matter& matter) const {
  static const std::vector<CommitmentIndex> none;
  if (p_.counters.empty()) return none;
  return p_.counters[matter.point * p_.commitments.size() + matter.accused];
}

void OneRun::respond(Matter& matter) {
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

void OneRun::lift(std::size_t which) {
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

}  // namespace entente::simulation
