#include "ledger/checkpoint.h"

namespace entente::ledger {

Checkpoint read_checkpoint(std::string_view note_text) {
  std::vector<std::string_view> lines;
  while (!note_text.empty()) {
    const std::size_t end = note_text.find('\n');
    if (end == std::string_view::npos) throw Refused("the last line of a checkpoint must have a line end");
    if (end == 0) throw Refused("a checkpoint must have no empty line");
    lines.push_back(note_text.substr(0, end));
    note_text.remove_prefix(end + 1);
  }
  if (lines.size() < 3) throw Refused("a checkpoint has three lines: origin, size, root");
  const std::optional<std::uint64_t> size = decimal(lines[1]);
  if (!size) throw Refused("the second line of a checkpoint must be the number of entries");
  const std::optional<Hash> root = hash_from_base64(lines[2]);
  if (!root) throw Refused("the third line of a checkpoint must be the root: 32 bytes in base64");
  return {std::string(lines[0]), *size, *root, {lines.begin() + 3, lines.end()}};
}

std::string text_of(const Checkpoint& checkpoint) {
  std::string text =
      checkpoint.origin + '\n' + std::to_string(checkpoint.size) + '\n' + base64(view(checkpoint.root)) + '\n';
  for (const std::string& line : checkpoint.extensions) text += line + '\n';
  return text;
}

}  // namespace entente::ledger
