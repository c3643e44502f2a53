// What mpirun (Open MPI's) tells the processes that it starts, and what lies between them and the user.
#pragma once

#include <cstddef>
#include <optional>

namespace entente::cli {

struct StartedTogether {
  std::size_t number = 0;  ///< of this process, from 0
  std::size_t count = 1;
};

/// What mpirun says in the environment; none where it started nothing.
std::optional<StartedTogether> started_by_mpirun();

/// mpirun's own standard output or error (1 or 2), opened for writing; -1 where mpirun is on another machine, or does
/// not let it be opened.
int output_of_mpirun(int descriptor);

}  // namespace entente::cli
