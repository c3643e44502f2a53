// Numbers that go up and down together: rank correlations as a Gaussian copula.
//
// With Spearman's correlation s of two numbers, the normal numbers behind them have Pearson's r = 2 sin(pi s / 6)
// (Kruskal, doi 10.1080/01621459.1958.10501481).
#pragma once

#include <cstddef>
#include <optional>
#include <span>
#include <vector>

namespace entente::uncertainty {

/// The lower triangle L, [row * size + column], with L L' the correlation of the normal numbers behind rank
/// correlations `ranks` (symmetric, ones on the diagonal); empty where no numbers can have these correlations, all but
/// the last digits (the matrix of the normal numbers is not positive definite).
std::optional<std::vector<double>> copula(std::span<const double> ranks, std::size_t size);

/// Makes independent uniform numbers dependent: u becomes Phi(L Phi^-1(u)), each above 0 and below 1.
void make_dependent(std::span<const double> lower, std::span<double> u);

}  // namespace entente::uncertainty
