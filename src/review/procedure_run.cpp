#include "review/procedure_run.h"

#include <algorithm>

#include "accord/words.h"
#include "review/content.h"

namespace entente::review {

namespace {

using accord::adopted_word;
using accord::rejected_word;
using std::chrono::sys_seconds;

constexpr std::size_t most_passages = 1000;

const accord::ProcedureStage& present_stage(const ProcedureRun& run) {
  return run.matter.rules->stages[run.matter.passages.back().stage];
}

void remark(ProcedureRun& run, const Entry& entry, const std::string& text) {
  run.matter.remarks.push_back({entry.number, text});
}

void set_clock(ProcedureRun& run) {
  std::optional<sys_seconds> last = sys_seconds::min();
  for (const ProcedureRun::Track& track : run.tracks) {
    last = last && track.ends ? std::optional(std::max(*last, *track.ends)) : std::nullopt;
  }
  run.matter.passages.back().clock_ends = last;
}

const accord::Outcome* outcome_called(const accord::ProcedureStage& stage, std::string_view name) {
  const auto found = std::ranges::find(stage.outcomes, name, &accord::Outcome::decided);
  return found == stage.outcomes.end() ? nullptr : &*found;
}

void follow(ProcedureRun& run, const accord::Following& then, const ClockStart& start, EndedBy by,
            std::string_view decided) {
  Passage& passage = run.matter.passages.back();
  passage.ended = start.at;
  passage.ended_by = by;
  passage.decided = decided;
  if (then.stage) {
    begin(run, *then.stage, start);
    return;
  }
  run.matter.open = false;
  run.matter.meanwhile.reset();
  run.matter.ending = then.ending;
  run.matter.ending_text = then.text;
  run.matter.ended_at = start.at;
  run.matter.by_silence = by == EndedBy::silence;
  run.tracks.clear();
}

// True where the stage has an outcome of that name, which is then what happened.
bool decide(ProcedureRun& run, std::string_view name, const ClockStart& start) {
  const accord::Outcome* outcome = outcome_called(present_stage(run), name);
  if (outcome == nullptr) return false;
  const accord::Following then = outcome->then;
  follow(run, then, start, EndedBy::decision, name);
  return true;
}

// The votes decide, or nobody has.
void run_out(ProcedureRun& run) {
  const accord::ProcedureStage& stage = present_stage(run);
  const ClockStart start = start_after(*run.matter.passages.back().clock_ends);
  for (const VoteResult wanted : {VoteResult::adopted, VoteResult::rejected}) {
    for (std::size_t n = 0; n < run.tracks.size(); ++n) {
      if (!stage.tracks[n].deciders || !stage.tracks[n].binding) continue;
      if (final_result(run.tracks[n].deciders, run.tracks[n].cast) != wanted) continue;
      if (decide(run, wanted == VoteResult::adopted ? adopted_word : rejected_word, start)) return;
    }
  }
  const accord::Following silence = stage.if_silent;
  follow(run, silence, start, EndedBy::silence, {});
}

std::string who_decides(const accord::ProcedureStage& stage) {
  std::vector<std::string> names;
  for (const accord::Track& track : stage.tracks) {
    if (!track.deciders) continue;
    if (!track.deciders->body.empty()) {
      names.push_back(track.deciders->body);
    } else {
      for (const std::string& member : track.deciders->members) names.push_back(member);
    }
  }
  return names.empty() ? "nobody" : accord::joined(names);
}

bool is_body_of(const accord::Track& track, const std::string& author) {
  return track.deciders && (track.deciders->body == author || track.name == author);
}

std::optional<std::size_t> track_where(const accord::ProcedureStage& stage, auto&& fits) {
  for (std::size_t n = 0; n < stage.tracks.size(); ++n) {
    if (fits(stage.tracks[n])) return n;
  }
  return std::nullopt;
}

// The body that speaks through `author`: by its name; else one that has no name; binding ones first.
std::optional<std::size_t> track_of_organ(const accord::ProcedureStage& stage, const std::string& author) {
  const auto named = track_where(stage, [&](const accord::Track& track) { return is_body_of(track, author); });
  if (named) return named;
  const auto nameless = [](const accord::Track& track) { return track.deciders && track.deciders->body.empty(); };
  const auto binding = track_where(stage, [&](const accord::Track& track) { return nameless(track) && track.binding; });
  return binding ? binding : track_where(stage, nameless);
}

bool is_over(ProcedureRun& run, const Entry& entry, const std::string& what) {
  if (run.matter.open) return false;
  remark(run, entry, what + " comes after the end of the matter and changes nothing");
  return true;
}

std::vector<CastVote> listed_votes(const ProcedureRun::Track& track, const Entry& entry) {
  if (!entry.content.contains("votes")) return track.cast;
  const auto numbers = entry.content.at("votes").get<std::vector<std::uint64_t>>();
  std::vector<CastVote> votes;
  std::ranges::copy_if(track.cast, std::back_inserter(votes),
                       [&](const CastVote& one) { return std::ranges::find(numbers, one.entry) != numbers.end(); });
  return votes;
}

}  // namespace

void begin(ProcedureRun& run, accord::StageIndex stage, const ClockStart& start) {
  run.start = start;
  const accord::ProcedureStage& rules = run.matter.rules->stages[stage];
  Passage passage;
  passage.stage = stage;
  passage.begins = start.at;
  run.matter.passages.push_back(passage);
  run.matter.meanwhile = rules.meanwhile;
  run.tracks.clear();
  for (const accord::Track& track : rules.tracks) {
    ProcedureRun::Track running;
    if (track.deciders) {
      running.deciders = accord::deciders_of(*track.deciders, run.matter.complainant, run.matter.against, run.parties);
    }
    if (track.clock) running.begins_with = end_of(*track.clock, start);
    running.ends = running.begins_with;
    run.tracks.push_back(std::move(running));
  }
  set_clock(run);
}

bool run_clocks(ProcedureRun& run, sys_seconds moment) {
  while (run.matter.open) {
    const std::optional<sys_seconds> ends = run.matter.passages.back().clock_ends;
    if (!ends || *ends > moment) return true;
    if (run.matter.passages.size() >= most_passages) return false;
    run_out(run);
  }
  return true;
}

void take_vote(ProcedureRun& run, const Entry& entry) {
  if (is_over(run, entry, "the vote of " + entry.author)) return;
  const accord::ProcedureStage& stage = present_stage(run);
  std::string why = "nobody votes in stage " + stage.name;
  for (std::size_t n = 0; n < run.tracks.size(); ++n) {
    ProcedureRun::Track& track = run.tracks[n];
    if (!stage.tracks[n].deciders) continue;
    const std::string against = why_no_vote(track.deciders, entry.author, track.cast);
    if (!against.empty()) {
      why = against;
      continue;
    }
    if (track.ends && moment_of(entry.time) >= *track.ends) {
      why = "the clock of " + stage.tracks[n].name + " has run out";
      continue;
    }
    const std::string choice = entry.content.at("choice").get<std::string>();
    track.cast.push_back(
        {entry.author, choice == "yes" ? Choice::yes : (choice == "no" ? Choice::no : Choice::abstain), entry.number});
    run.matter.passages.back().entries.push_back(entry.number);
    return;
  }
  remark(run, entry, "the vote of " + entry.author + " is not counted: " + why);
}

void settle_votes(ProcedureRun& run, sys_seconds moment) {
  if (!run.matter.open) return;
  const accord::ProcedureStage& stage = present_stage(run);
  for (const VoteResult wanted : {VoteResult::adopted, VoteResult::rejected}) {
    for (std::size_t n = 0; n < run.tracks.size(); ++n) {
      if (!stage.tracks[n].deciders || !stage.tracks[n].binding) continue;
      if (certain_result(run.tracks[n].deciders, run.tracks[n].cast) != wanted) continue;
      if (decide(run, wanted == VoteResult::adopted ? adopted_word : rejected_word, start_at(moment))) return;
    }
  }
}

void take_decision(ProcedureRun& run, const Entry& entry) {
  const std::string decided = entry.content.at("decided").get<std::string>();
  const std::string what = accord::in_quotes(decided) + " of " + entry.author;
  if (is_over(run, entry, what)) return;
  const accord::ProcedureStage& stage = present_stage(run);
  const auto number = track_of_organ(stage, entry.author);
  if (!number && accord::deciding_track(stage) != nullptr) {
    return remark(run, entry,
                  what + " changes nothing: in stage " + stage.name + " " + who_decides(stage) + " decides");
  }
  run.matter.passages.back().entries.push_back(entry.number);
  if (number && !stage.tracks[*number].binding) return remark(run, entry, what + " is an opinion and ends nothing");
  if (number) {
    ProcedureRun::Track& track = run.tracks[*number];
    if (track.ends && moment_of(entry.time) >= *track.ends) {
      return remark(run, entry,
                    what + " comes after the clock of " + stage.tracks[*number].name + " and changes nothing");
    }
    const std::vector<CastVote> votes = listed_votes(track, entry);
    const bool adopted = is_adopted(track.deciders, count(track.deciders, votes));
    track.cast.clear();
    if (!votes.empty() && ((decided == adopted_word && !adopted) || (decided == rejected_word && adopted))) {
      return remark(run, entry,
                    what + " is not what the votes come to (" + in_words(count(track.deciders, votes)) +
                        "; the rule: " + accord::rule_in_words(track.deciders) + "), and changes nothing");
    }
  }
  if (decide(run, decided, start_at(moment_of(entry.time)))) return;
  remark(run, entry,
         what + " changes nothing: stage " + stage.name + " goes on" +
             (decided == rejected_word ? "" : ", it has no such outcome"));
}

void take_extension(ProcedureRun& run, const Entry& entry) {
  const std::string what = "the extension by " + entry.author;
  if (is_over(run, entry, what)) return;
  const accord::ProcedureStage& stage = present_stage(run);
  const auto may_be_prolonged = [](const accord::Track& track) {
    return track.extension.by != accord::Prolonging::nobody;
  };
  auto number = track_where(
      stage, [&](const accord::Track& track) { return may_be_prolonged(track) && is_body_of(track, entry.author); });
  const bool by_body = number.has_value();
  if (!number) number = track_where(stage, may_be_prolonged);
  if (!number)
    return remark(run, entry, what + " is refused: the clock of stage " + stage.name + " can not be prolonged");
  ProcedureRun::Track& track = run.tracks[*number];
  const accord::Extension& rule = stage.tracks[*number].extension;
  if (!track.ends) return remark(run, entry, what + " changes nothing: no end was set before");
  if (moment_of(entry.time) >= *track.ends)
    return remark(run, entry, what + " comes after its clock and changes nothing");
  Prolongation prolongation{.entry = entry.number, .at = moment_of(entry.time), .until = {}, .agreed_by = {}};
  if (entry.content.contains("agreed_by")) {
    prolongation.agreed_by = entry.content.at("agreed_by").get<std::vector<std::string>>();
  }
  const std::string why = why_not_agreed(track.deciders, rule, prolongation.agreed_by, entry.author, by_body);
  if (!why.empty()) return remark(run, entry, what + " is refused: " + why);
  std::optional<sys_seconds> latest;
  if (rule.at_most) latest = end_of(*rule.at_most, start_after(*track.begins_with));
  prolongation.until = latest;
  if (entry.content.contains("until")) {
    const std::string day = entry.content.at("until").get<std::string>();
    prolongation.until = end_of(
        std::chrono::floor<std::chrono::days>(sys_seconds(std::chrono::seconds(*ledger::time_in(day + "T00:00:00Z")))));
    if (latest && *prolongation.until > *latest) {
      return remark(run, entry,
                    what + " is refused: all together may prolong stage " + stage.name + " by " +
                        accord::in_words(*rule.at_most) + " at most");
    }
    if (*prolongation.until <= *track.ends) return remark(run, entry, what + " changes nothing: the clock ends later");
  }
  track.ends = prolongation.until;
  Passage& passage = run.matter.passages.back();
  passage.entries.push_back(entry.number);
  passage.prolonged.push_back(std::move(prolongation));
  set_clock(run);
}

Outlook outlook_of(const ProcedureRun& run) {
  ProcedureRun ahead = run;
  const std::size_t before = ahead.matter.passages.size() - 1;
  Outlook outlook;
  while (ahead.matter.open) {
    const Passage& present = ahead.matter.passages.back();
    const std::string& name = ahead.matter.rules->stages[present.stage].name;
    if (!present.clock_ends) {
      outlook.nobody_can_say =
          "stage " + name + (present.prolonged.empty() ? " has no clock" : " was prolonged without an end");
      break;
    }
    const auto again = std::ranges::count(ahead.matter.passages.begin() + static_cast<std::ptrdiff_t>(before),
                                          ahead.matter.passages.end(), present.stage, &Passage::stage);
    if (again > 1) {
      outlook.nobody_can_say = "stage " + name + " comes again and again";
      break;
    }
    run_out(ahead);
  }
  outlook.passages.assign(ahead.matter.passages.begin() + static_cast<std::ptrdiff_t>(before),
                          ahead.matter.passages.end());
  if (!ahead.matter.open) {
    outlook.ending = ahead.matter.ending;
    outlook.ending_text = ahead.matter.ending_text;
    outlook.ends = ahead.matter.ended_at;
  }
  return outlook;
}

}  // namespace entente::review
