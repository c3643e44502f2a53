// The report: one page that stands alone, and the one JSON document it shows.
//
// The page is built from web/ beforehand, with its program and its looks in it; here the document is put into it. What
// it says is what `plan`, `package` and `evaluate` print, with every condition of the plans and the accord itself.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "accord/bibliography.h"
#include "report/analysis.h"
#include "report/json.h"
#include "report/package_analysis.h"
#include "report/solution.h"

namespace entente::report {

struct ReportParts {
  std::string program;    ///< "entente 0.1.0"
  std::string case_name;  ///< as its reader knows it: "cases/two-neighbours"
  std::string file_name;  ///< the file whose lines are told: "accord.yaml"
  const PlanAnalysis& plan;
  Solution solution = Solution::nash;  ///< the one shown first
  const PackageAnalysis& package;
  std::optional<Comparison> people;  ///< people's own plans; empty: there are none
  std::string people_left_out;       ///< why, in words, where there are some and they are not here
  std::vector<accord::BibliographyEntry> bibliography;
};

/// What the evaluator in the page takes: `what_if` of a report in a file. Null where the accord's file would be larger
/// than a reader takes; then the page has no sliders.
Json what_if_material(const accord::Accord& accord);

/// docs/json/report.schema.json
Json report_json(const ReportParts& parts);

/// What the page has in the place of the document.
inline constexpr std::string_view kDocumentPlace = "\"@ENTENTE-REPORT@\"";

/// `page` with `document` in its place. The document's text can not end the element it stands in, whatever names the
/// accord has: no `<` is left in it. Throws Error when the page has no such place, or more than one.
std::string with_document(std::string_view page, const Json& document);

}  // namespace entente::report
