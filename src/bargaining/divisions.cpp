#include "bargaining/divisions.h"

#include <algorithm>
#include <cmath>
#include <numeric>

namespace entente::bargaining {

namespace {

// The shares of the first party at which both have at least what they have without agreement.
struct Room {
  double least = 0.0;
  double most = 1.0;
};

double share_worth(const PowerUtility& utility, double worth) {
  return worth <= 0.0 ? 0.0 : std::pow(worth, 1.0 / utility.exponent);
}

std::optional<Room> room(const DollarSplit& dollar) {
  const Room room{.least = share_worth(dollar.utility1, dollar.disagreement1),
                  .most = 1.0 - share_worth(dollar.utility2, dollar.disagreement2)};
  return room.least > room.most ? std::nullopt : std::optional(room);
}

double marginal(const PowerUtility& utility, double share) {
  return utility.exponent * std::pow(share, utility.exponent - 1.0);
}

// Where an increasing function of the share passes 0; the nearer end where it does not. Halving goes on until two
// neighbouring doubles are left.
template <typename Increasing>
double crossing(Room room, const Increasing& rises) {
  while (true) {
    const double middle = std::midpoint(room.least, room.most);
    if (middle <= room.least || middle >= room.most) return middle;
    (rises(middle) < 0.0 ? room.least : room.most) = middle;
  }
}

// The amounts, each at most its limit and otherwise equal, that add up to `total`.
std::vector<double> equal_up_to(std::vector<double> limits, double total) {
  std::vector<std::size_t> order(limits.size());
  std::iota(order.begin(), order.end(), std::size_t{0});
  std::ranges::sort(order, {}, [&](std::size_t i) { return limits[i]; });
  for (std::size_t n = 0; n < order.size(); ++n) {
    double& amount = limits[order[n]];
    amount = std::min(amount, total / static_cast<double>(order.size() - n));
    total -= amount;
  }
  return limits;
}

}  // namespace

double PowerUtility::of(double share) const {
  return std::pow(share, exponent);
}

std::optional<double> nash_split(const DollarSplit& dollar, double weight1) {
  const std::optional<Room> where = room(dollar);
  if (!where) return std::nullopt;
  // The derivative of the logarithm of the product, turned round: it has one sign change, as both parts are monotone.
  return crossing(*where, [&](double share) {
    const double gain1 = dollar.utility1.of(share) - dollar.disagreement1;
    const double gain2 = dollar.utility2.of(1.0 - share) - dollar.disagreement2;
    return (1.0 - weight1) * marginal(dollar.utility2, 1.0 - share) * gain1 -
           weight1 * marginal(dollar.utility1, share) * gain2;
  });
}

std::optional<double> kalai_smorodinsky_split(const DollarSplit& dollar) {
  const std::optional<Room> where = room(dollar);
  if (!where) return std::nullopt;
  const double best1 = dollar.utility1.of(where->most) - dollar.disagreement1;
  const double best2 = dollar.utility2.of(1.0 - where->least) - dollar.disagreement2;
  return crossing(*where, [&](double share) {
    return (dollar.utility1.of(share) - dollar.disagreement1) * best2 -
           (dollar.utility2.of(1.0 - share) - dollar.disagreement2) * best1;
  });
}

std::optional<double> egalitarian_split(const DollarSplit& dollar) {
  const std::optional<Room> where = room(dollar);
  if (!where) return std::nullopt;
  return crossing(*where, [&](double share) {
    return (dollar.utility1.of(share) - dollar.disagreement1) -
           (dollar.utility2.of(1.0 - share) - dollar.disagreement2);
  });
}

std::optional<std::vector<double>> nash_division(double pie, const std::vector<double>& without,
                                                 const std::vector<double>& weights) {
  const double surplus = pie - std::accumulate(without.begin(), without.end(), 0.0);
  if (surplus < 0.0) return std::nullopt;
  const double all_weights = std::accumulate(weights.begin(), weights.end(), 0.0);
  std::vector<double> division = without;
  for (std::size_t i = 0; i < division.size(); ++i) division[i] += surplus * weights[i] / all_weights;
  return division;
}

AlternatingOffers alternating_offers(double discount1, double discount2, const PowerUtility& utility1,
                                     const PowerUtility& utility2) {
  // discount u(s) = u(discount^(1/exponent) s): waiting a round is worth a fixed part of the share.
  const double keeps1 = std::pow(discount1, 1.0 / utility1.exponent);
  const double keeps2 = std::pow(discount2, 1.0 / utility2.exponent);
  const double first = (1.0 - keeps2) / (1.0 - keeps1 * keeps2);
  return {.when_first_proposes = first, .when_second_proposes = keeps1 * first};
}

double alternating_offers_limit(double rate1, double rate2) {
  return rate2 / (rate1 + rate2);
}

std::vector<double> talmud(double estate, const std::vector<double>& claims) {
  const double claimed = std::accumulate(claims.begin(), claims.end(), 0.0);
  if (estate >= claimed) return claims;
  std::vector<double> halves;
  for (const double claim : claims) halves.push_back(claim / 2.0);
  if (estate <= claimed / 2.0) return equal_up_to(halves, estate);
  std::vector<double> awards = equal_up_to(halves, claimed - estate);
  for (std::size_t i = 0; i < claims.size(); ++i) awards[i] = claims[i] - awards[i];
  return awards;
}

}  // namespace entente::bargaining
