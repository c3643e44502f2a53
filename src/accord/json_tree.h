// An accord's file as JSON, and JSON as the tree that the readers of YAML take.
//
// It is how an accord travels to where there is no reader of YAML: the evaluator in a report that stands alone. Every
// value is a text, as YAML has it, so that nothing is rounded and no text becomes a number on the way.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "accord/yaml_tree.h"

namespace entente::accord {

/// One line of JSON: texts, lists, objects, and null where nothing stands. What was refused is null, too; of a key that
/// stands twice the last is written.
std::string json_of(const Yaml& tree);

/// The tree in `text`, everything in it at no place; numbers and `true` of a hand-written text are taken as they are
/// written in JSON. Empty where it is no JSON, or beyond `limits`, with the reason added to `problems`.
std::optional<Yaml> read_json(std::string_view text, std::vector<Problem>& problems, const YamlLimits& limits = {});

}  // namespace entente::accord
