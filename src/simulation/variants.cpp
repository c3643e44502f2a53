#include "simulation/variants.h"

#include <algorithm>
#include <cmath>
#include <limits>

#include "accord/procedure_response.h"
#include "accord/procedure_time.h"

namespace entente::simulation {

namespace {

using accord::Accord;
using accord::RateUnit;
using accord::StageIndex;

constexpr double kMonth = 1.0 / 12.0;

class Variants {
 public:
  Variants(const Accord& accord, const PlannedAccord& plan, const UsedRates& rates, const Process& base)
      : accord_(accord),
        plan_(plan),
        rates_(rates),
        base_(base),
        discernment_(discernment(base.review.confirms, base.review.blames)) {}

  std::vector<Variant> all() {
    if (discernment_ != kNever && discernment_ != -kNever) standards_of_proof();
    clocks();
    thresholds();
    ends_of_ranges();
    return std::move(variants_);
  }

 private:
  Variant& add(VariantKind kind, std::string what, double from, double to, RateUnit unit) {
    Variant variant;
    variant.kind = kind;
    variant.what = std::move(what);
    variant.from = from;
    variant.to = to;
    variant.unit = unit;
    variant.as_it_is = from == to;
    variant.process = base_;
    variant.confirms = base_.review.confirms;
    variants_.push_back(std::move(variant));
    return variants_.back();
  }

  // From a review that blames nobody to one that blames nearly everybody; what the file says among them.
  void standards_of_proof() {
    std::vector<double> standards{0.001, 0.01, 0.05, 0.1, 0.2, 0.4, base_.review.blames};
    std::ranges::sort(standards);
    standards.erase(std::unique(standards.begin(), standards.end()), standards.end());
    for (const double blames : standards) {
      Variant& one = add(VariantKind::proof, "standard of proof", base_.review.blames, blames, RateUnit::share);
      one.process.review.blames = blames;
      if (!one.as_it_is) one.confirms = confirms_with(discernment_, blames, 1.0);
      one.process.review.confirms = one.confirms;
    }
  }

  void review_takes(const std::string& what, double from, double to, double takes) {
    Variant& one = add(VariantKind::clock, what, from, to, RateUnit::years);
    one.process.review.takes = takes;
    if (base_.review.takes > 0.0) {
      one.confirms = discernment_ == kNever || discernment_ == -kNever
                         ? base_.review.confirms
                         : confirms_with(discernment_, base_.review.blames, takes / base_.review.takes);
      one.process.review.confirms = one.confirms;
    }
  }

  void clocks() {
    const double takes = base_.review.takes;
    if (takes > 0.0) {
      for (const double factor : {0.5, 2.0}) review_takes("review", takes, takes * factor, takes * factor);
    }
    if (const ReviewedBy by = reviewed_by(accord_); by.procedure != nullptr) {
      const accord::ProcedureTime time = accord::time_of(*by.procedure, by.begins);
      if (time.longest && time.longest_way.size() > 1) {
        for (const StageIndex stage : time.longest_way) stage_clock(by.procedure->stages[stage]);
      }
    }
    for (const double grace : {0.0, kMonth, 3.0 * kMonth, 6.0 * kMonth}) {
      if (std::abs(grace - base_.review.grace) < 1e-9 || rates_.best(Rate::late) <= 0.0) continue;
      add(VariantKind::clock, "grace", base_.review.grace, grace, RateUnit::years).process.review.grace = grace;
    }
  }

  void stage_clock(const accord::ProcedureStage& stage) {
    double clock = 0.0;
    for (const accord::Track& track : stage.tracks) {
      if (track.clock) clock = std::max(clock, accord::in_years(*track.clock));
    }
    if (clock <= 0.0) return;
    for (const double factor : {0.5, 2.0}) {
      review_takes("stage " + stage.name, clock, clock * factor, base_.review.takes + (factor - 1.0) * clock);
    }
  }

  void succeeds(const std::string& what, double from, double to, RateUnit unit, double chance) {
    if (std::abs(chance - base_.review.succeeds) < 1e-12) return;
    add(VariantKind::threshold, what, from, to, unit).process.review.succeeds = chance;
  }

  void thresholds() {
    if (const ReviewedBy by = reviewed_by(accord_); accord_.review.succeeds_by_procedure && by.procedure != nullptr) {
      votes(by);
    } else {
      for (const double chance : {0.5 * base_.review.succeeds, 1.0}) {
        succeeds("review succeeds", base_.review.succeeds, chance, RateUnit::share, chance);
      }
    }
    for (const double excused : {0.0, 0.5, 1.0}) {
      if (std::abs(excused - base_.review.excused) < 1e-12 || rates_.best(Rate::late) <= 0.0) continue;
      add(VariantKind::threshold, "excused", base_.review.excused, excused, RateUnit::share).process.review.excused =
          excused;
    }
  }

  // One vote less, and one more, in each stage that is decided by a number of them.
  void votes(const ReviewedBy& begun) {
    std::vector<std::string> parties;
    std::vector<std::string> givers;
    for (const accord::Party& party : accord_.parties) parties.push_back(party.name);
    for (const accord::Commitment& one : accord_.commitments) {
      if (std::ranges::find(givers, parties[one.by]) == givers.end()) givers.push_back(parties[one.by]);
    }
    for (StageIndex stage = 0; stage < begun.procedure->stages.size(); ++stage) {
      for (std::size_t track = 0; track < begun.procedure->stages[stage].tracks.size(); ++track) {
        const auto& deciders = begun.procedure->stages[stage].tracks[track].deciders;
        if (!deciders || deciders->counting != accord::Counting::yes_votes) continue;
        for (const std::size_t votes : {deciders->votes - 1, deciders->votes + 1}) {
          if (votes == 0 || votes > deciders->size) continue;
          accord::Procedure changed = *begun.procedure;
          changed.stages[stage].tracks[track].deciders->votes = votes;
          const double chance = accord::response_chance(changed, begun.begins, parties, givers).chance;
          succeeds("votes needed at stage " + changed.stages[stage].name, static_cast<double>(deciders->votes),
                   static_cast<double>(votes), RateUnit::times_a_year, chance);
        }
      }
    }
  }

  void ends_of_ranges() {
    for (const accord::RateKind& kind : accord::rate_kinds()) {
      const accord::Range& range = rates_[kind.rate].value;
      for (const double end : {range.low, range.high}) {
        if (end == range.best) continue;
        UsedRates changed = rates_;
        changed[kind.rate].value.best = end;
        Variant& one = add(VariantKind::rate, std::string(kind.name), range.best, end, kind.unit);
        one.process = make_process(accord_, plan_, changed, base_.horizon);
        one.confirms = one.process.review.confirms;
      }
    }
  }

  const Accord& accord_;
  const PlannedAccord& plan_;
  const UsedRates& rates_;
  const Process& base_;
  double discernment_;
  std::vector<Variant> variants_;
};

}  // namespace

std::vector<Variant> variants_of(const Accord& accord, const PlannedAccord& plan, const UsedRates& rates,
                                 const Process& as_it_is) {
  return Variants(accord, plan, rates, as_it_is).all();
}

VariantOutcome outcome_of(const Results& results) {
  const auto runs = static_cast<double>(results.runs);
  const auto share = [runs](std::uint64_t count) { return static_cast<double>(count) / runs; };
  VariantOutcome outcome;
  outcome.standing = 1.0 - share(results.collapsed());
  outcome.completed = share(results.completed());
  outcome.lost_to_alarms = share(results.collapsed_over(Cause::false_alarm));
  outcome.lost_to_delays = share(results.collapsed_over(Cause::late));
  outcome.lost_to_breaches = share(results.collapsed_over(Cause::breach) + results.collapsed_over(Cause::withheld));
  std::uint64_t arose = 0;
  std::uint64_t responded = 0;
  for (const Cause cause : {Cause::breach, Cause::withheld}) {
    arose += results.counts.matters[matter_of(cause)].arose;
    responded += results.counts.matters[matter_of(cause)].responded;
  }
  outcome.answered = arose > 0 ? static_cast<double>(responded) / static_cast<double>(arose)
                               : std::numeric_limits<double>::quiet_NaN();
  outcome.suspended_years = results.counts.years_suspended / runs;
  return outcome;
}

}  // namespace entente::simulation
