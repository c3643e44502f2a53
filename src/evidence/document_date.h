// A date as a document writes it: to the day, or to the minute where it says so.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace entente::evidence {

struct DocumentDate {
  int year = 0;
  int month = 0;                            ///< 1 to 12
  int day = 0;                              ///< 1 to 31
  std::optional<int> minute;                ///< of the day
  std::optional<int> minutes_ahead_of_utc;  ///< only with `minute`
  bool operator==(const DocumentDate&) const = default;
};

/// ISO 8601, with no more than is known: "2019-02-14", "2019-02-14T09:30", "2019-02-14T09:30+09:00".
std::string written(const DocumentDate& date);

/// Minutes since 1970 for putting dates in order: in UTC where the date says how far it is ahead, else as written. A
/// date without a time stands at the end of its day.
std::int64_t minute_for_order(const DocumentDate& date);

/// The first whole date in `text`, which may hold other words: ISO 8601, "Thu, 14 Feb 2019 09:30:00 +0900",
/// "February 14, 2019", "14 February 2019", "2019. 2. 14.", the Korean, Chinese and Japanese way, and that of PDF
/// ("D:20190214093000+09'00'"). Empty where there is none, where the year is missing, where day and month could be
/// swapped (03/04/2019), and where there is no such day. Looks at the first 200 bytes.
std::optional<DocumentDate> date_in(std::string_view text);

/// Whether a word is the English name of a month, whole or cut to three or four letters.
bool is_month(std::string_view word);

}  // namespace entente::evidence
