#include "accord/write_procedure.h"

#include "accord/yaml_text.h"

namespace entente::accord {

namespace {

std::string rule_of(const Deciders& deciders) {
  const auto share = [&](const std::string& of) {
    if (deciders.more_than_share) return "majority of " + of;
    constexpr std::uint32_t thousandths = 100'000;
    if (deciders.share_in == thousandths) return number(deciders.share_of / 1000.0) + "% of " + of;
    return std::to_string(deciders.share_of) + '/' + std::to_string(deciders.share_in) + " of " + of;
  };
  switch (deciders.counting) {
    case Counting::consensus:
      return "consensus";
    case Counting::unanimity:
      return "unanimity";
    case Counting::of_members:
      return share("members");
    case Counting::of_votes:
      return share("votes");
    case Counting::yes_votes:
      break;
  }
  return std::to_string(deciders.votes) + (deciders.votes == 1 ? " vote" : " votes");
}

// A list even of one: `by: 5` would be a number of members.
std::string list_of(const std::vector<std::string>& names) {
  std::string text;
  for (const std::string& name : names) text += (text.empty() ? "[" : ", ") + text_of(name);
  return text + ']';
}

std::string deciders_in_braces(const Deciders& deciders) {
  std::vector<std::string> pairs;
  if (!deciders.body.empty()) pairs.push_back("body: " + text_of(deciders.body));
  pairs.push_back("by: " + (deciders.all_parties       ? std::string("parties")
                            : deciders.members.empty() ? std::to_string(deciders.size)
                                                       : list_of(deciders.members)));
  pairs.push_back("rule: " + text_of(rule_of(deciders)));
  if (deciders.quorum > 0) pairs.push_back("quorum: " + std::to_string(deciders.quorum));
  if (!deciders.veto.empty()) pairs.push_back("veto: " + list_of(deciders.veto));
  if (!deciders.not_voting.empty()) pairs.push_back("not_voting: " + list_of(deciders.not_voting));
  std::vector<std::string> chances;
  for (const MemberChance& one : deciders.chances) chances.push_back(key(one.member) + ' ' + number(one.for_response));
  if (!chances.empty()) pairs.push_back("chance: " + braces(chances));
  return braces(pairs);
}

std::string extension_text(const Extension& extension) {
  const std::string by = extension.by == Prolonging::by_consensus ? "consensus" : "decision";
  return extension.at_most ? "{by: " + by + ", at_most: " + in_words(*extension.at_most) + '}' : by;
}

void add_track(const Track& track, std::vector<std::string>& pairs) {
  pairs.push_back("clock: " + (track.clock ? in_words(*track.clock) : "unbounded"));
  if (track.deciders) pairs.push_back("decides: " + deciders_in_braces(*track.deciders));
  if (track.extension.by != Prolonging::nobody) pairs.push_back("extension: " + extension_text(track.extension));
  if (!track.binding) pairs.emplace_back("binding: false");
}

std::string following_text(const Following& following, const Procedure& procedure) {
  if (following.stage) return text_of(procedure.stages[*following.stage].name);
  std::vector<std::string> pairs{"ends: " + std::string(name_of(following.ending))};
  if (!following.text.empty()) pairs.push_back("text: " + text_of(following.text));
  return braces(pairs);
}

bool is_default_silence(const Procedure& procedure, StageIndex number) {
  const Following& silence = procedure.stages[number].if_silent;
  if (silence == Following{}) return true;
  return silence.stage == number + 1;
}

void add_stage(const Procedure& procedure, StageIndex number, std::vector<std::string>& lines) {
  const ProcedureStage& stage = procedure.stages[number];
  std::vector<std::string> pairs{"name: " + text_of(stage.name)};
  if (!stage.motion.empty()) pairs.push_back("motion: " + text_of(stage.motion));
  // A single track with a name, or an opinion alone, can only be written as a list of tracks.
  if (stage.tracks.size() == 1 && stage.tracks[0].name.empty()) {
    add_track(stage.tracks[0], pairs);
  } else {
    pairs.emplace_back("tracks:");
    for (const Track& track : stage.tracks) {
      std::vector<std::string> of_track{"name: " + text_of(track.name)};
      add_track(track, of_track);
      for (std::size_t n = 0; n < of_track.size(); ++n) pairs.push_back((n == 0 ? "  - " : "    ") + of_track[n]);
    }
  }
  if (!stage.may_start.empty()) pairs.push_back("starts: " + list_of(stage.may_start));
  if (stage.meanwhile) pairs.push_back("meanwhile: " + std::string(name_of(*stage.meanwhile)));
  std::vector<std::string> outcomes;
  for (const Outcome& outcome : stage.outcomes) {
    outcomes.push_back(key(outcome.decided) + ' ' + following_text(outcome.then, procedure));
  }
  if (!outcomes.empty()) pairs.push_back("outcomes: " + braces(outcomes));
  if (!is_default_silence(procedure, number)) pairs.push_back("silence: " + following_text(stage.if_silent, procedure));
  add_provenance(stage.provenance, pairs);
  for (std::size_t n = 0; n < pairs.size(); ++n) lines.push_back((n == 0 ? "  - " : "    ") + pairs[n]);
}

}  // namespace

std::vector<std::string> lines_of(const Procedure& procedure) {
  std::vector<std::string> lines;
  if (!procedure.title.empty()) lines.push_back("title: " + text_of(procedure.title));
  add_provenance(procedure.provenance, lines);
  if (procedure.may_start != std::vector<std::string>{std::string(anyone_word)}) {
    lines.push_back("starts: " + list_of(procedure.may_start));
  }
  lines.emplace_back("stages:");
  for (StageIndex n = 0; n < procedure.stages.size(); ++n) add_stage(procedure, n, lines);
  return lines;
}

}  // namespace entente::accord
