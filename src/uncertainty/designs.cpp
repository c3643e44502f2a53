#include "uncertainty/designs.h"

#include <Random123/philox.h>

#include <boost/random/sobol.hpp>
#include <string>

#include "accord/error.h"

namespace entente::uncertainty {

namespace {

constexpr std::uint64_t most_worlds = 0xffffffffU;
constexpr std::size_t sobol_bits = 32;

// What a stream of draws is for; worlds and their order never share random bits.
enum class Purpose : std::uint32_t { draw = 0, order = 1 };

// FNV-1a: stable for all time, which std::hash is not (Fowler, Noll and Vo; draft-eastlake-fnv).
std::uint64_t hash_of(const std::string& name) {
  std::uint64_t hash = 0xcbf29ce484222325U;
  for (const char letter : name) {
    hash ^= static_cast<unsigned char>(letter);
    hash *= 0x100000001b3U;
  }
  return hash;
}

r123::Philox4x32::ctr_type bits_of(std::uint64_t seed, std::uint64_t key, Purpose purpose, std::uint64_t n) {
  const auto low = [](std::uint64_t word) { return static_cast<std::uint32_t>(word); };
  const auto high = [](std::uint64_t word) { return static_cast<std::uint32_t>(word >> 32U); };
  // The purpose turns a bit of the seed's upper half: nobody writes seeds that large by hand.
  const r123::Philox4x32::key_type chosen{{low(seed), high(seed) ^ (static_cast<std::uint32_t>(purpose) << 31U)}};
  return r123::Philox4x32()(r123::Philox4x32::ctr_type{{low(n), high(n), low(key), high(key)}}, chosen);
}

// In the middle of one of 2^53 equal parts: neither 0 nor 1.
double between_zero_and_one(std::uint32_t first, std::uint32_t second) {
  const std::uint64_t bits = (static_cast<std::uint64_t>(first) << 21U) ^ (second >> 11U);
  return (static_cast<double>(bits) + 0.5) * 0x1p-53;
}

// A bijection of 0..count-1 chosen by `key`, without a table (Kensler, Correlated Multi-Jittered Sampling, Pixar
// 13-01).
std::uint32_t permuted(std::uint32_t i, std::uint32_t count, std::uint32_t key) {
  std::uint32_t mask = count - 1;
  for (const unsigned shift : {1U, 2U, 4U, 8U, 16U}) mask |= mask >> shift;
  do {
    i ^= key;
    i *= 0xe170893dU;
    i ^= key >> 16U;
    i ^= (i & mask) >> 4U;
    i ^= key >> 8U;
    i *= 0x0929eb3fU;
    i ^= key >> 23U;
    i ^= (i & mask) >> 1U;
    i *= 1U | key >> 27U;
    i *= 0x6935fa69U;
    i ^= (i & mask) >> 11U;
    i *= 0x74dcb303U;
    i ^= (i & mask) >> 2U;
    i *= 0x9e501cc3U;
    i ^= (i & mask) >> 2U;
    i *= 0xc860a3dfU;
    i &= mask;
    i ^= i >> 5U;
  } while (i >= count);
  return (i + key) % count;
}

std::uint32_t reversed(std::uint32_t bits) {
  bits = (bits >> 1U & 0x55555555U) | (bits & 0x55555555U) << 1U;
  bits = (bits >> 2U & 0x33333333U) | (bits & 0x33333333U) << 2U;
  bits = (bits >> 4U & 0x0f0f0f0fU) | (bits & 0x0f0f0f0fU) << 4U;
  return __builtin_bswap32(bits);
}

// Owen's scrambling: each bit is turned or not by a hash of those above it (Laine and Karras' hash with Vegdahl's
// constants, in the bits' reverse order).
std::uint32_t scrambled(std::uint32_t bits, std::uint32_t key) {
  bits = reversed(bits);
  bits ^= bits * 0x3d20adeaU;
  bits += key;
  bits *= (key >> 16U) | 1U;
  bits ^= bits * 0x05526c56U;
  bits ^= bits * 0x53a22864U;
  return reversed(bits);
}

using SobolTable = boost::random::detail::qrng_tables::sobol;

std::vector<std::uint32_t> sobol_directions(std::size_t coordinates) {
  // Boost's generator walks in Gray code, so its points number 2^(k+1) - 1 have direction k alone; its first point is
  // number 1.
  boost::random::sobol_engine<std::uint32_t, sobol_bits> engine(coordinates);
  std::vector<std::uint32_t> directions(coordinates * sobol_bits);
  for (std::size_t bit = 0; bit < sobol_bits; ++bit) {
    const std::uint64_t number = (std::uint64_t{2} << bit) - 1;
    engine.seed(static_cast<std::uint32_t>(number - 1));
    for (std::size_t c = 0; c < coordinates; ++c) directions[c * sobol_bits + bit] = engine();
  }
  return directions;
}

}  // namespace

std::size_t most_sobol_coordinates() {
  return SobolTable::max_dimension;
}

Points::Points(Design design, std::uint64_t seed, std::uint64_t worlds, std::span<const std::string> names)
    : design_(design), seed_(seed), worlds_(worlds) {
  if (design != Design::random && worlds > most_worlds)
    throw Error("a design of more than 4,294,967,295 worlds must be `random`");
  if (design == Design::sobol && names.size() > most_sobol_coordinates()) {
    throw Error("the Sobol sequence has " + std::to_string(most_sobol_coordinates()) + " coordinates, the accord has " +
                std::to_string(names.size()) + " ranges; use the design `latin` or `random`");
  }
  for (const std::string& name : names) {
    keys_.push_back(hash_of(name));
    orders_.push_back(bits_of(seed, keys_.back(), Purpose::order, 0)[0]);
  }
  if (design == Design::sobol && !names.empty()) directions_ = sobol_directions(names.size());
}

double Points::latin(std::uint64_t n, std::size_t coordinate) const {
  const std::uint32_t part =
      permuted(static_cast<std::uint32_t>(n), static_cast<std::uint32_t>(worlds_), orders_[coordinate]);
  const auto within = bits_of(seed_, keys_[coordinate], Purpose::draw, n);
  const double u =
      (static_cast<double>(part) + between_zero_and_one(within[0], within[1])) / static_cast<double>(worlds_);
  return u < 1.0 ? u : 1.0 - 0x1p-53;  // the last part's end, where the sum was rounded up
}

double Points::sobol(std::uint64_t n, std::size_t coordinate) const {
  std::uint32_t bits = 0;
  const std::uint32_t* direction = directions_.data() + coordinate * sobol_bits;
  for (std::uint64_t left = n; left != 0; left >>= 1U, ++direction) {
    if ((left & 1U) != 0) bits ^= *direction;
  }
  return (static_cast<double>(scrambled(bits, orders_[coordinate])) + 0.5) * 0x1p-32;
}

double Points::at(std::uint64_t n, std::size_t coordinate) const {
  switch (design_) {
    case Design::latin:
      return latin(n, coordinate);
    case Design::sobol:
      return sobol(n, coordinate);
    case Design::random:
      break;
  }
  const auto bits = bits_of(seed_, keys_[coordinate], Purpose::draw, n);
  return between_zero_and_one(bits[0], bits[1]);
}

void Points::at(std::uint64_t n, std::span<double> unit) const {
  for (std::size_t c = 0; c < unit.size(); ++c) unit[c] = at(n, c);
}

}  // namespace entente::uncertainty
