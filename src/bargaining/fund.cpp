#include "bargaining/fund.h"

#include <algorithm>
#include <bit>
#include <cmath>
#include <numeric>
#include <utility>

#include "bargaining/nucleolus.h"
#include "game/states.h"
#include "game/values.h"

namespace entente::bargaining {

namespace {

using accord::Fund;
using accord::FundTranche;
using accord::PartyIndex;
using accord::State;
using game::Game;

constexpr double kSameMoney = 1e-9;
constexpr double kMostStates = 1e6;
constexpr double kMostParts = 50'000;  // with 4,096 groups each, a fifth of a second

// A package with the fund at its least size.
struct Funded {
  std::vector<double> gain;  // points, by party, without the fund
  std::vector<bool> due;     // by tranche
  std::vector<PartyIndex> out_of_reach;
  double size = 0.0;
  std::vector<double> receives;  // units, by party
  double paid = 0.0;
  std::vector<double> contributor_gain;  // units
};

class FundedPackages {
 public:
  FundedPackages(const Game& game, const Fund& fund) : game_(game), fund_(fund), without_(game::disagreement(game)) {
    contributes_.assign(game.parties.size(), false);
    for (const accord::FundContributor& one : fund.contributors) contributes_[one.party] = true;
    for (const FundTranche& tranche : fund.tranches) {
      (tranche.share > 0.0 ? all_shares_ : all_amounts_) += tranche.share > 0.0 ? tranche.share : tranche.amount;
    }
  }

  double tolerance(PartyIndex i) const { return kSameMoney * std::max(1.0, std::abs(without_[i])); }
  bool contributes(PartyIndex i) const { return contributes_[i]; }

  Funded at(const State& x) const {
    Funded result;
    for (PartyIndex i = 0; i < without_.size(); ++i) {
      result.gain.push_back(game::delivered_at_once(game_, i, x) - without_[i]);
    }
    for (const FundTranche& tranche : fund_.tranches) {
      result.due.push_back(std::ranges::all_of(tranche.when, [&](const accord::Requirement& requirement) {
        return x[requirement.commitment] >= requirement.level;
      }));
    }
    set_size(result);
    pay(result);
    return result;
  }

  // Everybody who does not contribute signs, and the fund is no larger than it may be.
  bool others_sign(const Funded& funded) const {
    return funded.out_of_reach.empty() && funded.size <= fund_.most * (1.0 + kSameMoney);
  }

 private:
  // The smallest size that leaves room for all amounts and brings everybody who is paid, and does not pay, to sign.
  void set_size(Funded& result) const {
    result.size = fund_.least;
    if (all_amounts_ > 0.0) result.size = std::max(result.size, all_amounts_ / (1.0 - all_shares_));
    for (PartyIndex i = 0; i < without_.size(); ++i) {
      if (contributes_[i] || result.gain[i] >= -tolerance(i)) continue;
      double lacks = -result.gain[i];
      double per_unit = 0.0;
      for (std::size_t t = 0; t < fund_.tranches.size(); ++t) {
        const FundTranche& tranche = fund_.tranches[t];
        if (!result.due[t] || tranche.to != i) continue;
        lacks -= tranche.amount * tranche.worth.best;
        per_unit += tranche.share * tranche.worth.best;
      }
      if (lacks <= tolerance(i)) continue;
      if (per_unit > 0.0) {
        result.size = std::max(result.size, lacks / per_unit);
      } else {
        result.out_of_reach.push_back(i);
      }
    }
  }

  void pay(Funded& result) const {
    result.receives.assign(without_.size(), 0.0);
    std::vector<double> after = result.gain;
    for (std::size_t t = 0; t < fund_.tranches.size(); ++t) {
      if (!result.due[t]) continue;
      const FundTranche& tranche = fund_.tranches[t];
      const double units = tranche.amount + tranche.share * result.size;
      result.receives[tranche.to] += units;
      result.paid += units;
      after[tranche.to] += units * tranche.worth.best;
    }
    for (const accord::FundContributor& one : fund_.contributors) {
      // What is only rounding below 0 must not turn a group away.
      const double gain = std::abs(after[one.party]) <= tolerance(one.party) ? 0.0 : after[one.party];
      result.contributor_gain.push_back(gain / one.cost.best);
    }
  }

  const Game& game_;
  const Fund& fund_;
  std::vector<double> without_;  // W_i(0)
  std::vector<bool> contributes_;
  double all_shares_ = 0.0;
  double all_amounts_ = 0.0;
};

// Offers a part of the package to every group of contributors: those outside must sign without paying.
void offer(const Funded& part, CooperativeGame& contributors) {
  Coalition lacking = 0;
  for (std::size_t j = 0; j < contributors.players; ++j) {
    if (part.contributor_gain[j] < 0.0) lacking |= Coalition{1} << j;
  }
  std::vector<double> total(contributors.worth.size(), 0.0);
  for (Coalition group = 1; group < contributors.everybody(); ++group) {
    const auto lowest = static_cast<std::size_t>(std::countr_zero(group));
    total[group] = total[group & (group - 1)] + part.contributor_gain[lowest];
    if ((lacking & ~group) == 0)
      contributors.worth[group] = std::max(contributors.worth[group], total[group] - part.paid);
  }
}

double parts_of(const State& x) {
  double parts = 1.0;
  for (const std::size_t level : x) parts *= static_cast<double>(level) + 1.0;
  return parts;
}

FundShares shares(const FundAnswer& answer, const std::vector<double>& payment) {
  FundShares result{.payment = payment, .left = {}, .everybody_signs = true, .in_core = false};
  for (std::size_t j = 0; j < payment.size(); ++j) {
    result.left.push_back(answer.contributor_gain[j] - payment[j]);
    const double tolerance = kSameMoney * std::max(1.0, scale(*answer.game));
    result.everybody_signs = result.everybody_signs && result.left.back() >= -tolerance;
  }
  result.in_core = in_core(*answer.game, result.left);
  return result;
}

FundShares shares_leaving(const FundAnswer& answer, const std::vector<double>& left) {
  std::vector<double> payment;
  for (std::size_t j = 0; j < left.size(); ++j) payment.push_back(answer.contributor_gain[j] - left[j]);
  return shares(answer, payment);
}

void share_out(FundAnswer& answer) {
  const CooperativeGame& contributors = *answer.game;
  answer.core = core(contributors);
  answer.equal_surplus = shares(answer, pay_to_equal_surplus(answer.contributor_gain, answer.paid));
  answer.in_proportion = shares(answer, pay_in_proportion(answer.contributor_gain, answer.paid));
  answer.shapley = shares_leaving(answer, shapley(contributors));
  const std::optional<std::vector<double>> division = nucleolus(contributors);
  if (division) answer.nucleolus = shares_leaving(answer, *division);
}

}  // namespace

bool FundNeed::enough() const {
  return spare >= least - kSameMoney * std::max(1.0, std::abs(least));
}

FundNeed fund_need(const std::vector<double>& gains, double due) {
  FundNeed need{.least = due, .spare = 0.0};
  for (const double gain : gains) (gain < 0.0 ? need.least : need.spare) += std::abs(gain);
  return need;
}

std::vector<double> pay_to_equal_surplus(const std::vector<double>& gains, double due) {
  const double total = std::accumulate(gains.begin(), gains.end(), -due);
  std::vector<double> payment = gains;
  for (double& one : payment) one -= total / static_cast<double>(gains.size());
  return payment;
}

std::vector<double> pay_in_proportion(const std::vector<double>& gains, double due) {
  const FundNeed need = fund_need(gains, due);
  std::vector<double> payment;
  for (const double gain : gains) payment.push_back(gain > 0.0 ? need.least * gain / need.spare : gain);
  return payment;
}

FundAnswer solve_fund(const Game& game, const Fund& fund, const State& x) {
  const FundedPackages packages(game, fund);
  Funded whole = packages.at(x);
  FundAnswer answer;
  for (PartyIndex i = 0; i < whole.gain.size(); ++i) {
    answer.shortfall.push_back(whole.gain[i] < -packages.tolerance(i) ? -whole.gain[i] : 0.0);
  }
  if (!whole.out_of_reach.empty()) {
    answer.verdict = FundVerdict::out_of_reach;
  } else if (!packages.others_sign(whole)) {
    answer.verdict = FundVerdict::too_small;
  }
  answer.need = fund_need(whole.contributor_gain, whole.paid);
  if (answer.verdict == FundVerdict::carries && !answer.need.enough()) answer.verdict = FundVerdict::too_dear;
  if (answer.verdict == FundVerdict::carries) {
    CooperativeGame& contributors = answer.game.emplace();
    contributors.players = fund.contributors.size();
    contributors.worth.assign(std::size_t{1} << contributors.players, 0.0);
    offer(whole, contributors);
    answer.every_part_seen = parts_of(x) <= kMostParts;
    if (answer.every_part_seen) {
      game::for_each_valid_state(game, game::today(game), x, [&](const State& part) {
        const Funded funded = packages.at(part);
        if (packages.others_sign(funded)) offer(funded, contributors);
      });
    }
    contributors.worth[contributors.everybody()] =
        std::accumulate(whole.contributor_gain.begin(), whole.contributor_gain.end(), -whole.paid);
  }
  answer.gain = std::move(whole.gain);
  answer.out_of_reach = std::move(whole.out_of_reach);
  answer.size = whole.size;
  answer.due = std::move(whole.due);
  answer.receives = std::move(whole.receives);
  answer.paid = whole.paid;
  answer.contributor_gain = std::move(whole.contributor_gain);
  if (answer.game) share_out(answer);
  return answer;
}

std::optional<State> cheapest_funded_state(const Game& game, const Fund& fund) {
  if (game::count_states(game) > kMostStates) return std::nullopt;
  const FundedPackages packages(game, fund);
  std::optional<State> best;
  double least_paid = 0.0;
  double most_left = 0.0;
  game::for_each_valid_state(game, game::today(game), game::highest(game), [&](const State& x) {
    const Funded funded = packages.at(x);
    const FundNeed need = fund_need(funded.contributor_gain, funded.paid);
    if (!packages.others_sign(funded) || !need.enough()) return;
    const double left = need.spare - need.least;
    const double same = kSameMoney * std::max(1.0, least_paid);
    const bool better =
        !best || need.least < least_paid - same || (need.least <= least_paid + same && left > most_left);
    if (!better) return;
    best = x;
    least_paid = need.least;
    most_left = left;
  });
  return best;
}

}  // namespace entente::bargaining
