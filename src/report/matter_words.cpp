#include "report/matter_words.h"

#include <algorithm>

#include "accord/words.h"
#include "ledger/event.h"

namespace entente::report {

namespace {

using review::Matter;
using review::Passage;

std::string day(std::chrono::sys_seconds moment) {
  return ledger::time_text(moment.time_since_epoch().count()).substr(0, 10);
}

std::string word_of(const std::optional<accord::Ending>& ending, const std::string& text) {
  if (ending == accord::Ending::snapback) return "restored";
  if (ending && ending != accord::Ending::unsaid) return std::string(name_of(*ending));
  return text.empty() ? "ended" : text;
}

// In the procedure's own words, where the ending has a word besides.
std::string own_words(const std::optional<accord::Ending>& ending, const std::string& text) {
  return ending && ending != accord::Ending::unsaid && !text.empty() ? " (" + text + ")" : "";
}

std::vector<std::string> who_contest(const Matter& matter) {
  std::vector<std::string> names;
  for (const review::Acceptance& one : matter.acceptance) {
    if (!one.accepts) names.push_back(one.party);
  }
  return names;
}

std::string contested(const Matter& matter) {
  const std::vector<std::string> names = who_contest(matter);
  return names.empty() ? std::string() : ", contested by " + accord::joined(names);
}

const std::string& stage_name(const Matter& matter, const Passage& passage) {
  return matter.rules->stages[passage.stage].name;
}

// Where an open matter is, and what silence brings.
std::string now(const Matter& matter) {
  if (!matter.rules || matter.passages.empty()) return "open, without a clock";
  const Passage& here = matter.passages.back();
  std::string text = "open, in stage " + stage_name(matter, here) + " since " + day(here.begins);
  if (!here.prolonged.empty()) {
    const review::Prolongation& last = here.prolonged.back();
    text += ", prolonged on " + day(last.at) + (last.until ? " until " + day(*last.until) : " without an end");
  }
  const review::Outlook& outlook = matter.outlook;
  if (!outlook.nobody_can_say.empty()) return text + "; nobody can say when it ends: " + outlook.nobody_can_say;
  if (here.clock_ends) text += "; the clock runs until " + moment_in_words(*here.clock_ends);
  if (outlook.ends) {
    text += "; if nobody does anything: " + word_of(outlook.ending, outlook.ending_text) + ' ' +
            moment_in_words(*outlook.ends);
  }
  return text;
}

}  // namespace

std::string moment_in_words(std::chrono::sys_seconds moment) {
  const std::string text = ledger::time_text(moment.time_since_epoch().count());
  return text.substr(0, 10) + ' ' + text.substr(11, 5) + " UTC";
}

std::string ending_in_words(const Matter& matter) {
  if (matter.open || !matter.ended_at) return {};
  return word_of(matter.ending, matter.ending_text) + ' ' + moment_in_words(*matter.ended_at) + contested(matter);
}

std::string matter_in_words(const Matter& matter) {
  std::string text = day(matter.opened) + ": " + matter.complainant + " complains of " + matter.against;
  if (!matter.commitment.empty())
    text += " over " + matter.commitment + (matter.level.empty() ? "" : ' ' + matter.level);
  if (!matter.procedure.empty()) text += " (" + matter.procedure + ")";
  text += ": ";
  if (matter.open) return text + now(matter) + contested(matter) + '.';
  return text + ending_in_words(matter) + (matter.by_silence ? ", by the clock" : "") +
         own_words(matter.ending, matter.ending_text) + '.';
}

std::string course_in_words(const Matter& matter, const std::optional<std::chrono::sys_seconds>& mended) {
  if (!matter.rules) return "nothing: nobody owed this may begin the procedure";
  std::string text;
  const auto comes = [&](std::chrono::sys_seconds moment) { return !mended || moment < *mended; };
  const auto add = [&](const std::string& what, std::chrono::sys_seconds moment) {
    text += (text.empty() ? "" : "; ") + what + ' ' + day(moment);
  };
  for (const Passage& passage : matter.outlook.passages) {
    if (!comes(passage.begins)) return text;
    add(stage_name(matter, passage), passage.begins);
  }
  const review::Outlook& outlook = matter.outlook;
  if (!outlook.nobody_can_say.empty()) return text + "; then nobody can say: " + outlook.nobody_can_say;
  if (outlook.ends && comes(*outlook.ends)) add(word_of(outlook.ending, outlook.ending_text), *outlook.ends);
  return text;
}

}  // namespace entente::report
