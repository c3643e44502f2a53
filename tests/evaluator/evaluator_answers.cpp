// evaluator_answers ACCORD...: for each accord a line of JSON, {"accord", "material", "questions", "answers"}: what an
// evaluator is given and asked, and what the one of this machine answers.
#include <cstdio>
#include <exception>
#include <string>

#include "accord/read.h"
#include "evaluator/evaluator.h"
#include "evaluator/questions.h"
#include "report/report_page.h"

namespace {

using entente::report::Json;

Json asked(const char* file) {
  const auto accord = entente::accord::load(file);
  const std::string material = entente::report::what_if_material(accord).dump();
  Json told{{"accord", file}, {"material", material}, {"questions", Json::array()}, {"answers", Json::array()}};
  auto* evaluator = evaluator_open(material.data(), material.size());
  constexpr std::size_t steps = 8;
  constexpr std::size_t ranges = 12;
  for (const std::string& question :
       entente::evaluator::questions(accord, entente::evaluator::any_plan(accord, steps), ranges)) {
    evaluator_ask(evaluator, question.data(), question.size());
    told["questions"].push_back(question);
    told["answers"].push_back(std::string(evaluator_answer(evaluator), evaluator_answer_size(evaluator)));
  }
  evaluator_close(evaluator);
  return told;
}

}  // namespace

int main(int count, char** arguments) {
  try {
    for (int n = 1; n < count; ++n) std::puts(asked(arguments[n]).dump().c_str());
  } catch (const std::exception& failed) {
    std::fprintf(stderr, "%s\n", failed.what());
    return 1;
  }
  return 0;
}
