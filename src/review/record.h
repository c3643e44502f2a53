// A record of what happened: events from a ledger, which are signed, or from the file events.csv of a case, which is
// not. docs/review.md describes the file.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "accord/accord.h"
#include "accord/error.h"
#include "ledger/event.h"
#include "ledger/store.h"

namespace entente::review {

/// One event. Its content holds what docs/ledger-format.md says of its type.
struct Entry {
  std::uint64_t number = 0;  ///< in a ledger the index; in a file from 1, in the order of the rows
  std::int64_t time = 0;     ///< seconds since 1970
  std::string author;
  ledger::Role role = ledger::Role::party;
  ledger::EventType type = ledger::EventType::report;
  ledger::Json content = ledger::Json::object();
  std::string id;                    ///< its name in a file; empty in a ledger
  std::vector<std::string> sources;  ///< keys of the case's bibliography
  std::string checked;               ///< how sure the day is: "yes", "month", "no", or empty
  accord::Place place;               ///< in a file
};

struct Record {
  std::string from;  ///< a file or folder, for people
  bool is_signed = false;
  std::vector<Entry> entries;   ///< by number; times need not ascend
  std::uint64_t withdrawn = 0;  ///< entries of a ledger whose text was taken away
};

/// What an event of a ledger says, as entry `number` of a record.
Entry entry_from(std::uint64_t number, ledger::Event event);

/// The numbers of the entries that its content names: what a finding is about, a reply answers, a decision rests on.
std::vector<std::uint64_t> named_entries(const Entry& entry);

/// Every entry of a ledger whose text is there. `from` names it. Throws what the store and the reader of events throw.
Record record_of(ledger::Store& store, const std::string& from);

/// Reads events.csv; `name` stands for it in messages. Throws accord::Problems with every fault, its line and column
/// and what to do.
Record read_record(std::string_view csv, const std::string& name);

/// The same, and what fits nothing in the accord is a fault, too.
Record read_record(std::string_view csv, const std::string& name, const accord::Accord& accord);

/// What in the record fits nothing: a level that a commitment of the accord does not have, a commitment that is neither
/// in the accord nor promised in the record, a commitment promised by another than its giver. In the order of the
/// record.
std::vector<accord::Problem> misfits(const accord::Accord& accord, const Record& record);

}  // namespace entente::review
