// Who decides a stage, by what rule, and who may prolong it.
#include <algorithm>
#include <cmath>
#include <set>

#include "accord/numbers.h"
#include "accord/read_procedures.h"
#include "accord/voting.h"
#include "accord/words.h"

namespace entente::accord {

namespace {

const std::vector<std::string> decider_keys{"body", "by", "rule", "quorum", "veto", "not_voting", "chance"};
const std::vector<std::string> extension_keys{"by", "at_most"};
constexpr std::size_t most_members = 1000;
constexpr std::string_view rule_advice =
    "write `consensus`, `unanimity`, `majority`, `2/3 of members`, `75% of votes` or `9 votes`";

// The digits of a whole number up to 10,000; empty for anything else.
std::optional<std::uint32_t> whole(std::string_view text) {
  if (text.empty() || text.size() > 5 || text.find_first_not_of("0123456789") != std::string_view::npos)
    return std::nullopt;
  return static_cast<std::uint32_t>(std::stoul(std::string(text)));
}

// `3/4`, `75%` or `66.7%` as a fraction.
bool read_fraction(std::string_view text, Deciders& deciders) {
  if (const std::size_t slash = text.find('/'); slash != std::string_view::npos) {
    const auto of = whole(text.substr(0, slash));
    const auto in = whole(text.substr(slash + 1));
    if (!of || !in || *of == 0 || *of > *in) return false;
    deciders.share_of = *of;
    deciders.share_in = *in;
    return true;
  }
  if (!text.ends_with('%')) return false;
  const auto percent = number_in(text.substr(0, text.size() - 1));
  if (!percent || *percent <= 0.0 || *percent > 100.0) return false;
  constexpr double thousandths = 1000.0;
  deciders.share_of = static_cast<std::uint32_t>(std::lround(*percent * thousandths));
  deciders.share_in = static_cast<std::uint32_t>(100 * thousandths);
  return deciders.share_of > 0;
}

bool read_rule_text(std::string_view text, Deciders& deciders) {
  if (text == "consensus" || text == "unanimity") {
    deciders.counting = text == "consensus" ? Counting::consensus : Counting::unanimity;
    return true;
  }
  if (text == "majority") text = "majority of votes";
  for (const auto& [ending, counting] : {std::pair<std::string_view, Counting>{" of members", Counting::of_members},
                                         std::pair<std::string_view, Counting>{" of votes", Counting::of_votes}}) {
    if (!text.ends_with(ending)) continue;
    const std::string_view share = text.substr(0, text.size() - ending.size());
    deciders.counting = counting;
    deciders.more_than_share = share == "majority";
    if (deciders.more_than_share) return true;
    return read_fraction(share, deciders);
  }
  for (const std::string_view ending : {" votes", " vote"}) {
    if (!text.ends_with(ending)) continue;
    const auto votes = whole(text.substr(0, text.size() - ending.size()));
    if (!votes || *votes == 0) return false;
    deciders.counting = Counting::yes_votes;
    deciders.votes = *votes;
    return true;
  }
  return false;
}

void read_members(const Fields& keys, Deciders& deciders, ProcedureReading& reading) {
  std::vector<Problem>& problems = reading.problems;
  const Yaml* by = keys.find("by");
  const std::string what = "by of " + keys.what;
  if (by == nullptr) {
    const auto body = reading.bodies.find(deciders.body);
    if (body != reading.bodies.end()) {
      deciders.members = body->second;
    } else if (keys.readable && !keys.written("by")) {
      problems.push_back({keys.place, keys.what + " does not say who decides; write `by: [North, South]`, their number "
                                                  "or `parties`, or name a body of `bodies`"});
    }
  } else if (by->kind == Yaml::Kind::text && by->text == "parties") {
    deciders.all_parties = true;
    if (reading.parties != nullptr) deciders.size = reading.parties->size();
    return;
  } else if (by->kind == Yaml::Kind::text && number_in(by->text)) {
    deciders.size = read_count(*by, what, problems).value_or(0);
    if (deciders.size > most_members) {
      problems.push_back({by->place, in_backquotes(by->text) + " (" + what +
                                         ") is more members than a body has; write " + std::to_string(most_members) +
                                         " at most"});
      deciders.size = 0;
    }
    return;
  } else {
    deciders.members = read_names(*by, what, problems);
  }
  deciders.size = deciders.members.size();
}

bool may_be_member(const std::string& name, const Deciders& deciders, const ProcedureReading& reading) {
  if (name == complainant_word || name == accused_word) return true;
  if (deciders.all_parties) {
    return reading.parties == nullptr || std::ranges::find(*reading.parties, name) != reading.parties->end();
  }
  return deciders.members.empty() || std::ranges::find(deciders.members, name) != deciders.members.end();
}

std::vector<std::string> known_members(const Deciders& deciders, const ProcedureReading& reading) {
  if (deciders.all_parties) return reading.parties == nullptr ? std::vector<std::string>{} : *reading.parties;
  return deciders.members;
}

void refuse_strangers(const std::vector<std::string>& names, const Yaml& value, const std::string& what,
                      const Deciders& deciders, ProcedureReading& reading) {
  for (const std::string& name : names) {
    if (may_be_member(name, deciders, reading)) continue;
    reading.problems.push_back({value.place, in_quotes(name) + " (" + what + ") is no member of who decides there" +
                                                 suggestion(name, known_members(deciders, reading))});
  }
}

void read_chances(const Yaml& value, const std::string& what, Deciders& deciders, ProcedureReading& reading) {
  for (const Field& pair : named_fields(value, what, "`{North: 80%}`", reading.problems).pairs) {
    const std::string& name = pair.key->text;
    if (!may_be_member(name, deciders, reading)) {
      reading.problems.push_back({pair.key->place, in_quotes(name) + " (" + what +
                                                       ") is no member of who decides there" +
                                                       suggestion(name, known_members(deciders, reading))});
    }
    const Range share = read_share(*pair.value, name + " in " + what, Ends::both, reading.problems);
    deciders.chances.push_back({name, share.best});
  }
}

void check_attainable(const Fields& keys, const Deciders& deciders, std::vector<Problem>& problems) {
  if (deciders.size == 0) return;
  const auto members = [&] { return std::to_string(deciders.size) + (deciders.size == 1 ? " member" : " members"); };
  if (deciders.quorum > deciders.size) {
    problems.push_back({keys.find("quorum")->place, "a quorum of " + std::to_string(deciders.quorum) + " (" +
                                                        keys.what + ") can not be reached by " + members() +
                                                        "; write their number at most"});
  }
  const std::size_t voters = voting_members(deciders);
  const std::size_t least = least_yes_votes(deciders);
  if (least <= voters) return;
  const Yaml* rule = keys.find("rule");
  problems.push_back({rule == nullptr ? keys.place : rule->place,
                      std::to_string(least) + " yes votes are asked (" + keys.what + ") of " + members() +
                          (voters < deciders.size ? ", " + std::to_string(voters) + " of them with a vote" : "") +
                          "; nothing could ever be adopted"});
}

}  // namespace

std::vector<std::string> read_names(const Yaml& value, const std::string& what, std::vector<Problem>& problems) {
  std::vector<std::string> names;
  const auto add = [&](const Yaml& one) {
    if (one.kind == Yaml::Kind::refused) return;
    if (one.kind != Yaml::Kind::text || one.text.empty()) {
      problems.push_back(not_a(one, what, "a name", "`North` or `[North, South]`"));
    } else if (std::ranges::find(names, one.text) != names.end()) {
      problems.push_back({one.place, in_quotes(one.text) + " is named twice in " + what + "; keep one"});
    } else {
      names.push_back(one.text);
    }
  };
  if (value.kind != Yaml::Kind::list) {
    add(value);
    return names;
  }
  for (const Yaml& one : list_items(value, what, "`[North, South]`", problems)) add(one);
  return names;
}

std::optional<Deciders> read_deciders(const Yaml& value, const std::string& what, ProcedureReading& reading) {
  std::vector<Problem>& problems = reading.problems;
  const std::size_t before = problems.size();
  const Fields keys = fields(value, what, decider_keys, "`{by: [North, South], rule: consensus}`", problems);
  Deciders deciders;
  deciders.body = optional_text(keys, "body", problems);
  read_members(keys, deciders, reading);
  provenance(keys, problems);
  const Yaml* rule = keys.find("rule");
  if (rule == nullptr) {
    if (deciders.size != 1) require(keys, "rule", rule_advice.substr(6), problems);
  } else if (rule->kind != Yaml::Kind::refused &&
             (rule->kind != Yaml::Kind::text || !read_rule_text(rule->text, deciders))) {
    problems.push_back({rule->place, description(*rule) + " (rule of " + what + ") is no rule of decision; " +
                                         std::string(rule_advice)});
  }
  if (const Yaml* one = keys.find("quorum")) {
    deciders.quorum = read_count(*one, "quorum of " + what, problems).value_or(0);
  }
  if (const Yaml* one = keys.find("veto")) {
    deciders.veto = read_names(*one, "veto of " + what, problems);
    refuse_strangers(deciders.veto, *one, "veto of " + what, deciders, reading);
  }
  if (const Yaml* one = keys.find("not_voting")) {
    deciders.not_voting = read_names(*one, "not_voting of " + what, problems);
    refuse_strangers(deciders.not_voting, *one, "not_voting of " + what, deciders, reading);
  }
  if (const Yaml* one = keys.find("chance")) read_chances(*one, "chance of " + what, deciders, reading);
  if (problems.size() == before) check_attainable(keys, deciders, problems);
  if (problems.size() != before) return std::nullopt;
  return deciders;
}

Extension read_extension(const Yaml& value, const std::string& what, std::vector<Problem>& problems) {
  Extension extension;
  const auto read_by = [&](const Yaml& by) {
    if (by.kind == Yaml::Kind::refused) return;
    if (by.kind == Yaml::Kind::text && by.text == "consensus") {
      extension.by = Prolonging::by_consensus;
    } else if (by.kind == Yaml::Kind::text && by.text == "decision") {
      extension.by = Prolonging::by_decision;
    } else if (by.kind != Yaml::Kind::text || by.text != "none") {
      problems.push_back({by.place, description(by) + " (" + what +
                                        ") does not say who may prolong the clock; write `none`, `consensus`, "
                                        "`decision` or `{by: consensus, at_most: 30 days}`"});
    }
  };
  if (value.kind != Yaml::Kind::mapping) {
    read_by(value);
    return extension;
  }
  const Fields keys = fields(value, what, extension_keys, "`{by: consensus, at_most: 30 days}`", problems);
  require(keys, "by", "`by: consensus` or `by: decision`", problems);
  provenance(keys, problems);
  if (const Yaml* by = keys.find("by")) read_by(*by);
  if (const Yaml* one = keys.find("at_most"))
    extension.at_most = read_clock_of_stage(*one, "at_most of " + what, problems);
  return extension;
}

}  // namespace entente::accord
