// Whole numbers of visits from expected ones by a single random number, so that each site gets its expected number
// exactly on average.
//
// Madow, On the theory of systematic sampling, II, Annals of Mathematical Statistics 20 (1949) 333-354: the expected
// numbers are laid end to end as intervals, and a site is visited once for each of the points start, start + 1, start +
// 2, ... in its interval. The number of visits in all differs by less than one from what is expected; it is fixed where
// that is whole. Everything is counted in thousand-millionths, in whole numbers, so that every machine draws the same.
#pragma once

#include <cstdint>
#include <span>
#include <vector>

namespace entente::verification {

/// Parts in one visit: an expected number of 0.25 visits is written 250'000'000.
inline constexpr std::uint64_t kParts = 1'000'000'000;

/// Visits by site, for `start` in 0 to kParts - 1. The sum of `expected` must not exceed 1e18.
/// Averaged over all starts each site gets expected[i] / kParts.
std::vector<std::uint64_t> systematic_sample(std::span<const std::uint64_t> expected, std::uint64_t start);

/// Expected numbers of visits in parts; rounded so that their sum is the rounded sum (largest remainders first, the
/// first of equals). Throws entente::Error for numbers that are negative, or above 1e6.
std::vector<std::uint64_t> in_parts(std::span<const double> expected);

}  // namespace entente::verification
