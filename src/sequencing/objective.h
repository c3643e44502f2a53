// The two solutions that the search can look for by itself, with bounds on them from weighted sums (MODEL section 5).
//
// Nash is the largest geometric mean of gains, Kalai-Smorodinsky the largest smallest share of each party's best gain.
// Both grow with every gain and are concave, so that a weighted sum of gains bounds them from above:
//   (prod_i g_i)^(1/n) <= sum_i lambda_i g_i / (n (prod_i lambda_i)^(1/n)),   min_i g_i / b_i <= sum_i lambda_i g_i
// where sum_i lambda_i b_i = 1 in the second.
#pragma once

#include <cstddef>
#include <span>
#include <vector>

namespace entente::sequencing {

struct Objective {
  enum class Kind {
    nash,
    kalai_smorodinsky,
    weighted_sum  ///< of the bound's own weights; what it bounds is itself
  };
  Kind kind = Kind::nash;
  std::vector<double> unit;  ///< by party, > 0: best gain, points, for shares; 0: the party does not count

  std::size_t counted() const;
};

/// How good gains are: their geometric mean in points (Nash), or the smallest share; 0 when a party that counts gains
/// nothing.
double worth(const Objective& objective, std::span<const double> gains);

/// The largest worth of gains whose sum with these weights is at most `sum`.
double worth_at_most(const Objective& objective, std::span<const double> weights, double sum);

/// The least sum with these weights that gains of this worth have.
double least_sum(const Objective& objective, std::span<const double> weights, double worth);

/// Weights with which the bound is tight at these gains, all positive.
std::vector<double> weights_at(const Objective& objective, std::span<const double> gains);

/// Mixtures of gains met so far. The weights at the best mixture are those under which no vector met promises more than
/// another does: the next to try (column generation on the Lagrangian dual).
class Mixture {
 public:
  explicit Mixture(std::span<const double> positive_gains);
  void add(std::span<const double> gains);
  /// Improves the mixture and gives its gains; their worth is what no bound from these weights can pass below.
  std::vector<double> best(const Objective& objective);

 private:
  std::vector<std::vector<double>> gains_;
  std::vector<double> shares_;  ///< of the mixture
};

}  // namespace entente::sequencing
