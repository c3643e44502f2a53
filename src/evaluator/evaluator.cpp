#include "evaluator/evaluator.h"

#include <cstdlib>
#include <exception>
#include <string>
#include <string_view>
#include <vector>

#include "accord/accord.h"
#include "accord/error.h"
#include "accord/lattice.h"
#include "accord/names.h"
#include "accord/read.h"
#include "report/json.h"
#include "report/what_if.h"

namespace entente::evaluator {

using report::Json;

struct Evaluator {
  accord::Accord accord;
  std::string answer;
};

namespace {

// Runs `work` and keeps what it gives, or why it gives nothing.
template <typename Work>
void answer(Evaluator& evaluator, const Work& work) {
  const auto refuse = [&](const char* code, const char* message) {
    evaluator.answer =
        Json{{"error", {{"code", code}, {"message", message}}}}.dump(-1, ' ', false, Json::error_handler_t::replace);
  };
  try {
    evaluator.answer = work().dump();
  } catch (const Json::exception&) {
    refuse("question", "this is no question that the evaluator knows");
  } catch (const Error& wrong) {
    refuse("values", wrong.what());
  } catch (const std::exception& failed) {
    refuse("machine", failed.what());
  }
}

accord::State state_in(const accord::Accord& accord, const Json& told) {
  const accord::Names names = accord::names_of(accord);
  accord::State state = accord::today(accord);
  for (const auto& [name, level] : told.items()) {
    const auto commitment = accord::find_commitment(name, names);
    if (!commitment) throw Error("the state begun from names a commitment that the accord does not have");
    if (level == accord::today_name) continue;
    const auto found = accord::find_level(level.get<std::string>(), *commitment, names);
    if (!found) throw Error("the state begun from names a level that the accord does not have");
    state[*commitment] = *found;
  }
  return state;
}

Json opened(Evaluator& evaluator, std::string_view text) {
  const Json told = Json::parse(text);
  evaluator.accord = accord::parse_json(told.at("accord").dump(), "the accord in this report");
  if (const Json& from = told.at("from"); !from.is_null()) evaluator.accord.stands = state_in(evaluator.accord, from);
  return {{"ready", true}};
}

Json asked(const Evaluator& evaluator, std::string_view text) {
  const Json told = Json::parse(text);
  const accord::Plan plan = report::plan_in(evaluator.accord, told.at("plan"), "plan");
  return report::what_if_json(evaluator.accord, plan, report::values_in(told.at("values")));
}

}  // namespace

}  // namespace entente::evaluator

using entente::evaluator::Evaluator;

char* evaluator_memory(std::size_t size) {
  return static_cast<char*>(std::malloc(size));
}

void evaluator_give_back(char* memory) {
  std::free(memory);
}

Evaluator* evaluator_open(const char* text, std::size_t size) {
  auto* evaluator = new Evaluator;
  entente::evaluator::answer(*evaluator, [&] { return entente::evaluator::opened(*evaluator, {text, size}); });
  return evaluator;
}

void evaluator_close(Evaluator* evaluator) {
  delete evaluator;
}

void evaluator_ask(Evaluator* evaluator, const char* text, std::size_t size) {
  entente::evaluator::answer(*evaluator, [&] { return entente::evaluator::asked(*evaluator, {text, size}); });
}

const char* evaluator_answer(const Evaluator* evaluator) {
  return evaluator->answer.data();
}

std::size_t evaluator_answer_size(const Evaluator* evaluator) {
  return evaluator->answer.size();
}
