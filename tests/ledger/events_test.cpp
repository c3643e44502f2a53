#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <filesystem>
#include <fstream>
#include <functional>
#include <sstream>

#include "ledger/audit.h"
#include "ledger/sample_ledger.h"

namespace entente::ledger {
namespace {

using test::key_of;
using test::noon;
using test::SampleMembers;
using test::TemporaryStore;
using testing::HasSubstr;
using testing::ThrowsMessage;

Json report() {
  return {{"commitment", "reactor"}, {"level", "halted"}, {"on", "2027-01-15"}};
}

// A ledger with its charter and one report of North.
struct Begun {
  TemporaryStore place;
  SampleMembers members;
  std::unique_ptr<Store> store = open_store(place.file(), Opening::create);
  std::string first_report;

  Begun() {
    first_report =
        (test::append(*store, {members.charter()}), members.signed_event("North", EventType::report, report()));
    test::append(*store, {first_report});
  }
};

struct Refusal {
  const char* name;
  std::function<std::string(Begun&)> event;
  std::string reason;
};

std::string changed(Begun& begun, const std::function<void(Event&)>& change, const std::string& key = "North",
                    const std::string& author = "North", EventType type = EventType::report,
                    const Json& content = report()) {
  Event event = begun.members.event(author, type, content);
  change(event);
  return text_of(sign_event(event, key_of(key)));
}

std::string with_byte_changed(std::string text, std::string_view at, char to) {
  text[text.find(at)] = to;
  return text;
}

class RefusedEvent : public testing::TestWithParam<Refusal> {};

TEST_P(RefusedEvent, LeavesTheLedgerAsItWas) {
  Begun begun;
  const std::string event = GetParam().event(begun);
  EXPECT_THAT([&] { test::append(*begun.store, {event}); }, ThrowsMessage<Refused>(HasSubstr(GetParam().reason)));
  EXPECT_EQ(begun.store->size(), 2U);
  EXPECT_FALSE(audit(*begun.store).fault);
}

void nothing(Event& /*event*/) {}

INSTANTIATE_TEST_SUITE_P(
    Reasons, RefusedEvent,
    testing::Values(
        Refusal{"wrong_key", [](Begun& b) { return changed(b, nothing, "South"); }, "signed with the key"},
        Refusal{"forged",
                [](Begun& b) {
                  std::string text = changed(b, nothing);
                  return with_byte_changed(text, "halted", 'H');
                },
                "the signature is not of the key"},
        Refusal{"wrong_role", [](Begun& b) { return changed(b, [](Event& e) { e.role = Role::verifier; }); },
                "does not have the role verifier"},
        Refusal{"no_say", [](Begun& b) { return changed(b, nothing, "Agency", "Agency"); }, "has no say in a report"},
        Refusal{"replayed", [](Begun& b) { return b.first_report; }, "number 1 of North was used before"},
        Refusal{"gap", [](Begun& b) { return changed(b, [](Event& e) { ++e.number; }); }, "leaves out 2"},
        Refusal{"clock_ahead", [](Begun& b) { return changed(b, [](Event& e) { e.time += 3601; }); },
                "one of the clocks is wrong"},
        Refusal{"clock_behind", [](Begun& b) { return changed(b, [](Event& e) { e.time -= 1; }); },
                "before that of its author's last"},
        Refusal{"stranger", [](Begun& b) { return changed(b, [](Event& e) { e.author = "West"; }); },
                "no member called \"West\""},
        Refusal{"other_ledger", [](Begun& b) { return changed(b, [](Event& e) { e.ledger = "log.example/river"; }); },
                "it is for the ledger log.example/river"},
        Refusal{"other_accord", [](Begun& b) { return changed(b, [](Event& e) { e.accord = std::string(64, 'b'); }); },
                "in force is aaaa"},
        Refusal{"reply_to_nothing",
                [](Begun& b) {
                  return changed(b, nothing, "North", "North", EventType::reply, {{"to", 7}, {"text", "no"}});
                },
                "entry 7, which the event names"},
        Refusal{"second_charter",
                [](Begun& b) {
                  SampleMembers again;
                  (void)b;
                  return again.charter();
                },
                "a ledger has one charter"},
        Refusal{"others_key",
                [](Begun& b) {
                  return changed(b, nothing, "North", "North", EventType::key,
                                 {{"member", "South"}, {"key", text_of(verifier_of(key_of("new")))}});
                },
                "only South itself or an organ"},
        Refusal{"taken_key",
                [](Begun& b) {
                  return changed(b, nothing, "North", "North", EventType::key,
                                 {{"member", "North"}, {"key", text_of(verifier_of(key_of("South")))}});
                },
                "the new key is the one that South has"},
        Refusal{"oversized",
                [](Begun& b) {
                  (void)b;
                  return std::string(100 << 20, ' ');
                },
                "104857600 bytes, more than 65535"},
        Refusal{"spaces", [](Begun& b) { return ' ' + changed(b, nothing); }, "not in canonical form"},
        Refusal{"duplicate_key",
                [](Begun& b) {
                  (void)b;
                  return std::string(R"({"event":{},"event":{},"signature":""})");
                },
                "stands twice"},
        Refusal{"broken_utf8",
                [](Begun& b) {
                  (void)b;
                  return std::string("{\"event\":\"\xFF\"}");
                },
                "UTF-8"},
        Refusal{"not_json",
                [](Begun& b) {
                  (void)b;
                  return std::string("hello");
                },
                "not JSON"}),
    [](const auto& given) { return given.param.name; });

struct FaultyContent {
  EventType type;
  std::string content;
  std::string reason;
};

class Content : public testing::TestWithParam<FaultyContent> {};

TEST_P(Content, IsRefusedWithTheField) {
  const auto why = why_not_content(GetParam().type, read_json(GetParam().content));
  ASSERT_TRUE(why.has_value());
  EXPECT_THAT(*why, HasSubstr(GetParam().reason));
}

INSTANTIATE_TEST_SUITE_P(
    Fields, Content,
    testing::Values(
        FaultyContent{EventType::report, R"({"commitment":"a","level":"b"})", "the field on is missing"},
        FaultyContent{EventType::report, R"({"commitment":"a","level":"b","on":"2027-02-30"})", "on must be a date"},
        FaultyContent{EventType::report, R"({"commitment":"a","level":"b","on":"2027-02-01","sahre":1})",
                      "no field sahre"},
        FaultyContent{EventType::report, R"({"commitment":"a","level":"b","on":"2027-02-01","share":1.5})",
                      "from 0 to 1"},
        FaultyContent{EventType::finding, R"({"commitment":"a","level":"b","on":"2027-02-01","result":"ok"})",
                      "result must be"},
        FaultyContent{EventType::vote, R"({"matter":1,"choice":"maybe"})", "yes, no or abstain"},
        FaultyContent{EventType::commitments, R"({"plan":"a","items":[{"by":"N"}]})", "number 1: the field commitment"},
        FaultyContent{EventType::evidence, R"({"sha256":"AA"})", "64 hexadecimal digits"},
        FaultyContent{EventType::meeting, R"({"organ":"a","on":"2027-02-01","present":[],"quorum":true})",
                      "a list of texts"}));

TEST(Events, AKeyThatWasChangedSignsAndTheOldOneNoMore) {
  Begun begun;
  test::append(*begun.store,
               {begun.members.signed_event("North", EventType::key,
                                           {{"member", "North"}, {"key", text_of(verifier_of(key_of("North-2")))}})});
  const std::string by_old = changed(begun, nothing, "North");
  EXPECT_THROW(test::append(*begun.store, {by_old}), Refused);
  Event event = read_event(by_old).event;
  test::append(*begun.store, {text_of(sign_event(event, key_of("North-2")))});
  EXPECT_FALSE(audit(*begun.store).fault);
}

TEST(Events, AfterAnAmendmentTheNewVersionOfTheAccordIsNamed) {
  Begun begun;
  test::append(*begun.store, {begun.members.signed_event(
                                 "Commission", EventType::amendment,
                                 {{"becomes", std::string(64, 'b')}, {"from", "2027-02-01"}, {"text", "later"}})});
  EXPECT_EQ(state_of(*begun.store).accord, std::string(64, 'b'));
}

TEST(Events, OneRefusedEventKeepsAWholeBatchOut) {
  Begun begun;
  std::vector<std::string> batch{begun.members.report(1), begun.members.report(2)};
  batch.push_back(begun.first_report);
  EXPECT_THAT([&] { test::append(*begun.store, batch); }, ThrowsMessage<Refused>(HasSubstr("event 3 of 3 is refused")));
  EXPECT_EQ(begun.store->size(), 2U);
}

// The vector of docs/ledger-format.md.
TEST(Events, ASaltedHashIsAsTheFormatSays) {
  EXPECT_EQ(hexadecimal(view(entry_hash(Hash{}, "{}"))),
            "3d3ed1b4ddf3c9a9321fc100d2d6a5cc813756557996615ee279fa933f2e93d6");
}

TEST(Events, ATimeIsReadAndWrittenAlike) {
  for (const char* text :
       {"0001-01-01T00:00:00Z", "1970-01-01T00:00:00Z", "2024-02-29T23:59:59Z", "9999-12-31T23:59:59Z"}) {
    ASSERT_TRUE(time_in(text).has_value()) << text;
    EXPECT_EQ(time_text(*time_in(text)), text);
  }
  EXPECT_EQ(time_in("2027-01-15T08:00:00Z"), noon);
  for (const char* text :
       {"2027-02-29T00:00:00Z", "2027-01-01T24:00:00Z", "2027-01-01 00:00:00Z", "2027-1-01T00:00:00Z", ""}) {
    EXPECT_FALSE(time_in(text)) << text;
  }
}

TEST(Events, AWithdrawnTextIsGoneAndItsProofAndTheNumbersStay) {
  Begun begun;
  EXPECT_THAT([&] { withdraw(*begun.store, 1); }, ThrowsMessage<Refused>(HasSubstr("no withdrawal")));
  test::append(*begun.store, {begun.members.signed_event(
                                 "North", EventType::withdrawal,
                                 {{"entry", 1}, {"author", "North"}, {"number", 1}, {"reason", "a source at risk"}})});
  make_checkpoint(*begun.store, key_of("log.example/border"));
  withdraw(*begun.store, 1);
  EXPECT_FALSE(begun.store->entries(1, 1).front().event);
  EXPECT_THAT([&] { withdraw(*begun.store, 1); }, ThrowsMessage<Refused>(HasSubstr("withdrawn already")));
  const Audit found = audit(*begun.store);
  EXPECT_FALSE(found.fault) << found.fault->where << found.fault->what;
  EXPECT_EQ(found.withdrawn, 1U);
  EXPECT_THAT([&] { withdraw(*begun.store, 0); }, ThrowsMessage<Refused>(HasSubstr("no withdrawal")));
}

Json withdrawal_of(std::uint64_t entry, const char* author, std::uint64_t number) {
  return {{"entry", entry}, {"author", author}, {"number", number}, {"reason", "a source at risk"}};
}

// Entry 1 is number 1 of North: who could say that it is his own would keep North from withdrawing it.
TEST(Events, AWithdrawalThatSaysFalselyWhoseTheEntryIsIsRefused) {
  struct False {
    const char* by;
    Json content;
    const char* reason;
  };
  for (const auto& [by, content, reason] :
       {False{"South", withdrawal_of(1, "South", 1), "entry 1 is number 1 of North"},
        False{"South", withdrawal_of(1, "North", 1), "only its author"},
        False{"Commission", withdrawal_of(0, "Secretariat", 1), "a charter can not be withdrawn"}}) {
    Begun begun;
    const std::string event = changed(begun, nothing, by, by, EventType::withdrawal, content);
    EXPECT_THAT([&] { test::append(*begun.store, {event}); }, ThrowsMessage<Refused>(HasSubstr(reason)));
    EXPECT_EQ(begun.store->size(), 2U);
  }
}

// As a host would that asks nothing.
void append_unchecked(Store& store, const std::string& text) {
  State state = state_of(store);
  const std::uint64_t number = state.size;
  const Hash salt = sha256("salt");
  const Entry entry{.hash = entry_hash(salt, text), .salt = salt, .event = text};
  const Hash leaf = leaf_hash(view(entry.hash));
  RightEdge edge = right_edge(store, number);
  advance(state, read_event(text).event);
  Transaction transaction(store, Access::write);
  store.add(number, std::span(&entry, 1));
  for (const GrownTile& tile : grow(edge, std::span(&leaf, 1))) store.set_tile(tile.level, tile.index, tile.hashes);
  store.set_state(text_of(state));
  transaction.commit();
}

TEST(Events, AnAuditFindsAFalseWithdrawalThatTheHostLetIn) {
  for (const auto& [number, is_true] : {std::pair(1, true), std::pair(2, false)}) {
    Begun begun;
    append_unchecked(*begun.store,
                     begun.members.signed_event("Commission", EventType::withdrawal,
                                                withdrawal_of(1, "North", static_cast<unsigned>(number))));
    const Audit found = audit(*begun.store);
    EXPECT_EQ(found.fault.value_or(Fault{"nowhere", ""}).where, is_true ? "nowhere" : "entry 2") << number;
  }
}

TEST(Events, AnEntryIsWithdrawnOnce) {
  Begun begun;
  test::append(*begun.store,
               {begun.members.signed_event("Commission", EventType::withdrawal, withdrawal_of(1, "North", 1))});
  EXPECT_THAT(
      [&] {
        test::append(*begun.store,
                     {changed(begun, nothing, "North", "North", EventType::withdrawal, withdrawal_of(1, "North", 1))});
      },
      ThrowsMessage<Refused>(HasSubstr("withdrawn already")));
}

TEST(Events, AnEntryOfTheSameBatchIsWithdrawnByItsTrueAuthorOnly) {
  Begun begun;
  const std::string report_of_south = begun.members.signed_event("South", EventType::report, report());
  const std::string by_north = begun.members.signed_event("North", EventType::withdrawal, withdrawal_of(2, "North", 2));
  EXPECT_THAT(
      [&] {
        test::append(*begun.store, {report_of_south, by_north});
      },
      ThrowsMessage<Refused>(HasSubstr("event 2 of 2 is refused")));
  test::append(*begun.store, {report_of_south, begun.members.signed_event("South", EventType::withdrawal,
                                                                          withdrawal_of(2, "South", 1))});
  EXPECT_FALSE(audit(*begun.store).fault);
}

TEST(Events, AWithdrawnTextIsInNoFile) {
  Begun begun;
  Json content = report();
  content["text"] = "the name of the source";
  test::append(*begun.store,
               {begun.members.signed_event("North", EventType::report, content),
                begun.members.signed_event("North", EventType::withdrawal, withdrawal_of(2, "North", 2))});
  const auto is_in_a_file = [&] {
    begun.store.reset();  // what is not in the file yet goes there
    bool found = false;
    for (const auto& file : std::filesystem::directory_iterator(begun.place.folder())) {
      std::ostringstream bytes;
      bytes << std::ifstream(file.path(), std::ios::binary).rdbuf();
      found = found || bytes.str().find("the name of the source") != std::string::npos;
    }
    begun.store = open_store(begun.place.file(), Opening::existing);
    return found;
  };
  EXPECT_TRUE(is_in_a_file());
  withdraw(*begun.store, 2);
  EXPECT_FALSE(is_in_a_file());
}

// The time of an event whose text is gone is nowhere but in what is kept of its author.
TEST(Events, TheLastEventOfAnAuthorCanBeWithdrawnByAnOrgan) {
  Begun begun;
  begun.members.now += 60;
  test::append(*begun.store, {begun.members.signed_event("North", EventType::report, report())}, noon + 60);
  begun.members.now = noon;
  test::append(*begun.store,
               {begun.members.signed_event("Commission", EventType::withdrawal, withdrawal_of(2, "North", 2))});
  withdraw(*begun.store, 2);
  const Audit found = audit(*begun.store);
  EXPECT_FALSE(found.fault) << found.fault->where << ": " << found.fault->what;
  EXPECT_EQ(found.withdrawn, 1U);
}

}  // namespace
}  // namespace entente::ledger
