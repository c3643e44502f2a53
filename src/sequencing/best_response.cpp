// The game of MODEL 4.1 for one party, i, and how it is solved.
//
// Timing. Point t of the plan is the announced state r before step t; the last point is the holding. A step of T
// periods has periods 0 .. T-1. Within one period:
//   1. At its start i may leave: breakdown at once, worth W_i of the true state. Else it chooses one own commitment
//      whose take-back it starts or continues, or none; a take-back that is not continued is lost, its periods count
//      for nothing later.
//   2. Flows fall due, in the true state: others as announced, i's own true levels; a level under take-back stands
//      until its last period is over.
//   3. At the end of the period the take-back has one more period done; with the last one the level is down.
//   4. Turnover: with chance theta a breakdown in that state, worth beta W_i as seen from the start of the period.
//   5. Else the take-back, if there was one, may be found and answered: the review begins (best_response_review),
//      before the gate if one is due. A take-back is found once at most, in its h-th period with chance w (1-w)^(h-1),
//      and what is found gets a response with chance `succeeds` (the q_h of MODEL 4.2). Party i is not told of a
//      finding that nobody answers; so the chance of a response in period h, none having come before, is q_h over 1
//      less the sum of q_1 .. q_(h-1).
//   6. Else the next period, or after period T-1 the gate.
// The gate. Others deliver. Every own commitment that is due may be raised from its true level to any level up to the
// announced one, all `once` of the levels so raised falling due; so what was withheld or taken back before is made good
// here, or not. Delivering ends a take-back of that commitment; any other one goes on. Then i may leave: breakdown with
// the others' deliveries made. Else it is looked at: found with chance 1 - prod(1 - seen) over the due commitments
// whose true level is short of the announced one; what is found gets a response with chance `succeeds`, and the review
// begins in the state after the gate; otherwise point t+1 begins. A shortfall that was found without a response is
// looked for again at the next gate of its commitment, as if it had not been found.
// The holding is the same without gates, for ever.
// After a breakdown every commitment falls by the rules of W_i, i's own too; only a take-back under way may be finished
// first.
//
// True levels may be lower than announced in several commitments at once; `needs` hold no delivery back. Where
// MODEL 4.1 leaves a choice of reading, the one here gives i more, but for 5 (told of unanswered findings, i could go
// on after them and leave otherwise, which no condition of MODEL 4.2 looks at) and one case in
// best_response_review.cpp.
//
// A private state is the point, the period, i's own true levels, and the take-back under way: its commitment and the
// periods done. Values are computed backwards, one period at a time; in the holding, true levels only go down, so they
// are solved in ascending order, each exactly (see `hold`).
#include "sequencing/best_response.h"

#include <algorithm>
#include <cmath>

#include "sequencing/best_response_breakdown.h"
#include "sequencing/best_response_game.h"
#include "sequencing/best_response_review.h"

namespace entente::sequencing {

namespace {

// Worth more than keeping the plan by more than this share of max(1, |value|) (MODEL 4.1).
constexpr double kWorthBreaking = 1e-6;

// Policy improvement in the holding ends when a round gains no more than rounding does.
constexpr double kRounding = 1e-14;

// All that is fixed while the plan stands at one point.
struct Point {
  PrivateStates states;
  std::vector<double> left;   // what leaving is worth, by private state
  std::vector<double> found;  // what a response is worth, by private state
  std::vector<double> flow;   // U_i, by vector of true levels
};

Point make_point(const PartyGame& game, std::size_t number) {
  Point point{number_private_states(game, number), {}, {}, {}};
  point.left = breakdown_values(game, number, point.states);
  point.found = response_values(game, number, point.states);
  accord::State state = game.points[number];
  for (TrueLevels levels(point.states); !levels.done(); levels.next()) {
    for (std::size_t own = 0; own < game.own.size(); ++own) state[game.own[own]] = levels[own];
    point.flow.push_back(game.flow(state));
  }
  return point;
}

using Values = std::vector<double>;  // by private state

// A take-back that can be started or go on at a vector of true levels: where its private states are.
struct TakeBack {
  const LevelView* level;
  std::size_t first;     // private state with one period done
  std::size_t finished;  // private state once the level is down
  std::size_t at(std::size_t done) const { return done == level->undo ? finished : first + done - 1; }
};

std::vector<TakeBack> take_backs(const PartyGame& game, const PrivateStates& states, const TrueLevels& levels) {
  std::vector<TakeBack> result;
  std::size_t next = states.first[levels.index()] + 1;
  for (std::size_t own = 0; own < game.own.size(); ++own) {
    const LevelView& level = game.commitments[game.own[own]].levels[levels[own]];
    if (!level.alone) continue;
    result.push_back({&level, next, states.first[levels.index() - states.stride[own]]});
    next += level.undo - 1;
  }
  return result;
}

// Flow and turnover of one period whose end finds the party in private state `end`.
double period_value(const PartyGame& game, const Point& point, std::size_t vector, std::size_t end) {
  return point.flow[vector] + game.beta * game.theta * point.left[end];
}

// One period before the values `next`, which hold at its end.
Values period_before(const PartyGame& game, const Point& point, const Values& next) {
  Values values(point.states.count());
  for (TrueLevels levels(point.states); !levels.done(); levels.next()) {
    const std::size_t vector = levels.index();
    const std::size_t idle = point.states.first[vector];
    const std::vector<TakeBack> options = take_backs(game, point.states, levels);
    const auto go_on = [&](const TakeBack& option, std::size_t done) {
      const std::size_t end = option.at(done + 1);
      const double response = option.level->response[done];
      return period_value(game, point, vector, end) +
             game.gamma * (response * point.found[end] + (1.0 - response) * next[end]);
    };
    double best = std::max(point.left[idle], period_value(game, point, vector, idle) + game.gamma * next[idle]);
    for (const TakeBack& option : options) best = std::max(best, go_on(option, 0));
    values[idle] = best;
    for (const TakeBack& option : options) {
      for (std::size_t done = 1; done < option.level->undo; ++done) {
        const std::size_t state = option.at(done);
        values[state] = std::max({best, point.left[state], go_on(option, done)});
      }
    }
  }
  return values;
}

// A value as a function of what having nothing under way is worth, near the present guess of it.
struct Line {
  double value;
  double slope;
};

Line larger(const Line& a, const Line& b) {
  return b.value > a.value ? b : a;
}

// A take-back in the holding, by periods done, where having nothing under way is worth `idle`.
std::vector<Line> course(const PartyGame& game, const Point& point, std::size_t vector, const TakeBack& option,
                         const Values& values, double idle) {
  const std::size_t undo = option.level->undo;
  std::vector<Line> result(undo + 1, Line{values[option.finished], 0.0});
  for (std::size_t done = undo; done-- > 0;) {
    const std::size_t end = option.at(done + 1);
    const double response = option.level->response[done];
    const Line& next = result[done + 1];
    result[done] = {period_value(game, point, vector, end) +
                        game.gamma * (response * point.found[end] + (1.0 - response) * next.value),
                    game.gamma * (1.0 - response) * next.slope};
    if (done > 0) result[done] = larger(result[done], larger({idle, 1.0}, {point.left[option.at(done)], 0.0}));
  }
  return result;
}

// The holding. With nothing under way at some true levels, let v be what that is worth. The best of leaving, waiting a
// period and starting a take-back is a convex, piecewise linear function of v with slopes below 1, since every way back
// to v takes at least a period: Newton's method from below (which is policy improvement) ends at its fixed point after
// finitely many rounds.
Values hold(const PartyGame& game, const Point& point) {
  Values values(point.states.count());
  for (TrueLevels levels(point.states); !levels.done(); levels.next()) {
    const std::size_t vector = levels.index();
    const std::size_t idle = point.states.first[vector];
    const std::vector<TakeBack> options = take_backs(game, point.states, levels);
    const double waiting = period_value(game, point, vector, idle);
    double v = std::max(point.left[idle], waiting / (1.0 - game.gamma));
    while (true) {
      Line best = larger({point.left[idle], 0.0}, {waiting + game.gamma * v, game.gamma});
      for (const TakeBack& option : options) {
        best = larger(best, course(game, point, vector, option, values, v)[0]);
      }
      if (best.value <= v + kRounding * std::max(1.0, std::abs(v))) break;
      v += (best.value - v) / (1.0 - best.slope);
    }
    values[idle] = v;
    for (const TakeBack& option : options) {
      const std::vector<Line> solved = course(game, point, vector, option, values, v);
      for (std::size_t done = 1; done < option.level->undo; ++done) values[option.at(done)] = solved[done].value;
    }
  }
  return values;
}

// What all `once` are worth that others pay or cause at the gate of step t.
double others_once(const PartyGame& game, std::size_t step) {
  double total = 0.0;
  for (std::size_t k = 0; k < game.commitments.size(); ++k) {
    if (game.commitments[k].own) continue;
    for (std::size_t level = game.points[step][k] + 1; level <= game.points[step + 1][k]; ++level) {
      total += game.commitments[k].levels[level].once;
    }
  }
  return total;
}

// One way to pass a gate from given true levels.
struct Delivery {
  double once = 0.0;
  double found = 0.0;           // chance of a response
  std::vector<std::size_t> to;  // own true levels after it
};

// All ways to pass the gate of step t from own true levels `from`.
std::vector<Delivery> deliveries(const PartyGame& game, std::size_t step, const std::vector<std::size_t>& from) {
  std::vector<Delivery> result{{0.0, 1.0, from}};  // `found` holds the chance of passing unseen until the end
  for (std::size_t own = 0; own < game.own.size(); ++own) {
    const accord::CommitmentIndex k = game.own[own];
    const std::size_t announced = game.points[step + 1][k];
    if (announced == game.points[step][k]) continue;
    const std::vector<LevelView>& levels = game.commitments[k].levels;
    std::vector<Delivery> extended;
    for (const Delivery& delivery : result) {
      Delivery next = delivery;
      for (std::size_t to = from[own]; to <= announced; ++to) {
        if (to > from[own]) next.once += levels[to].once;
        next.to[own] = to;
        next.found = delivery.found * (to < announced ? 1.0 - levels[announced].seen : 1.0);
        extended.push_back(next);
      }
    }
    result = std::move(extended);
  }
  for (Delivery& delivery : result) delivery.found = (1.0 - delivery.found) * game.succeeds;
  return result;
}

std::size_t vector_index(const PrivateStates& states, const std::vector<std::size_t>& levels) {
  std::size_t index = 0;
  for (std::size_t own = 0; own < levels.size(); ++own) index += levels[own] * states.stride[own];
  return index;
}

// Where the take-back of `own` with one period done stands at these true levels.
std::size_t first_of(const PartyGame& game, const PrivateStates& states, const std::vector<std::size_t>& levels,
                     std::size_t own) {
  std::size_t state = states.first[vector_index(states, levels)] + 1;
  for (std::size_t before = 0; before < own; ++before) {
    const LevelView& level = game.commitments[game.own[before]].levels[levels[before]];
    if (level.alone) state += level.undo - 1;
  }
  return state;
}

// At the gate of step t, before anything is delivered.
Values gate(const PartyGame& game, std::size_t step, const Point& before, const Point& after, const Values& next) {
  constexpr double kNone = -std::numeric_limits<double>::infinity();
  Values values(before.states.count(), kNone);
  const double received = others_once(game, step);
  for (TrueLevels levels(before.states); !levels.done(); levels.next()) {
    for (const Delivery& delivery : deliveries(game, step, levels.levels())) {
      const auto worth = [&](std::size_t state) {
        const double looked_at = delivery.found * after.found[state] + (1.0 - delivery.found) * next[state];
        return received + delivery.once + std::max(after.left[state], looked_at);
      };
      const std::size_t idle_after = after.states.first[vector_index(after.states, delivery.to)];
      std::size_t state = before.states.first[levels.index()];
      values[state] = std::max(values[state], worth(idle_after));
      ++state;
      for (std::size_t own = 0; own < game.own.size(); ++own) {
        const LevelView& level = game.commitments[game.own[own]].levels[levels[own]];
        if (!level.alone) continue;
        const bool goes_on = delivery.to[own] == levels[own];
        const std::size_t first = goes_on ? first_of(game, after.states, delivery.to, own) : idle_after;
        for (std::size_t done = 1; done < level.undo; ++done, ++state) {
          values[state] = std::max(values[state], worth(goes_on ? first + done - 1 : idle_after));
        }
      }
    }
  }
  return values;
}

// C_i at every point (MODEL section 3), period by period.
std::vector<double> plan_values(const PartyGame& game) {
  std::vector<double> values(game.points.size());
  for (std::size_t point = game.points.size(); point-- > 0;) {
    const accord::State& state = game.points[point];
    double breakdown = game.breakdown * game.annuity(kForever);
    for (std::size_t k = 0; k < state.size(); ++k) breakdown += falling_value(game, game.commitments[k], state[k]);
    for (const ComplementView& complement : game.complements) {
      std::size_t stands = kForever;
      for (const accord::Requirement& member : complement.when) {
        const accord::CommitmentIndex k = member.commitment;
        stands = std::min(stands, fall_time(game.commitments[k], state[k], member.level));
      }
      breakdown += complement.flow * game.annuity(stands);
    }
    const double period = game.flow(state) + game.beta * game.theta * breakdown;
    if (point + 1 == game.points.size()) {
      values[point] = period / (1.0 - game.gamma);
      continue;
    }
    double value = values[point + 1] + others_once(game, point);
    for (const accord::CommitmentIndex k : game.own) {
      for (std::size_t level = state[k] + 1; level <= game.points[point + 1][k]; ++level) {
        value += game.commitments[k].levels[level].once;
      }
    }
    for (std::size_t h = 0; h < game.durations[point]; ++h) value = period + game.gamma * value;
    values[point] = value;
  }
  return values;
}

double private_states(const PartyGame& game) {
  double total = 0.0;
  for (std::size_t point = 0; point < game.points.size(); ++point) {
    const double periods = point < game.durations.size() ? static_cast<double>(game.durations[point]) : 1.0;
    total += periods * private_states_at(game, point) + review_states_at(game, point);
  }
  return total;
}

}  // namespace

double private_states(const accord::Accord& accord, const accord::Plan& plan, accord::PartyIndex party) {
  return private_states(party_game(accord, plan, party));
}

std::optional<BestResponse> best_response(const accord::Accord& accord, const accord::Plan& plan,
                                          accord::PartyIndex party, std::size_t most_states) {
  const PartyGame game = party_game(accord, plan, party);
  const double states = private_states(game);
  if (states > static_cast<double>(most_states)) return std::nullopt;

  BestResponse result;
  result.party = party;
  result.private_states = static_cast<std::size_t>(states);
  const std::vector<double> kept = plan_values(game);
  double largest_share = -std::numeric_limits<double>::infinity();
  const auto compare = [&](std::size_t point, double best) {
    const double share = (best - kept[point]) / std::max(1.0, std::abs(kept[point]));
    if (share <= largest_share) return;
    largest_share = share;
    result.plan_value = kept[point];
    result.best_value = best;
    result.point = point;
  };

  std::size_t number = game.durations.size();
  Point point = make_point(game, number);
  Values values = hold(game, point);
  // With nothing hidden the true levels are the announced ones: the last vector.
  compare(number, values[point.states.first[point.states.vectors() - 1]]);
  while (number-- > 0) {
    Point before = make_point(game, number);
    values = gate(game, number, before, point, values);
    for (std::size_t h = 0; h < game.durations[number]; ++h) values = period_before(game, before, values);
    point = std::move(before);
    compare(number, values[point.states.first[point.states.vectors() - 1]]);
  }
  result.beats_the_plan = largest_share > kWorthBreaking;
  return result;
}

}  // namespace entente::sequencing
