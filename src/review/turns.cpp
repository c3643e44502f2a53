#include "review/turns.h"

#include <array>
#include <utility>

namespace entente::review {

namespace {

using Word = std::pair<std::string_view, Turn>;

template <std::size_t size>
std::optional<Turn> found_in(const std::array<Word, size>& words, std::string_view wanted) {
  for (const auto& [word, turn] : words) {
    if (word == wanted) return turn;
  }
  return std::nullopt;
}

}  // namespace

// docs/review.md lists both.
std::optional<Turn> turn_of_decision(std::string_view decided) {
  static constexpr std::array<Word, 15> words{{{"breach", Turn::breach},
                                               {"in breach", Turn::breach},
                                               {"no breach", Turn::no_breach},
                                               {"excused", Turn::excuse},
                                               {"suspension", Turn::suspend},
                                               {"suspended", Turn::suspend},
                                               {"snapback", Turn::suspend},
                                               {"continuation", Turn::resume},
                                               {"resumed", Turn::resume},
                                               {"restored", Turn::resume},
                                               {"lapsed", Turn::lapse},
                                               {"termination", Turn::lapse},
                                               {"terminated", Turn::lapse},
                                               {"reversed", Turn::reverse},
                                               {"settled", Turn::no_breach}}};
  return found_in(words, decided);
}

std::optional<Turn> turn_of_response(std::string_view measure) {
  static constexpr std::array<Word, 6> words{{{"suspend", Turn::suspend},
                                              {"snapback", Turn::suspend},
                                              {"resume", Turn::resume},
                                              {"reverse", Turn::reverse},
                                              {"withdraw", Turn::reverse},
                                              {"terminate", Turn::reverse}}};
  return found_in(words, measure);
}

}  // namespace entente::review
