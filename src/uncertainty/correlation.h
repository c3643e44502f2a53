// Numbers that go up and down together: a Gaussian copula. accord/rank_correlation.h has the factor L.
#pragma once

#include <span>

namespace entente::uncertainty {

/// Makes independent uniform numbers dependent: u becomes Phi(L Phi^-1(u)), each above 0 and below 1.
void make_dependent(std::span<const double> lower, std::span<double> u);

}  // namespace entente::uncertainty
