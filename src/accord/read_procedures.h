// The parts of `procedures:`, each read into its struct (procedure.h). Every function reports all that is wrong with
// its part and goes on.
#pragma once

#include <map>
#include <optional>
#include <string>
#include <vector>

#include "accord/fields.h"
#include "accord/procedure.h"
#include "accord/yaml_tree.h"

namespace entente::accord {

/// What reading one procedure has at hand.
struct ProcedureReading {
  std::vector<Problem>& problems;
  const std::vector<std::string>* parties = nullptr;  ///< of the accord; null for a template by itself
  std::string procedure;
  std::vector<std::string> stages;                         ///< their names, gathered before anything refers to them
  std::map<std::string, std::vector<std::string>> bodies;  ///< members by the name of the body
};

/// A procedure from the mapping that states it, its template (if it names one) already laid under it.
Procedure read_procedure(const std::string& name, const Yaml& value, const std::vector<std::string>* parties,
                         std::vector<Problem>& problems);

/// `15 days`; whole hours, days, weeks, months, quarters or years.
std::optional<Clock> read_clock_of_stage(const Yaml& value, const std::string& what, std::vector<Problem>& problems);

/// `decides: {body: Council, by: 15, rule: 9 votes, veto: [North]}`. Empty after reporting what is wrong.
std::optional<Deciders> read_deciders(const Yaml& value, const std::string& what, ProcedureReading& reading);

/// `extension: consensus`, `{by: decision, at_most: 30 days}`, `none`.
Extension read_extension(const Yaml& value, const std::string& what, std::vector<Problem>& problems);

/// One name or a list of names, none empty, none twice.
std::vector<std::string> read_names(const Yaml& value, const std::string& what, std::vector<Problem>& problems);

/// Stages that nothing leads to, and clocks that would go round without anybody's doing.
void check_ways(const Procedure& procedure, const std::vector<Place>& stage_places, std::vector<Problem>& problems);

}  // namespace entente::accord
