// Rank correlations as a Gaussian copula: numbers that go up and down together.
//
// With Spearman's correlation s of two numbers, the normal numbers behind them have Pearson's r = 2 sin(pi s / 6)
// (Kruskal, doi 10.1080/01621459.1958.10501481).
#pragma once

#include <cstddef>
#include <optional>
#include <span>
#include <vector>

namespace entente::accord {

/// The lower triangle L, [row * size + column], with L L' the correlation of the normal numbers behind the rank
/// correlations `ranks` (symmetric, ones on the diagonal). Empty where no numbers can have these correlations: the
/// matrix of the normal numbers is not positive definite, or so nearly not that rounding would decide.
std::optional<std::vector<double>> normal_factor(std::span<const double> ranks, std::size_t size);

}  // namespace entente::accord
