// `entente package CASE`: what the parties would sign if keeping were no problem, or why they would sign nothing.
#include <memory>
#include <string>
#include <vector>

#include "accord/words.h"
#include "cli/commands.h"
#include "cli/console.h"
#include "cli/interrupt.h"
#include "cli/options.h"
#include "cli/result_file.h"
#include "report/package_json.h"
#include "report/package_picture.h"
#include "report/package_text.h"

namespace entente::cli {

namespace {

struct PackageOptions {
  CommonOptions common;
  report::PackageSolution solution = report::PackageSolution::nash;
  bool frontier = false;
  std::string out;
};

int run(const PackageOptions& options) {
  const Stopwatch watch;
  if (!options.out.empty()) require_writable(options.out);
  const report::PackageAnalysis analysis = report::analyse_package(
      load_case(options.common),
      {.frontier = options.frontier, .egalitarian = options.solution == report::PackageSolution::egalitarian});
  report::Json json = report::package_json(analysis);
  json["seconds"] = watch.seconds();
  if (!options.out.empty()) {
    const InterruptGuard guard;
    const std::filesystem::path folder(options.out);
    write_whole(folder / "package.json", report::written(json));
    write_whole(folder / "package.svg", report::package_svg(analysis));
  }
  print(options.common.json ? report::written(json) : report::package_text(analysis, options.solution, terminal()));
  return analysis.deal() ? kDone : kAnswerIsNo;
}

report::PackageSolution solution_named(const std::string& text) {
  std::vector<std::string> keys;
  for (const report::PackageSolution solution : report::kPackageSolutions) {
    if (report::key(solution) == text) return solution;
    keys.emplace_back(report::key(solution));
  }
  throw CLI::ValidationError("--solution", "`" + text + "` is none of " + accord::joined(keys));
}

}  // namespace

void add_package(CLI::App& app, int& status) {
  CLI::App* command = app.add_subcommand("package", "who would sign what if keeping were no problem, and who pays");
  auto options = std::make_shared<PackageOptions>();
  add(*command, options->common);
  command
      ->add_option_function<std::string>(
          "--solution", [options](const std::string& text) { options->solution = solution_named(text); },
          "the package to show part by part: nash (default), kalai-smorodinsky, or egalitarian, which only a file with "
          "`points_comparable: true` allows")
      ->type_name("NAME");
  command->add_flag("--frontier", options->frontier, "all packages that no other is better than for everybody");
  command->add_option("--out", options->out, "writes DIR/package.json, what --json prints, and DIR/package.svg")
      ->type_name("DIR");
  command->footer("Exit status 1: no deal, as every valid state is refused by some party.");
  command->callback([options, &status] { status = run(*options); });
}

}  // namespace entente::cli
