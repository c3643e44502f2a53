// `entente evidence read FILE...`: what documents say of themselves.
#include <tbb/parallel_for.h>

#include <algorithm>
#include <memory>

#include "cli/commands.h"
#include "cli/console.h"
#include "cli/documents.h"
#include "cli/evidence_commands.h"
#include "report/documents.h"

namespace entente::cli {

namespace {

struct EvidenceReadOptions {
  DocumentOptions documents;
  bool text = false;
};

int run(const EvidenceReadOptions& options) {
  std::vector<report::ReadFile> files;
  for (const std::string& file : files_of(options.documents)) files.push_back({file, {}});
  tbb::parallel_for(std::size_t{0}, files.size(), [&](std::size_t n) { files[n].read = read_file(files[n].file); });
  int status = kDone;
  for (const report::ReadFile& one : files) {
    if (!one.read.document) {
      say_refused(one.file, one.read.refusal);
      status = kBadUsage;
    } else if (!options.documents.quiet) {
      for (const std::string& notice : one.read.document->notices) say(one.file + ": note: this document " + notice);
    }
  }
  print(options.documents.json ? report::written(report::documents_json(files, options.text))
                               : report::documents_text(files, options.text, terminal()));
  return status;
}

}  // namespace

void add_evidence_read(CLI::App& evidence, int& status) {
  CLI::App* command =
      evidence.add_subcommand("read", "what documents say of themselves: title, date, author, outlet, place");
  auto options = std::make_shared<EvidenceReadOptions>();
  add(*command, options->documents);
  command->add_flag("--text", options->text, "the text of each document too, without the furniture of its page");
  command->footer(
      "What a document does not say stays unknown. Exit status 2: some file could not be read; the others are shown.");
  command->callback([options, &status] { status = run(*options); });
}

}  // namespace entente::cli
