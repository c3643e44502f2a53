#include "reference/log_cases.h"

#include <algorithm>

#include "ledger/merkle.h"

namespace entente::reference {

namespace {

using ledger::Hash;
using nlohmann::json;

// A proof can not even be asked about when something in it is no hash: that is a refusal, too.
using Reason = std::optional<std::string>;

std::optional<std::vector<Hash>> hashes_in(const json& list) {
  std::vector<Hash> hashes;
  // A proof of no hashes may be written null.
  for (const json& one : list) {
    const auto hash = ledger::hash_from_base64(one.get_ref<const std::string&>());
    if (!hash) return std::nullopt;
    hashes.push_back(*hash);
  }
  return hashes;
}

Reason why_not_included(const json& one) {
  const auto proof = hashes_in(one.at("proof"));
  const auto root = ledger::hash_from_base64(one.at("root").get_ref<const std::string&>());
  const auto leaf = ledger::hash_from_base64(one.at("leafHash").get_ref<const std::string&>());
  if (!proof || !root || !leaf) return "something is not 32 bytes in base64";
  return ledger::why_not_included(one.at("leafIdx"), one.at("treeSize"), *leaf, *proof, *root);
}

// Some roots are words such as "don't care": only whether they are equal counts then.
Hash root_or_word(const json& text) {
  const std::string bytes = ledger::from_base64(text.get_ref<const std::string&>()).value_or("");
  return ledger::hash_of(bytes).value_or(ledger::sha256(bytes));
}

Reason why_not_consistent(const json& one) {
  const auto proof = hashes_in(one.at("proof"));
  if (!proof) return "something is not 32 bytes in base64";
  return ledger::why_not_consistent(one.at("size1"), one.at("size2"), *proof, root_or_word(one.at("root1")),
                                    root_or_word(one.at("root2")));
}

LogCase judged(const json& one, const std::string& name) {
  const Reason reason = one.contains("leafHash") ? why_not_included(one) : why_not_consistent(one);
  const bool must_be_refused = one.at("wantErr");
  LogCase judged{.name = one.value("name", name), .differences = {}};
  if (must_be_refused && !reason) judged.differences.emplace_back("is accepted, and must be refused");
  if (!must_be_refused && reason) judged.differences.emplace_back("is refused, and must be accepted: " + *reason);
  return judged;
}

std::vector<LogCase> tree_cases(const json& tree) {
  std::vector<LogCase> cases;
  ledger::RightEdge edge;
  for (std::size_t size = 0; size < tree.at("root_hex").size(); ++size) {
    if (size > 0) {
      const auto input =
          ledger::from_hexadecimal(tree.at("leaf_inputs_hex").at(size - 1).get_ref<const std::string&>());
      const Hash leaf = ledger::leaf_hash(input.value_or("no hexadecimal"));
      grow(edge, std::span(&leaf, 1));
    }
    const Hash root = size == 0 ? ledger::empty_root() : root_of(edge);
    LogCase one{.name = "the tree of " + std::to_string(size) + " leaves", .differences = {}};
    if (const std::string computed = ledger::hexadecimal(ledger::view(root)); computed != tree.at("root_hex").at(size))
      one.differences.push_back("has the root " + computed);
    cases.push_back(std::move(one));
  }
  return cases;
}

bool is_case(const json& value) {
  return value.is_object() && value.contains("wantErr") && value.contains("proof");
}

}  // namespace

std::optional<std::vector<LogCase>> log_cases(const json& file, const std::string& name) {
  if (is_case(file)) return std::vector{judged(file, name)};
  if (file.is_array() && !file.empty() && std::ranges::all_of(file, is_case)) {
    std::vector<LogCase> cases;
    for (const json& one : file) cases.push_back(judged(one, name));
    return cases;
  }
  if (file.is_object() && file.contains("leaf_inputs_hex") && file.contains("root_hex")) return tree_cases(file);
  return std::nullopt;
}

}  // namespace entente::reference
