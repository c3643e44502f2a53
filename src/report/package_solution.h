// The ways to choose one package (MODEL section 6), by name. The field uses one name for different things, so each
// comes with its definition and with what counts as a tie.
#pragma once

#include <array>
#include <string_view>

namespace entente::report {

enum class PackageSolution { nash, kalai_smorodinsky, egalitarian };

inline constexpr std::array kPackageSolutions{PackageSolution::nash, PackageSolution::kalai_smorodinsky,
                                              PackageSolution::egalitarian};

/// "nash", "kalai-smorodinsky", "egalitarian": as written on the command line.
std::string_view key(PackageSolution solution);

/// "nash", "kalai_smorodinsky", "egalitarian": as written in JSON.
std::string_view json_key(PackageSolution solution);

/// "Nash", "Kalai-Smorodinsky", "Egalitarian".
std::string_view name(PackageSolution solution);

/// What it maximises, in words.
std::string_view definition(PackageSolution solution);

/// When two packages count as equally good.
std::string_view tie_rule(PackageSolution solution);

}  // namespace entente::report
