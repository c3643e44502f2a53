// `entente evidence copies FILE...`: which documents are copies of one original, and how many sources there are.
#include <tbb/parallel_for.h>

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <memory>
#include <unordered_map>

#include "accord/error.h"
#include "accord/words.h"
#include "cli/commands.h"
#include "cli/console.h"
#include "cli/documents.h"
#include "cli/evidence_commands.h"
#include "cli/options.h"
#include "report/documents.h"

namespace entente::cli {

namespace {

constexpr std::size_t files_at_once = 1024;  // whose texts are in memory at the same time

struct EvidenceCopiesOptions {
  DocumentOptions documents;
  LongOptions long_run;
  std::string truth;
};

struct Prepared {
  evidence::DocumentRead read;
  evidence::Words words;
  evidence::Sketch sketch;
};

Prepared prepared(const std::string& file) {
  Prepared result{read_file(file), {}, {}};
  if (!result.read.document) return result;
  result.words = evidence::words_of(result.read.document->text);
  result.sketch = evidence::sketch_of(result.words.ids);
  return result;
}

report::CopiesReport compared(std::vector<std::string> files, bool quiet) {
  report::CopiesReport result;
  evidence::Texts texts(std::filesystem::temp_directory_path());
  texts.reserve(files.size());
  result.files.reserve(files.size());
  for (std::size_t begin = 0; begin < files.size(); begin += files_at_once) {
    std::vector<Prepared> block(std::min(files_at_once, files.size() - begin));
    tbb::parallel_for(std::size_t{0}, block.size(), [&](std::size_t n) { block[n] = prepared(files[begin + n]); });
    for (std::size_t n = 0; n < block.size(); ++n) {
      const std::string& file = files[begin + n];
      if (!block[n].read.document) {
        say_refused(file, block[n].read.refusal);
        result.refused.push_back({file, block[n].read.refusal});
        continue;
      }
      const evidence::Document& document = *block[n].read.document;
      if (!quiet) {
        for (const std::string& notice : document.notices) say(file + ": note: this document " + notice);
      }
      std::optional<evidence::DocumentDate> date;
      if (document.date) date = document.date->date;
      const std::optional<std::int64_t> minute = date ? std::optional(evidence::minute_for_order(*date)) : std::nullopt;
      // The texts know the name by where it stands here: there is room for all, so none moves.
      result.files.push_back(
          {std::move(files[begin + n]), date, document.outlet ? document.outlet->text : std::string()});
      texts.add(result.files.back().file, minute, block[n].words, block[n].sketch);
    }
  }
  result.sources = evidence::find_sources(texts);
  return result;
}

// The number of the true source of each file that the truth names.
std::unordered_map<std::string, std::uint32_t> true_sources(const std::string& file) {
  std::ifstream stream(file, std::ios::binary);
  if (!stream) throw MachineError("can not open " + file);
  const std::string bytes{std::istreambuf_iterator<char>(stream), std::istreambuf_iterator<char>()};
  const report::Json json = report::Json::parse(bytes, nullptr, false);
  const auto wrong = [&] {
    return Error(file + ": error: this is not `{\"sources\": [[file, ...], ...]}`, what `--json` prints");
  };
  if (!json.is_object() || !json.contains("sources") || !json["sources"].is_array()) throw wrong();
  std::unordered_map<std::string, std::uint32_t> sources;
  std::uint32_t number = 0;
  for (const report::Json& source : json["sources"]) {
    if (!source.is_array()) throw wrong();
    for (const report::Json& name : source) {
      if (!name.is_string()) throw wrong();
      if (!sources.emplace(name.get<std::string>(), number).second) {
        throw Error(file + ": error: " + accord::in_quotes(name.get<std::string>()) + " is in two sources");
      }
    }
    ++number;
  }
  return sources;
}

evidence::Agreement agreement(const report::CopiesReport& report, const std::string& file) {
  const std::unordered_map<std::string, std::uint32_t> sources = true_sources(file);
  std::vector<std::uint32_t> truth;
  std::vector<std::uint32_t> found;
  for (std::uint32_t number = 0; number < report.sources.sources.size(); ++number) {
    for (const evidence::Copy& copy : report.sources.sources[number].copies) {
      const auto known = sources.find(report.files[copy.text].file);
      if (known == sources.end()) {
        throw Error(file + ": error: " + report.files[copy.text].file + " is in no source; name every document");
      }
      truth.push_back(known->second);
      found.push_back(number);
    }
  }
  return evidence::agreement(truth, found);
}

int run(const EvidenceCopiesOptions& options) {
  const Stopwatch watch;
  const auto threads = limit_threads(options.long_run);
  report::CopiesReport report = compared(files_of(options.documents), options.documents.quiet);
  if (!options.truth.empty()) report.agreement = agreement(report, options.truth);
  if (options.documents.json) {
    report::Json json = report::copies_json(report);
    json["seconds"] = watch.seconds();
    print(report::written(json));
  } else {
    print(report::copies_text(report, terminal()));
  }
  return report.refused.empty() ? kDone : kBadUsage;
}

}  // namespace

void add_evidence_copies(CLI::App& evidence, int& status) {
  CLI::App* command =
      evidence.add_subcommand("copies", "which documents are copies of one original: copies are one witness");
  auto options = std::make_shared<EvidenceCopiesOptions>();
  add(*command, options->documents);
  add(*command, options->long_run);
  command->add_option("--truth", options->truth, "the true sources, as --json prints them, to compare with")
      ->type_name("FILE");
  command->footer("Exit status 2: some file could not be read; the others are compared.");
  command->callback([options, &status] { status = run(*options); });
}

}  // namespace entente::cli
