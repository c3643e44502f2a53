// The plain search: every condition folded into floors, every label compared with every other one, nothing else.
//
// It gives the same answers as sequencing/search.h and is what that one is held against in tests and measured against
// in bench/sequencing. It keeps labels of all states in one pass and knows no bounds but those of the box pass.
#pragma once

#include "sequencing/search.h"

namespace entente::sequencing::reference {

SearchResult search(const game::Game& game, const SearchOptions& options = {});

}  // namespace entente::sequencing::reference
