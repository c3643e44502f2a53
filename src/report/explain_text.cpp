#include "report/explain_text.h"

#include <limits>

#include "report/figures_text.h"
#include "report/wording.h"

namespace entente::report {

namespace {

using accord::Accord;
using sequencing::Explanation;

}  // namespace

std::string steps_in_words(const Accord& accord, const std::vector<accord::State>& path) {
  std::string text;
  for (std::size_t point = 0; point + 1 < path.size(); ++point) {
    text += (point == 0 ? "" : "; ") + std::to_string(point + 1) + ". ";
    bool first = true;
    for (accord::CommitmentIndex k = 0; k < path[point].size(); ++k) {
      if (path[point][k] == path[point + 1][k]) continue;
      text += (first ? "" : ", ") + level_in_words(accord, {.commitment = k, .level = path[point + 1][k]});
      first = false;
    }
  }
  return text;
}

std::string explanation_sentence(const Accord& accord, const Explanation& explanation, const Terminal& terminal) {
  if (explanation.reached) {
    return paragraph("It can be held and reached: a plan that ends there meets every condition.", terminal, "",
                     Tone::good) +
           (explanation.path && explanation.path->size() > 1
                ? paragraph("The plan: " + steps_in_words(accord, *explanation.path) + ".", terminal)
                : "");
  }
  if (!explanation.held) {
    return paragraph("It can not be held: even if it stood already, somebody would gain by breaking it.", terminal, "",
                     Tone::bad);
  }
  std::string text = paragraph("It can be held once it stands, but not reached: on every way there somebody " +
                                   std::string(explanation.exact ? "gains" : "was found to gain") + " by breaking it.",
                               terminal, "", Tone::bad);
  if (!explanation.path) return text + paragraph("No order of steps comes near to holding.", terminal);
  text += paragraph("The " + std::string(explanation.exact ? "plan that comes closest" : "closest plan found") +
                        " (its largest violation is " + percent(explanation.violation) +
                        " of a party's best package gain): " + steps_in_words(accord, *explanation.path) +
                        ". It breaks here:",
                    terminal);
  return text;
}

std::string explain_text(const Accord& accord, const Explanation& explanation, const Terminal& terminal) {
  std::string text =
      paragraph(accord.title + ": " + state_in_words(accord, explanation.state), terminal, "", Tone::heading) + '\n';
  text += explanation_sentence(accord, explanation, terminal);
  return text + lack_lines(accord, explanation, std::numeric_limits<std::size_t>::max(), terminal);
}

}  // namespace entente::report
