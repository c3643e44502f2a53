// The work between two gates, and what happens at the gate.
#include "simulation/one_run.h"

namespace entente::simulation {

void OneRun::enter_point() {
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

void OneRun::start_work(double years) {
  work_left_ = years;
  work_until_ = frozen_ == 0 ? now_ + years : kNever;
}

void OneRun::freeze() {
  if (frozen_++ > 0) return;
  if (waiting_ || work_until_ == kNever) return;
  work_left_ = work_until_ - now_;
  work_until_ = kNever;
}

void OneRun::thaw() {
  if (--frozen_ > 0 || waiting_ || point_ == p_.steps.size()) return;
  work_until_ = now_ + work_left_;
}

// The day of the gate: who is late, who withholds.
void OneRun::due() {
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

void OneRun::late(const Delivery& delivery, std::size_t number) {
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

void OneRun::withhold(PartyIndex party) {
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

void OneRun::pass_gate() {
  look_again();
  if (frozen_ > 0) return;  // what was hidden came out: the gate waits for its review
  move_to(point_ + 1);
}

// Every commitment that is due is looked at, and what was hidden of it before may be seen (MODEL 4.1).
void OneRun::look_again() {
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

}  // namespace entente::simulation
