#include "report/verification_text.h"

#include <algorithm>
#include <cmath>
#include <map>
#include <utility>

#include "accord/lattice.h"
#include "accord/words.h"
#include "report/explain_text.h"
#include "report/wording.h"

namespace entente::report {

namespace {

using accord::Accord;
using accord::MeansIndex;
using verification::Breakout;
using verification::Design;
using verification::Portfolio;
using verification::RequiredDetection;

std::string cost_in_words(const Accord& accord, double cost) {
  return points(cost) + " " + accord.verification->unit + " a year";
}

std::string means_in_words(const Accord& accord, const std::vector<MeansIndex>& means) {
  std::vector<std::string> names;
  for (const MeansIndex m : means) names.push_back(accord.verification->means[m].name);
  return names.empty() ? "none" : accord::joined(names);
}

std::string margin_in_words(double margin) {
  if (margin < 0.0) return "breaks";
  return std::isinf(margin) ? "any" : percent(margin);
}

// Least shares are rounded up: what is printed is enough.
std::string at_least(double share) {
  constexpr double kTenths = 1000.0;
  const double rounded = std::ceil(share * kTenths - 1e-6) / kTenths;
  return rounded >= 1.0 && share < 1.0 ? "over 99.9%" : "at least " + percent(std::min(1.0, rounded));
}

std::string holds_in_words(const Design& design) {
  return "nobody gains by breaking the plan at any step, nor once it is done" +
         (design.margin > 0.0 ? "; everybody loses at least " + percent(design.margin) + " of what it brings" : "");
}

std::string verdict(const Design& design, const Terminal& terminal) {
  const Accord& accord = design.accord;
  if (!design.portfolio) {
    const std::string none = "The file names no means of verification (`verification: means:`), so none can be chosen.";
    return paragraph(design.holds_now
                         ? "What the levels say is seen and watched is enough: " + holds_in_words(design) + "."
                         : "What the levels say is seen and watched is not enough: the plan is not "
                           "self-enforcing.",
                     terminal, "", design.holds_now ? Tone::good : Tone::bad) +
           paragraph(none, terminal);
  }
  const verification::PortfolioDesign& portfolio = *design.portfolio;
  if (portfolio.found.empty()) {
    return paragraph("No portfolio of these means makes the plan self-enforcing, not even all of them together (" +
                         cost_in_words(accord, portfolio.all.cost) + ").",
                     terminal, "", Tone::bad);
  }
  const Portfolio& best = portfolio.found.front();
  if (best.means.empty()) {
    return paragraph(
        "No means is needed: with what the levels say is seen and watched without any, " + holds_in_words(design) + ".",
        terminal, "", Tone::good);
  }
  const bool one = best.means.size() == 1;
  return paragraph("The cheapest means that suffice " + std::string(one ? "is " : "are ") +
                       means_in_words(accord, best.means) + ", at " + cost_in_words(accord, best.cost) + ": with " +
                       (one ? "it " : "them ") + holds_in_words(design) + ".",
                   terminal, "", Tone::good) +
         paragraph(
             "Certified: with these means in force every condition was checked again in interval arithmetic. No "
             "cheaper portfolio suffices: proved.",
             terminal);
}

std::string chosen_sentence(const Design& design, const Terminal& terminal) {
  if (!design.portfolio || !design.portfolio->chosen) return {};
  const Portfolio& chosen = *design.portfolio->chosen;
  return paragraph(
      "The file chooses " + means_in_words(design.accord, chosen.means) + " (" +
          cost_in_words(design.accord, chosen.cost) + "): " +
          (design.portfolio->chosen_suffices ? "with that the plan holds." : "with that the plan does not hold."),
      terminal);
}

std::string broken_line(const Accord& accord, const sequencing::Condition& condition, std::size_t steps,
                        const Terminal& terminal) {
  return paragraph(accord.parties[condition.party].name + " " + point_in_words(condition.point, steps) + ": it " +
                       stake_in_words(accord, condition) + " [" + sequencing::describe(condition) + "].",
                   terminal, "- ");
}

// What no detection mends, and what no detection of one level mends.
std::string hopeless_lines(const Design& design, const verification::RequiredDetections& required,
                           const Terminal& terminal) {
  const std::size_t steps = design.plan.steps.size();
  std::string text;
  for (const sequencing::Condition& condition : required.whatever) {
    text += broken_line(design.accord, condition, steps, terminal);
  }
  for (const RequiredDetection& one : required.levels) {
    if (!one.least) text += broken_line(design.accord, one.tightest, steps, terminal);
  }
  if (text.empty()) return text;
  return paragraph("No detection is enough here:", terminal, "", Tone::bad) + text;
}

// Where all means together still see too little.
std::string lacking_lines(const Design& design, const Terminal& terminal) {
  if (!design.portfolio || !design.portfolio->found.empty()) return {};
  const std::size_t steps = design.plan.steps.size();
  std::string text;
  for (const RequiredDetection& one : design.portfolio->still.levels) {
    if (one.enough || !one.least) continue;
    const bool seen = one.sense == accord::Sense::seen;
    text += paragraph(level_in_words(design.accord, one.level) + " " + point_in_words(one.point, steps) + ": " +
                          (seen ? "seen " : "watched ") + percent(one.now) + (seen ? "" : " a year") +
                          " with all means, where " + at_least(*one.least) + " is required.",
                      terminal, "- ");
  }
  return text.empty() ? text : paragraph("All means together see too little here:", terminal, "", Tone::bad) + text;
}

// Of one level in one sense, the point that asks most; what nothing satisfies asks more than anything.
std::vector<const RequiredDetection*> most_asked(const Design& design) {
  std::map<std::pair<accord::Sense, std::pair<std::size_t, std::size_t>>, const RequiredDetection*> most;
  std::vector<const RequiredDetection*> order;
  for (const RequiredDetection& one : design.required.levels) {
    const auto key = std::pair(one.sense, std::pair(one.level.commitment, one.level.level));
    const auto [at, is_new] = most.emplace(key, &one);
    const double so_far = at->second->least.value_or(2.0);
    if (!is_new && one.least.value_or(2.0) > so_far) at->second = &one;
  }
  for (const auto& [key, one] : most) order.push_back(one);
  std::ranges::stable_sort(order, {}, [](const RequiredDetection* one) { return std::pair(one->sense, one->point); });
  return order;
}

Cell least_cell(const RequiredDetection& one) {
  if (!one.least) return {"no chance is enough", Tone::bad};
  if (*one.least == 0.0) return {"nothing"};
  return {at_least(*one.least), one.enough ? Tone::plain : Tone::bad};
}

std::string required_section(const Design& design, const Terminal& terminal) {
  const Accord& accord = design.accord;
  const std::size_t steps = design.plan.steps.size();
  Table table;
  table.columns = {{"level"}, {"of what"}, {"in force", Align::right}, {"required"}, {"where it is tightest"}};
  for (const RequiredDetection* one : most_asked(design)) {
    const bool seen = one->sense == accord::Sense::seen;
    table.rows.push_back({{level_in_words(accord, one->level)},
                          {seen ? "shortfall, at the gate" : "take-back, a year"},
                          {percent(one->now), one->enough ? Tone::plain : Tone::bad},
                          least_cell(*one),
                          {accord.parties[one->tightest.party].name + " " + point_in_words(one->point, steps)}});
  }
  std::string text = heading("What must be seen", terminal);
  if (table.rows.empty()) return text + paragraph("Nothing: no level of the plan is up to what is seen.", terminal);
  text += drawn(table, terminal);
  text += paragraph(
      "The chance with which a shortfall or a take-back must be seen so that its giver does not gain by it, all other "
      "numbers as they are in force" +
          std::string(design.margin > 0.0 ? ", at the margin asked for" : "") + ". --json has every point of the plan.",
      terminal, "", Tone::faint);
  return text + hopeless_lines(design, design.required, terminal) + lacking_lines(design, terminal);
}

std::string portfolios_section(const Design& design, const Terminal& terminal) {
  const Accord& accord = design.accord;
  const verification::PortfolioDesign& portfolio = *design.portfolio;
  if (portfolio.found.empty()) return {};
  Table table;
  table.columns = {
      {""}, {"means"}, {"cost a year", Align::right}, {"margin", Align::right}, {"false alarms a year", Align::right}};
  for (std::size_t n = 0; n < portfolio.found.size(); ++n) {
    const Portfolio& one = portfolio.found[n];
    table.rows.push_back({{n == 0 ? "cheapest" : "next " + std::to_string(n)},
                          {means_in_words(accord, one.means)},
                          {points(one.cost)},
                          {margin_in_words(one.margin)},
                          {points(one.false_alarms)}});
  }
  return heading("Means that suffice", terminal) + drawn(table, terminal) +
         paragraph("Costs in " + accord.verification->unit +
                       ". The margin is what everybody loses at the least by breaking the plan, as a share of its gain "
                       "from it. Portfolios from which a means can be left out are not shown.",
                   terminal, "", Tone::faint);
}

std::string curve_section(const Design& design, const Terminal& terminal) {
  const Accord& accord = design.accord;
  const std::vector<Portfolio>& curve = design.portfolio->curve;
  if (curve.empty()) return {};
  Table table;
  table.columns = {{"margin up to", Align::right}, {"least cost a year", Align::right}, {"means"}};
  for (const Portfolio& one : curve) {
    table.rows.push_back({{margin_in_words(one.margin)}, {points(one.cost)}, {means_in_words(accord, one.means)}});
  }
  std::string text = heading("Cost against margin", terminal) + drawn(table, terminal);
  if (std::isinf(curve.back().margin)) return text;
  return text + paragraph("A larger margin than " + percent(curve.back().margin) + " can not be had with these means.",
                          terminal);
}

std::string provenance_in_words(const accord::Provenance& from) {
  std::string text;
  for (const std::string& source : from.sources) text += (text.empty() ? "" : ", ") + source;
  if (!from.note.empty()) text += (text.empty() ? "" : "; ") + from.note;
  return text.empty() ? "-" : text;
}

std::string worth_in_words(const Design& design, const verification::MeansValue& value) {
  const verification::PortfolioDesign& portfolio = *design.portfolio;
  const Portfolio& at_hand = portfolio.found.empty() ? portfolio.all : portfolio.found.front();
  if (!value.in_portfolio) {
    const std::string before = margin_in_words(at_hand.margin);
    const std::string after = margin_in_words(value.changed.margin);
    const std::string more = " for " + points(value.changed.cost - at_hand.cost) + " more";
    return "added: " + (before == after ? "no larger margin" : "margin " + before + " → " + after) + more;
  }
  if (portfolio.found.empty()) return "lost: margin " + margin_in_words(value.changed.margin);
  if (!value.instead) return "nothing suffices without it";
  return "without it " + points(value.instead->cost - at_hand.cost) + " more, with " +
         means_in_words(design.accord, value.instead->means);
}

std::string values_section(const Design& design, const Terminal& terminal) {
  const Accord& accord = design.accord;
  Table table;
  table.columns = {{"means"}, {"cost a year", Align::right}, {"what it is worth"}, {"source"}};
  for (const verification::MeansValue& value : design.portfolio->values) {
    const accord::Means& means = accord.verification->means[value.means];
    table.rows.push_back({{means.name + (value.in_portfolio && !design.portfolio->found.empty() ? " *" : "")},
                          {points(means.cost.best)},
                          {worth_in_words(design, value)},
                          {provenance_in_words(means.provenance)}});
  }
  std::string text = heading("What each means is worth", terminal) + drawn(table, terminal);
  if (!design.portfolio->found.empty()) {
    text +=
        paragraph("* in the cheapest portfolio; what is added brings along what it needs.", terminal, "", Tone::faint);
  }
  for (const verification::HostRefuses& refusal : design.portfolio->refusals) {
    const std::string& host = accord.parties[refusal.host].name;
    text += paragraph(
        "If " + host + " lets none of the means in that it hosts, " +
            (refusal.cheapest ? "the cheapest that suffice cost " + cost_in_words(accord, refusal.cheapest->cost) +
                                    ": " + means_in_words(accord, refusal.cheapest->means) + "."
                              : "nothing suffices."),
        terminal, "- ");
  }
  return text;
}

std::string left_in_words(const Design& design, const Breakout& one) {
  const auto time = [&](double periods) {
    return short_duration(static_cast<std::size_t>(std::floor(periods + 1e-9)), design.accord.period);
  };
  const double months = one.expected_left * design.accord.period * 12.0;
  return points(months) + " mo; " + (one.surely_left ? time(static_cast<double>(*one.surely_left)) : "none");
}

std::string breakout_section(const Design& design, const Terminal& terminal) {
  const Accord& accord = design.accord;
  const accord::State& end = design.now.walk.points.back();
  Table table;
  table.columns = {{"level"},
                   {"taken back in"},
                   {"seen in time", Align::right},
                   {"time left: expected; with 90%"},
                   {"answered in time", Align::right}};
  std::vector<std::string> returning;
  std::vector<std::string> lasting;
  for (const Breakout& one : design.breakouts) {
    if (one.level.level > end[one.level.commitment]) continue;
    const std::string level = level_in_words(accord, one.level);
    if (one.lasting) {
      lasting.push_back(level);
      continue;
    }
    returning.push_back(level);
    std::string seen = probability(one.seen_in_time);
    if (one.at_least < one.at_most) seen += " (" + probability(one.at_least) + " to " + probability(one.at_most) + ")";
    table.rows.push_back({{level + (one.by_giver ? "" : " (not by its giver alone)")},
                          {short_duration(one.undo, accord.period)},
                          {seen},
                          {left_in_words(design, one)},
                          {probability(one.response_in_time)}});
  }
  std::string text = heading("Breakout", terminal);
  if (!table.rows.empty()) {
    text +=
        drawn(table, terminal) +
        paragraph(
            "The chance that taking a level back is seen before it is complete, the time left then (expected "
            "where it is seen; and that left or more with 90%), and the chance that the review ends before it "
            "is complete, with " +
                std::string(!design.portfolio || design.portfolio->found.empty() ? "what is in force"
                                                                                 : "the cheapest means that suffice") +
                ".",
            terminal, "", Tone::faint);
    text += paragraph("Residual: what it takes to go back is never gone. " + accord::joined(returning) +
                          " can always be taken back; what differs is how long that takes and whether it is seen.",
                      terminal);
  }
  if (lasting.empty())
    return text + paragraph("No level of the plan is out of reach for ever (`undo: never`).", terminal);
  return text + paragraph("Can not be taken back (`undo: never`): " + accord::joined(lasting) +
                              ". Knowing how to begin anew is not counted in the file.",
                          terminal);
}

}  // namespace

std::string design_text(const Design& design, const std::vector<std::string>& notes, const Terminal& terminal) {
  const Accord& accord = design.accord;
  std::string text =
      paragraph(accord.title + ": verification of the plan " + design.plan.name, terminal, "", Tone::heading) + '\n';
  text += verdict(design, terminal) + chosen_sentence(design, terminal) + '\n';
  for (const std::string& note : notes) text += paragraph(note, terminal);
  text += paragraph("Its steps: " + steps_in_words(accord, design.now.walk.points) + ".", terminal);
  text += required_section(design, terminal);
  if (design.portfolio) {
    text += portfolios_section(design, terminal) + curve_section(design, terminal) + values_section(design, terminal);
    text += paragraph(
        "Means see independently of each other but for their common causes, and beside what a level says is seen "
        "without "
        "them; they count for a level from the gate that delivers it, where they have begun and what they need stands. "
        "False alarms carry no weight in the conditions.",
        terminal, "", Tone::faint);
  }
  return text + breakout_section(design, terminal);
}

}  // namespace entente::report
