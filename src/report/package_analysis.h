// The whole way of `package`: one accord in, everything that is said of what the parties would sign out, as data.
//
// accord -> game -> solutions, frontier, why not, who could walk away, fund (MODEL section 6). Terminal, JSON and
// pictures are drawn from these structs and compute nothing of their own.
#pragma once

#include <array>
#include <cstddef>
#include <optional>
#include <string>
#include <vector>

#include "accord/accord.h"
#include "bargaining/coalitions.h"
#include "bargaining/conflicts.h"
#include "bargaining/frontier.h"
#include "bargaining/fund.h"
#include "bargaining/package.h"
#include "report/package_solution.h"

namespace entente::report {

/// A part of what a package brings over no deal: a commitment at its level, a complement, or that there is a deal.
struct PartOfGain {
  std::string what;
  std::vector<double> points;  ///< by party
};

/// Which package a fund is asked to carry.
enum class FundFor {
  aim,        ///< the least state with what the file aims at
  nash,       ///< the Nash package: there is no aim
  everything  ///< every commitment at its highest level: there is neither aim nor package
};

struct FundPart {
  FundFor chosen_by = FundFor::aim;
  accord::State levels;
  bargaining::FundAnswer answer;
};

struct PackageQuestion {
  bool frontier = false;     ///< asked for; of two parties it is found in any case, for the picture
  bool egalitarian = false;  ///< only for an accord whose points are comparable
};

struct PackageAnalysis {
  accord::Accord accord;
  double states = 0.0;  ///< all states, valid or not
  bargaining::Packages packages;
  std::optional<bargaining::Package> egalitarian;                       ///< when asked for
  std::array<std::vector<PartOfGain>, kPackageSolutions.size()> parts;  ///< of each solution, in their order
  std::optional<std::vector<bargaining::FrontierPoint>> frontier;
  bool frontier_asked = false;
  std::string frontier_omitted;  ///< why there is none, in words
  /// When there is no package; empty also where one could neither be found nor ruled out.
  std::optional<bargaining::NoDeal> no_deal;
  bargaining::WalkAways walk_away;  ///< from the Nash package; none where there is no package
  std::optional<FundPart> fund;     ///< when the file has one

  bool deal() const { return packages.nash.has_value(); }
  /// "No deal: ...", or that none was found where a search reached its limit.
  std::string no_deal_sentence() const;
};

/// Throws entente::Error when `egalitarian` is asked of an accord that does not say `points_comparable: true`.
PackageAnalysis analyse_package(const accord::Accord& accord, const PackageQuestion& question = {});

/// The package that the analysis has for it; empty where there is none, or it was not asked for.
const std::optional<bargaining::Package>& chosen(const PackageAnalysis& analysis, PackageSolution solution);

/// The solutions that the analysis has, in the order of kPackageSolutions.
std::vector<PackageSolution> found_solutions(const PackageAnalysis& analysis);

}  // namespace entente::report
