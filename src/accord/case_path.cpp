#include "accord/case_path.h"

namespace entente::accord {

std::filesystem::path accord_file(const std::filesystem::path& case_path) {
  return std::filesystem::is_directory(case_path) ? case_path / "accord.yaml" : case_path;
}

std::filesystem::path case_folder(const std::filesystem::path& case_path) {
  return std::filesystem::is_directory(case_path) ? case_path : case_path.parent_path();
}

}  // namespace entente::accord
