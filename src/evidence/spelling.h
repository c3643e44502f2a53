// One spelling of a word for the British and the American one, for comparing texts.
//
// What comes out need not be a word: "promise" becomes "promize" in every text alike. What counts is that two spellings
// of one word meet and that few different words do. The rules are the regular differences (-our/-or, -ise/-ize,
// -yse/-yze, -re/-er, -ogue/-og, doubled l, ae/oe, -wards/-ward) and a list of stems with the irregular ones. They
// follow the tables of K. Atkinson, VarCon 2020.12.07 (wordlist.aspell.net/varcon), as far as words of the news go.
#pragma once

#include <string>

namespace entente::evidence {

/// Brings `word`, in lower case, to the one spelling. Words with letters other than a to z stay as they are.
void unify_spelling(std::string& word);

}  // namespace entente::evidence
