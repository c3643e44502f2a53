// Every inequality of the certificate encloses its left side as MODEL 4.2 writes it, computed here once more: in plain
// long double, term by term, with the fall after a breakdown played through period by period.
#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>
#include <map>
#include <optional>
#include <random>
#include <string>
#include <tuple>
#include <vector>

#include "accord/lattice.h"
#include "sequencing/certificate.h"
#include "sequencing/certificate_samples.h"

namespace entente::sequencing {
namespace {

using accord::Accord;
using accord::Plan;
using accord::Range;
using accord::State;
using Real = long double;
using Index = std::size_t;

/// MODEL sections 2 to 4.2 as written.
struct Plainly {
  const Accord& accord;
  Index i;  ///< the party

  const accord::Level& level(Index k, Index l) const { return accord.commitments[k].levels[l - 1]; }
  Real period() const { return accord.period; }
  Real beta() const { return std::pow(Real{accord.parties[i].patience.best}, period()); }
  Real theta() const {
    Real none = 1;
    for (const accord::Party& party : accord.parties) none *= std::pow(1 - Real{party.turnover.best}, period());
    return 1 - none;
  }
  Real gamma() const { return beta() * (1 - theta()); }
  Real annuity(Real b, Index n) const {
    Real sum = 0;
    for (Index t = 0; t < n; ++t) sum += std::pow(b, Real(t));
    return sum;
  }
  Real forever() const { return 1 / (1 - beta()); }
  Real b(Index n) const { return std::pow(beta(), Real(n)); }

  Real f(Index k, Index l, Index party) const { return l == 0 ? 0 : Real{level(k, l).value[party].best} * period(); }
  Real f(Index k, Index l) const { return f(k, l, i); }
  Real o(Index k, Index l) const { return level(k, l).once[i].best; }
  Index takes(Index k, Index l) const { return accord::periods(level(k, l).takes.best, accord.period, 1); }
  Index undo(Index k, Index l) const { return accord::periods(level(k, l).undo->best, accord.period, 1); }
  Index review() const { return accord::periods(accord.review.takes.best, accord.period, 0); }
  Real c(const accord::Complement& complement) const { return Real{complement.value[i].best} * period(); }
  static bool satisfies(const State& x, const accord::Complement& complement) {
    return std::all_of(complement.when.begin(), complement.when.end(),
                       [&](const accord::Requirement& member) { return x[member.commitment] >= member.level; });
  }

  bool falls(Index k, Index l) const {
    if (l == 0 || !level(k, l).undo) return false;
    if (level(k, l).undone_by == accord::UndoneBy::automatic) return true;
    if (level(k, l).undone_by == accord::UndoneBy::giver)
      return f(k, l - 1, accord.commitments[k].by) > f(k, l, accord.commitments[k].by);
    for (const Index party : level(k, l).undone_by_all)
      if (!(f(k, l - 1, party) > f(k, l, party))) return false;
    return true;
  }
  bool alone(Index k, Index l) const {
    if (!level(k, l).undo) return false;
    if (level(k, l).undone_by != accord::UndoneBy::all) return true;
    return level(k, l).undone_by_all.size() == 1 && level(k, l).undone_by_all[0] == accord.commitments[k].by;
  }

  Real U(const State& x) const {
    Real sum = 0;
    for (Index k = 0; k < x.size(); ++k) sum += f(k, x[k]);
    for (const accord::Complement& each : accord.complements)
      if (satisfies(x, each)) sum += c(each);
    return sum;
  }

  /// Lives through the periods after a breakdown until nothing moves any more. `only`: the flow of one commitment
  /// alone.
  Real after_breakdown(State x, std::optional<Index> only) const {
    Real sum = 0;
    std::vector<Index> stood(x.size(), 0);  // periods that the level now standing has been falling for
    for (Index t = 0;; ++t) {
      for (Index k = 0; k < x.size(); ++k)
        if (falls(k, x[k]) && stood[k] == undo(k, x[k])) --x[k], stood[k] = 0;
      const Real flow = only ? f(*only, x[*only]) : U(x) + Real{accord.parties[i].breakdown.best} * period();
      bool moving = false;
      for (Index k = 0; k < x.size(); ++k) {
        moving = moving || falls(k, x[k]);
        ++stood[k];
      }
      if (!moving) return sum + b(t) * flow * forever();
      sum += b(t) * flow;
    }
  }
  Real W(const State& x) const { return after_breakdown(x, std::nullopt); }
  Real w(Index k, Index l) const {
    State x(accord.commitments.size(), 0);
    x[k] = l;
    return after_breakdown(x, k);
  }
  /// How long a complement that stands at x stands after a breakdown; empty: for ever.
  std::optional<Index> standing(State x, const accord::Complement& complement) const {
    std::vector<Index> stood(x.size(), 0);
    for (Index t = 0;; ++t) {
      bool moving = false;
      for (Index k = 0; k < x.size(); ++k) {
        if (falls(k, x[k]) && stood[k] == undo(k, x[k])) --x[k], stood[k] = 0;
        moving = moving || falls(k, x[k]);
        ++stood[k];
      }
      if (!satisfies(x, complement)) return t;
      if (!moving) return std::nullopt;
    }
  }

  Real H(const State& x) const { return (U(x) + beta() * theta() * W(x)) / (1 - gamma()); }
  Real K(Index k, std::optional<Index> n) const {
    Real sum = 0;
    for (const accord::Complement& each : accord.complements)
      for (const accord::Requirement& member : each.when)
        if (member.commitment == k && c(each) < 0) sum += std::abs(c(each)) * (n ? annuity(beta(), *n) : forever());
    return sum;
  }
  Real w_at_will(Index k, Index l) const {
    if (l == 0) return w(k, 0);
    Real best = std::max(w(k, l), f(k, l) * forever());
    if (alone(k, l)) best = std::max(best, f(k, l) * annuity(beta(), undo(k, l)) + b(undo(k, l)) * w_at_will(k, l - 1));
    return best;
  }
  Real head_start(Index k, Index l, Index q) const {
    const Real ahead = f(k, l) * annuity(beta(), q) + b(q) * w(k, l - 1) - w(k, l);
    return std::max<Real>(0, ahead) + (falls(k, l) ? K(k, undo(k, l) - q) : K(k, std::nullopt));
  }
  Real head_start_at_will(Index k, Index l, Index q) const {
    const Real ahead = f(k, l) * annuity(beta(), q) + b(q) * w_at_will(k, l - 1) - w_at_will(k, l);
    return std::max<Real>(0, ahead) + K(k, undo(k, l) - q);
  }
  Real B(Index k, Index l) const {
    return std::max({Real{0}, (f(k, l - 1) - f(k, l)) * forever(), w(k, l - 1) - w(k, l),
                     w_at_will(k, l - 1) - w_at_will(k, l)}) +
           std::max<Real>(0, o(k, l)) + K(k, std::nullopt);
  }
  Real R(const State& y) const {
    const Index d = review();
    const Real breakdown = Real{accord.parties[i].breakdown.best} * period();
    Real sum = b(d) * Real{accord.review.penalty[i].best} * period() * forever() +
               std::max(breakdown, b(d) * breakdown) * forever();
    for (Index k = 0; k < y.size(); ++k)
      sum += accord.commitments[k].by == i ? w_at_will(k, y[k])
                                           : std::max(w(k, y[k]), f(k, y[k]) * annuity(beta(), d) + b(d) * w(k, y[k]));
    for (const accord::Complement& each : accord.complements) {
      if (!satisfies(y, each)) continue;
      std::optional<Index> time = standing(y, each);
      if (c(each) > 0 && time) *time += d;
      if (c(each) < 0) {
        for (const accord::Requirement& member : each.when) {
          if (accord.commitments[member.commitment].by != i) continue;
          Index down = 0;
          bool can = true;
          for (Index l = y[member.commitment]; l >= member.level; --l) {
            can = can && alone(member.commitment, l);
            if (can) down += undo(member.commitment, l);
          }
          if (can) time = std::min(time.value_or(down), down);
        }
      }
      sum += c(each) * (time ? annuity(beta(), *time) : forever());
    }
    return sum;
  }
};

struct Key {
  Index point;
  Index party;
  std::string condition;
  std::vector<std::pair<Index, Index>> levels;
  auto operator<=>(const Key&) const = default;
};

/// Every left side of MODEL 4.2 for one party.
void left_sides(const Plainly& m, const std::vector<State>& path, std::map<Key, Real>& out) {
  const Index last = path.size() - 1;
  std::vector<Real> C(path.size());
  C[last] = m.H(path[last]);
  for (Index point = path.size(); point-- > 0;) {
    const State& r = path[point];
    const Real a_period = m.U(r) + m.beta() * m.theta() * m.W(r);
    const auto put = [&](const std::string& condition, std::vector<std::pair<Index, Index>> levels, Real value) {
      EXPECT_TRUE(out.emplace(Key{point, m.i, condition, std::move(levels)}, value).second) << condition;
    };
    std::vector<std::pair<std::string, Real>> kept{{"", 0}};
    if (point < last) {
      const State& s = path[point + 1];
      Index T = 0;
      Real paid = 0;
      std::vector<Index> raised;
      for (Index k = 0; k < s.size(); ++k) {
        Index takes = 0;
        for (Index l = r[k] + 1; l <= s[k]; ++l) takes += m.takes(k, l), paid += m.o(k, l);
        T = std::max(T, takes);
        if (s[k] > r[k] && m.accord.commitments[k].by == m.i) raised.push_back(k);
      }
      const Real X = paid + C[point + 1];
      const Real gamma_T = std::pow(m.gamma(), Real(T));
      const Real A = a_period * (1 - gamma_T) / (1 - m.gamma());
      C[point] = A + gamma_T * X;
      if (T > 1) put("stays, on the eve", {}, a_period + m.gamma() * X - m.W(r));
      kept.emplace_back(" (eve)", X);

      // G: any own raised commitments, each at any level below the one due.
      std::vector<State> shorts{s};
      for (const Index k : raised) {
        const std::vector<State> before = shorts;
        for (State y : before)
          for (y[k] = r[k]; y[k] < s[k]; ++y[k]) shorts.push_back(y);
      }
      for (const State& y : shorts) {
        if (y == s) continue;
        Real passes = 1;
        Real worth_hidden = 0;
        Real delivered = paid;
        std::vector<std::pair<Index, Index>> missing;
        for (const Index k : raised) {
          if (y[k] == s[k]) continue;
          passes *= 1 - Real{m.level(k, s[k]).seen.best};
          for (Index l = y[k] + 1; l <= s[k]; ++l) {
            worth_hidden += m.B(k, l);
            delivered -= m.o(k, l);
            missing.emplace_back(k, l);
          }
        }
        const Real p = (1 - passes) * Real{m.accord.review.succeeds.best};
        put("delivers", missing,
            C[point] - A - gamma_T * (delivered + p * m.R(y) + (1 - p) * (C[point + 1] + worth_hidden)));
        put("delivers, leave at the gate", missing, C[point] - A - gamma_T * (delivered + m.W(y)));
      }
    }
    kept.front().second = C[point];
    put("stays", {}, C[point] - m.W(r));

    for (const auto& [when, value] : kept) {
      for (Index k = 0; k < r.size(); ++k) {
        if (m.accord.commitments[k].by != m.i) continue;
        for (Index l = 1; l <= r[k]; ++l) {
          if (!m.alone(k, l)) continue;
          const Index u = m.undo(k, l);
          const Real w = 1 - std::pow(1 - Real{m.level(k, l).watched.best}, m.period());
          const auto q = [&](Index h) {
            return w * std::pow(1 - w, Real(h) - 1) * Real{m.accord.review.succeeds.best};
          };
          const auto v = [&](Index j) {
            Real sum = 0;
            for (Index h = 1; h <= j; ++h) sum += q(h);
            return 1 - sum;
          };
          Real S = 0;
          for (Index j = 1; j <= u; ++j) {
            S += std::pow(m.gamma(), Real(j)) * q(j) * (value - m.R(r) - m.head_start_at_will(k, l, u - j)) -
                 m.beta() * m.theta() * std::pow(m.gamma(), Real(j) - 1) * v(j - 1) * m.head_start(k, l, u - j);
            put("keeps, stop after " + std::to_string(j) + when, {{k, l}}, S);
            put("keeps, leave after " + std::to_string(j) + when, {{k, l}},
                S + std::pow(m.gamma(), Real(j)) * v(j) * (value - m.W(r) - m.head_start(k, l, u - j)));
          }
          put("keeps, finish" + when, {{k, l}}, S - std::pow(m.gamma(), Real(u)) * v(u) * m.B(k, l));
        }
      }
    }
  }
}

/// A random number of tenths in [low, high].
double tenths(std::mt19937_64& random, int low, int high) {
  return std::uniform_int_distribution(low, high)(random) / 10.0;
}

bool one_in(std::mt19937_64& random, int n) {
  return std::uniform_int_distribution(1, n)(random) == 1;
}

/// Two or three parties, two to four commitments, everything that MODEL section 1 knows.
Accord random_accord(std::mt19937_64& random) {
  Accord accord;
  accord.period = one_in(random, 2) ? 0.25 : (one_in(random, 2) ? 1.0 / 12 : 0.5);
  const auto months = [&](int most) { return Range::exactly(std::uniform_int_distribution(1, most)(random) / 12.0); };
  const auto points = [&](int low, int high) {
    std::vector<Range> result;
    for (Index party = 0; party < accord.parties.size(); ++party)
      result.push_back(Range::exactly(one_in(random, 4) ? 0.0 : tenths(random, low, high)));
    return result;
  };
  const int parties = std::uniform_int_distribution(2, 3)(random);
  for (int party = 0; party < parties; ++party) {
    accord::Party& made = accord.parties.emplace_back();
    made.patience = Range::exactly(tenths(random, 3, 9));
    made.turnover = Range::exactly(one_in(random, 2) ? 0.0 : tenths(random, 0, 4));
    made.breakdown = Range::exactly(tenths(random, -20, 5));
  }
  accord.review.takes = one_in(random, 4) ? Range::exactly(0) : months(12);
  accord.review.succeeds = Range::exactly(tenths(random, 0, 10));
  accord.review.penalty = points(-20, 0);
  const int commitments = std::uniform_int_distribution(2, 4)(random);
  for (int k = 0; k < commitments; ++k) {
    accord::Commitment& made = accord.commitments.emplace_back();
    made.by = std::uniform_int_distribution<Index>(0, accord.parties.size() - 1)(random);
    const int levels = std::uniform_int_distribution(1, 3)(random);
    for (int l = 0; l < levels; ++l) {
      accord::Level& level = made.levels.emplace_back();
      level.takes = months(9);
      level.value = points(-30, 30);
      level.once = points(-10, 10);
      level.seen = Range::exactly(tenths(random, 0, 10));
      level.watched = Range::exactly(tenths(random, 0, 10));
      if (!one_in(random, 5)) level.undo = months(18);
      if (level.undo && one_in(random, 4)) level.undone_by = accord::UndoneBy::automatic;
      if (level.undo && one_in(random, 4)) {
        level.undone_by = accord::UndoneBy::all;
        for (Index party = 0; party < accord.parties.size(); ++party)
          if (one_in(random, 2)) level.undone_by_all.push_back(party);
        if (level.undone_by_all.empty()) level.undone_by_all.push_back(made.by);
      }
    }
  }
  const int complements = std::uniform_int_distribution(0, 3)(random);
  for (int n = 0; n < complements; ++n) {
    accord::Complement& made = accord.complements.emplace_back();
    for (Index k = 0; k < accord.commitments.size(); ++k)
      if (one_in(random, 2))
        made.when.push_back({k, std::uniform_int_distribution<Index>(1, accord.commitments[k].levels.size())(random)});
    if (made.when.empty()) made.when.push_back({0, 1});
    made.value = points(-20, 20);
  }
  return accord;
}

/// Any path, jumps and several raises a step included.
Plan random_plan(const Accord& accord, std::mt19937_64& random) {
  Plan plan;
  State state = accord::today(accord);
  const int steps = std::uniform_int_distribution(0, 4)(random);
  for (int step = 0; step < steps; ++step) {
    accord::Step made;
    for (Index k = 0; k < state.size(); ++k) {
      const Index top = accord.commitments[k].levels.size();
      if (state[k] == top || one_in(random, 2)) continue;
      state[k] = std::uniform_int_distribution<Index>(state[k] + 1, top)(random);
      made.raises.push_back({k, state[k]});
    }
    if (!made.raises.empty()) plan.steps.push_back(made);
  }
  return plan;
}

TEST(CertificateEnclosure, EveryInequalityEnclosesItsLeftSideAsTheModelWritesIt) {
  std::mt19937_64 random(20190228);
  for (int round = 0; round < 100; ++round) {
    const Accord accord = random_accord(random);
    const Plan plan = random_plan(accord, random);
    std::map<Key, Real> expected;
    for (Index i = 0; i < accord.parties.size(); ++i)
      left_sides(Plainly{accord, i}, accord::path(accord, plan), expected);
    const std::vector<Inequality> all = inequalities(accord, plan, std::vector<double>(accord.parties.size(), 0.0));
    EXPECT_EQ(all.size(), expected.size());
    for (const Inequality& each : all) {
      Key key{each.point, each.party, each.condition, {}};
      for (const accord::Requirement& level : each.levels) key.levels.emplace_back(level.commitment, level.level);
      const auto plain = expected.find(key);
      ASSERT_NE(plain, expected.end()) << each.condition;
      // The plain sum is itself rounded, at 64 bits.
      const Real rounding = 1e-14L * std::max(Real{1}, std::abs(plain->second)) + 1e-14L;
      ASSERT_LE(each.slack.lower, plain->second + rounding) << "round " << round << ", " << each.condition;
      ASSERT_GE(each.slack.upper, plain->second - rounding) << "round " << round << ", " << each.condition;
      ASSERT_LE(each.slack.upper - each.slack.lower, 1e-12 * std::max(Real{1}, std::abs(plain->second)) + 1e-12)
          << "round " << round << ", " << each.condition;
    }
  }
}

// Twenty years to undo, a month at a time, sixteen steps, values near ten thousand points and parties that hardly
// discount.
TEST(CertificateEnclosure, StaysNarrowOverALongPlan) {
  Accord accord = samples::exchange({.levels = 8, .patience = 0.995, .period = 1.0 / 12, .gives = -2.5, .gets = 12.5});
  for (accord::Commitment& commitment : accord.commitments) {
    for (accord::Level& level : commitment.levels) {
      level.undo = Range::exactly(20.0);
      level.watched = Range::exactly(0.3);
      level.seen = Range::exactly(0.9);
    }
  }
  for (accord::Party& party : accord.parties) party.turnover = Range::exactly(0.005);
  Plan plan;
  for (Index level = 1; level <= 8; ++level)
    for (Index k = 0; k < 2; ++k) plan.steps.push_back({{{k, level}}, {}});
  double widest = 0.0;
  double largest = 0.0;
  for (const Inequality& each : inequalities(accord, plan, std::vector{0.0, 0.0})) {
    widest = std::max(widest, each.slack.upper - each.slack.lower);
    largest = std::max(largest, std::abs(each.slack.lower));
  }
  EXPECT_GT(largest, 5e3);
  EXPECT_LT(widest, 1e-10);
}

}  // namespace
}  // namespace entente::sequencing
