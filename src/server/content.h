// What is served of an accord and its record, as documents: each is a pure function of accord, record and moment.
#pragma once

#include <chrono>
#include <cstdint>
#include <optional>
#include <string>

#include "review/record.h"
#include "server/message.h"
#include "server/site.h"

namespace entente::server {

/// Of a longer record a standing tells only the entries that something in it names; the whole has a route of its own.
inline constexpr std::uint64_t kMostEntriesTold = 1000;

/// The end of a day written 2027-03-01; empty for anything else.
std::optional<std::chrono::sys_seconds> end_of_day(const std::string& day);
std::string day_text(std::chrono::sys_seconds moment);

/// The moment that is meant where nobody names one: the end of today; of a file of events, the end of the last one's
/// day.
std::chrono::sys_seconds usual_moment(const Site& site, const review::Record& record);

/// docs/json/review-standing.schema.json, with `size`; with `since` also what changed after that moment.
Document standing_document(const Site& site, const review::Record& record, std::uint64_t size,
                           std::chrono::sys_seconds moment, const std::optional<std::chrono::sys_seconds>& since);

Document answers_document(const Site& site, const review::Record& record, std::uint64_t size,
                          std::chrono::sys_seconds moment);
Document score_document(const Site& site, const review::Record& record, std::chrono::sys_seconds moment);
Document replay_document(const Site& site, const review::Record& record, std::chrono::sys_seconds moment);
Document procedures_document(const Site& site);

/// The text of the accord, without any value.
Document accord_document(const Site& site);

}  // namespace entente::server
