// The fund that may be raised to make the accord worth signing: its size, who pays, and what it pays for.
#include <algorithm>
#include <map>

#include "accord/numbers.h"
#include "accord/read_parts.h"
#include "accord/words.h"

namespace entente::accord {

namespace {

constexpr std::size_t most_contributors = 12;  // groups of them are looked at one by one: 4,096

const std::vector<std::string> fund_keys{"unit", "size", "contributors", "tranches"};
const std::vector<std::string> tranche_keys{"name", "to", "worth", "share", "amount", "when"};

// Points that a unit costs or brings: above 0, else no amount of money would ever be too much or enough.
Range read_worth(const Yaml& value, const std::string& what, std::vector<Problem>& problems) {
  const std::size_t before = problems.size();
  const Range worth = read_number(value, what, Sign::any, problems);
  if (problems.size() == before && value.kind != Yaml::Kind::refused && worth.low <= 0.0) {
    problems.push_back({value.place, what + " must be above 0; write the points that one unit comes to"});
  }
  return worth;
}

void read_size(const Yaml& value, Fund& fund, std::vector<Problem>& problems) {
  constexpr std::string_view form = "`size: [0, 5]`, the least and the most";
  if (value.kind == Yaml::Kind::refused) return;
  if (value.kind != Yaml::Kind::list) {
    problems.push_back(not_a(value, "size of fund", "a list", form));
    return;
  }
  if (value.items.size() != 2) {
    problems.push_back({value.place, "size of fund has " + std::to_string(value.items.size()) +
                                         " values where two are due; write " + std::string(form)});
    return;
  }
  const auto least = read_plain_number(value.items[0], "size of fund", problems);
  const auto most = read_plain_number(value.items[1], "size of fund", problems);
  if (!least || !most) return;
  if (*least < 0.0 || *most <= 0.0 || *least > *most) {
    problems.push_back(
        {value.place, "size of fund must go from 0 or more up to something above 0; write " + std::string(form)});
    return;
  }
  fund.least = *least;
  fund.most = *most;
}

std::vector<FundContributor> read_contributors(const Yaml& value, Reading& reading) {
  std::vector<Problem>& problems = reading.problems;
  std::vector<FundContributor> contributors;
  const Fields all = named_fields(value, "contributors of fund", "`{South: 0.5}`", problems);
  if (all.readable && all.pairs.empty()) {
    problems.push_back({all.place, "contributors of fund is empty; write what a unit costs each, `{South: 0.5}`"});
  }
  if (all.pairs.size() > most_contributors) {
    problems.push_back({all.pairs[most_contributors].key->place,
                        "a fund may have " + std::to_string(most_contributors) +
                            " contributors at most; take those together that would pay as one"});
  }
  for (const Field& pair : all.pairs) {
    const std::string& name = pair.key->text;
    const auto party = find_party(name, reading.names);
    if (!party && !reading.names.parties.empty()) problems.push_back({pair.key->place, no_party(name, reading.names)});
    const Range cost = read_worth(*pair.value, "cost of a unit of the fund for " + name, problems);
    if (party) contributors.push_back({*party, cost});
  }
  return contributors;
}

// The part of the fund: either a share of it or an amount.
void read_part(const Fields& keys, FundTranche& tranche, std::vector<Problem>& problems) {
  const Yaml* share = keys.find("share");
  const Yaml* amount = keys.find("amount");
  if (keys.written("share") == keys.written("amount")) {
    const bool both = keys.written("share");
    const bool misspelt =
        std::ranges::any_of(keys.misspelt, [](const std::string& key) { return key == "share" || key == "amount"; });
    if (keys.readable && !misspelt) {
      problems.push_back({keys.place, keys.what + (both ? " has both `share` and `amount`; keep one"
                                                        : " says not how much; write `share: 40%` of the fund's size, "
                                                          "or `amount: 2` in its unit")});
    }
    return;
  }
  if (share != nullptr && share->kind != Yaml::Kind::refused) {
    const std::size_t before = problems.size();
    const Range read = read_share(*share, "share of " + keys.what, Ends::both, problems);
    if (problems.size() == before && (read.low != read.high || read.best <= 0.0)) {
      problems.push_back({share->place, "share of " + keys.what + " must be one share above 0; write `share: 40%`"});
    }
    tranche.share = read.best;
  }
  if (amount != nullptr) {
    const auto number = read_plain_number(*amount, "amount of " + keys.what, problems);
    if (number && *number <= 0.0) {
      problems.push_back({amount->place, "amount of " + keys.what + " must be above 0; write `amount: 2`"});
    }
    tranche.amount = number.value_or(0.0);
  }
}

FundTranche read_tranche(const Yaml& value, std::size_t number, Reading& reading) {
  std::vector<Problem>& problems = reading.problems;
  constexpr std::string_view example = "`{name: first, share: 40%, when: {reactor: disabled}, to: North, worth: 0.3}`";
  Fields keys = fields(value, "tranche " + std::to_string(number) + " of fund", tranche_keys, example, problems);
  FundTranche tranche;
  tranche.place = keys.place;
  tranche.name = required_text(keys, "name", "`name: first`", problems);
  if (!tranche.name.empty()) keys.what = "tranche " + tranche.name + " of fund";
  require(keys, "to", "who is paid, `to: North`", problems);
  require(keys, "worth", "the points that a unit is worth to it, `worth: 0.3`", problems);
  require(keys, "when", "the levels it is paid for, `when: {reactor: disabled}`", problems);
  if (const Yaml* one = keys.find("to")) {
    tranche.to = read_party(*one, "to of " + keys.what, reading.names, problems).value_or(0);
  }
  if (const Yaml* one = keys.find("worth")) tranche.worth = read_worth(*one, "worth of " + keys.what, problems);
  read_part(keys, tranche, problems);
  if (const Yaml* when = keys.find("when")) {
    bool all_found = true;
    const std::string what = "when of " + keys.what;
    tranche.when = without_places(read_requirements(*when, what, reading.names, all_found, problems));
    if (all_found && tranche.when.empty()) {
      problems.push_back({when->place, what + " is empty; write the levels it is paid for, `{reactor: disabled}`"});
    }
  }
  tranche.provenance = provenance(keys, problems);
  return tranche;
}

std::vector<FundTranche> read_tranches(const Yaml& value, Reading& reading) {
  std::vector<FundTranche> tranches;
  std::map<std::string, Place> first_places;
  constexpr std::string_view example =
      "`- {name: first, share: 40%, when: {reactor: disabled}, to: North, worth: 0.3}`";
  for (const Yaml& item : list_items(value, "tranches of fund", example, reading.problems)) {
    tranches.push_back(read_tranche(item, tranches.size() + 1, reading));
    const FundTranche& tranche = tranches.back();
    if (tranche.name.empty()) continue;
    const auto [first, is_new] = first_places.try_emplace(tranche.name, tranche.place);
    if (is_new) continue;
    reading.problems.push_back({tranche.place, "two tranches of the fund are called " + in_quotes(tranche.name) +
                                                   ", the first in line " + std::to_string(first->second.line) +
                                                   "; give each its own name"});
  }
  return tranches;
}

// All tranches together must fit into the largest fund.
void check_room(const Fund& fund, const Yaml& tranches, std::vector<Problem>& problems) {
  double shares = 0.0;
  double amounts = 0.0;
  for (const FundTranche& tranche : fund.tranches) {
    shares += tranche.share;
    amounts += tranche.amount;
  }
  constexpr double rounding = 1e-9;
  if (shares > 1.0 + rounding) {
    problems.push_back({tranches.place, "the tranches of the fund share out " + plain_number(100.0 * shares) +
                                            "% of it; write shares that add up to 100% at most"});
  } else if (amounts + shares * fund.most > fund.most * (1.0 + rounding)) {
    problems.push_back({tranches.place, "the tranches of the fund come to more than its largest size, " +
                                            plain_number(fund.most) + "; make them smaller or that larger"});
  }
}

}  // namespace

Fund read_fund(const Yaml& value, Reading& reading) {
  std::vector<Problem>& problems = reading.problems;
  const std::size_t before = problems.size();
  const Fields keys = fields(value, "fund", fund_keys,
                             "`{unit: bn USD, size: [0, 5], contributors: {South: 0.5}, tranches: [...]}`", problems);
  Fund fund;
  fund.place = keys.place;
  fund.unit = required_text(keys, "unit", "what it is counted in, `unit: bn USD`", problems);
  require(keys, "size", "the least and the most it may be, `size: [0, 5]`", problems);
  require(keys, "contributors", "who pays and what a unit costs it in points, `contributors: {South: 0.5}`", problems);
  require(keys, "tranches",
          "what it pays for, "
          "`tranches: [{name: first, share: 40%, when: {reactor: disabled}, to: North, worth: 0.3}]`",
          problems);
  if (const Yaml* one = keys.find("size")) read_size(*one, fund, problems);
  if (const Yaml* one = keys.find("contributors")) fund.contributors = read_contributors(*one, reading);
  fund.provenance = provenance(keys, problems);
  const Yaml* tranches = keys.find("tranches");
  if (tranches == nullptr) return fund;
  fund.tranches = read_tranches(*tranches, reading);
  if (problems.size() == before) check_room(fund, *tranches, problems);
  return fund;
}

}  // namespace entente::accord
