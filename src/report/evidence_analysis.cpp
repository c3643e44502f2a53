#include "report/evidence_analysis.h"

#include <algorithm>
#include <cmath>

#include "accord/words.h"
#include "evidence/estimative_words.h"

namespace entente::report {

evidence::Day last_day(const evidence::Evidence& evidence, evidence::Day today) {
  std::vector<evidence::Day> days;
  for (const evidence::Item& item : evidence.items) days.push_back(item.seen);
  for (const evidence::Prior& prior : evidence.priors) {
    if (prior.begins) days.push_back(*prior.begins);
  }
  return days.empty() ? today : *std::ranges::max_element(days);
}

EvidenceAnalysis analyse_evidence(accord::Accord accord, evidence::Reading reading, evidence::Day on) {
  EvidenceAnalysis analysis{.accord = std::move(accord),
                            .evidence = std::move(reading.evidence),
                            .problems = std::move(reading.problems),
                            .on = on,
                            .beliefs = {}};
  analysis.beliefs = evidence::beliefs(analysis.evidence, on);
  return analysis;
}

std::string weight_in_words(double ratio) {
  if (std::isinf(ratio)) return "possible only if kept";
  if (ratio <= 0.0) return "impossible if kept";
  const bool for_keeping = ratio >= 1.0;
  const std::string times = accord::plain_number(for_keeping ? ratio : 1.0 / ratio, 2);
  if (times == "1") return "says nothing";
  return times + (for_keeping ? " to 1 for keeping" : " to 1 against");
}

std::string silence_in_words(const evidence::Evidence& evidence, const evidence::Weighed& weighed) {
  switch (weighed.silence) {
    case evidence::Silence::none:
      return {};
    case evidence::Silence::sealed:
      return "sealed";
    case evidence::Silence::copy:
      return "a copy of " + evidence.items[weighed.counted_as].id + ": one witness";
    case evidence::Silence::no_weight:
      return "its grade leaves no weight";
    case evidence::Silence::cheap:
      break;
  }
  return "cheap: a cheat would say so as gladly";
}

std::string chance_in_words(const evidence::Chance& chance) {
  return evidence::in_estimative_words(chance.range.low, chance.range.high);
}

std::string seen_by(const evidence::Evidence& evidence, const evidence::Item& item) {
  return item.means ? evidence.means[*item.means].name : std::string(name(*item.source_class));
}

}  // namespace entente::report
