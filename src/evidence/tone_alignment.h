// Do capitals speak alike? Series of tone between each two, and how near two of them are in their tone toward a third.
#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "evidence/events.h"

namespace entente::evidence {

/// How long one point of a series is. Weeks begin on Monday.
enum class Span { day, week, month, quarter, year };

/// "month" and so on; empty for anything else.
std::optional<Span> span_in(std::string_view text);
std::string_view name(Span span);

/// What one actor said of one target: its mean score in each period, empty where it said nothing.
struct Dyad {
  std::string actor;
  std::string target;
  std::vector<std::optional<double>> mean;
  std::vector<std::size_t> events;
};

/// All series over the same periods, from that of the first event to that of the last without a gap.
struct ToneSeries {
  Span span = Span::month;
  std::vector<Day> begins;  ///< first day of each period
  std::vector<Dyad> dyads;  ///< by actor, then by target
};

/// How near two are over some periods.
struct Nearness {
  std::size_t periods = 0;            ///< in which both spoke
  std::optional<double> correlation;  ///< Pearson's; empty below three such periods, or where one of them never varies
  std::optional<double> distance;     ///< mean absolute difference of scores; empty where there is no such period
};

/// Two actors' tone toward one target.
struct ToneAlignment {
  std::string one;
  std::string other;
  std::string target;
  std::vector<Nearness> rolling;  ///< the window that ends with each period; shorter at the beginning
  Nearness last;                  ///< the last window
  Nearness before;                ///< the window before that one, the two having no period in common
  /// How much further apart they are in the last window than in the one before, points of score; empty where one of
  /// them has no distance.
  std::optional<double> drift;
};

/// Throws Error when there are more than 100,000 periods between the first event and the last: a date is wrong then.
ToneSeries tone_series(const std::vector<Event>& events, Span span);

/// Every two actors with a target in common toward which both spoke in some period; widening ones first, those without
/// a drift last. `window` in periods, at least 1.
std::vector<ToneAlignment> alignments(const ToneSeries& series, std::size_t window);

}  // namespace entente::evidence
