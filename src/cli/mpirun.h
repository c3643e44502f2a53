// What mpirun (Open MPI's) tells the processes that it starts.
#pragma once

#include <cstddef>

namespace entente::cli {

struct StartedTogether {
  std::size_t number = 0;  ///< of this process, from 0
  std::size_t count = 1;
};

/// One process alone where mpirun started nothing.
StartedTogether started_by_mpirun();

}  // namespace entente::cli
