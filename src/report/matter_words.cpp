#include "report/matter_words.h"

#include "ledger/event.h"
#include "report/standing_words.h"

namespace entente::report {

namespace {

using review::Matter;
using review::Passage;

std::string word_of_ending(const std::optional<accord::Ending>& ending, const std::string& text) {
  if (ending == accord::Ending::snapback) return "restored";
  if (ending && ending != accord::Ending::unsaid) return std::string(name_of(*ending));
  return text.empty() ? "ended" : text;
}

std::string contested(const Matter& matter) {
  std::string text;
  for (const review::Acceptance& one : matter.acceptance) {
    if (!one.accepts) text += (text.empty() ? ", contested by " : ", ") + one.party;
  }
  return text;
}

}  // namespace

std::string stage_name(const Matter& matter, const Passage& passage) {
  return matter.rules && passage.stage < matter.rules->stages.size() ? matter.rules->stages[passage.stage].name : "";
}

std::string moment_in_words(std::chrono::sys_seconds moment) {
  const std::string text = ledger::time_text(moment.time_since_epoch().count());
  return text.substr(0, 10) + ' ' + text.substr(11, 5) + " UTC";
}

std::string ending_in_words(const Matter& matter) {
  if (matter.open || !matter.ended_at) return {};
  return word_of_ending(matter.ending, matter.ending_text) + ' ' + moment_in_words(*matter.ended_at) +
         contested(matter);
}

std::string course_in_words(const Matter& matter, const std::optional<std::chrono::sys_seconds>& mended) {
  if (!matter.rules) return "nothing: nobody owed this may begin the procedure";
  std::string text;
  const auto comes = [&](std::chrono::sys_seconds moment) { return !mended || moment < *mended; };
  const auto add = [&](const std::string& what, std::chrono::sys_seconds moment) {
    text += (text.empty() ? "" : "; ") + what + ' ' + day_in_words(moment);
  };
  for (const Passage& passage : matter.outlook.passages) {
    if (!comes(passage.begins)) return text;
    add(stage_name(matter, passage), passage.begins);
  }
  const review::Outlook& outlook = matter.outlook;
  if (!outlook.nobody_can_say.empty()) return text + "; then nobody can say: " + outlook.nobody_can_say;
  if (outlook.ends && comes(*outlook.ends)) add(word_of_ending(outlook.ending, outlook.ending_text), *outlook.ends);
  return text;
}

}  // namespace entente::report
