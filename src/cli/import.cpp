// `entente import FORMAT FILE...`: other people's formats as an accord file on standard output.
#include <memory>
#include <span>
#include <string>
#include <vector>

#include "accord/import_csv.h"
#include "accord/import_genius.h"
#include "accord/words.h"
#include "accord/write.h"
#include "cli/commands.h"
#include "cli/console.h"
#include "cli/input_file.h"
#include "cli/options.h"

namespace entente::cli {

namespace {

// Above what any format takes, so that its reader says that the file is too large.
constexpr std::size_t most_import_bytes = (16 << 20) + 1;

struct ImportFormatOptions {
  std::vector<std::string> files;
  bool json = false;
  bool quiet = false;
};

void print_imported(const accord::Imported& imported, const ImportFormatOptions& options, const Stopwatch& watch) {
  const std::string text = accord::write(imported.accord);
  report::Json notes = report::Json::array();
  for (const accord::FileNotice& one : imported.notices) {
    const accord::Place& place = one.notice.place;
    notes.push_back(
        {{"file", one.file}, {"line", place.line}, {"column", place.column}, {"message", one.notice.message}});
    if (options.quiet) continue;
    say(one.file + ":" + std::to_string(place.line) + ":" + std::to_string(place.column) +
        ": note: " + one.notice.message);
  }
  if (options.json) {
    print(report::written({{"accord_yaml", text}, {"notes", notes}, {"seconds", watch.seconds()}}));
  } else {
    print(text);
  }
}

// Adds a format whose files are `options.files`; `import_files` makes an accord of them when they are read.
template <typename ImportFiles>
std::shared_ptr<ImportFormatOptions> add_format(CLI::App& format, int& status, const ImportFiles& import_files) {
  auto options = std::make_shared<ImportFormatOptions>();
  format.group("Formats");
  format.add_flag("--json", options->json, "print the accord file and the notes as JSON");
  format.add_flag("--quiet", options->quiet, "no notes on standard error");
  format.callback([options, &status, import_files] {
    const Stopwatch watch;
    std::vector<accord::ForeignFile> files;
    for (const std::string& file : options->files) files.push_back({file, read_bytes(file, most_import_bytes)});
    try {
      print_imported(import_files(files), *options, watch);
      status = kDone;
    } catch (const accord::ImportRefused& refused) {
      say(refused.what());
      status = kBadUsage;
    }
  });
  return options;
}

void add_genius(CLI::App& command, int& status) {
  CLI::App* format =
      command.add_subcommand("genius", "a negotiation domain of GENIUS and one utility profile for each party");
  const auto options = add_format(*format, status, [](const std::vector<accord::ForeignFile>& files) {
    return accord::import_genius(files.front(), std::span(files).subspan(1));
  });
  // The domain comes first in `files`, which positional arguments fill in their order.
  format
      ->add_option_function<std::string>(
          "DOMAIN", [options](const std::string& file) { options->files.insert(options->files.begin(), file); },
          "its XML file")
      ->required();
  format
      ->add_option_function<std::vector<std::string>>(
          "PROFILE",
          [options](const std::vector<std::string>& files) {
            options->files.insert(options->files.end(), files.begin(), files.end());
          },
          "XML files; each party is called like its file")
      ->required();
}

void add_csv(CLI::App& command, int& status) {
  CLI::App* format = command.add_subcommand("csv", "a table with the columns actor, issue, option and value");
  const auto options = add_format(
      *format, status, [](const std::vector<accord::ForeignFile>& files) { return accord::import_csv(files.front()); });
  format
      ->add_option_function<std::string>(
          "FILE", [options](const std::string& file) { options->files.push_back(file); },
          "the table; the first option named of an issue is today, values are points once")
      ->required();
}

}  // namespace

void add_import(CLI::App& app, int& status) {
  CLI::App* command = app.add_subcommand("import", "other people's formats as an accord file on standard output");
  command->footer("`entente import FORMAT --help` tells more; docs/import.md says what is kept and what is lost.");
  add_genius(*command, status);
  add_csv(*command, status);
  // A format misspelt is told with the one that was meant, instead of an argument too many.
  command->require_subcommand(0, 1);
  command->allow_extras();
  command->callback([command] {
    if (!command->get_subcommands().empty()) return;
    const std::vector<std::string> given = command->remaining();
    const std::vector<std::string> formats{"genius", "csv"};
    throw Error((given.empty() ? std::string("a format is missing")
                               : "there is no format " + accord::in_quotes(given.front()) +
                                     accord::suggestion(given.front(), formats)) +
                "; `entente import --help` lists them");
  });
}

}  // namespace entente::cli
