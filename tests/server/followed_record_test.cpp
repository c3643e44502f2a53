// What is served of a long ledger is what reading all of it gives, though most of its evidence is not held.
#include "server/followed_record.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <memory>
#include <string>
#include <vector>

#include "accord/read.h"
#include "ledger/ledger.h"
#include "ledger/sample_ledger.h"
#include "review/record.h"
#include "server/content.h"

namespace entente::server {
namespace {

using ledger::EventType;
using ledger::Json;

accord::Accord border() {
  return accord::parse(
      "accord: border\nperiod: 3 months\nvalues: false\nparties: {North: {}, South: {}, East: {}}\ncommitments:\n"
      "  reactor: {by: North, levels: [{name: halted}, {name: dismantled}]}\n"
      "  relief: {by: South, levels: [{name: half}]}\n",
      "border.yaml");
}

std::string hash_of(std::size_t n) {
  return std::string(63, 'b') + "0123456789abcdef"[n % 16];
}

// A ledger of which most is evidence, and some of it is named later: by a report, a finding, a complaint, a reply that
// rejects it.
class LongLedger : public ::testing::Test {
 protected:
  LongLedger() : store_(ledger::open_store(file_.file(), ledger::Opening::create)) {
    say_signed(members_.charter());
    say("North", EventType::commitments,
        {{"plan", "nash"},
         {"items",
          {{{"commitment", "reactor"}, {"level", "halted"}, {"by", "North"}, {"due", "2027-01-20"}},
           {{"commitment", "relief"}, {"level", "half"}, {"by", "South"}, {"due", "2027-01-20"}}}}});
  }

  void say_signed(const std::string& event) { test::append(*store_, {event}, members_.now); }

  void say(const std::string& author, EventType type, const Json& content) {
    ++members_.now;
    say_signed(members_.signed_event(author, type, content));
  }

  void show(std::size_t count) {
    std::vector<std::string> events;
    for (std::size_t n = 0; n < count; ++n) {
      ++members_.now;
      events.push_back(members_.signed_event("East", EventType::evidence, {{"sha256", hash_of(n)}, {"about", {1}}}));
    }
    test::append(*store_, events, members_.now);
  }

  // Enters what the ledger has beyond it, as the server's thread does.
  void follow() {
    ledger::Transaction one_view(*store_, ledger::Access::read);
    NewEntries added = new_entries(followed_, *store_);
    const ledger::State state = ledger::state_of(*store_);
    one_view.commit();
    take(followed_, std::move(added));
    take_away(followed_, newly_withdrawn(followed_, state, *store_));
  }

  void expect_what_reading_all_gives() {
    site_.accord = border();
    const auto moment = *end_of_day("2027-02-01");
    const review::Record all = review::record_of(*store_, "log.example/border");
    const std::uint64_t size = store_->size();
    EXPECT_EQ(followed_.size, size);
    EXPECT_EQ(*standing_document(site_, followed_.record, size, moment, std::nullopt).body,
              *standing_document(site_, all, size, moment, std::nullopt).body);
    EXPECT_EQ(*answers_document(site_, followed_.record, size, moment).body,
              *answers_document(site_, all, size, moment).body);
  }

  bool is_held(std::uint64_t number) const {
    return std::ranges::find(followed_.record.entries, number, &review::Entry::number) !=
           followed_.record.entries.end();
  }

  test::TemporaryStore file_;
  std::unique_ptr<ledger::Store> store_;
  test::SampleMembers members_;
  FollowedRecord followed_{.record = {.from = "log.example/border", .is_signed = true, .entries = {}, .withdrawn = 0},
                           .size = 0,
                           .withdrawn = {}};
  Site site_;
};

TEST_F(LongLedger, OfAShortRecordEverythingIsHeld) {
  show(20);
  follow();
  EXPECT_EQ(followed_.record.entries.size(), 22U);
  expect_what_reading_all_gives();
}

TEST_F(LongLedger, EvidenceIsHeldOnlyWhereSomethingNamesIt) {
  show(kMostEntriesTold);
  follow();
  EXPECT_LT(followed_.record.entries.size(), 10U);
  expect_what_reading_all_gives();

  say("North", EventType::report,
      {{"commitment", "reactor"}, {"level", "halted"}, {"on", "2027-01-15"}, {"evidence", {17, 40}}});
  show(30);
  say("South", EventType::reply, {{"to", 99}, {"text", "this is forged"}, {"accepts", false}});
  follow();
  EXPECT_TRUE(is_held(17));
  EXPECT_TRUE(is_held(40));
  EXPECT_TRUE(is_held(99));
  EXPECT_FALSE(is_held(18));
  EXPECT_LT(followed_.record.entries.size(), 10U);
  expect_what_reading_all_gives();
}

TEST_F(LongLedger, AReplayIsTheSameWithoutTheEvidence) {
  show(150);
  say("North", EventType::report, {{"commitment", "reactor"}, {"level", "halted"}, {"on", "2027-01-15"}});
  show(1);
  const review::Record all = review::record_of(*store_, "log.example/border");
  review::Record without = all;
  std::erase_if(without.entries, [](const review::Entry& entry) { return entry.type == EventType::evidence; });
  ASSERT_EQ(without.entries.size(), 3U);
  site_.accord = border();
  const auto moment = *end_of_day("2027-02-01");
  EXPECT_EQ(*replay_document(site_, without, moment).body, *replay_document(site_, all, moment).body);
}

TEST_F(LongLedger, WhatWasNamedWhileTheRecordWasShortStays) {
  show(30);
  say("South", EventType::reply, {{"to", 9}, {"text", "this is forged"}, {"accepts", false}});
  follow();
  show(kMostEntriesTold);
  follow();
  EXPECT_TRUE(is_held(9));
  EXPECT_FALSE(is_held(8));
  expect_what_reading_all_gives();
}

TEST_F(LongLedger, ItIsTheSameInHoweverManyPartsItIsRead) {
  for (std::size_t part = 0; part < 12; ++part) {
    show(97 * (part % 3) + 3);
    say("Agency", EventType::finding,
        {{"commitment", "reactor"},
         {"level", "halted"},
         {"on", "2027-01-15"},
         {"result", "fulfilled"},
         {"evidence", {part + 3, store_->size() - 1}}});
    follow();
  }
  show(400);
  follow();
  FollowedRecord at_once{.record = {.from = "log.example/border", .is_signed = true, .entries = {}, .withdrawn = 0},
                         .size = 0,
                         .withdrawn = {}};
  take(at_once, new_entries(at_once, *store_));
  const auto numbers = [](const FollowedRecord& one) {
    std::vector<std::uint64_t> all;
    for (const review::Entry& entry : one.record.entries) all.push_back(entry.number);
    return all;
  };
  EXPECT_GT(store_->size(), kMostEntriesTold);
  EXPECT_EQ(numbers(followed_), numbers(at_once));
  expect_what_reading_all_gives();
}

TEST_F(LongLedger, WhatWasWithdrawnIsCountedWhetherItWasHeldOrNot) {
  show(kMostEntriesTold + 10);
  say("North", EventType::report, {{"commitment", "reactor"}, {"level", "halted"}, {"on", "2027-01-15"}});
  const std::uint64_t reported = store_->size() - 1;
  follow();
  EXPECT_TRUE(is_held(reported));
  say("Commission", EventType::withdrawal,
      {{"entry", 5}, {"author", "East"}, {"number", 4}, {"reason", "names a source"}});
  say("Commission", EventType::withdrawal,
      {{"entry", reported}, {"author", "North"}, {"number", 2}, {"reason", "names a source"}});
  follow();
  EXPECT_EQ(followed_.record.withdrawn, 0U);
  ledger::withdraw(*store_, 5);
  ledger::withdraw(*store_, reported);
  follow();
  EXPECT_EQ(followed_.record.withdrawn, 2U);
  EXPECT_FALSE(is_held(reported));
  expect_what_reading_all_gives();
}

}  // namespace
}  // namespace entente::server
