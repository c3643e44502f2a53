// The certificate against known answers: the slack tables of tests/reference/data/accords, made by other code than
// ours.
#include <gtest/gtest.h>

#include <cmath>
#include <filesystem>
#include <fstream>
#include <limits>
#include <map>
#include <nlohmann/json.hpp>
#include <string>
#include <vector>

#include "accord/lattice.h"
#include "accord/read.h"
#include "sequencing/certificate.h"

namespace entente::sequencing {
namespace {

using accord::Accord;
using accord::Plan;
using nlohmann::json;

const std::filesystem::path kFolder = std::filesystem::path(ENTENTE_SOURCE_DIR) / "tests/reference/data/accords";

json read(const std::string& name) {
  std::ifstream file(kFolder / name);
  if (!file) throw std::runtime_error("no known answers in " + (kFolder / name).string());
  return json::parse(file);
}

std::size_t commitment_named(const Accord& accord, const std::string& name) {
  for (std::size_t k = 0; k < accord.commitments.size(); ++k)
    if (accord.commitments[k].name == name) return k;
  throw std::runtime_error("no commitment is called " + name);
}

/// "steps, each a list of the commitments raised by one level".
Plan plan_from(const Accord& accord, const json& steps) {
  Plan plan;
  accord::State state = accord::today(accord);
  for (const json& raised : steps) {
    accord::Step step;
    for (const json& name : raised) {
      const std::size_t k = commitment_named(accord, name.get<std::string>());
      step.raises.push_back({k, ++state[k]});
    }
    plan.steps.push_back(step);
  }
  return plan;
}

std::string first_word(const std::string& condition) {
  return condition.substr(0, condition.find(','));
}

/// "arms: a third", as the tables name what a condition is about.
std::string about(const Accord& accord, const Inequality& inequality) {
  std::string text;
  for (const accord::Requirement& level : inequality.levels) {
    if (!text.empty()) text += ", ";
    text +=
        accord.commitments[level.commitment].name + ": " + accord::level_name(accord, level.commitment, level.level);
  }
  return text;
}

/// MODEL 4.2: the smallest left side, a stop counting only when it is negative.
struct Smallest {
  double slack = std::numeric_limits<double>::infinity();
  std::string condition;
  double next_kind = std::numeric_limits<double>::infinity();  ///< the smallest of a condition with another first word
};

Smallest smallest(const std::vector<Inequality>& all, std::size_t point, std::size_t party) {
  std::map<std::string, double> by_kind;
  for (const Inequality& each : all) {
    if (each.point != point || each.party != party) continue;
    if (each.condition.starts_with("keeps, stop") && each.slack.lower >= 0.0) continue;
    const auto [kind, fresh] = by_kind.emplace(first_word(each.condition), each.slack.lower);
    if (!fresh) kind->second = std::min(kind->second, each.slack.lower);
  }
  Smallest result;
  for (const auto& [kind, slack] : by_kind) {
    if (slack < result.slack) {
      result.next_kind = result.slack;
      result.slack = slack;
      result.condition = kind;
    } else {
      result.next_kind = std::min(result.next_kind, slack);
    }
  }
  return result;
}

void agrees(const Accord& accord, const json& expected, const std::string& which) {
  const Plan plan = plan_from(accord, expected.at("steps"));
  const std::vector<double> no_margin(accord.parties.size(), 0.0);
  const Certificate certificate = certify(accord, plan);
  const std::vector<Inequality> all = inequalities(accord, plan, no_margin);
  EXPECT_EQ(certificate.holds(), expected.at("holds").get<bool>()) << which;
  for (std::size_t party = 0; party < accord.parties.size(); ++party) {
    const std::string& name = accord.parties[party].name;
    EXPECT_NEAR(certificate.gain[party].lower, expected.at("gain").at(name).get<double>(), 1e-6)
        << which << ", " << name;
    for (std::size_t point = 0; point < expected.at("slack").size(); ++point) {
      const json& row = expected.at("slack").at(point).at(name);
      const Smallest ours = smallest(all, point, party);
      EXPECT_NEAR(ours.slack, row.at("slack").get<double>(), 1e-6) << which << ", " << name << " at point " << point;
      if (ours.next_kind - ours.slack > 1e-9) {
        EXPECT_EQ(ours.condition, first_word(row.at("condition").get<std::string>()))
            << which << ", " << name << " at point " << point;
      }
    }
  }
}

class KnownAnswers : public ::testing::TestWithParam<std::string> {};

TEST_P(KnownAnswers, EverySlackOfEverySolutionIsTheOneExpected) {
  const Accord accord = accord::load(kFolder / (GetParam() + ".yaml"));
  const json expected = read(GetParam() + ".expected.json");
  for (const std::string solution : {"nash", "kalai_smorodinsky"})
    if (expected.contains(solution) && !expected.at(solution).is_null())
      agrees(accord, expected.at(solution), GetParam() + ", " + solution);
}

TEST_P(KnownAnswers, TodayIsWorthTheDisagreement) {
  const Accord accord = accord::load(kFolder / (GetParam() + ".yaml"));
  const json expected = read(GetParam() + ".expected.json");
  if (!expected.contains("disagreement")) GTEST_SKIP() << "the answers say nothing of today";
  // At the end of the empty plan C = H: with no turnover and nothing in force H(0) = 0, so the gain is -W(0); with
  // turnover H(0) = beta theta W(0) / (1 - gamma).
  const std::vector<Bounds> gain = certify(accord, Plan{}).gain;
  for (std::size_t party = 0; party < accord.parties.size(); ++party) {
    double stays = 1.0;
    for (const accord::Party& each : accord.parties) stays *= std::pow(1 - each.turnover.best, accord.period);
    const double beta = std::pow(accord.parties[party].patience.best, accord.period);
    const double left = expected.at("disagreement").at(accord.parties[party].name).get<double>();
    EXPECT_NEAR(gain[party].lower, beta * (1 - stays) * left / (1 - beta * stays) - left, 1e-6);
  }
}

INSTANTIATE_TEST_SUITE_P(Accords, KnownAnswers,
                         ::testing::Values("01_barter", "02_blind", "03_no_plan", "04_snapback", "05_consent",
                                           "06_needs", "07_together", "08_bitter_end", "09_tranches", "10_ranges",
                                           "11_elections", "12_everything", "13_interleaved"),
                         [](const auto& instance) { return instance.param; });

/// One row of a table of all conditions.
struct Row {
  std::string party, condition, about;
  auto operator<=>(const Row&) const = default;
};

TEST(KnownConditions, OfPeoplesOwnPlansAreAllThereAndNoneElse) {
  const Accord accord = accord::load(kFolder / "13_interleaved.yaml");
  for (const json& plan_and_result : read("13_interleaved.plans.json")) {
    const json& expected = plan_and_result.at("result");
    const std::string which = plan_and_result.at("name").get<std::string>();
    const Plan plan = plan_from(accord, expected.at("steps"));
    const std::vector<Inequality> all = inequalities(accord, plan, std::vector{0.0, 0.0});
    for (std::size_t point = 0; point < expected.at("points").size(); ++point) {
      std::map<Row, double> rows;
      for (const json& row : expected.at("points").at(point).at("all"))
        rows[{row.at(0), row.at(1), row.at(2)}] = row.at(3).get<double>();
      std::size_t here = 0;
      for (const Inequality& each : all) {
        if (each.point != point) continue;
        ++here;
        const Row row{accord.parties[each.party].name, each.condition, about(accord, each)};
        ASSERT_TRUE(rows.contains(row)) << which << ": " << row.condition << " of " << row.about << ", point " << point;
        EXPECT_NEAR(each.slack.lower, rows.at(row), 1e-9) << which << ": " << row.condition << " of " << row.about;
      }
      EXPECT_EQ(here, rows.size()) << which << ", point " << point;
    }
    EXPECT_EQ(certify(accord, plan).holds(), expected.at("holds").get<bool>()) << which;
  }
}

TEST(KnownConditions, TheOpenOnesAreThoseThatAreBroken) {
  const Accord accord = accord::load(kFolder / "13_interleaved.yaml");
  for (const json& plan_and_result : read("13_interleaved.plans.json")) {
    const json& expected = plan_and_result.at("result");
    std::map<std::pair<std::size_t, Row>, double> broken;
    for (std::size_t point = 0; point < expected.at("points").size(); ++point)
      for (const json& row : expected.at("points").at(point).at("broken"))
        broken[{point, {row.at("party"), row.at("condition"), row.at("of")}}] = row.at("slack").get<double>();
    const Certificate certificate = certify(accord, plan_from(accord, expected.at("steps")));
    EXPECT_EQ(certificate.open.size(), broken.size());
    for (const Inequality& open : certificate.open)
      EXPECT_TRUE(broken.contains({open.point, {accord.parties[open.party].name, open.condition, about(accord, open)}}))
          << open.condition;
  }
}

// A plan that holds, changed in one place so that it does not: the certificate must name the place.

struct Sample {
  Accord accord;
  Plan plan;
};

Sample nash_of(const std::string& name) {
  Accord accord = accord::load(kFolder / (name + ".yaml"));
  Plan plan = plan_from(accord, read(name + ".expected.json").at("nash").at("steps"));
  return {std::move(accord), std::move(plan)};
}

TEST(BrokenPlans, AShortfallThatIsHardlyEverSeenIsNotDelivered) {
  Sample sample = nash_of("12_everything");
  ASSERT_TRUE(certify(sample.accord, sample.plan).holds());
  const std::size_t trade = commitment_named(sample.accord, "trade");
  sample.accord.commitments[trade].levels[0].seen = accord::Range::exactly(0.05);
  const Certificate certificate = certify(sample.accord, sample.plan);
  ASSERT_EQ(certificate.open.size(), 1U);
  EXPECT_EQ(certificate.open[0].condition, "delivers");
  EXPECT_EQ(sample.accord.parties[certificate.open[0].party].name, "Cedar");
  EXPECT_EQ(certificate.open[0].point, 0U);
  EXPECT_EQ(about(sample.accord, certificate.open[0]), "trade: opened");
}

TEST(BrokenPlans, WhatNobodyWatchesIsNotKept) {
  Sample sample = nash_of("05_consent");
  ASSERT_TRUE(certify(sample.accord, sample.plan).holds());
  const std::size_t forces = commitment_named(sample.accord, "forces");
  sample.accord.commitments[forces].levels[1].watched = accord::Range::exactly(0);
  const Certificate certificate = certify(sample.accord, sample.plan);
  ASSERT_FALSE(certificate.open.empty());
  for (const Inequality& open : certificate.open) {
    EXPECT_EQ(first_word(open.condition), "keeps");
    EXPECT_EQ(about(sample.accord, open), "forces: disbanded");
    EXPECT_GE(open.point, 2U);  // it stands from there on
  }
}

TEST(BrokenPlans, AStepTooEarlyBreaksTheOrder) {
  Sample sample = nash_of("13_interleaved");
  ASSERT_TRUE(certify(sample.accord, sample.plan).holds());
  std::swap(sample.plan.steps[3], sample.plan.steps[4]);  // the last relief before the second third of arms
  const Certificate certificate = certify(sample.accord, sample.plan);
  ASSERT_FALSE(certificate.open.empty());
  for (const Inequality& open : certificate.open) {
    EXPECT_EQ(sample.accord.parties[open.party].name, "Ash");
    EXPECT_EQ(open.point, 4U);
  }
}

TEST(BrokenPlans, AGiverThatNeverGainsByKeepingLeaves) {
  Sample sample = nash_of("01_barter");
  ASSERT_TRUE(certify(sample.accord, sample.plan).holds());
  sample.accord.parties[0].breakdown = accord::Range::exactly(40);
  const Certificate certificate = certify(sample.accord, sample.plan);
  ASSERT_FALSE(certificate.open.empty());
  EXPECT_EQ(certificate.open.front().condition, "stays");
  EXPECT_EQ(certificate.open.front().party, 0U);
}

}  // namespace
}  // namespace entente::sequencing
