// What `entente review procedures` answers, as JSON and as text: stages, clocks, who decides, what silence does, and
// how long it takes.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "accord/procedure.h"
#include "accord/procedure_time.h"
#include "report/json.h"
#include "report/layout.h"

namespace entente::report {

/// A procedure with what it takes from each stage where it may begin.
struct ProcedureAnalysis {
  struct Beginning {
    accord::StageIndex stage = 0;
    std::vector<std::string> may_start;
    accord::ProcedureTime time;
  };
  accord::Procedure procedure;
  bool shipped = false;               ///< a template by itself, not of a case
  std::vector<Beginning> beginnings;  ///< its first stage, then the others that say who may begin there
};

ProcedureAnalysis analyse(const accord::Procedure& procedure, bool shipped);

Json procedures_json(const std::vector<ProcedureAnalysis>& procedures);

/// In full, stage by stage.
std::string procedures_text(const std::vector<ProcedureAnalysis>& procedures, const Terminal& terminal);

/// A line for each: what there is to choose from.
std::string procedures_list(const std::vector<ProcedureAnalysis>& procedures, const Terminal& terminal);

}  // namespace entente::report
