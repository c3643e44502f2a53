// Files that a command leaves: whole or not at all.
#pragma once

#include <filesystem>
#include <functional>
#include <string>

namespace entente::cli {

/// Makes `folder` where it is missing and tries whether a file can be written in it, so that a long search is not in
/// vain. Throws MachineError.
void require_writable(const std::filesystem::path& folder);

/// Who may read a new file; the umask may take away more.
enum class ReadableBy { everybody, owner };

/// Writes `text` beside `file` and renames it, so that whoever looks finds the old file or the whole new one.
/// Throws MachineError, and Stopped after Ctrl-C; then nothing of the new file is left.
void write_whole(const std::filesystem::path& file, const std::string& text,
                 ReadableBy readers = ReadableBy::everybody);

/// The same for a file too large to be held: `give` is handed what adds the next piece.
void write_in_pieces(const std::filesystem::path& file,
                     const std::function<void(const std::function<void(const std::string& piece)>& add)>& give);

}  // namespace entente::cli
