// Text of other programs as UTF-8, whatever it was saved as.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "accord/error.h"

namespace entente::accord {

/// `bytes` as UTF-8 without a byte order mark. A byte order mark decides; then what an XML declaration near the
/// beginning says (UTF-8, ASCII, ISO-8859-1, ISO-8859-15, Windows-1252, UTF-16); text that is no UTF-8 though nothing
/// else is declared is taken for Windows-1252, which is what such files were saved as. Empty after adding to `problems`
/// why it can not be text.
std::optional<std::string> as_utf8(std::string_view bytes, std::vector<Problem>& problems);

}  // namespace entente::accord
