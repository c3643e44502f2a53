// Reads negotiation domains in the XML form of GENIUS (Lin et al., 10.1111/j.1467-8640.2012.00463.x): a domain file
// and one utility profile for each party.
//
// Utilities are those of GENIUS's additive utility spaces: the sum over issues of the weight times the
// evaluation of the value. Evaluations of a discrete issue are divided by the largest among them; those of an integer
// issue are slope (value - lowerbound) + offset, kept within 0 and 1. What an accord can not represent is refused.
#pragma once

#include <span>

#include "accord/import.h"

namespace entente::accord {

/// The accord of `domain` among as many parties as there are `profiles`, each called like its file. In it V_i(x) -
/// W_i(0) (MODEL section 6) is party i's utility less its reservation value, 0 where it has none. The discount factor
/// stands in the party's note and is not used. Throws ImportRefused with all that is wrong in all files.
Imported import_genius(const ForeignFile& domain, std::span<const ForeignFile> profiles);

}  // namespace entente::accord
