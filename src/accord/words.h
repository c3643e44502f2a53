// The words of a message: quoting what stands in the file, joining lists, and guessing what a misspelt name was meant
// to be.
#pragma once

#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace entente::accord {

/// `text` between backquotes, on one line and not longer than a reader wants to see.
std::string in_backquotes(std::string_view text);

/// "text" between double quotes, the same way.
std::string in_quotes(std::string_view text);

/// "a", "a and b", "a, b and c".
std::string joined(std::span<const std::string> words);

/// How many letters must be added, dropped, changed or swapped with a neighbour to make one word of the other; capitals
/// do not count. Cost: product of the lengths.
std::size_t letters_apart(std::string_view one, std::string_view other);

/// The known name nearest to `name`, the first of equals; empty when none is near enough to have been meant.
std::string nearest(std::string_view name, std::span<const std::string> known);

/// What to add to "no such name": "; did you mean China?", or "; known: a, b and c" when none is near, or nothing.
std::string suggestion(std::string_view name, std::span<const std::string> known);

/// `text` without the spaces, tabs and line ends around it.
std::string trimmed(std::string_view text);

/// `text` with the capitals of ASCII made small.
std::string lower_case(std::string_view text);

/// `value` as people write numbers: up to `digits` significant ones, no trailing zeros.
std::string plain_number(double value, int digits = 6);

}  // namespace entente::accord
