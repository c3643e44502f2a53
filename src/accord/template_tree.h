// A file's procedure laid over the template that it names.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "accord/yaml_tree.h"

namespace entente::accord {

/// The template as a tree of which everything stands at `place`; empty where there is none of that name.
std::optional<Yaml> template_tree(std::string_view name, const Place& place);

/// `over` laid over `base`: mappings key by key, stages and tracks by their `name`, everything else as a whole. A stage
/// or track that the template does not have is a problem.
Yaml laid_over(const Yaml& base, const Yaml& over, const std::string& template_name, std::vector<Problem>& problems);

}  // namespace entente::accord
