#include "report/stress_csv.h"

#include <fmt/format.h>

#include <iterator>

#include "report/stress_report.h"

namespace entente::report {

namespace {

std::string csv_cell(const std::string& text) {
  if (text.find_first_of(",\"\r\n") == std::string::npos) return text;
  std::string quoted = "\"";
  for (const char letter : text) {
    if (letter == '"') quoted += '"';
    quoted += letter;
  }
  return quoted + '"';
}

}  // namespace

std::string worlds_csv_header(const uncertainty::StressTest& test) {
  std::string text = "world";
  const auto add = [&](const std::string& name) { text += ',' + csv_cell(name); };
  for (const accord::Plan& plan : test.plans()) {
    for (const char* column : {"holds", "smallest slack", "breaks at step", "breaks by", "condition"})
      add(plan.name + '/' + column);
    for (const char* column : {"gain", "slack"}) {
      for (const accord::Party& party : test.accord().parties) add(plan.name + '/' + column + '/' + party.name);
    }
  }
  for (std::size_t n = 0; n < test.model().numbers.size(); ++n) {
    if (test.depends_on(n)) add(test.model().numbers[n].id);
  }
  return text + '\n';
}

void add_csv_row(const uncertainty::StressTest& test, std::uint64_t world, std::span<const double> values,
                 std::span<const uncertainty::Outcome> outcomes, std::string& text) {
  auto out = std::back_inserter(text);
  fmt::format_to(out, "{}", world);
  for (std::size_t p = 0; p < outcomes.size(); ++p) {
    const uncertainty::Outcome& outcome = outcomes[p];
    fmt::format_to(out, ",{},{}", outcome.holds ? 1 : 0, outcome.min_slack);
    if (outcome.first_break) {
      const uncertainty::BrokenCondition& broken = *outcome.first_break;
      // After the last step there is no number of a step to give.
      const bool in_a_step = broken.point < test.plans()[p].steps.size();
      text += ',' + (in_a_step ? std::to_string(broken.point + 1) : "held");
      text += ',' + csv_cell(test.accord().parties[broken.party].name) + ',' + csv_cell(break_name(broken.deviation));
    } else {
      text += ",,,";
    }
    for (const double gain : outcome.gain) fmt::format_to(out, ",{}", gain);
    for (const double slack : outcome.slack) fmt::format_to(out, ",{}", slack);
  }
  for (std::size_t n = 0; n < values.size(); ++n) {
    if (test.depends_on(n)) fmt::format_to(out, ",{}", values[n]);
  }
  text += '\n';
}

}  // namespace entente::report
