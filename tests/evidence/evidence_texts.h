// An accord and the beginning of an evidence file, for tests.
#pragma once

#include <map>
#include <optional>
#include <string>

#include "accord/read.h"
#include "evidence/read.h"

namespace entente::evidence {

inline accord::Accord neighbours() {
  return accord::parse(R"(
accord: Two neighbours
period: 3 months
parties: {North: {patience: 0.85}, South: {patience: 0.9}}
commitments:
  reactor: {by: North, levels: [{name: halted, value: {North: -1}}, {name: dismantled, value: {North: -2}}]}
  relief: {by: South, levels: [{name: half, value: {South: -1}}]}
)",
                       "accord.yaml");
}

inline Day day(const std::string& text) {
  return *day_in(text);
}

using Files = std::map<std::string, std::string>;

inline Reading read(const std::string& text, const std::string& today = "2026-01-01", const Files& files = {}) {
  return parse(neighbours(), text, "evidence.yaml", day(today),
               [&](const std::string& name) -> std::optional<std::string> {
                 const auto found = files.find(name);
                 return found == files.end() ? std::nullopt : std::optional(found->second);
               });
}

/// Sources with one of each kind that the tests use; items follow.
inline const std::string kSources = R"(evidence: A test
sources:
  inspectors: {class: inspection}
  radio: {class: journalist}
  gazette: {class: journalist}
  North: {class: declaration}
)";

}  // namespace entente::evidence
