#include "verification/inspections.h"

#include <map>
#include <optional>
#include <utility>

#include "accord/fields.h"
#include "accord/numbers.h"
#include "accord/words.h"
#include "accord/yaml_tree.h"
#include "verification/systematic_sampling.h"

namespace entente::verification {

namespace {

using accord::Fields;
using accord::Yaml;
using Problems = std::vector<accord::Problem>;

const std::vector<std::string> file_keys{"inspections", "budget", "sites", "parties", "periods"};
const std::vector<std::string> site_keys{"value", "detection", "cost", "visits", "penalty"};
constexpr std::string_view site_example = "`{value: 10, detection: 90%, cost: 1}`";

// A number of at least 0, `otherwise` where none is written.
double read_amount(const Fields& mapping, std::string_view key, double otherwise, Problems& problems) {
  const Yaml* value = mapping.find(key);
  if (value == nullptr) return otherwise;
  const std::string what = std::string(key) + " of " + mapping.what;
  const std::optional<double> number = accord::read_plain_number(*value, what, problems);
  if (number && *number < 0.0) {
    problems.push_back({value->place, accord::description(*value) + " (" + what + ") is below 0; write 0 or more"});
  }
  return number.value_or(otherwise);
}

Site read_site(const Fields& keys, Problems& problems) {
  Site site;
  accord::require(keys, "value", "what cheating there gains undetected: `value: 10`", problems);
  accord::require(keys, "detection", "the chance that one visit detects it: `detection: 90%`", problems);
  site.value = read_amount(keys, "value", 0.0, problems);
  site.cost = read_amount(keys, "cost", 1.0, problems);
  site.penalty = read_amount(keys, "penalty", 0.0, problems);
  if (const Yaml* cost = keys.find("cost"); cost != nullptr && site.cost == 0.0) {
    problems.push_back({cost->place, "a visit that costs nothing needs no plan; write a cost above 0"});
  }
  if (const Yaml* detection = keys.find("detection")) {
    const accord::Range share =
        accord::read_share(*detection, "detection of " + keys.what, accord::Ends::both, problems);
    if (share.low != share.high) {
      problems.push_back({detection->place, "detection of " + keys.what +
                                                " is a range; a plan of visits needs one number, write the least that "
                                                "is safe to assume"});
    }
    site.detection = share.best;
  }
  if (const Yaml* visits = keys.find("visits")) {
    site.most_visits = accord::read_count(*visits, "visits of " + keys.what, problems).value_or(1);
  }
  return site;
}

void read_sites(const Yaml& value, Inspections& inspections, Problems& problems) {
  const Fields sites = accord::named_fields(value, "sites", "`reactor: {value: 10, detection: 90%}`", problems);
  if (sites.readable && sites.pairs.empty()) {
    problems.push_back({value.place, "there is no site to visit; write `reactor: {value: 10, detection: 90%}`"});
  }
  for (const accord::Field& pair : sites.pairs) {
    const Fields keys = accord::fields(*pair.value, "site " + pair.key->text, site_keys, site_example, problems);
    accord::provenance(keys, problems);
    inspections.names.push_back(pair.key->text);
    inspections.sites.push_back(read_site(keys, problems));
  }
}

void read_parties(const Yaml& value, Inspections& inspections, Problems& problems) {
  std::map<std::string, accord::Place> first;
  for (const Yaml& item : accord::list_items(value, "parties", "`[North, South]`", problems)) {
    if (item.kind == Yaml::Kind::refused) continue;
    if (item.kind != Yaml::Kind::text || item.text.empty()) {
      problems.push_back(accord::not_a(item, "a party", "a name", "`North`"));
    } else if (!first.try_emplace(item.text, item.place).second) {
      problems.push_back({item.place, accord::in_quotes(item.text) + " stands twice in parties; keep one"});
    } else {
      inspections.parties.push_back(item.text);
    }
  }
}

}  // namespace

Inspections parse_inspections(std::string_view text, const std::string& name) {
  Problems problems;
  const std::optional<Yaml> tree = accord::read_yaml(text, problems);
  Inspections inspections;
  if (tree && tree->kind == Yaml::Kind::nothing) {
    problems.push_back({{1, 1}, "the file is empty; write `inspections: Declared sites`, then `budget` and `sites`"});
  } else if (tree) {
    const Fields file =
        accord::fields(*tree, "the file", file_keys, "`{inspections: ..., budget: 1, sites: {...}}`", problems);
    inspections.title = accord::required_text(file, "inspections", "a title: `inspections: Declared sites`", problems);
    accord::require(file, "budget", "what a period's visits may cost: `budget: 1`", problems);
    accord::require(file, "sites", "`sites: {reactor: {value: 10, detection: 90%}}`", problems);
    accord::provenance(file, problems);
    inspections.budget = read_amount(file, "budget", 0.0, problems);
    if (const Yaml* sites = file.find("sites")) read_sites(*sites, inspections, problems);
    if (const Yaml* parties = file.find("parties")) read_parties(*parties, inspections, problems);
    if (const Yaml* periods = file.find("periods")) {
      inspections.periods = accord::read_count(*periods, "periods", problems).value_or(1);
    }
  }
  if (!problems.empty()) throw accord::Problems(name, std::move(problems));
  return inspections;
}

SchedulePlan schedule_plan(const Inspections& inspections, const Allocation& allocation) {
  SchedulePlan plan{
      .title = inspections.title, .parties = inspections.parties, .periods = inspections.periods, .sites = {}};
  const std::vector<std::uint64_t> expected = in_parts(allocation.visits);
  for (std::size_t i = 0; i < expected.size(); ++i) plan.sites.push_back({inspections.names[i], expected[i]});
  check_plan(plan);
  return plan;
}

}  // namespace entente::verification
