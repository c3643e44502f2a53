// The quantities of MODEL sections 2 and 4.2 that the certificate's inequalities are made of, as intervals, straight
// from the accord at the best values of its ranges.
//
// This derivation is the certificate's own: it shares nothing with `game` or the search, so that a slip in one is seen
// by the other. All flows are points a period. Values of levels 0 (today) are zero.
#pragma once

#include <cstddef>
#include <optional>
#include <vector>

#include "accord/accord.h"
#include "sequencing/certificate_interval.h"

namespace entente::sequencing::proof {

/// One level of one commitment; index 0 of a commitment's levels is today, of which only the values (zero) mean
/// anything.
struct LevelTerms {
  std::vector<Interval> flow;       ///< f_ik(l), points a period, one a party
  std::vector<Interval> once;       ///< o_ik(l), points, one a party
  std::size_t takes = 1;            ///< periods
  std::optional<std::size_t> undo;  ///< periods; empty: never
  bool falls = false;               ///< falls to the level below by itself after a breakdown
  bool alone = false;               ///< its giver can take it back alone
  double seen = 1.0;                ///< chance that a shortfall is seen at the gate
  Interval watched{1};              ///< w, the chance a period that taking it back is seen
};

struct CommitmentTerms {
  accord::PartyIndex giver = 0;
  std::vector<LevelTerms> levels;
};

struct ComplementTerms {
  std::vector<accord::Requirement> when;
  std::vector<double> sign;    ///< one a party, points a year: only its sign is used, which is exact
  std::vector<Interval> flow;  ///< c_i, points a period, one a party
};

struct PartyTerms {
  Discounting patience;                                ///< beta_i
  Discounting keeping;                                 ///< gamma_i: patience, and no turnover
  Interval turnover;                                   ///< beta_i theta
  Interval breakdown;                                  ///< points a period
  Interval penalty;                                    ///< points a period
  std::vector<std::vector<Interval>> after_breakdown;  ///< w_ik(l), points, by commitment and level
  std::vector<std::vector<Interval>>
      at_will;  ///< w*_k(l), points, by own commitment and level; empty for others' commitments
};

struct Terms {
  std::vector<CommitmentTerms> commitments;
  std::vector<ComplementTerms> complements;
  std::vector<PartyTerms> parties;
  std::size_t review = 0;  ///< d, periods
  Interval succeeds{1};    ///< chance that what is seen gets a response
};

/// Every quantity that does not depend on a plan.
Terms terms_of(const accord::Accord& accord);

/// U_i(x), points a period.
Interval flow(const Terms& terms, accord::PartyIndex party, const accord::State& state);

/// W_i(x): cooperation ends at `state`.
Interval breakdown(const Terms& terms, accord::PartyIndex party, const accord::State& state);

/// H_i(x): the accord stands at `state` for ever, turnover aside.
Interval holding(const Terms& terms, accord::PartyIndex party, const accord::State& state);

/// K_k(n): what complements naming the commitment could cost its giver in n periods; empty n: for ever.
Interval complement_cost(const Terms& terms, accord::CommitmentIndex commitment, std::optional<std::size_t> periods);

/// c_k(l, q): what a head start with q periods of the take-back to go is worth when cooperation ends, q <= undo.
Interval head_start(const Terms& terms, accord::CommitmentIndex commitment, accord::LevelIndex level,
                    std::size_t to_go);

/// c*_k(l, q): the same where own levels are then taken back at will.
Interval head_start_at_will(const Terms& terms, accord::CommitmentIndex commitment, accord::LevelIndex level,
                            std::size_t to_go);

/// B_k(l), >= 0: the most that a hidden shortfall can be worth to the giver.
Interval hidden_shortfall(const Terms& terms, accord::CommitmentIndex commitment, accord::LevelIndex level);

/// R_i(y): found out at `state`, an upper bound.
Interval found_out(const Terms& terms, accord::PartyIndex party, const accord::State& state);

}  // namespace entente::sequencing::proof
