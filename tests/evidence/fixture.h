// The documents written for these tests.
#pragma once

#include <fstream>
#include <iterator>
#include <stdexcept>
#include <string>

#include "evidence/document.h"

namespace entente::evidence {

inline std::string fixture_bytes(const std::string& name) {
  std::ifstream stream(ENTENTE_SOURCE_DIR "/tests/evidence/fixtures/" + name, std::ios::binary);
  if (!stream) throw std::runtime_error("the fixture " + name + " is missing");
  return {std::istreambuf_iterator<char>(stream), std::istreambuf_iterator<char>()};
}

inline Document fixture(const std::string& name) {
  const DocumentRead read = read_document(fixture_bytes(name));
  if (!read.document) throw std::runtime_error(name + " " + read.refusal);
  return *read.document;
}

}  // namespace entente::evidence
