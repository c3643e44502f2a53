#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <vector>

#include "report/simulation_report.h"
#include "report/wording.h"
#include "statistics/intervals.h"

namespace entente::report {

namespace {

using simulation::Cause;
using simulation::RateFrom;
using simulation::Results;
using simulation::VariantKind;

constexpr std::size_t kPictureRows = 11;  // a line every tenth
constexpr std::size_t kMostPictureColumns = 72;
constexpr std::size_t kPictureEdge = 7;  // "  100% |"
constexpr std::size_t kRateVariantsShown = 8;
constexpr std::size_t kCausesShown = 10;

std::string years_in_words(double years) {
  if (years >= 1.95) return fmt::format("{:.1f} years", years);
  if (years >= 1.5 / 12.0) return fmt::format("{:.1f} months", 12.0 * years);
  return fmt::format("{:.0f} days", 365.25 * years);
}

std::string value_in_words(double value, accord::RateUnit unit) {
  switch (unit) {
    case accord::RateUnit::share:
      return percent(value);
    case accord::RateUnit::chance_a_year:
      return percent(value) + " a year";
    case accord::RateUnit::times_a_year:
      return points(value) + " a year";
    case accord::RateUnit::years:
      return value > 0.0 ? years_in_words(value) : "none";
  }
  return "";
}

std::string variant_value(const simulation::Variant& variant, double value) {
  return variant.what.starts_with("votes") ? fmt::format("{:.0f}", value) : value_in_words(value, variant.unit);
}

std::string with_interval(std::uint64_t part, std::uint64_t all) {
  const statistics::Interval interval = statistics::wilson(part, all);
  return probability(statistics::share_of(part, all)) + " (" + percent(interval.low) + " to " + percent(interval.high) +
         ")";
}

std::string cause_in_words(const SimulationAnalysis& analysis, const simulation::Collapse& one) {
  const std::string& party = analysis.accord.parties[one.of].name;
  switch (one.cause) {
    case Cause::leadership:
      return "a new leadership of " + party + " walks away";
    case Cause::leaves:
      return party + " leaves, the plan does not pay for it";
    case Cause::false_alarm:
      return "given up over a false alarm about " + party;
    case Cause::late:
      return "given up over a late delivery of " + party;
    case Cause::breach:
      return "given up over a breach by " + party + " that did not pay";
    case Cause::withheld:
      return "given up over what " + party + " withheld for gain";
  }
  return "";
}

// One mark a column for what stands, one for what is carried out; what stands is drawn last.
std::string picture(const SimulationAnalysis& analysis, const Terminal& terminal) {
  const Results& results = analysis.results;
  const std::size_t room = std::max<std::size_t>(terminal.columns, 40) - kPictureEdge - 1;
  const std::size_t columns = std::min(kMostPictureColumns, room);
  std::vector<std::string> rows(kPictureRows, std::string(columns, ' '));
  const auto put = [&](const std::vector<std::uint64_t>& by, bool standing, char mark) {
    for (std::size_t column = 0; column < columns; ++column) {
      const std::size_t part = (by.size() - 1) * column / (columns - 1);
      const std::uint64_t runs = standing ? results.runs - by[part] : by[part];
      const double share = statistics::share_of(runs, results.runs);
      const auto row = static_cast<std::size_t>(std::lround((1.0 - share) * static_cast<double>(kPictureRows - 1)));
      rows[row][column] = mark;
    }
  };
  put(results.completed_by, false, 'c');
  put(results.collapsed_by, true, 'S');
  std::string text;
  for (std::size_t row = 0; row < kPictureRows; ++row) {
    const bool labelled = row % 5 == 0;
    const std::string label = labelled ? fmt::format("{}%", 100 - 100 * row / (kPictureRows - 1)) : "";
    text += fmt::format("{:>5} {}{}\n", label, labelled ? '+' : '|',
                        rows[row].substr(0, rows[row].find_last_not_of(' ') + 1));
  }
  text += fmt::format("{:>5} +{}\n", "", std::string(columns, '-'));
  const std::string end = fmt::format("{:.3g} years", results.horizon);
  text += fmt::format("{:>5}  0{:>{}}\n", "", end, columns - 1);
  return text + paragraph("S the accord stands, c the plan has been carried out; shares of the runs.", terminal, "",
                          Tone::faint);
}

// "at step 3, step 5 and while the accord holds"
std::string places_in_words(const std::vector<std::size_t>& points, std::size_t steps) {
  std::string text;
  for (std::size_t n = 0; n < points.size(); ++n) {
    if (n > 0) text += n + 1 == points.size() ? " and " : ", ";
    std::string place = point_in_words(points[n], steps);
    if (n > 0 && place.starts_with("at ")) place.erase(0, 3);
    text += place;
  }
  return text;
}

std::string breaks(const SimulationAnalysis& analysis, const Terminal& terminal) {
  std::string text;
  for (std::size_t party = 0; party < analysis.accord.parties.size(); ++party) {
    std::vector<std::size_t> points;
    for (const simulation::CertainBreak& one : analysis.breaks) {
      if (one.party == party) points.push_back(one.point);
    }
    if (points.empty()) continue;
    text += paragraph(analysis.accord.parties[party].name + " breaks the plan " +
                          places_in_words(points, analysis.process.steps.size()) +
                          " in every run that gets there: it misses a condition (`entente evaluate` says which).",
                      terminal, "- ", Tone::bad);
  }
  return text;
}

std::string collapses(const SimulationAnalysis& analysis, const Terminal& terminal) {
  const Results& results = analysis.results;
  if (results.collapses.empty()) return paragraph("Nothing collapsed.", terminal, "", Tone::good);
  Table table;
  table.columns = {
      {"why it collapsed"}, {"runs", Align::right}, {"of all", Align::right}, {"of those lost", Align::right}};
  for (std::size_t n = 0; n < std::min(results.collapses.size(), kCausesShown); ++n) {
    const simulation::Collapse& one = results.collapses[n];
    table.rows.push_back({{cause_in_words(analysis, one)},
                          {count(static_cast<double>(one.runs))},
                          {probability(statistics::share_of(one.runs, results.runs))},
                          {probability(statistics::share_of(one.runs, results.collapsed()))}});
  }
  std::string text = drawn(table, terminal);
  if (results.collapses.size() > kCausesShown) {
    text += paragraph(
        "... and " + std::to_string(results.collapses.size() - kCausesShown) + " more, rarer; --json has them all.",
        terminal);
  }
  return text;
}

std::string matters(const SimulationAnalysis& analysis, const Terminal& terminal) {
  const Results& results = analysis.results;
  Table table;
  table.columns = {{"in a run"},
                   {"arose", Align::right},
                   {"complaints", Align::right},
                   {"responses", Align::right},
                   {"lifted", Align::right},
                   {"accords lost", Align::right}};
  for (const Cause cause : {Cause::false_alarm, Cause::late, Cause::breach, Cause::withheld}) {
    const simulation::MatterCounts& counts = results.counts.matters[simulation::matter_of(cause)];
    if (counts.arose == 0) continue;
    const auto a_run = [&](std::uint64_t number) { return points(statistics::share_of(number, results.runs)); };
    table.rows.push_back({{std::string(word_of(cause))},
                          {a_run(counts.arose)},
                          {a_run(counts.reviewed)},
                          {a_run(counts.responded)},
                          {a_run(counts.lifted)},
                          {a_run(counts.lost)}});
  }
  if (table.rows.empty()) return paragraph("Nothing was complained of.", terminal);
  std::string text = drawn(table, terminal);
  const simulation::MatterCounts& breach = results.counts.matters[simulation::matter_of(Cause::breach)];
  const simulation::MatterCounts& withheld = results.counts.matters[simulation::matter_of(Cause::withheld)];
  if (const std::uint64_t all = breach.arose + withheld.arose; all > 0) {
    text += paragraph("Of the breaches " + percent(statistics::share_of(breach.responded + withheld.responded, all)) +
                          " got the response and " +
                          percent(statistics::share_of(breach.unanswered + withheld.unanswered, all)) +
                          " went without an answer to the end.",
                      terminal);
  }
  return text;
}

std::string suspensions(const SimulationAnalysis& analysis, const Terminal& terminal) {
  Table table;
  table.columns = {{"counter-delivery"},
                   {"of"},
                   {"suspended a run", Align::right},
                   {"resumed", Align::right},
                   {"lost", Align::right},
                   {"lasts", Align::right}};
  for (std::size_t k = 0; k < analysis.accord.commitments.size(); ++k) {
    const simulation::SuspensionCounts& counts = analysis.results.counts.suspensions[k];
    if (counts.suspended == 0) continue;
    table.rows.push_back({{analysis.accord.commitments[k].name},
                          {analysis.accord.parties[analysis.accord.commitments[k].by].name},
                          {points(statistics::share_of(counts.suspended, analysis.results.runs))},
                          {percent(statistics::share_of(counts.resumed, counts.suspended))},
                          {percent(statistics::share_of(counts.lost, counts.suspended))},
                          {years_in_words(counts.years / static_cast<double>(counts.suspended))}});
  }
  if (table.rows.empty()) return {};
  return heading("Suspended and resumed", terminal) + drawn(table, terminal);
}

std::string times(const SimulationAnalysis& analysis, const Terminal& terminal) {
  const Results& results = analysis.results;
  std::string text;
  const auto say = [&](const std::vector<std::uint64_t>& by, double sum, const char* what) {
    if (by.back() == 0) return;
    text += paragraph(fmt::format("{}: {} on average; {} in a tenth of them, {} in half, {} in nine tenths.", what,
                                  years_in_words(sum / static_cast<double>(by.back())),
                                  years_in_words(*simulation::quantile(results, by, 0.1)),
                                  years_in_words(*simulation::quantile(results, by, 0.5)),
                                  years_in_words(*simulation::quantile(results, by, 0.9))),
                      terminal);
  };
  say(results.completed_by, results.years_to_completion, "To the last gate, where it was passed");
  say(results.collapsed_by, results.years_to_collapse, "To the collapse, where it came");
  const double suspended = results.counts.years_suspended / static_cast<double>(results.runs);
  if (suspended > 0.0) {
    text += paragraph("In suspension: " + years_in_words(suspended) + " a run; " +
                          probability(statistics::share_of(results.counts.runs_with_suspension, results.runs)) +
                          " of runs had one.",
                      terminal);
  }
  return text;
}

std::vector<Cell> outcome_cells(const simulation::VariantOutcome& outcome) {
  return {{percent(outcome.standing)},
          {percent(outcome.completed)},
          {percent(outcome.lost_to_alarms)},
          {percent(outcome.lost_to_delays)},
          {std::isnan(outcome.answered) ? "-" : percent(outcome.answered)}};
}

void add_outcome_columns(Table& table) {
  for (const char* title : {"stands", "carried out", "lost to false alarms", "lost to delays", "breaches answered"}) {
    table.columns.push_back({title, Align::right});
  }
}

std::string proof(const SimulationAnalysis& analysis, const Terminal& terminal) {
  Table table;
  table.columns = {{"blames the innocent", Align::right}, {"confirms a breach", Align::right}};
  add_outcome_columns(table);
  for (const ComparedVariant& one : analysis.variants) {
    if (one.variant.kind != VariantKind::proof) continue;
    const Tone tone = one.variant.as_it_is ? Tone::good : Tone::plain;
    std::vector<Cell> row{{percent(one.variant.to) + (one.variant.as_it_is ? " (now)" : ""), tone},
                          {percent(one.variant.confirms)}};
    for (Cell& cell : outcome_cells(one.outcome)) row.push_back(std::move(cell));
    table.rows.push_back(std::move(row));
  }
  if (table.rows.empty()) return {};
  return heading("A lower standard of proof: more breaches answered, more accords lost", terminal) +
         drawn(table, terminal);
}

std::string clocks(const SimulationAnalysis& analysis, const Terminal& terminal) {
  Table table;
  table.columns = {{"clock or threshold"}, {"from", Align::right}, {"to", Align::right}};
  add_outcome_columns(table);
  std::vector<Cell> now{{"as it is"}, {""}, {""}};
  for (Cell& cell : outcome_cells(analysis.as_it_is)) now.push_back(std::move(cell));
  table.rows.push_back(std::move(now));
  for (const ComparedVariant& one : analysis.variants) {
    if (one.variant.kind != VariantKind::clock && one.variant.kind != VariantKind::threshold) continue;
    std::vector<Cell> row{{one.variant.what},
                          {variant_value(one.variant, one.variant.from)},
                          {variant_value(one.variant, one.variant.to)}};
    for (Cell& cell : outcome_cells(one.outcome)) row.push_back(std::move(cell));
    table.rows.push_back(std::move(row));
  }
  return heading("What each clock and threshold does", terminal) + drawn(table, terminal) +
         paragraph("The same " + count(static_cast<double>(analysis.variant_runs)) +
                       " runs with the same chances, one number changed.",
                   terminal, "", Tone::faint);
}

std::string ends_of_ranges(const SimulationAnalysis& analysis, const Terminal& terminal) {
  std::vector<const ComparedVariant*> all;
  for (const ComparedVariant& one : analysis.variants) {
    if (one.variant.kind == VariantKind::rate) all.push_back(&one);
  }
  if (all.empty()) return {};
  std::ranges::stable_sort(all, std::ranges::greater{}, [&](const ComparedVariant* one) {
    return std::abs(one->outcome.standing - analysis.as_it_is.standing);
  });
  Table table;
  table.columns = {{"rate at an end of its range"},
                   {"from", Align::right},
                   {"to", Align::right},
                   {"stands", Align::right},
                   {"change", Align::right}};
  for (std::size_t n = 0; n < std::min(all.size(), kRateVariantsShown); ++n) {
    const ComparedVariant& one = *all[n];
    table.rows.push_back(
        {{one.variant.what},
         {variant_value(one.variant, one.variant.from)},
         {variant_value(one.variant, one.variant.to)},
         {percent(one.outcome.standing)},
         {fmt::format("{:+.1f} points", 100.0 * (one.outcome.standing - analysis.as_it_is.standing))}});
  }
  return heading("What the base rates decide", terminal) + drawn(table, terminal);
}

std::string from_in_words(const SimulationAnalysis& analysis, RateFrom from) {
  switch (from) {
    case RateFrom::file:
      return "the file";
    case RateFrom::means:
      return "the means that are chosen";
    case RateFrom::base_rates:
      return analysis.rates.base_rates;
    case RateFrom::neutral:
      return "nobody says: no such noise";
    case RateFrom::missing:
      return "nobody says";
  }
  return "";
}

std::string rates(const SimulationAnalysis& analysis, const Terminal& terminal) {
  Table table;
  table.columns = {{"rate"}, {"best", Align::right}, {"range"}, {"from"}};
  for (const accord::RateKind& kind : accord::rate_kinds()) {
    const simulation::UsedRate& used = analysis.rates[kind.rate];
    const bool known = used.from != RateFrom::missing;
    const bool ranges = known && used.value.low < used.value.high;
    table.rows.push_back(
        {{std::string(kind.name)},
         {known ? value_in_words(used.value.best, kind.unit) : "-"},
         {ranges ? value_in_words(used.value.low, kind.unit) + " to " + value_in_words(used.value.high, kind.unit)
                 : "-"},
         {from_in_words(analysis, used.from)}});
  }
  std::string text = heading("Rates and where they come from", terminal) + drawn(table, terminal);
  if (!analysis.rates.base_rates_title.empty()) {
    text += paragraph(analysis.rates.base_rates + ": " + analysis.rates.base_rates_title +
                          ". --json has the count and the sources behind each.",
                      terminal, "", Tone::faint);
  }
  return text;
}

}  // namespace

std::string simulation_text(const SimulationAnalysis& analysis, const Terminal& terminal) {
  const Results& results = analysis.results;
  std::string text = paragraph(analysis.accord.title + ": " + analysis.plan, terminal, "", Tone::heading) + '\n';
  text += paragraph(fmt::format("{} runs of {:.3g} years. When nothing goes wrong the plan takes {}.",
                                count(static_cast<double>(results.runs)), results.horizon,
                                years_in_words(analysis.process.planned())),
                    terminal);
  text += paragraph(
      "The accord stands at the end in " + with_interval(results.runs - results.collapsed(), results.runs) +
          " of runs; the plan was carried out in full in " + with_interval(results.completed(), results.runs) + ".",
      terminal);
  text += breaks(analysis, terminal) + '\n' + picture(analysis, terminal);
  text += heading("Why accords collapse", terminal) + collapses(analysis, terminal);
  text += heading("What was complained of", terminal) + matters(analysis, terminal);
  text += suspensions(analysis, terminal);
  text += heading("How long it takes", terminal) + times(analysis, terminal);
  text += proof(analysis, terminal) + clocks(analysis, terminal) + ends_of_ranges(analysis, terminal);
  text += rates(analysis, terminal) + '\n';
  text += paragraph(
      fmt::format(
          "Intervals are Wilson's at 95%, at each point by itself; the whole curve lies within {} of what is drawn "
          "with 95%. They say how far the number of runs carries, not how good the rates are.",
          percent(statistics::band_half_width(results.runs))),
      terminal, "", Tone::faint);
  return text;
}

}  // namespace entente::report
