#include "cli/evidence_options.h"

#include <filesystem>
#include <memory>

#include "accord/case_path.h"
#include "accord/words.h"
#include "cli/commands.h"
#include "cli/console.h"
#include "evidence/read.h"

namespace entente::cli {

namespace {

std::filesystem::path evidence_file(const EvidenceOptions& options) {
  if (!options.file.empty()) return options.file;
  std::filesystem::path file = accord::case_folder(options.common.case_path) / "evidence.yaml";
  if (!std::filesystem::exists(file)) {
    throw Error("there is no " + file.string() + "; write it, or name the file with `--evidence FILE`");
  }
  return file;
}

}  // namespace

void add(CLI::App& command, EvidenceOptions& options) {
  add(command, options.common);
  command.add_option("--evidence", options.file, "the evidence file (default: evidence.yaml beside the accord)")
      ->type_name("FILE");
  command
      .add_option_function<std::string>(
          "--on",
          [&options](const std::string& text) {
            options.on = evidence::day_in(text);
            if (!options.on) {
              throw CLI::ValidationError("--on", "`" + text + "` is no day of the calendar; write 2025-03-31");
            }
          },
          "the day asked for, nothing later may stand in the file (default: the day of the last item)")
      ->type_name("DATE");
  command.footer("Exit status 2: some items had something wrong and were left out, or the whole file was.");
}

report::EvidenceAnalysis load_evidence(const EvidenceOptions& options) {
  accord::Accord accord = load_case(options.common);
  const std::filesystem::path file = evidence_file(options);
  const auto today = std::chrono::floor<std::chrono::days>(std::chrono::system_clock::now());
  evidence::Reading reading = evidence::load(accord, file, options.on.value_or(today));
  complain_of(file.string(), reading.problems);
  const evidence::Day on = options.on ? *options.on : report::last_day(reading.evidence, today);
  return report::analyse_evidence(std::move(accord), std::move(reading), on);
}

void add_view(CLI::App& evidence, const std::string& name, const std::string& about,
              report::Json (*json)(const report::EvidenceAnalysis&),
              std::string (*text)(const report::EvidenceAnalysis&, const report::Terminal&), int& status) {
  CLI::App* command = evidence.add_subcommand(name, about);
  auto options = std::make_shared<EvidenceOptions>();
  add(*command, *options);
  command->callback([options, json, text, &status] {
    const Stopwatch watch;
    const report::EvidenceAnalysis analysis = load_evidence(*options);
    if (options->common.json) {
      report::Json answer = json(analysis);
      answer["seconds"] = watch.seconds();
      print(report::written(answer));
    } else {
      print(text(analysis, terminal()));
    }
    status = analysis.problems.empty() ? kDone : kBadUsage;
  });
}

void complain_of(const std::string& file, const std::vector<accord::Problem>& problems) {
  if (!problems.empty()) say(accord::Problems(file, problems).what());
}

}  // namespace entente::cli
