// Pictures of packages: gains per party of each solution, and the planes of two parties' gains, as characters for the
// terminal and as an SVG file.
//
// Nothing is told by colour alone: solutions differ in shape and carry their names.
#pragma once

#include <string>

#include "report/layout.h"
#include "report/package_analysis.h"

namespace entente::report {

/// Bars of gains as shares of each party's best gain; for two parties the plane of their gains with the frontier, for
/// more the planes of every two where the frontier was asked for. Empty where there is no package.
std::string package_picture(const PackageAnalysis& analysis, const Terminal& terminal);

/// The same as a self-contained SVG document, all planes included; where there is no package it says so.
std::string package_svg(const PackageAnalysis& analysis);

}  // namespace entente::report
