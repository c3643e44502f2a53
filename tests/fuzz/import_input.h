// What the importers must do with any bytes at all: give an accord that its own file reads back, or say what is wrong.
//
// Used by the fuzzer, which invents bytes, and by the test that replays its corpus.
#pragma once

#include <string_view>
#include <vector>

#include "accord/import_csv.h"
#include "accord/import_genius.h"
#include "accord/write.h"
#include "fuzz/reader_input.h"

namespace entente::accord {

template <typename Import>
void import_anything(const Import& import_files) {
  try {
    const Imported imported = import_files();
    try {
      const std::string text = write(imported.accord);
      const Accord read = parse(text, "imported.yaml");
      check_whole(read);
      promise(write(read) == text);
    } catch (const Problems&) {
      promise(false);  // what is written can be read
    } catch (const Error& refused) {
      promise(std::string_view(refused.what()).find("larger than") != std::string_view::npos);
    }
  } catch (const ImportRefused& refused) {
    promise(!refused.files().empty());
    for (const Problems& file : refused.files()) {
      promise(!file.problems().empty());
      for (const Problem& problem : file.problems()) promise(problem.place.line > 0 && !problem.message.empty());
    }
  }
}

/// Reads the bytes as a table; and as a GENIUS domain with two profiles, of which the whole, or where lines `%%` part
/// it the parts, are the files.
inline void import_anything(std::string_view bytes) {
  import_anything([&] { return import_csv({"table.csv", std::string(bytes)}); });
  constexpr std::string_view mark = "\n%%\n";
  std::vector<ForeignFile> files;
  for (std::string_view rest = bytes; files.size() < 3;) {
    const std::size_t end = rest.find(mark);
    files.push_back({"file" + std::to_string(files.size()) + ".xml", std::string(rest.substr(0, end))});
    if (end != std::string_view::npos) rest.remove_prefix(end + mark.size());
  }
  import_anything([&] { return import_genius(files[0], std::span(files).subspan(1)); });
}

}  // namespace entente::accord
