// Reads a table of who values what: one line an actor, issue and option (docs/import.md).
//
//   actor,issue,option,value
//   Ash,tariff,as today,0
//   Ash,tariff,halved,-2
//   Ash,,no deal,-1
//
// The first option named of an issue is today. Values are points once, each actor on its own scale. A line without an
// issue and with the option `no deal` says what an actor has without any agreement; where no actor has one, that is
// everything staying as today.
#pragma once

#include "accord/import.h"

namespace entente::accord {

/// The accord of the table in `file`; actors and issues in the order in which they are first named. Every actor must
/// value every option, once. Throws ImportRefused with all that is wrong.
Imported import_csv(const ForeignFile& file);

}  // namespace entente::accord
