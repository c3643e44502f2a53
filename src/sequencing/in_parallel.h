// Work shared out over the processor's cores where there are any to share it with. In WebAssembly, which has one
// thread, the evaluator takes in_turn.cpp in the place of in_parallel.cpp.
#pragma once

#include <cstddef>
#include <functional>

namespace entente::sequencing {

/// Calls `work` with each of 0 .. count-1 once, in any order and perhaps at once; back when all are done. What one call
/// throws ends the others and is thrown here.
void for_each_index(std::size_t count, const std::function<void(std::size_t index)>& work);

}  // namespace entente::sequencing
