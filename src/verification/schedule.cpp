#include "verification/schedule.h"

#include <algorithm>
#include <set>

#include "accord/error.h"
#include "accord/words.h"
#include "verification/systematic_sampling.h"

namespace entente::verification {

namespace {

using accord::in_quotes;

constexpr std::size_t kMostNumbers = 10'000'000;             // periods times sites
constexpr std::uint64_t kMostExpected = 1'000'000 * kParts;  // at all sites in one period

template <typename Name>
void check_names(const auto& items, const std::string& kind, const Name& name) {
  if (items.empty()) throw Error("the plan of the draw has no " + kind + "; name at least one");
  std::set<std::string> seen;
  for (const auto& item : items) {
    if (name(item).empty()) throw Error("a " + kind + " in the plan of the draw has no name; give it one");
    if (!seen.insert(name(item)).second) {
      throw Error("the " + kind + ' ' + in_quotes(name(item)) + " stands twice in the plan of the draw; keep one");
    }
  }
}

const std::string& itself(const std::string& name) {
  return name;
}

// The one that `party` made; null where there is none.
template <typename Made>
const Made* made_by(const std::string& party, std::span<const Made> all) {
  const auto found = std::ranges::find(all, party, &Made::party);
  return found == all.end() ? nullptr : &*found;
}

// Who is not in the plan, made two, or agreed to another plan; `what` is "seal" or "opening".
template <typename Made>
std::optional<std::string> fault_of_each(const SchedulePlan& plan, std::span<const Made> all, const std::string& what) {
  const Digest digest = digest_of(plan);
  std::set<std::string> seen;
  for (const Made& one : all) {
    if (std::ranges::find(plan.parties, one.party) == plan.parties.end()) {
      return in_quotes(one.party) + " is no party of the draw, but there is " + (what == "seal" ? "a " : "an ") + what +
             " of it";
    }
    if (!seen.insert(one.party).second) return in_quotes(one.party) + " has two " + what + "s";
    if (one.plan != digest) {
      return "the " + what + " of " + in_quotes(one.party) +
             " is for another plan: a probability, a name, a party or the number of periods was changed since";
    }
  }
  return std::nullopt;
}

std::string in_visits(std::uint64_t number) {
  return std::to_string(number) + (number == 1 ? " visit" : " visits");
}

std::optional<std::string> fault_in_draw(const SchedulePlan& plan, const Draw& stated, const Draw& drawn) {
  if (stated.size() != drawn.size()) {
    return "the file has visits for " + std::to_string(stated.size()) + " periods, and the plan for " +
           std::to_string(drawn.size());
  }
  for (std::size_t t = 0; t < drawn.size(); ++t) {
    if (stated[t].size() != plan.sites.size()) {
      return "period " + std::to_string(t + 1) + " of the file has other sites than the plan";
    }
    for (std::size_t i = 0; i < plan.sites.size(); ++i) {
      if (stated[t][i] == drawn[t][i]) continue;
      return "in period " + std::to_string(t + 1) + " the draw gives " + in_quotes(plan.sites[i].name) + ' ' +
             in_visits(drawn[t][i]) + ", and the file says " + std::to_string(stated[t][i]);
    }
  }
  return std::nullopt;
}

}  // namespace

void check_plan(const SchedulePlan& plan) {
  check_names(plan.parties, "party", itself);
  check_names(plan.sites, "site", [](const ScheduledSite& site) { return site.name; });
  if (plan.periods == 0) throw Error("the plan of the draw has no period; give it at least 1");
  if (plan.sites.size() > kMostNumbers || plan.periods > kMostNumbers / plan.sites.size()) {
    throw Error("a draw for " + std::to_string(plan.periods) + " periods and " + std::to_string(plan.sites.size()) +
                " sites is too large; draw for fewer periods at once");
  }
  std::uint64_t left = kMostExpected;
  for (const ScheduledSite& site : plan.sites) {
    if (site.expected > left) {
      throw Error("more than " + std::to_string(kMostExpected / kParts) +
                  " visits are expected a period; take a shorter period");
    }
    left -= site.expected;
  }
}

Digest digest_of(const SchedulePlan& plan) {
  HashedBytes bytes;
  bytes.text("entente/schedule-plan/1").text(plan.title).number(plan.parties.size());
  for (const std::string& party : plan.parties) bytes.text(party);
  bytes.number(plan.periods).number(plan.sites.size());
  for (const ScheduledSite& site : plan.sites) bytes.text(site.name).number(site.expected);
  return bytes.sha256();
}

// The party's name is in it: nobody can take over another's seal and open it with the value that it sees there.
Digest seal_of(const Opening& opening) {
  return HashedBytes()
      .text("entente/seal/1")
      .digest(opening.plan)
      .text(opening.party)
      .digest(opening.salt)
      .digest(opening.value)
      .sha256();
}

Digest seed_of(const SchedulePlan& plan, std::span<const Opening> openings) {
  HashedBytes bytes;
  bytes.text("entente/seed/1").digest(digest_of(plan));
  for (const std::string& party : plan.parties) {
    const Opening* opening = made_by(party, openings);
    if (opening == nullptr) throw Error(in_quotes(party) + " has not opened its value; there is no seed without it");
    bytes.text(party).digest(opening->value);
  }
  return bytes.sha256();
}

Draw draw_with(const SchedulePlan& plan, const Digest& seed) {
  check_plan(plan);
  std::vector<std::uint64_t> expected;
  for (const ScheduledSite& site : plan.sites) expected.push_back(site.expected);
  Draw draw;
  for (std::size_t period = 1; period <= plan.periods; ++period) {
    // The hash as a whole number of 256 bits, modulo kParts: no start is likelier than another by more than 1e-68.
    std::uint64_t start = 0;
    for (const std::uint8_t byte : HashedBytes().text("entente/start/1").digest(seed).number(period).sha256()) {
      start = (start * 256 + byte) % kParts;
    }
    draw.push_back(systematic_sample(expected, start));
  }
  return draw;
}

std::optional<std::string> fault_in_seals(const SchedulePlan& plan, std::span<const Seal> seals) {
  if (auto fault = fault_of_each(plan, seals, "seal")) return fault;
  for (const std::string& party : plan.parties) {
    if (made_by(party, seals) == nullptr) return in_quotes(party) + " has sealed no value";
  }
  return std::nullopt;
}

std::optional<std::string> fault_before_draw(const SchedulePlan& plan, std::span<const Seal> seals,
                                             std::span<const Opening> openings) {
  if (auto fault = fault_in_seals(plan, seals)) return fault;
  if (auto fault = fault_of_each(plan, openings, "opening")) return fault;
  for (const std::string& party : plan.parties) {
    const Opening* opening = made_by(party, openings);
    if (opening == nullptr) {
      return in_quotes(party) + " has sealed a value and not opened it: without it the draw can not be made";
    }
    if (seal_of(*opening) != made_by(party, seals)->seal) {
      return "the value of " + in_quotes(party) + " does not match its seal";
    }
  }
  return std::nullopt;
}

Schedule draw_schedule(const SchedulePlan& plan, std::span<const Seal> seals, std::span<const Opening> openings) {
  check_plan(plan);
  if (const auto fault = fault_before_draw(plan, seals, openings)) throw Error(*fault);
  Schedule schedule{.plan = plan,
                    .plan_digest = digest_of(plan),
                    .seals = {},
                    .openings = {},
                    .seed = seed_of(plan, openings),
                    .draw = {}};
  for (const std::string& party : plan.parties) {
    schedule.seals.push_back(*made_by(party, seals));
    schedule.openings.push_back(*made_by(party, openings));
  }
  schedule.draw = draw_with(plan, schedule.seed);
  return schedule;
}

std::optional<std::string> first_fault(const Schedule& schedule, std::span<const Seal> published) {
  check_plan(schedule.plan);
  if (schedule.plan_digest != digest_of(schedule.plan)) {
    return "the plan in the file is not the one that was sealed: a probability, a name, a party or the number of "
           "periods was changed";
  }
  if (auto fault = fault_before_draw(schedule.plan, schedule.seals, schedule.openings)) return fault;
  for (const Seal& seal : published) {
    const Seal* stated = made_by(seal.party, std::span<const Seal>(schedule.seals));
    if (stated == nullptr) return in_quotes(seal.party) + " published a seal, and the file has none of it";
    if (*stated == seal) continue;
    return "the seal of " + in_quotes(seal.party) + " in the file is not the one that it published";
  }
  if (schedule.seed != seed_of(schedule.plan, schedule.openings)) {
    return "the seed in the file is not the hash of the parties' values";
  }
  return fault_in_draw(schedule.plan, schedule.draw, draw_with(schedule.plan, schedule.seed));
}

}  // namespace entente::verification
