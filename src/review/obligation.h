// Who owes what: every commitment level that a record promises, and everything the record says of it.
//
// Gathering only: what it comes to is said by life.h.
#pragma once

#include <chrono>
#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <vector>

#include "accord/accord.h"
#include "review/record.h"

namespace entente::review {

using ObligationIndex = std::size_t;
using EntryNumber = std::uint64_t;

/// Something that a promise, or an excuse, waits on.
struct Wait {
  std::string text;                 ///< as written
  std::vector<ObligationIndex> on;  ///< what is promised in the record; empty for anything else
  bool in_text = false;             ///< all of `on` are commitments of the accord
};

/// So much in every period; docs/review.md.
struct QuantitySchedule {
  double amount = 0.0;
  std::string unit;
  std::string every;  ///< "once", "3 months"
  std::optional<std::chrono::sys_days> from;
  std::optional<std::chrono::sys_days> until;
};

struct Promise {
  EntryNumber entry = 0;
  std::chrono::sys_seconds said;
  std::string author;
  ledger::Role role = ledger::Role::party;
  std::string plan;
  std::optional<std::chrono::sys_days> due;  ///< met until the end of that day, UTC
  std::optional<std::chrono::sys_days> from;
  std::optional<std::chrono::sys_days> lapses;  ///< no longer owed after that day
  std::vector<std::string> verified_by;
  std::vector<Wait> waits_on;
  std::optional<QuantitySchedule> schedule;
  bool counts = true;  ///< false: the one who owes put off its own date
};

enum class Result { fulfilled, partly_fulfilled, not_fulfilled, unclear };

/// What its giver, or a verifier, says was delivered.
struct Delivery {
  EntryNumber entry = 0;
  std::chrono::sys_seconds said;
  std::chrono::sys_days on;
  std::string author;
  Result result = Result::fulfilled;  ///< of a finding
  std::optional<double> share;
  std::optional<double> amount;
  std::string unit;
  std::optional<EntryNumber> of_report;  ///< the report that a finding is about
};

/// What the giver alone says of its delay.
struct Excuse {
  EntryNumber entry = 0;
  std::chrono::sys_seconds said;
  std::string author;
  std::string because;
  std::vector<Wait> waits_on;
  bool accepted = false;  ///< by an organ, or by all who are owed
};

/// More time, given by those who may.
struct MoreTime {
  EntryNumber entry = 0;
  std::chrono::sys_seconds said;
  std::chrono::sys_days until;
};

/// What decisions and responses do to an obligation.
enum class Turn {
  breach,
  no_breach,
  excuse,
  suspend,
  resume,
  reverse,  ///< taken back by its giver
  lapse
};

struct Turned {
  Turn turn = Turn::breach;
  EntryNumber entry = 0;
  std::chrono::sys_seconds from;  ///< in force from then on
  std::string author;
  std::string words;  ///< as the record has it
};

struct Obligation {
  std::string commitment;
  std::string level;
  std::string by;
  std::optional<accord::Requirement> in_text;  ///< empty: outside the text
  std::vector<std::string> owed_to;
  std::vector<Promise> promises;  ///< ascending by time; empty for what was delivered without a promise in the record
  std::vector<Delivery> reports;  ///< of all these, ascending by day, then time
  std::vector<Delivery> findings;
  std::vector<Excuse> excuses;
  std::vector<MoreTime> more_time;
  std::vector<Turned> turns;  ///< ascending by `from`
};

struct Gathered {
  std::vector<Obligation> obligations;  ///< as in the accord, then those outside the text as they were promised
  std::vector<std::string> notes;       ///< what was read and counts for nothing, and why
};

/// Everything that `entries` (ascending by time, none after the moment asked about) say of obligations.
Gathered gather(const accord::Accord& accord, std::span<const Entry> entries);

/// The promise that says what is owed now; null where none was made.
const Promise* in_force(const Obligation& obligation);

/// "reactor halted"
std::string name_of(const Obligation& obligation);

}  // namespace entente::review
