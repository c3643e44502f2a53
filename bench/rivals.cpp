#include "rivals.h"

#include <fmt/format.h>
#include <fmt/os.h>

#include <chrono>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <string>

#include "bargaining/nondominated.h"

namespace entente::bench {

namespace {

using bargaining::Problem;

// The integer program in CPLEX's LP format: one level of every commitment, and a least gain t as large as can be.
void write_program(const Problem& problem, const std::string& file) {
  auto out = fmt::output_file(file);
  out.print("Maximize\n value: t\nSubject To\n");
  for (std::size_t i = 0; i < problem.parties; ++i) {
    out.print(" gain{}: t", i);
    for (std::size_t k = 0; k < problem.commitments(); ++k) {
      for (std::size_t l = 0; l <= problem.highest[k]; ++l) {
        out.print("\n {:+.15g} x{}_{}", -problem.of(k, l)[i], k, l);
      }
    }
    out.print(" <= {:.15g}\n", problem.today[i]);
  }
  for (std::size_t k = 0; k < problem.commitments(); ++k) {
    out.print(" one{}:", k);
    for (std::size_t l = 0; l <= problem.highest[k]; ++l) out.print(" + x{}_{}", k, l);
    out.print(" = 1\n");
  }
  out.print("Bounds\n t free\nBinaries\n");
  for (std::size_t k = 0; k < problem.commitments(); ++k) {
    for (std::size_t l = 0; l <= problem.highest[k]; ++l) out.print(" x{}_{}\n", k, l);
  }
  out.print("End\n");
}

}  // namespace

std::size_t enumerated_frontier(const Problem& problem) {
  bargaining::Vectors vectors;
  vectors.columns.resize(problem.parties);
  accord::State x(problem.commitments(), 0);
  std::vector<std::vector<double>> sums(problem.commitments() + 1, problem.today);
  const auto fill = [&](const auto& self, std::size_t k) -> void {
    if (k == problem.commitments()) {
      for (std::size_t i = 0; i < problem.parties; ++i) vectors.columns[i].push_back(sums[k][i]);
      return;
    }
    for (std::size_t l = 0; l <= problem.highest[k]; ++l) {
      for (std::size_t i = 0; i < problem.parties; ++i) sums[k + 1][i] = sums[k][i] + problem.of(k, l)[i];
      self(self, k + 1);
    }
  };
  fill(fill, 0);
  return nondominated(vectors, std::vector<double>(problem.parties, bargaining::Tolerance::rounding)).size();
}

std::optional<LinearAnswer> cbc_largest_least_gain(const Problem& problem, double most_seconds) {
  if (std::system("command -v cbc > /dev/null 2>&1") != 0) return std::nullopt;
  const std::filesystem::path folder = std::filesystem::temp_directory_path() / "entente-bench";
  std::filesystem::create_directories(folder);
  const std::string program = (folder / "package.lp").string();
  const std::string answer = (folder / "package.txt").string();
  write_program(problem, program);
  const auto start = std::chrono::steady_clock::now();
  // Gaps of zero: the default would stop within 1e-4 of the best.
  const std::string command = fmt::format("cbc '{}' sec {} ratio 0 allow 1e-9 solve solution '{}' > /dev/null 2>&1",
                                          program, most_seconds, answer);
  if (std::system(command.c_str()) != 0) return std::nullopt;
  LinearAnswer result;
  result.seconds = std::chrono::duration<double>(std::chrono::steady_clock::now() - start).count();
  std::ifstream in(answer);
  std::string status;
  std::getline(in, status);
  result.proved = status.rfind("Optimal", 0) == 0;
  const auto at = status.find("value ");
  if (at != std::string::npos) result.value = std::abs(std::stod(status.substr(at + 6)));
  return result;
}

}  // namespace entente::bench
