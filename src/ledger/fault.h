// What a check of a whole ledger or folder finds first, and how it stops there.
#pragma once

#include <exception>
#include <string>
#include <utility>

#include "ledger/bytes.h"

namespace entente::ledger {

struct Fault {
  std::string where;  ///< such as "entry 12"
  std::string what;   ///< a sentence without its end
};

/// Ends a check; caught by the function that began it.
class Found : public std::exception {
 public:
  Found(std::string where, std::string what) : fault{std::move(where), std::move(what)} {}
  Fault fault;
};

/// What is refused in `work` is a fault at that place.
template <typename Work>
void at(const std::string& where, const Work& work) {
  try {
    work();
  } catch (const Refused& refused) {
    throw Found(where, refused.what());
  }
}

}  // namespace entente::ledger
