#include "cli/input_file.h"

#include <algorithm>
#include <cerrno>
#include <cstring>
#include <fstream>

#include "accord/error.h"

namespace entente::cli {

namespace {

constexpr std::size_t kPiece = 1 << 20;

}  // namespace

std::string read_bytes(const std::string& name, std::size_t most) {
  std::ifstream stream(name, std::ios::binary);
  if (!stream) throw MachineError("can not open " + name + ": " + std::strerror(errno));
  std::string bytes;
  while (bytes.size() < most && stream) {
    const std::size_t before = bytes.size();
    bytes.resize(std::min(most, before + kPiece));
    stream.read(bytes.data() + before, static_cast<std::streamsize>(bytes.size() - before));
    if (stream.bad()) throw MachineError("can not read " + name + ": " + std::strerror(errno));
    bytes.resize(before + static_cast<std::size_t>(stream.gcount()));
  }
  return bytes;
}

}  // namespace entente::cli
