#include "report/package_text.h"

#include <algorithm>
#include <vector>

#include "accord/lattice.h"
#include "accord/words.h"
#include "report/figures_text.h"
#include "report/fund_text.h"
#include "report/package_picture.h"
#include "report/wording.h"

namespace entente::report {

namespace {

using accord::Accord;
using accord::CommitmentIndex;
using accord::PartyIndex;
using bargaining::Package;

// Coalitions that could walk away and conflicts may be many; the JSON has them all.
constexpr std::size_t kCoalitionsShown = 8;

std::string party_names(const Accord& accord, const std::vector<PartyIndex>& parties) {
  std::vector<std::string> names;
  for (const PartyIndex i : parties) names.push_back(accord.parties[i].name);
  return accord::joined(names);
}

std::string and_more(std::size_t all, const Terminal& terminal) {
  if (all <= kCoalitionsShown) return {};
  return paragraph("... and " + std::to_string(all - kCoalitionsShown) + " more.", terminal, "- ");
}

std::string states_sentence(const PackageAnalysis& analysis) {
  const bargaining::Packages& packages = analysis.packages;
  std::string text = "Of " + count(analysis.states) + " states " +
                     (packages.valid_states ? count(static_cast<double>(*packages.valid_states)) + " are valid"
                                            : "too many to count are valid");
  if (!analysis.deal()) return text + (analysis.no_deal ? "; each is refused by some party." : ".");
  if (!packages.within_participation) return text + ".";
  const std::size_t number = *packages.within_participation;
  return text + "; " + count(static_cast<double>(number)) +
         (number == 1 ? " of them is a package: every party likes it at least as much as no deal."
                      : " of them are packages: every party likes each at least as much as no deal.");
}

std::string verdict(const PackageAnalysis& analysis, const Terminal& terminal) {
  if (!analysis.deal()) {
    const bool fund = analysis.fund && analysis.fund->answer.verdict == bargaining::FundVerdict::carries;
    return paragraph(analysis.no_deal_sentence(), terminal, "", Tone::bad) +
           (fund ? paragraph("The fund could change that; see below.", terminal) : "");
  }
  const bool only_today = analysis.packages.nash->levels == accord::today(analysis.accord);
  std::string text = "They would sign, if keeping were no problem: " +
                     state_in_words(analysis.accord, analysis.packages.nash->levels) + " (Nash).";
  if (only_today) text = "They would sign nothing but today's state of affairs, even if keeping were no problem.";
  return paragraph(text, terminal, "", only_today ? Tone::plain : Tone::good) +
         paragraph(
             "Everything is taken as delivered at once and kept for ever; `entente plan` tells what would be kept.",
             terminal);
}

std::string ties_sentence(const Package& package) {
  if (package.ties == 1 && package.all_ties) return " No other package is as good.";
  return std::string(package.all_ties ? " " : " At least ") + count(static_cast<double>(package.ties)) +
         " packages are as good; shown is the one with the lower levels, earlier commitments first.";
}

std::string solutions(const PackageAnalysis& analysis, const Terminal& terminal) {
  std::string text = heading("Solutions", terminal);
  for (const PackageSolution solution : found_solutions(analysis)) {
    const Package& package = *chosen(analysis, solution);
    text += paragraph(std::string(name(solution)) + ": " + std::string(definition(solution)) + "; " +
                          std::string(tie_rule(solution)) + "." + ties_sentence(package) +
                          (package.proved ? " Proved." : " Best found, not proved: the search reached its limit."),
                      terminal, "- ");
  }
  if (!analysis.packages.best_gain_proved) {
    text += paragraph("Best gains are at least those shown: their search reached its limit.", terminal, "- ");
  }
  return text;
}

std::string gains(const PackageAnalysis& analysis, const Terminal& terminal) {
  Table table;
  table.columns = {{"party"}, {"no deal", Align::right}, {"best gain", Align::right}};
  const std::vector<PackageSolution> found = found_solutions(analysis);
  for (const PackageSolution solution : found) table.columns.push_back({std::string(name(solution)), Align::right});
  for (PartyIndex i = 0; i < analysis.accord.parties.size(); ++i) {
    std::vector<Cell> row{{analysis.accord.parties[i].name},
                          {points(analysis.packages.disagreement[i])},
                          {points(analysis.packages.best_gain[i])}};
    for (const PackageSolution solution : found) row.push_back({points(chosen(analysis, solution)->gain[i])});
    table.rows.push_back(std::move(row));
  }
  return heading("Gains over no deal", terminal) + drawn(table, terminal) +
         paragraph(
             "Points are on each party's own scale; best gain is what the package brings that this party likes "
             "most, of those that all would sign.",
             terminal, "", Tone::faint);
}

std::string levels(const PackageAnalysis& analysis, const Terminal& terminal) {
  const Accord& accord = analysis.accord;
  const std::vector<PackageSolution> found = found_solutions(analysis);
  Table table;
  table.columns = {{"by"}, {"commitment"}};
  for (const PackageSolution solution : found) table.columns.push_back({std::string(name(solution))});
  for (CommitmentIndex k = 0; k < accord.commitments.size(); ++k) {
    std::vector<Cell> row{{accord.parties[accord.commitments[k].by].name}, {accord.commitments[k].name}};
    for (const PackageSolution solution : found) {
      const accord::LevelIndex level = chosen(analysis, solution)->levels[k];
      row.push_back({accord::level_name(accord, k, level), level == 0 ? Tone::faint : Tone::plain});
    }
    table.rows.push_back(std::move(row));
  }
  return heading("Who gives what", terminal) + drawn(table, terminal);
}

std::string worth(const PackageAnalysis& analysis, PackageSolution solution, const Terminal& terminal) {
  const Accord& accord = analysis.accord;
  Table table;
  table.columns = {{"part"}};
  for (const accord::Party& party : accord.parties) table.columns.push_back({party.name, Align::right});
  const std::optional<Package>& package = chosen(analysis, solution);
  for (const PartOfGain& part : analysis.parts[static_cast<std::size_t>(solution)]) {
    std::vector<Cell> row{{part.what}};
    for (const double one : part.points) row.push_back({points(one), one < 0.0 ? Tone::bad : Tone::plain});
    table.rows.push_back(std::move(row));
  }
  std::vector<Cell> sum{{"gain", Tone::heading}};
  for (const double gain : package->gain) sum.push_back({points(gain), Tone::heading});
  table.rows.push_back(std::move(sum));
  return heading("What each part of the " + std::string(name(solution)) + " package is worth", terminal) +
         drawn(table, terminal);
}

std::string frontier_sentence(const PackageAnalysis& analysis, const Terminal& terminal) {
  if (!analysis.deal()) return {};
  if (!analysis.frontier) {
    if (!analysis.frontier_asked) return {};
    return paragraph("The frontier is " + analysis.frontier_omitted + ".", terminal);
  }
  const std::size_t number = analysis.frontier->size();
  return paragraph("The frontier has " + count(static_cast<double>(number)) +
                       (number == 1 ? " package" : " packages of different gains") +
                       ": no other package is better for one party and as good for all.",
                   terminal);
}

// The whole frontier only when it was asked for.
std::string frontier_table(const PackageAnalysis& analysis, const Terminal& terminal) {
  constexpr std::size_t kMostRows = 40;
  if (!analysis.frontier_asked || !analysis.frontier || !analysis.deal()) return {};
  Table table;
  for (const accord::Party& party : analysis.accord.parties) table.columns.push_back({party.name, Align::right});
  table.columns.push_back({"package"});
  for (const bargaining::FrontierPoint& point : *analysis.frontier) {
    if (table.rows.size() == kMostRows) break;
    std::vector<Cell> row;
    for (const double gain : point.gain) row.push_back({points(gain)});
    row.push_back({state_in_words(analysis.accord, point.levels)});
    table.rows.push_back(std::move(row));
  }
  std::string text = heading("The frontier", terminal) + drawn(table, terminal);
  if (analysis.frontier->size() > kMostRows) {
    text += paragraph(
        "... and " + count(static_cast<double>(analysis.frontier->size() - kMostRows)) + " more; --json has them all.",
        terminal);
  }
  return text;
}

std::string paid_to(const Accord& accord, const std::vector<double>& amounts) {
  std::vector<std::string> words;
  for (PartyIndex i = 0; i < amounts.size(); ++i) {
    if (amounts[i] > 0.0) words.push_back(accord.parties[i].name + " " + points(amounts[i]));
  }
  return accord::joined(words);
}

std::string payment_sentence(const Accord& accord, const bargaining::LeastPayment& payment) {
  std::string text =
      (payment.proved ? "Nearest to agreement is " : "Nearest to agreement, as far as was searched, is ") +
      state_in_words(accord, payment.levels) + ": the largest shortfall there is " + percent(payment.largest_share) +
      " of what the accord could move that party at most. They would sign it if those who lose were paid once what "
      "they lack: " +
      paid_to(accord, payment.to) + ".";
  const std::string givers = paid_to(accord, payment.from);
  text += givers.empty() ? " None of the others has anything to give: somebody outside would have to pay."
                         : " Before they would refuse in their turn the others could give " + givers +
                               ". Points are each party's own: what one gives is not what another gets.";
  return text;
}

std::string conflict_sentence(const Accord& accord, const std::vector<PartyIndex>& parties) {
  const std::string names = party_names(accord, parties);
  if (parties.size() == 1) return names + " refuses every state, whatever the others say.";
  if (parties.size() == 2) return names + " can not agree with each other: each state is refused by one of them.";
  return names + " can not agree with each other; any of them less, and the rest could.";
}

std::string refusals(const Accord& accord, const bargaining::NoDeal& no_deal, const Terminal& terminal) {
  Table table;
  table.columns = {{"party"}, {"blocks alone", Align::right}, {"minds most"}, {"costs it", Align::right}};
  for (PartyIndex i = 0; i < accord.parties.size(); ++i) {
    const std::optional<bargaining::Minded>& minded = no_deal.minds[i];
    table.rows.push_back(
        {{accord.parties[i].name},
         {no_deal.blocks ? count((*no_deal.blocks)[i]) : "-"},
         {minded ? level_in_words(accord, {.commitment = minded->commitment, .level = minded->level}) : "-"},
         {minded ? points(-minded->points) : "-"}});
  }
  return drawn(table, terminal) +
         paragraph(
             "Blocks alone: valid states that all others would sign" +
                 std::string(no_deal.blocks ? "" : " (too many to count)") +
                 ". Minds most: of what stands where they are nearest to agreement, the level that costs it most, "
                 "in points of its own.",
             terminal, "", Tone::faint);
}

std::string why_not(const PackageAnalysis& analysis, const Terminal& terminal) {
  if (!analysis.no_deal) return {};
  std::string text = heading("Why not", terminal);
  const Accord& accord = analysis.accord;
  const bargaining::NoDeal& no_deal = *analysis.no_deal;
  std::size_t shown = 0;
  for (const std::vector<PartyIndex>& parties : no_deal.minimal_conflicts) {
    if (shown++ == kCoalitionsShown) break;
    text += paragraph(conflict_sentence(accord, parties), terminal, "- ");
  }
  text += and_more(no_deal.minimal_conflicts.size(), terminal);
  if (!no_deal.conflicts_proved) {
    text += paragraph("There may be other such groups: the search reached its limit.", terminal);
  }
  text += '\n' + refusals(accord, no_deal, terminal);
  return text + '\n' + paragraph(payment_sentence(accord, no_deal.least_payment), terminal);
}

std::string walk_away(const PackageAnalysis& analysis, const Terminal& terminal) {
  std::string text = heading("Who could walk away together", terminal);
  if (!analysis.accord.walk_away) {
    return text + paragraph("Left out: the file says `walk_away: false`, its `by` does not say who would really act.",
                            terminal);
  }
  const std::vector<bargaining::WalkAway>& all = analysis.walk_away.coalitions;
  if (all.empty()) {
    text += paragraph(analysis.walk_away.complete
                          ? "Nobody: no group of parties does better with its own commitments alone than by the Nash "
                            "package."
                          : "Nobody was found.",
                      terminal);
  } else {
    text += paragraph(
        "These do better with their own commitments alone, everybody else at today's level, than by the Nash package; "
        "by "
        "how much, in points of their own:",
        terminal);
  }
  for (std::size_t n = 0; n < std::min(all.size(), kCoalitionsShown); ++n) {
    std::vector<std::string> each;
    for (std::size_t m = 0; m < all[n].coalition.size(); ++m) {
      each.push_back(analysis.accord.parties[all[n].coalition[m]].name + " " + points(all[n].gain[m]));
    }
    text += paragraph(party_names(analysis.accord, all[n].coalition) + ", with " +
                          state_in_words(analysis.accord, all[n].levels) + ": " + accord::joined(each) + ".",
                      terminal, "- ");
  }
  text += and_more(all.size(), terminal);
  if (!analysis.walk_away.complete) {
    text += paragraph("Some groups could not be settled: the search reached its limit.", terminal);
  }
  return text;
}

}  // namespace

std::string package_text(const PackageAnalysis& analysis, PackageSolution solution, const Terminal& terminal) {
  std::string text = paragraph(analysis.accord.title, terminal, "", Tone::heading) + '\n' + verdict(analysis, terminal);
  text += '\n' + paragraph(states_sentence(analysis), terminal) + frontier_sentence(analysis, terminal);
  if (analysis.deal()) {
    text += solutions(analysis, terminal) + gains(analysis, terminal) + package_picture(analysis, terminal);
    text += levels(analysis, terminal) + worth(analysis, solution, terminal) + frontier_table(analysis, terminal);
  }
  text += why_not(analysis, terminal);
  if (analysis.deal()) text += walk_away(analysis, terminal);
  return text + fund_text(analysis, terminal);
}

}  // namespace entente::report
