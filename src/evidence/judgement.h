// The program's own table of classes and grades, used where an evidence file has none; and Admiralty grades.
//
// The table is a starting point of wide ranges and says so; a case should write its own (`classes`, `grades`). No study
// gives such numbers for arms control at large; each row's reason stands beside it in judgement.cpp.
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "evidence/items.h"

namespace entente::evidence {

/// The documented default table.
Judgement default_judgement();

/// Wide chances for a commitment of which nothing is known.
Prior default_prior();

/// `B2`; empty for anything that is not a letter A to F and a digit 1 to 6.
std::optional<Grade> grade_in(std::string_view text);

std::string in_words(const Grade& grade);

/// The share of an item's weight that its grade leaves: reliability times credibility, since both must hold. F
/// (reliability can not be judged) and 6 (truth can not be judged) leave none (FM 2-22.3, appendix B; AJP-2.1).
Range weight(const Grade& grade, const Judgement& judgement);

/// Letter and digit three or more apart, A5 say: a source without doubt saying what is improbable, or E1, one that is
/// never right saying what others confirm. Either half was probably judged in error (Baker, McKendry and Mace 1968
/// found raters to give nearly always both halves alike). Never so with F or 6.
bool inconsistent(const Grade& grade);

}  // namespace entente::evidence
