#include "evidence/read.h"

#include <algorithm>
#include <cerrno>
#include <cstring>
#include <fstream>
#include <iterator>
#include <utility>

#include "accord/durations.h"
#include "accord/numbers.h"
#include "accord/words.h"
#include "evidence/judgement.h"
#include "evidence/read_items.h"
#include "evidence/read_means.h"

namespace entente::evidence {

using accord::Ends;
using accord::Field;
using accord::Fields;
using accord::fields;
using accord::in_backquotes;
using accord::in_quotes;
using accord::Names;
using accord::Problem;
using accord::Yaml;

namespace {

const std::vector<std::string> file_keys{"evidence",     "sources", "means",       "classes", "grades",
                                         "common_cause", "belief",  "commitments", "items"};
const std::vector<std::string> source_keys{"title", "class"};
const std::vector<std::string> cause_keys{"sources", "share", "within"};
const std::vector<std::string> belief_keys{"begins", "at_start", "a_year"};
const std::vector<std::string> start_keys{"short", "taken back"};
const std::vector<std::string> rate_keys{"falls short", "taken back", "mended", "restored"};
const std::vector<std::string> commitment_keys{"belief", "decision"};
const std::vector<std::string> decision_keys{"title", "respond", "wait"};
const std::vector<std::string> loss_keys{"kept", "short", "taken back"};
constexpr std::string_view file_example = "`evidence: Two neighbours, first year`, then `sources` and `items`";

// A file an item names may be a scan; larger ones belong elsewhere.
constexpr std::size_t kMostFileBytes = 64U << 20U;
constexpr std::size_t kMostEvidenceBytes = 16U << 20U;

[[noreturn]] void refuse(const std::string& name, std::vector<Problem> problems) {
  std::ranges::stable_sort(problems, {},
                           [](const Problem& one) { return std::pair(one.place.line, one.place.column); });
  throw accord::Problems(name, std::move(problems));
}

void read_sources(const Yaml& value, Evidence& evidence, std::vector<Problem>& problems) {
  for (const Field& pair : named_fields(value, "sources", "`inspectors: {class: inspection}`", problems).pairs) {
    const Fields keys = fields(*pair.value, "source " + pair.key->text, source_keys, "`{class: inspection}`", problems);
    NamedSource source;
    source.name = pair.key->text;
    source.title = optional_text(keys, "title", problems);
    if (const Yaml* one = keys.find("class")) {
      const auto found = read_known(*one, "class of " + keys.what, "class of sources",
                                    {kSourceClassNames.begin(), kSourceClassNames.end()}, problems);
      if (found) source.source_class = static_cast<SourceClass>(*found);
    }
    source.provenance = provenance(keys, problems);
    evidence.sources.push_back(std::move(source));
  }
}

void read_grades(const Yaml& value, Evidence& evidence, std::vector<Problem>& problems) {
  static const std::vector<std::string> known{"A", "B", "C", "D", "E", "F", "1", "2", "3", "4", "5", "6"};
  const Fields all = fields(value, "grades", known, "`{A: 95%, B: 80%, 1: 95%}`", problems);
  for (const Field& pair : all.pairs) {
    const std::string& grade = pair.key->text;
    if (grade == "source" || grade == "note") continue;
    if (grade == "F" || grade == "6") {
      problems.push_back(
          {pair.key->place,
           "grade " + grade + " says that nobody can judge it, so it carries no weight; remove the line"});
      continue;
    }
    evidence.judgement.grades[grade.front()] = share_of(all, grade, {}, problems);
  }
  provenance(all, problems);
}

void read_common_causes(const Yaml& value, Evidence& evidence, std::vector<Problem>& problems) {
  constexpr std::string_view example = "`- {sources: [radio, gazette], share: [20%, 40%, 60%]}`";
  std::vector<std::string> known;
  for (const NamedSource& source : evidence.sources) known.push_back(source.name);
  for (const Yaml& one : list_items(value, "common_cause", example, problems)) {
    const std::string what = "common cause " + std::to_string(evidence.common_causes.size() + 1);
    const Fields keys = fields(one, what, cause_keys, example, problems);
    CommonCause cause;
    require(keys, "sources", "those that may repeat one another, `sources: [radio, gazette]`", problems);
    require(keys, "share", "the chance that a report is a repetition, `share: [20%, 40%, 60%]`", problems);
    if (const Yaml* sources = keys.find("sources")) {
      for (const Yaml& name : list_items(*sources, "sources of " + what, "`[radio, gazette]`", problems)) {
        const auto found = read_known(name, "sources of " + what, "source", known, problems);
        if (!found) continue;
        for (const CommonCause& other : evidence.common_causes) {
          if (std::ranges::find(other.sources, *found) == other.sources.end()) continue;
          problems.push_back({name.place, "source " + known[*found] + " stands in two common causes; join them"});
        }
        cause.sources.push_back(*found);
      }
    }
    cause.share = share_of(keys, "share", {}, problems);
    if (const Yaml* within = keys.find("within")) {
      const auto years = accord::read_clock(*within, "within of " + what, problems);
      if (years) cause.within_days = static_cast<int>(std::min(1e6, years->best * kDaysInYear + 0.5));
    }
    cause.provenance = provenance(keys, problems);
    evidence.common_causes.push_back(std::move(cause));
  }
}

// A chance a year; 100% would leave no time at all to the state before.
Range yearly(const Fields& keys, std::string_view key, const Range& fallback, std::vector<Problem>& problems) {
  const Yaml* value = keys.find(key);
  if (value == nullptr) return fallback;
  return accord::read_share(*value, std::string(key) + " of " + keys.what, Ends::not_one, problems);
}

Prior read_belief(const Yaml& value, const std::string& what, Prior prior, Day today, std::vector<Problem>& problems) {
  const Fields keys = fields(value, what, belief_keys,
                             "`{at_start: {short: [1%, 5%, 20%]}, a_year: {falls short: [2%, 5%, 15%]}}`", problems);
  prior.from_file = true;
  if (const Yaml* begins = keys.find("begins")) {
    prior.begins = read_day(*begins, "begins of " + what, problems);
    if (prior.begins && *prior.begins > today) {
      problems.push_back({begins->place, "begins of " + what + " is " + in_words(*prior.begins) + ", after " +
                                             in_words(today) + ", the day asked for; correct the date"});
    }
  }
  if (const Yaml* start = keys.find("at_start")) {
    const Fields inner = fields(*start, "at_start of " + what, start_keys, "`{short: [1%, 5%, 20%]}`", problems);
    prior.shortfall_at_start = share_of(inner, "short", Range::exactly(0.0), problems);
    prior.taken_back_at_start = share_of(inner, "taken back", Range::exactly(0.0), problems);
    if (prior.shortfall_at_start.high + prior.taken_back_at_start.high > 1.0) {
      problems.push_back({start->place, "at_start of " + what + " can add up to more than 100%; lower the upper ends"});
    }
    provenance(inner, problems);
  }
  if (const Yaml* rates = keys.find("a_year")) {
    const Fields inner = fields(*rates, "a_year of " + what, rate_keys, "`{falls short: [2%, 5%, 15%]}`", problems);
    prior.falls_short = yearly(inner, "falls short", prior.falls_short, problems);
    prior.taken_back = yearly(inner, "taken back", prior.taken_back, problems);
    prior.mended = yearly(inner, "mended", prior.mended, problems);
    prior.restored = yearly(inner, "restored", prior.restored, problems);
    provenance(inner, problems);
  }
  provenance(keys, problems);
  return prior;
}

ByStanding read_losses(const Fields& keys, std::string_view key, std::vector<Problem>& problems) {
  ByStanding losses{};
  require(keys, key, "what is lost by that in each case, `{kept: 5}`", problems);
  const Yaml* value = keys.find(key);
  if (value == nullptr) return losses;
  const Fields inner =
      fields(*value, std::string(key) + " of " + keys.what, loss_keys, "`{short: 4, taken back: 12}`", problems);
  for (std::size_t n = 0; n < kStandings; ++n) {
    const Yaml* one = inner.find(loss_keys[n]);
    if (one == nullptr) continue;
    losses[n] = accord::read_plain_number(*one, loss_keys[n] + " of " + inner.what, problems).value_or(0.0);
    if (losses[n] < 0.0) {
      problems.push_back({one->place, loss_keys[n] + " of " + inner.what + " is below 0; losses count upward from 0"});
    }
  }
  return losses;
}

void read_commitments(const Yaml& value, const Names& names, Day today, Evidence& evidence,
                      std::vector<Problem>& problems) {
  for (const Field& pair : named_fields(value, "commitments", "`reactor: {decision: {...}}`", problems).pairs) {
    const auto commitment = accord::find_commitment(pair.key->text, names);
    if (!commitment) problems.push_back({pair.key->place, accord::no_commitment(pair.key->text, names)});
    const Fields keys = fields(*pair.value, "commitment " + pair.key->text, commitment_keys,
                               "`{belief: {...}, decision: {...}}`", problems);
    const std::size_t k = commitment.value_or(0);
    if (const Yaml* belief = keys.find("belief")) {
      const Prior prior = read_belief(*belief, "belief of " + keys.what, evidence.priors[k], today, problems);
      if (commitment) evidence.priors[k] = prior;
    }
    if (const Yaml* one = keys.find("decision")) {
      const Fields inner = fields(*one, "decision of " + keys.what, decision_keys,
                                  "`{respond: {kept: 5}, wait: {short: 4, taken back: 12}}`", problems);
      Decision decision;
      decision.title = optional_text(inner, "title", problems);
      decision.respond = read_losses(inner, "respond", problems);
      decision.wait = read_losses(inner, "wait", problems);
      provenance(inner, problems);
      if (commitment) evidence.decisions[k] = decision;
    }
    provenance(keys, problems);
  }
}

Evidence read_all_but_items(const Fields& file, const accord::Accord& accord, const Names& names, Day today,
                            std::vector<Problem>& problems) {
  Evidence evidence;
  evidence.title = required_text(file, "evidence", "its title, `evidence: Two neighbours, first year`", problems);
  evidence.judgement = default_judgement();
  evidence.priors.assign(names.commitments.size(), default_prior());
  evidence.decisions.resize(names.commitments.size());
  require(file, "sources", "who says what is said, `sources: {inspectors: {class: inspection}}`", problems);
  require(file, "items", "what they said, `items: [...]`", problems);
  if (const Yaml* value = file.find("sources")) read_sources(*value, evidence, problems);
  if (const Yaml* value = file.find("means")) read_means(*value, accord, names, evidence, problems);
  if (const Yaml* value = file.find("classes")) read_classes(*value, evidence, problems);
  if (const Yaml* value = file.find("grades")) read_grades(*value, evidence, problems);
  if (const Yaml* value = file.find("common_cause")) read_common_causes(*value, evidence, problems);
  if (const Yaml* value = file.find("belief")) {
    const Prior prior = read_belief(*value, "belief", default_prior(), today, problems);
    evidence.priors.assign(names.commitments.size(), prior);
  }
  if (const Yaml* value = file.find("commitments")) read_commitments(*value, names, today, evidence, problems);
  provenance(file, problems);
  return evidence;
}

std::optional<std::string> bytes_of(const std::filesystem::path& file, std::size_t most) {
  std::error_code none;
  if (!std::filesystem::is_regular_file(file, none) || std::filesystem::file_size(file, none) > most)
    return std::nullopt;
  std::ifstream stream(file, std::ios::binary);
  if (!stream) return std::nullopt;
  std::string bytes{std::istreambuf_iterator<char>(stream), std::istreambuf_iterator<char>()};
  return stream.bad() ? std::nullopt : std::optional(std::move(bytes));
}

}  // namespace

Reading parse(const accord::Accord& accord, std::string_view text, const std::string& name, Day today,
              const FileBytes& file_bytes) {
  std::vector<Problem> problems;
  const accord::YamlLimits limits{.bytes = kMostEvidenceBytes, .depth = 16, .values = 2'000'000};
  const std::optional<Yaml> tree = accord::read_yaml(text, problems, limits);
  if (!tree) refuse(name, std::move(problems));
  if (tree->kind == Yaml::Kind::nothing) {
    refuse(name, {{{1, 1}, "the file is empty; write " + std::string(file_example)}});
  }
  const Names names = accord::names_of(accord);
  const Fields file = fields(*tree, "the evidence", file_keys, file_example, problems);
  Reading reading;
  reading.evidence = read_all_but_items(file, accord, names, today, problems);
  ReadItems items;
  if (const Yaml* value = file.find("items")) {
    items = read_items(*value, {.names = names, .evidence = reading.evidence, .today = today, .bytes_of = file_bytes});
  }
  if (!problems.empty()) {
    problems.insert(problems.end(), items.problems.begin(), items.problems.end());
    refuse(name, std::move(problems));
  }
  reading.problems = std::move(items.problems);
  std::ranges::stable_sort(reading.problems, {},
                           [](const Problem& one) { return std::pair(one.place.line, one.place.column); });
  reading.evidence.items = std::move(items.items);
  reading.evidence.left_out = items.left_out;
  reading.evidence.notices = std::move(items.notices);
  return reading;
}

Reading load(const accord::Accord& accord, const std::filesystem::path& file, Day today) {
  errno = 0;
  const auto text = bytes_of(file, 2 * kMostEvidenceBytes);
  if (!text) {
    const std::string why = errno == 0 ? "it is no file or too large" : std::strerror(errno);
    throw MachineError("can not read " + file.string() + ": " + why);
  }
  return parse(accord, *text, file.string(), today,
               [&](const std::string& named) { return bytes_of(file.parent_path() / named, kMostFileBytes); });
}

}  // namespace entente::evidence
