// What may have become of a commitment that is due.
#pragma once

#include <array>
#include <cstddef>
#include <string_view>

namespace entente::evidence {

/// The hidden state of a commitment. Indices of every array of three numbers here.
enum class Standing : std::size_t {
  kept,       ///< the announced level stands
  shortfall,  ///< it was never fully delivered, or is not delivered as it should be
  taken_back  ///< it stood and was taken back
};

inline constexpr std::size_t kStandings = 3;
inline constexpr std::array<Standing, kStandings> kAllStandings{Standing::kept, Standing::shortfall,
                                                                Standing::taken_back};

/// One number for each standing, in the order of `Standing`.
using ByStanding = std::array<double, kStandings>;

constexpr std::size_t index(Standing standing) {
  return static_cast<std::size_t>(standing);
}

/// "kept", "short", "taken back".
constexpr std::string_view name(Standing standing) {
  constexpr std::array<std::string_view, kStandings> names{"kept", "short", "taken back"};
  return names[index(standing)];
}

}  // namespace entente::evidence
