#include "review/procedure_clock.h"

#include <gtest/gtest.h>

#include "review/events.h"

namespace entente::review {
namespace {

TEST(Clock, OfHoursRunsToTheSecond) {
  EXPECT_EQ(end_of({.hours = 12}, start_at(moment("2026-03-01T20:15:30Z"))), moment("2026-03-02T08:15:30Z"));
}

TEST(Clock, OfDaysRunsOutAtTheMidnightThatEndsItsLastDay) {
  EXPECT_EQ(end_of({.days = 30}, start_at(moment("2025-08-28"))), moment("2025-09-28"));
  EXPECT_EQ(end_of({.days = 30}, start_at(moment("2025-08-28T23:59:59Z"))), moment("2025-09-28"));
}

TEST(Clock, OfMonthsEndsOnTheSameDayOfTheMonthOrItsLast) {
  EXPECT_EQ(end_of({.months = 1}, start_at(moment("2026-01-15"))), moment("2026-02-16"));
  EXPECT_EQ(end_of({.months = 1}, start_at(moment("2026-01-31"))), moment("2026-03-01"));
  EXPECT_EQ(end_of({.months = 13}, start_at(moment("2027-01-31"))), moment("2028-03-01"));
}

TEST(Clock, AfterAnotherCountsFromTheDayThatThatOneEnded) {
  auto start = start_at(moment("2020-01-14T18:00:00Z"));
  for (const int days : {15, 15, 5, 30}) start = start_after(end_of({.days = days}, start));
  EXPECT_EQ(start.at, end_of({.days = 65}, start_at(moment("2020-01-14T18:00:00Z"))));
}

}  // namespace
}  // namespace entente::review
