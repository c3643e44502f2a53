// A complaint and what its procedure made of it, in words.
#pragma once

#include <chrono>
#include <optional>
#include <string>
#include <vector>

#include "review/matter.h"

namespace entente::report {

/// Empty where no procedure runs.
std::string stage_name(const review::Matter& matter, const review::Passage& passage);

/// "2025-09-28 00:00 UTC"
std::string moment_in_words(std::chrono::sys_seconds moment);

/// "restored 2025-09-28 00:00 UTC, contested by Russia, China, Iran"; empty while it is open.
std::string ending_in_words(const review::Matter& matter);

/// The stages that the clocks alone would bring, each with its first day, up to the end or to the day on which the
/// matter was `mended`.
std::string course_in_words(const review::Matter& matter, const std::optional<std::chrono::sys_seconds>& mended);

}  // namespace entente::report
