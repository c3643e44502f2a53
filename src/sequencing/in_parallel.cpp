#include "sequencing/in_parallel.h"

#include <tbb/parallel_for.h>

namespace entente::sequencing {

void for_each_index(std::size_t count, const std::function<void(std::size_t index)>& work) {
  tbb::parallel_for(std::size_t{0}, count, work);
}

}  // namespace entente::sequencing
