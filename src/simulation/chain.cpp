#include "simulation/chain.h"

#include <Eigen/Dense>
#include <algorithm>
#include <cmath>
#include <unsupported/Eigen/MatrixFunctions>

#include "accord/error.h"

namespace entente::simulation {

namespace {

// States: the steps in force, then, where something suspends, the steps in suspension, then complete and collapsed.
struct Numbered {
  std::size_t steps = 0;
  bool suspends = false;
  std::size_t transient() const { return suspends ? 2 * steps : steps; }
  Eigen::Index active(std::size_t step) const { return static_cast<Eigen::Index>(step); }
  Eigen::Index suspended(std::size_t step) const { return static_cast<Eigen::Index>(steps + step); }
  Eigen::Index complete() const { return static_cast<Eigen::Index>(transient()); }
  Eigen::Index collapsed() const { return static_cast<Eigen::Index>(transient() + 1); }
};

// What leaves each state for another, in a period or at a rate; the diagonal is left out.
Eigen::MatrixXd moves(const PhasedChain& chain, const Numbered& number) {
  const auto states = static_cast<Eigen::Index>(number.transient() + 2);
  Eigen::MatrixXd m = Eigen::MatrixXd::Zero(states, states);
  for (std::size_t step = 0; step < number.steps; ++step) {
    const Eigen::Index next = step + 1 < number.steps ? number.active(step + 1) : number.complete();
    m(number.active(step), next) = chain.advance[step];
    m(number.active(step), number.collapsed()) = chain.collapse[step];
    if (!number.suspends) continue;
    m(number.active(step), number.suspended(step)) = chain.suspend;
    m(number.suspended(step), number.active(step - std::min(step, chain.steps_back))) = chain.resume;
    m(number.suspended(step), number.collapsed()) = chain.suspended_collapse;
  }
  return m;
}

void check(const PhasedChain& chain, const Eigen::MatrixXd& moves) {
  if (chain.advance.empty() || chain.advance.size() != chain.collapse.size()) {
    throw Error("a chain has one or more steps, with a chance to advance and one to collapse for each");
  }
  if (moves.minCoeff() < 0.0 || (!chain.rates && moves.rowwise().sum().maxCoeff() > 1.0 + 1e-12)) {
    throw Error("the chances of a chain are not below 0 and, in one state, add up to 1 at most");
  }
}

}  // namespace

ChainFigures solve(const PhasedChain& chain, std::span<const double> times) {
  if (chain.advance.size() != chain.collapse.size()) check(chain, Eigen::MatrixXd::Zero(1, 1));
  const Numbered number{.steps = chain.advance.size(), .suspends = chain.suspend > 0.0};
  Eigen::MatrixXd step = moves(chain, number);
  check(chain, step);
  const Eigen::VectorXd out = step.rowwise().sum();
  const auto n = static_cast<Eigen::Index>(number.transient());
  // I - Q of a chain in periods, and minus the generator of one with rates, differ in nothing.
  Eigen::MatrixXd leaves = -step.topLeftCorner(n, n);
  leaves.diagonal() += out.head(n);
  const Eigen::FullPivLU<Eigen::MatrixXd> solver(leaves);
  if (!solver.isInvertible()) throw Error("the chain has a state that nothing leaves, so that it never ends");
  Eigen::VectorXd start = Eigen::VectorXd::Zero(n);
  start(0) = 1.0;
  const Eigen::VectorXd visits = leaves.transpose().fullPivLu().solve(start);  // the first row of N

  ChainFigures figures;
  figures.completes = visits.dot(step.col(number.complete()).head(n));
  figures.mean_duration = visits.sum();
  if (number.suspends) figures.mean_suspended = visits.tail(static_cast<Eigen::Index>(number.steps)).sum();
  for (const double time : times) {
    Eigen::MatrixXd generator = step;
    generator.diagonal() -= out;
    Eigen::RowVectorXd at = Eigen::RowVectorXd::Zero(step.rows());
    at(0) = 1.0;
    if (chain.rates) {
      const Eigen::MatrixXd over = generator * time;
      at = at * over.exp();
    } else {
      for (double period = 0.0; period + 0.5 < time; period += 1.0) at += (at * generator).eval();
    }
    figures.completed.push_back(at(number.complete()));
    figures.survival.push_back(1.0 - at(number.collapsed()));
  }
  return figures;
}

namespace {

// Within a period collapse comes first, then suspension, then the gate: each chance is taken given that what comes
// before did not happen, and becomes the rate that has it in a period.
double rate_given(double chance, double before, bool rates) {
  if (rates) return chance;
  const double left = 1.0 - before;
  return left <= 0.0 ? 0.0 : rate_of_chance(std::min(1.0, chance / left));
}

}  // namespace

Process process_of(const PhasedChain& chain, double horizon) {
  Process process;
  process.horizon = horizon;
  process.grid = chain.rates ? 0.0 : 1.0;
  process.ends_when_complete = true;
  process.alarms_while_suspended = false;
  process.steps_back = chain.steps_back;
  process.parties = {"anyone"};
  process.commitments = {"step"};
  process.givers = {0};
  process.leaving.emplace_back();
  for (std::size_t n = 0; n < chain.advance.size(); ++n) {
    process.leaving[0].push_back(rate_given(chain.collapse[n], 0.0, chain.rates));
    Delivery delivery;
    delivery.late = 1.0;
    delivery.late_rate = rate_given(chain.advance[n], chain.collapse[n] + chain.suspend, chain.rates);
    process.steps.push_back({0.0, {delivery}});
  }
  process.leaving[0].push_back(0.0);
  process.review.grace = kNever;  // what is on its way is no matter for complaint
  if (chain.suspend > 0.0) {
    const double everywhere = *std::ranges::max_element(chain.collapse);
    if (*std::ranges::min_element(chain.collapse) < everywhere || chain.suspended_collapse < everywhere) {
      throw Error("a chain that is suspended must collapse alike at every step, and more in suspension");
    }
    process.review.blames = 1.0;
    process.accused = {0};
    process.false_alarms = rate_given(chain.suspend, everywhere, chain.rates);
    process.alarm_candidates = process.false_alarms;
    process.abandoned = chain.rates ? chain.suspended_collapse - everywhere
                                    : rate_given(chain.suspended_collapse - everywhere, everywhere, false);
    process.resumes = rate_given(chain.resume, chain.suspended_collapse, chain.rates);
  }
  return process;
}

}  // namespace entente::simulation
