// Page's cumulative sum test: it watches balance after balance and tells when a loss goes on.
//
// S(t) = max(0, S(t-1) + x(t) - k), S(0) = 0, alarm when S(t) > h; the x(t) are independent and normal with standard
// deviation 1, and a loss shifts their mean. Page, Biometrika 41 (1954) 100-115. Lengths and probabilities solve an
// integral equation (a Fredholm equation of the second kind, as in Brook and Evans, Biometrika 59 (1972) 539-549, here
// by Gauss-Legendre points); relative errors are about 1e-12, or 1e-15 times the run length where that is more.
#pragma once

#include <cstddef>
#include <span>

namespace entente::verification {

/// Both in standard deviations of one observation.
struct PageTest {
  double threshold = 5.0;  ///< h, >= 0, at most 200
  double reference = 0.5;  ///< k, what is let pass each time
};

/// Expected number of observations to the alarm when each is shifted by `shift` (0: to a false alarm). Infinite where
/// it would exceed 1e13: no number of digits would be right. Cost: (10 h)^3 / 3.
double average_run_length(const PageTest& test, double shift);

/// The same where losses and gains are both watched, by two such sums: 1/L = 1/L(shift) + 1/L(-shift) (Kemp, 1961).
double two_sided_run_length(const PageTest& test, double shift);

/// Siegmund's approximation of it, within some per cent (Sequential Analysis, 1985, with the overshoot 0.583 on either
/// side).
double siegmund_run_length(const PageTest& test, double shift);

/// The chance of an alarm within as many observations as there are `shifts`, each shifted by its own.
double alarm_probability(const PageTest& test, std::span<const double> shifts);

/// The threshold at which the chance of a false alarm within `periods` observations is `false_alarm` (inside 0 to 1).
/// Throws entente::Error where even a threshold of 0 alarms less often.
double threshold_for(double reference, std::size_t periods, double false_alarm);

/// What raises the alarm within a number of periods, the test being set to `false_alarm` over all of them.
struct HorizonDetection {
  double threshold = 0.0;
  double protracted = 0.0;  ///< the loss spread evenly
  double abrupt = 0.0;      ///< all of it in the first period
  double sum_at_end = 0.0;  ///< one test of the sum of all, at the end: best against the protracted loss, but late
};

/// `loss` >= 0 in standard deviations of one observation.
HorizonDetection page_over_horizon(double reference, std::size_t periods, double loss, double false_alarm);

}  // namespace entente::verification
