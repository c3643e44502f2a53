#include "bargaining/discrete_problem.h"

#include <string>

#include "support/random_accord.h"

namespace entente::testing {

accord::Accord accord_of(const DiscreteProblem& problem, const std::vector<double>& unit) {
  const std::size_t parties = problem.without.size();
  const auto points = [&](std::size_t i, double value) {
    return accord::Range::exactly(value * (unit.empty() ? 1.0 : unit[i]));
  };
  accord::Accord accord;
  accord.period = 1.0;
  for (std::size_t i = 0; i < parties; ++i) {
    accord::Party party;
    party.name = "P" + std::to_string(i);
    party.patience = accord::Range::exactly(0.5);
    double today = 0.0;
    for (const auto& issue : problem.issues) today += issue[0][i];
    // W(0) = 2 breakdown
    party.breakdown = points(i, (problem.without[i] - today) / 2.0);
    accord.parties.push_back(party);
    accord.review.penalty.push_back({});
  }
  for (const auto& issue : problem.issues) {
    accord::Commitment commitment;
    commitment.by = accord.commitments.size() % parties;
    for (std::size_t option = 1; option < issue.size(); ++option) {
      accord::Level level;
      level.takes = accord::Range::exactly(1.0);
      level.value.assign(parties, {});
      for (std::size_t i = 0; i < parties; ++i) {
        level.once.push_back(points(i, issue[option][i] - issue[option - 1][i]));
      }
      commitment.levels.push_back(level);
    }
    accord.commitments.push_back(commitment);
  }
  return accord;
}

DiscreteProblem random_problem(std::uint64_t seed, std::size_t parties, double hardness) {
  Draws draws(seed);
  DiscreteProblem problem;
  const std::size_t issues = draws.whole(2, 5);
  for (std::size_t k = 0; k < issues; ++k) {
    auto& issue = problem.issues.emplace_back(draws.whole(2, 4));
    for (auto& option : issue) {
      for (std::size_t i = 0; i < parties; ++i) option.push_back(static_cast<double>(draws.whole(0, 15)) - 5.0);
    }
  }
  for (std::size_t i = 0; i < parties; ++i) {
    problem.without.push_back(static_cast<double>(issues) * (hardness + static_cast<double>(draws.whole(0, 4))));
  }
  return problem;
}

DiscreteProblem with_issues(const DiscreteProblem& problem, const std::vector<std::size_t>& order) {
  DiscreteProblem result{.issues = {}, .without = problem.without};
  for (const std::size_t k : order) result.issues.push_back(problem.issues[k]);
  return result;
}

DiscreteProblem with_parties(const DiscreteProblem& problem, const std::vector<std::size_t>& order) {
  DiscreteProblem result = problem;
  for (std::size_t n = 0; n < order.size(); ++n) {
    result.without[n] = problem.without[order[n]];
    for (std::size_t k = 0; k < problem.issues.size(); ++k) {
      for (std::size_t option = 0; option < problem.issues[k].size(); ++option) {
        result.issues[k][option][n] = problem.issues[k][option][order[n]];
      }
    }
  }
  return result;
}

}  // namespace entente::testing
