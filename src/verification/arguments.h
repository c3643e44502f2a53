// Refuses arguments for which a question has no answer, in words that say what to write instead.
#pragma once

#include <string_view>

namespace entente::verification {

/// Each throws entente::Error unless `value` is a number as named; `what` begins the sentence: "the budget".
void require_finite(double value, std::string_view what);
void require_not_below(double value, double least, std::string_view what);
void require_above(double value, double bound, std::string_view what);
void require_probability(double value, std::string_view what);         ///< 0 to 1, both included
void require_inside_probability(double value, std::string_view what);  ///< between 0 and 1, neither included

}  // namespace entente::verification
