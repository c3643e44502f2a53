#include "evidence/read_means.h"

#include <algorithm>
#include <string>
#include <utility>

#include "accord/durations.h"
#include "accord/numbers.h"
#include "accord/words.h"
#include "evidence/agreed_means.h"
#include "evidence/read_items.h"

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

const std::vector<std::string> means_keys{"detects", "false_alarms", "tells_apart", "covers", "cost", "looks_at"};
const std::vector<std::string> class_keys{"detects", "false_alarms", "tells_apart", "cheap"};
const std::vector<std::string> kind_keys{"short", "taken back"};
constexpr std::string_view means_example = "`{detects: [70%, 85%, 95%], false_alarms: 2%, cost: 0.1}`";

bool read_flag(const Fields& keys, std::string_view key, std::vector<Problem>& problems) {
  const Yaml* value = keys.find(key);
  if (value == nullptr) return false;
  if (value->kind != Yaml::Kind::text || (value->text != "true" && value->text != "false")) {
    problems.push_back({value->place, std::string(key) + " of " + keys.what + " is neither `true` nor `false`"});
    return false;
  }
  return value->text == "true";
}

Range read_tells_apart(const Fields& keys, std::vector<Problem>& problems) {
  const Range share = share_of(keys, "tells_apart", Sharpness{}.tells_apart, problems);
  if (const Yaml* tells = keys.find("tells_apart"); tells != nullptr && share.low < 0.5) {
    problems.push_back(
        {tells->place, "tells_apart of " + keys.what +
                           " goes below 50%, which would be to call breaches by the wrong kind; write 50% "
                           "for a guess"});
  }
  return share;
}

Sharpness read_sharpness(const Fields& keys, std::vector<Problem>& problems) {
  Sharpness sharp;
  require(keys, "detects", "the chance that a breach is reported, `detects: [70%, 85%, 95%]`", problems);
  require(keys, "false_alarms", "the chance that one is reported where there is none, `false_alarms: 2%`", problems);
  if (const Yaml* detects = keys.find("detects")) {
    if (detects->kind == Yaml::Kind::mapping) {
      const Fields each =
          fields(*detects, "detects of " + keys.what, kind_keys, "`{short: 60%, taken back: 90%}`", problems);
      require(each, "short", "`short: 60%`", problems);
      require(each, "taken back", "`taken back: 90%`", problems);
      sharp.detects_shortfall = share_of(each, "short", {}, problems);
      sharp.detects_taken_back = share_of(each, "taken back", {}, problems);
    } else {
      sharp.detects_shortfall = sharp.detects_taken_back = share_of(keys, "detects", {}, problems);
    }
  }
  sharp.false_alarms = share_of(keys, "false_alarms", {}, problems);
  sharp.tells_apart = read_tells_apart(keys, problems);
  return sharp;
}

// `covers: 3 months`: a means of the accord's verification, in a look at that much time.
void read_agreed_means(const Fields& keys, const Yaml& covers, const accord::Accord& accord, Means& means,
                       std::vector<Problem>& problems) {
  for (const std::string_view key : {"detects", "false_alarms"}) {
    if (const Yaml* written = keys.find(key)) {
      problems.push_back({written->place, keys.what + " has both " + in_backquotes(key) +
                                              " and `covers`; `covers` takes it from the accord, so keep one"});
    }
  }
  std::vector<std::string> known;
  if (accord.verification) {
    for (const accord::Means& one : accord.verification->means) known.push_back(one.name);
  }
  const auto years = accord::read_clock(covers, "covers of " + keys.what, problems);
  const auto found = std::ranges::find(known, means.name);
  if (found == known.end()) {
    problems.push_back(
        {covers.place, "`covers` is for means of the accord's `verification`, and none of them is called " +
                           in_quotes(means.name) + accord::suggestion(means.name, known) +
                           "; else write `detects` and `false_alarms`"});
    return;
  }
  if (!years) return;
  if (years->low != years->high || years->best <= 0.0) {
    problems.push_back({covers.place, "covers of " + keys.what + " is not one time above 0; write `3 months`"});
    return;
  }
  const accord::Means& agreed = accord.verification->means[static_cast<std::size_t>(found - known.begin())];
  if (agreed.false_alarms.high <= 0.0) {
    problems.push_back({covers.place, keys.what + " has no false alarms in the accord, so that one report would settle "
                                                  "all; write there how many a year there are, `false_alarms: 0.1`"});
    return;
  }
  means.by_level = agreed_sharpness(agreed, years->best, means.sharpness.tells_apart);
  for (const SharpnessAtLevel& one : means.by_level) {
    if (means.looks_at.empty() || means.looks_at.back() != one.level.commitment) {
      means.looks_at.push_back(one.level.commitment);
    }
  }
}

}  // namespace

Range share_of(const Fields& keys, std::string_view key, const Range& fallback, std::vector<Problem>& problems) {
  const Yaml* value = keys.find(key);
  if (value == nullptr) return fallback;
  return accord::read_share(*value, std::string(key) + " of " + keys.what, Ends::both, problems);
}

void read_means(const Yaml& value, const accord::Accord& accord, const Names& names, Evidence& evidence,
                std::vector<Problem>& problems) {
  for (const Field& pair : named_fields(value, "means", "`gate: {detects: 85%, false_alarms: 2%}`", problems).pairs) {
    const Fields keys = fields(*pair.value, "means " + pair.key->text, means_keys, means_example, problems);
    Means means;
    means.name = pair.key->text;
    const Yaml* covers = keys.find("covers");
    if (covers == nullptr) {
      means.sharpness = read_sharpness(keys, problems);
    } else {
      means.sharpness.tells_apart = read_tells_apart(keys, problems);
      read_agreed_means(keys, *covers, accord, means, problems);
    }
    if (const Yaml* cost = keys.find("cost")) {
      means.cost = accord::read_plain_number(*cost, "cost of " + keys.what, problems);
      if (means.cost && *means.cost < 0.0) {
        problems.push_back({cost->place, "cost of " + keys.what + " is below 0; write what one look costs, or 0"});
      }
    }
    if (const Yaml* looks = keys.find("looks_at")) {
      if (covers != nullptr) {
        problems.push_back({looks->place, keys.what + " has both `looks_at` and `covers`; what it sees stands in the "
                                                      "accord, so remove `looks_at`"});
      }
      std::vector<accord::CommitmentIndex> asked;
      for (const Yaml& one : list_items(*looks, "looks_at of " + keys.what, "`[reactor]`", problems)) {
        const auto found = read_known(one, "looks_at of " + keys.what, "commitment", names.commitments, problems);
        if (found) asked.push_back(*found);
      }
      std::ranges::sort(asked);
      means.looks_at = std::move(asked);
    }
    means.provenance = provenance(keys, problems);
    evidence.means.push_back(std::move(means));
  }
}

void read_classes(const Yaml& value, Evidence& evidence, std::vector<Problem>& problems) {
  const std::vector<std::string> known{kSourceClassNames.begin(), kSourceClassNames.end()};
  const Fields all = fields(value, "classes", known, "`inspection: {detects: 85%, false_alarms: 2%}`", problems);
  for (const Field& pair : all.pairs) {
    const auto found = std::ranges::find(known, pair.key->text);
    if (found == known.end()) continue;
    const Fields keys = fields(*pair.value, "class " + pair.key->text, class_keys, means_example, problems);
    Sharpness sharp = read_sharpness(keys, problems);
    sharp.cheap = read_flag(keys, "cheap", problems);
    provenance(keys, problems);
    evidence.judgement.classes[static_cast<std::size_t>(found - known.begin())] = sharp;
  }
  provenance(all, problems);
}

}  // namespace entente::evidence
