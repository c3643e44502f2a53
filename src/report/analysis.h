// The whole way of `plan`: one accord in, everything that is said of it out, as data.
//
// accord -> game -> package, search -> the figures of the plans chosen -> aim. Terminal, JSON and page are
// drawn from these structs and compute nothing of their own. A plan that is not certified, or that a best response
// beats, is never in them as a solution.
#pragma once

#include <cstddef>
#include <functional>
#include <optional>
#include <string>
#include <vector>

#include "accord/accord.h"
#include "bargaining/package.h"
#include "report/plan_figures.h"
#include "sequencing/explain.h"
#include "sequencing/search.h"

namespace entente::report {

struct Aim {
  accord::State levels;                                ///< the least state with what is aimed at and what that needs
  bool reached = false;                                ///< some kept frontier plan ends at or above it
  std::optional<sequencing::Explanation> explanation;  ///< when not reached
};

struct PlanOptions {
  std::optional<double>
      eps;              ///< share of each party's best gain; 0: exact; empty: exact where affordable, else what is
  double margin = 0.0;  ///< share of each party's best gain at margin 0
  std::optional<accord::State> target;  ///< only plans that end exactly there; a valid state
  std::size_t most_bytes = 0;           ///< memory that the search may take; 0: some 10 GB
  std::function<bool()> out_of_time;    ///< asked now and then; the best plan so far is then the answer
  std::function<void(const char* stage, const sequencing::Progress&)> on_progress;  ///< may throw to stop
};

/// One of the plans that stand for a frontier too large to hold.
struct Representative {
  sequencing::FoundPlan plan;
  accord::State end;
  std::vector<std::string>
      best_at;  ///< in words, of the plans found; empty: it ends elsewhere, or treats them otherwise
};

struct PlanAnalysis {
  accord::Accord accord;
  double states = 0.0;  ///< all states, valid or not
  bargaining::Packages packages;
  sequencing::SearchResult search;  ///< at the margin asked for
  double eps_share = 0.0;
  std::vector<double> eps_points;  ///< by party; zeros when exact
  double margin_share = 0.0;
  std::vector<double> best_gain;  ///< at margin 0; "best found" where the coverage is representative
  /// At most 64 certified plans, those that are best at something first; only where the coverage is representative.
  std::vector<Representative> representatives;
  std::optional<PlanFigures> nash;
  std::optional<PlanFigures> kalai_smorodinsky;
  std::optional<PlanFigures> securest;
  double securest_margin = 0.0;  ///< share of each party's best gain
  bool securest_proved = false;
  std::vector<std::optional<double>>
      price_of_mistrust;                ///< best self-enforcing Nash gain over Nash package gain, by party
  std::optional<Aim> aim;               ///< when the file has one
  std::optional<accord::State> target;  ///< when plans to one state were asked for
  std::vector<std::string> notes;       ///< in words: how it was searched, what is best found and not proved
  std::vector<std::string> faults;      ///< plans dropped because certificate or best response spoke against them
  bool holds() const { return search.safe_at_least > 0 && !search.frontier.empty(); }
  /// A plan of at least one step meets the conditions.
  bool holds_more_than_today() const;
};

/// Analyses an accord: the main job.
PlanAnalysis analyse(const accord::Accord& accord, const PlanOptions& options = {});

/// Why a state can not be held or reached.
sequencing::Explanation explain(
    const accord::Accord& accord, const accord::State& state,
    const std::function<void(const char* stage, const sequencing::Progress&)>& on_progress = {});

}  // namespace entente::report
