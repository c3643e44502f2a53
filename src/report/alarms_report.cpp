#include "report/alarms_report.h"

#include <cmath>
#include <vector>

#include "accord/error.h"
#include "report/wording.h"

namespace entente::report {

namespace {

void check(const TimelyQuestion& question) {
  if (std::isfinite(question.length) && question.length > 0.0) return;
  throw Error("the length of the period is not above 0; write how long it is, `1` or `90`");
}

// Longest expected time to detection, as a share of the period.
double longest_delay(const TimelyQuestion& question) {
  if (question.before) return verification::observable_inspections_delay(*question.before);
  if (question.slots) return verification::surprise_inspection_in_slots(*question.slots).expected_delay;
  return verification::surprise_inspection().expected_delay;
}

std::string delay_sentence(const TimelyQuestion& question) {
  const double share = longest_delay(question);
  return "A violation stays undetected for " + points(share * question.length) +
         " at worst, on average: " + percent(share) + " of the period.";
}

}  // namespace

Json alarms_json(const verification::AlarmGame& game) {
  const verification::AlarmSolution found = verification::solve(game);
  // Nothing lost is 0, not -0.
  return {{"shift", game.shift},
          {"penalty", game.penalty},
          {"caught_costs", game.caught_costs},
          {"false_alarm_costs", game.false_alarm_costs},
          {"false_alarm_penalty", game.false_alarm_penalty},
          {"false_alarm", found.false_alarm},
          {"detection", 1.0 - found.nondetection},
          {"violation_if_not_announced", found.violation_probability},
          {"inspector_if_announced", found.inspector_as_leader + 0.0},
          {"inspector_if_not_announced", found.inspector_equilibrium + 0.0},
          {"inspectee", found.inspectee + 0.0}};
}

std::string alarms_text(const verification::AlarmGame& game, const Terminal& terminal) {
  const verification::AlarmSolution found = verification::solve(game);
  std::string text =
      paragraph("Announce a test with false alarms in " + probability(found.false_alarm) +
                    " of all cases. It detects a violation with " + probability(1.0 - found.nondetection) +
                    ", so that violating is worth no more than keeping. With fewer false alarms it would "
                    "be worth more.",
                terminal);
  if (game.false_alarm_costs > 0.0) {
    text += paragraph("Announced, the test costs the inspector " + points(-found.inspector_as_leader) +
                          " on average, all of it false alarms. Kept secret it costs " +
                          points(-found.inspector_equilibrium) + ", as violations then come with " +
                          probability(found.violation_probability) + ".",
                      terminal);
  }
  return text + paragraph("In units of what an undetected violation is worth: caught, it costs the inspectee " +
                              points(game.penalty) + " and the inspector " + points(game.caught_costs) +
                              "; a false alarm costs them " + points(game.false_alarm_penalty) + " and " +
                              points(game.false_alarm_costs) + ". A violation shifts what is measured by " +
                              points(game.shift) + " standard deviations.",
                          terminal);
}

Json timely_json(const TimelyQuestion& question) {
  check(question);
  const double delay = longest_delay(question);
  Json json{{"length", question.length},
            {"seen_inspections", question.before ? Json(*question.before) : Json()},
            {"longest_expected_delay", delay * question.length},
            {"share_of_period", delay},
            {"slots", Json()},
            {"last_time", Json()}};
  if (question.slots) json["slots"] = verification::surprise_inspection_in_slots(*question.slots).inspect;
  if (!question.slots && !question.before) {
    json["last_time"] = verification::surprise_inspection().last_time * question.length;
  }
  return json;
}

std::string timely_text(const TimelyQuestion& question, const Terminal& terminal) {
  check(question);
  std::string text = paragraph(delay_sentence(question), terminal);
  if (question.before) {
    return text +
           paragraph("The inspectee sees each of these inspections when it comes, and may violate right after it.",
                     terminal);
  }
  text += paragraph("One inspection that the inspectee does not see coming, besides the one at the end of the period.",
                    terminal) +
          '\n';
  Table table;
  if (question.slots) {
    const std::vector<double> inspect = verification::surprise_inspection_in_slots(*question.slots).inspect;
    table.columns = {{"inspect at the end of slot", Align::right}, {"probability", Align::right}};
    for (std::size_t slot = 0; slot < inspect.size(); ++slot) {
      if (inspect[slot] > 0.0) table.rows.push_back({{std::to_string(slot + 1)}, {probability(inspect[slot])}});
    }
    return text + drawn(table, terminal) + paragraph("Draw the slot with these probabilities.", terminal);
  }
  table.columns = {{"inspected with probability", Align::right}, {"by", Align::right}};
  for (const double share : {0.25, 0.5, 0.75, 1.0}) {
    table.rows.push_back({{percent(share)}, {points(verification::inspection_time(share) * question.length)}});
  }
  return text + drawn(table, terminal) +
         paragraph("Draw u evenly from 0 to 1 and inspect at (1 - exp(-u)) of the period: later than " +
                       points(verification::surprise_inspection().last_time * question.length) + " never.",
                   terminal);
}

}  // namespace entente::report
