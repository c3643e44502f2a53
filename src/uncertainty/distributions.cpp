#include "uncertainty/distributions.h"

#include <algorithm>
#include <boost/math/special_functions/beta.hpp>
#include <cmath>

namespace entente::uncertainty {

namespace {

using accord::Range;

constexpr double pert_shape = 4.0;

double triangular(const Range& range, double u) {
  const double width = range.high - range.low;
  const double rise = range.best - range.low;
  // The distribution reaches `best` at rise / width.
  return u * width < rise ? range.low + std::sqrt(u * width * rise)
                          : range.high - std::sqrt((1.0 - u) * width * (range.high - range.best));
}

double pert(const Range& range, double u) {
  using Policy = boost::math::policies::policy<boost::math::policies::promote_double<false>>;
  const double width = range.high - range.low;
  const double alpha = 1.0 + pert_shape * (range.best - range.low) / width;
  const double beta = 1.0 + pert_shape * (range.high - range.best) / width;
  return range.low + width * boost::math::ibeta_inv(alpha, beta, u, Policy());
}

}  // namespace

double quantile(const Range& range, double u) {
  if (!(range.low < range.high)) return range.best;
  double value = range.best;
  switch (range.drawn) {
    case accord::Distribution::triangular:
      value = triangular(range, u);
      break;
    case accord::Distribution::uniform:
      value = range.low + u * (range.high - range.low);
      break;
    case accord::Distribution::log_uniform:
      value = range.low * std::pow(range.high / range.low, u);
      break;
    case accord::Distribution::pert:
      value = pert(range, u);
      break;
  }
  return std::clamp(value, range.low, range.high);
}

}  // namespace entente::uncertainty
