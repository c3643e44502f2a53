#include "accord/xml_tree.h"

#include <algorithm>
#include <pugixml.hpp>

#include "accord/encoding.h"
#include "accord/utf8.h"

namespace entente::accord {

namespace {

// Places from offsets into the text.
class Lines {
 public:
  explicit Lines(std::string_view text) {
    for (std::size_t at = 0; at < text.size(); ++at) {
      if (text[at] == '\n') starts_.push_back(at + 1);
    }
  }
  Place place(std::size_t offset) const {
    const auto next = std::ranges::upper_bound(starts_, offset);
    const std::size_t start = next == starts_.begin() ? 0 : *(next - 1);
    return {static_cast<std::size_t>(next - starts_.begin()) + 1, offset - start + 1};
  }

 private:
  std::vector<std::size_t> starts_;  // of the second line and those after it
};

// Fills `into`; false after reporting what stops the reading.
bool fill(const pugi::xml_node& from, const Lines& lines, std::size_t depth_left, Xml& into,
          std::vector<Problem>& problems) {
  into.name = from.name();
  const auto offset = static_cast<std::size_t>(std::max<std::ptrdiff_t>(from.offset_debug(), 1));
  into.place = lines.place(offset - 1);
  if (depth_left == 0) {
    problems.push_back(
        {into.place, "elements are nested too deep here; a negotiation domain needs fewer than ten levels"});
    return false;
  }
  for (const pugi::xml_attribute& attribute : from.attributes()) {
    // Character references can bring in what the file itself may not hold.
    if (const auto problem = not_text(attribute.value())) {
      problems.push_back({into.place, "attribute `" + std::string(attribute.name()) + "`: " + problem->message});
      continue;
    }
    into.attributes.emplace_back(attribute.name(), attribute.value());
  }
  for (const pugi::xml_node& child : from.children()) {
    if (child.type() != pugi::node_element) continue;
    into.children.emplace_back();
    if (!fill(child, lines, depth_left - 1, into.children.back(), problems)) return false;
  }
  return true;
}

}  // namespace

std::optional<std::string> Xml::find(std::string_view attribute) const {
  const auto found = std::ranges::find(attributes, attribute, &std::pair<std::string, std::string>::first);
  if (found == attributes.end()) return std::nullopt;
  std::string_view value = found->second;
  constexpr std::string_view white = " \t\r\n";
  const std::size_t first = value.find_first_not_of(white);
  if (first == std::string_view::npos) return std::string();
  return std::string(value.substr(first, value.find_last_not_of(white) - first + 1));
}

const Xml* Xml::child(std::string_view child_name) const {
  const auto found = std::ranges::find(children, child_name, &Xml::name);
  return found == children.end() ? nullptr : &*found;
}

std::optional<Xml> read_xml(std::string_view bytes, std::vector<Problem>& problems, const XmlLimits& limits) {
  if (bytes.size() > limits.bytes) {
    problems.push_back({{1, 1},
                        "the file is larger than " + std::to_string(limits.bytes >> 20U) +
                            " MiB; a domain of that size can not be computed"});
    return std::nullopt;
  }
  const std::optional<std::string> text = as_utf8(bytes, problems);
  if (!text) return std::nullopt;
  const Lines lines(*text);
  pugi::xml_document document;
  const pugi::xml_parse_result parsed =
      document.load_buffer(text->data(), text->size(), pugi::parse_default, pugi::encoding_utf8);
  const pugi::xml_node root = document.document_element();
  if (!parsed && parsed.status != pugi::status_no_document_element) {
    const auto offset = static_cast<std::size_t>(std::max<std::ptrdiff_t>(parsed.offset, 0));
    problems.push_back({lines.place(offset), "this is not XML: " + std::string(parsed.description()) +
                                                 "; look at the tags and quotes at or above this place"});
    return std::nullopt;
  }
  if (!root) {
    problems.push_back({{1, 1}, "the file has no XML element"});
    return std::nullopt;
  }
  Xml tree;
  if (!fill(root, lines, limits.depth, tree, problems)) return std::nullopt;
  return tree;
}

}  // namespace entente::accord
