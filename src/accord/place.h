// Where something stands in a file, and what the reader wants to say about it.
#pragma once

#include <cstddef>
#include <string>

namespace entente::accord {

/// A place in a file; both count from 1, and 0 means that nothing was read from a file.
struct Place {
  std::size_t line = 0;
  std::size_t column = 0;
  bool operator==(const Place&) const = default;
};

/// Something the user should know that is not an error.
struct Notice {
  Place place;
  std::string message;
};

}  // namespace entente::accord
