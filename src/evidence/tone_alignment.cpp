#include "evidence/tone_alignment.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <map>
#include <tuple>

#include "accord/error.h"

namespace entente::evidence {

namespace {

using std::chrono::year_month_day;

constexpr std::array<std::string_view, 5> kSpans{"day", "week", "month", "quarter", "year"};
constexpr std::size_t kMostPeriods = 100'000;
// Correlation of scores that differ by rounding only would be noise.
constexpr double kNoVariation = 1e-12;

Day first_day(Day day, Span span) {
  const year_month_day date(day);
  const unsigned month = static_cast<unsigned>(date.month());
  switch (span) {
    case Span::day:
      return day;
    case Span::week:
      return day - (std::chrono::weekday(day) - std::chrono::Monday);
    case Span::month:
      return Day(date.year() / date.month() / 1);
    case Span::quarter:
      return Day(date.year() / std::chrono::month((month - 1) / 3 * 3 + 1) / 1);
    case Span::year:
      break;
  }
  return Day(date.year() / 1 / 1);
}

Day next(Day begins, Span span) {
  const year_month_day date(begins);
  switch (span) {
    case Span::day:
      return begins + std::chrono::days(1);
    case Span::week:
      return begins + std::chrono::days(7);
    case Span::month:
      return Day(date + std::chrono::months(1));
    case Span::quarter:
      return Day(date + std::chrono::months(3));
    case Span::year:
      break;
  }
  return Day(date + std::chrono::years(1));
}

// Both series from period `from` up to but not `end`.
Nearness nearness(const Dyad& one, const Dyad& other, std::size_t from, std::size_t end) {
  Nearness result;
  double sum_one = 0.0;
  double sum_other = 0.0;
  double apart = 0.0;
  const auto each = [&](const auto& visit) {
    for (std::size_t t = from; t < end; ++t) {
      if (one.mean[t] && other.mean[t]) visit(*one.mean[t], *other.mean[t]);
    }
  };
  each([&](double a, double b) {
    ++result.periods;
    sum_one += a;
    sum_other += b;
    apart += std::abs(a - b);
  });
  if (result.periods == 0) return result;
  const auto number = static_cast<double>(result.periods);
  result.distance = apart / number;
  if (result.periods < 3) return result;
  double both = 0.0;
  double square_one = 0.0;
  double square_other = 0.0;
  each([&](double a, double b) {
    const double from_one = a - sum_one / number;
    const double from_other = b - sum_other / number;
    both += from_one * from_other;
    square_one += from_one * from_one;
    square_other += from_other * from_other;
  });
  if (square_one <= kNoVariation || square_other <= kNoVariation) return result;
  result.correlation = std::clamp(both / std::sqrt(square_one * square_other), -1.0, 1.0);
  return result;
}

ToneAlignment align(const Dyad& one, const Dyad& other, std::size_t window) {
  ToneAlignment alignment{.one = one.actor,
                          .other = other.actor,
                          .target = one.target,
                          .rolling = {},
                          .last = {},
                          .before = {},
                          .drift = {}};
  const std::size_t periods = one.mean.size();
  const auto back = [](std::size_t from, std::size_t steps) { return from > steps ? from - steps : 0; };
  for (std::size_t t = 0; t < periods; ++t) {
    alignment.rolling.push_back(nearness(one, other, back(t + 1, window), t + 1));
  }
  const std::size_t middle = back(periods, window);
  alignment.last = nearness(one, other, middle, periods);
  alignment.before = nearness(one, other, back(middle, window), middle);
  if (alignment.last.distance && alignment.before.distance) {
    alignment.drift = *alignment.last.distance - *alignment.before.distance;
  }
  return alignment;
}

}  // namespace

std::optional<Span> span_in(std::string_view text) {
  const auto* const found = std::ranges::find(kSpans, text);
  if (found == kSpans.end()) return std::nullopt;
  return static_cast<Span>(found - kSpans.begin());
}

std::string_view name(Span span) {
  return kSpans[static_cast<std::size_t>(span)];
}

ToneSeries tone_series(const std::vector<Event>& events, Span span) {
  ToneSeries series;
  series.span = span;
  if (events.empty()) return series;
  const auto [first, last] = std::ranges::minmax_element(events, {}, &Event::date);
  for (Day day = first_day(first->date, span); day <= last->date; day = next(day, span)) {
    if (series.begins.size() == kMostPeriods) {
      throw Error("between the first event, " + in_words(first->date) + ", and the last, " + in_words(last->date) +
                  ", lie more than 100,000 periods; correct the date, or take longer periods (`--by month`)");
    }
    series.begins.push_back(day);
  }
  std::map<std::pair<std::string, std::string>, Dyad> dyads;
  std::map<std::pair<std::string, std::string>, std::vector<double>> sums;
  for (const Event& event : events) {
    const std::pair key(event.actor, event.target);
    const auto [dyad, is_new] = dyads.try_emplace(key);
    std::vector<double>& sum = sums[key];
    if (is_new) {
      dyad->second.actor = event.actor;
      dyad->second.target = event.target;
      dyad->second.events.assign(series.begins.size(), 0);
      sum.assign(series.begins.size(), 0.0);
    }
    const auto period =
        static_cast<std::size_t>(std::ranges::upper_bound(series.begins, event.date) - series.begins.begin() - 1);
    ++dyad->second.events[period];
    sum[period] += event.score;
  }
  for (auto& [key, dyad] : dyads) {
    for (std::size_t t = 0; t < series.begins.size(); ++t) {
      dyad.mean.push_back(dyad.events[t] == 0 ? std::nullopt
                                              : std::optional(sums[key][t] / static_cast<double>(dyad.events[t])));
    }
    series.dyads.push_back(std::move(dyad));
  }
  return series;
}

std::vector<ToneAlignment> alignments(const ToneSeries& series, std::size_t window) {
  std::vector<ToneAlignment> all;
  for (std::size_t a = 0; a < series.dyads.size(); ++a) {
    for (std::size_t b = a + 1; b < series.dyads.size(); ++b) {
      if (series.dyads[a].target != series.dyads[b].target) continue;
      const Dyad& one = series.dyads[a];
      const Dyad& other = series.dyads[b];
      if (nearness(one, other, 0, series.begins.size()).periods == 0) continue;
      all.push_back(align(one, other, window));
    }
  }
  std::ranges::stable_sort(all, [](const ToneAlignment& left, const ToneAlignment& right) {
    if (left.drift.has_value() != right.drift.has_value()) return left.drift.has_value();
    return left.drift && *left.drift > *right.drift;
  });
  return all;
}

}  // namespace entente::evidence
