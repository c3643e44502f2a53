// Small systems of linear equations, dense, solved by elimination with complete pivoting.
#pragma once

#include <vector>

namespace entente::bargaining {

/// One equation: the sum of coefficient_j x_j is `right_side`.
struct Equation {
  std::vector<double> coefficients;
  double right_side = 0.0;
};

/// The x that meets the equations, of which there may be more than unknowns as long as they agree; an unknown that they
/// leave open is 0. Coefficients are expected around 1; what remains below 1e-9 after elimination counts as 0.
std::vector<double> solve(const std::vector<Equation>& equations, std::size_t unknowns);

/// Which vectors are sums of multiples of those added: a basis in reduced form.
class Span {
 public:
  explicit Span(std::size_t dimension) : dimension_(dimension) {}
  bool contains(const std::vector<double>& vector) const;
  /// Adds `vector`; false where it is already inside.
  bool add(const std::vector<double>& vector);
  std::size_t rank() const { return basis_.size(); }

 private:
  std::vector<double> reduced(std::vector<double> vector) const;
  std::size_t dimension_;
  std::vector<std::vector<double>> basis_;
  std::vector<std::size_t> pivots_;
};

}  // namespace entente::bargaining
