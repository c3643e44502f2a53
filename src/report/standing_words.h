// Words that the texts about a standing share: days, entries, what is waited on.
#pragma once

#include <chrono>
#include <optional>
#include <span>
#include <string>
#include <vector>

#include "report/layout.h"
#include "review/standing.h"

namespace entente::report {

/// "2007-04-15", "-" for none.
std::string day_in_words(const std::optional<std::chrono::sys_days>& day);
std::string day_in_words(std::chrono::sys_seconds time);

/// "1 day", "12 days".
std::string days_in_words(std::int64_t days);

/// An entry as people find it again: its id, or its number.
std::string entry_in_words(const review::Standing& standing, review::EntryNumber number);
std::string entries_in_words(const review::Standing& standing, std::span<const review::EntryNumber> numbers);

/// "reactor halted", with "(outside the text)" where the accord does not have it.
std::string obligation_in_words(const review::Obligation& obligation);

/// What it waits on, who must act, and who says so: "banco delta asia money released (United States), outside the
/// text".
std::string waiting_in_words(const review::Standing& standing, review::ObligationIndex obligation);

/// How a status stands out where there is colour.
Tone tone_of(review::Status status);

/// "57.5 of 100 (12 complete, 3 intermediate, 4 minimum, 1 not initiated)"; never without the counts.
std::string score_in_words(const review::Counts& counts);

}  // namespace entente::report
