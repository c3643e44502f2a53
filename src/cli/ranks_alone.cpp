// Without Open MPI: one process, which has nobody to talk to.
#include "cli/ranks.h"

namespace entente::cli {

struct Ranks::Impl {};

bool built_with_mpi() {
  return false;
}

Ranks::Ranks() = default;
Ranks::~Ranks() = default;

std::size_t Ranks::number() const {
  return 0;
}

std::size_t Ranks::count() const {
  return 1;
}

// NOLINTNEXTLINE(performance-unnecessary-value-param): as where there are others
void Ranks::send(std::size_t /*to*/, About /*about*/, std::string /*bytes*/) {}

std::optional<Message> Ranks::receive() {
  return std::nullopt;
}

void Ranks::wait_a_little() const {}

std::vector<std::string> Ranks::gone() const {
  return {};
}

bool Ranks::is_first_that_lives() const {
  return true;
}

void Ranks::abandon() {}

}  // namespace entente::cli
