#include <yaml-cpp/eventhandler.h>
#include <yaml-cpp/exceptions.h>
#include <yaml-cpp/mark.h>
#include <yaml-cpp/parser.h>

#include <sstream>
#include <utility>

#include "accord/utf8.h"
#include "accord/yaml_tree.h"

namespace entente::accord {

namespace {

Place place_of(const YAML::Mark& mark) {
  if (mark.line < 0 || mark.column < 0) return {1, 1};
  return {static_cast<std::size_t>(mark.line) + 1, static_cast<std::size_t>(mark.column) + 1};
}

// Ends the parser's work: the problem is already on the list.
struct Stop {};

class TreeBuilder : public YAML::EventHandler {
 public:
  TreeBuilder(std::vector<Problem>& problems, const YamlLimits& limits) : problems_(problems), limits_(limits) {}

  Yaml take_root() { return std::move(root_); }

  void OnDocumentStart(const YAML::Mark& mark) override {
    if (++documents_ > 1) {
      problems_.push_back({place_of(mark), "a second document begins here; keep one document a file and remove `---`"});
      throw Stop{};
    }
  }
  void OnDocumentEnd() override {}

  void OnNull(const YAML::Mark& mark, YAML::anchor_t anchor) override {
    refuse_anchor(mark, anchor);
    put({.kind = Yaml::Kind::nothing, .place = place_of(mark), .text = {}, .keys = {}, .items = {}});
  }
  void OnAlias(const YAML::Mark& mark, YAML::anchor_t) override {
    problems_.push_back({place_of(mark), "aliases (`*name`) are not part of this format; write the value out here"});
    put({.kind = Yaml::Kind::refused, .place = place_of(mark), .text = {}, .keys = {}, .items = {}});
  }
  void OnScalar(const YAML::Mark& mark, const std::string& tag, YAML::anchor_t anchor,
                const std::string& value) override {
    refuse_anchor(mark, anchor);
    refuse_tag(mark, tag);
    put({.kind = Yaml::Kind::text, .place = place_of(mark), .text = value, .keys = {}, .items = {}});
  }
  void OnSequenceStart(const YAML::Mark& mark, const std::string& tag, YAML::anchor_t anchor,
                       YAML::EmitterStyle::value) override {
    open(Yaml::Kind::list, mark, tag, anchor);
  }
  void OnSequenceEnd() override { close(); }
  void OnMapStart(const YAML::Mark& mark, const std::string& tag, YAML::anchor_t anchor,
                  YAML::EmitterStyle::value) override {
    open(Yaml::Kind::mapping, mark, tag, anchor);
  }
  void OnMapEnd() override { close(); }

 private:
  void refuse_anchor(const YAML::Mark& mark, YAML::anchor_t anchor) {
    if (anchor == YAML::NullAnchor) return;
    problems_.push_back({place_of(mark),
                         "anchors (`&name`) are not part of this format; write the value out wherever "
                         "it is needed"});
  }
  // The parser gives "?" to what has no tag and "!" to a quoted text.
  void refuse_tag(const YAML::Mark& mark, const std::string& tag) {
    if (tag.empty() || tag == "?" || tag == "!") return;
    problems_.push_back({place_of(mark), "tags (`!name`) are not part of this format; remove it"});
  }
  void open(Yaml::Kind kind, const YAML::Mark& mark, const std::string& tag, YAML::anchor_t anchor) {
    refuse_anchor(mark, anchor);
    refuse_tag(mark, tag);
    if (open_.size() >= limits_.depth) {
      problems_.push_back({place_of(mark), "lists and mappings are nested more than " + std::to_string(limits_.depth) +
                                               " deep here; an accord needs fewer than ten"});
      throw Stop{};
    }
    open_.push_back({.kind = kind, .place = place_of(mark), .text = {}, .keys = {}, .items = {}});
  }
  void close() {
    Yaml done = std::move(open_.back());
    open_.pop_back();
    put(std::move(done));
  }
  void put(Yaml value) {
    if (++values_ > limits_.values) {
      problems_.push_back({value.place, "the file has more than " + std::to_string(limits_.values) +
                                            " values; an accord of that size can not be computed"});
      throw Stop{};
    }
    if (open_.empty()) {
      root_ = std::move(value);
      return;
    }
    Yaml& parent = open_.back();
    const bool key_is_due = parent.kind == Yaml::Kind::mapping && parent.keys.size() == parent.items.size();
    if (!key_is_due) {
      parent.items.push_back(std::move(value));
      return;
    }
    const bool usable = value.kind == Yaml::Kind::text;
    if (!usable && value.kind != Yaml::Kind::refused) {
      problems_.push_back({value.place, "a key is a plain word; a list, a mapping or nothing can not be one"});
    }
    parent.keys.push_back({std::move(value.text), value.place, !usable});
  }

  std::vector<Problem>& problems_;
  const YamlLimits& limits_;
  std::size_t documents_ = 0;
  std::size_t values_ = 0;
  std::vector<Yaml> open_;
  Yaml root_;
};

}  // namespace

std::optional<Yaml> read_yaml(std::string_view text, std::vector<Problem>& problems, const YamlLimits& limits) {
  if (text.size() > limits.bytes) {
    problems.push_back({{1, 1},
                        "the file is larger than " + std::to_string(limits.bytes >> 20U) +
                            " MiB; an accord of that size can not be computed"});
    return std::nullopt;
  }
  constexpr std::string_view byte_order_mark = "\xEF\xBB\xBF";
  if (text.starts_with(byte_order_mark)) text.remove_prefix(byte_order_mark.size());
  if (const auto problem = not_text(text)) {
    problems.push_back(*problem);
    return std::nullopt;
  }
  TreeBuilder builder(problems, limits);
  try {
    std::istringstream stream{std::string(text)};
    YAML::Parser parser(stream);
    while (parser.HandleNextDocument(builder)) {
    }
  } catch (const Stop&) {
    return std::nullopt;
  } catch (const YAML::Exception& error) {
    problems.push_back(
        {place_of(error.mark),
         "this is not YAML: " + error.msg + "; look at the indentation, brackets and quotes at or above this place"});
    return std::nullopt;
  }
  return builder.take_root();
}

}  // namespace entente::accord
