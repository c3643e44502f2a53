// The most that a file may hold, whoever reads it: far above any real accord, low enough that tables of it fit in
// memory.
#pragma once

#include <cstddef>

namespace entente::accord {

inline constexpr std::size_t most_parties = 64;
inline constexpr std::size_t most_commitments = 200;
inline constexpr std::size_t most_levels = 200;  ///< of one commitment
inline constexpr double most_periods = 100'000;  ///< of one duration

}  // namespace entente::accord
