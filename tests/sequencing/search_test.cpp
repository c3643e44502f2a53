// The search against every plan there is, and what must not change its answers.
#include "sequencing/search.h"

#include <gmock/gmock.h>
#include <rapidcheck/gtest.h>
#include <tbb/global_control.h>

#include <algorithm>
#include <cmath>

#include "accord/lattice.h"
#include "sequencing/certificate.h"
#include "sequencing/evaluate.h"
#include "sequencing/every_plan.h"
#include "sequencing/solutions.h"
#include "support/random_accord.h"

namespace entente::sequencing {
namespace {

using accord::Accord;
using accord::Range;
using ::testing::IsEmpty;
using Vectors = std::vector<std::vector<double>>;

Accord small_accord(std::uint64_t seed, std::size_t most_states) {
  return entente::testing::random_accord(seed, {.most_states = most_states, .needs = true, .pace = true});
}

// On most random accords nothing but today holds; these have something to lose.
Accord lively_accord(std::uint64_t seed, std::size_t most_states, std::size_t least_plans = 3) {
  for (std::uint64_t attempt = 0;; ++attempt) {
    Accord accord = small_accord(seed * 1009 + attempt, most_states);
    if (search(game::compile(accord)).frontier.size() >= least_plans) return accord;
  }
}

Vectors values(const SearchResult& found) {
  Vectors result;
  for (const FoundPlan& plan : found.frontier) result.push_back(plan.value);
  return result;
}

bool reaches_within(const std::vector<double>& a, const std::vector<double>& b, double tolerance) {
  for (std::size_t i = 0; i < a.size(); ++i) {
    if (a[i] < b[i] - tolerance * std::max(1.0, std::abs(b[i]))) return false;
  }
  return true;
}

// Every vector of `wanted` is reached by one of `kept`.
bool covers(const Vectors& kept, const Vectors& wanted, double tolerance = 1e-8) {
  return std::all_of(wanted.begin(), wanted.end(), [&](const std::vector<double>& vector) {
    return std::any_of(kept.begin(), kept.end(),
                       [&](const std::vector<double>& other) { return reaches_within(other, vector, tolerance); });
  });
}

bool same_frontier(const Vectors& a, const Vectors& b, double tolerance = 1e-8) {
  return covers(a, b, tolerance) && covers(b, a, tolerance);
}

// The values of every plan from `state` that meets all conditions; empty optional when there are too many plans.
std::optional<Vectors> all_that_hold(const Accord& accord, const game::Game& game, const State& state,
                                     std::span<const double> margin) {
  Vectors result;
  const bool complete = entente::testing::for_each_plan(accord, state, 4000, [&](const std::vector<State>& path) {
    const Evaluation evaluation = evaluate(game, path, margin);
    if (evaluation.holds()) result.push_back(evaluation.value.front());
  });
  return complete ? std::optional<Vectors>(std::move(result)) : std::nullopt;
}

// A share of what each party has at stake, of either sign: margins with something to bite on.
std::vector<double> some_margin(const game::Game& game, std::uint64_t seed) {
  entente::testing::Draws draws(seed ^ 0x5151);
  std::vector<double> margin;
  for (const game::PartyTerms& party : game.parties) {
    margin.push_back(draws.uniform(-0.1, 0.1) * std::abs(party.breakdown) * party.forever);
  }
  return margin;
}

TEST(Search, AgreesWithEveryPlanOnRandomAccords) {
  std::size_t compared = 0;
  std::size_t with_plans = 0;
  for (std::uint64_t seed = 0; compared < 400; ++seed) {
    const Accord accord = small_accord(seed, 60);
    const game::Game game = game::compile(accord);
    SearchOptions options;
    if (seed % 2 == 1) options.margin = some_margin(game, seed);
    const auto wanted = all_that_hold(accord, game, accord::today(accord), options.margin);
    if (!wanted) continue;
    ++compared;
    const SearchResult found = search(game, options);
    ASSERT_TRUE(same_frontier(values(found), *wanted)) << "seed " << seed;
    ASSERT_EQ(found.coverage, Coverage::exact);
    if (found.frontier.size() > 1) ++with_plans;
  }
  EXPECT_GE(with_plans, 100U) << "the random accords have too little to compare";
}

TEST(Search, AStateIsSafeWhenSomePlanFromItHolds) {
  std::size_t compared = 0;
  for (std::uint64_t seed = 0; compared < 60; ++seed) {
    const Accord accord = small_accord(seed, 16);
    const game::Game game = game::compile(accord);
    std::size_t safe = 0;
    bool complete = true;
    for (const State& state : entente::testing::valid_states(accord)) {
      const auto plans = all_that_hold(accord, game, state, {});
      complete = complete && plans;
      if (plans && !plans->empty()) ++safe;
    }
    if (!complete) continue;
    ++compared;
    const SearchResult found = search(game);
    ASSERT_EQ(found.safe_at_least, safe) << "seed " << seed;
    ASSERT_EQ(found.safe_at_most, safe) << "seed " << seed;
    ASSERT_EQ(found.valid_states, entente::testing::valid_states(accord).size());
  }
}

TEST(Search, KeepsNoPlanThatAnotherOneDominates) {
  for (std::uint64_t seed = 0; seed < 100; ++seed) {
    const Vectors kept = values(search(game::compile(lively_accord(seed, 60))));
    for (std::size_t a = 0; a < kept.size(); ++a) {
      for (std::size_t b = 0; b < kept.size(); ++b) {
        ASSERT_FALSE(a != b && reaches_within(kept[a], kept[b], 1e-10)) << "seed " << seed;
      }
    }
  }
}

TEST(Search, EveryPlanKeptIsCertifiedAndWorthWhatItSays) {
  for (std::uint64_t seed = 0; seed < 60; ++seed) {
    const Accord accord = lively_accord(seed, 60);
    const game::Game game = game::compile(accord);
    SearchOptions few;
    few.labels_per_state = 3;
    SearchOptions tolerant;
    tolerant.eps.assign(accord.parties.size(), 0.5);
    for (const SearchOptions& options : {SearchOptions{}, few, tolerant}) {
      for (const FoundPlan& found : search(game, options).frontier) {
        accord::Plan plan;
        plan.steps = found.steps;
        ASSERT_TRUE(certify(accord, plan).holds()) << "seed " << seed;
        ASSERT_TRUE(accord::keeps_pace(accord, plan));
        const Evaluation evaluation = evaluate(game, accord::path(accord, plan));
        ASSERT_EQ(evaluation.periods, found.periods);
        for (std::size_t i = 0; i < found.value.size(); ++i) ASSERT_NEAR(evaluation.value[0][i], found.value[i], 1e-9);
      }
    }
  }
}

// MODEL 5: the conditions of `plan` when every C in them is lowered by eps.
bool holds_lowered(const game::Game& game, const FoundPlan& plan, const std::vector<double>& eps) {
  const Walk path = walk(game, states_of(game, plan.steps));
  bool all = true;
  for (PartyIndex i = 0; i < eps.size(); ++i) {
    ValuesAlong lowered = values_along(game, path, i);
    for (double& value : lowered.continuation) value -= eps[i];
    for (double& value : lowered.gate) value -= eps[i];
    for (std::size_t point = 0; point < path.points.size(); ++point) {
      for_each_condition(game, path, lowered, i, point,
                         [&](const Condition& condition) { all = all && holds(condition, 0.0); });
    }
  }
  return all;
}

TEST(Search, WithinEpsEveryRobustPlanHasAKeptOneNearIt) {
  std::size_t robust = 0;
  std::size_t fewer = 0;
  for (std::uint64_t seed = 0; seed < 150; ++seed) {
    const game::Game game = game::compile(lively_accord(seed, 150, 12));
    const SearchResult exact = search(game);
    SearchOptions options;
    for (const double gain : best_gains(exact.frontier, exact.disagreement)) options.eps.push_back(0.05 * gain);
    const SearchResult kept = search(game, options);
    if (kept.frontier.size() < exact.frontier.size()) ++fewer;
    for (const FoundPlan& plan : exact.frontier) {
      if (!holds_lowered(game, plan, options.eps)) continue;
      ++robust;
      std::vector<double> lowered = plan.value;
      for (std::size_t i = 0; i < lowered.size(); ++i) lowered[i] -= options.eps[i];
      ASSERT_TRUE(covers(values(kept), {lowered})) << "seed " << seed;
    }
    ASSERT_LE(kept.safe_at_least, exact.safe_at_least);
    ASSERT_GE(kept.safe_at_most, exact.safe_at_most);
  }
  EXPECT_GE(robust, 500U);
  EXPECT_GE(fewer, 20U) << "the tolerance dropped nothing, so nothing was tested";
}

TEST(Search, WithFewLabelsTheBracketContainsTheTruth) {
  std::size_t cut = 0;
  for (std::uint64_t seed = 0; seed < 300; ++seed) {
    const game::Game game = game::compile(lively_accord(seed, 120));
    const SearchResult exact = search(game);
    SearchOptions options;
    options.labels_per_state = 1;
    const SearchResult few = search(game, options);
    if (few.coverage == Coverage::representative) ++cut;
    ASSERT_LE(few.safe_at_least, exact.safe_at_least) << "seed " << seed;
    ASSERT_GE(few.safe_at_most, exact.safe_at_least) << "seed " << seed;
    ASSERT_TRUE(covers(values(exact), values(few)));
    for (const FoundPlan& plan : exact.frontier) {
      ASSERT_TRUE(reaches_within(few.at_most, plan.value, 1e-9)) << "seed " << seed;
    }
  }
  EXPECT_GE(cut, 30U);
}

TEST(Search, GivesTheSameBytesForAnyNumberOfThreads) {
  const game::Game game = game::compile(lively_accord(11, 400, 12));
  for (const std::size_t labels : {std::size_t{0}, std::size_t{4}}) {
    SearchOptions options;
    options.labels_per_state = labels;
    std::optional<SearchResult> one;
    {
      const tbb::global_control single(tbb::global_control::max_allowed_parallelism, 1);
      one = search(game, options);
    }
    const SearchResult many = search(game, options);
    ASSERT_EQ(values(*one), values(many));
    for (std::size_t p = 0; p < many.frontier.size(); ++p) ASSERT_EQ(one->frontier[p].steps, many.frontier[p].steps);
  }
}

TEST(Search, FindsTheBestPlansToATargetOnly) {
  std::size_t compared = 0;
  for (std::uint64_t seed = 0; compared < 60; ++seed) {
    const Accord accord = lively_accord(seed, 30);
    const game::Game game = game::compile(accord);
    const std::vector<State> states = entente::testing::valid_states(accord);
    const State target = states[seed % states.size()];
    Vectors wanted;
    const bool complete =
        entente::testing::for_each_plan(accord, accord::today(accord), 4000, [&](const std::vector<State>& path) {
          const Evaluation evaluation = evaluate(game, path);
          if (path.back() == target && evaluation.holds()) wanted.push_back(evaluation.value.front());
        });
    if (!complete) continue;
    ++compared;
    SearchOptions options;
    options.target = target;
    ASSERT_TRUE(same_frontier(values(search(game, options)), wanted)) << "seed " << seed;
  }
}

accord::Level level_worth(std::vector<double> value, double takes_years) {
  accord::Level level;
  level.takes = Range::exactly(takes_years);
  for (const double points : value) level.value.push_back(Range::exactly(points));
  level.once.assign(value.size(), Range{});
  return level;
}

// Birch's help is worth a lot to Ash while a closure that can never be undone is being built; once it stands Ash has
// nothing left to wait for, and would rather have left on the eve.
TEST(Search, NoPlanLeadsAPartyToAnEveOnWhichItWouldRatherLeave) {
  Accord accord;
  accord.period = 0.25;
  for (const char* name : {"Ash", "Birch"}) {
    accord::Party party;
    party.name = name;
    party.patience = Range::exactly(0.9);
    accord.parties.push_back(party);
    accord.review.penalty.push_back({});
  }
  accord.parties[1].breakdown = Range::exactly(-5.0);
  accord.commitments.resize(2);
  accord.commitments[0].name = "help";
  accord.commitments[0].by = 1;
  accord.commitments[0].levels = {level_worth({4.0, 1.0}, 0.25)};
  accord.commitments[0].levels[0].undo = Range::exactly(0.25);
  accord.commitments[0].levels[0].undone_by = accord::UndoneBy::automatic;
  accord.commitments[1].name = "closure";
  accord.commitments[1].by = 1;
  accord.commitments[1].levels = {level_worth({-4.2, 6.0}, 3.0)};
  const game::Game game = game::compile(accord);
  const std::vector<State> path{{0, 0}, {1, 0}, {1, 1}};
  const Evaluation evaluation = evaluate(game, path);
  std::vector<std::string> broken;
  for (const Condition& condition : evaluation.broken) broken.push_back(describe(condition));
  EXPECT_THAT(broken, ::testing::Contains("stays, on the eve"));
  EXPECT_THAT(broken, ::testing::Not(::testing::Contains("stays")));
  for (const FoundPlan& plan : search(game).frontier) EXPECT_TRUE(evaluate(game, states_of(game, plan.steps)).holds());
}

// With no stake after the last step a finite exchange unravels: whoever moves last saves the cost, so nobody starts.
TEST(Search, AFiniteExchangeWithoutStakeHoldsNothingButToday) {
  Accord accord;
  accord.period = 0.25;
  for (const char* name : {"Ash", "Birch"}) {
    accord::Party party;
    party.name = name;
    party.patience = Range::exactly(0.99);
    accord.parties.push_back(party);
    accord.review.penalty.push_back({});
  }
  for (const PartyIndex giver : {PartyIndex{0}, PartyIndex{1}}) {
    accord::Commitment commitment;
    commitment.name = giver == 0 ? "payments" : "deliveries";
    commitment.by = giver;
    for (int l = 0; l < 6; ++l) {
      accord::Level level;
      level.takes = Range::exactly(0.25);
      level.value.assign(2, Range{});
      level.once.assign(2, Range{});
      level.once[giver] = Range::exactly(-1.0);
      level.once[1 - giver] = Range::exactly(2.0);
      commitment.levels.push_back(level);
    }
    accord.commitments.push_back(commitment);
  }
  const SearchResult found = search(game::compile(accord));
  ASSERT_EQ(found.frontier.size(), 1U);
  EXPECT_THAT(found.frontier.front().steps, IsEmpty());
}

void scale(Accord& accord, PartyIndex party, double factor) {
  const auto times = [&](Range& range) { range = Range::exactly(range.best * factor); };
  times(accord.parties[party].breakdown);
  times(accord.review.penalty[party]);
  for (accord::Commitment& commitment : accord.commitments) {
    for (accord::Level& level : commitment.levels) {
      times(level.value[party]);
      times(level.once[party]);
    }
  }
  for (accord::Complement& complement : accord.complements) times(complement.value[party]);
}

RC_GTEST_PROP(SearchProperties, APartysUnitOfValueChangesNothingButItsFigures, (std::uint64_t seed)) {
  Accord accord = lively_accord(seed, 40);
  const SearchResult before = search(game::compile(accord));
  const double factor = std::pow(10.0, *rc::gen::inRange(-200, 201) / 100.0);
  const PartyIndex party = seed % accord.parties.size();
  scale(accord, party, factor);
  const SearchResult after = search(game::compile(accord));
  Vectors wanted = values(before);
  for (std::vector<double>& vector : wanted) vector[party] *= factor;
  RC_ASSERT(same_frontier(values(after), wanted, 1e-7));
  RC_ASSERT(before.safe_at_least == after.safe_at_least);
  const auto chosen_before =
      nash(before.frontier, before.disagreement, best_gains(before.frontier, before.disagreement));
  const auto chosen_after = nash(after.frontier, after.disagreement, best_gains(after.frontier, after.disagreement));
  RC_ASSERT(chosen_before.has_value() == chosen_after.has_value());
  if (chosen_before) RC_ASSERT(before.frontier[*chosen_before].steps == after.frontier[*chosen_after].steps);
}

Accord with_parties_reversed(const Accord& accord) {
  Accord result = accord;
  const std::size_t last = accord.parties.size() - 1;
  std::reverse(result.parties.begin(), result.parties.end());
  std::reverse(result.review.penalty.begin(), result.review.penalty.end());
  for (accord::Commitment& commitment : result.commitments) {
    commitment.by = last - commitment.by;
    for (accord::Level& level : commitment.levels) {
      std::reverse(level.value.begin(), level.value.end());
      std::reverse(level.once.begin(), level.once.end());
      for (PartyIndex& party : level.undone_by_all) party = last - party;
    }
  }
  for (accord::Complement& complement : result.complements)
    std::reverse(complement.value.begin(), complement.value.end());
  return result;
}

RC_GTEST_PROP(SearchProperties, TheOrderOfPartiesInTheFileChangesNothing, (std::uint64_t seed)) {
  const Accord accord = lively_accord(seed, 40);
  const SearchResult before = search(game::compile(accord));
  const SearchResult after = search(game::compile(with_parties_reversed(accord)));
  Vectors wanted = values(before);
  for (std::vector<double>& vector : wanted) std::reverse(vector.begin(), vector.end());
  RC_ASSERT(same_frontier(values(after), wanted));
}

Accord with_commitments_reversed(const Accord& accord) {
  Accord result = accord;
  const std::size_t last = accord.commitments.size() - 1;
  std::reverse(result.commitments.begin(), result.commitments.end());
  const auto renumber = [&](std::vector<accord::Requirement>& requirements) {
    for (accord::Requirement& requirement : requirements) requirement.commitment = last - requirement.commitment;
    std::reverse(requirements.begin(), requirements.end());
  };
  for (accord::Commitment& commitment : result.commitments) {
    for (accord::Level& level : commitment.levels) renumber(level.needs);
  }
  for (accord::Complement& complement : result.complements) renumber(complement.when);
  return result;
}

RC_GTEST_PROP(SearchProperties, TheOrderOfCommitmentsInTheFileChangesNothing, (std::uint64_t seed)) {
  const Accord accord = lively_accord(seed, 40);
  const SearchResult before = search(game::compile(accord));
  const SearchResult after = search(game::compile(with_commitments_reversed(accord)));
  RC_ASSERT(same_frontier(values(after), values(before)));
  RC_ASSERT(before.safe_at_least == after.safe_at_least);
}

RC_GTEST_PROP(SearchProperties, ACommitmentWorthNothingRemovesNoPlan, (std::uint64_t seed)) {
  Accord accord = lively_accord(seed, 30);
  accord.pace = {};
  const Vectors before = values(search(game::compile(accord)));
  accord::Commitment idle;
  idle.name = "idle";
  idle.by = seed % accord.parties.size();
  accord::Level level;
  level.takes = Range::exactly(accord.period);
  level.value.assign(accord.parties.size(), Range{});
  level.once.assign(accord.parties.size(), Range{});
  level.undo = Range::exactly(accord.period);
  idle.levels.push_back(level);
  accord.commitments.push_back(idle);
  RC_ASSERT(covers(values(search(game::compile(accord))), before));
}

RC_GTEST_PROP(SearchProperties, BetterSightAndDeeperPenaltiesBreakNoPlan, (std::uint64_t seed)) {
  Accord accord = lively_accord(seed, 40);
  const std::vector<FoundPlan> plans = search(game::compile(accord)).frontier;
  entente::testing::Draws draws(seed + 1);
  for (accord::Commitment& commitment : accord.commitments) {
    for (accord::Level& level : commitment.levels) {
      if (level.seen.best > 0.0) level.seen = Range::exactly(draws.uniform(level.seen.best, 1.0));
    }
  }
  for (Range& penalty : accord.review.penalty) penalty = Range::exactly(penalty.best - draws.uniform(0.0, 3.0));
  const game::Game game = game::compile(accord);
  for (const FoundPlan& plan : plans) RC_ASSERT(evaluate(game, states_of(game, plan.steps)).holds());
}

}  // namespace
}  // namespace entente::sequencing
