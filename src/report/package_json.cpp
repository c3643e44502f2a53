#include "report/package_json.h"

#include <string>
#include <utility>

#include "accord/lattice.h"
#include "report/json_parts.h"

namespace entente::report {

namespace {

using accord::Accord;
using accord::PartyIndex;

Json names_of(const Accord& accord, const std::vector<PartyIndex>& parties) {
  Json names = Json::array();
  for (const PartyIndex i : parties) names.push_back(accord.parties[i].name);
  return names;
}

Json json_whole(const std::optional<std::size_t>& number) {
  return number ? Json(*number) : Json();
}

Json json_package(const Accord& accord, const std::optional<bargaining::Package>& package) {
  if (!package) return nullptr;
  return {{"levels", json_state(accord, package->levels)},
          {"gain", json_by_party(accord, package->gain)},
          {"ties", package->ties},
          {"all_ties", package->all_ties},
          {"proved", package->proved}};
}

Json json_solutions(const PackageAnalysis& analysis) {
  Json json = Json::object();
  for (const PackageSolution solution : kPackageSolutions) {
    const std::optional<bargaining::Package>& package = chosen(analysis, solution);
    if (solution == PackageSolution::egalitarian && !package) continue;
    json[std::string(json_key(solution))] = json_package(analysis.accord, package);
  }
  return json;
}

Json json_frontier(const PackageAnalysis& analysis) {
  if (!analysis.frontier_asked || !analysis.frontier) return nullptr;
  Json points = Json::array();
  for (const bargaining::FrontierPoint& point : *analysis.frontier) {
    Json one;
    one["gain"] = json_by_party(analysis.accord, point.gain);
    one["levels"] = json_state(analysis.accord, point.levels);
    points.push_back(std::move(one));
  }
  return points;
}

// Those with something to pay or to get.
Json json_payers(const Accord& accord, const std::vector<double>& points) {
  Json json = Json::object();
  for (PartyIndex i = 0; i < points.size(); ++i) {
    if (points[i] > 0.0) json[accord.parties[i].name] = json_number(points[i]);
  }
  return json;
}

Json json_minded(const Accord& accord, const std::optional<bargaining::Minded>& minded) {
  if (!minded) return nullptr;
  return {{"commitment", accord.commitments[minded->commitment].name},
          {"level", accord::level_name(accord, minded->commitment, minded->level)},
          {"points", json_number(minded->points)}};
}

Json json_no_deal(const Accord& accord, const std::optional<bargaining::NoDeal>& no_deal) {
  if (!no_deal) return nullptr;
  Json json;
  json["minimal_conflicts"] = Json::array();
  for (const std::vector<PartyIndex>& parties : no_deal->minimal_conflicts) {
    json["minimal_conflicts"].push_back(names_of(accord, parties));
  }
  json["conflicts_proved"] = no_deal->conflicts_proved;
  json["blocks"] = Json::object();
  json["minds_most"] = Json::object();
  for (PartyIndex i = 0; i < accord.parties.size(); ++i) {
    const std::string& party = accord.parties[i].name;
    json["blocks"][party] = no_deal->blocks ? json_count((*no_deal->blocks)[i]) : Json();
    json["minds_most"][party] = json_minded(accord, no_deal->minds[i]);
  }
  json["least_payment"] = {{"from", json_payers(accord, no_deal->least_payment.from)},
                           {"to", json_payers(accord, no_deal->least_payment.to)},
                           {"levels", json_state(accord, no_deal->least_payment.levels)},
                           {"largest_share", json_number(no_deal->least_payment.largest_share)},
                           {"proved", no_deal->least_payment.proved}};
  return json;
}

Json json_walk_away(const PackageAnalysis& analysis) {
  if (!analysis.accord.walk_away) return nullptr;
  Json all = Json::array();
  for (const bargaining::WalkAway& walk : analysis.walk_away.coalitions) {
    Json gain = Json::object();
    for (std::size_t m = 0; m < walk.coalition.size(); ++m) {
      gain[analysis.accord.parties[walk.coalition[m]].name] = json_number(walk.gain[m]);
    }
    Json one;
    one["coalition"] = names_of(analysis.accord, walk.coalition);
    one["levels"] = json_state(analysis.accord, walk.levels);
    one["gain"] = std::move(gain);
    all.push_back(std::move(one));
  }
  return all;
}

const char* in_json(FundFor chosen_by) {
  switch (chosen_by) {
    case FundFor::aim:
      return "aim";
    case FundFor::nash:
      return "nash";
    case FundFor::everything:
      return "everything";
  }
  return "";
}

const char* in_json(bargaining::FundVerdict verdict) {
  switch (verdict) {
    case bargaining::FundVerdict::carries:
      return "carries";
    case bargaining::FundVerdict::out_of_reach:
      return "out_of_reach";
    case bargaining::FundVerdict::too_small:
      return "too_small";
    case bargaining::FundVerdict::too_dear:
      return "too_dear";
  }
  return "";
}

Json by_contributor(const Accord& accord, const std::vector<double>& units) {
  Json json = Json::object();
  for (std::size_t j = 0; j < units.size(); ++j) {
    json[accord.parties[accord.fund->contributors[j].party].name] = json_number(units[j]);
  }
  return json;
}

Json json_shares(const Accord& accord, const std::optional<bargaining::FundShares>& shares) {
  if (!shares) return nullptr;
  return {{"payment", by_contributor(accord, shares->payment)},
          {"left", by_contributor(accord, shares->left)},
          {"everybody_signs", shares->everybody_signs},
          {"in_core", shares->in_core}};
}

Json json_fund(const Accord& accord, const std::optional<FundPart>& part) {
  if (!part) return nullptr;
  const bargaining::FundAnswer& answer = part->answer;
  const accord::Fund& fund = *accord.fund;
  Json json;
  json["unit"] = fund.unit;
  json["package"] = in_json(part->chosen_by);
  json["levels"] = json_state(accord, part->levels);
  json["verdict"] = in_json(answer.verdict);
  json["out_of_reach"] = names_of(accord, answer.out_of_reach);
  json["gain"] = json_by_party(accord, answer.gain);
  json["shortfall"] = json_by_party(accord, answer.shortfall);
  json["least"] = answer.out_of_reach.empty() ? json_number(answer.size) : Json();
  json["on_offer"] = {json_number(fund.least), json_number(fund.most)};
  json["receives"] = json_by_party(accord, answer.receives);
  json["paid"] = json_number(answer.paid);
  json["tranches"] = Json::array();
  for (std::size_t t = 0; t < fund.tranches.size(); ++t) {
    const accord::FundTranche& tranche = fund.tranches[t];
    json["tranches"].push_back({{"name", tranche.name},
                                {"to", accord.parties[tranche.to].name},
                                {"due", static_cast<bool>(answer.due[t])},
                                {"units", json_number(tranche.amount + tranche.share * answer.size)}});
  }
  json["contributor_gain"] = by_contributor(accord, answer.contributor_gain);
  json["shares"] = {{"equal_surplus", json_shares(accord, answer.equal_surplus)},
                    {"proportional", json_shares(accord, answer.in_proportion)},
                    {"shapley", json_shares(accord, answer.shapley)},
                    {"nucleolus", json_shares(accord, answer.nucleolus)}};
  json["core"] = nullptr;
  if (answer.game) {
    json["core"] = {{"empty", answer.core.empty},
                    {"subsidy", json_number(answer.core.subsidy)},
                    {"least_excess", json_number(answer.core.least_excess)},
                    {"every_part_seen", answer.every_part_seen}};
  }
  return json;
}

}  // namespace

Json package_json(const PackageAnalysis& analysis) {
  const Accord& accord = analysis.accord;
  std::vector<PartyIndex> everybody;
  for (PartyIndex i = 0; i < accord.parties.size(); ++i) everybody.push_back(i);
  Json json;
  json["accord"] = accord.title;
  json["parties"] = names_of(accord, everybody);
  json["states"] = {{"all", json_count(analysis.states)},
                    {"valid", json_whole(analysis.packages.valid_states)},
                    {"within_participation", json_whole(analysis.packages.within_participation)}};
  json["disagreement"] = json_by_party(accord, analysis.packages.disagreement);
  json["best_gain"] = Json::object();
  for (const PartyIndex i : everybody) {
    json["best_gain"][accord.parties[i].name] = analysis.deal() ? json_number(analysis.packages.best_gain[i]) : Json();
  }
  json["best_gain_proved"] = analysis.packages.best_gain_proved;
  json["frontier"] = json_frontier(analysis);
  if (json["frontier"].is_null()) {
    json["frontier_omitted"] =
        analysis.frontier_omitted.empty() ? "not asked for; --frontier gives it" : analysis.frontier_omitted;
  }
  json["solutions"] = json_solutions(analysis);
  json["no_deal"] = json_no_deal(accord, analysis.no_deal);
  json["walk_away"] = json_walk_away(analysis);
  json["walk_away_complete"] = analysis.accord.walk_away ? Json(analysis.walk_away.complete) : Json();
  json["fund"] = json_fund(accord, analysis.fund);
  return json;
}

}  // namespace entente::report
