#include "report/package_analysis.h"

#include <algorithm>
#include <utility>

#include "accord/error.h"
#include "accord/lattice.h"
#include "game/game.h"
#include "game/states.h"
#include "report/wording.h"

namespace entente::report {

namespace {

using accord::Accord;
using accord::PartyIndex;
using game::Game;

void require_comparable(const Accord& accord) {
  if (accord.points_comparable) return;
  throw Error(
      "the egalitarian solution compares gains of different parties, and each party of this accord has a scale of its "
      "own; write `points_comparable: true` in the file if a point is worth the same to every party, or ask for nash "
      "or "
      "kalai-smorodinsky, which do not depend on scales");
}

void add_frontier(PackageAnalysis& analysis, const Game& game) {
  // Of two parties it is quickly found, and shown as a picture.
  if (!analysis.frontier_asked && analysis.accord.parties.size() != 2) {
    analysis.frontier_omitted = "not asked for; --frontier gives it";
    return;
  }
  bargaining::Frontier found = bargaining::frontier(game);
  if (found.complete) {
    analysis.frontier = std::move(found.points);
  } else {
    analysis.frontier_omitted = "too large to hold";
  }
}

std::vector<PartOfGain> parts_of(const PackageAnalysis& analysis, const Game& game, const accord::State& levels) {
  const Accord& accord = analysis.accord;
  const std::size_t parties = accord.parties.size();
  std::vector<PartOfGain> parts;
  const std::vector<double>& without = analysis.packages.disagreement;
  if (std::ranges::any_of(without, [](double value) { return value != 0.0; })) {
    PartOfGain& deal = parts.emplace_back(PartOfGain{"that there is a deal", {}});
    for (const double value : without) deal.points.push_back(-value);
  }
  for (accord::CommitmentIndex k = 0; k < levels.size(); ++k) {
    if (levels[k] == 0) continue;
    PartOfGain& part = parts.emplace_back(PartOfGain{level_in_words(accord, {k, levels[k]}), {}});
    for (PartyIndex i = 0; i < parties; ++i) {
      const game::PartyTerms& party = game.parties[i];
      double worth = party.flow[game.slot(k, levels[k])] * party.forever;
      for (std::size_t l = 1; l <= levels[k]; ++l) worth += party.once[game.slot(k, l)];
      part.points.push_back(worth);
    }
  }
  for (std::size_t c = 0; c < accord.complements.size(); ++c) {
    const bool stands = std::ranges::all_of(accord.complements[c].when, [&](const accord::Requirement& needed) {
      return levels[needed.commitment] >= needed.level;
    });
    if (!stands) continue;
    PartOfGain& part = parts.emplace_back(PartOfGain{accord.complements[c].name + " (together)", {}});
    for (PartyIndex i = 0; i < parties; ++i) {
      part.points.push_back(game.complements[c].flow[i] * game.parties[i].forever);
    }
  }
  return parts;
}

FundPart fund_of(const PackageAnalysis& analysis, const Game& game) {
  const Accord& accord = analysis.accord;
  FundPart part;
  if (!accord.aim.empty()) {
    part.levels = accord::least_state(accord, accord.aim);
  } else if (analysis.deal()) {
    part.chosen_by = FundFor::nash;
    part.levels = analysis.packages.nash->levels;
  } else {
    part.chosen_by = FundFor::everything;
    part.levels = game::highest(game);
  }
  part.answer = bargaining::solve_fund(game, *accord.fund, part.levels);
  return part;
}

}  // namespace

std::string PackageAnalysis::no_deal_sentence() const {
  return no_deal ? "No deal: whatever is put together, some party would rather have none."
                 : "No deal was found, but none could be ruled out either: the search reached its limit.";
}

PackageAnalysis analyse_package(const Accord& accord, const PackageQuestion& question) {
  if (question.egalitarian) require_comparable(accord);
  const Game game = game::compile(accord);
  PackageAnalysis analysis;
  analysis.accord = accord;
  analysis.states = game::count_states(game);
  analysis.packages = bargaining::solve(game);
  if (question.egalitarian) analysis.egalitarian = bargaining::egalitarian(game);
  for (std::size_t s = 0; s < kPackageSolutions.size(); ++s) {
    const std::optional<bargaining::Package>& package = chosen(analysis, kPackageSolutions[s]);
    if (package) analysis.parts[s] = parts_of(analysis, game, package->levels);
  }
  analysis.frontier_asked = question.frontier;
  add_frontier(analysis, game);
  if (analysis.deal()) {
    if (accord.walk_away) analysis.walk_away = bargaining::walk_away(game, analysis.packages.nash->levels);
  } else {
    analysis.no_deal = bargaining::why_not(game);
  }
  if (accord.fund) analysis.fund = fund_of(analysis, game);
  return analysis;
}

const std::optional<bargaining::Package>& chosen(const PackageAnalysis& analysis, PackageSolution solution) {
  switch (solution) {
    case PackageSolution::nash:
      break;
    case PackageSolution::kalai_smorodinsky:
      return analysis.packages.kalai_smorodinsky;
    case PackageSolution::egalitarian:
      return analysis.egalitarian;
  }
  return analysis.packages.nash;
}

std::vector<PackageSolution> found_solutions(const PackageAnalysis& analysis) {
  std::vector<PackageSolution> found;
  for (const PackageSolution solution : kPackageSolutions) {
    if (chosen(analysis, solution)) found.push_back(solution);
  }
  return found;
}

}  // namespace entente::report
