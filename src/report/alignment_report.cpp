#include "report/alignment_report.h"

#include <algorithm>
#include <array>
#include <cmath>

#include "accord/words.h"
#include "report/json_parts.h"
#include "report/wording.h"

namespace entente::report {

namespace {

using evidence::Dyad;
using evidence::Nearness;
using evidence::ToneAlignment;

// The JSON has every row.
constexpr std::size_t kShown = 20;
// A small line that is cut to fewer characters than this says too little for its place.
constexpr std::size_t kLeastColumns = 80;
constexpr std::size_t kLine = 24;

std::string plural(std::size_t number, std::string_view what) {
  return count(static_cast<double>(number)) + ' ' + std::string(what) + (number == 1 ? "" : "s");
}

std::string two_digits(const std::optional<double>& number) {
  return number ? accord::plain_number(std::round(*number * 100.0) / 100.0, 4) : "-";
}

std::vector<std::optional<double>> rolling_distance(const ToneAlignment& alignment) {
  std::vector<std::optional<double>> distance;
  for (const Nearness& one : alignment.rolling) distance.push_back(one.distance);
  return distance;
}

using Series = std::vector<std::optional<double>>;

// Least and largest number of all series.
std::pair<double, double> span_of(const std::vector<Series>& series) {
  double low = 0.0;
  double high = 0.0;
  bool any = false;
  for (const Series& numbers : series) {
    for (const std::optional<double>& number : numbers) {
      if (!number) continue;
      low = any ? std::min(low, *number) : *number;
      high = any ? std::max(high, *number) : *number;
      any = true;
    }
  }
  return {low, high};
}

std::string verdict(const AlignmentAnalysis& analysis, const Terminal& terminal) {
  if (analysis.alignments.empty()) {
    return paragraph("No two actors spoke of the same target in the same " + std::string(name(analysis.series.span)) +
                         ", so there is nothing to compare.",
                     terminal);
  }
  const ToneAlignment& first = analysis.alignments.front();
  if (!first.drift) {
    return paragraph("The record is too short to tell who draws apart: it takes two windows of " +
                         plural(analysis.window, name(analysis.series.span)) + ".",
                     terminal);
  }
  if (*first.drift <= 0.0) {
    return paragraph("No two capitals have drawn apart between the last two windows of " +
                         plural(analysis.window, name(analysis.series.span)) + ".",
                     terminal, "", Tone::good);
  }
  return paragraph("Furthest drawn apart: " + first.one + " and " + first.other + " toward " + first.target +
                       ", from a distance of " + two_digits(first.before.distance) + " to " +
                       two_digits(first.last.distance) + " points of score between the last two windows of " +
                       plural(analysis.window, name(analysis.series.span)) + ".",
                   terminal, "", Tone::bad);
}

std::string and_more_rows(std::size_t all, const Terminal& terminal) {
  return all <= kShown ? ""
                       : paragraph("... and " + std::to_string(all - kShown) + " more; --json has them all.", terminal);
}

std::string alignment_table(const AlignmentAnalysis& analysis, const Terminal& terminal) {
  if (analysis.alignments.empty()) return {};
  const bool lines = terminal.columns >= kLeastColumns;
  Table table;
  table.columns = {{"between"},
                   {"toward"},
                   {"before", Align::right},
                   {"last", Align::right},
                   {"drift", Align::right},
                   {"correlation", Align::right}};
  if (lines) table.columns.push_back({"distance over time"});
  for (std::size_t n = 0; n < std::min(kShown, analysis.alignments.size()); ++n) {
    const ToneAlignment& one = analysis.alignments[n];
    std::vector<Cell> row{{one.one + ", " + one.other},
                          {one.target},
                          {two_digits(one.before.distance)},
                          {two_digits(one.last.distance)},
                          {two_digits(one.drift), one.drift && *one.drift > 0.0 ? Tone::bad : Tone::plain},
                          {two_digits(one.last.correlation)}};
    if (lines) {
      const auto distance = rolling_distance(one);
      row.push_back({small_line(distance, 0.0, span_of({distance}).second, kLine)});
    }
    table.rows.push_back(std::move(row));
  }
  return heading("How near they are", terminal) + drawn(table, terminal) +
         and_more_rows(analysis.alignments.size(), terminal) +
         paragraph(
             "Distance: mean absolute difference of mean scores in the last window and the one before; correlation "
             "(Pearson) in the last window, over the periods in which both spoke. The line shows the rolling distance "
             "from 0 to its own largest.",
             terminal, "", Tone::faint);
}

std::string series_table(const AlignmentAnalysis& analysis, const Terminal& terminal) {
  std::vector<Series> all;
  for (const Dyad& dyad : analysis.series.dyads) all.push_back(dyad.mean);
  const auto [low, high] = span_of(all);
  const bool lines = terminal.columns >= kLeastColumns;
  Table table;
  table.columns = {{"from"}, {"to"}, {"events", Align::right}, {"mean", Align::right}, {"last", Align::right}};
  if (lines) table.columns.push_back({"tone over time"});
  for (std::size_t n = 0; n < std::min(kShown, analysis.series.dyads.size()); ++n) {
    const Dyad& dyad = analysis.series.dyads[n];
    std::size_t events = 0;
    double sum = 0.0;
    std::optional<double> last;
    for (std::size_t t = 0; t < dyad.mean.size(); ++t) {
      if (!dyad.mean[t]) continue;
      events += dyad.events[t];
      sum += *dyad.mean[t] * static_cast<double>(dyad.events[t]);
      last = dyad.mean[t];
    }
    std::vector<Cell> row{{dyad.actor},
                          {dyad.target},
                          {count(static_cast<double>(events))},
                          {two_digits(sum / static_cast<double>(events))},
                          {two_digits(last)}};
    if (lines) row.push_back({small_line(dyad.mean, low, high, kLine)});
    table.rows.push_back(std::move(row));
  }
  return heading("Who speaks how of whom", terminal) + drawn(table, terminal) +
         and_more_rows(analysis.series.dyads.size(), terminal);
}

Json json_nearness(const Nearness& nearness) {
  return {{"periods", nearness.periods},
          {"correlation", json_number(nearness.correlation)},
          {"distance", json_number(nearness.distance)}};
}

}  // namespace

AlignmentAnalysis analyse_alignment(std::string file, const evidence::ReadEvents& read, evidence::Span span,
                                    std::size_t window) {
  AlignmentAnalysis analysis{.file = std::move(file),
                             .events = read.events.size(),
                             .window = window,
                             .series = evidence::tone_series(read.events, span),
                             .alignments = {},
                             .problems = read.problems};
  analysis.alignments = evidence::alignments(analysis.series, window);
  return analysis;
}

std::string small_line(const std::vector<std::optional<double>>& numbers, double low, double high, std::size_t most) {
  constexpr std::array<std::string_view, 8> heights{"▁", "▂", "▃", "▄", "▅", "▆", "▇", "█"};
  std::string line;
  for (std::size_t n = numbers.size() > most ? numbers.size() - most : 0; n < numbers.size(); ++n) {
    if (!numbers[n]) {
      line += ' ';
      continue;
    }
    const double share = high > low ? std::clamp((*numbers[n] - low) / (high - low), 0.0, 1.0) : 0.0;
    line += heights[static_cast<std::size_t>(std::min(7.0, std::floor(share * 8.0)))];
  }
  return line;
}

std::string alignment_text(const AlignmentAnalysis& analysis, const Terminal& terminal) {
  std::string text = verdict(analysis, terminal);
  std::string read =
      plural(analysis.events, "event") + " of " + analysis.file + ", by " + std::string(name(analysis.series.span));
  if (!analysis.series.begins.empty()) {
    read += ", from " + evidence::in_words(analysis.series.begins.front()) + " in " +
            plural(analysis.series.begins.size(), name(analysis.series.span));
  }
  text += paragraph(read + ".", terminal);
  if (!analysis.problems.empty()) {
    text +=
        paragraph("Some rows were left out, see the errors; what follows is without them.", terminal, "", Tone::bad);
  }
  return text + alignment_table(analysis, terminal) +
         (analysis.series.dyads.empty() ? "" : series_table(analysis, terminal));
}

Json alignment_json(const AlignmentAnalysis& analysis) {
  Json json;
  json["file"] = analysis.file;
  json["events"] = analysis.events;
  json["by"] = name(analysis.series.span);
  json["window"] = analysis.window;
  json["periods"] = Json::array();
  for (const evidence::Day begins : analysis.series.begins) json["periods"].push_back(evidence::in_words(begins));
  json["dyads"] = Json::array();
  for (const Dyad& dyad : analysis.series.dyads) {
    Json mean = Json::array();
    for (const auto& one : dyad.mean) mean.push_back(json_number(one));
    Json one;
    one["actor"] = dyad.actor;
    one["target"] = dyad.target;
    one["mean"] = std::move(mean);
    one["events"] = dyad.events;
    json["dyads"].push_back(std::move(one));
  }
  json["alignments"] = Json::array();
  for (const ToneAlignment& alignment : analysis.alignments) {
    Json rolling = Json::array();
    for (const Nearness& one : alignment.rolling) rolling.push_back(json_nearness(one));
    Json one;
    one["between"] = {alignment.one, alignment.other};
    one["toward"] = alignment.target;
    one["before"] = json_nearness(alignment.before);
    one["last"] = json_nearness(alignment.last);
    one["drift"] = json_number(alignment.drift);
    one["rolling"] = std::move(rolling);
    json["alignments"].push_back(std::move(one));
  }
  json["problems"] = Json::array();
  for (const accord::Problem& one : analysis.problems) {
    json["problems"].push_back({{"line", one.place.line}, {"column", one.place.column}, {"message", one.message}});
  }
  return json;
}

}  // namespace entente::report
