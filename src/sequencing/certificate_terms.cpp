#include "sequencing/certificate_terms.h"

#include <algorithm>

#include "accord/lattice.h"

namespace entente::sequencing::proof {
namespace {

using accord::CommitmentIndex;
using accord::LevelIndex;
using accord::PartyIndex;
using accord::State;

Interval larger(const Interval& a, const Interval& b) {
  return boost::numeric::max(a, b);
}

/// [n]_b, for ever where `periods` is empty.
const Interval& annuity(const Discounting& discounting, std::optional<std::size_t> periods) {
  return periods ? discounting.annuity.at(*periods) : discounting.forever;
}

/// The shorter of two times; empty: for ever.
std::optional<std::size_t> shorter(std::optional<std::size_t> a, std::optional<std::size_t> b) {
  if (!a) return b;
  if (!b) return a;
  return std::min(*a, *b);
}

/// f_ik(l-1) > f_ik(l), decided on the file's numbers: the period is positive and common to both sides.
bool gains_by_undoing(const accord::Commitment& commitment, LevelIndex level, PartyIndex party) {
  const double here = commitment.levels.at(level - 1).value.at(party).best;
  const double under = level == 1 ? 0.0 : commitment.levels.at(level - 2).value.at(party).best;
  return under > here;
}

bool falls_by_itself(const accord::Commitment& commitment, LevelIndex level) {
  const accord::Level& here = commitment.levels.at(level - 1);
  if (!here.undo) return false;
  switch (here.undone_by) {
    case accord::UndoneBy::automatic:
      return true;
    case accord::UndoneBy::giver:
      return gains_by_undoing(commitment, level, commitment.by);
    case accord::UndoneBy::all:
      return std::ranges::all_of(here.undone_by_all,
                                 [&](PartyIndex party) { return gains_by_undoing(commitment, level, party); });
  }
  return false;
}

bool taken_back_alone(const accord::Commitment& commitment, LevelIndex level) {
  const accord::Level& here = commitment.levels.at(level - 1);
  if (!here.undo) return false;
  if (here.undone_by != accord::UndoneBy::all) return true;
  return here.undone_by_all == std::vector<PartyIndex>{commitment.by};
}

LevelTerms today(std::size_t parties) {
  LevelTerms result;
  result.flow.assign(parties, Interval(0));
  result.once.assign(parties, Interval(0));
  return result;
}

LevelTerms level_terms(const accord::Accord& accord, const accord::Commitment& commitment, LevelIndex level) {
  const accord::Level& from = commitment.levels.at(level - 1);
  LevelTerms result;
  for (PartyIndex party = 0; party < accord.parties.size(); ++party) {
    result.flow.push_back(Interval(from.value.at(party).best) * Interval(accord.period));
    result.once.emplace_back(from.once.at(party).best);
  }
  result.takes = accord::periods(from.takes.best, accord.period, 1);
  if (from.undo) result.undo = accord::periods(from.undo->best, accord.period, 1);
  result.falls = falls_by_itself(commitment, level);
  result.alone = taken_back_alone(commitment, level);
  result.seen = from.seen.best;
  result.watched = chance_within(from.watched.best, accord.period);
  return result;
}

CommitmentTerms commitment_terms(const accord::Accord& accord, const accord::Commitment& commitment) {
  CommitmentTerms result{commitment.by, {today(accord.parties.size())}};
  for (LevelIndex level = 1; level <= commitment.levels.size(); ++level)
    result.levels.push_back(level_terms(accord, commitment, level));
  return result;
}

/// The longest span that any power or annuity below is taken over: a step, a take-back, or a review and then a whole
/// fall.
std::size_t horizon(const Terms& terms) {
  std::size_t takes = 0;
  std::size_t undo = 0;
  for (const CommitmentTerms& commitment : terms.commitments) {
    std::size_t all_takes = 0;
    std::size_t all_undo = 0;
    for (LevelIndex level = 1; level < commitment.levels.size(); ++level) {
      all_takes += commitment.levels[level].takes;
      all_undo += commitment.levels[level].undo.value_or(0);
    }
    takes = std::max(takes, all_takes);
    undo = std::max(undo, all_undo);
  }
  return std::max(takes, terms.review + undo);
}

/// w_ik(l): the level gives its flow until it has fallen, for ever if it does not fall.
std::vector<Interval> after_breakdown(const CommitmentTerms& commitment, PartyIndex party, const Discounting& b) {
  std::vector<Interval> worth{Interval(0)};
  for (LevelIndex level = 1; level < commitment.levels.size(); ++level) {
    const LevelTerms& here = commitment.levels[level];
    if (here.falls)
      worth.push_back(here.flow[party] * b.annuity.at(*here.undo) + b.power.at(*here.undo) * worth.back());
    else
      worth.push_back(here.flow[party] * b.forever);
  }
  return worth;
}

/// w*_k(l), for the giver.
std::vector<Interval> at_will(const CommitmentTerms& commitment, const std::vector<Interval>& by_itself,
                              const Discounting& b) {
  std::vector<Interval> worth{by_itself.front()};
  for (LevelIndex level = 1; level < commitment.levels.size(); ++level) {
    const LevelTerms& here = commitment.levels[level];
    const Interval& f = here.flow[commitment.giver];
    Interval best = larger(by_itself[level], f * b.forever);
    if (here.alone) best = larger(best, f * b.annuity.at(*here.undo) + b.power.at(*here.undo) * worth.back());
    worth.push_back(best);
  }
  return worth;
}

bool stands(const ComplementTerms& complement, const State& state) {
  return std::ranges::all_of(
      complement.when, [&](const accord::Requirement& member) { return state.at(member.commitment) >= member.level; });
}

/// How long a commitment at `from` takes to be below `member`, each level on the way down after its undo; empty: it
/// never is. `goes` says whether a level goes.
template <class Goes>
std::optional<std::size_t> time_to_fall(const CommitmentTerms& commitment, LevelIndex from, LevelIndex member,
                                        Goes goes) {
  std::size_t time = 0;
  for (LevelIndex level = from; level >= member; --level) {
    const LevelTerms& here = commitment.levels[level];
    if (!goes(here)) return std::nullopt;
    time += *here.undo;
  }
  return time;
}

/// The time that a complement stands after a breakdown at `state`; empty: for ever.
std::optional<std::size_t> time_standing(const Terms& terms, const ComplementTerms& complement, const State& state) {
  std::optional<std::size_t> time;
  for (const accord::Requirement& member : complement.when)
    time = shorter(time, time_to_fall(terms.commitments[member.commitment], state[member.commitment], member.level,
                                      [](const LevelTerms& level) { return level.falls; }));
  return time;
}

/// t': the shortest time in which `party` brings an own member of the complement below its level alone; empty: it can
/// not.
std::optional<std::size_t> time_to_end_alone(const Terms& terms, const ComplementTerms& complement, PartyIndex party,
                                             const State& state) {
  std::optional<std::size_t> time;
  for (const accord::Requirement& member : complement.when) {
    const CommitmentTerms& commitment = terms.commitments[member.commitment];
    if (commitment.giver != party) continue;
    time = shorter(time, time_to_fall(commitment, state[member.commitment], member.level,
                                      [](const LevelTerms& level) { return level.alone; }));
  }
  return time;
}

/// max(0, f(l) [q]_b + b^q worth(l-1) - worth(l)).
Interval head_start_over(const Terms& terms, CommitmentIndex k, LevelIndex level, std::size_t to_go,
                         const std::vector<Interval>& worth) {
  const CommitmentTerms& commitment = terms.commitments.at(k);
  const Discounting& b = terms.parties[commitment.giver].patience;
  const Interval ahead = commitment.levels.at(level).flow[commitment.giver] * b.annuity.at(to_go) +
                         b.power.at(to_go) * worth.at(level - 1) - worth.at(level);
  return larger(Interval(0), ahead);
}

}  // namespace

Terms terms_of(const accord::Accord& accord) {
  Terms terms;
  for (const accord::Commitment& commitment : accord.commitments)
    terms.commitments.push_back(commitment_terms(accord, commitment));
  for (const accord::Complement& complement : accord.complements) {
    ComplementTerms& made = terms.complements.emplace_back();
    made.when = complement.when;
    for (PartyIndex party = 0; party < accord.parties.size(); ++party) {
      made.sign.push_back(complement.value.at(party).best);
      made.flow.push_back(Interval(made.sign.back()) * Interval(accord.period));
    }
  }
  terms.review = accord::periods(accord.review.takes.best, accord.period, 0);
  terms.succeeds = Interval(accord.review.succeeds.best);

  // 1 - theta is a product of powers, so its logarithm is a sum; a party that never changes leaves both exactly as they
  // are.
  Interval log_no_turnover(0);
  for (const accord::Party& party : accord.parties)
    if (party.turnover.best > 0.0) log_no_turnover += log_one_minus(party.turnover.best);
  const Interval theta = one_minus_exp(Interval(accord.period) * log_no_turnover);

  const std::size_t longest = horizon(terms);
  for (PartyIndex i = 0; i < accord.parties.size(); ++i) {
    const accord::Party& party = accord.parties[i];
    PartyTerms made;
    const Interval impatience = one_minus_exp(Interval(accord.period) * log_of(party.patience.best));
    const Interval beta = Interval(1) - impatience;
    made.turnover = beta * theta;
    made.patience = discounting(beta, impatience, longest);
    // 1 - gamma = 1 - beta (1 - theta) = (1 - beta) + beta theta: nothing cancels.
    made.keeping = discounting(beta * (Interval(1) - theta), impatience + made.turnover, longest);
    made.breakdown = Interval(party.breakdown.best) * Interval(accord.period);
    made.penalty = Interval(accord.review.penalty.at(i).best) * Interval(accord.period);
    for (const CommitmentTerms& commitment : terms.commitments) {
      made.after_breakdown.push_back(after_breakdown(commitment, i, made.patience));
      made.at_will.push_back(commitment.giver == i ? at_will(commitment, made.after_breakdown.back(), made.patience)
                                                   : std::vector<Interval>{});
    }
    terms.parties.push_back(std::move(made));
  }
  return terms;
}

Interval flow(const Terms& terms, PartyIndex party, const State& state) {
  Interval sum(0);
  for (CommitmentIndex k = 0; k < terms.commitments.size(); ++k)
    sum += terms.commitments[k].levels.at(state.at(k)).flow[party];
  for (const ComplementTerms& complement : terms.complements)
    if (stands(complement, state)) sum += complement.flow[party];
  return sum;
}

Interval breakdown(const Terms& terms, PartyIndex party, const State& state) {
  const PartyTerms& own = terms.parties.at(party);
  Interval sum = own.breakdown * own.patience.forever;
  for (CommitmentIndex k = 0; k < terms.commitments.size(); ++k) sum += own.after_breakdown[k].at(state.at(k));
  for (const ComplementTerms& complement : terms.complements)
    if (stands(complement, state))
      sum += complement.flow[party] * annuity(own.patience, time_standing(terms, complement, state));
  return sum;
}

Interval holding(const Terms& terms, PartyIndex party, const State& state) {
  const PartyTerms& own = terms.parties.at(party);
  return (flow(terms, party, state) + own.turnover * breakdown(terms, party, state)) * own.keeping.forever;
}

Interval complement_cost(const Terms& terms, CommitmentIndex commitment, std::optional<std::size_t> periods) {
  const PartyIndex giver = terms.commitments.at(commitment).giver;
  Interval sum(0);
  for (const ComplementTerms& complement : terms.complements) {
    const bool names_it = std::ranges::any_of(
        complement.when, [&](const accord::Requirement& member) { return member.commitment == commitment; });
    if (names_it && complement.sign[giver] < 0.0) sum -= complement.flow[giver];
  }
  return sum * annuity(terms.parties[giver].patience, periods);
}

Interval head_start(const Terms& terms, CommitmentIndex commitment, LevelIndex level, std::size_t to_go) {
  const CommitmentTerms& own = terms.commitments.at(commitment);
  const LevelTerms& here = own.levels.at(level);
  const auto costs_for = here.falls ? std::optional(*here.undo - to_go) : std::nullopt;
  return head_start_over(terms, commitment, level, to_go, terms.parties[own.giver].after_breakdown[commitment]) +
         complement_cost(terms, commitment, costs_for);
}

Interval head_start_at_will(const Terms& terms, CommitmentIndex commitment, LevelIndex level, std::size_t to_go) {
  const CommitmentTerms& own = terms.commitments.at(commitment);
  return head_start_over(terms, commitment, level, to_go, terms.parties[own.giver].at_will[commitment]) +
         complement_cost(terms, commitment, *own.levels.at(level).undo - to_go);
}

Interval hidden_shortfall(const Terms& terms, CommitmentIndex commitment, LevelIndex level) {
  const CommitmentTerms& own = terms.commitments.at(commitment);
  const PartyTerms& giver = terms.parties[own.giver];
  const LevelTerms& here = own.levels.at(level);
  const LevelTerms& under = own.levels.at(level - 1);
  const std::vector<Interval>& w = giver.after_breakdown[commitment];
  const std::vector<Interval>& w_at_will = giver.at_will[commitment];
  Interval saved = (under.flow[own.giver] - here.flow[own.giver]) * giver.patience.forever;
  saved = larger(saved, w[level - 1] - w[level]);
  saved = larger(saved, w_at_will[level - 1] - w_at_will[level]);
  return larger(Interval(0), saved) + larger(Interval(0), here.once[own.giver]) +
         complement_cost(terms, commitment, std::nullopt);
}

Interval found_out(const Terms& terms, PartyIndex party, const State& state) {
  const PartyTerms& own = terms.parties.at(party);
  const Discounting& b = own.patience;
  const Interval& until_response = b.power.at(terms.review);
  Interval sum = (until_response * own.penalty + larger(own.breakdown, until_response * own.breakdown)) * b.forever;
  for (CommitmentIndex k = 0; k < terms.commitments.size(); ++k) {
    const CommitmentTerms& commitment = terms.commitments[k];
    const LevelIndex level = state.at(k);
    const Interval& falling = own.after_breakdown[k].at(level);
    if (commitment.giver == party)
      sum += own.at_will[k].at(level);
    else
      sum += larger(falling,
                    commitment.levels.at(level).flow[party] * b.annuity.at(terms.review) + until_response * falling);
  }
  for (const ComplementTerms& complement : terms.complements) {
    if (!stands(complement, state)) continue;
    std::optional<std::size_t> time = time_standing(terms, complement, state);
    if (complement.sign[party] > 0.0) {
      if (time) *time += terms.review;
    } else {
      time = shorter(time, time_to_end_alone(terms, complement, party, state));
    }
    sum += complement.flow[party] * annuity(b, time);
  }
  return sum;
}

}  // namespace entente::sequencing::proof
