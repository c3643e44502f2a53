// Short histories: an accord of two parties, and events written one a line as
// `2027-02-01 | North | report | commitment=reactor | level=halted`. They go through the reader of events.csv.
#pragma once

#include <chrono>
#include <map>
#include <set>
#include <sstream>
#include <string>
#include <vector>

#include "accord/read.h"
#include "review/standing.h"

namespace entente::review {

inline const accord::Accord& neighbours() {
  static const accord::Accord accord = accord::parse(R"(accord: Two neighbours
period: 3 months
parties: {North: {patience: 0.9}, South: {patience: 0.9}, East: {patience: 0.9}}
commitments:
  reactor: {by: North, levels: [{name: halted, value: {South: 2, East: 1}}, {name: dismantled, value: {South: 3}}]}
  relief: {by: South, levels: [{name: half, value: {North: 2}}, {name: full, value: {North: 4}}]}
  oil: {by: South, levels: [{name: delivered, value: {North: 1}}]}
)",
                                                     "neighbours.yaml");
  return accord;
}

inline std::string csv_of(const std::vector<std::string>& lines) {
  std::vector<std::map<std::string, std::string>> rows;
  std::set<std::string> columns{"time", "author", "type", "role"};
  const std::set<std::string> organs{"Commission", "Council"};
  for (const std::string& line : lines) {
    std::map<std::string, std::string>& row = rows.emplace_back();
    std::istringstream parts(line);
    std::string part;
    for (std::size_t n = 0; std::getline(parts, part, '|'); ++n) {
      part = part.substr(part.find_first_not_of(' '));
      part.erase(part.find_last_not_of(' ') + 1);
      const std::size_t equals = part.find('=');
      if (n < 3) {
        row[n == 0 ? "time" : n == 1 ? "author" : "type"] = part;
      } else {
        row[part.substr(0, equals)] = part.substr(equals + 1);
        columns.insert(part.substr(0, equals));
      }
    }
    row["role"] = organs.contains(row["author"]) ? "organ" : row["author"] == "Agency" ? "verifier" : "party";
  }
  std::string text;
  const auto put = [&](const auto& field) {
    bool first = true;
    for (const std::string& column : columns) {
      text += (first ? "\"" : ",\"") + field(column) + '"';
      first = false;
    }
    text += '\n';
  };
  put([](const std::string& column) { return column; });
  for (auto& row : rows) put([&](const std::string& column) { return row[column]; });
  return text;
}

inline Record record(const std::vector<std::string>& lines) {
  return read_record(csv_of(lines), "events.csv", neighbours());
}

/// As of the end of a day.
inline std::chrono::sys_seconds end_of(const std::string& day) {
  return std::chrono::sys_seconds(std::chrono::seconds(ledger::time_in(day + "T23:59:59Z").value()));
}

inline Standing standing(const std::vector<std::string>& lines, const std::string& day) {
  return standing_on(neighbours(), record(lines), end_of(day));
}

inline const Life& life(const Standing& standing, const std::string& name) {
  for (ObligationIndex n = 0; n < standing.obligations.size(); ++n) {
    if (name_of(standing.obligations[n]) == name) return standing.lives[n];
  }
  throw Error("nothing is owed that is called " + name);
}

inline std::string day_text(const std::optional<std::chrono::sys_days>& day) {
  return day ? ledger::time_text(std::chrono::sys_seconds(*day).time_since_epoch().count()).substr(0, 10) : "-";
}

}  // namespace entente::review
