// `entente evidence alignment FILE.csv`: who speaks how of whom, and which capitals draw apart.
#include <cerrno>
#include <cstring>
#include <fstream>
#include <iterator>
#include <memory>
#include <string>

#include "cli/commands.h"
#include "cli/console.h"
#include "cli/evidence_commands.h"
#include "cli/evidence_options.h"
#include "report/alignment_report.h"

namespace entente::cli {

namespace {

struct EvidenceAlignmentOptions {
  std::string file;
  evidence::Span span = evidence::Span::month;
  std::size_t window = 6;
  std::string kind;
  bool json = false;
  bool quiet = false;
};

std::string bytes_of(const std::string& file) {
  std::ifstream stream(file, std::ios::binary);
  if (!stream) throw MachineError("can not open " + file + ": " + std::strerror(errno));
  std::string bytes{std::istreambuf_iterator<char>(stream), std::istreambuf_iterator<char>()};
  if (stream.bad()) throw MachineError("can not read " + file + ": " + std::strerror(errno));
  return bytes;
}

int run(const EvidenceAlignmentOptions& options) {
  const Stopwatch watch;
  evidence::ReadEvents read = evidence::read_events(bytes_of(options.file), options.file);
  complain_of(options.file, read.problems);
  if (!options.kind.empty()) {
    std::erase_if(read.events, [&](const evidence::Event& event) { return event.kind != options.kind; });
  }
  const report::AlignmentAnalysis analysis =
      report::analyse_alignment(options.file, read, options.span, options.window);
  if (options.json) {
    report::Json json = report::alignment_json(analysis);
    json["seconds"] = watch.seconds();
    print(report::written(json));
  } else {
    print(report::alignment_text(analysis, terminal()));
  }
  return analysis.problems.empty() ? kDone : kBadUsage;
}

}  // namespace

void add_evidence_alignment(CLI::App& evidence, int& status) {
  CLI::App* command =
      evidence.add_subcommand("alignment", "who speaks how of whom, and which capitals draw apart, from event records");
  auto options = std::make_shared<EvidenceAlignmentOptions>();
  command
      ->add_option("FILE", options->file,
                   "a table (CSV) with the columns date, actor, target, kind and score, a higher "
                   "score being friendlier")
      ->required();
  command
      ->add_option_function<std::string>(
          "--by",
          [options](const std::string& text) {
            const auto span = evidence::span_in(text);
            if (!span) {
              throw CLI::ValidationError("--by", "`" + text + "` is none of day, week, month, quarter and year");
            }
            options->span = *span;
          },
          "how long one point of a series is: day, week, month (default), quarter, year")
      ->type_name("SPAN");
  command->add_option("--window", options->window, "how many points are compared at a time (default 6)")
      ->check(CLI::Range(std::size_t{1}, std::size_t{10000}))
      ->type_name("N");
  command->add_option("--kind", options->kind, "only events of this kind")->type_name("KIND");
  command->add_flag("--json", options->json, "print the result alone, as JSON, on standard output");
  command->add_flag("--quiet", options->quiet, "taken by every command; this one has no notes");
  command->footer("Exit status 2: some rows were ill-formed and left out, or the whole table was.");
  command->callback([options, &status] { status = run(*options); });
}

}  // namespace entente::cli
