// In the place of in_parallel.cpp: WebAssembly has one thread here.
#include "sequencing/in_parallel.h"

namespace entente::sequencing {

void for_each_index(std::size_t count, const std::function<void(std::size_t index)>& work) {
  for (std::size_t index = 0; index < count; ++index) work(index);
}

}  // namespace entente::sequencing
