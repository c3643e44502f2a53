// The quick way to a game with other secret costs gives the game that compiling it anew gives, to the last bit.
#include <gtest/gtest.h>

#include <cstdint>
#include <vector>

#include "game/game.h"
#include "support/random_accord.h"

namespace entente::game {
namespace {

void add(std::vector<double>& all, const std::vector<double>& more) {
  all.insert(all.end(), more.begin(), more.end());
}

// Every number of a game that secret costs may touch.
std::vector<double> numbers_of(const Game& game) {
  std::vector<double> all;
  for (const PartyTerms& party : game.parties) {
    add(all, {party.beta, party.gamma, party.forever, party.review_discount, party.review_annuity, party.breakdown,
              party.penalty});
    add(all, party.flow);
    add(all, party.once);
    add(all, party.after);
  }
  for (const CommitmentTerms& commitment : game.commitments) {
    for (const LevelTerms& level : commitment.levels) {
      add(all, {level.falls ? 1.0 : 0.0, level.hidden_worth, level.at_will});
      add(all, level.take_back.found);
      add(all, level.take_back.cost);
      add(all, level.take_back.unseen);
      add(all, level.take_back.head_start);
    }
  }
  for (const ComplementTerms& complement : game.complements) {
    for (const ComplementMember& member : complement.when) {
      for (const std::vector<double>& one : member.after) add(all, one);
      for (const std::vector<double>& one : member.found_out) add(all, one);
      add(all, member.brought_below);
    }
  }
  return all;
}

TEST(SecretCosts, AreTheSameWhetherCompiledAnewOrInPlace) {
  std::size_t other_falls = 0;
  for (std::uint64_t seed = 0; seed < 300; ++seed) {
    const accord::Accord accord = testing::random_accord(seed);
    for (PartyIndex party = 0; party < accord.parties.size(); ++party) {
      Game in_place = compile(accord);
      for (const double factor : {1.0, 7.5, 0.0, 1.01, 100.0}) {
        compile_secret_costs(in_place, accord, {.party = party, .factor = factor});
        const Game anew = compile(accord, {.party = party, .factor = factor});
        ASSERT_EQ(numbers_of(in_place), numbers_of(anew)) << "seed " << seed << ", party " << party << ", x" << factor;
        for (CommitmentIndex k = 0; k < anew.commitments.size(); ++k) {
          for (LevelIndex l = 1; l <= anew.top(k); ++l)
            other_falls += anew.level(k, l).falls != compile(accord).level(k, l).falls ? 1U : 0U;
        }
      }
    }
  }
  EXPECT_GT(other_falls, 0U) << "no sample in which other costs change what falls by itself";
}

}  // namespace
}  // namespace entente::game
