#include "ledger/merkle.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <rapidcheck.h>

#include <bit>
#include <fstream>
#include <nlohmann/json.hpp>

namespace entente::ledger {
namespace {

using Json = nlohmann::json;
using testing::Eq;
using testing::Optional;

Json known_answers(const std::string& file) {
  return Json::parse(std::ifstream(ENTENTE_SOURCE_DIR "/tests/reference/data/transparency-log/" + file));
}

// The roots of some consistency cases are words such as "WrongRoot" or "don't care": only whether they are equal
// counts.
Hash word_or_hash(const Json& base64_text) {
  const std::string bytes = from_base64(base64_text.get<std::string>()).value();
  return hash_of(bytes).value_or(sha256(bytes));
}

// A missing proof is null there.
struct Hashes {
  bool whole = true;  // every one 32 bytes
  std::vector<Hash> hashes;
};

Hash hash_in(const Json& base64_text, bool& whole) {
  const auto hash = hash_of(from_base64(base64_text.is_null() ? "" : base64_text.get<std::string>()).value_or(""));
  if (!hash) whole = false;
  return hash.value_or(Hash{});
}

Hashes hashes_in(const Json& list) {
  Hashes hashes;
  for (const Json& one : list) hashes.hashes.push_back(hash_in(one, hashes.whole));
  return hashes;
}

TEST(Merkle, JudgesEveryOfficialInclusionCaseAsItShould) {
  const Json cases = known_answers("inclusion.json");
  EXPECT_THAT(cases.size(), Eq(98U));
  for (const Json& one : cases) {
    auto [whole, proof] = hashes_in(one["proof"]);
    const Hash root = hash_in(one["root"], whole);
    const Hash leaf = hash_in(one["leafHash"], whole);
    const bool refused = !whole || why_not_included(one["leafIdx"], one["treeSize"], leaf, proof, root).has_value();
    EXPECT_EQ(refused, one["wantErr"].get<bool>()) << one["name"];
  }
}

TEST(Merkle, JudgesEveryOfficialConsistencyCaseAsItShould) {
  const Json cases = known_answers("consistency.json");
  EXPECT_THAT(cases.size(), Eq(98U));
  for (const Json& one : cases) {
    auto [whole, proof] = hashes_in(one["proof"]);
    const Hash old_root = word_or_hash(one["root1"]);
    const Hash new_root = word_or_hash(one["root2"]);
    const bool refused =
        !whole || why_not_consistent(one["size1"], one["size2"], proof, old_root, new_root).has_value();
    EXPECT_EQ(refused, one["wantErr"].get<bool>()) << one["name"];
  }
}

TEST(Merkle, GrowsTheEightLeafTreeOfCertificateTransparency) {
  const Json tree = known_answers("ct-tree.json");
  EXPECT_EQ(hexadecimal(view(empty_root())), tree["root_hex"][0]);
  RightEdge edge;
  for (std::size_t n = 0; n < 8; ++n) {
    const std::vector<Hash> leaf{leaf_hash(*from_hexadecimal(tree["leaf_inputs_hex"][n].get<std::string>()))};
    grow(edge, leaf);
    EXPECT_EQ(hexadecimal(view(root_of(edge))), tree["root_hex"][n + 1]);
  }
}

// RFC 6962, section 2.1, as it stands there: the slow way.
Hash by_definition(std::span<const Hash> leaves) {
  if (leaves.size() == 1) return leaves.front();
  const std::size_t left = std::bit_floor(leaves.size() - 1);
  return node_hash(by_definition(leaves.first(left)), by_definition(leaves.subspan(left)));
}

std::vector<Hash> some_leaves(std::size_t count) {
  std::vector<Hash> leaves;
  for (std::size_t n = 0; n < count; ++n) leaves.push_back(leaf_hash(std::to_string(n)));
  return leaves;
}

// A tree in memory, grown in pieces.
struct Grown {
  RightEdge edge;
  std::map<std::pair<unsigned, std::uint64_t>, std::string> tiles;

  void add(std::span<const Hash> leaves) {
    for (GrownTile& tile : grow(edge, leaves)) tiles[{tile.level, tile.index}] = std::move(tile.hashes);
  }
  TileReader reader() const {
    return [this](const TilePlace& place) { return tiles.at({place.level, place.index}); };
  }
};

TEST(Merkle, HasTheRootOfTheDefinitionAtEverySizeAroundFullTiles) {
  const std::vector<Hash> leaves = some_leaves(1030);
  for (const std::size_t size : {1UL, 2UL, 3UL, 7UL, 255UL, 256UL, 257UL, 300UL, 511UL, 512UL, 513UL, 1024UL, 1030UL}) {
    Grown tree;
    tree.add(std::span(leaves).first(size));
    EXPECT_EQ(root_of(tree.edge), by_definition(std::span(leaves).first(size))) << size;
    EXPECT_EQ(root_of(tree.reader(), size, size), by_definition(std::span(leaves).first(size))) << size;
  }
}

TEST(Merkle, HasATileOfEachLevelOnceItIsFull) {
  Grown tree;
  tree.add(some_leaves(70'000));
  EXPECT_EQ(tree.tiles.at({0, 273}).size(), 112 * sizeof(Hash));  // the example of C2SP tlog-tiles
  EXPECT_EQ(tree.tiles.at({1, 0}).size(), 256 * sizeof(Hash));
  EXPECT_EQ(tree.tiles.at({1, 1}).size(), 17 * sizeof(Hash));
  EXPECT_EQ(tree.tiles.at({2, 0}).size(), sizeof(Hash));
  EXPECT_EQ(tile_of(1, 1, 70'000).width, 17U);
  EXPECT_EQ(tile_of(1, 2, 70'000).width, 0U);
}

TEST(MerkleProperty, EveryLeafProvesIntoEveryLaterTreeAndOnlyThere) {
  rc::check([] {
    const auto sizes = *rc::gen::container<std::vector<std::size_t>>(3, rc::gen::inRange<std::size_t>(1, 700));
    Grown tree;
    for (const std::size_t more : sizes) {
      std::vector<Hash> leaves;
      for (std::size_t n = 0; n < more; ++n) leaves.push_back(leaf_hash(std::to_string(tree.edge.size + n)));
      tree.add(leaves);
      const std::uint64_t size = tree.edge.size;
      const Hash root = root_of(tree.edge);
      const auto index = *rc::gen::inRange<std::uint64_t>(0, size);
      std::vector<Hash> proof = inclusion_proof(tree.reader(), size, index);
      const Hash leaf = leaf_hash(std::to_string(index));
      RC_ASSERT(!why_not_included(index, size, leaf, proof, root));
      RC_ASSERT(why_not_included(index, size, leaf_hash("another"), proof, root).has_value());
      if (proof.empty()) continue;
      proof[*rc::gen::inRange<std::size_t>(0, proof.size())][*rc::gen::inRange<std::size_t>(0, 32)] ^= 1;
      RC_ASSERT(why_not_included(index, size, leaf, proof, root).has_value());
    }
  });
}

TEST(MerkleProperty, EveryTreeContinuesEveryEarlierOneAndNoOther) {
  rc::check([] {
    const auto new_size = *rc::gen::inRange<std::uint64_t>(2, 1500);
    const auto old_size = *rc::gen::inRange<std::uint64_t>(1, new_size);
    const std::vector<Hash> leaves = some_leaves(new_size);
    Grown tree;
    tree.add(leaves);
    const Hash root = root_of(tree.edge);
    const Hash old_root = by_definition(std::span(leaves).first(old_size));
    RC_ASSERT(root_of(tree.reader(), new_size, old_size) == old_root);
    const std::vector<Hash> proof = consistency_proof(tree.reader(), new_size, old_size);
    RC_ASSERT(!why_not_consistent(old_size, new_size, proof, old_root, root));
    std::vector<Hash> other = leaves;
    other[*rc::gen::inRange<std::uint64_t>(0, old_size)][0] ^= 1;
    RC_ASSERT(why_not_consistent(old_size, new_size, proof, by_definition(std::span(other).first(old_size)), root)
                  .has_value());
  });
}

}  // namespace
}  // namespace entente::ledger
