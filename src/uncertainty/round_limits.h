// Limits of boxes as people say them: "patience under 0.78", not "under 0.7812345".
//
// Of all limits that take the same worlds the roundest would do, but many worlds leave little room between them. So a
// limit is moved outward, to no more digits than the range of its number bears, and the box grows by it: what is said
// of a box, its coverage and density, must be counted of the rounded one.
#pragma once

#include "accord/ranges.h"
#include "uncertainty/prim.h"

namespace entente::uncertainty {

/// The number of fewest digits from `inside` on and before `outside` is reached.
double roundest(double inside, double outside);

/// What a number of that unit is counted in where people read it: 12 for years, which are said in months; 100 for
/// shares, which are said in percent; else 1.
double said_in(accord::Unit unit);

/// `limit`, of `number`, with sides moved outward to whole multiples of the largest power of ten that divides the
/// number's range into twenty parts or more, counted in what it is said in; to the roundest of the same worlds where
/// that would reach the end of the range, so that a limit stays one. Both ends of a side are the limit then.
Limit rounded(Limit limit, const accord::RangedNumber& number);

}  // namespace entente::uncertainty
