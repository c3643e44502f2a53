#include "ledger/merkle.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <rapidcheck.h>

#include <bit>
#include <fstream>
#include <map>
#include <nlohmann/json.hpp>

#include "reference/log_cases.h"

namespace entente::ledger {
namespace {

using nlohmann::json;
using reference::LogCase;
using testing::Eq;

json known_answers(const std::string& file) {
  return json::parse(std::ifstream(ENTENTE_SOURCE_DIR "/tests/reference/data/transparency-log/" + file));
}

class OfficialCases : public testing::TestWithParam<std::pair<const char*, std::size_t>> {};

TEST_P(OfficialCases, AreJudgedAsTheyShould) {
  const std::vector<LogCase> cases = reference::log_cases(known_answers(GetParam().first), "").value();
  EXPECT_THAT(cases.size(), Eq(GetParam().second));
  for (const LogCase& one : cases) EXPECT_THAT(one.differences, testing::IsEmpty()) << one.name;
}

INSTANTIATE_TEST_SUITE_P(Files, OfficialCases,
                         testing::Values(std::pair("inclusion.json", 98U), std::pair("consistency.json", 98U),
                                         std::pair("ct-tree.json", 9U)));

TEST(Merkle, ACaseThatIsJudgedWronglyDiffers) {
  json one = known_answers("inclusion.json").at(1);
  one["wantErr"] = !one["wantErr"].get<bool>();
  EXPECT_THAT(reference::log_cases(one, "").value().front().differences, testing::SizeIs(1));
  json tree = known_answers("ct-tree.json");
  tree["leaf_inputs_hex"][7] = "00";
  EXPECT_THAT(reference::log_cases(tree, "").value().back().differences, testing::SizeIs(1));
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
