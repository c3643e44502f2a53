// The design of verification for one plan: what must be seen of it, the cheapest means for that, and what is left of
// each party's way back.
#pragma once

#include <optional>
#include <vector>

#include "sequencing/evaluate.h"
#include "verification/breakout.h"
#include "verification/portfolio_search.h"
#include "verification/required_detection.h"

namespace entente::verification {

/// What one means adds to the portfolio at hand.
struct MeansValue {
  MeansIndex means = 0;
  bool in_portfolio = false;
  /// In the portfolio: the cheapest that suffices without this means; empty where nothing does.
  std::optional<Portfolio> instead;
  /// The portfolio after losing it, with those that need it, or after adding it, with those that it needs.
  Portfolio changed;
};

/// What would be left if a party let none of the means in that it hosts.
struct HostRefuses {
  PartyIndex host = 0;
  std::optional<Portfolio> cheapest;  ///< that suffices without them; empty where nothing does
};

struct PortfolioDesign {
  std::vector<Portfolio> found;     ///< the cheapest that suffices and the next best five; empty: none suffices
  std::vector<Portfolio> curve;     ///< least cost for every margin from 0 up
  Portfolio none;                   ///< with nothing but what the levels say
  Portfolio all;                    ///< with every means of the file
  std::optional<Portfolio> chosen;  ///< the one that the file names
  bool chosen_suffices = false;
  std::vector<MeansValue> values;     ///< of each means, beside the cheapest portfolio or, where none suffices, all
  std::vector<HostRefuses> refusals;  ///< of each party that hosts a means, ascending
  RequiredDetections still;           ///< what is required beside all means; of interest where none suffices
  std::uint64_t branches = 0;         ///< of the search for `found`
};

struct Design {
  Accord accord;
  accord::Plan plan;
  double margin = 0.0;                       ///< share of each party's gain from the plan
  std::vector<double> gain;                  ///< each party's gain from the plan, value points
  sequencing::Evaluation now;                ///< with what is in force, at margin 0
  bool holds_now = false;                    ///< certified at the margin with what is in force
  RequiredDetections required;               ///< at the margin, each beside what is in force
  std::optional<PortfolioDesign> portfolio;  ///< where the file has means
  std::vector<Breakout> breakouts;           ///< with the cheapest portfolio, else with what is in force
  bool suffices() const { return portfolio ? !portfolio->found.empty() : holds_now; }
};

/// Throws PlanError where `plan` is no path of the lattice. `margin` is 0 or more.
Design design(const Accord& accord, const accord::Plan& plan, double margin);

/// The accord with every means of the file in force, as far as it surely works whatever the plan.
Accord with_every_means(const Accord& accord);

/// The same as if every means worked for every level from today on: more than can be had, to look for a plan with.
Accord with_every_means_from_today(const Accord& accord);

}  // namespace entente::verification
