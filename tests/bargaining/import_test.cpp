// An imported domain means what it meant: the gain of every package is what its options are worth less what no deal is
// worth.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <array>
#include <vector>

#include "accord/genius_domain.h"
#include "accord/import_csv.h"
#include "accord/import_genius.h"
#include "accord/read.h"
#include "accord/write.h"
#include "game/game.h"
#include "game/values.h"

namespace entente {
namespace {

using ::testing::DoubleNear;

double gain(const game::Game& game, accord::PartyIndex i, const accord::State& x) {
  return game::delivered_at_once(game, i, x) - game::breakdown(game, i, accord::State(x.size(), 0));
}

// Through the file, as people use it.
game::Game compiled(const accord::Accord& imported) {
  return game::compile(accord::parse(accord::write(imported), "imported.yaml"));
}

TEST(ImportedGeniusDomain, GivesGainsOfUtilityLessReservationValue) {
  const game::Game game =
      compiled(accord::import_genius({"trade.xml", accord::trade_domain},
                                     std::vector<accord::ForeignFile>{{"buyer.xml", accord::buyer_profile},
                                                                      {"seller.xml", accord::seller_profile}})
                   .accord);
  // Weight times evaluation, by hand: {buyer, seller}.
  const std::vector<std::array<double, 2>> price{{0.5, 0.0}, {0.25, 0.3}, {0.125, 0.6}};
  const std::vector<std::array<double, 2>> delivery{{0.3, 0.025}, {0.15, 0.1}};
  const std::vector<std::array<double, 2>> units{{0.02, 0.3}, {0.1, 0.15}, {0.18, 0.0}};
  const std::array<double, 2> reservation{0.4, 0.0};
  for (std::size_t p = 0; p < price.size(); ++p) {
    for (std::size_t d = 0; d < delivery.size(); ++d) {
      for (std::size_t u = 0; u < units.size(); ++u) {
        for (std::size_t i = 0; i < 2; ++i) {
          const double utility = price[p][i] + delivery[d][i] + units[u][i];
          EXPECT_THAT(gain(game, i, {p, d, u}), DoubleNear(utility - reservation[i], 1e-12));
        }
      }
    }
  }
}

TEST(ImportedTable, GivesGainsOverNoDeal) {
  const game::Game game = compiled(accord::import_csv({"tariffs.csv",
                                                       "actor,issue,option,value\n"
                                                       "Ash,tariff,as today,1\n"
                                                       "Ash,tariff,halved,0.7\n"
                                                       "Ash,ports,closed,-0.25\n"
                                                       "Ash,ports,open,3\n"
                                                       "Ash,,no deal,2\n"})
                                       .accord);
  EXPECT_THAT(gain(game, 0, {0, 0}), DoubleNear(1.0 - 0.25 - 2.0, 1e-12));
  EXPECT_THAT(gain(game, 0, {1, 0}), DoubleNear(0.7 - 0.25 - 2.0, 1e-12));
  EXPECT_THAT(gain(game, 0, {1, 1}), DoubleNear(0.7 + 3.0 - 2.0, 1e-12));
}

}  // namespace
}  // namespace entente
