#include "support/played_out.h"

#include <algorithm>
#include <cmath>
#include <map>
#include <tuple>
#include <vector>

#include "accord/lattice.h"

namespace entente::testing {

namespace {

using accord::Accord;
using accord::CommitmentIndex;

enum class Phase { period, gate, review, breakdown, left, found };

struct Position {
  Phase phase = Phase::period;
  std::size_t point = 0;
  std::size_t clock = 0;           // periods of the step done; periods of the review to go
  std::size_t finishing = 0;       // after leaving: 1 + the commitment whose take-back goes on
  std::vector<std::size_t> level;  // true levels
  std::vector<std::size_t> done;   // periods that the fall of each has made
  auto key() const { return std::tie(phase, point, clock, finishing, level, done); }
  bool operator<(const Position& other) const { return key() < other.key(); }
};

struct Successor {
  double weight;  // chance times discount
  Position position;
};

struct Move {
  double reward = 0.0;
  std::vector<Successor> successors;
};

class Rules {
 public:
  Rules(const Accord& accord, const accord::Plan& plan, accord::PartyIndex party, bool only_keeping)
      : accord_(accord), plan_(plan), path_(accord::path(accord, plan)), party_(party), only_keeping_(only_keeping) {
    beta_ = std::pow(accord.parties[party].patience.best, accord.period);
    stays_ = 1.0;
    for (const accord::Party& one : accord.parties) stays_ *= std::pow(1.0 - one.turnover.best, accord.period);
    review_ = accord::periods(accord.review.takes.best, accord.period, 0);
    succeeds_ = accord.review.succeeds.best;
  }

  Position start(std::size_t point) const {
    Position position;
    position.point = point;
    position.level = path_[point];
    position.done.assign(path_[point].size(), 0);
    return position;
  }

  std::vector<Move> moves(const Position& at) const {
    switch (at.phase) {
      case Phase::period:
        return period(at);
      case Phase::gate:
        return gate(at);
      case Phase::review:
        return review(at);
      case Phase::breakdown:
        return breakdown(at);
      case Phase::left:
        return left(at);
      case Phase::found:
        return found(at);
    }
    return {};
  }

 private:
  const accord::Level& standing(const Position& at, CommitmentIndex k) const {
    return accord_.commitments[k].levels[at.level[k] - 1];
  }
  bool own(CommitmentIndex k) const { return accord_.commitments[k].by == party_; }

  bool alone(const Position& at, CommitmentIndex k) const {
    if (!own(k) || at.level[k] == 0 || !standing(at, k).undo) return false;
    const accord::Level& level = standing(at, k);
    return level.undone_by != accord::UndoneBy::all || level.undone_by_all == std::vector<accord::PartyIndex>{party_};
  }

  bool falls(const Position& at, CommitmentIndex k) const {
    if (at.level[k] == 0 || !standing(at, k).undo) return false;
    const accord::Level& level = standing(at, k);
    const auto gains = [&](accord::PartyIndex i) {
      const double below = at.level[k] == 1 ? 0.0 : accord_.commitments[k].levels[at.level[k] - 2].value[i].best;
      return below > level.value[i].best;
    };
    if (level.undone_by == accord::UndoneBy::automatic) return true;
    if (level.undone_by == accord::UndoneBy::giver) return gains(accord_.commitments[k].by);
    return std::ranges::all_of(level.undone_by_all, gains);
  }

  // Some level of it falls by a joint decision.
  bool joint(CommitmentIndex k) const {
    Position at;
    at.level.assign(path_[0].size(), 0);
    for (at.level[k] = 1; at.level[k] <= accord_.commitments[k].levels.size(); ++at.level[k]) {
      if (falls(at, k) && !alone(at, k)) return true;
    }
    return false;
  }

  double flow(const Position& at) const {
    double a_year = 0.0;
    for (CommitmentIndex k = 0; k < at.level.size(); ++k) {
      if (at.level[k] > 0) a_year += standing(at, k).value[party_].best;
    }
    for (const accord::Complement& complement : accord_.complements) {
      bool stands = true;
      for (const accord::Requirement& member : complement.when) stands &= at.level[member.commitment] >= member.level;
      if (stands) a_year += complement.value[party_].best;
    }
    return a_year * accord_.period;
  }

  // The chance that the take-back of k, so many periods old, is answered in its next one: of all the ways in which it
  // has gone on so far (never found, or found in one of those periods and not answered), those in which it is found now
  // and answered.
  double answered(const Position& at, CommitmentIndex k) const {
    const double w = 1.0 - std::pow(1.0 - standing(at, k).watched.best, accord_.period);
    double never_found = 1.0;
    double not_answered = 0.0;
    for (std::size_t period = 0; period < at.done[k]; ++period) {
      not_answered += never_found * w * (1.0 - succeeds_);
      never_found *= 1.0 - w;
    }
    const double so_far = never_found + not_answered;
    return so_far > 0.0 ? never_found * w * succeeds_ / so_far : 1.0;
  }

  // One period of the fall of k.
  void progress(Position& at, CommitmentIndex k) const {
    if (++at.done[k] < accord::periods(standing(at, k).undo->best, accord_.period, 1)) return;
    --at.level[k];
    at.done[k] = 0;
    if (at.finishing == k + 1) at.finishing = 0;
  }

  static Position in(Position at, Phase phase) {
    at.phase = phase;
    return at;
  }

  Position under_review(Position at) const {
    at.phase = Phase::review;
    at.clock = review_;
    at.point = plan_.steps.size();
    // Which step was under way says no more; what others have delivered is in the levels.
    return at;
  }

  std::size_t duration(std::size_t point) const {
    std::size_t longest = 0;
    for (const accord::Raise& raise : plan_.steps[point].raises) {
      std::size_t takes = 0;
      for (std::size_t l = path_[point][raise.commitment]; l < raise.to; ++l) {
        takes += accord::periods(accord_.commitments[raise.commitment].levels[l].takes.best, accord_.period, 1);
      }
      longest = std::max(longest, takes);
    }
    return longest;
  }

  std::vector<Move> period(const Position& at) const {
    std::vector<Move> result;
    if (!only_keeping_) result.push_back({0.0, {{1.0, in(at, Phase::breakdown)}}});
    // k == size: nothing is taken back in this period.
    for (CommitmentIndex k = 0; k <= at.level.size(); ++k) {
      const bool takes_back = k < at.level.size();
      if (takes_back && (only_keeping_ || !alone(at, k))) continue;
      Position end = at;
      for (CommitmentIndex other = 0; other < at.level.size(); ++other) {
        if (other != k) end.done[other] = 0;
      }
      const double response = takes_back ? answered(at, k) : 0.0;
      if (takes_back) progress(end, k);
      Position next = end;
      if (at.point < plan_.steps.size() && ++next.clock == duration(at.point)) next = in(next, Phase::gate);
      const double going_on = beta_ * stays_;
      result.push_back({flow(at),
                        {{beta_ * (1.0 - stays_), in(end, Phase::breakdown)},
                         {going_on * response, under_review(end)},
                         {going_on * (1.0 - response), next}}});
    }
    return result;
  }

  std::vector<Move> gate(const Position& at) const {
    struct Option {
      double once;
      double unseen;
      Position after;
    };
    const accord::State& announced = path_[at.point + 1];
    std::vector<Option> options{{0.0, 1.0, at}};
    for (const accord::Raise& raise : plan_.steps[at.point].raises) {
      const CommitmentIndex k = raise.commitment;
      const std::vector<accord::Level>& levels = accord_.commitments[k].levels;
      std::vector<Option> more;
      for (const Option& option : options) {
        for (std::size_t to = at.level[k]; to <= announced[k]; ++to) {
          if ((!own(k) || only_keeping_) && to < announced[k]) continue;
          Option next = option;
          for (std::size_t l = at.level[k]; l < to; ++l) next.once += levels[l].once[party_].best;
          if (to > at.level[k]) next.after.done[k] = 0;
          next.after.level[k] = to;
          if (to < announced[k]) next.unseen *= 1.0 - levels[announced[k] - 1].seen.best;
          more.push_back(next);
        }
      }
      options = more;
    }
    std::vector<Move> result;
    for (Option& option : options) {
      Position next = in(option.after, Phase::period);
      ++next.point;
      next.clock = 0;
      const double response = (1.0 - option.unseen) * succeeds_;
      if (!only_keeping_) result.push_back({option.once, {{1.0, in(option.after, Phase::breakdown)}}});
      result.push_back({option.once, {{response, under_review(option.after)}, {1.0 - response, next}}});
    }
    return result;
  }

  // Adds the moves of one period in which what is certain falls and any of `choices` may.
  void falling(const Position& at, double reward, const std::vector<CommitmentIndex>& certain,
               const std::vector<CommitmentIndex>& choices, std::vector<Move>& result) const {
    for (std::size_t set = 0; set < (std::size_t{1} << choices.size()); ++set) {
      Position next = at;
      for (const CommitmentIndex k : certain) progress(next, k);
      for (std::size_t c = 0; c < choices.size(); ++c) {
        if ((set >> c & 1U) != 0U) progress(next, choices[c]);
      }
      result.push_back({reward, {{beta_, next}}});
    }
  }

  std::vector<Move> review(const Position& at) const {
    std::vector<Move> result{{0.0, {{1.0, in(at, Phase::found)}}}};  // leave, or the response
    std::vector<CommitmentIndex> choices;
    for (CommitmentIndex k = 0; k < at.level.size(); ++k) {
      if (alone(at, k)) choices.push_back(k);
      if (at.done[k] == 0) continue;
      Position dropped = at;
      dropped.done[k] = 0;
      result.push_back({0.0, {{1.0, dropped}}});
    }
    if (at.clock == 0) return result;
    Position later = at;
    --later.clock;
    falling(later, flow(at), {}, choices, result);
    return result;
  }

  std::vector<Move> breakdown(const Position& at) const {
    Position left = in(at, Phase::left);
    left.point = plan_.steps.size();
    left.clock = 0;
    Position dropped = left;
    std::ranges::fill(dropped.done, 0);
    std::vector<Move> result{{0.0, {{1.0, dropped}}}};
    for (CommitmentIndex k = 0; k < at.level.size(); ++k) {
      if (at.done[k] == 0) continue;
      left.finishing = k + 1;
      result.push_back({0.0, {{1.0, left}}});
    }
    return result;
  }

  double after_breakdown(const Position& at) const {
    return flow(at) + accord_.parties[party_].breakdown.best * accord_.period;
  }

  std::vector<Move> left(const Position& at) const {
    std::vector<CommitmentIndex> certain;
    for (CommitmentIndex k = 0; k < at.level.size(); ++k) {
      if (at.finishing == k + 1 || falls(at, k)) certain.push_back(k);
    }
    std::vector<Move> result;
    falling(at, after_breakdown(at), certain, {}, result);
    return result;
  }

  std::vector<Move> found(const Position& at) const {
    std::vector<CommitmentIndex> certain;
    std::vector<CommitmentIndex> choices;
    for (CommitmentIndex k = 0; k < at.level.size(); ++k) {
      if (falls(at, k)) {
        certain.push_back(k);
      } else if (alone(at, k) && (at.done[k] > 0 || !joint(k))) {
        choices.push_back(k);
      }
    }
    const double penalty = at.clock == 0 ? accord_.review.penalty[party_].best * accord_.period : 0.0;
    Position later = at;
    if (later.clock > 0) --later.clock;
    std::vector<Move> result;
    falling(later, after_breakdown(at) + penalty, certain, choices, result);
    return result;
  }

  const Accord& accord_;
  const accord::Plan& plan_;
  std::vector<accord::State> path_;
  accord::PartyIndex party_;
  bool only_keeping_;
  double beta_;
  double stays_;
  std::size_t review_;
  double succeeds_;
};

struct NumberedMove {
  double reward;
  double same;  // weight of staying at the position itself
  std::vector<std::pair<double, std::size_t>> others;
};

std::optional<double> solve(const Rules& rules, const Position& start, std::size_t most_positions) {
  std::map<Position, std::size_t> number{{start, 0}};
  std::vector<Position> positions{start};
  std::vector<std::vector<NumberedMove>> game;
  for (std::size_t at = 0; at < positions.size(); ++at) {
    if (positions.size() > most_positions) return std::nullopt;
    std::vector<NumberedMove>& numbered = game.emplace_back();
    for (const Move& move : rules.moves(positions[at])) {
      NumberedMove& made = numbered.emplace_back(NumberedMove{move.reward, 0.0, {}});
      for (const Successor& successor : move.successors) {
        if (successor.weight == 0.0) continue;
        const auto [entry, is_new] = number.try_emplace(successor.position, positions.size());
        if (is_new) positions.push_back(successor.position);
        if (entry->second == at) {
          made.same += successor.weight;
        } else {
          made.others.emplace_back(successor.weight, entry->second);
        }
      }
    }
  }
  std::vector<double> value(positions.size(), -1e6);
  for (double change = 1.0; change > 1e-12;) {
    change = 0.0;
    for (std::size_t at = positions.size(); at-- > 0;) {
      double best = -1e9;
      for (const NumberedMove& move : game[at]) {
        double worth = move.reward;
        for (const auto& [weight, next] : move.others) worth += weight * value[next];
        best = std::max(best, worth / (1.0 - move.same));
      }
      change = std::max(change, std::abs(best - value[at]));
      value[at] = best;
    }
  }
  return value[0];
}

}  // namespace

std::optional<PlayedOut> play_out(const Accord& accord, const accord::Plan& plan, accord::PartyIndex party,
                                  std::size_t point, std::size_t most_positions) {
  const Rules keeping(accord, plan, party, true);
  const Rules anything(accord, plan, party, false);
  const std::optional<double> kept = solve(keeping, keeping.start(point), most_positions);
  const std::optional<double> best = solve(anything, anything.start(point), most_positions);
  if (!kept || !best) return std::nullopt;
  return PlayedOut{*kept, *best};
}

}  // namespace entente::testing
