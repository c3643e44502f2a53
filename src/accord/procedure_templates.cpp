#include "accord/procedure_templates.h"

#include "accord/error.h"
#include "accord/read_procedures.h"
#include "accord/template_tree.h"
#include "accord/words.h"

namespace entente::accord {

std::vector<std::string> names_of_templates() {
  std::vector<std::string> names;
  for (const ProcedureTemplate& one : procedure_templates()) names.emplace_back(one.name);
  return names;
}

Procedure procedure_of_template(std::string_view name, const std::vector<std::string>* parties) {
  const std::optional<Yaml> tree = template_tree(name, {});
  if (!tree) throw Error("no procedure is shipped as " + in_quotes(name) + suggestion(name, names_of_templates()));
  std::vector<Problem> problems;
  Procedure procedure = read_procedure(std::string(name), *tree, parties, problems);
  if (!problems.empty()) throw Problems(std::string(name), std::move(problems));
  return procedure;
}

}  // namespace entente::accord
