// Two accords that say the same, field by field; places and notices of the reader do not count.
#pragma once

#include <gtest/gtest.h>

#include <optional>
#include <vector>

#include "accord/accord.h"

namespace entente::accord {

inline void expect_same(const Provenance& one, const Provenance& other) {
  EXPECT_EQ(one.sources, other.sources);
  EXPECT_EQ(one.note, other.note);
}

inline void expect_same(const Party& one, const Party& other) {
  SCOPED_TRACE("party " + other.name);
  EXPECT_EQ(one.name, other.name);
  EXPECT_EQ(one.patience, other.patience);
  EXPECT_EQ(one.turnover, other.turnover);
  EXPECT_EQ(one.breakdown, other.breakdown);
  EXPECT_EQ(one.doubt, other.doubt);
  expect_same(one.provenance, other.provenance);
}

inline void expect_same(const std::optional<Indicator>& one, const std::optional<Indicator>& other) {
  ASSERT_EQ(one.has_value(), other.has_value());
  if (!one) return;
  EXPECT_EQ(one->measure, other->measure);
  EXPECT_EQ(one->unit, other->unit);
  EXPECT_EQ(one->at_least, other->at_least);
  EXPECT_EQ(one->at_most, other->at_most);
  EXPECT_EQ(one->reported_by, other->reported_by);
  EXPECT_EQ(one->verified_by, other->verified_by);
  expect_same(one->provenance, other->provenance);
}

inline void expect_same(const std::optional<Schedule>& one, const std::optional<Schedule>& other) {
  ASSERT_EQ(one.has_value(), other.has_value());
  if (!one) return;
  EXPECT_EQ(one->unit, other->unit);
  EXPECT_EQ(one->per_period, other->per_period);
  expect_same(one->provenance, other->provenance);
}

inline void expect_same(const Level& one, const Level& other) {
  SCOPED_TRACE("level " + other.name);
  EXPECT_EQ(one.name, other.name);
  EXPECT_EQ(one.takes, other.takes);
  EXPECT_EQ(one.value, other.value);
  EXPECT_EQ(one.once, other.once);
  EXPECT_EQ(one.seen, other.seen);
  EXPECT_EQ(one.watched, other.watched);
  EXPECT_EQ(one.seen_without_means, other.seen_without_means);
  EXPECT_EQ(one.watched_without_means, other.watched_without_means);
  EXPECT_EQ(one.undo, other.undo);
  EXPECT_EQ(one.undone_by, other.undone_by);
  EXPECT_EQ(one.undone_by_all, other.undone_by_all);
  EXPECT_EQ(one.needs, other.needs);
  expect_same(one.indicator, other.indicator);
  expect_same(one.schedule, other.schedule);
  expect_same(one.provenance, other.provenance);
  expect_same(one.value_provenance, other.value_provenance);
  expect_same(one.once_provenance, other.once_provenance);
}

inline void expect_same(const Commitment& one, const Commitment& other) {
  SCOPED_TRACE("commitment " + other.name);
  EXPECT_EQ(one.name, other.name);
  EXPECT_EQ(one.by, other.by);
  EXPECT_EQ(one.title, other.title);
  expect_same(one.provenance, other.provenance);
  ASSERT_EQ(one.levels.size(), other.levels.size());
  for (std::size_t l = 0; l < one.levels.size(); ++l) expect_same(one.levels[l], other.levels[l]);
}

inline void expect_same(const Complement& one, const Complement& other) {
  SCOPED_TRACE("complement " + other.name);
  EXPECT_EQ(one.name, other.name);
  EXPECT_EQ(one.when, other.when);
  EXPECT_EQ(one.value, other.value);
  expect_same(one.provenance, other.provenance);
  expect_same(one.value_provenance, other.value_provenance);
}

inline void expect_same(const Procedure& one, const Procedure& other) {
  SCOPED_TRACE("procedure " + other.name);
  EXPECT_EQ(one.name, other.name);
  EXPECT_EQ(one.title, other.title);
  EXPECT_EQ(one.may_start, other.may_start);
  EXPECT_EQ(one.provenance, other.provenance);
  ASSERT_EQ(one.stages.size(), other.stages.size());
  for (std::size_t n = 0; n < one.stages.size(); ++n) {
    SCOPED_TRACE("stage " + other.stages[n].name);
    EXPECT_EQ(one.stages[n].name, other.stages[n].name);
    EXPECT_EQ(one.stages[n].motion, other.stages[n].motion);
    EXPECT_TRUE(one.stages[n].tracks == other.stages[n].tracks);
    EXPECT_TRUE(one.stages[n].outcomes == other.stages[n].outcomes);
    EXPECT_TRUE(one.stages[n].if_silent == other.stages[n].if_silent);
    EXPECT_TRUE(one.stages[n] == other.stages[n]);
  }
}

inline void expect_same(const FundContributor& one, const FundContributor& other) {
  EXPECT_EQ(one.party, other.party);
  EXPECT_EQ(one.cost, other.cost);
}

inline void expect_same(const FundTranche& one, const FundTranche& other) {
  SCOPED_TRACE("tranche " + other.name);
  EXPECT_EQ(one.name, other.name);
  EXPECT_EQ(one.to, other.to);
  EXPECT_EQ(one.worth, other.worth);
  EXPECT_EQ(one.share, other.share);
  EXPECT_EQ(one.amount, other.amount);
  EXPECT_EQ(one.when, other.when);
  expect_same(one.provenance, other.provenance);
}

inline void expect_same(const Plan& one, const Plan& other) {
  SCOPED_TRACE("plan " + other.name);
  EXPECT_EQ(one.name, other.name);
  EXPECT_EQ(one.steps, other.steps);
  EXPECT_EQ(one.note, other.note);
  EXPECT_EQ(one.sources, other.sources);
}

template <typename Part>
void expect_same(const std::vector<Part>& one, const std::vector<Part>& other) {
  ASSERT_EQ(one.size(), other.size());
  for (std::size_t n = 0; n < one.size(); ++n) expect_same(one[n], other[n]);
}

inline void expect_same(const std::optional<Fund>& one, const std::optional<Fund>& other) {
  ASSERT_EQ(one.has_value(), other.has_value());
  if (!one) return;
  EXPECT_EQ(one->unit, other->unit);
  EXPECT_EQ(one->least, other->least);
  EXPECT_EQ(one->most, other->most);
  expect_same(one->contributors, other->contributors);
  expect_same(one->tranches, other->tranches);
  expect_same(one->provenance, other->provenance);
}

inline void expect_same(const Sight& one, const Sight& other) {
  EXPECT_EQ(one.level, other.level);
  EXPECT_EQ(one.seen, other.seen);
  EXPECT_EQ(one.watched, other.watched);
}

inline void expect_same(const Means& one, const Means& other) {
  SCOPED_TRACE("means " + other.name);
  EXPECT_EQ(one.name, other.name);
  EXPECT_EQ(one.title, other.title);
  EXPECT_EQ(one.cost, other.cost);
  expect_same(one.sees, other.sees);
  EXPECT_EQ(one.false_alarms, other.false_alarms);
  EXPECT_EQ(one.needs_levels, other.needs_levels);
  EXPECT_EQ(one.host, other.host);
  EXPECT_EQ(one.needs_means, other.needs_means);
  EXPECT_EQ(one.starts, other.starts);
  expect_same(one.provenance, other.provenance);
}

inline void expect_same(const CommonCause& one, const CommonCause& other) {
  EXPECT_EQ(one.means, other.means);
  EXPECT_EQ(one.share, other.share);
  expect_same(one.provenance, other.provenance);
}

inline void expect_same(const std::optional<Verification>& one, const std::optional<Verification>& other) {
  ASSERT_EQ(one.has_value(), other.has_value());
  if (!one) return;
  EXPECT_EQ(one->unit, other->unit);
  expect_same(one->means, other->means);
  expect_same(one->common_causes, other->common_causes);
  EXPECT_EQ(one->chosen, other->chosen);
  expect_same(one->provenance, other->provenance);
}

inline void expect_same(const std::vector<Given>& one, const std::vector<Given>& other) {
  ASSERT_EQ(one.size(), other.size());
  for (std::size_t g = 0; g < one.size(); ++g) {
    EXPECT_EQ(one[g].name, other[g].name);
    ASSERT_EQ(one[g].scenarios.size(), other[g].scenarios.size());
    for (std::size_t s = 0; s < one[g].scenarios.size(); ++s) {
      const Scenario& scenario = one[g].scenarios[s];
      const Scenario& same = other[g].scenarios[s];
      EXPECT_EQ(scenario.name, same.name);
      EXPECT_EQ(scenario.weight, same.weight);
      expect_same(scenario.provenance, same.provenance);
      ASSERT_EQ(scenario.values.size(), same.values.size());
      for (std::size_t n = 0; n < scenario.values.size(); ++n) {
        EXPECT_EQ(scenario.values[n].id, same.values[n].id);
        EXPECT_EQ(scenario.values[n].value, same.values[n].value);
      }
    }
  }
}

inline void expect_same(const std::vector<Together>& one, const std::vector<Together>& other) {
  ASSERT_EQ(one.size(), other.size());
  for (std::size_t g = 0; g < one.size(); ++g) {
    EXPECT_EQ(one[g].name, other[g].name);
    EXPECT_EQ(one[g].numbers, other[g].numbers);
    EXPECT_EQ(one[g].correlation, other[g].correlation);
    expect_same(one[g].provenance, other[g].provenance);
  }
}

inline void expect_same(const std::optional<Simulation>& one, const std::optional<Simulation>& other) {
  ASSERT_EQ(one.has_value(), other.has_value());
  if (!one) return;
  EXPECT_EQ(one->base_rates, other->base_rates);
  EXPECT_EQ(one->steps_back, other->steps_back);
  expect_same(one->provenance, other->provenance);
  for (std::size_t rate = 0; rate < kRates; ++rate) {
    ASSERT_EQ(one->rates[rate].has_value(), other->rates[rate].has_value()) << rate;
    if (!one->rates[rate]) continue;
    EXPECT_EQ(one->rates[rate]->value, other->rates[rate]->value) << rate;
    expect_same(one->rates[rate]->provenance, other->rates[rate]->provenance);
  }
}

inline void expect_same(const Accord& one, const Accord& other) {
  EXPECT_EQ(one.title, other.title);
  EXPECT_EQ(one.period, other.period);
  EXPECT_EQ(one.points_comparable, other.points_comparable);
  EXPECT_EQ(one.walk_away, other.walk_away);
  EXPECT_EQ(one.values, other.values);
  expect_same(one.parties, other.parties);
  expect_same(one.commitments, other.commitments);
  expect_same(one.complements, other.complements);
  EXPECT_EQ(one.review.takes, other.review.takes);
  EXPECT_EQ(one.review.succeeds, other.review.succeeds);
  EXPECT_EQ(one.review.penalty, other.review.penalty);
  EXPECT_EQ(one.review.by, other.review.by);
  EXPECT_EQ(one.review.succeeds_by_procedure, other.review.succeeds_by_procedure);
  expect_same(one.review.provenance, other.review.provenance);
  expect_same(one.review.penalty_provenance, other.review.penalty_provenance);
  expect_same(one.pace.provenance, other.pace.provenance);
  EXPECT_EQ(one.pace.per_step, other.pace.per_step);
  EXPECT_EQ(one.pace.per_party, other.pace.per_party);
  EXPECT_EQ(one.aim, other.aim);
  expect_same(one.procedures, other.procedures);
  expect_same(one.fund, other.fund);
  expect_same(one.verification, other.verification);
  expect_same(one.given, other.given);
  expect_same(one.together, other.together);
  expect_same(one.simulation, other.simulation);
  expect_same(one.plans, other.plans);
  expect_same(one.provenance, other.provenance);
}

}  // namespace entente::accord
