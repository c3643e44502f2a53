#include "report/summary.h"

#include <vector>

#include "accord/lattice.h"
#include "accord/words.h"
#include "game/game.h"
#include "game/states.h"
#include "report/wording.h"

namespace entente::report {

namespace {

using accord::Accord;

// Looking at so many states takes a second or two; `plan` can not search more either.
constexpr double kMostCounted = 4e8;

std::string levels_in_order(const accord::Commitment& commitment) {
  std::string text;
  for (const accord::Level& level : commitment.levels) text += (text.empty() ? "" : " → ") + level.name;
  return text;
}

std::string pace_in_words(const accord::Pace& pace) {
  const auto levels = [](std::size_t number) { return std::to_string(number) + (number == 1 ? " level" : " levels"); };
  std::string text;
  if (pace.per_step) text = "a step raises at most " + levels(*pace.per_step);
  if (pace.per_party)
    text += (text.empty() ? "a step raises at most " : ", ") + levels(*pace.per_party) + " of one party";
  return text.empty() ? "a step may raise any number of levels" : text;
}

std::string plans_in_words(const Accord& accord) {
  std::vector<std::string> names;
  for (const accord::Plan& plan : accord.plans) names.push_back(plan.name);
  return names.empty() ? "none in the file" : accord::joined(names);
}

// How many states there are, and which needs they meet, asks nothing of values.
Accord with_any_values(Accord accord) {
  if (accord.values) return accord;
  accord.values = true;
  for (accord::Party& party : accord.parties) party.patience = accord::Range::exactly(0.5);
  return accord;
}

}  // namespace

Summary summarise(const Accord& accord) {
  const game::Game game = game::compile(with_any_values(accord));
  Summary summary;
  summary.accord = accord;
  summary.states = game::count_states(game);
  if (summary.states <= kMostCounted) {
    std::size_t valid = 0;
    game::for_each_valid_state(game, game::today(game), game::highest(game), [&](const accord::State&) { ++valid; });
    summary.valid_states = valid;
  }
  if (!accord.aim.empty()) summary.aim = accord::least_state(accord, accord.aim);
  return summary;
}

std::string summary_text(const Summary& summary, const Terminal& terminal) {
  const Accord& accord = summary.accord;
  std::vector<std::string> parties;
  for (const accord::Party& party : accord.parties) parties.push_back(party.name);
  std::string text = paragraph(accord.title + ": the file is sound.", terminal, "", Tone::good) + '\n';
  text += paragraph(accord::joined(parties), terminal, "parties: ");
  text += paragraph(duration(1, accord.period), terminal, "period:  ");
  text += paragraph(pace_in_words(accord.pace), terminal, "pace:    ");
  text += paragraph(
      count(summary.states) + (summary.valid_states ? ", " + count(static_cast<double>(*summary.valid_states)) +
                                                          " of them valid (they meet all `needs`)"
                                                    : ", too many to count the valid ones"),
      terminal, "states:  ");
  text += paragraph(summary.aim ? state_in_words(accord, *summary.aim) : "none", terminal, "aim:     ");
  text += paragraph(plans_in_words(accord), terminal, "plans:   ");
  if (!accord.values)
    text += paragraph("none given; its record can be kept, nothing can be planned", terminal, "values:  ");
  Table table;
  table.columns = {{"by"}, {"commitment"}, {"levels above today"}, {"title"}};
  for (const accord::Commitment& commitment : accord.commitments) {
    table.rows.push_back(
        {{accord.parties[commitment.by].name}, {commitment.name}, {levels_in_order(commitment)}, {commitment.title}});
  }
  text += '\n' + drawn(table, terminal);
  if (!accord.complements.empty()) {
    text += heading("Worth something only together", terminal);
    for (const accord::Complement& complement : accord.complements) {
      std::vector<std::string> levels;
      for (const accord::Requirement& level : complement.when) levels.push_back(level_in_words(accord, level));
      text += paragraph(complement.name + ": " + accord::joined(levels), terminal, "- ");
    }
  }
  return text;
}

}  // namespace entente::report
