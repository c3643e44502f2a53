#include "reference/bargaining_tables.h"

#include <algorithm>
#include <cmath>
#include <map>
#include <numeric>
#include <optional>

#include "accord/error.h"
#include "bargaining/cooperative.h"
#include "bargaining/divisions.h"
#include "bargaining/fund.h"
#include "bargaining/lottery.h"
#include "bargaining/nucleolus.h"
#include "bargaining/package.h"
#include "game/game.h"

namespace entente::reference {

namespace {

using nlohmann::json;
using Numbers = std::vector<double>;

template <typename Value>
json or_null(const std::optional<Value>& value) {
  return value ? json(*value) : json(nullptr);
}

// `x^0.5`, `(1-x)^0.25`, `x`, `1-x`, `sqrt(x)`, `sqrt(1-x)`: a power of the own share.
bargaining::PowerUtility utility_in(const std::string& text) {
  if (text.starts_with("sqrt(")) return {.exponent = 0.5};
  const std::size_t power = text.find('^');
  return {.exponent = power == std::string::npos ? 1.0 : std::stod(text.substr(power + 1))};
}

json dollar(const json& inputs) {
  const bargaining::DollarSplit split{.utility1 = utility_in(inputs.at("u1")),
                                      .utility2 = utility_in(inputs.at("u2")),
                                      .disagreement1 = inputs.at("d")[0],
                                      .disagreement2 = inputs.at("d")[1]};
  const std::optional<double> nash = bargaining::nash_split(split, inputs.at("weight1"));
  return {{"nash_x", or_null(nash)},
          {"kalai_smorodinsky_x", or_null(bargaining::kalai_smorodinsky_split(split))},
          {"egalitarian_x", or_null(bargaining::egalitarian_split(split))},
          {"nash_utils", nash ? json{split.utility1.of(*nash), split.utility2.of(1.0 - *nash)} : json(nullptr)}};
}

json rubinstein(const json& inputs) {
  const auto shares = bargaining::alternating_offers(inputs.at("delta1"), inputs.at("delta2"));
  return {{"first_mover_share", shares.when_first_proposes},
          {"responder_share", 1.0 - shares.when_first_proposes},
          {"share_if_2_proposes_first_for_1", shares.when_second_proposes}};
}

json rubinstein_limit(const json& inputs) {
  return {{"share1", bargaining::alternating_offers_limit(inputs.at("r1"), inputs.at("r2"))}};
}

json rubinstein_risk_averse(const json& inputs) {
  const double discount = inputs.at("delta");
  const auto utility1 = utility_in(inputs.at("u1"));
  const auto utility2 = utility_in(inputs.at("u2"));
  const auto shares = bargaining::alternating_offers(discount, discount, utility1, utility2);
  return {{"x_when_1_proposes", shares.when_first_proposes},
          {"x_when_2_proposes", shares.when_second_proposes},
          {"limit_nbs", or_null(bargaining::nash_split({.utility1 = utility1, .utility2 = utility2}))}};
}

json division(const json& inputs) {
  const auto without = inputs.at("batna").get<Numbers>();
  const double pie = inputs.at("pie");
  const auto shares = bargaining::nash_division(pie, without, inputs.at("weights"));
  return {{"feasible", shares.has_value()},
          {"surplus", pie - std::accumulate(without.begin(), without.end(), 0.0)},
          {"shares", or_null(shares)}};
}

// A table of issues: each package takes one option of every issue, and utilities add up.
struct Issues {
  std::vector<std::vector<Numbers>> options;  // [issue][option][party]
  Numbers without;

  std::size_t parties() const { return without.size(); }
};

struct Outcome {
  std::vector<std::size_t> choice;
  Numbers utility;
  Numbers gain;
};

Issues issues_in(const json& inputs) {
  return {.options = inputs.at("issues").get<std::vector<std::vector<Numbers>>>(),
          .without = inputs.at("batna").get<Numbers>()};
}

Outcome outcome(const Issues& issues, const std::vector<std::size_t>& choice) {
  Outcome one{.choice = choice, .utility = Numbers(issues.parties(), 0.0), .gain = {}};
  for (std::size_t k = 0; k < choice.size(); ++k) {
    for (std::size_t i = 0; i < issues.parties(); ++i) one.utility[i] += issues.options[k][choice[k]][i];
  }
  for (std::size_t i = 0; i < issues.parties(); ++i) one.gain.push_back(one.utility[i] - issues.without[i]);
  return one;
}

// The last issue changes fastest.
std::vector<Outcome> outcomes(const Issues& issues) {
  std::vector<Outcome> all;
  std::vector<std::size_t> choice(issues.options.size(), 0);
  while (true) {
    all.push_back(outcome(issues, choice));
    std::size_t k = choice.size();
    while (k > 0 && ++choice[k - 1] == issues.options[k - 1].size()) choice[--k] = 0;
    if (k == 0) return all;
  }
}

// An issue's first option is today; the levels carry the differences as payments once.
accord::Accord accord_of(const Issues& issues) {
  accord::Accord accord;
  accord.period = 1.0;
  for (std::size_t i = 0; i < issues.parties(); ++i) {
    accord::Party party;
    party.name = "party " + std::to_string(i);
    party.patience = accord::Range::exactly(0.5);
    double today = 0.0;
    for (const auto& options : issues.options) today += options[0][i];
    // Breakdown for ever is worth twice its points a year at this patience.
    party.breakdown = accord::Range::exactly((issues.without[i] - today) / 2.0);
    accord.parties.push_back(party);
    accord.review.penalty.push_back({});
  }
  for (const auto& options : issues.options) {
    accord::Commitment commitment;
    for (std::size_t option = 1; option < options.size(); ++option) {
      accord::Level level;
      level.takes = accord::Range::exactly(1.0);
      level.value.assign(issues.parties(), {});
      for (std::size_t i = 0; i < issues.parties(); ++i) {
        level.once.push_back(accord::Range::exactly(options[option][i] - options[option - 1][i]));
      }
      commitment.levels.push_back(level);
    }
    accord.commitments.push_back(commitment);
  }
  return accord;
}

bool dominates(const Numbers& one, const Numbers& other) {
  return one != other && std::ranges::equal(one, other, [](double a, double b) { return a >= b; });
}

double product(const Numbers& gains, const Numbers& weights) {
  double result = 1.0;
  for (std::size_t i = 0; i < gains.size(); ++i) result *= std::pow(std::max(0.0, gains[i]), weights[i]);
  return result;
}

// The package for which the numbers that `measure` gives are largest, the first of equals.
template <typename Measure>
std::optional<Outcome> best(const std::vector<Outcome>& among, const Measure& measure) {
  std::optional<Outcome> found;
  for (const Outcome& one : among) {
    if (!found || measure(one) > measure(*found)) found = one;
  }
  return found;
}

double least(const Numbers& gains) {
  return *std::ranges::min_element(gains);
}

double total(const Numbers& gains) {
  return std::accumulate(gains.begin(), gains.end(), 0.0);
}

struct Region {
  std::vector<Outcome> all;
  std::vector<Outcome> acceptable;  // nobody gets less than without a deal
  std::size_t strictly = 0;         // everybody gets more
  std::size_t efficient = 0;        // no package is better for somebody and worse for nobody
  Numbers ideal;                    // best utility of each within the acceptable ones
  Numbers best_gain;
};

Region region(const Issues& issues) {
  Region result;
  result.all = outcomes(issues);
  for (const Outcome& one : result.all) {
    if (least(one.gain) >= 0.0) result.acceptable.push_back(one);
    result.strictly += least(one.gain) > 0.0 ? 1U : 0U;
    result.efficient +=
        std::ranges::none_of(result.all, [&](const Outcome& other) { return dominates(other.utility, one.utility); });
  }
  if (result.acceptable.empty()) return result;
  result.best_gain.assign(issues.parties(), 0.0);
  for (const Outcome& one : result.acceptable) {
    for (std::size_t i = 0; i < issues.parties(); ++i) {
      result.best_gain[i] = std::max(result.best_gain[i], one.gain[i]);
    }
  }
  for (std::size_t i = 0; i < issues.parties(); ++i) result.ideal.push_back(issues.without[i] + result.best_gain[i]);
  return result;
}

double least_share(const Numbers& gains, const Numbers& best_gain) {
  double result = 1.0;
  for (std::size_t i = 0; i < gains.size(); ++i) {
    if (best_gain[i] > 0.0) result = std::min(result, gains[i] / best_gain[i]);
  }
  return result;
}

void put(json& row, const std::string& name, const std::optional<Outcome>& one) {
  row[name + "_package"] = one ? json(one->choice) : json(nullptr);
  row[name + "_utils"] = one ? json(one->utility) : json(nullptr);
}

std::vector<Numbers> gains_of(const std::vector<Outcome>& outcomes) {
  std::vector<Numbers> gains;
  for (const Outcome& one : outcomes) gains.push_back(one.gain);
  return gains;
}

Numbers or_one(Numbers units) {
  for (double& unit : units) unit = unit > 0.0 ? unit : 1.0;
  return units;
}

void put_lotteries(json& row, const Region& found) {
  for (const char* name : {"lottery_ks_share", "lottery_egal_gain", "lottery_nash_gains", "lottery_nash_product"}) {
    row[name] = nullptr;
  }
  if (found.acceptable.empty()) return;
  const std::vector<Numbers> gains = gains_of(found.acceptable);
  row["lottery_ks_share"] = bargaining::fairest_lottery(gains, or_one(found.best_gain))->least_share;
  row["lottery_egal_gain"] = bargaining::fairest_lottery(gains, Numbers(found.best_gain.size(), 1.0))->least_share;
  const auto nash = bargaining::nash_lottery(gains);
  if (!nash) return;
  row["lottery_nash_gains"] = nash->gain;
  row["lottery_nash_product"] = product(nash->gain, Numbers(nash->gain.size(), 1.0));
}

// What the program's own solver of packages chooses, with the utilities that the table gives to its choice.
std::optional<Outcome> chosen(const Issues& issues, const std::optional<bargaining::Package>& package) {
  return package ? std::optional(outcome(issues, package->levels)) : std::nullopt;
}

// Everything that is asked of a table of issues, by any of the two kinds of rows.
json packages(const json& inputs) {
  const Issues issues = issues_in(inputs);
  const Region found = region(issues);
  const Numbers even(issues.parties(), 1.0);
  const bargaining::Packages solved = bargaining::solve(game::compile(accord_of(issues)));
  const auto nash = chosen(issues, solved.nash);
  const auto fairest = chosen(issues, solved.kalai_smorodinsky);
  // Points are comparable in these two rules, so of packages with the same smallest gain the largest total counts.
  const auto egalitarian =
      best(found.acceptable, [](const Outcome& one) { return std::pair(least(one.gain), total(one.gain)); });
  const auto utilitarian = best(found.acceptable, [](const Outcome& one) { return total(one.gain); });

  json row = {{"packages", found.all.size()},
              {"zopa", found.acceptable.size()},
              {"zopa_strict", found.strictly},
              {"pareto", found.efficient},
              {"ideal", found.acceptable.empty() ? json(nullptr) : json(found.ideal)}};
  put(row, "nash", nash);
  put(row, "ks", fairest);
  put(row, "egal", egalitarian);
  put(row, "util", utilitarian);
  put_lotteries(row, found);
  const json none = nullptr;
  row["nash_product"] = row["nash_value"] = nash ? json(product(nash->gain, even)) : none;
  row["n_nash_optima"] = solved.nash ? solved.nash->ties : 0;
  row["ks_min_share"] = row["ks_value"] = fairest ? json(least_share(fairest->gain, found.best_gain)) : none;
  row["egal_value"] = egalitarian ? json(least(egalitarian->gain)) : none;
  row["util_value"] = utilitarian ? json(total(utilitarian->gain)) : none;

  const Numbers weights = inputs.value("weights", even);
  put(row, "weighted_nash", best(found.acceptable, [&](const Outcome& one) { return product(one.gain, weights); }));
  std::vector<std::size_t> blocked(issues.parties(), 0);
  double least_fund = std::numeric_limits<double>::infinity();
  std::size_t with_transfers = 0;
  for (const Outcome& one : found.all) {
    if (std::ranges::count_if(one.gain, [](double gain) { return gain < 0.0; }) == 1) {
      ++blocked[static_cast<std::size_t>(std::ranges::min_element(one.gain) - one.gain.begin())];
    }
    const bargaining::FundNeed need = bargaining::fund_need(one.gain);
    least_fund = std::min(least_fund, need.least);
    with_transfers += need.enough() ? 1U : 0U;
  }
  row["min_fund_over_all_packages_with_transfers"] = least_fund;
  row["packages_feasible_with_transfers"] = with_transfers;
  if (inputs.contains("players")) {
    for (std::size_t i = 0; i < blocked.size(); ++i) {
      row["blocked_by_one_party_only"][inputs.at("players")[i].get<std::string>()] = blocked[i];
    }
  }
  return row;
}

Numbers negated(Numbers division) {
  for (double& one : division) one = 0.0 - one;
  return division;
}

// Costs that coalitions would have to bear alone; payments are the negated divisions of the negated costs.
json costs(const json& inputs) {
  const bargaining::CooperativeGame game = bargaining::game_of_costs(inputs.at("cost_by_bitmask"));
  const Numbers shapley = bargaining::shapley(game);
  const std::optional<Numbers> nucleolus = bargaining::nucleolus(game);
  const bargaining::Core core = bargaining::core(game);
  return {{"shapley", negated(shapley)},
          {"nucleolus", nucleolus ? json(negated(*nucleolus)) : json(nullptr)},
          {"prenucleolus", negated(bargaining::prenucleolus(game))},
          {"least_core_excess", core.least_excess},
          {"core_nonempty", !core.empty},
          {"max_total_raisable", -core.least_total},
          {"subsidy_needed", core.subsidy},
          {"shapley_in_core", bargaining::in_core(game, shapley)}};
}

json talmud(const json& inputs) {
  return {{"award", bargaining::talmud(inputs.at("estate"), inputs.at("claims"))}};
}

// Every party may pay and be paid, in one unit that is worth a point to each.
json fund(const json& inputs) {
  const auto utilities = inputs.at("package_utils").get<Numbers>();
  const auto without = inputs.at("batna").get<Numbers>();
  Numbers gains;
  for (std::size_t i = 0; i < utilities.size(); ++i) gains.push_back(utilities[i] - without[i]);
  const bargaining::FundNeed need = bargaining::fund_need(gains);
  Numbers proportional = bargaining::pay_in_proportion(gains);
  for (double& payment : proportional) payment = std::max(0.0, payment);
  return {{"min_fund", need.least},
          {"spare", need.spare},
          {"feasible", need.enough()},
          {"nash_transfer", negated(bargaining::pay_to_equal_surplus(gains))},
          {"proportional_payment", proportional}};
}

}  // namespace

std::vector<std::pair<std::string, json (*)(const json& inputs)>> bargaining_families() {
  return {{"f1_dollar", dollar},
          {"f2_rubinstein", rubinstein},
          {"f2_rubinstein_limit", rubinstein_limit},
          {"f2_rubinstein_riskaverse", rubinstein_risk_averse},
          {"f3_nash", division},
          {"f4_package", packages},
          {"f4b_package", packages},
          {"f5_", costs},
          {"f6_talmud", talmud},
          {"f7_fund", fund}};
}

}  // namespace entente::reference
