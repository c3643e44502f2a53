#include "accord/template_tree.h"

#include <algorithm>

#include "accord/procedure_templates.h"
#include "accord/words.h"

namespace entente::accord {

namespace {

void stand_at(Yaml& tree, const Place& place) {
  tree.place = place;
  for (Yaml::Key& key : tree.keys) key.place = place;
  for (Yaml& item : tree.items) stand_at(item, place);
}

std::string_view name_in(const Yaml& mapping) {
  for (std::size_t n = 0; n < mapping.keys.size(); ++n) {
    if (mapping.keys[n].text == "name" && mapping.items[n].kind == Yaml::Kind::text) return mapping.items[n].text;
  }
  return {};
}

Yaml lists_by_name(const Yaml& base, const Yaml& over, std::string_view what, const std::string& template_name,
                   std::vector<Problem>& problems) {
  Yaml result = base;
  std::vector<std::string> known;
  for (const Yaml& item : base.items) known.emplace_back(name_in(item));
  for (const Yaml& item : over.items) {
    if (item.kind == Yaml::Kind::refused) continue;
    const std::string_view name = name_in(item);
    const auto found = std::ranges::find(known, name);
    if (found != known.end()) {
      Yaml& below = result.items[static_cast<std::size_t>(found - known.begin())];
      below = laid_over(below, item, template_name, problems);
    } else {
      problems.push_back({item.place, "the template " + template_name + " has no " + std::string(what) + " called " +
                                          in_quotes(name) + suggestion(name, known)});
    }
  }
  return result;
}

}  // namespace

std::optional<Yaml> template_tree(std::string_view name, const Place& place) {
  const auto templates = procedure_templates();
  const auto found = std::ranges::find(templates, name, &ProcedureTemplate::name);
  if (found == templates.end()) return std::nullopt;
  std::vector<Problem> none;
  std::optional<Yaml> tree = read_yaml(found->yaml, none);
  if (tree) stand_at(*tree, place);
  return tree;
}

Yaml laid_over(const Yaml& base, const Yaml& over, const std::string& template_name, std::vector<Problem>& problems) {
  if (base.kind != Yaml::Kind::mapping || over.kind != Yaml::Kind::mapping) return over;
  Yaml result = base;
  result.place = over.place;
  for (std::size_t n = 0; n < over.keys.size(); ++n) {
    const Yaml::Key& key = over.keys[n];
    const Yaml& value = over.items[n];
    const auto same = [&](const Yaml::Key& other) { return other.text == key.text; };
    const auto written_before = over.keys.begin() + static_cast<std::ptrdiff_t>(n);
    const auto found = std::ranges::find_if(result.keys, same);
    // A key that the file has twice stays twice, so that it is found.
    if (found == result.keys.end() || std::find_if(over.keys.begin(), written_before, same) != written_before) {
      result.keys.push_back(key);
      result.items.push_back(value);
      continue;
    }
    Yaml& below = result.items[static_cast<std::size_t>(found - result.keys.begin())];
    found->place = key.place;
    const bool by_name = (key.text == "stages" || key.text == "tracks") && below.kind == Yaml::Kind::list &&
                         value.kind == Yaml::Kind::list;
    below = by_name ? lists_by_name(below, value, key.text == "stages" ? "stage" : "track", template_name, problems)
                    : laid_over(below, value, template_name, problems);
  }
  return result;
}

}  // namespace entente::accord
