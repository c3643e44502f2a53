// The parts of an accord file, each read into its struct. Every function reports all that is wrong with its part and
// goes on.
#pragma once

#include <initializer_list>
#include <string>
#include <string_view>
#include <vector>

#include "accord/accord.h"
#include "accord/durations.h"
#include "accord/names.h"
#include "accord/needs.h"

namespace entente::accord {

/// Whether the file says itself how much of a level is seen and watched.
struct OwnDetection {
  bool seen = false;
  bool watched = false;
};

/// What reading one file has at hand and gathers on its way.
struct Reading {
  explicit Reading(std::vector<Problem>& all_problems) : problems(all_problems) {}

  std::vector<Problem>& problems;
  std::vector<Notice> notices;
  Names names;                 ///< of the whole file, gathered before anything refers to them
  double period_years = 0.25;  ///< a stand-in where the period itself is faulty
  DurationReader durations;
  NeedPlaces need_places;
  std::vector<std::vector<OwnDetection>> own_detection;  ///< of commitment, of level (0 for the first listed)
  bool values = true;                                    ///< false where the file says that it gives none
  bool needs_are_whole = true;  ///< false where a need was left out: comparing needs would then mislead
};

/// Reports each of `keys` that is written in a file that says `values: false`.
void refuse_values(const Fields& mapping, std::initializer_list<std::string_view> keys, Reading& reading);

/// The names of parties, commitments and levels; reports nothing, the functions below do.
Names gather_names(const Fields& file);

std::vector<Party> read_parties(const Yaml& value, Reading& reading);
std::vector<Commitment> read_commitments(const Yaml& value, Reading& reading);
std::vector<Complement> read_complements(const Yaml& value, Reading& reading);
std::vector<Procedure> read_procedures(const Yaml& value, Reading& reading);
Review default_review(const Reading& reading);

/// A review may go by one of `procedures`, or by a template, which is then added to them.
Review read_review(const Yaml& value, const std::vector<Commitment>& commitments, std::vector<Procedure>& procedures,
                   Reading& reading);
Pace read_pace(const Yaml& value, Reading& reading);
Fund read_fund(const Yaml& value, Reading& reading);
/// Comes after the commitments: a level that a means sees must say what is seen of it without.
Verification read_verification(const Yaml& value, Reading& reading);
Simulation read_simulation(const Yaml& value, Reading& reading);

/// Come after everything that has numbers; `accord` holds it.
std::vector<Given> read_given(const Yaml& value, const Accord& accord, Reading& reading);
/// Comes after the scenarios, whose numbers can not be in it.
std::vector<Together> read_together(const Yaml& value, const Accord& accord, Reading& reading);

Indicator read_indicator(const Yaml& value, const std::string& what, Reading& reading);
Schedule read_schedule(const Yaml& value, const std::string& what, Reading& reading);

}  // namespace entente::accord
