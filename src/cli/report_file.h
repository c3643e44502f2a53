// report.html, the page that `plan --out`, `stress --out` and `simulate --out` leave.
#pragma once

#include <filesystem>
#include <string>

#include "accord/accord.h"
#include "accord/bibliography.h"
#include "report/analysis.h"
#include "report/json.h"
#include "report/solution.h"

namespace entente::cli {

/// What a report needs beside the plan, read before the search so that a fault in a file is told before the wait.
struct ReportMaterial {
  std::filesystem::path page;  ///< what the page is made from; empty: this program was built without it
  std::vector<accord::Plan> people;
  std::string people_left_out;
  std::vector<accord::BibliographyEntry> bibliography;
};

/// Reads people's plans and the bibliography of the case. Throws with what is wrong in their files.
ReportMaterial report_material(const accord::Accord& accord, const std::string& case_path);

/// Writes FOLDER/report.html, the page with `document` in it, whole or not at all. Where this program has no page to
/// make it from, removes an earlier report and returns why, in a sentence; else an empty text.
std::string write_page(const std::filesystem::path& folder, const report::Json& document);

/// The same with the document of a plan, which is not made where there is no page for it.
std::string write_report(const std::filesystem::path& folder, const report::PlanAnalysis& analysis,
                         report::Solution solution, const ReportMaterial& material, const std::string& case_path);

}  // namespace entente::cli
