// Holds what the program computes against known answers, row by row.
//
// A row is an accord with its expected file beside it, one plan of people's plans, one entry of a JSON table (name,
// inputs, outputs, tolerance), or an official case of a Merkle log (log_cases.h). It agrees when every number and truth
// value does; other strings are not compared, but for the final levels of a plan and the first word of a condition in a
// slack table. A case that must be refused agrees when it is.
#pragma once

#include <cstddef>
#include <filesystem>
#include <nlohmann/json.hpp>
#include <string>
#include <vector>

namespace entente::reference {

struct Tally {
  std::size_t agree = 0;
  std::size_t differ = 0;
  std::size_t unknown = 0;               ///< rows that no code computes
  std::vector<std::string> differences;  ///< one line each, naming the row and what differs
};

/// Checks one file and adds to the tally. Throws entente::Error when it can not be read or is of no known form.
void check_file(const std::filesystem::path& file, Tally& tally);

/// "N agree, M differ, K unknown".
std::string summary(const Tally& tally);

/// Compares numbers and truth values of `expected` with `computed`, arrays entry by entry, objects by the keys of
/// `expected`; what differs is appended to `differences` with its place. Numbers agree within `tolerance` max(1,
/// |expected|).
void compare(const nlohmann::json& expected, const nlohmann::json& computed, double tolerance, const std::string& place,
             std::vector<std::string>& differences);

}  // namespace entente::reference
