// The files of a draw: the plan, a party's seal, what it keeps and opens, and the drawn schedule.
//
// YAML or JSON to read, JSON to write; docs/schedule-format.md describes them. A faulty file is refused with every
// fault, its line and column (accord::Problems).
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <variant>

#include "verification/schedule.h"

namespace entente::verification {

/// Reads a plan; `name` stands for the file in messages. Throws accord::Problems.
SchedulePlan parse_schedule_plan(std::string_view text, const std::string& name);

/// Reads a seal, or an opening: what a party keeps secret has the form of what it opens. Throws accord::Problems.
std::variant<Seal, Opening> parse_seal_or_opening(std::string_view text, const std::string& name);

/// Reads a drawn schedule; whether it is right says `first_fault`. Throws accord::Problems.
Schedule parse_schedule(std::string_view text, const std::string& name);

std::string written(const SchedulePlan& plan);
std::string written(const Seal& seal);
std::string written(const Opening& opening);
std::string written(const Schedule& schedule);

/// Thousand-millionths as a decimal number without trailing zeros: "0.25".
std::string decimal(std::uint64_t parts);
/// Reads such a number, with nine decimals at most and below ten million; empty for anything else.
std::optional<std::uint64_t> parts_in(std::string_view decimal);

}  // namespace entente::verification
