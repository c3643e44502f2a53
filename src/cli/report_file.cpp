#include "cli/report_file.h"

#include <cerrno>
#include <cstring>
#include <fstream>
#include <iterator>
#include <optional>
#include <system_error>
#include <utility>

#include "accord/case_path.h"
#include "accord/error.h"
#include "cli/interrupt.h"
#include "cli/plan_files.h"
#include "cli/result_file.h"
#include "report/report_page.h"

namespace entente::cli {

namespace {

namespace fs = std::filesystem;

// PREFIX/share/entente/report.html of a program PREFIX/bin/entente, as built and as installed.
fs::path place_of_page() {
  std::error_code error;
  const fs::path program = fs::read_symlink("/proc/self/exe", error);
  if (error) throw MachineError("can not tell where this program stands: " + error.message());
  return program.parent_path().parent_path() / "share" / "entente" / "report.html";
}

std::string text_of(const fs::path& file) {
  std::ifstream stream(file, std::ios::binary);
  if (!stream) throw MachineError("can not open " + file.string() + ": " + std::strerror(errno));
  std::string text{std::istreambuf_iterator<char>(stream), std::istreambuf_iterator<char>()};
  if (stream.bad()) throw MachineError("can not read " + file.string() + ": " + std::strerror(errno));
  return text;
}

std::string left_out(const fs::path& report, const fs::path& page) {
  std::error_code error;
  const bool removed = fs::remove(report, error);
  if (error) throw MachineError("can not remove the old " + report.string() + ": " + error.message());
  return "report.html is left out: this program was built without its page (" + page.string() +
         "); install Debian's packages nodejs and npm and build again with a network" +
         (removed ? "; the report of an earlier run was removed" : "");
}

}  // namespace

ReportMaterial report_material(const accord::Accord& accord, const std::string& case_path) {
  ReportMaterial material;
  material.page = place_of_page();
  material.bibliography = accord::load_bibliography(case_path);
  if (accord.stands.empty()) {
    material.people = plans_of_case(accord, case_path);
  } else {
    material.people_left_out = "People's own plans begin at today's state of affairs; this plan does not.";
  }
  return material;
}

std::string write_page(const fs::path& folder, const report::Json& document) {
  const fs::path report = folder / "report.html";
  const fs::path page = place_of_page();
  if (!fs::exists(page)) return left_out(report, page);
  write_whole(report, report::with_document(text_of(page), document));
  return {};
}

std::string write_report(const fs::path& folder, const report::PlanAnalysis& analysis, report::Solution solution,
                         const ReportMaterial& material, const std::string& case_path) {
  if (!fs::exists(material.page)) return left_out(folder / "report.html", material.page);
  const report::PackageAnalysis package = report::analyse_package(analysis.accord, {.frontier = true});
  throw_if_stopped();
  std::optional<report::Comparison> people;
  if (!material.people.empty()) people = report::compare(analysis.accord, material.people);
  throw_if_stopped();
  const report::ReportParts parts{.program = "entente " ENTENTE_VERSION,
                                  .case_name = case_path,
                                  .file_name = accord::accord_file(case_path).filename().string(),
                                  .plan = analysis,
                                  .solution = solution,
                                  .package = package,
                                  .people = std::move(people),
                                  .people_left_out = material.people_left_out,
                                  .bibliography = material.bibliography};
  report::Json document = report::report_json(parts);
  document["what_if"] = report::what_if_material(analysis.accord);
  return write_page(folder, document);
}

}  // namespace entente::cli
