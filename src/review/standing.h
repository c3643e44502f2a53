// Where an accord stands at a moment: everything that the record up to then shows, and nothing of later.
//
// The same accord, record and moment give the same standing to the byte. An event after the moment changes nothing.
#pragma once

#include <chrono>
#include <string>
#include <vector>

#include "accord/accord.h"
#include "review/answers.h"
#include "review/arrears.h"
#include "review/contested.h"
#include "review/life.h"
#include "review/matter.h"
#include "review/obligation.h"
#include "review/organs.h"
#include "review/record.h"
#include "review/scale.h"

namespace entente::review {

/// How many obligations are where, of those promised in the record.
struct Tally {
  std::string name;  ///< a party, or a commitment
  std::size_t all = 0;
  std::array<std::size_t, 13> by_status{};  ///< by Status
  Counts counts{};                          ///< on the scale 0 to 3
};

struct Standing {
  std::string accord;  ///< its title
  std::string from;    ///< the record
  bool is_signed = false;
  std::chrono::sys_seconds moment;
  std::vector<Entry> entries;   ///< up to the moment, ascending by time, then number
  std::uint64_t withdrawn = 0;  ///< entries whose text was taken away
  std::vector<Obligation> obligations;
  std::vector<Life> lives;      ///< of each obligation
  std::vector<Matter> matters;  ///< every complaint, open or over
  std::vector<Arrears> arrears;
  std::vector<OrganHealth> organs;
  std::vector<Contested> contested;
  std::vector<Answers> answers;
  Tally tally;                  ///< of all
  std::vector<Tally> by_party;  ///< as in `answers`
  std::vector<Tally> by_commitment;
  accord::State levels;  ///< of each commitment of the accord the highest level that stands as verified
  std::vector<std::string> notes;
};

Standing standing_on(const accord::Accord& accord, const Record& record, std::chrono::sys_seconds moment);

/// The entry of that number; null where it is not there (a later one, say).
const Entry* entry_of(const Standing& standing, EntryNumber number);

}  // namespace entente::review
