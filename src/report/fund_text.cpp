#include "report/fund_text.h"

#include <algorithm>
#include <vector>

#include "accord/words.h"
#include "report/wording.h"

namespace entente::report {

namespace {

using accord::Accord;
using accord::PartyIndex;
using bargaining::FundAnswer;
using bargaining::FundShares;
using bargaining::FundVerdict;

// A way to share, with what it is.
struct Rule {
  const char* name;
  const char* definition;
  const std::optional<FundShares>& shares;
};

std::vector<Rule> rules_of(const FundAnswer& answer) {
  return {{"Equal surplus", "all contributors gain the same after paying", answer.equal_surplus},
          {"Proportional", "who gains pays the same share of its gain as every other; who loses is paid what it lacks",
           answer.in_proportion},
          {"Shapley value", "what each adds to those before it, averaged over all orders of joining", answer.shapley},
          {"Nucleolus", "the group with the most reason to leave has as little as possible, then the next",
           answer.nucleolus}};
}

std::string units(const Accord& accord, double amount) {
  return points(amount) + " " + accord.fund->unit;
}

std::string what_for(const Accord& accord, const FundPart& part) {
  const std::string levels = state_in_words(accord, part.levels);
  switch (part.chosen_by) {
    case FundFor::aim:
      return "For the aim: " + levels + ".";
    case FundFor::nash:
      return "For the Nash package, as there is no aim: " + levels + ".";
    case FundFor::everything:
      return "For everything on offer, as there is neither aim nor package: " + levels + ".";
  }
  return {};
}

bool nobody_lacks(const FundAnswer& answer) {
  return std::ranges::all_of(answer.shortfall, [](double lack) { return lack == 0.0; });
}

std::string losers(const Accord& accord, const FundAnswer& answer) {
  std::vector<std::string> words;
  for (PartyIndex i = 0; i < answer.shortfall.size(); ++i) {
    if (answer.shortfall[i] > 0.0) words.push_back(accord.parties[i].name + " " + points(answer.shortfall[i]));
  }
  if (words.empty()) return {};
  return " Without a fund some would not sign; they lack, in points of their own: " + accord::joined(words) + ".";
}

std::string verdict(const Accord& accord, const FundAnswer& answer, const Terminal& terminal) {
  const accord::Fund& fund = *accord.fund;
  switch (answer.verdict) {
    case FundVerdict::carries:
      if (nobody_lacks(answer)) {
        return paragraph(
            "Everybody signs without a fund; one with these tranches is at least " + units(accord, answer.size) + ".",
            terminal, "", Tone::good);
      }
      return paragraph("A fund of " + units(accord, answer.size) +
                           " makes everybody sign, and none smaller does. On offer are " + points(fund.least) + " to " +
                           units(accord, fund.most) + ".",
                       terminal, "", Tone::good);
    case FundVerdict::out_of_reach: {
      std::vector<std::string> names;
      for (const PartyIndex i : answer.out_of_reach) names.push_back(accord.parties[i].name);
      return paragraph("No fund makes everybody sign: " + accord::joined(names) +
                           (names.size() == 1 ? " loses, and is" : " lose, and are") +
                           " neither paid by a tranche that is due nor among the contributors.",
                       terminal, "", Tone::bad);
    }
    case FundVerdict::too_small:
      return paragraph("The fund would have to be " + units(accord, answer.size) + "; the most on offer is " +
                           units(accord, fund.most) + ".",
                       terminal, "", Tone::bad);
    case FundVerdict::too_dear:
      return paragraph("The contributors gain too little to pay for it: at the least size they would have to raise " +
                           units(accord, answer.need.least) + ", and those that gain have " +
                           units(accord, answer.need.spare) + " to spare.",
                       terminal, "", Tone::bad);
  }
  return {};
}

std::string tranches(const Accord& accord, const FundAnswer& answer, const Terminal& terminal) {
  const accord::Fund& fund = *accord.fund;
  Table table;
  table.columns = {{"tranche"}, {"to"}, {"for"}, {fund.unit, Align::right}};
  for (std::size_t t = 0; t < fund.tranches.size(); ++t) {
    const accord::FundTranche& tranche = fund.tranches[t];
    std::vector<std::string> levels;
    for (const accord::Requirement& level : tranche.when) levels.push_back(level_in_words(accord, level));
    table.rows.push_back({{tranche.name},
                          {accord.parties[tranche.to].name},
                          {accord::joined(levels)},
                          {answer.due[t] ? points(tranche.amount + tranche.share * answer.size) : "not due"}});
  }
  return '\n' + drawn(table, terminal);
}

std::vector<Cell> row_of(const Rule& rule, std::size_t contributors) {
  std::vector<Cell> row{{rule.name}};
  for (std::size_t j = 0; j < contributors; ++j) row.push_back({rule.shares ? points(rule.shares->payment[j]) : "-"});
  row.push_back({!rule.shares ? "-" : rule.shares->everybody_signs ? "yes" : "no"});
  row.push_back({!rule.shares ? "-" : rule.shares->in_core ? "yes" : "no"});
  return row;
}

std::string shares(const Accord& accord, const FundAnswer& answer, const Terminal& terminal) {
  const accord::Fund& fund = *accord.fund;
  const std::size_t contributors = fund.contributors.size();
  Table table;
  table.columns = {{"who pays, " + fund.unit}};
  std::vector<Cell> before{{"(gain before)", Tone::faint}};
  for (std::size_t j = 0; j < contributors; ++j) {
    table.columns.push_back({accord.parties[fund.contributors[j].party].name, Align::right});
    before.push_back({points(answer.contributor_gain[j]), Tone::faint});
  }
  table.columns.push_back({"all sign", Align::right});
  table.columns.push_back({"in the core", Align::right});
  before.resize(table.columns.size());
  table.rows.push_back(std::move(before));
  std::string text;
  for (const Rule& rule : rules_of(answer)) {
    text += paragraph(std::string(rule.name) + ": " + rule.definition + ".", terminal, "- ");
    table.rows.push_back(row_of(rule, contributors));
  }
  return '\n' + drawn(table, terminal) +
         paragraph(
             "Gains count in units of the fund; a payment below 0 is paid to that contributor. In the core: no "
             "group of contributors would do better to carry a part of the package by itself.",
             terminal, "", Tone::faint) +
         '\n' + text;
}

std::string core_sentence(const Accord& accord, const FundAnswer& answer, const Terminal& terminal) {
  std::string text = answer.core.empty ? "The core is empty: however it is shared, some group does better by itself. A "
                                         "subsidy of " +
                                             units(accord, answer.core.subsidy) + " from outside mends that."
                                       : "The core is not empty: it can be shared so that no group does better by "
                                         "itself.";
  if (!answer.every_part_seen) {
    text += " The package has too many parts to look at each: groups were offered the whole of it only.";
  }
  return paragraph(text, terminal);
}

}  // namespace

std::string fund_text(const PackageAnalysis& analysis, const Terminal& terminal) {
  if (!analysis.fund) return {};
  const Accord& accord = analysis.accord;
  const FundAnswer& answer = analysis.fund->answer;
  std::string text = heading("The fund", terminal) + verdict(accord, answer, terminal) +
                     paragraph(what_for(accord, *analysis.fund) + losers(accord, answer), terminal);
  if (answer.verdict == FundVerdict::out_of_reach) return text;
  text += tranches(accord, answer, terminal);
  if (!answer.game) return text;
  return text + shares(accord, answer, terminal) + core_sentence(accord, answer, terminal);
}

}  // namespace entente::report
