// `entente evidence belief CASE`: is each commitment kept, short or taken back, as far as the items tell.
#include "cli/evidence_commands.h"
#include "cli/evidence_options.h"
#include "report/evidence_json.h"
#include "report/evidence_text.h"

namespace entente::cli {

void add_evidence_belief(CLI::App& evidence, int& status) {
  add_view(evidence, "belief", "is each commitment kept, short or taken back, as far as the items tell",
           report::belief_json, report::belief_text, status);
}

}  // namespace entente::cli
