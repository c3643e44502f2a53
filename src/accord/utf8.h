// Is a file text at all? Checked before anything else looks at it.
#pragma once

#include <optional>
#include <string_view>

#include "accord/error.h"

namespace entente::accord {

/// The first byte that is not UTF-8 or is a control character other than tab and line end; empty when all is text.
std::optional<Problem> not_text(std::string_view bytes);

/// `text` cut to at most `bytes` bytes, never inside a character.
std::string_view cut(std::string_view text, std::size_t bytes);

}  // namespace entente::accord
