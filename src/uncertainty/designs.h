// Which worlds are looked at: points of the unit cube, numbered, each found without any of the others.
//
// Coordinate `name` of world n follows from the seed, the name and n alone (counter-based: Random123, Salmon et al.,
// doi 10.1145/2063384.2063405), so that a world is the same on any machine and any number of workers, and a coordinate
// that is added leaves the others as they are. Two exceptions are stated at the designs.
#pragma once

#include <cstddef>
#include <cstdint>
#include <span>
#include <string>
#include <vector>

namespace entente::uncertainty {

enum class Design {
  /// Latin hypercube: each coordinate has one world in each of `worlds` equal parts of (0, 1), in an order of its own.
  /// World n depends on how many worlds there are.
  latin,
  /// Sobol sequence (Joe and Kuo's directions), each coordinate scrambled after Owen with a key of its own (Burley,
  /// JCGT
  /// 9(4), 2020). Coordinates take their directions in order, so one that is added changes those after it.
  sobol,
  random  ///< plain random numbers
};

/// The largest number of coordinates of `Design::sobol`.
std::size_t most_sobol_coordinates();

/// Points of the unit cube by number.
class Points {
 public:
  /// `names` tells the coordinates apart; `worlds` is the number of worlds in all, below 2^32 for all designs but
  /// random. Throws Error for more coordinates or worlds than the design has.
  Points(Design design, std::uint64_t seed, std::uint64_t worlds, std::span<const std::string> names);

  std::size_t coordinates() const { return keys_.size(); }

  /// All coordinates of world `n`, 0 <= n < worlds, each above 0 and below 1.
  void at(std::uint64_t n, std::span<double> unit) const;

  /// One coordinate of world `n`.
  double at(std::uint64_t n, std::size_t coordinate) const;

 private:
  double latin(std::uint64_t n, std::size_t coordinate) const;
  double sobol(std::uint64_t n, std::size_t coordinate) const;

  Design design_;
  std::uint64_t seed_;
  std::uint64_t worlds_;
  std::vector<std::uint64_t> keys_;        ///< by coordinate: hash of its name
  std::vector<std::uint32_t> orders_;      ///< by coordinate: what chooses its order, or its scrambling
  std::vector<std::uint32_t> directions_;  ///< of Sobol: [coordinate * 32 + bit]
};

}  // namespace entente::uncertainty
