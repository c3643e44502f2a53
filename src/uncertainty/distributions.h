// How a number is drawn from an analyst's range: quantiles of the distributions a file can name (MODEL section 8).
#pragma once

#include "accord/accord.h"

namespace entente::uncertainty {

/// The number below which a share `u` of all worlds lies, 0 < u < 1; between `low` and `high`, both included.
/// Triangular with mode `best`; uniform; log-uniform; PERT, a beta distribution of shape 4 (Malcolm, Roseboom, Clark
/// and Fazar, doi 10.1287/opre.7.5.646; Vose, Risk Analysis, 2008, section on the PERT distribution).
double quantile(const accord::Range& range, double u);

}  // namespace entente::uncertainty
