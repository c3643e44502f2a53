#include "accord/yaml_tree.h"

namespace entente::accord {

const Yaml* value_of(const Yaml& mapping, std::string_view key) {
  for (std::size_t n = 0; n < mapping.keys.size(); ++n) {
    if (mapping.keys[n].text == key && !mapping.keys[n].refused) return &mapping.items[n];
  }
  return nullptr;
}

}  // namespace entente::accord
