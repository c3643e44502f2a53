#include "sequencing/certificate.h"

#include <algorithm>
#include <cassert>
#include <cmath>
#include <limits>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "accord/lattice.h"
#include "sequencing/certificate_terms.h"

namespace entente::sequencing {
namespace {

using accord::CommitmentIndex;
using accord::LevelIndex;
using accord::PartyIndex;
using accord::Requirement;
using accord::State;
using proof::Interval;
using proof::PartyTerms;
using proof::Terms;

/// To doubles, outwards.
Bounds bounds(const Interval& interval) {
  constexpr double infinity = std::numeric_limits<double>::infinity();
  Bounds result{static_cast<double>(interval.lower()), static_cast<double>(interval.upper())};
  if (static_cast<long double>(result.lower) > interval.lower()) result.lower = std::nextafter(result.lower, -infinity);
  if (static_cast<long double>(result.upper) < interval.upper()) result.upper = std::nextafter(result.upper, infinity);
  return result;
}

/// Where the plan stands and what comes next, for everybody.
struct Point {
  State state;                        ///< r
  std::optional<State> next;          ///< s; empty while the accord holds
  std::size_t takes = 0;              ///< T, periods of the step
  std::vector<Interval> value;        ///< C_i(r)
  std::vector<Interval> at_the_gate;  ///< X_i, where a step follows
  std::vector<Interval> eve;          ///< C1_i, where a step follows
};

/// sum of o_ik over the levels of one commitment above `from` up to `to`.
Interval payments(const Terms& terms, PartyIndex party, CommitmentIndex commitment, LevelIndex from, LevelIndex to) {
  Interval sum(0);
  for (LevelIndex level = from + 1; level <= to; ++level)
    sum += terms.commitments[commitment].levels[level].once[party];
  return sum;
}

/// A jump takes the sum of its levels' takes (MODEL 5); the step lasts as long as its longest.
std::size_t periods_of_step(const Terms& terms, const State& from, const State& to) {
  std::size_t longest = 0;
  for (CommitmentIndex k = 0; k < from.size(); ++k) {
    std::size_t takes = 0;
    for (LevelIndex level = from[k] + 1; level <= to[k]; ++level) takes += terms.commitments[k].levels[level].takes;
    longest = std::max(longest, takes);
  }
  return longest;
}

/// MODEL 3, from the end of the plan to its beginning.
std::vector<Point> points_of(const Terms& terms, const std::vector<State>& path) {
  std::vector<Point> points(path.size());
  for (std::size_t point = path.size(); point-- > 0;) {
    Point& here = points[point];
    here.state = path[point];
    if (point + 1 == path.size()) {
      for (PartyIndex i = 0; i < terms.parties.size(); ++i) here.value.push_back(holding(terms, i, here.state));
      continue;
    }
    here.next = path[point + 1];
    here.takes = periods_of_step(terms, here.state, *here.next);
    for (PartyIndex i = 0; i < terms.parties.size(); ++i) {
      const PartyTerms& own = terms.parties[i];
      Interval gate = points[point + 1].value[i];
      for (CommitmentIndex k = 0; k < here.state.size(); ++k)
        gate += payments(terms, i, k, here.state[k], (*here.next)[k]);
      const Interval a_period = flow(terms, i, here.state) + own.turnover * breakdown(terms, i, here.state);
      // (1 - gamma^T)/(1 - gamma) is [T]_gamma.
      here.value.push_back(a_period * own.keeping.annuity.at(here.takes) + own.keeping.power.at(here.takes) * gate);
      here.eve.push_back(a_period + own.keeping.factor * gate);
      here.at_the_gate.push_back(gate);
    }
  }
  return points;
}

/// What the conditions of one party at one point are written to.
struct Place {
  PartyIndex party;
  std::size_t point;
  double margin;
};

Inequality inequality(const Place& place, std::string condition, std::vector<Requirement> levels, const Interval& slack,
                      double required) {
  return {std::move(condition), place.party, place.point, std::move(levels), bounds(slack), required};
}

template <class Sink>
void stays(const Terms& terms, const Point& at, const Place& place, Sink& sink) {
  const Interval left = breakdown(terms, place.party, at.state);
  sink(inequality(place, "stays", {}, at.value[place.party] - left, place.margin));
  if (at.next && at.takes > 1)
    sink(inequality(place, "stays, on the eve", {}, at.eve[place.party] - left, place.margin));
}

/// Every non-empty G: each own commitment that is due may stop at any level from where it stands up to what was
/// announced.
template <class Sink>
void delivers(const Terms& terms, const Point& at, const Interval& next_value, const Place& place, Sink& sink) {
  const PartyTerms& own = terms.parties[place.party];
  const State& due = *at.next;
  std::vector<CommitmentIndex> raised;
  for (CommitmentIndex k = 0; k < due.size(); ++k)
    if (due[k] > at.state[k] && terms.commitments[k].giver == place.party) raised.push_back(k);

  // y runs through all combinations like the digits of a counter that starts at `due`, where nothing is withheld.
  State short_state = due;
  const auto next_shortfall = [&] {
    for (const CommitmentIndex k : raised) {
      if (short_state[k] > at.state[k]) {
        --short_state[k];
        return true;
      }
      short_state[k] = due[k];
    }
    return false;
  };
  const Interval& until_gate = own.keeping.power.at(at.takes);
  while (next_shortfall()) {
    std::vector<Requirement> missing;
    Interval unseen(1);
    Interval unpaid(0);
    Interval worth_hidden(0);
    for (const CommitmentIndex k : raised) {
      if (short_state[k] == due[k]) continue;
      // A jump that falls short is looked at once, as the level announced (MODEL 5).
      unseen *= Interval(1) - Interval(terms.commitments[k].levels[due[k]].seen);
      unpaid += payments(terms, place.party, k, short_state[k], due[k]);
      for (LevelIndex level = short_state[k] + 1; level <= due[k]; ++level) {
        worth_hidden += hidden_shortfall(terms, k, level);
        missing.push_back({k, level});
      }
    }
    const Interval p = (Interval(1) - unseen) * terms.succeeds;
    // C_i(r) - A_i = gamma^T X_i and X_i = sum_M o + C_i(s): what is delivered cancels, and so does (1-p) of C_i(s).
    const Interval found = p * (next_value - found_out(terms, place.party, short_state));
    sink(inequality(place, "delivers", missing, until_gate * (unpaid + found - (Interval(1) - p) * worth_hidden),
                    place.margin));
    const Interval left = breakdown(terms, place.party, short_state);
    sink(inequality(place, "delivers, leave at the gate", std::move(missing), until_gate * (unpaid + next_value - left),
                    place.margin));
  }
}

/// One own level taken back from `state`; `value` is C_i(x) or X_i.
template <class Sink>
void keeps(const Terms& terms, const State& state, const Interval& value, CommitmentIndex k, LevelIndex level,
           const std::string& when, const Place& place, Sink& sink) {
  const PartyTerms& own = terms.parties[place.party];
  const proof::LevelTerms& here = terms.commitments[k].levels[level];
  const std::size_t undo = *here.undo;
  const std::vector<Requirement> levels{{k, level}};
  const std::vector<Interval> unwatched = proof::powers(Interval(1) - here.watched, undo);
  const Interval found = found_out(terms, place.party, state);
  const Interval left = breakdown(terms, place.party, state);

  Interval sum(0);           // S_(j-1), then S_j
  Interval not_answered(1);  // v_(j-1), then v_j
  for (std::size_t j = 1; j <= undo; ++j) {
    const Interval& discount = own.keeping.power.at(j);
    const Interval answered = here.watched * unwatched[j - 1] * terms.succeeds;  // q_j
    const Interval ahead = head_start(terms, k, level, undo - j);
    sum += discount * answered * (value - found - head_start_at_will(terms, k, level, undo - j)) -
           own.turnover * own.keeping.power.at(j - 1) * not_answered * ahead;
    // The q_h sum to succeeds (1 - (1-w)^j).
    not_answered = Interval(1) - terms.succeeds * (Interval(1) - unwatched[j]);
    sink(inequality(place, "keeps, stop after " + std::to_string(j) + when, levels, sum, std::min(0.0, place.margin)));
    sink(inequality(place, "keeps, leave after " + std::to_string(j) + when, levels,
                    sum + discount * not_answered * (value - left - ahead), place.margin));
  }
  sink(inequality(place, "keeps, finish" + when, levels,
                  sum - own.keeping.power.at(undo) * not_answered * hidden_shortfall(terms, k, level), place.margin));
}

template <class Sink>
void every_inequality(const Terms& terms, const std::vector<Point>& points, std::span<const double> margin, Sink sink) {
  for (std::size_t point = 0; point < points.size(); ++point) {
    const Point& at = points[point];
    for (PartyIndex party = 0; party < terms.parties.size(); ++party) {
      const Place place{party, point, margin[party]};
      stays(terms, at, place, sink);
      if (at.next) delivers(terms, at, points[point + 1].value[party], place, sink);
      for (CommitmentIndex k = 0; k < terms.commitments.size(); ++k) {
        if (terms.commitments[k].giver != party) continue;
        for (LevelIndex level = 1; level <= at.state[k]; ++level) {
          if (!terms.commitments[k].levels[level].alone) continue;
          keeps(terms, at.state, at.value[party], k, level, "", place, sink);
          if (at.next) keeps(terms, at.state, at.at_the_gate[party], k, level, " (eve)", place, sink);
        }
      }
    }
  }
}

}  // namespace

bool Inequality::holds() const {
  return slack.lower >= required - exact_zeros;
}

Certificate certify(const accord::Accord& accord, const accord::Plan& plan, std::span<const double> margin) {
  assert(margin.size() == accord.parties.size());
  const std::vector<State> path = accord::path(accord, plan);
  const Terms terms = proof::terms_of(accord);
  const std::vector<Point> points = points_of(terms, path);
  Certificate result;
  result.margin.assign(margin.begin(), margin.end());
  for (PartyIndex party = 0; party < terms.parties.size(); ++party)
    result.gain.push_back(bounds(points.front().value[party] - breakdown(terms, party, points.front().state)));
  every_inequality(terms, points, margin, [&](Inequality checked) {
    ++result.inequalities;
    if (!checked.holds()) result.open.push_back(std::move(checked));
  });
  return result;
}

Certificate certify(const accord::Accord& accord, const accord::Plan& plan) {
  return certify(accord, plan, std::vector<double>(accord.parties.size(), 0.0));
}

std::vector<Inequality> inequalities(const accord::Accord& accord, const accord::Plan& plan,
                                     std::span<const double> margin) {
  assert(margin.size() == accord.parties.size());
  const std::vector<State> path = accord::path(accord, plan);
  const Terms terms = proof::terms_of(accord);
  std::vector<Inequality> result;
  every_inequality(terms, points_of(terms, path), margin,
                   [&](Inequality checked) { result.push_back(std::move(checked)); });
  return result;
}

}  // namespace entente::sequencing
