#include "game/game.h"

#include <algorithm>
#include <cmath>

#include "accord/error.h"
#include "accord/lattice.h"

namespace entente::game {

namespace {

using accord::Accord;
using accord::UndoneBy;

PartyTerms party_terms(const Accord& accord, PartyIndex i, const Game& game, const SecretCosts& secret) {
  const accord::Party& party = accord.parties[i];
  PartyTerms terms;
  terms.beta = std::pow(party.patience.best, accord.period);
  terms.gamma = terms.beta * (1.0 - game.theta);
  terms.forever = annuity(terms.beta, kForever);
  terms.review_discount = discounted(terms.beta, game.review);
  terms.review_annuity = annuity(terms.beta, game.review);
  terms.breakdown = party.breakdown.best * accord.period;
  terms.penalty = accord.review.penalty.empty() ? 0.0 : accord.review.penalty[i].best * accord.period;
  terms.flow.reserve(game.slots);
  terms.once.reserve(game.slots);
  for (const accord::Commitment& commitment : accord.commitments) {
    terms.flow.push_back(0.0);
    terms.once.push_back(0.0);
    for (const accord::Level& level : commitment.levels) {
      const bool own = secret.party == i && commitment.by == i;
      const auto felt = [&](double value) { return own && value < 0.0 ? secret.factor * value : value; };
      terms.flow.push_back(felt(level.value[i].best) * accord.period);
      terms.once.push_back(felt(level.once[i].best));
    }
  }
  return terms;
}

LevelTerms level_terms(const Accord& accord, const accord::Level& level, PartyIndex giver) {
  LevelTerms terms;
  terms.takes = accord::periods(level.takes.best, accord.period, 1);
  terms.undo = level.undo ? accord::periods(level.undo->best, accord.period, 1) : kForever;
  terms.seen = level.seen.best;
  terms.watched = 1.0 - std::pow(1.0 - level.watched.best, accord.period);
  terms.needs = level.needs;
  const bool only_giver = level.undone_by_all.size() == 1 && level.undone_by_all.front() == giver;
  terms.alone = terms.undo != kForever && (level.undone_by != UndoneBy::all || only_giver);
  return terms;
}

// MODEL section 2, W: who gains by the fall, in its own flow alone.
bool falls_by_itself(const Game& game, const accord::Level& level, CommitmentIndex k, LevelIndex l) {
  if (!level.undo) return false;
  const auto gains = [&](PartyIndex i) {
    return game.parties[i].flow[game.slot(k, l - 1)] > game.parties[i].flow[game.slot(k, l)];
  };
  switch (level.undone_by) {
    case UndoneBy::automatic:
      return true;
    case UndoneBy::giver:
      return gains(game.commitments[k].by);
    case UndoneBy::all:
      return std::all_of(level.undone_by_all.begin(), level.undone_by_all.end(), gains);
  }
  return false;
}

void fill_worth_after_breakdown(Game& game, PartyIndex i) {
  PartyTerms& party = game.parties[i];
  party.after.assign(game.slots, 0.0);
  for (CommitmentIndex k = 0; k < game.commitments.size(); ++k) {
    for (LevelIndex l = 1; l <= game.top(k); ++l) {
      const LevelTerms& level = game.level(k, l);
      const std::size_t slot = game.slot(k, l);
      party.after[slot] = level.falls ? party.flow[slot] * annuity(party.beta, level.undo) +
                                            discounted(party.beta, level.undo) * party.after[slot - 1]
                                      : party.flow[slot] * party.forever;
    }
  }
}

// K_k(n): what complements naming k could cost its giver in n periods.
double complements_at_risk(const Game& game, CommitmentIndex k, std::size_t periods) {
  const PartyIndex giver = game.commitments[k].by;
  double sum = 0.0;
  for (const std::size_t c : game.commitments[k].complements) sum += std::max(0.0, -game.complements[c].flow[giver]);
  return sum * annuity(game.parties[giver].beta, periods);
}

double at_will(const Game& game, CommitmentIndex k, LevelIndex l) {
  const PartyTerms& giver = game.parties[game.commitments[k].by];
  const LevelTerms& level = game.level(k, l);
  const std::size_t slot = game.slot(k, l);
  double best = std::max(giver.after[slot], giver.flow[slot] * giver.forever);
  if (level.alone) {
    best = std::max(best, giver.flow[slot] * annuity(giver.beta, level.undo) +
                              discounted(giver.beta, level.undo) * game.level(k, l - 1).at_will);
  }
  return best;
}

double hidden_worth(const Game& game, CommitmentIndex k, LevelIndex l) {
  const PartyTerms& giver = game.parties[game.commitments[k].by];
  const std::size_t slot = game.slot(k, l);
  const double most =
      std::max({0.0, (giver.flow[slot - 1] - giver.flow[slot]) * giver.forever,
                giver.after[slot - 1] - giver.after[slot], game.level(k, l - 1).at_will - game.level(k, l).at_will});
  return most + std::max(0.0, giver.once[slot]) + complements_at_risk(game, k, kForever);
}

TakeBack take_back(const Game& game, CommitmentIndex k, LevelIndex l) {
  const PartyTerms& giver = game.parties[game.commitments[k].by];
  const LevelTerms& level = game.level(k, l);
  const HeadStart ahead = head_start(game, k, l);
  TakeBack result;
  double found = 0.0;
  double cost = 0.0;
  double gamma_h = 1.0;       // gamma^(h-1), then gamma^h
  double unresponded = 1.0;   // v_(h-1)
  double still_hidden = 1.0;  // (1-w)^(h-1)
  for (std::size_t h = 1; h <= level.undo; ++h) {
    const double answered = level.watched * still_hidden * game.succeeds;  // q_h
    cost += giver.beta * game.theta * gamma_h * unresponded * ahead.at_breakdown[h - 1];
    gamma_h *= giver.gamma;
    found += gamma_h * answered;
    cost += gamma_h * answered * ahead.found_out[h - 1];
    still_hidden *= 1.0 - level.watched;
    unresponded -= answered;
    result.found.push_back(found);
    result.cost.push_back(cost);
    result.unseen.push_back(gamma_h * unresponded);
    result.head_start.push_back(ahead.at_breakdown[h - 1]);
  }
  return result;
}

// Periods until the commitment, standing at `from`, is below `member` when every level on the way may be taken as
// `allowed` says.
std::size_t periods_to_below(const CommitmentTerms& commitment, LevelIndex from, LevelIndex member,
                             bool LevelTerms::*allowed) {
  std::size_t periods = 0;
  for (LevelIndex l = from; l >= member; --l) {
    if (!(commitment.levels[l].*allowed)) return kForever;
    periods += commitment.levels[l].undo;
  }
  return periods;
}

void fill_member(const Game& game, ComplementMember& member) {
  const CommitmentTerms& commitment = game.commitments[member.commitment];
  const std::size_t levels = commitment.levels.size();
  member.after.assign(game.parties.size(), std::vector<double>(levels, 0.0));
  member.found_out = member.after;
  member.brought_below.assign(levels, 0.0);
  for (LevelIndex l = member.level; l < levels; ++l) {
    const std::size_t falls = periods_to_below(commitment, l, member.level, &LevelTerms::falls);
    const std::size_t falls_after_review = falls == kForever ? kForever : falls + game.review;
    for (PartyIndex i = 0; i < game.parties.size(); ++i) {
      member.after[i][l] = annuity(game.parties[i].beta, falls);
      member.found_out[i][l] = annuity(game.parties[i].beta, falls_after_review);
    }
    member.brought_below[l] =
        annuity(game.parties[commitment.by].beta, periods_to_below(commitment, l, member.level, &LevelTerms::alone));
  }
}

void fill_falls(Game& game, const Accord& accord, CommitmentIndex k) {
  for (LevelIndex l = 1; l <= game.top(k); ++l)
    game.commitments[k].levels[l].falls = falls_by_itself(game, accord.commitments[k].levels[l - 1], k, l);
}

void fill_members(Game& game) {
  for (ComplementTerms& complement : game.complements) {
    for (ComplementMember& member : complement.when) fill_member(game, member);
  }
}

void fill_what_its_giver_may_do(Game& game, CommitmentIndex k) {
  for (LevelIndex l = 1; l <= game.top(k); ++l) {
    LevelTerms& level = game.commitments[k].levels[l];
    level.at_will = at_will(game, k, l);
    level.hidden_worth = hidden_worth(game, k, l);
    if (level.alone) level.take_back = take_back(game, k, l);
  }
}

std::vector<bool> falls(const CommitmentTerms& commitment) {
  std::vector<bool> all;
  for (const LevelTerms& level : commitment.levels) all.push_back(level.falls);
  return all;
}

}  // namespace

double annuity(double discount, std::size_t periods) {
  return periods == kForever ? 1.0 / (1.0 - discount) : (1.0 - discounted(discount, periods)) / (1.0 - discount);
}

double discounted(double discount, std::size_t periods) {
  return periods == kForever ? 0.0 : std::pow(discount, static_cast<double>(periods));
}

HeadStart head_start(const Game& game, CommitmentIndex k, LevelIndex l) {
  const PartyTerms& giver = game.parties[game.commitments[k].by];
  const LevelTerms& level = game.level(k, l);
  const std::size_t slot = game.slot(k, l);
  const std::size_t u = level.undo;
  std::vector<double> beta_to(u + 1, 1.0);  // b^q
  for (std::size_t q = 1; q <= u; ++q) beta_to[q] = beta_to[q - 1] * giver.beta;
  const auto worth_with = [&](std::size_t q, double below) {
    return giver.flow[slot] * (1.0 - beta_to[q]) / (1.0 - giver.beta) + beta_to[q] * below;
  };
  const double at_risk = complements_at_risk(game, k, kForever);
  const auto at_risk_for = [&](std::size_t periods) { return at_risk * (1.0 - beta_to[periods]); };
  HeadStart ahead;
  for (std::size_t h = 1; h <= u; ++h) {
    const std::size_t q = u - h;
    // What is half taken back counts.
    ahead.at_breakdown.push_back(std::max(0.0, worth_with(q, giver.after[slot - 1]) - giver.after[slot]) +
                                 (level.falls ? at_risk_for(u - q) : at_risk));
    ahead.found_out.push_back(std::max(0.0, worth_with(q, game.level(k, l - 1).at_will) - level.at_will) +
                              at_risk_for(u - q));
  }
  return ahead;
}

Game compile(const accord::Accord& accord, const SecretCosts& secret) {
  if (!accord.values) {
    throw Error(
        "the file says `values: false`: it tells who owes what, not what that is worth to whom, so nothing can be "
        "planned; give values and remove that line");
  }
  Game game;
  game.period = accord.period;
  game.today = accord::today(accord);
  double kept_on = 1.0;
  for (const accord::Party& party : accord.parties) kept_on *= std::pow(1.0 - party.turnover.best, accord.period);
  game.theta = 1.0 - kept_on;
  game.review = accord::periods(accord.review.takes.best, accord.period, 0);
  game.succeeds = accord.review.succeeds.best;
  game.per_step = accord.pace.per_step.value_or(kForever);
  game.per_party = accord.pace.per_party.value_or(kForever);
  for (const accord::Commitment& commitment : accord.commitments) {
    CommitmentTerms terms;
    terms.by = commitment.by;
    terms.first_slot = game.slots;
    terms.levels.emplace_back();
    for (const accord::Level& level : commitment.levels)
      terms.levels.push_back(level_terms(accord, level, commitment.by));
    game.slots += terms.levels.size();
    game.commitments.push_back(std::move(terms));
  }
  for (const accord::Complement& complement : accord.complements) {
    ComplementTerms terms;
    for (const Requirement& member : complement.when) {
      terms.when.push_back(
          {.commitment = member.commitment, .level = member.level, .after = {}, .found_out = {}, .brought_below = {}});
    }
    for (const accord::Range& value : complement.value) terms.flow.push_back(value.best * accord.period);
    for (const Requirement& member : complement.when) {
      game.commitments[member.commitment].complements.push_back(game.complements.size());
    }
    game.complements.push_back(std::move(terms));
  }
  for (PartyIndex i = 0; i < accord.parties.size(); ++i) {
    game.parties.push_back(party_terms(accord, i, game, secret));
  }
  for (CommitmentIndex k = 0; k < game.commitments.size(); ++k) fill_falls(game, accord, k);
  fill_members(game);
  for (PartyIndex i = 0; i < game.parties.size(); ++i) fill_worth_after_breakdown(game, i);
  for (CommitmentIndex k = 0; k < game.commitments.size(); ++k) fill_what_its_giver_may_do(game, k);
  return game;
}

void compile_secret_costs(Game& game, const accord::Accord& accord, const SecretCosts& secret) {
  game.parties[secret.party] = party_terms(accord, secret.party, game, secret);
  bool others_fall = false;
  for (CommitmentIndex k = 0; k < game.commitments.size(); ++k) {
    if (game.commitments[k].by != secret.party) continue;
    const std::vector<bool> before = falls(game.commitments[k]);
    fill_falls(game, accord, k);
    others_fall = others_fall || falls(game.commitments[k]) != before;
  }
  if (others_fall) fill_members(game);
  for (PartyIndex i = 0; i < game.parties.size(); ++i) {
    if (others_fall || i == secret.party) fill_worth_after_breakdown(game, i);
  }
  for (CommitmentIndex k = 0; k < game.commitments.size(); ++k) {
    if (game.commitments[k].by == secret.party) fill_what_its_giver_may_do(game, k);
  }
}

double count_states(const Game& game) {
  double count = 1.0;
  for (const CommitmentTerms& commitment : game.commitments) count *= static_cast<double>(commitment.levels.size());
  return count;
}

}  // namespace entente::game
