#include "accord/error.h"

#include <utility>

namespace entente::accord {

namespace {

std::string all_lines(const std::string& file, const std::vector<Problem>& problems) {
  std::string text;
  for (const Problem& problem : problems) {
    if (!text.empty()) text += '\n';
    text += file + ':' + std::to_string(problem.place.line) + ':' + std::to_string(problem.place.column) +
            ": error: " + problem.message;
  }
  return text;
}

}  // namespace

Problems::Problems(std::string file, std::vector<Problem> problems)
    : Error(all_lines(file, problems)), file_(std::move(file)), problems_(std::move(problems)) {}

}  // namespace entente::accord
