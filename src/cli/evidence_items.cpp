// `entente evidence items CASE`: which items went in, who held them, what may be shown.
#include "cli/evidence_commands.h"
#include "cli/evidence_options.h"
#include "report/evidence_json.h"
#include "report/evidence_text.h"

namespace entente::cli {

void add_evidence_items(CLI::App& evidence, int& status) {
  add_view(evidence, "items", "which items went in, who held them, what may be shown", report::items_json,
           report::items_text, status);
}

}  // namespace entente::cli
