// The bytes of a document as UTF-8, whatever they were saved as.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace entente::evidence {

struct Decoded {
  std::optional<std::string> text;   ///< UTF-8 without byte order mark, lines ended by \n; empty when refused
  std::string refusal;               ///< why, and what to do
  std::vector<std::string> notices;  ///< what was assumed or lost
};

/// A byte order mark decides (UTF-8, UTF-16, UTF-32); then what a page's meta element or XML declaration says, for
/// HTML, as browsers take it (Latin-1 means Windows-1252); then it is UTF-8. A page that declares nothing and is no
/// UTF-8 is taken for Windows-1252, with a notice. Any other text that is no UTF-8 is refused, and so is what holds
/// control characters.
Decoded decoded(std::string_view bytes, bool html);

}  // namespace entente::evidence
