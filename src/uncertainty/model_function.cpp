#include "uncertainty/model_function.h"

#include <set>
#include <stdexcept>

namespace entente::uncertainty {

std::size_t columns_of(std::span<const Factor> factors) {
  std::set<std::size_t> columns;
  std::set<std::string> names;
  std::size_t count = 0;
  for (const Factor& factor : factors) {
    if (factor.coordinates.empty()) throw std::invalid_argument("the factor " + factor.name + " has no coordinate");
    if (!names.insert(factor.name).second) throw std::invalid_argument("two factors are called " + factor.name);
    columns.insert(factor.coordinates.begin(), factor.coordinates.end());
    count += factor.coordinates.size();
  }
  if (columns.size() != count || (count > 0 && *columns.rbegin() != count - 1)) {
    throw std::invalid_argument("the factors' coordinates are not those from 0 to " + std::to_string(count) +
                                ", each in one factor");
  }
  return count;
}

std::vector<Factor> single_factors(std::span<const std::string> names) {
  std::vector<Factor> factors;
  for (std::size_t column = 0; column < names.size(); ++column) factors.push_back({names[column], {column}});
  return factors;
}

}  // namespace entente::uncertainty
