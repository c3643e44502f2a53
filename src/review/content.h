// The fields of an event's content, as the table of its type lets them be.
#pragma once

#include <algorithm>
#include <chrono>
#include <optional>
#include <string>
#include <vector>

#include "review/record.h"

namespace entente::review {

/// Empty where the field is not there.
inline std::string text_in(const ledger::Json& object, const char* field) {
  const auto found = object.find(field);
  return found == object.end() ? std::string() : found->get<std::string>();
}

inline std::vector<std::string> texts_in(const ledger::Json& object, const char* field) {
  const auto found = object.find(field);
  return found == object.end() ? std::vector<std::string>() : found->get<std::vector<std::string>>();
}

inline std::optional<double> number_in(const ledger::Json& object, const char* field) {
  const auto found = object.find(field);
  return found == object.end() ? std::nullopt : std::optional(found->get<double>());
}

inline std::optional<std::uint64_t> entry_in(const ledger::Json& object, const char* field) {
  const auto found = object.find(field);
  return found == object.end() ? std::nullopt : std::optional(found->get<std::uint64_t>());
}

inline std::chrono::sys_seconds moment_of(std::int64_t time) {
  return std::chrono::sys_seconds(std::chrono::seconds(time));
}

inline std::chrono::sys_days day_of(std::chrono::sys_seconds moment) {
  return std::chrono::floor<std::chrono::days>(moment);
}

inline std::optional<std::chrono::sys_days> date_in(const ledger::Json& object, const char* field) {
  const auto found = object.find(field);
  if (found == object.end()) return std::nullopt;
  const auto time = ledger::time_in(found->get<std::string>() + "T00:00:00Z");
  if (!time) return std::nullopt;
  return day_of(moment_of(*time));
}

/// Whether an event is about that level; a `commitment` without `level` names all its levels.
inline bool names(const ledger::Json& content, const std::string& commitment, const std::string& level) {
  if (text_in(content, "commitment") != commitment) return false;
  const std::string named = text_in(content, "level");
  return named.empty() || named == level;
}

inline bool is_among(const std::vector<std::string>& list, const std::string& one) {
  return std::ranges::find(list, one) != list.end();
}

}  // namespace entente::review
