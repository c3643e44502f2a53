// The evaluator of a report that stands alone: a plan at other values of the accord's ranges, in a reader's browser.
//
// It is the same code as `entente evaluate`, compiled to WebAssembly, behind functions that take and give UTF-8 texts
// of JSON: the boundary of WebAssembly knows numbers only. Nothing is thrown across it. Compiled for the machine
// itself, too, so that tests can hold one against the other.
#pragma once

#include <cstddef>

namespace entente::evaluator {
struct Evaluator;
}

extern "C" {

/// Memory for a text of `size` bytes; null where there is none left. `evaluator_give_back` frees it.
char* evaluator_memory(std::size_t size);
void evaluator_give_back(char* memory);

/// An evaluator of the accord in `text`, `what_if` of docs/json/report.schema.json; its first answer is {"ready": true}
/// or an error. `evaluator_close` frees it.
entente::evaluator::Evaluator* evaluator_open(const char* text, std::size_t size);
void evaluator_close(entente::evaluator::Evaluator* evaluator);

/// Asks {"plan": a plan with its `steps` as in the report, "values": {id: number}}. The answer is {"plan": one of
/// evaluate --json's plans}, or {"error": {"code", "message"}} as of the server.
void evaluator_ask(entente::evaluator::Evaluator* evaluator, const char* text, std::size_t size);

/// The last answer, valid until the next question, and its size in bytes.
const char* evaluator_answer(const entente::evaluator::Evaluator* evaluator);
std::size_t evaluator_answer_size(const entente::evaluator::Evaluator* evaluator);
}
