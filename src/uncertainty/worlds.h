// A world: one value for every number of an accord that is uncertain (MODEL section 8).
//
// A world is drawn from a point of the unit cube. A range has one coordinate, a group of scenarios (`given:`) one for
// all its numbers. Ranges that go together (`together:`) have one each, made dependent by a Gaussian copula.
#pragma once

#include <cstddef>
#include <span>
#include <string>
#include <vector>

#include "accord/ranges.h"

namespace entente::uncertainty {

/// What counts as one cause when it is asked what decides the outcome: independent of every other factor.
struct Factor {
  std::string name;  ///< the number's, or "given/NAME" or "together/NAME"
  std::vector<std::size_t> coordinates;
};

/// How a group of numbers gets its values from its coordinates.
struct JointDraw {
  std::vector<std::size_t> coordinates;
  std::vector<std::size_t> numbers;
  /// `given`: upper ends of the shares of the scenarios, the last one 1, and [scenario * numbers + number] the values.
  std::vector<double> shares;
  std::vector<double> values;
  /// `together`: lower triangle L, [row * numbers + column], with L L' the correlation of the normal numbers.
  std::vector<double> lower;
};

/// How worlds are drawn for one accord.
struct WorldModel {
  std::vector<accord::RangedNumber> numbers;  ///< all that a world gives a value, in the order of `for_each_number`
  std::vector<std::string> coordinates;       ///< names: numbers, and "given/NAME"
  std::vector<std::size_t> coordinate_of;     ///< by number: its own coordinate, or `kDrawnJointly`
  std::vector<JointDraw> joint;
  std::vector<Factor> factors;
};

inline constexpr std::size_t kDrawnJointly = static_cast<std::size_t>(-1);

/// The accord must be one that the reader accepts.
WorldModel make_world_model(const accord::Accord& accord);

/// The values of `model.numbers` at a point of the unit cube, all coordinates above 0 and below 1.
void values_at(const WorldModel& model, std::span<const double> unit, std::span<double> values);

}  // namespace entente::uncertainty
