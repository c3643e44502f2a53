#include "report/deciding_report.h"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <vector>

#include "report/json_parts.h"
#include "report/svg.h"
#include "report/wording.h"
#include "uncertainty/round_limits.h"

namespace entente::report {

namespace {

using accord::Unit;
using uncertainty::Box;
using uncertainty::BoxMeasure;
using uncertainty::Estimate;
using uncertainty::FoundBox;
using uncertainty::Limit;
using uncertainty::StressTest;
using uncertainty::TornadoBar;
using uncertainty::WhatDecides;

constexpr std::size_t kMostRows = 10;  // of a table; the JSON has them all
constexpr double kMonthsAYear = 12.0;

const char* kOthers = "others";

std::string months_in_words(const std::string& digits) {
  return digits + (digits == "1" ? " month" : " months");
}

Json estimate_json(const Estimate& estimate) {
  return {
      {"value", json_number(estimate.value)}, {"low", json_number(estimate.low)}, {"high", json_number(estimate.high)}};
}

Json indices_json(const WhatDecides& found, const uncertainty::SobolIndices& of) {
  Json json = {{"mean", json_number(of.mean)}, {"variance", json_number(of.variance)}};
  json["factors"] = Json::array();
  for (std::size_t n = 0; n < of.factors.size(); ++n) {
    Json members = Json::array();
    for (const std::size_t place : found.factors[n].screened) members.push_back(found.screened[place].factor.name);
    json["factors"].push_back({{"name", found.factors[n].name},
                               {"members", members},
                               {"first", estimate_json(of.factors[n].first)},
                               {"total", estimate_json(of.factors[n].total)}});
  }
  json["sum_of_first"] = of.factors.empty() ? Json() : estimate_json(of.sum_of_first);
  return json;
}

Json measure_json(const BoxMeasure& measure) {
  return {{"worlds", measure.rows},
          {"hits", measure.hits},
          {"coverage", measure.coverage},
          {"density", measure.density},
          {"mass", measure.mass}};
}

Json limit_json(const StressTest& test, const WhatDecides& found, const Limit& limit) {
  const uncertainty::BoxColumn& column = found.columns[limit.column];
  Json json;
  if (column.scenarios.empty()) {
    json["number"] = test.model().numbers[column.number].id;
    json["at_least"] = limit.lower ? Json(limit.lower->inside) : Json();
    json["at_most"] = limit.upper ? Json(limit.upper->inside) : Json();
  } else {
    json["given"] = column.group;
    json["scenarios"] = Json::array();
    for (const std::size_t scenario : limit.categories) json["scenarios"].push_back(column.scenarios[scenario]);
  }
  json["quasi_p"] = limit.quasi_p;
  return json;
}

Json boxes_json(const StressTest& test, const WhatDecides& found) {
  Json boxes = Json::array();
  for (const FoundBox& one : found.boxes) {
    Json limits = Json::array();
    for (const Limit& limit : one.box.limits) limits.push_back(limit_json(test, found, limit));
    boxes.push_back({{"limits", limits},
                     {"made_from", measure_json(one.box.measure)},
                     {"on_other_worlds", measure_json(one.measure)}});
  }
  return boxes;
}

Json tornado_json(const StressTest& test, const WhatDecides& found) {
  Json bars = Json::array();
  for (const TornadoBar& bar : found.tornado.bars) {
    const auto trial = std::ranges::find(found.trials, bar.column, &uncertainty::Trial::column);
    Json settings = Json::array();
    for (std::size_t n = 0; n < bar.outputs.size(); ++n) {
      settings.push_back({{"value", trial->settings[n]}, {"min_slack", json_number(bar.outputs[n])}});
    }
    bars.push_back({{"number", test.model().numbers[bar.column].id},
                    {"settings", settings},
                    {"swing", json_number(bar.swing())},
                    {"verdict_changes", bar.verdict_changes}});
  }
  return bars;
}

std::string factor_in_words(const WhatDecides& found, std::size_t n) {
  const uncertainty::DecidingFactor& factor = found.factors[n];
  if (factor.name == kOthers) return fmt::format("the other {} together", factor.screened.size());
  return number_in_words(factor.name);
}

// Estimates stray a little outside of what is possible; a reader should not be troubled with it.
std::string index_in_words(const Estimate& estimate) {
  const auto within = [](double share) { return std::clamp(share, 0.0, 1.0); };
  return fmt::format("{:.0f}% ({:.0f} to {:.0f})", 100.0 * within(estimate.value), 100.0 * within(estimate.low),
                     100.0 * within(estimate.high));
}

std::string indices_text(const WhatDecides& found, const Terminal& terminal) {
  if (found.slack.factors.empty()) return paragraph("The smallest slack is the same in all worlds.", terminal);
  std::vector<std::size_t> order;
  for (std::size_t n = 0; n < found.factors.size(); ++n) order.push_back(n);
  std::ranges::stable_sort(order, std::ranges::greater{},
                           [&](std::size_t n) { return found.slack.factors[n].total.value; });
  const bool verdicts = !found.holding.factors.empty();
  Table table;
  table.columns = {{"what decides the smallest slack"}, {"alone", Align::right}, {"with others", Align::right}};
  if (verdicts) table.columns.push_back({"whether it holds, with others", Align::right});
  for (std::size_t place = 0; place < std::min(order.size(), kMostRows); ++place) {
    const uncertainty::SobolIndex& index = found.slack.factors[order[place]];
    table.rows.push_back(
        {{factor_in_words(found, order[place])}, {index_in_words(index.first)}, {index_in_words(index.total)}});
    if (verdicts) table.rows.back().push_back({index_in_words(found.holding.factors[order[place]].total)});
  }
  const std::string rare = verdicts ? "" : " Too few worlds go one way to say the same of whether it holds.";
  return drawn(table, terminal) +
         paragraph(
             "Shares of the variance that a number explains by itself, and together with others (95% intervals in "
             "brackets); those of the last columns add up to more than 100% where numbers work together." +
                 rare,
             terminal);
}

std::string tornado_text(const StressTest& test, const WhatDecides& found, const Terminal& terminal) {
  Table table;
  table.columns = {{"one number alone"}, {"from"}, {"to"}, {"smallest slack there", Align::right}, {"verdict"}};
  for (const TornadoBar& bar : found.tornado.bars) {
    if (table.rows.size() == kMostRows || bar.swing() <= 0.0) break;
    const auto trial = std::ranges::find(found.trials, bar.column, &uncertainty::Trial::column);
    const accord::RangedNumber& number = test.model().numbers[bar.column];
    table.rows.push_back({{number_in_words(number.id)},
                          {value_in_words(trial->settings.front(), number.unit)},
                          {value_in_words(trial->settings.back(), number.unit)},
                          {fmt::format("{} to {}", points(bar.outputs.front()), points(bar.outputs.back()))},
                          {bar.verdict_changes ? "changes" : "stays"}});
  }
  if (table.rows.empty()) return {};
  return drawn(table, terminal) +
         paragraph(fmt::format("All others at their best values, where the smallest slack is {} and the plan {}.",
                               points(found.tornado.base), found.tornado.verdict ? "holds" : "breaks"),
                   terminal);
}

// A number with what it is said in (round_limits.h).
std::string with_unit(const std::string& digits, Unit unit) {
  switch (unit) {
    case Unit::years:
    case Unit::years_from_zero:
      return months_in_words(digits);
    case Unit::turnover:
    case Unit::share:
    case Unit::share_a_year:
      return digits + "%";
    default:
      return digits;
  }
}

std::string limit_in_words(const StressTest& test, const WhatDecides& found, const Limit& limit) {
  const uncertainty::BoxColumn& column = found.columns[limit.column];
  if (!column.scenarios.empty()) {
    std::string names;
    for (const std::size_t scenario : limit.categories) {
      names += (names.empty() ? "" : " or ") + column.scenarios[scenario];
    }
    return fmt::format("{} is {}", column.group, names);
  }
  const accord::RangedNumber& number = test.model().numbers[column.number];
  const auto value = [&](const uncertainty::Cut& cut) {
    // All digits that the limit has, and none that came by counting it in months.
    return with_unit(fmt::format("{:.12g}", cut.inside * uncertainty::said_in(number.unit)), number.unit);
  };
  const std::string name = number_in_words(number.id);
  if (limit.lower && limit.upper) {
    return fmt::format("{} is from {} to {}", name, value(*limit.lower), value(*limit.upper));
  }
  if (limit.lower) return fmt::format("{} is at least {}", name, value(*limit.lower));
  return fmt::format("{} is at most {}", name, value(*limit.upper));
}

std::string boxes_text(const StressTest& test, const WhatDecides& found, const Terminal& terminal) {
  const std::string happens = found.boxes_hold ? "holds" : "breaks";
  const std::string all = found.boxes_hold ? "worlds in which it holds" : "breaks";
  if (found.boxes.empty()) {
    return paragraph("No few numbers say by themselves where it " + happens + ".", terminal);
  }
  std::string text;
  for (const FoundBox& one : found.boxes) {
    std::string limits;
    for (std::size_t n = 0; n < one.box.limits.size(); ++n) {
      limits += (n == 0 ? "" : " and ") + limit_in_words(test, found, one.box.limits[n]);
    }
    const BoxMeasure& measure = one.measure;
    const auto worlds = static_cast<double>(found.worlds_for_boxes);
    const double of_all = static_cast<double>(found.hits_for_boxes) / worlds;
    // Where most worlds of the box go the other way, it says where to look and no more.
    const std::string what = "It " + happens + (measure.density >= 0.5 ? " when " : " more often than elsewhere when ");
    text += paragraph(fmt::format("{}{}: {} of {} other worlds; covers {} of the {}, {} of the worlds in it {} "
                                  "(of all worlds {}).",
                                  what, limits, count(static_cast<double>(measure.rows)), count(worlds),
                                  probability(measure.coverage), all, probability(measure.density),
                                  found.boxes_hold ? "hold" : "break", probability(of_all)),
                      terminal, "- ");
  }
  return text;
}

}  // namespace

std::string number_in_words(const std::string& id) {
  std::vector<std::string> parts(1);
  for (std::size_t n = 0; n < id.size(); ++n) {
    if (id[n] == '/') {
      parts.emplace_back();
    } else if (id[n] == '~' && n + 1 < id.size()) {
      parts.back() += id[++n] == '1' ? '/' : '~';  // as ranges.h writes names that have them
    } else {
      parts.back() += id[n];
    }
  }
  if (parts[0] == "parties" && parts.size() == 3) return parts[1] + "'s " + parts[2];
  if (parts[0] == "commitments" && parts.size() == 4) return fmt::format("{} of {} {}", parts[3], parts[1], parts[2]);
  if (parts[0] == "commitments" && parts.size() == 5) {
    return fmt::format("{} of {} {} to {}", parts[3], parts[1], parts[2], parts[4]);
  }
  if (parts[0] == "complements" && parts.size() == 4)
    return fmt::format("{} of {} to {}", parts[2], parts[1], parts[3]);
  if (parts[0] == "together" || parts[0] == "given") {
    return fmt::format("{} ({})", parts.back(), parts[0] == "given" ? "scenarios" : "numbers that go together");
  }
  std::string words = parts[0];
  for (std::size_t n = 1; n < parts.size(); ++n) words += (n == 1 ? ": " : " ") + parts[n];
  return words;
}

std::string value_in_words(double value, Unit unit) {
  switch (unit) {
    case Unit::years:
    case Unit::years_from_zero:
      return months_in_words(fmt::format("{:.3g}", value * kMonthsAYear));
    case Unit::turnover:
    case Unit::share:
    case Unit::share_a_year:
      return percent(value);
    default:
      return points(value);
  }
}

Json deciding_json(const StressTest& test, const WhatDecides& found) {
  Json screening = Json::array();
  for (const uncertainty::ScreenedFactor& one : found.screened) {
    screening.push_back({{"name", one.factor.name},
                         {"mu", json_number(one.effects.mu)},
                         {"mu_star", json_number(one.effects.mu_star)},
                         {"sigma", json_number(one.effects.sigma)}});
  }
  return {{"evaluations", found.evaluations},
          {"screening", screening},
          {"min_slack", indices_json(found, found.slack)},
          {"holds", indices_json(found, found.holding)},
          {"tornado", tornado_json(test, found)},
          {"boxes_of", found.boxes_hold ? "holding" : "breaking"},
          {"other_worlds", found.worlds_for_boxes},
          {"other_hits", found.hits_for_boxes},
          {"boxes", boxes_json(test, found)}};
}

std::string deciding_text(const StressTest& test, const WhatDecides& found, const std::string& plan,
                          const Terminal& terminal) {
  std::string text = heading("What decides it: " + plan, terminal);
  if (found.screened.empty()) return text + paragraph("The plan depends on none of the ranges.", terminal);
  text += boxes_text(test, found, terminal) + '\n';
  text += indices_text(found, terminal) + '\n';
  text += tornado_text(test, found, terminal);
  return text;
}

std::string tornado_svg(const StressTest& test, const WhatDecides& found, const std::string& plan) {
  constexpr std::size_t most_bars = 20;
  constexpr double row = 24.0;
  constexpr double left = 330.0;
  constexpr double right = 700.0;
  constexpr double top = 60.0;
  std::vector<TornadoBar> bars = found.tornado.bars;
  std::erase_if(bars, [](const TornadoBar& bar) { return bar.swing() <= 0.0; });
  if (bars.size() > most_bars) bars.resize(most_bars);
  double least = std::min(0.0, found.tornado.base);
  double largest = std::max(0.0, found.tornado.base);
  for (const TornadoBar& bar : bars) {
    least = std::min(least, bar.least);
    largest = std::max(largest, bar.largest);
  }
  const double width = largest > least ? largest - least : 1.0;
  const auto x = [&](double slack) { return left + (slack - least) / width * (right - left); };
  const double bottom = top + row * static_cast<double>(bars.size());
  Svg svg(right + 40.0, bottom + 50.0, plan + ": one number alone",
          "Smallest slack of the plan when one number goes from its low to its high and all others stay at their best "
          "values; the plan breaks left of 0.");
  svg.text(10.0, 24.0, plan + ": smallest slack when one number changes", Anchor::start, 15.0, true);
  for (std::size_t n = 0; n < bars.size(); ++n) {
    const TornadoBar& bar = bars[n];
    const double y = top + row * static_cast<double>(n);
    const accord::RangedNumber& number = test.model().numbers[bar.column];
    svg.text(left - 10.0, y + 15.0, number_in_words(number.id), Anchor::end);
    svg.rectangle(x(bar.least), y + 3.0, std::max(1.0, x(bar.largest) - x(bar.least)), row - 6.0,
                  bar.verdict_changes ? "#b5482f" : "#5b7fa6",
                  fmt::format("{}: {} to {}{}", number_in_words(number.id), points(bar.least), points(bar.largest),
                              bar.verdict_changes ? "; the verdict changes" : ""));
    if (bar.verdict_changes) svg.text(x(bar.largest) + 6.0, y + 15.0, "*");
  }
  svg.line(x(found.tornado.base), top - 8.0, x(found.tornado.base), bottom, "#444444");
  svg.line(x(0.0), top - 8.0, x(0.0), bottom, "#b5482f", 1.5);
  svg.text(x(0.0), bottom + 16.0, "0", Anchor::middle, 12.0);
  svg.text(x(least), bottom + 16.0, points(least), Anchor::middle, 12.0);
  svg.text(x(largest), bottom + 16.0, points(largest), Anchor::middle, 12.0);
  svg.text(10.0, bottom + 38.0, "points; dark line: all at their best values; * and red: the verdict changes",
           Anchor::start, 12.0);
  return svg.finished();
}

}  // namespace entente::report
