// Chances in words and numbers together, after the seven bands of Intelligence Community Directive 203 (2015),
// D.6.e(2)(a).
#pragma once

#include <string>
#include <string_view>

namespace entente::evidence {

/// Which of two bands a number on their border belongs to.
enum class Border { upper, lower };

/// almost no chance up to 5 %, very unlikely to 20 %, unlikely to 45 %, roughly even chance to 55 %, likely to 80 %,
/// very likely to 95 %, almost certain above. `probability` from 0 to 1.
std::string_view estimative_word(double probability, Border border = Border::upper);

/// "likely (55-80 %)": both ends in whole per cent, rounded outward, with the word of each where they differ: "unlikely
/// to likely (30-70 %)". 0 and 100 are written only for what is impossible or certain: "almost no chance (under 1 %)",
/// "likely to almost certain (70 to over 99 %)". 0 <= low <= high <= 1.
std::string in_estimative_words(double low, double high);

}  // namespace entente::evidence
