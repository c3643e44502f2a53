#include "uncertainty/stress_state.h"

#include <bit>

#include "accord/error.h"
#include "accord/write.h"

namespace entente::uncertainty {

namespace {

constexpr std::uint64_t state_version = 1;

// FNV-1a over bytes, and over the bytes of words.
class Checksum {
 public:
  void add(std::uint64_t word) {
    for (unsigned shift = 0; shift < 64; shift += 8) add_byte(static_cast<unsigned char>(word >> shift));
  }
  void add(const std::string& text) {
    add(text.size());
    for (const char letter : text) add_byte(static_cast<unsigned char>(letter));
  }
  std::uint64_t value() const { return hash_; }

 private:
  void add_byte(unsigned char byte) { hash_ = (hash_ ^ byte) * 0x100000001b3U; }
  std::uint64_t hash_ = 0xcbf29ce484222325U;
};

void write_spread(const Spread& spread, std::vector<std::uint64_t>& words) {
  const std::vector<std::uint64_t> sketch = spread.sketch.stored();
  words.push_back(spread.moments.count);
  words.push_back(std::bit_cast<std::uint64_t>(spread.moments.mean));
  words.push_back(std::bit_cast<std::uint64_t>(spread.moments.squares));
  words.push_back(sketch.size());
  words.insert(words.end(), sketch.begin(), sketch.end());
}

// Words in the order in which they were written; `bad` where they run out.
class WordReader {
 public:
  explicit WordReader(std::span<const std::uint64_t> words) : words_(words) {}

  std::uint64_t next() {
    if (at_ == words_.size()) {
      bad_ = true;
      return 0;
    }
    return words_[at_++];
  }

  void read(Spread& spread) {
    spread.moments.count = next();
    spread.moments.mean = std::bit_cast<double>(next());
    spread.moments.squares = std::bit_cast<double>(next());
    const std::uint64_t size = next();
    if (size > words_.size() - at_) {
      bad_ = true;
      return;
    }
    const auto rest = words_.subspan(at_, size);
    bad_ = bad_ || !spread.sketch.restore({rest.begin(), rest.end()});
    at_ += size;
  }

  bool good_to_the_end() const { return !bad_ && at_ == words_.size(); }
  bool bad() const { return bad_; }

 private:
  std::span<const std::uint64_t> words_;
  std::size_t at_ = 0;
  bool bad_ = false;
};

std::vector<Spread*> spreads_of(PlanTally& plan) {
  std::vector<Spread*> all{&plan.min_slack};
  for (std::vector<Spread>* by_party : {&plan.slack, &plan.gain, &plan.regret}) {
    for (Spread& spread : *by_party) all.push_back(&spread);
  }
  return all;
}

void read_plan(WordReader& words, PlanTally& plan) {
  plan.holds = words.next();
  plan.holds_and_all_gain = words.next();
  plan.holds_and_all_have_enough = words.next();
  for (std::uint64_t left = words.next(); left > 0 && !words.bad(); --left) {
    BreakKey key;
    key.point = words.next();
    key.party = words.next();
    key.deviation = static_cast<sequencing::Deviation>(words.next());
    key.which = words.next();
    plan.first_breaks[key] = words.next();
  }
  for (Spread* spread : spreads_of(plan)) words.read(*spread);
}

}  // namespace

std::uint64_t fingerprint(const StressTest& test) {
  Checksum sum;
  sum.add(state_version);
  sum.add(accord::write(test.accord()));
  const StressOptions& options = test.options();
  sum.add(options.worlds);
  sum.add(static_cast<std::uint64_t>(options.design));
  sum.add(options.seed);
  sum.add(std::bit_cast<std::uint64_t>(options.enough));
  for (std::size_t p = 0; p < test.plans().size(); ++p) {
    sum.add(test.plans()[p].name);
    sum.add(test.states(p).size());
    for (const State& state : test.states(p)) {
      for (const LevelIndex level : state) sum.add(level);
    }
  }
  return sum.value();
}

std::vector<std::uint64_t> stored(const StressTest& test, const StressTally& tally, std::uint64_t bytes_written) {
  std::vector<std::uint64_t> words{fingerprint(test), bytes_written, tally.worlds};
  for (PlanTally plan : tally.plans) {
    words.insert(words.end(), {plan.holds, plan.holds_and_all_gain, plan.holds_and_all_have_enough});
    words.push_back(plan.first_breaks.size());
    for (const auto& [key, worlds] : plan.first_breaks)
      words.insert(words.end(), {key.point, key.party, static_cast<std::uint64_t>(key.deviation), key.which, worlds});
    for (const Spread* spread : spreads_of(plan)) write_spread(*spread, words);
  }
  Checksum sum;
  for (const std::uint64_t word : words) sum.add(word);
  words.push_back(sum.value());
  return words;
}

StoredStress restored(const StressTest& test, std::span<const std::uint64_t> words) {
  const Error damaged("what was laid aside of this run is damaged; start again without `--resume`");
  if (words.empty()) throw damaged;
  Checksum sum;
  for (const std::uint64_t word : words.first(words.size() - 1)) sum.add(word);
  if (sum.value() != words.back()) throw damaged;
  WordReader reader(words.first(words.size() - 1));
  if (reader.next() != fingerprint(test)) {
    throw Error(
        "what was laid aside is of another run: the accord, the plans, `--worlds`, `--design`, `--seed` or `--enough` "
        "differ; give the same ones, or start again without `--resume`");
  }
  StoredStress result{.tally = empty_tally(test)};
  result.bytes_written = reader.next();
  result.tally.worlds = reader.next();
  for (PlanTally& plan : result.tally.plans) read_plan(reader, plan);
  if (!reader.good_to_the_end()) throw damaged;
  return result;
}

}  // namespace entente::uncertainty
