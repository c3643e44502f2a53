#include "verification/arguments.h"

#include <cmath>
#include <string>

#include "accord/error.h"
#include "accord/words.h"

namespace entente::verification {

namespace {

[[noreturn]] void refuse(double value, std::string_view what, const std::string& instead) {
  throw Error(std::string(what) + " is " + accord::plain_number(value) + "; write " + instead);
}

}  // namespace

void require_finite(double value, std::string_view what) {
  if (!std::isfinite(value)) refuse(value, what, "a finite number");
}

void require_not_below(double value, double least, std::string_view what) {
  if (!std::isfinite(value) || value < least) {
    refuse(value, what, "a number of at least " + accord::plain_number(least));
  }
}

void require_above(double value, double bound, std::string_view what) {
  if (!std::isfinite(value) || value <= bound) refuse(value, what, "a number above " + accord::plain_number(bound));
}

void require_probability(double value, std::string_view what) {
  if (!(value >= 0.0 && value <= 1.0)) refuse(value, what, "a probability from 0 to 1");
}

void require_inside_probability(double value, std::string_view what) {
  if (!(value > 0.0 && value < 1.0)) refuse(value, what, "a probability between 0 and 1, without either");
}

}  // namespace entente::verification
