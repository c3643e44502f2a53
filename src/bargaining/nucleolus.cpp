#include "bargaining/nucleolus.h"

#include <limits>
#include <utility>

#include "bargaining/linear_program.h"
#include "bargaining/linear_system.h"

namespace entente::bargaining {

namespace {

// A weight in the dual below this is rounding. Weights add up to 1 over at most n+1 coalitions, so one of them is at
// least 1/13; leaving out a true but tiny one only puts its coalition off to a later program.
constexpr double kWeight = 1e-8;
constexpr double kSameExcess = 1e-9;  // share of the largest worth

std::vector<double> members(const CooperativeGame& game, Coalition coalition) {
  std::vector<double> row(game.players, 0.0);
  for (std::size_t i = 0; i < game.players; ++i) row[i] = (coalition >> i & 1U) != 0 ? 1.0 : 0.0;
  return row;
}

// Something that holds at every solution from here on: x(S) + excess of a round = worth(S), or x(S) = worth(S).
struct Settled {
  Coalition coalition = 0;
  std::optional<std::size_t> round;  // whose excess it has; empty: none, it gets its worth exactly
};

class Sequence {
 public:
  Sequence(const CooperativeGame& game, bool individually_rational)
      : game_(game), unit_(scale(game)), individually_rational_(individually_rational), span_(game.players) {
    settle({.coalition = game.everybody(), .round = std::nullopt});
  }

  void play_to_the_end() {
    while (span_.rank() < game_.players) play_round();
  }

  // One linear program: the smallest excess that no unsettled coalition needs to pass.
  void play_round() {
    const std::size_t n = game_.players;
    LinearProgram program;
    program.right_side.assign(n + 1, 0.0);
    program.right_side[n] = 1.0;
    std::vector<Settled> may_settle;
    const std::size_t round = excess_.size();
    const auto add = [&](const Settled& one, double right_side, bool free, bool weighs) {
      LinearColumn column;
      column.cost = -right_side / unit_;
      column.free = free;
      for (std::size_t i = 0; i < n; ++i) {
        if ((one.coalition >> i & 1U) != 0) column.entries.emplace_back(i, 1.0);
      }
      if (weighs) column.entries.emplace_back(n, 1.0);
      program.columns.push_back(std::move(column));
      may_settle.push_back(one);
    };
    for (Coalition coalition = 1; coalition < game_.everybody(); ++coalition) {
      if (span_.contains(members(game_, coalition))) continue;
      add({.coalition = coalition, .round = round}, game_.worth[coalition], false, true);
    }
    for (std::size_t i = 0; individually_rational_ && i < n; ++i) {
      const Coalition alone = Coalition{1} << i;
      add({.coalition = alone, .round = std::nullopt}, game_.worth[alone], false, false);
    }
    const std::size_t open = program.columns.size();
    for (const Settled& one : settled_) {
      const double excess = one.round ? excess_[*one.round] : 0.0;
      add(one, game_.worth[one.coalition] - excess, true, false);
    }
    const LinearSolution solution = solve(program);
    excess_.push_back(-solution.cost * unit_);
    for (std::size_t column = 0; column < open; ++column) {
      if (solution.amounts[column] > kWeight) settle(may_settle[column]);
    }
  }

  // From the settled coalitions as equations in the players' shares and the rounds' excesses.
  std::vector<double> division() const {
    const std::size_t n = game_.players;
    std::vector<Equation> equations;
    for (const Settled& one : settled_) {
      Equation equation{.coefficients = members(game_, one.coalition), .right_side = game_.worth[one.coalition]};
      equation.coefficients.resize(n + excess_.size(), 0.0);
      if (one.round) equation.coefficients[n + *one.round] = 1.0;
      equations.push_back(std::move(equation));
    }
    std::vector<double> solution = bargaining::solve(equations, n + excess_.size());
    solution.resize(n);
    return solution;
  }

  double first_excess() const { return excess_.front(); }

 private:
  void settle(const Settled& one) {
    span_.add(members(game_, one.coalition));
    settled_.push_back(one);
  }

  const CooperativeGame& game_;
  double unit_;
  bool individually_rational_;
  Span span_;
  std::vector<Settled> settled_;
  std::vector<double> excess_;  // by round
};

std::vector<double> after_all_rounds(const CooperativeGame& game, bool individually_rational) {
  Sequence sequence(game, individually_rational);
  sequence.play_to_the_end();
  return sequence.division();
}

}  // namespace

std::optional<std::vector<double>> nucleolus(const CooperativeGame& game) {
  double alone = 0.0;
  for (std::size_t i = 0; i < game.players; ++i) alone += game.worth[Coalition{1} << i];
  const double left = game.worth[game.everybody()] - alone;
  if (left < -kSameExcess * scale(game)) return std::nullopt;
  if (left <= kSameExcess * scale(game)) {
    // One division only; a program with no room at all would leave it to rounding whether it has a solution.
    std::vector<double> division;
    for (std::size_t i = 0; i < game.players; ++i) division.push_back(game.worth[Coalition{1} << i]);
    return division;
  }
  return after_all_rounds(game, true);
}

std::vector<double> prenucleolus(const CooperativeGame& game) {
  return after_all_rounds(game, false);
}

double least_core_excess(const CooperativeGame& game) {
  if (game.players == 1) return -std::numeric_limits<double>::infinity();
  Sequence sequence(game, false);
  sequence.play_round();
  return sequence.first_excess();
}

}  // namespace entente::bargaining
