#include "report/wording.h"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <vector>

#include "accord/lattice.h"
#include "accord/words.h"

namespace entente::report {

namespace {

using accord::Accord;
using accord::Requirement;
using sequencing::Condition;
using sequencing::Deviation;
using sequencing::Knob;
using sequencing::Mend;

constexpr double kNothing = 1e-9;  // exact zeros occur and are computed as a little more or less

std::string three_digits(double value) {
  if (!std::isfinite(value)) return "-";
  if (std::abs(value) < kNothing) return "0";
  const int exponent = static_cast<int>(std::floor(std::log10(std::abs(value))));
  if (exponent > 12) return fmt::format("{:.3g}", value);
  const double unit = std::pow(10.0, exponent - 2);
  const double rounded = std::round(value / unit) * unit;
  std::string text = fmt::format("{:.{}f}", rounded, std::max(0, 2 - exponent));
  if (text.find('.') != std::string::npos) {
    text.erase(text.find_last_not_of('0') + 1);
    if (text.back() == '.') text.pop_back();
  }
  return text;
}

bool is_whole(double value) {
  return std::abs(value - std::round(value)) < 1e-6;
}

struct TimeUnits {
  const char* year;
  const char* years;
  const char* month;
  const char* months;
  const char* day;
  const char* days;
};

constexpr TimeUnits kInFull{" year", " years", " month", " months", " day", " days"};
constexpr TimeUnits kInShort{" y", " y", " mo", " mo", " d", " d"};

std::string counted(double number, const char* one, const char* many) {
  return fmt::format("{}{}", three_digits(number), number == 1.0 ? one : many);
}

std::string time_in(double years, const TimeUnits& units) {
  const double months = years * 12.0;
  if (is_whole(months)) {
    const double whole_years = std::floor(std::round(months) / 12.0);
    const double rest = std::round(months) - 12.0 * whole_years;
    std::string text = whole_years > 0.0 ? counted(whole_years, units.year, units.years) : "";
    if (rest > 0.0 && !text.empty()) text += ' ';
    if (rest > 0.0) text += counted(rest, units.month, units.months);
    return text.empty() ? counted(0.0, units.month, units.months) : text;
  }
  const double days = years * 365.25;
  if (days < 100.0) return counted(is_whole(days) ? std::round(days) : days, units.day, units.days);
  if (years < 2.0) return counted(months, units.month, units.months);
  return counted(years, units.year, units.years);
}

std::string levels_in_words(const Accord& accord, const std::vector<Requirement>& levels) {
  std::vector<std::string> words;
  for (const Requirement& level : levels) words.push_back(level_in_words(accord, level));
  return accord::joined(words);
}

std::string from_to(const std::string& from, const std::string& to) {
  return fmt::format(" from {} to {}", from, to);
}

}  // namespace

std::string points(double value) {
  return three_digits(value);
}

std::string points(const std::optional<double>& value) {
  return value ? points(*value) : "-";
}

std::string in_points(double value) {
  const std::string text = points(value);
  return text + (text == "1" ? " point" : " points");
}

std::string percent(double share) {
  return three_digits(100.0 * share) + "%";
}

std::string probability(double probability) {
  if (probability >= 1.0) return "100%";
  if (probability > 0.999) return ">99.9%";
  if (probability <= 0.0) return "0%";
  if (probability < 0.001) return "<0.1%";
  return fmt::format("{:.1f}%", 100.0 * probability);
}

std::string count(double whole) {
  if (whole >= 1e15) return fmt::format("{:.3g}", whole);
  std::string digits = fmt::format("{:.0f}", whole);
  for (std::size_t at = digits.size(); at > 3;) {
    at -= 3;
    digits.insert(at, 1, ',');
  }
  return digits;
}

std::string duration(std::size_t periods, double period_years) {
  return time_in(static_cast<double>(periods) * period_years, kInFull);
}

std::string short_duration(std::size_t periods, double period_years) {
  return time_in(static_cast<double>(periods) * period_years, kInShort);
}

std::string level_in_words(const Accord& accord, const Requirement& level) {
  return fmt::format("{} {}", accord.commitments[level.commitment].name,
                     accord::level_name(accord, level.commitment, level.level));
}

std::string state_in_words(const Accord& accord, const accord::State& state) {
  std::string text;
  for (accord::CommitmentIndex k = 0; k < state.size(); ++k) {
    if (state[k] == 0) continue;
    if (!text.empty()) text += ", ";
    text += level_in_words(accord, {.commitment = k, .level = state[k]});
  }
  return text.empty() ? "today's state of affairs" : text;
}

std::string point_in_words(std::size_t point, std::size_t steps) {
  return point < steps ? fmt::format("at step {}", point + 1) : "while the accord holds";
}

std::string deviation_in_words(const Accord& accord, const Condition& condition) {
  const std::string levels = levels_in_words(accord, condition.levels);
  const std::string after = duration(condition.after, accord.period);
  const char* begun = condition.eve ? ", begun just before the gate" : "";
  switch (condition.deviation) {
    case Deviation::leave:
      return "leaving";
    case Deviation::leave_on_eve:
      return "leaving just before the gate";
    case Deviation::withhold:
      return fmt::format("withholding {}", levels);
    case Deviation::leave_at_gate:
      return fmt::format("withholding {} and leaving once the others have delivered", levels);
    case Deviation::stop:
      return fmt::format("taking {} back for {}, then stopping{}", levels, after, begun);
    case Deviation::leave_midway:
      return fmt::format("taking {} back and leaving after {}{}", levels, after, begun);
    case Deviation::finish:
      return fmt::format("taking {} back{}", levels, begun);
  }
  return {};
}

std::string stake_in_words(const Accord& accord, const Condition& condition, double best_gain) {
  const std::string deviation = deviation_in_words(accord, condition);
  if (std::abs(condition.slack) < kNothing) return fmt::format("would neither gain nor lose by {}", deviation);
  // Leaving is worth exactly what the slack says; for the rest the conditions bound what breaking could bring.
  const bool exactly = condition.deviation == Deviation::leave || condition.deviation == Deviation::leave_on_eve;
  const bool loses = condition.slack > 0.0;
  const double stake = std::abs(condition.slack);
  const std::string share = best_gain > 0.0 ? fmt::format(" ({} of its best gain)", percent(stake / best_gain)) : "";
  return fmt::format("would {}{}{}{} by {}", loses ? "lose " : "gain ",
                     exactly ? ""
                     : loses ? "at least "
                             : "up to ",
                     in_points(stake), share, deviation);
}

std::string mend_in_words(const Accord& accord, const Mend& mend) {
  const std::string level = mend.level ? level_in_words(accord, *mend.level) : "";
  const std::string party = mend.party ? accord.parties[*mend.party].name : "";
  const std::string shares = from_to(percent(mend.from), percent(mend.to));
  const auto time = [&](double periods) { return duration(static_cast<std::size_t>(periods), accord.period); };
  switch (mend.knob) {
    case Knob::seen:
      return fmt::format("`seen` of {}{}", level, shares);
    case Knob::watched:
      return fmt::format("`watched` of {}{} a year", level, shares);
    case Knob::undo:
      return fmt::format("`undo` of {}{}", level, from_to(time(mend.from), time(mend.to)));
    case Knob::succeeds:
      return fmt::format("`succeeds` of the review{}", shares);
    case Knob::review_time:
      return fmt::format("`takes` of the review{}", from_to(time(mend.from), time(mend.to)));
    case Knob::penalty:
      return fmt::format("`penalty` of {}{} points a year", party, from_to(points(mend.from), points(mend.to)));
    case Knob::payment:
      return fmt::format("a payment of {} once to {} with {}", in_points(mend.to - mend.from), party, level);
  }
  return {};
}

}  // namespace entente::report
