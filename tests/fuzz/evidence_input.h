// What the readers of evidence must do with any bytes at all: give sound items and say what is wrong with the others,
// or refuse the whole file.
//
// Used by the fuzzer, which invents bytes, and by the test that replays its corpus.
#pragma once

#include <cmath>
#include <optional>
#include <string>
#include <string_view>

#include "accord/read.h"
#include "evidence/belief.h"
#include "evidence/events.h"
#include "evidence/next_look.h"
#include "evidence/read.h"
#include "fuzz/reader_input.h"

namespace entente::evidence {

inline void promise_refusal(const accord::Problems& refused) {
  accord::promise(!refused.problems().empty());
  for (const accord::Problem& problem : refused.problems()) {
    accord::promise(problem.place.line > 0 && !problem.message.empty());
  }
}

/// Reads the bytes as an evidence file and, where that is small, believes it; and as a table of events.
inline void read_any_evidence(std::string_view bytes) {
  using accord::promise;
  try {
    for (const Event& event : read_events(bytes, "tone.csv").events) promise(std::isfinite(event.score));
  } catch (const accord::Problems& refused) {
    promise_refusal(refused);
  }
  static const accord::Accord small = accord::parse(R"(accord: Exchange
period: 3 months
parties: {Ash: {patience: 0.9}, Birch: {patience: 0.9}}
commitments:
  arms: {by: Ash, levels: [{name: a third, seen: 0%, watched: 0%}, {name: all, needs: {relief: half}}]}
  relief: {by: Birch, levels: [{name: half}, {name: full}]}
verification: {unit: m, means: [{name: cameras, cost: 1, false_alarms: 0.1, sees: {arms: {a third: {seen: 50%, watched: 40%}}}}]}
)",
                                                    "small.yaml");
  const Day today = *day_in("2030-01-01");
  try {
    const Reading reading =
        parse(small, bytes, "evidence.yaml", today, [](const std::string&) { return std::optional<std::string>(); });
    const Evidence& evidence = reading.evidence;
    promise(evidence.priors.size() == 2 && evidence.decisions.size() == 2);
    promise(reading.problems.empty() == (evidence.left_out == 0));
    for (const Item& item : evidence.items) {
      promise(!item.id.empty() && item.source < evidence.sources.size() && !(today < item.seen) &&
              !(item.seen < item.event));
      promise(item.sealed || (item.about && item.finding && (item.means || item.source_class)));
    }
    if (evidence.items.size() > 8) return;  // bounds over ranges take their time
    const std::vector<Belief> believed = beliefs(evidence, today);
    for (const Belief& belief : believed) {
      if (!belief.possible) continue;
      for (const Chance& chance : belief.now) {
        promise(chance.range.low >= 0.0 && chance.range.low <= chance.best + 1e-9 &&
                chance.best <= chance.range.high + 1e-9 && chance.range.high <= 1.0);
      }
    }
    for (const Look& look : next_looks(evidence, believed).looks) promise(std::isfinite(look.value));
  } catch (const accord::Problems& refused) {
    promise_refusal(refused);
  }
}

}  // namespace entente::evidence
