#include "evidence/dependence.h"

#include <gmock/gmock.h>

#include "evidence/signals.h"

namespace entente::evidence {
namespace {

// Who copied whom is summed over: every later report repeats the first or looks for itself.
TEST(Copies, AgreeWithTheSumOverWhoCopied) {
  const Reporting reporting{.detection = 0.7, .false_alarms = 0.2};
  for (const double share : {0.0, 0.25, 0.8, 1.0}) {
    const auto chance = [&](double positive) {
      double sum = 0.0;
      for (unsigned who = 0; who < 8U; ++who) {
        double one = positive * (1.0 - positive);  // the first report, and a negative one
        for (unsigned n = 0; n < 3U; ++n) one *= ((who >> n) & 1U) != 0U ? share : (1.0 - share) * positive;
        sum += one;
      }
      return sum;
    };
    const double expected = 0.4 * chance(0.7) / (0.4 * chance(0.7) + 0.6 * chance(0.2));
    EXPECT_NEAR(after_copies(0.4, reporting, 4, 1, share), expected, 1e-14);
  }
}

TEST(Relays, OfAnUnseenOriginalAreNeverWorthMoreThanIt) {
  const Reporting reporting{.detection = 0.8, .false_alarms = 0.1};
  const double original = after_copies(0.3, reporting, 1, 0, 1.0);
  double before = 0.3;
  for (std::size_t relays = 1; relays < 10; ++relays) {
    const double now = after_relays(0.3, reporting, relays, 0.2);
    EXPECT_GT(now, before);
    EXPECT_LT(now, original);
    before = now;
  }
  EXPECT_DOUBLE_EQ(after_relays(0.3, reporting, 5, 0.5), 0.3);
}

TEST(Measurements, ThatCorrelateFullyAreOne) {
  EXPECT_DOUBLE_EQ(after_measurements(0.0, 1.0, 7, 1.0, 1.0, 1.0).effective_reports, 1.0);
  EXPECT_DOUBLE_EQ(after_measurements(0.0, 1.0, 7, 1.0, 1.0, 0.0).effective_reports, 7.0);
}

TEST(Signals, TellTwoApartOnlyWhereOneWouldNotPay) {
  EXPECT_TRUE(separates({.cost = 1.0, .gain_sincere = 5.0, .gain_insincere = 0.8}));
  EXPECT_FALSE(separates({.cost = 1.0, .gain_sincere = 5.0, .gain_insincere = 2.0}));
  EXPECT_FALSE(separates({.cost = 9.0, .gain_sincere = 5.0, .gain_insincere = 2.0}));
  EXPECT_FALSE(separates({.cost = 0.0, .gain_sincere = 5.0, .gain_insincere = 0.0}));
}

}  // namespace
}  // namespace entente::evidence
