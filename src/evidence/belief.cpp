#include "evidence/belief.h"

#include <algorithm>
#include <cmath>

namespace entente::evidence {

namespace {

// A day of a long series may be a little wider than it could be; today's belief may take longer.
constexpr std::size_t kPassesForAMoment = 8;
constexpr std::size_t kPassesForNow = 512;

constexpr std::size_t kKept = index(Standing::kept);
constexpr std::size_t kShort = index(Standing::shortfall);
constexpr std::size_t kBack = index(Standing::taken_back);

double a_day(double a_year) {
  return -std::expm1(std::log1p(-a_year) / kDaysInYear);
}

Interval a_day(const Range& a_year) {
  return {a_day(a_year.low), a_day(a_year.high)};
}

// The items of one commitment that speak, with the days between them.
struct Stream {
  Day begins;
  std::vector<Weighed> items;
  std::vector<std::size_t> speaking;  // in `items`, by day of the event
  std::size_t before = 0;
};

Stream stream_of(const Evidence& evidence, accord::CommitmentIndex commitment, Day on) {
  Stream stream{.begins = on, .items = weigh(evidence, commitment), .speaking = {}, .before = 0};
  for (const Weighed& one : stream.items) stream.begins = std::min(stream.begins, evidence.items[one.item].event);
  if (const auto& begins = evidence.priors[commitment].begins) stream.begins = *begins;
  for (std::size_t n = 0; n < stream.items.size(); ++n) {
    if (evidence.items[stream.items[n].item].event < stream.begins) {
      ++stream.before;
      stream.items[n].effective = 0.0;
    } else if (stream.items[n].silence == Silence::none) {
      stream.speaking.push_back(n);
    }
  }
  return stream;
}

std::size_t days(Day from, Day to) {
  return static_cast<std::size_t>(std::max(0, days_between(from, to)));
}

RangedChain chain_of(const Evidence& evidence, accord::CommitmentIndex commitment, const Stream& stream, Day on) {
  const Prior& prior = evidence.priors[commitment];
  RangedChain chain;
  chain.shortfall_at_start = {prior.shortfall_at_start.low, prior.shortfall_at_start.high};
  chain.taken_back_at_start = {prior.taken_back_at_start.low, prior.taken_back_at_start.high};
  chain.a_day[kKept][kShort] = a_day(prior.falls_short);
  chain.a_day[kKept][kBack] = chain.a_day[kShort][kBack] = a_day(prior.taken_back);
  chain.a_day[kShort][kKept] = a_day(prior.mended);
  chain.a_day[kBack][kKept] = a_day(prior.restored);
  Day last = stream.begins;
  for (const std::size_t n : stream.speaking) {
    const Day event = evidence.items[stream.items[n].item].event;
    chain.observations.push_back({.days_before = days(last, event), .alternatives = stream.items[n].chances});
    last = event;
  }
  chain.days_after = days(last, on);
  return chain;
}

// The model at the best values; its last time is `on`, on which nothing is observed.
HiddenMarkov best_model(const Evidence& evidence, const Prior& prior, const Stream& stream, Day on) {
  HiddenMarkov model;
  model.start = {1.0 - prior.shortfall_at_start.best - prior.taken_back_at_start.best, prior.shortfall_at_start.best,
                 prior.taken_back_at_start.best};
  const Matrix one_day = best_moves_a_day(prior);
  // A first time on which nothing is observed keeps the days before the first item.
  model.likelihood.push_back(Vector(kStandings, 1.0));
  Day last = stream.begins;
  for (const std::size_t n : stream.speaking) {
    const Day event = evidence.items[stream.items[n].item].event;
    model.moves.push_back(power(one_day, days(last, event)));
    const ByStanding& best = stream.items[n].best;
    model.likelihood.emplace_back(best.begin(), best.end());
    last = event;
  }
  model.moves.push_back(power(one_day, days(last, on)));
  model.likelihood.push_back(Vector(kStandings, 1.0));
  return model;
}

ByStanding one_for(Standing standing) {
  ByStanding g{};
  g[index(standing)] = 1.0;
  return g;
}

// Outward rounded intervals would show more than 1; the best value is inside whatever rounding did.
Interval tidy(const Interval& interval, double best) {
  return {std::clamp(interval.low, 0.0, best), std::clamp(interval.high, best, 1.0)};
}

RangedChain up_to(const RangedChain& chain, std::size_t observations) {
  RangedChain part = chain;
  part.observations.resize(observations);
  part.days_after = 0;
  return part;
}

void add_moments(const Evidence& evidence, const Stream& stream, const RangedChain& chain, const States& states,
                 const History& history, Belief& belief) {
  for (std::size_t n = 0; n < stream.speaking.size(); ++n) {
    const std::size_t item = stream.items[stream.speaking[n]].item;
    const Day day = evidence.items[item].event;
    if (belief.moments.empty() || belief.moments.back().day != day) {
      belief.moments.push_back({.day = day, .items = {}, .then = {}, .in_hindsight = {}, .most_likely = {}});
    }
    Moment& moment = belief.moments.back();
    moment.items.push_back(item);
    const bool last_of_day =
        n + 1 == stream.speaking.size() || evidence.items[stream.items[stream.speaking[n + 1]].item].event != day;
    if (!last_of_day) continue;
    const RangedChain before = up_to(chain, n + 1);
    for (const Standing standing : kAllStandings) {
      const std::size_t x = index(standing);
      const double then = states.filtered[n + 1][x];
      moment.then[x] = {then, tidy(posterior_bounds(before, one_for(standing), then, kPassesForAMoment).of, then)};
      const double hindsight = states.smoothed[n + 1][x];
      moment.in_hindsight[x] = {hindsight, tidy(smoothed_bounds(chain, n, standing, hindsight), hindsight)};
    }
    moment.most_likely = static_cast<Standing>(history.states[n + 1]);
  }
}

Belief belief_about(const Evidence& evidence, accord::CommitmentIndex commitment, Day on) {
  const Stream stream = stream_of(evidence, commitment, on);
  Belief belief;
  belief.commitment = commitment;
  belief.begins = stream.begins;
  belief.on = on;
  belief.items = stream.items;
  belief.before = stream.before;
  for (const std::size_t n : stream.speaking) belief.witnesses += stream.items[n].effective;
  const HiddenMarkov model = best_model(evidence, evidence.priors[commitment], stream, on);
  const auto states = infer(model);
  const auto history = most_likely_history(model);
  belief.possible = states && history;
  if (!belief.possible) return belief;
  const RangedChain chain = chain_of(evidence, commitment, stream, on);
  for (const Standing standing : kAllStandings) {
    const double best = states->filtered.back()[index(standing)];
    const Bounds bounds = posterior_bounds(chain, one_for(standing), best, kPassesForNow);
    belief.now[index(standing)] = {best, tidy(bounds.of, best)};
    belief.exact = belief.exact && bounds.exact;
  }
  add_moments(evidence, stream, chain, *states, *history, belief);
  return belief;
}

}  // namespace

std::vector<Belief> beliefs(const Evidence& evidence, Day on) {
  std::vector<Belief> all;
  for (accord::CommitmentIndex k = 0; k < evidence.priors.size(); ++k) all.push_back(belief_about(evidence, k, on));
  return all;
}

RangedChain ranged_chain(const Evidence& evidence, accord::CommitmentIndex commitment, Day on) {
  return chain_of(evidence, commitment, stream_of(evidence, commitment, on), on);
}

Matrix best_moves_a_day(const Prior& prior) {
  Matrix moves(kStandings, Vector(kStandings, 0.0));
  moves[kKept][kShort] = a_day(prior.falls_short.best);
  moves[kKept][kBack] = moves[kShort][kBack] = a_day(prior.taken_back.best);
  moves[kShort][kKept] = a_day(prior.mended.best);
  moves[kBack][kKept] = a_day(prior.restored.best);
  for (std::size_t x = 0; x < kStandings; ++x) {
    double away = 0.0;
    for (std::size_t y = 0; y < kStandings; ++y) away += moves[x][y];
    moves[x][x] = 1.0 - away;
  }
  return moves;
}

}  // namespace entente::evidence
