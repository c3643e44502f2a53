// The review, period by period. It lasts game.review periods, in each of which flows fall due at its start and every
// own level that the party can take back alone may make progress, several at once; others hold, there is no turnover.
// The party may leave at the start of any period of it, or stays to its end; then:
// - the others' levels fall by the rules of W, from the top of their `undo`; `breakdown` runs from then on for ever;
// - own levels that fall by themselves under the rules of W do so, what is already half taken back counting; those that
//   do not may still be taken back at will where the party can do so alone. MODEL 4.1 is silent on the latter; so read
//   the deviator gets more, and w* of MODEL 4.2 allows for it. It does not allow for it under a level that falls by a
//   joint decision (`all` naming others): w*(l) then follows the rules of W to the end. So in a commitment with such a
//   level what is half taken back may be finished after the breakdown, and the rest goes by the rules.
// The penalty runs for ever from the end of the review, whether the party has left or not.
//
// Given the time of leaving, own levels affect each other only through complements, so groups of own commitments that
// share a complement are solved apart, each over all combinations of (level, periods taken back).
#include "sequencing/best_response_review.h"

#include <algorithm>
#include <numeric>

#include "sequencing/best_response_breakdown.h"

namespace entente::sequencing {

namespace {

// Where an own commitment stands: its level, and whether a period's progress is possible or certain.
struct Position {
  std::size_t level;
  bool at_will;        // in the review
  bool at_will_after;  // after the breakdown
  bool by_itself;      // after the breakdown
};

// A complement that can stand at this point, as one group sees it.
struct GroupComplement {
  double flow;
  std::size_t others_stand;                  // periods after the breakdown
  std::vector<accord::Requirement> members;  // of the group; commitment is the place in the group
};

// Own commitments that must be solved together.
struct Group {
  std::vector<std::size_t> own;  // places in game.own, ascending
  std::vector<std::vector<Position>>
      positions;  // per member, most taken back first: one period's progress is one place down
  std::vector<std::vector<std::size_t>> top;  // per member and level: the position with nothing taken back
  std::vector<std::size_t> stride;
  std::size_t states = 1;
  std::vector<GroupComplement> complements;
  std::size_t others_settled = 0;  // periods after the breakdown until nothing changes by others' hands any more
};

bool stands_as_announced(const ComplementView& complement, const accord::State& announced) {
  return std::ranges::all_of(
      complement.when, [&](const accord::Requirement& member) { return announced[member.commitment] >= member.level; });
}

// Periods after a breakdown for which the others' part of the complement stands.
std::size_t others_stand(const PartyGame& game, const ComplementView& complement, const accord::State& announced) {
  std::size_t shortest = kForever;
  for (const accord::Requirement& member : complement.when) {
    const CommitmentView& commitment = game.commitments[member.commitment];
    if (commitment.own) continue;
    shortest = std::min(shortest, fall_time(commitment, announced[member.commitment], member.level));
  }
  return shortest;
}

std::size_t place_of(const PartyGame& game, accord::CommitmentIndex commitment) {
  return static_cast<std::size_t>(std::ranges::lower_bound(game.own, commitment) - game.own.begin());
}

// For each own commitment the first one it shares a standing complement with, directly or through others.
std::vector<std::size_t> group_leaders(const PartyGame& game, const accord::State& announced) {
  std::vector<std::size_t> leader(game.own.size());
  std::iota(leader.begin(), leader.end(), std::size_t{0});
  for (const ComplementView& complement : game.complements) {
    if (!stands_as_announced(complement, announced)) continue;
    std::size_t first = kForever;
    for (const accord::Requirement& member : complement.when) {
      if (!game.commitments[member.commitment].own) continue;
      const std::size_t mine = leader[place_of(game, member.commitment)];
      if (first == kForever) first = mine;
      const std::size_t low = std::min(first, mine);
      for (std::size_t& other : leader) {
        if (other == first || other == mine) other = low;
      }
      first = low;
    }
  }
  return leader;
}

void add_member(const PartyGame& game, std::size_t place, std::size_t announced, Group& group) {
  const CommitmentView& commitment = game.commitments[game.own[place]];
  const bool joint =
      std::ranges::any_of(commitment.levels, [](const LevelView& view) { return view.falls && !view.alone; });
  std::vector<Position> positions;
  std::vector<std::size_t> top;
  for (std::size_t level = 0; level <= announced; ++level) {
    const LevelView& view = commitment.levels[level];
    const std::size_t count = view.alone || view.falls ? view.undo : 1;
    positions.insert(positions.end(), count, Position{level, view.alone, view.alone, view.falls});
    if (joint) positions.back().at_will_after = false;
    top.push_back(positions.size() - 1);
  }
  group.own.push_back(place);
  group.stride.push_back(group.states);
  group.states *= positions.size();
  group.positions.push_back(std::move(positions));
  group.top.push_back(std::move(top));
}

std::vector<Group> groups(const PartyGame& game, std::size_t point) {
  const accord::State& announced = game.points[point];
  const std::vector<std::size_t> leader = group_leaders(game, announced);
  std::vector<Group> result;
  std::vector<std::size_t> group_of(leader.size());
  for (std::size_t place = 0; place < leader.size(); ++place) {
    if (leader[place] == place) {
      group_of[place] = result.size();
      result.emplace_back();
    }
    group_of[place] = group_of[leader[place]];
    add_member(game, place, announced[game.own[place]], result[group_of[place]]);
  }
  for (const ComplementView& complement : game.complements) {
    if (!stands_as_announced(complement, announced)) continue;
    GroupComplement mine{complement.flow, others_stand(game, complement, announced), {}};
    Group* group = nullptr;
    for (const accord::Requirement& member : complement.when) {
      if (!game.commitments[member.commitment].own) continue;
      const std::size_t place = place_of(game, member.commitment);
      group = &result[group_of[place]];
      const auto in_group = std::ranges::lower_bound(group->own, place) - group->own.begin();
      mine.members.push_back({static_cast<std::size_t>(in_group), member.level});
    }
    if (group == nullptr) continue;
    if (mine.others_stand != kForever) group->others_settled = std::max(group->others_settled, mine.others_stand);
    group->complements.push_back(std::move(mine));
  }
  return result;
}

// In the review; after the breakdown while others' levels may still fall; and once they do not.
enum class Phase { review, falling, settled };

// Backward induction over all states of a group.
class GroupSolver {
 public:
  GroupSolver(const PartyGame& game, const Group& group) : game_(game), group_(group) {}

  // The value at the moment of leaving.
  std::vector<double> at_breakdown() const {
    std::vector<double> values = pass(Phase::settled, group_.others_settled, {});
    for (std::size_t elapsed = group_.others_settled; elapsed-- > 0;) values = pass(Phase::falling, elapsed, values);
    return values;
  }

  // One period of the review before what `next` is worth.
  std::vector<double> review_period(const std::vector<double>& next) const { return pass(Phase::review, 0, next); }

 private:
  // One period, `elapsed` periods after the breakdown, before what `next` is worth. Progress leads to states of lower
  // number, so the settled phase, which is its own next, is solved in ascending order.
  std::vector<double> pass(Phase phase, std::size_t elapsed, const std::vector<double>& next) const {
    std::vector<double> values(group_.states);
    std::vector<std::size_t> position(group_.own.size(), 0);
    std::vector<std::size_t> choices;
    for (std::size_t state = 0; state < group_.states; ++state) {
      const double now = flow(position, phase == Phase::review ? 0 : elapsed);
      const std::size_t certain = progress(position, phase, choices);
      const std::vector<double>& later = phase == Phase::settled ? values : next;
      // Where nothing changes by itself any more, standing still for ever is a choice; otherwise it is one for a
      // period.
      const bool for_ever = phase == Phase::settled && certain == 0;
      const double standing_still = for_ever ? now * game_.annuity(kForever) : later[state - certain];
      values[state] = now + game_.beta * best_successor(state - certain, choices, later, standing_still);
      for (std::size_t member = 0; member < position.size(); ++member) {
        if (++position[member] < group_.positions[member].size()) break;
        position[member] = 0;
      }
    }
    return values;
  }

  double flow(const std::vector<std::size_t>& position, std::size_t elapsed) const {
    double total = 0.0;
    for (std::size_t member = 0; member < position.size(); ++member) {
      const std::size_t level = group_.positions[member][position[member]].level;
      total += game_.commitments[game_.own[group_.own[member]]].levels[level].flow;
    }
    for (const GroupComplement& complement : group_.complements) {
      const bool stands =
          elapsed < complement.others_stand && std::ranges::all_of(complement.members, [&](const auto& member) {
            return group_.positions[member.commitment][position[member.commitment]].level >= member.level;
          });
      if (stands) total += complement.flow;
    }
    return total;
  }

  // How far down the group's states what falls by itself goes in a period, certainly; and in `choices` what may be
  // taken back, each as the distance that it would go.
  std::size_t progress(const std::vector<std::size_t>& position, Phase phase, std::vector<std::size_t>& choices) const {
    std::size_t certain = 0;
    choices.clear();
    for (std::size_t member = 0; member < position.size(); ++member) {
      const Position& at = group_.positions[member][position[member]];
      if (phase != Phase::review && at.by_itself) {
        certain += group_.stride[member];
      } else if (phase == Phase::review ? at.at_will : at.at_will_after) {
        choices.push_back(group_.stride[member]);
      }
    }
    return certain;
  }

  // The best over all sets of choices, the empty one being worth `none`.
  static double best_successor(std::size_t from, const std::vector<std::size_t>& choices,
                               const std::vector<double>& later, double none) {
    double best = none;
    for (std::size_t set = 1; set < (std::size_t{1} << choices.size()); ++set) {
      std::size_t to = from;
      for (std::size_t choice = 0; choice < choices.size(); ++choice) {
        if ((set >> choice & 1U) != 0U) to -= choices[choice];
      }
      best = std::max(best, later[to]);
    }
    return best;
  }

  const PartyGame& game_;
  const Group& group_;
};

// What does not depend on own levels, when the party leaves after `stayed` periods of the review.
double others_value(const PartyGame& game, std::size_t point, std::size_t stayed) {
  const accord::State& announced = game.points[point];
  const double until = game.annuity(stayed);
  const double after = game.discount(stayed);
  double value = after * game.breakdown * game.annuity(kForever) +
                 game.discount(game.review) * game.penalty * game.annuity(kForever);
  for (std::size_t k = 0; k < announced.size(); ++k) {
    const CommitmentView& commitment = game.commitments[k];
    if (commitment.own) continue;
    value += commitment.levels[announced[k]].flow * until + after * falling_value(game, commitment, announced[k]);
  }
  for (const ComplementView& complement : game.complements) {
    const bool with_own = std::ranges::any_of(
        complement.when, [&](const accord::Requirement& member) { return game.commitments[member.commitment].own; });
    if (with_own || !stands_as_announced(complement, announced)) continue;
    value += complement.flow * (until + after * game.annuity(others_stand(game, complement, announced)));
  }
  return value;
}

// Raises `values` to what leaving after so many periods gives, where that is more.
void leave_then(const PartyGame& game, const PrivateStates& states, const std::vector<Group>& groups, double others,
                const std::vector<std::vector<double>>& group_values, std::vector<double>& values) {
  std::vector<std::size_t> group_state(groups.size());
  for (TrueLevels levels(states); !levels.done(); levels.next()) {
    double nothing_under_way = others;
    for (std::size_t g = 0; g < groups.size(); ++g) {
      group_state[g] = 0;
      for (std::size_t member = 0; member < groups[g].own.size(); ++member) {
        group_state[g] += groups[g].stride[member] * groups[g].top[member][levels[groups[g].own[member]]];
      }
      nothing_under_way += group_values[g][group_state[g]];
    }
    std::size_t index = states.first[levels.index()];
    values[index] = std::max(values[index], nothing_under_way);
    ++index;
    for (std::size_t own = 0; own < game.own.size(); ++own) {
      const LevelView& level = game.commitments[game.own[own]].levels[levels[own]];
      if (!level.alone || level.undo < 2) continue;
      std::size_t g = 0;
      std::size_t member = 0;
      for (; g < groups.size(); ++g) {
        const auto found = std::ranges::find(groups[g].own, own);
        member = static_cast<std::size_t>(found - groups[g].own.begin());
        if (found != groups[g].own.end()) break;
      }
      for (std::size_t done = 1; done < level.undo; ++done, ++index) {
        const std::size_t half_done = group_state[g] - done * groups[g].stride[member];
        const double finishing = nothing_under_way - group_values[g][group_state[g]] + group_values[g][half_done];
        values[index] = std::max({values[index], finishing, nothing_under_way});
      }
    }
  }
}

}  // namespace

double review_states_at(const PartyGame& game, std::size_t point) {
  const accord::State& announced = game.points[point];
  const std::vector<std::size_t> leader = group_leaders(game, announced);
  double total = 0.0;
  for (std::size_t first = 0; first < leader.size(); ++first) {
    if (leader[first] != first) continue;
    double states = 1.0;
    double others_settled = 0.0;
    for (std::size_t place = first; place < leader.size(); ++place) {
      if (leader[place] != first) continue;
      const accord::CommitmentIndex k = game.own[place];
      double positions = 1.0;
      for (std::size_t level = 1; level <= announced[k]; ++level) {
        const LevelView& view = game.commitments[k].levels[level];
        positions += view.alone || view.falls ? static_cast<double>(view.undo) : 1.0;
      }
      states *= positions;
    }
    for (const ComplementView& complement : game.complements) {
      const bool in_group = std::ranges::any_of(complement.when, [&](const accord::Requirement& member) {
        return game.commitments[member.commitment].own && leader[place_of(game, member.commitment)] == first;
      });
      if (!in_group || !stands_as_announced(complement, announced)) continue;
      const std::size_t time = others_stand(game, complement, announced);
      if (time != kForever) others_settled = std::max(others_settled, static_cast<double>(time));
    }
    total += states * (1.0 + others_settled + static_cast<double>(game.review));
  }
  return total;
}

std::vector<double> response_values(const PartyGame& game, std::size_t point, const PrivateStates& states) {
  const std::vector<Group> own_groups = groups(game, point);
  std::vector<double> values(states.count(), -std::numeric_limits<double>::infinity());
  std::vector<std::vector<double>> group_values;
  for (const Group& group : own_groups) group_values.push_back(GroupSolver(game, group).at_breakdown());
  for (std::size_t stayed = 0;; ++stayed) {
    leave_then(game, states, own_groups, others_value(game, point, stayed), group_values, values);
    if (stayed == game.review) return values;
    for (std::size_t g = 0; g < own_groups.size(); ++g) {
      group_values[g] = GroupSolver(game, own_groups[g]).review_period(group_values[g]);
    }
  }
}

}  // namespace entente::sequencing
