#include "verification/cumulative_sum.h"

#include <Eigen/Dense>
#include <boost/math/quadrature/gauss.hpp>
#include <boost/math/tools/roots.hpp>
#include <cmath>
#include <cstdint>
#include <limits>
#include <string>
#include <utility>
#include <vector>

#include "accord/error.h"
#include "verification/arguments.h"
#include "verification/material_balance.h"
#include "verification/normal.h"

namespace entente::verification {

namespace {

constexpr double kPanel = 2.0;          // standard deviations for each 20 points: far more than a normal density needs
constexpr double kLongest = 1e13;       // run lengths: beyond, less than three digits would be right
constexpr double kMostThreshold = 200;  // 2,000 points: more take minutes and tell nothing

struct Points {
  Eigen::VectorXd at;
  Eigen::VectorXd weight;
};

// Gauss-Legendre points on [0, h], 20 on each piece of at most kPanel.
Points points_up_to(double h) {
  using Rule = boost::math::quadrature::gauss<double, 20>;
  const auto panels = static_cast<Eigen::Index>(std::max(1.0, std::ceil(h / kPanel)));
  const double half = h / static_cast<double>(panels) / 2.0;
  const auto size = panels * 20;
  Points points{Eigen::VectorXd(size), Eigen::VectorXd(size)};
  Eigen::Index next = 0;
  for (Eigen::Index panel = 0; panel < panels; ++panel) {
    const double middle = (2.0 * static_cast<double>(panel) + 1.0) * half;
    for (std::size_t n = 0; n < Rule::abscissa().size(); ++n) {
      for (const double side : {-1.0, 1.0}) {
        points.at[next] = middle + side * half * Rule::abscissa()[n];
        points.weight[next++] = half * Rule::weights()[n];
      }
    }
  }
  return points;
}

void check(const PageTest& test) {
  require_not_below(test.threshold, 0.0, "the threshold");
  if (test.threshold > kMostThreshold) {
    throw Error("the threshold is " + std::to_string(test.threshold) + "; write at most 200 standard deviations");
  }
  require_finite(test.reference, "the reference value");
}

// One observation later: from the sum `from` to 0, and to each point (density times weight). Row 0 of the points is 0.
struct Step {
  Eigen::VectorXd to_zero;   // by starting point
  Eigen::MatrixXd to_point;  // rows: starting points; columns: points of the integral
};

// Starting points are 0 and the points of the integral.
Step step(const Points& points, double drift) {
  const Eigen::Index size = points.at.size();
  Step result{Eigen::VectorXd(size + 1), Eigen::MatrixXd(size + 1, size)};
  for (Eigen::Index row = 0; row <= size; ++row) {
    const double from = row == 0 ? 0.0 : points.at[row - 1];
    result.to_zero[row] = normal_below(-from - drift);
    for (Eigen::Index column = 0; column < size; ++column) {
      result.to_point(row, column) = points.weight[column] * normal_density(points.at[column] - from - drift);
    }
  }
  return result;
}

// The chance that no alarm comes over `shifts`, backwards in time: without one step more it is 1 from anywhere.
double no_alarm(const PageTest& test, std::span<const double> shifts) {
  const Points points = points_up_to(test.threshold);
  Eigen::VectorXd quiet = Eigen::VectorXd::Ones(points.at.size() + 1);
  double last_shift = std::numeric_limits<double>::quiet_NaN();
  Step once;
  for (std::size_t t = shifts.size(); t > 0; --t) {
    if (shifts[t - 1] != last_shift) {
      last_shift = shifts[t - 1];
      once = step(points, last_shift - test.reference);
    }
    quiet = (once.to_zero * quiet[0] + once.to_point * quiet.tail(points.at.size())).eval();
  }
  return std::min(1.0, quiet[0]);
}

}  // namespace

double average_run_length(const PageTest& test, double shift) {
  check(test);
  require_finite(shift, "the shift");
  const Points points = points_up_to(test.threshold);
  const Step once = step(points, shift - test.reference);
  const Eigen::Index size = points.at.size();
  // L = 1 + (step) L, with L at 0 first.
  Eigen::MatrixXd matrix = Eigen::MatrixXd::Identity(size + 1, size + 1);
  matrix.col(0) -= once.to_zero;
  matrix.rightCols(size) -= once.to_point;
  const Eigen::VectorXd lengths = matrix.partialPivLu().solve(Eigen::VectorXd::Ones(size + 1));
  const double length = lengths[0];
  return length >= 1.0 && length <= kLongest ? length : std::numeric_limits<double>::infinity();
}

double two_sided_run_length(const PageTest& test, double shift) {
  return 1.0 / (1.0 / average_run_length(test, shift) + 1.0 / average_run_length(test, -shift));
}

double siegmund_run_length(const PageTest& test, double shift) {
  check(test);
  require_finite(shift, "the shift");
  const double width = test.threshold + 2.0 * 0.583;
  const double drift = shift - test.reference;
  const double twice = 2.0 * drift * width;
  // exp(-x) + x - 1 loses its digits near 0, where it is x^2/2 - x^3/6.
  if (std::abs(twice) < 1e-5) return width * width * (1.0 - twice / 3.0);
  return (std::expm1(-twice) + twice) / (2.0 * drift * drift);
}

double alarm_probability(const PageTest& test, std::span<const double> shifts) {
  check(test);
  for (const double shift : shifts) require_finite(shift, "the shift of a period");
  return 1.0 - no_alarm(test, shifts);
}

double threshold_for(double reference, std::size_t periods, double false_alarm) {
  require_inside_probability(false_alarm, "the false alarm probability");
  if (periods == 0) throw Error("a test runs over no period; give it at least 1");
  const std::vector<double> shifts(periods, 0.0);
  const auto excess = [&](double threshold) {
    const PageTest test{.threshold = threshold, .reference = reference};
    return alarm_probability(test, shifts) - false_alarm;
  };
  if (excess(0.0) <= 0.0) {
    throw Error("a false alarm is rarer than asked for even with a threshold of 0; write a smaller reference value");
  }
  double high = 1.0;
  while (high < kMostThreshold && excess(high) > 0.0) high = std::min(2.0 * high, kMostThreshold);
  if (excess(high) > 0.0) {
    throw Error(
        "false alarms are more frequent than asked for up to a threshold of 200; write a larger reference value");
  }
  // Between two thresholds the number of points is fixed but for a jump at each panel, which changes nothing above
  // 1e-13.
  std::uintmax_t steps = 200;
  const auto [below, above] = boost::math::tools::toms748_solve(excess, high == 1.0 ? 0.0 : high / 2.0, high,
                                                                boost::math::tools::eps_tolerance<double>(44), steps);
  return below + (above - below) / 2.0;
}

HorizonDetection page_over_horizon(double reference, std::size_t periods, double loss, double false_alarm) {
  require_not_below(loss, 0.0, "the loss");
  HorizonDetection result;
  result.threshold = threshold_for(reference, periods, false_alarm);
  const PageTest test{.threshold = result.threshold, .reference = reference};
  const auto number = static_cast<double>(periods);
  std::vector<double> shifts(periods, loss / number);
  result.protracted = alarm_probability(test, shifts);
  shifts.assign(periods, 0.0);
  shifts[0] = loss;
  result.abrupt = alarm_probability(test, shifts);
  result.sum_at_end = balance_detection(loss, std::sqrt(number), false_alarm);
  return result;
}

}  // namespace entente::verification
