#include "evidence/estimative_words.h"

#include <algorithm>
#include <array>
#include <cmath>

namespace entente::evidence {

namespace {

struct Band {
  double up_to;
  std::string_view word;
};

constexpr std::array<Band, 7> kBands{{{0.05, "almost no chance"},
                                      {0.20, "very unlikely"},
                                      {0.45, "unlikely"},
                                      {0.55, "roughly even chance"},
                                      {0.80, "likely"},
                                      {0.95, "very likely"},
                                      {1.00, "almost certain"}}};

// Rounding noise must not push 0.55 to 54 %.
constexpr double kNoise = 1e-9;

// What is not impossible is never 0, what is not certain never 100.
std::string numbers(int least, int most, double low, double high) {
  const std::string lower = least == 0 && low > 0.0 ? "under 1" : std::to_string(least);
  const std::string upper = most == 100 && high < 1.0 ? "over 99" : std::to_string(most);
  if (lower == "under 1" && most == 1) return lower;
  if (least == 99 && upper == "over 99") return upper;
  if (least == most) return lower;
  const bool digits_alone = lower != "under 1" && upper != "over 99";
  return lower + (digits_alone ? "-" : " to ") + upper;
}

}  // namespace

std::string_view estimative_word(double probability, Border border) {
  for (const Band& band : kBands) {
    if (border == Border::upper ? probability < band.up_to - kNoise : probability <= band.up_to + kNoise) {
      return band.word;
    }
  }
  return kBands.back().word;
}

std::string in_estimative_words(double low, double high) {
  const int least = static_cast<int>(std::floor(100.0 * low + 100.0 * kNoise));
  const int most = std::max(least, static_cast<int>(std::ceil(100.0 * high - 100.0 * kNoise)));
  const std::string_view first = estimative_word(least / 100.0);
  const std::string_view last = estimative_word(most / 100.0, least == most ? Border::upper : Border::lower);
  return std::string(first) + (first == last ? "" : " to " + std::string(last)) + " (" +
         numbers(least, most, low, high) + " %)";
}

}  // namespace entente::evidence
