// What must hold of a ledger wherever it is kept: each test runs on SQLite and, where a server can be started, on
// PostgreSQL. The script postgresql.py starts one and gives its address in ENTENTE_TEST_POSTGRESQL.
#include "ledger/store.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <sqlite3.h>
#include <stdlib.h>

#include <filesystem>
#include <fstream>
#include <pqxx/pqxx>
#include <thread>

#include "ledger/audit.h"
#include "ledger/lines.h"
#include "ledger/proof_file.h"
#include "ledger/sample_ledger.h"
#include "ledger/tile_directory.h"

namespace entente::ledger {
namespace {

using test::key_of;
using test::noon;
using test::SampleMembers;
using test::TemporaryStore;
using testing::ElementsAre;
using testing::HasSubstr;
using testing::ThrowsMessage;

const SigningKey log_key = key_of("log.example/border");

// A witness's memory that nobody asks for.
void nowhere(const std::string& /*note*/) {}

class LedgerIn : public testing::TestWithParam<std::string> {
 protected:
  void SetUp() override {
    if (GetParam() == "sqlite") {
      where_ = place_.file();
      return;
    }
    const char* server = getenv("ENTENTE_TEST_POSTGRESQL");
    if (server == nullptr) GTEST_SKIP() << "no PostgreSQL here: ENTENTE_TEST_POSTGRESQL is not set";
    where_ = server;
    empty_database();
  }

  // Runs SQL behind the ledger's back.
  void tamper(const std::string& sql) {
    if (GetParam() == "sqlite") {
      sqlite3* database = nullptr;
      sqlite3_open(where_.c_str(), &database);
      char* message = nullptr;
      EXPECT_EQ(sqlite3_exec(database, sql.c_str(), nullptr, nullptr, &message), SQLITE_OK) << message;
      sqlite3_close(database);
      return;
    }
    pqxx::connection connection(where_);
    pqxx::work work(connection);
    work.exec(sql);
    work.commit();
  }
  std::string table(const std::string& name) const { return GetParam() == "sqlite" ? name : "ledger_" + name; }

  void empty_database() const {
    pqxx::connection connection(where_);
    pqxx::work work(connection);
    for (const char* name : {"about", "entry", "tile", "checkpoint", "state"})
      work.exec("DROP TABLE IF EXISTS ledger_" + std::string(name));
    work.commit();
  }

  // The charter and `reports` reports, with a checkpoint after the first half and at the end.
  std::unique_ptr<Store> filled(std::size_t reports) {
    auto store = open_store(where_, Opening::create);
    test::append(*store, {members_.charter()});
    std::vector<std::string> events;
    for (std::size_t n = 0; n < reports; ++n) {
      events.push_back(members_.report(n));
      if (n != reports / 2) continue;
      test::append(*store, events);
      make_checkpoint(*store, log_key);
      events.clear();
    }
    if (!events.empty()) test::append(*store, events);
    make_checkpoint(*store, log_key);
    return store;
  }

  // The whole ledger as lines.
  std::vector<std::string> saved(bool proofs = false) const {
    std::vector<std::string> lines;
    export_lines(*open_store(where_, Opening::existing_read_only), proofs,
                 [&](const std::string& line) { lines.push_back(line.substr(0, line.size() - 1)); });
    return lines;
  }
  // The ledger that the lines tell of, in place of the one that was there.
  Audit restored(const std::vector<std::string>& lines) const {
    if (GetParam() == "sqlite") {
      for (const char* end : {"", "-wal", "-shm"}) std::filesystem::remove(where_ + end);
    } else {
      empty_database();
    }
    const auto store = open_store(where_, Opening::create);
    std::size_t next = 0;
    return import_lines(*store, verifier_of(log_key), [&]() -> std::optional<std::string> {
      return next < lines.size() ? std::optional(lines[next++]) : std::nullopt;
    });
  }

  TemporaryStore place_;
  std::string where_;
  SampleMembers members_;
};

TEST_P(LedgerIn, IsSoundAndKeepsWhatItWasGiven) {
  auto store = filled(600);
  const Audit found = audit(*store, verifier_of(log_key));
  EXPECT_FALSE(found.fault) << found.fault->where << ": " << found.fault->what;
  EXPECT_EQ(found.entries, 601U);
  EXPECT_EQ(found.covered, 601U);
  EXPECT_EQ(found.checkpoints, 2U);
  EXPECT_EQ(found.counted, 0U);
  store.reset();
  store = open_store(where_, Opening::existing_read_only);
  EXPECT_EQ(store->size(), 601U);
  EXPECT_EQ(read_event(*store->entries(1, 1).front().event).event.content["text"], "day 0");
}

TEST_P(LedgerIn, IsMadeOnce) {
  filled(1);
  EXPECT_THROW(open_store(where_, Opening::create), Refused);
}

TEST_P(LedgerIn, ATransactionThatIsNotCommittedLeavesNothing) {
  auto store = filled(3);
  {
    const Transaction transaction(*store, Access::write);
    store->add(4, std::vector{Entry{sha256("x"), sha256("salt"), "text"}});
    store->set_state("nothing");
  }
  EXPECT_EQ(store->size(), 4U);
  EXPECT_FALSE(audit(*store).fault);
}

TEST_P(LedgerIn, WritersWaitForEachOtherAndEveryEventIsThereOnce) {
  filled(1).reset();
  std::vector<std::string> by_author[3];
  for (std::size_t n = 1; n < 61; ++n) by_author[n % 3].push_back(members_.report(n));
  std::vector<std::thread> writers;
  for (const auto& events : by_author) {
    writers.emplace_back([&events, this] {
      auto store = open_store(where_, Opening::existing);
      for (const std::string& event : events) append(*store, std::span(&event, 1), test::salts(1), noon);
    });
  }
  for (std::thread& writer : writers) writer.join();
  auto store = open_store(where_, Opening::existing);
  EXPECT_EQ(store->size(), 62U);
  EXPECT_FALSE(audit(*store).fault);
}

// It takes as long as a writer waits for another: ten seconds.
TEST_P(LedgerIn, AWriterThatWaitedTooLongIsToldAndCanWriteLater) {
  auto first = filled(1);
  auto second = open_store(where_, Opening::existing);
  {
    const Transaction writing(*first, Access::write);
    EXPECT_THROW(Transaction(*second, Access::write), StoreError);
  }
  test::append(*second, {members_.report(1)});
  EXPECT_EQ(first->size(), 3U);
}

TEST_P(LedgerIn, AnAuditNamesTheFirstFault) {
  filled(600).reset();
  const bool lite = GetParam() == "sqlite";
  const auto blob = [&](const std::string& column) {
    return lite ? "CAST(substr(" + column + ", 1, 5) || char(33) || substr(" + column + ", 7) AS BLOB)"
                : "set_byte(" + column + ", 5, 33)";
  };
  const auto zero = [&](const std::string& column) {
    return lite ? "zeroblob(32)" : "set_byte(" + column + ", 5, get_byte(" + column + ", 5) # 1)";
  };
  const auto text = [&](const std::string& column, const std::string& from, const std::string& to) {
    return lite ? "replace(" + column + ", '" + from + "', '" + to + "')"
                : "convert_to(replace(convert_from(" + column + ", 'UTF8'), '" + from + "', '" + to + "'), 'UTF8')";
  };
  struct Tampering {
    std::string what, where;
  };
  const std::vector<Tampering> all{
      {"UPDATE " + table("entry") + " SET event = " + text("event", "halted", "hAlted") + " WHERE number = 300",
       "entry 300"},
      {"UPDATE " + table("entry") + " SET salt = " + zero("salt") + " WHERE number = 301", "entry 301"},
      {"UPDATE " + table("entry") + " SET hash = " + zero("hash") + " WHERE number = 302", "entry 302"},
      {"UPDATE " + table("entry") + " SET salt = NULL, event = NULL WHERE number = 303", "entry 303"},
      {"DELETE FROM " + table("entry") + " WHERE number = 304", "the entries"},
      {"DELETE FROM " + table("entry") + " WHERE number = 600", "tile 2 of level 0"},
      {"UPDATE " + table("tile") + " SET hashes = " + blob("hashes") + " WHERE level = 0 AND number = 1",
       "tile 1 of level 0"},
      {"UPDATE " + table("tile") + " SET hashes = " + blob("hashes") + " WHERE level = 1 AND number = 0",
       "tile 0 of level 1"},
      {"UPDATE " + table("checkpoint") + " SET note = " + text("note", "302", "303") + " WHERE size = 302",
       "the checkpoint of 302 entries"},
      {"UPDATE " + table("checkpoint") + " SET note = " + text("note", "log.example", "log.exAmple") +
           " WHERE size = 601",
       "the checkpoint of 601 entries"},
      {"UPDATE " + table("state") + " SET text = " + text("text", "\"size\":601", "\"size\":600"), "the members"}};
  for (const Tampering& one : all) {
    const std::vector<std::string> sound = saved();
    tamper(one.what);
    auto store = open_store(where_, Opening::existing);
    const Audit found = audit(*store);
    ASSERT_TRUE(found.fault.has_value()) << one.what;
    EXPECT_EQ(found.fault->where, one.where) << one.what << ": " << found.fault->what;
    store.reset();
    ASSERT_FALSE(restored(sound).fault);
  }
}

TEST_P(LedgerIn, ACopyIsMadeOfLinesAndTellsTheSameStory) {
  const std::string story = *last_checkpoint(*filled(40));
  ASSERT_FALSE(restored(saved(true)).fault);
  const auto copy = open_store(where_, Opening::existing_read_only);
  EXPECT_EQ(last_checkpoint(*copy), story);
  EXPECT_EQ(copy->size(), 41U);
}

TEST_P(LedgerIn, AnEntryWithoutTextIsWithoutTextInACopy) {
  auto store = filled(10);
  const Json content = {{"entry", 4}, {"author", "North"}, {"number", 2}, {"reason", "a source at risk"}};
  test::append(*store, {members_.signed_event("Commission", EventType::withdrawal, content)});
  withdraw(*store, 4);
  store.reset();
  const Audit found = restored(saved());
  ASSERT_FALSE(found.fault) << found.fault->where << ": " << found.fault->what;
  EXPECT_EQ(found.withdrawn, 1U);
  EXPECT_FALSE(open_store(where_, Opening::existing_read_only)->entries(4, 1).front().event);
}

TEST_P(LedgerIn, AChangedLineMakesNoCopy) {
  filled(40);
  std::vector<std::string> lines = saved();
  lines[7].replace(lines[7].find("halted"), 6, "HALTED");
  const Audit found = restored(lines);
  ASSERT_TRUE(found.fault.has_value());
  EXPECT_EQ(found.fault->where, "entry 6");
  EXPECT_EQ(open_store(where_, Opening::existing_read_only)->size(), 0U);
}

TEST_P(LedgerIn, ALineThatCanNotBeReadIsToldByItsNumber) {
  filled(4);
  std::vector<std::string> lines = saved();
  const std::string third = lines[2];
  lines[2] = "{}";
  EXPECT_THAT([&] { restored(lines); }, ThrowsMessage<Refused>(HasSubstr("line 3: this should be entry 1")));
  lines[2] = third;
  lines[0].replace(lines[0].find("\\n\\n"), 4, "");
  EXPECT_THAT([&] { restored(lines); }, ThrowsMessage<Refused>(HasSubstr("line 1: a note must")));
}

// Who changes an event and all hashes of it still can not sign for its author.
TEST_P(LedgerIn, AForgedEventIsFoundThoughItsHashFits) {
  filled(40);
  std::vector<std::string> lines = saved();
  Json line = read_json(lines[7]);
  line["signed"]["event"]["content"]["level"] = "running";
  const Hash salt = *hash_from_base64(line["salt"].get<std::string>());
  line["hash"] = base64(view(entry_hash(salt, canonical(line["signed"]))));
  lines[7] = canonical(line);
  const Audit found = restored(lines);
  ASSERT_TRUE(found.fault.has_value());
  EXPECT_EQ(found.fault->where, "entry 6");
  EXPECT_THAT(found.fault->what, HasSubstr("the signature is not of the key"));
}

// A forged event in the database itself, with its hash and the tile made to fit.
TEST_P(LedgerIn, AForgedEventIsFoundInTheDatabase) {
  auto store = filled(40);
  Entry entry = store->entries(6, 1).front();
  Json forged = read_json(*entry.event);
  forged["event"]["content"]["level"] = "running";
  entry.event = canonical(forged);
  entry.hash = entry_hash(*entry.salt, *entry.event);
  std::string tile = *store->tile(0, 0);
  tile.replace(6 * sizeof(Hash), sizeof(Hash), view(leaf_hash(view(entry.hash))));
  tamper("DELETE FROM " + table("entry") + " WHERE number = 6");
  Transaction transaction(*store, Access::write);
  store->add(6, std::span(&entry, 1));
  store->set_tile(0, 0, tile);
  transaction.commit();
  const Audit found = audit(*store);
  ASSERT_TRUE(found.fault.has_value());
  EXPECT_EQ(found.fault->where, "entry 6");
  EXPECT_THAT(found.fault->what, HasSubstr("the signature is not of the key"));
}

TEST_P(LedgerIn, APartyWitnessesWhatContinuesAndNothingElse) {
  auto store = filled(10);
  EXPECT_THAT([&] { cosign(*store, key_of("stranger"), 1, {}, nowhere); },
              ThrowsMessage<Refused>(HasSubstr("names no witness")));
  const std::string seen = cosign(*store, key_of("North"), 1, {}, nowhere);
  cosign(*store, key_of("South"), 2, {}, nowhere);
  const Audit found = audit(*store);
  EXPECT_FALSE(found.fault) << found.fault->what;
  EXPECT_EQ(found.counted, 11U);
  // Another ledger with the same key and charter, and other reports.
  const TemporaryStore place;
  auto other = open_store(place.file(), Opening::create);
  SampleMembers members;
  test::append(*other, {members.charter()});
  for (std::size_t n = 100; n < 120; ++n) test::append(*other, {members.report(n)});
  make_checkpoint(*other, log_key);
  EXPECT_THAT([&] { cosign(*other, key_of("North"), 3, seen, nowhere); },
              ThrowsMessage<Refused>(HasSubstr("tells another story")));
  const Note one = read_note(*last_checkpoint(*store));
  const Note two = read_note(*last_checkpoint(*other));
  const auto fork = fork_between(one, two, tiles_of(*other));
  ASSERT_TRUE(fork.has_value());
  EXPECT_EQ(why_not_proven(read_fork_proof(text_of(*fork)), verifier_of(log_key)), std::nullopt);
  EXPECT_TRUE(why_not_proven(*fork, verifier_of(key_of("another"))).has_value());
  ForkProof false_claim = *fork;
  false_claim.older = one;
  false_claim.root = read_checkpoint(one.text).root;
  EXPECT_TRUE(why_not_proven(false_claim, verifier_of(log_key)).has_value());
}

// Else a witness that could not write its memory would have signed what it does not know of.
TEST_P(LedgerIn, AWitnessThatCanNotRememberCosignsNothing) {
  auto store = filled(10);
  const std::string before = *last_checkpoint(*store);
  const auto full_disk = [](const std::string& /*note*/) { throw std::runtime_error("the disk is full"); };
  EXPECT_THROW(cosign(*store, key_of("North"), 1, {}, full_disk), std::runtime_error);
  EXPECT_EQ(last_checkpoint(*store), before);
}

TEST_P(LedgerIn, TilesThatAreNotOfTheCheckpointProveNoFork) {
  auto store = filled(10);
  const std::vector<std::uint64_t> sizes = store->checkpoint_sizes();
  const Note older = read_note(*store->checkpoint(sizes.front()));
  const Note newer = read_note(*last_checkpoint(*store));
  EXPECT_FALSE(fork_between(older, newer, tiles_of(*store)).has_value());
  tamper("UPDATE " + table("tile") + " SET hashes = " +
         (GetParam() == "sqlite" ? "zeroblob(length(hashes))" : "set_byte(hashes, 0, get_byte(hashes, 0) # 1)"));
  EXPECT_THAT([&] { fork_between(older, newer, tiles_of(*store)); },
              ThrowsMessage<Refused>(HasSubstr("do not have the root of its checkpoint")));
}

INSTANTIATE_TEST_SUITE_P(Stores, LedgerIn, testing::Values("sqlite", "postgresql"),
                         [](const auto& given) { return given.param; });

}  // namespace
}  // namespace entente::ledger
