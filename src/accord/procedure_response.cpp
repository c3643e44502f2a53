#include "accord/procedure_response.h"

#include <algorithm>
#include <array>
#include <functional>
#include <optional>

#include "accord/voting.h"

namespace entente::accord {

namespace {

// Who is who in one complaint, and how votes are looked at.
struct Roles {
  std::string accused;
  std::string complainant;
  std::string sides_with_accused;                 // a member that votes as the accused does; empty: nobody
  std::optional<StageIndex> accused_is_silenced;  // a stage at which the accused's vote is left out of the game
  bool with_chances = true;
};

struct Voter {
  std::string name;  // empty: not known
  double for_response = 1.0;
  bool has_veto = false;
  bool is_accused = false;
};

// `deciders` are those of the complaint (deciders_of).
std::vector<std::string> names_of_members(const Deciders& deciders, const Roles& roles) {
  if (!deciders.members.empty()) return deciders.members;
  // Only their number is known: those whom the rule names, the accused, then strangers.
  std::vector<std::string> names;
  const auto add = [&](const std::string& name) {
    if (!name.empty() && std::ranges::find(names, name) == names.end()) names.push_back(name);
  };
  for (const std::string& name : deciders.veto) add(name);
  for (const MemberChance& one : deciders.chances) add(one.member);
  for (const std::string& name : deciders.not_voting) add(name);
  if (names.size() < deciders.size) add(roles.accused);
  names.resize(std::max(names.size(), deciders.size));
  return names;
}

std::vector<Voter> voters_of(const Deciders& deciders, const Roles& roles) {
  const auto named_in = [](const std::vector<std::string>& list, const std::string& name) {
    return !name.empty() && std::ranges::find(list, name) != list.end();
  };
  std::vector<Voter> voters;
  for (const std::string& name : names_of_members(deciders, roles)) {
    if (named_in(deciders.not_voting, name)) continue;
    Voter voter{.name = name, .for_response = 1.0, .has_veto = named_in(deciders.veto, name), .is_accused = false};
    for (const MemberChance& one : deciders.chances) {
      if (roles.with_chances && one.member == name) voter.for_response = one.for_response;
    }
    voter.is_accused = name == roles.accused && !name.empty();
    if (!name.empty() && name == roles.sides_with_accused) voter.for_response = 0.0;
    voters.push_back(voter);
  }
  return voters;
}

class Game {
 public:
  Game(const Procedure& procedure, std::span<const std::string> parties, Roles roles)
      : procedure_(procedure),
        parties_(parties),
        roles_(std::move(roles)),
        known_(procedure.stages.size()),
        open_(procedure.stages.size(), false) {}

  double value(StageIndex number) {
    if (known_[number]) return *known_[number];
    if (open_[number]) return 0.0;  // a circle, which time_of refuses: the accused could go round it for ever
    open_[number] = true;
    const double result = value_at(number);
    open_[number] = false;
    known_[number] = result;
    return result;
  }

 private:
  double value_of(const Following& then) {
    if (then.stage) return value(*then.stage);
    return is_response(then.ending) || then.ending == Ending::unsaid ? 1.0 : 0.0;
  }

  double value_at(StageIndex number) {
    const ProcedureStage& stage = procedure_.stages[number];
    if (stage.meanwhile && is_response(*stage.meanwhile)) return 1.0;
    double not_carried = value_of(stage.if_silent);
    if (deciding_track(stage) == nullptr) return not_carried;
    double best = 0.0;
    double worst = 1.0;
    for (const Outcome& outcome : stage.outcomes) {
      const double one = value_of(outcome.then);
      if (outcome.decided == rejected_word) {
        not_carried = std::min(not_carried, one);
      } else {
        best = std::max(best, one);
        worst = std::min(worst, one);
      }
    }
    double result = not_carried;
    if (best > not_carried) {
      const double carried = chance_carried(stage, number, true);
      result = carried * best + (1.0 - carried) * not_carried;
    }
    if (worst < result) {
      const double carried = chance_carried(stage, number, false);
      result = carried * worst + (1.0 - carried) * result;
    }
    return result;
  }

  // Of a motion for the response, or of one against it; one track that carries it is enough.
  double chance_carried(const ProcedureStage& stage, StageIndex number, bool for_response) const {
    double none = 1.0;
    for (const Track& track : stage.tracks) {
      if (track.deciders && track.binding) none *= 1.0 - chance_in(*track.deciders, number, for_response);
    }
    return 1.0 - none;
  }

  double chance_in(const Deciders& as_written, StageIndex number, bool for_response) const {
    const Deciders deciders = deciders_of(as_written, roles_.complainant, roles_.accused, parties_);
    std::vector<double> yes;
    std::vector<bool> has_veto;
    std::optional<bool> accused_has_veto;
    for (const Voter& voter : voters_of(deciders, roles_)) {
      if (voter.is_accused && roles_.accused_is_silenced != number) {
        accused_has_veto = voter.has_veto;
        continue;
      }
      const double in_favour = voter.is_accused ? 1.0 : voter.for_response;
      yes.push_back(for_response ? in_favour : 1.0 - in_favour);
      has_veto.push_back(voter.has_veto);
    }
    const double without = chance_adopted(deciders, yes, has_veto);
    if (!accused_has_veto) return without;
    yes.push_back(for_response ? 0.0 : 1.0);
    has_veto.push_back(*accused_has_veto);
    const double with = chance_adopted(deciders, yes, has_veto);
    // It may stay away, where that breaks a quorum, say.
    return for_response ? std::min(with, without) : std::max(with, without);
  }

  const Procedure& procedure_;
  std::span<const std::string> parties_;
  Roles roles_;
  std::vector<std::optional<double>> known_;
  std::vector<bool> open_;
};

double value_for(const Procedure& procedure, StageIndex begins, std::span<const std::string> parties,
                 const Roles& roles) {
  return Game(procedure, parties, roles).value(begins);
}

// Every way from `begins`.
void for_each_following(const Procedure& procedure, StageIndex begins,
                        const std::function<void(const ProcedureStage&, const Following&)>& look) {
  std::vector<bool> seen(procedure.stages.size(), false);
  std::vector<StageIndex> open{begins};
  while (!open.empty()) {
    const StageIndex number = open.back();
    open.pop_back();
    if (seen[number]) continue;
    seen[number] = true;
    const ProcedureStage& stage = procedure.stages[number];
    const auto follow = [&](const Following& then) {
      look(stage, then);
      if (then.stage) open.push_back(*then.stage);
    };
    follow(stage.if_silent);
    for (const Outcome& outcome : stage.outcomes) follow(outcome.then);
  }
}

bool ends_unsaid(const Procedure& procedure, StageIndex begins) {
  bool unsaid = false;
  for_each_following(procedure, begins, [&](const ProcedureStage&, const Following& then) {
    unsaid = unsaid || (!then.stage && then.ending == Ending::unsaid);
  });
  return unsaid;
}

std::vector<std::string> others_who_could(const Procedure& procedure, StageIndex begins,
                                          std::span<const std::string> parties, const Roles& roles, double chance) {
  std::vector<std::string> others;
  std::vector<std::string> tried;
  for (const ProcedureStage& stage : procedure.stages) {
    for (const Track& track : stage.tracks) {
      if (!track.deciders || !track.binding) continue;
      const Deciders deciders = deciders_of(*track.deciders, roles.complainant, roles.accused, parties);
      for (const Voter& voter : voters_of(deciders, roles)) {
        if (voter.is_accused || voter.name.empty() || std::ranges::find(tried, voter.name) != tried.end()) continue;
        tried.push_back(voter.name);
        Roles with = roles;
        with.sides_with_accused = voter.name;
        if (value_for(procedure, begins, parties, with) < chance) others.push_back(voter.name);
      }
    }
  }
  return others;
}

}  // namespace

double chance_adopted(const Deciders& deciders, std::span<const double> yes, const std::vector<bool>& has_veto) {
  // [vetoed][number of yes votes]; all that are not yes are no.
  std::array<std::vector<double>, 2> chance{std::vector<double>{1.0}, std::vector<double>{0.0}};
  for (std::size_t n = 0; n < yes.size(); ++n) {
    std::array<std::vector<double>, 2> next{std::vector<double>(n + 2, 0.0), std::vector<double>(n + 2, 0.0)};
    for (const std::size_t vetoed : {std::size_t{0}, std::size_t{1}}) {
      for (std::size_t k = 0; k <= n; ++k) {
        next[vetoed][k + 1] += chance[vetoed][k] * yes[n];
        next[has_veto[n] ? 1 : vetoed][k] += chance[vetoed][k] * (1.0 - yes[n]);
      }
    }
    chance = std::move(next);
  }
  double sum = 0.0;
  for (const std::size_t vetoed : {std::size_t{0}, std::size_t{1}}) {
    for (std::size_t k = 0; k <= yes.size(); ++k) {
      const Tally tally{.yes = k, .no = yes.size() - k, .abstain = 0, .vetoed = vetoed == 1};
      if (is_adopted(deciders, tally)) sum += chance[vetoed][k];
    }
  }
  return std::min(1.0, sum);
}

ResponseChance response_chance(const Procedure& procedure, StageIndex begins, std::span<const std::string> parties,
                               std::span<const std::string> accused) {
  ResponseChance result;
  std::optional<Roles> worst;
  for (const std::string& party : accused) {
    for (const std::string& complainant : parties) {
      if (complainant == party && parties.size() > 1) continue;
      Roles roles{.accused = party, .complainant = complainant, .sides_with_accused = {}, .accused_is_silenced = {}};
      const double chance = value_for(procedure, begins, parties, roles);
      if (worst && chance >= result.chance) continue;
      result.chance = chance;
      worst = roles;
    }
  }
  result.unsaid = ends_unsaid(procedure, begins);
  if (!worst) return result;
  result.accused = worst->accused;
  for (StageIndex n = 0; n < procedure.stages.size() && result.stopped_at.empty(); ++n) {
    Roles without = *worst;
    without.accused_is_silenced = n;
    if (value_for(procedure, begins, parties, without) > result.chance) result.stopped_at = procedure.stages[n].name;
  }
  Roles certain = *worst;
  certain.with_chances = false;
  result.by_chances = value_for(procedure, begins, parties, certain) > result.chance;
  result.others = others_who_could(procedure, begins, parties, *worst, result.chance);
  return result;
}

bool may_respond(const Procedure& procedure, StageIndex begins) {
  bool may = false;
  for_each_following(procedure, begins, [&](const ProcedureStage& stage, const Following& then) {
    may = may || (stage.meanwhile && is_response(*stage.meanwhile)) ||
          (!then.stage && (is_response(then.ending) || then.ending == Ending::unsaid));
  });
  return may;
}

}  // namespace entente::accord
