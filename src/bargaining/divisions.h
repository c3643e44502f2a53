// Dividing one thing between parties: the classic rules, in the form in which their answers are known.
//
// Shares are parts of the pie, or amounts in its unit. Two parties split one dollar with utilities that are powers of
// the own share; more than two divide money. None of this compares points of different parties, but for the egalitarian
// rule, which says so.
//
// Sources: Nash (1950), Econometrica 18; weights: Harsanyi & Selten (1972); Kalai & Smorodinsky (1975), Econometrica
// 43; egalitarian: Kalai (1977), Econometrica 45; alternating offers: Rubinstein (1982), Econometrica 50, and for its
// limit Binmore, Rubinstein & Wolinsky (1986), RAND Journal 17; the Talmud's rule: Aumann & Maschler (1985), Journal of
// Economic Theory 36.
#pragma once

#include <optional>
#include <vector>

namespace entente::bargaining {

/// u(s) = s^exponent for the own share s in 0..1; concave for 0 < exponent <= 1.
struct PowerUtility {
  double exponent = 1.0;
  double of(double share) const;
};

/// Two parties split a dollar; without agreement they have `disagreement1` and `disagreement2` (utilities).
struct DollarSplit {
  PowerUtility utility1;
  PowerUtility utility2;
  double disagreement1 = 0.0;
  double disagreement2 = 0.0;
};

/// The first party's share, here and in the next two; empty when no split gives both what they have without agreement.
/// Nash: the largest (u1 - d1)^weight1 (u2 - d2)^(1 - weight1), 0 < weight1 < 1.
std::optional<double> nash_split(const DollarSplit& dollar, double weight1 = 0.5);

/// Kalai-Smorodinsky: equal shares of each party's best gain within participation.
std::optional<double> kalai_smorodinsky_split(const DollarSplit& dollar);

/// Egalitarian: equal gains, as near as a split comes to it; takes the two utilities as comparable.
std::optional<double> egalitarian_split(const DollarSplit& dollar);

/// Nash's division of money: everybody gets what it has without agreement and its weight's share of the surplus
/// (equal weights: equal surplus). Weights are positive and need not add up to 1. Empty when there is a deficit.
std::optional<std::vector<double>> nash_division(double pie, const std::vector<double>& without,
                                                 const std::vector<double>& weights);

/// What the first party gets in the only subgame-perfect equilibrium of alternating offers over a dollar.
struct AlternatingOffers {
  double when_first_proposes = 0.0;
  double when_second_proposes = 0.0;
};

/// A party's utility of a share agreed n rounds later is discount^n u(share), 0 < discount < 1.
AlternatingOffers alternating_offers(double discount1, double discount2, const PowerUtility& utility1 = {},
                                     const PowerUtility& utility2 = {});

/// The first party's share as the time between offers goes to 0, for discount rates a year above 0 and utilities linear
/// in the share: the more patient gets more.
double alternating_offers_limit(double rate1, double rate2);

/// The Talmud's rule for an estate smaller than the claims on it: equal awards up to half of each claim, then equal
/// losses down to half of it. The nucleolus of what each group of creditors can be sure of. An estate that covers all
/// claims pays them.
std::vector<double> talmud(double estate, const std::vector<double>& claims);

}  // namespace entente::bargaining
