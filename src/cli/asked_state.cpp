#include "cli/asked_state.h"

#include "accord/error.h"
#include "accord/lattice.h"
#include "accord/read.h"
#include "cli/console.h"
#include "report/wording.h"

namespace entente::cli {

accord::State asked_state(const accord::Accord& accord, const std::string& text, bool quiet) {
  const accord::State asked = accord::parse_state(accord, text);
  for (accord::CommitmentIndex k = 0; k < accord.stands.size(); ++k) {
    if (asked[k] >= accord.stands[k]) continue;
    throw Error(report::level_in_words(accord, {.commitment = k, .level = accord.stands[k]}) +
                " stands already, and a plan takes nothing back; name that level or a higher one");
  }
  const accord::State whole = accord::with_needs(accord, asked);
  if (quiet) return whole;
  for (accord::CommitmentIndex k = 0; k < whole.size(); ++k) {
    if (whole[k] == asked[k]) continue;
    say("note: " + report::level_in_words(accord, {.commitment = k, .level = whole[k]}) +
        " is added: what was asked for needs it");
  }
  return whole;
}

}  // namespace entente::cli
