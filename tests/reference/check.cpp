#include "reference/check.h"

#include <algorithm>
#include <cmath>
#include <fstream>

#include "accord/error.h"
#include "reference/accords.h"
#include "reference/log_cases.h"
#include "reference/tables.h"

namespace entente::reference {

namespace {

using nlohmann::json;
namespace fs = std::filesystem;

constexpr double kAccordTolerance = 1e-6;

json read_json(const fs::path& file) {
  std::ifstream in(file);
  if (!in) throw MachineError("can not open " + file.string());
  try {
    return json::parse(in);
  } catch (const json::parse_error& error) {
    throw Error(file.string() + " is not JSON: " + error.what());
  }
}

bool ends_with(const std::string& text, const std::string& end) {
  return text.size() >= end.size() && text.compare(text.size() - end.size(), end.size(), end) == 0;
}

void count(const std::string& row, const std::vector<std::string>& differences, Tally& tally) {
  ++(differences.empty() ? tally.agree : tally.differ);
  for (const std::string& difference : differences) tally.differences.push_back(row + ": " + difference);
}

void check_accord(const fs::path& stem, Tally& tally) {
  const fs::path yaml = stem.string() + ".yaml";
  const fs::path expected = stem.string() + ".expected.json";
  const fs::path plans = stem.string() + ".plans.json";
  if (!fs::exists(expected) && !fs::exists(plans)) {
    throw Error("beside " + yaml.string() + " there is neither " + expected.filename().string() + " nor " +
                plans.filename().string());
  }
  if (fs::exists(expected)) {
    std::vector<std::string> differences;
    check_search(yaml, read_json(expected), kAccordTolerance, differences);
    count(stem.filename().string(), differences, tally);
  }
  if (!fs::exists(plans)) return;
  for (const json& plan : read_json(plans)) {
    std::vector<std::string> differences;
    check_plan(yaml, plan, kAccordTolerance, differences);
    count(stem.filename().string() + ", " + plan.at("name").get<std::string>(), differences, tally);
  }
}

// Some rows ask at which times or of which counts they want to know only in what they expect.
json question_of(const json& row) {
  json question = row.at("inputs");
  const json& outputs = row.at("outputs");
  if (outputs.contains("t")) question["asked_times"] = outputs["t"];
  for (const char* of : {"intervals", "dkw_halfwidth"}) {
    if (!outputs.contains(of)) continue;
    for (const auto& [count, expected] : outputs[of].items()) question[std::string("asked_") + of].push_back(count);
  }
  return question;
}

void check_table(const json& table, Tally& tally) {
  for (const auto& [name, row] : table.items()) {
    const auto computed = compute_row(name, question_of(row));
    if (!computed) {
      ++tally.unknown;
      continue;
    }
    std::vector<std::string> differences;
    compare(row.at("outputs"), *computed, row.value("tolerance", 1e-9), "", differences);
    count(name, differences, tally);
  }
}

}  // namespace

void compare(const json& expected, const json& computed, double tolerance, const std::string& place,
             std::vector<std::string>& differences) {
  if (expected.is_object()) {
    for (const auto& [key, value] : expected.items()) {
      const std::string inner = place.empty() ? key : place + "." + key;
      if (value.is_string()) continue;
      if (!computed.is_object() || !computed.contains(key)) {
        differences.push_back(inner + " is not computed");
        continue;
      }
      compare(value, computed.at(key), tolerance, inner, differences);
    }
    return;
  }
  if (expected.is_array()) {
    if (!computed.is_array() || computed.size() != expected.size()) {
      differences.push_back(place + " has " + std::to_string(computed.size()) + " entries, expected " +
                            std::to_string(expected.size()));
      return;
    }
    for (std::size_t i = 0; i < expected.size(); ++i) {
      compare(expected[i], computed[i], tolerance, place + "[" + std::to_string(i) + "]", differences);
    }
    return;
  }
  if (expected.is_boolean()) {
    if (computed != expected) differences.push_back(place + " is " + computed.dump() + ", expected " + expected.dump());
    return;
  }
  if (!expected.is_number()) return;
  const double wanted = expected.get<double>();
  const bool same =
      computed.is_number() && std::abs(computed.get<double>() - wanted) <= tolerance * std::max(1.0, std::abs(wanted));
  if (!same) differences.push_back(place + " is " + computed.dump() + ", expected " + expected.dump());
}

void check_file(const fs::path& file, Tally& tally) {
  const std::string name = file.filename().string();
  const auto stem = [&](const std::string& end) {
    return file.parent_path() / name.substr(0, name.size() - end.size());
  };
  for (const char* end : {".expected.json", ".plans.json", ".yaml", ".yml"}) {
    if (ends_with(name, end)) {
      check_accord(stem(end), tally);
      return;
    }
  }
  const json table = read_json(file);
  // The official cases stand in folders: consistency/3/happy-path.json.
  const std::string case_name = file.parent_path().filename().string() + "/" + file.stem().string();
  if (const auto cases = log_cases(table, case_name)) {
    for (const LogCase& one : *cases) count(one.name, one.differences, tally);
    return;
  }
  const bool is_table = table.is_object() && std::all_of(table.begin(), table.end(), [](const json& row) {
                          return row.is_object() && row.contains("inputs") && row.contains("outputs");
                        });
  if (!is_table)
    throw Error(file.string() +
                " is neither an accord nor a table of known answers (inputs, outputs), nor a case of a Merkle log");
  check_table(table, tally);
}

std::string summary(const Tally& tally) {
  return std::to_string(tally.agree) + " agree, " + std::to_string(tally.differ) + " differ, " +
         std::to_string(tally.unknown) + " unknown";
}

}  // namespace entente::reference
