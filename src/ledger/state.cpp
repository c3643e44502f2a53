#include "ledger/state.h"

#include <algorithm>
#include <cstdlib>

namespace entente::ledger {

namespace {

std::string in_quotes(std::string_view text) {
  return '"' + std::string(text) + '"';
}

void require_earlier_entry(const State& state, const Json& entry) {
  const auto index = entry.get<std::uint64_t>();
  if (index >= state.size) {
    throw Refused("entry " + std::to_string(index) + ", which the event names, is not in the ledger: it has " +
                  std::to_string(state.size));
  }
}

void require_earlier_entries(const State& state, const Event& event) {
  for (const char* name : {"report", "to", "matter", "entry"}) {
    if (const auto found = event.content.find(name); found != event.content.end()) require_earlier_entry(state, *found);
  }
  for (const char* name : {"evidence", "votes", "about"}) {
    if (const auto found = event.content.find(name); found != event.content.end()) {
      for (const Json& entry : *found) require_earlier_entry(state, entry);
    }
  }
}

Member member_in(const Json& json) {
  Member member;
  member.key = read_verifier_key(json.at("key").get_ref<const std::string&>());
  member.key_id = member.key.id();
  for (const Json& name : json.at("roles")) {
    const auto& text = name.get_ref<const std::string&>();
    const std::optional<Role> role = role_of(text);
    if (!role) throw Refused("there is no role called " + in_quotes(text));
    member.roles.push_back(*role);
  }
  return member;
}

std::map<std::string, Member, std::less<>> members_in(const Json& charter) {
  std::map<std::string, Member, std::less<>> members;
  for (const Json& json : charter.at("members")) {
    const auto& name = json.at("name").get_ref<const std::string&>();
    Member member = member_in(json);
    for (const auto& [other, known] : members) {
      if (known.key.bytes == member.key.bytes)
        throw Refused("the members " + other + " and " + name + " have the same key");
    }
    if (!members.emplace(name, std::move(member)).second)
      throw Refused("the member " + in_quotes(name) + " stands in the charter twice");
  }
  return members;
}

VerifierKey signer_of_charter(const Event& event) {
  if (event.type != EventType::charter) throw Refused("the first event of a ledger must be its charter");
  if (event.content.at("origin") != event.ledger) throw Refused("the charter is for another ledger than it names");
  const auto members = members_in(event.content);
  const auto author = members.find(event.author);
  if (author == members.end() || std::ranges::find(author->second.roles, Role::host) == author->second.roles.end() ||
      event.role != Role::host) {
    throw Refused("the charter must come from a member with the role host");
  }
  if (event.key != author->second.key_id)
    throw Refused("the charter is signed with another key than it gives its author");
  if (event.number != 1) throw Refused("the charter must be number 1 of its author");
  return author->second.key;
}

void require_next_number(const Event& event, const Member& author) {
  const std::uint64_t next = author.last_number + 1;
  if (event.number == next) return;
  throw Refused(event.number < next
                    ? "number " + std::to_string(event.number) + " of " + event.author +
                          " was used before: the event is in the ledger already, or another is in its place; next is " +
                          std::to_string(next)
                    : "number " + std::to_string(event.number) + " of " + event.author + " leaves out " +
                          std::to_string(next) + ": an event before it is missing");
}

void require_plausible_time(const State& state, const Event& event, const Member& author,
                            std::optional<std::int64_t> now) {
  if (event.time < author.last_time) {
    throw Refused("its time, " + time_text(event.time) + ", is before that of its author's last event, " +
                  time_text(author.last_time));
  }
  if (event.time + 2 * state.clock_allowance < state.latest_time) {
    throw Refused("its time, " + time_text(event.time) + ", is further before that of an earlier entry, " +
                  time_text(state.latest_time) + ", than two clocks may differ");
  }
  if (now && std::abs(event.time - *now) > state.clock_allowance) {
    throw Refused("its time, " + time_text(event.time) + ", is more than " + std::to_string(state.clock_allowance) +
                  " seconds from this ledger's clock, " + time_text(*now) + ": one of the clocks is wrong");
  }
}

// A key event is for oneself, or an organ's for a member whose key is lost.
void require_own_or_organ(const State& state, const Event& event) {
  const auto& name = event.content.at("member").get_ref<const std::string&>();
  if (!state.members.contains(name)) throw Refused("there is no member called " + in_quotes(name));
  if (name != event.author && event.role != Role::organ) {
    throw Refused("only " + name + " itself or an organ may change the key of " + name);
  }
  const VerifierKey key = read_verifier_key(event.content.at("key").get_ref<const std::string&>());
  for (const auto& [other, member] : state.members) {
    if (member.key.bytes == key.bytes) throw Refused("the new key is the one that " + other + " has");
  }
}

void require_new_withdrawal(const State& state, const Event& event) {
  const auto [entry, claim] = withdrawn_by(event);
  if (event.role != Role::organ && claim.author != event.author)
    throw Refused("only its author or an organ may withdraw an entry");
  if (state.withdrawn.contains(entry)) throw Refused("entry " + std::to_string(entry) + " is withdrawn already");
}

}  // namespace

bool may_say(Role role, EventType type) {
  switch (type) {
    case EventType::charter:
      return role == Role::host;
    case EventType::commitments:
      return role != Role::verifier;
    case EventType::report:
    case EventType::excuse:
    case EventType::response:
      return role == Role::party;
    case EventType::finding:
      return role == Role::verifier || role == Role::organ;
    case EventType::complaint:
    case EventType::vote:
    case EventType::amendment:
    case EventType::extension:
      return role == Role::party || role == Role::organ;
    case EventType::decision:
      return role == Role::organ;
    case EventType::meeting:
      return role == Role::organ || role == Role::host;
    case EventType::reply:
    case EventType::evidence:
    case EventType::key:
    case EventType::withdrawal:
      return true;
  }
  return false;
}

VerifierKey signer_of(const State& state, const Event& event, std::optional<std::int64_t> now) {
  if (state.size == 0) {
    VerifierKey key = signer_of_charter(event);
    State after;
    advance(after, event);  // its own allowance counts
    require_plausible_time(after, event, Member{}, now);
    return key;
  }
  if (event.type == EventType::charter) throw Refused("a ledger has one charter, its first event");
  if (event.ledger != state.origin)
    throw Refused("it is for the ledger " + event.ledger + ", and this is " + state.origin);
  const auto author = state.members.find(event.author);
  if (author == state.members.end()) throw Refused("there is no member called " + in_quotes(event.author));
  const Member& member = author->second;
  if (event.key != member.key_id) {
    throw Refused("it is signed with the key " + event.key + ", and the key of " + event.author + " is " +
                  member.key.id());
  }
  if (std::ranges::find(member.roles, event.role) == member.roles.end()) {
    throw Refused(event.author + " does not have the role " + std::string(name_of(event.role)));
  }
  if (!may_say(event.role, event.type)) {
    throw Refused("the role " + std::string(name_of(event.role)) + " has no say in a " +
                  std::string(name_of(event.type)));
  }
  require_next_number(event, member);
  if (event.accord != state.accord) {
    throw Refused("it names the version " + event.accord.substr(0, 12) + "... of the accord, and in force is " +
                  state.accord.substr(0, 12) + "...");
  }
  require_plausible_time(state, event, member, now);
  require_earlier_entries(state, event);
  if (event.type == EventType::key) require_own_or_organ(state, event);
  if (event.type == EventType::withdrawal) require_new_withdrawal(state, event);
  return member.key;
}

std::pair<std::uint64_t, Withdrawn> withdrawn_by(const Event& withdrawal) {
  const Json& content = withdrawal.content;
  return {content.at("entry").get<std::uint64_t>(),
          {content.at("author").get<std::string>(), content.at("number").get<std::uint64_t>()}};
}

void require_withdrawable(std::uint64_t entry, const Event& named, const Withdrawn& claim) {
  if (named.author != claim.author || named.number != claim.number) {
    throw Refused("the withdrawal is of number " + std::to_string(claim.number) + " of " + claim.author +
                  ", and entry " + std::to_string(entry) + " is number " + std::to_string(named.number) + " of " +
                  named.author);
  }
  if (named.type == EventType::charter || named.type == EventType::key || named.type == EventType::amendment ||
      named.type == EventType::withdrawal) {
    throw Refused("a " + std::string(name_of(named.type)) + " can not be withdrawn: later entries rest on it");
  }
}

void advance(State& state, const Event& event) {
  if (event.type == EventType::charter) {
    state.origin = event.ledger;
    state.accord = event.accord;
    state.log = read_verifier_key(event.content.at("log").get_ref<const std::string&>());
    state.policy = event.content.at("policy").get<std::string>();
    state.clock_allowance = event.content.at("clock_allowance").get<std::int64_t>();
    state.members = members_in(event.content);
  }
  if (event.type == EventType::key) {
    Member& member = state.members.find(event.content.at("member").get_ref<const std::string&>())->second;
    member.key = read_verifier_key(event.content.at("key").get_ref<const std::string&>());
    member.key_id = member.key.id();
  }
  if (event.type == EventType::amendment) state.accord = event.content.at("becomes").get<std::string>();
  if (event.type == EventType::withdrawal) {
    state.withdrawn.insert(withdrawn_by(event));
  }
  Member& author = state.members.find(event.author)->second;
  author.last_number = event.number;
  author.last_time = event.time;
  state.latest_time = std::max(state.latest_time, event.time);
  ++state.size;
}

std::string text_of(const State& state) {
  Json members = Json::object();
  for (const auto& [name, member] : state.members) {
    Json roles = Json::array();
    for (const Role role : member.roles) roles.push_back(name_of(role));
    members[name] = {
        {"key", text_of(member.key)}, {"number", member.last_number}, {"roles", roles}, {"time", member.last_time}};
  }
  Json withdrawn = Json::array();
  for (const auto& [entry, of] : state.withdrawn) withdrawn.push_back({entry, of.author, of.number});
  return canonical({{"accord", state.accord},
                    {"clock_allowance", state.clock_allowance},
                    {"latest_time", state.latest_time},
                    {"log", text_of(state.log)},
                    {"members", members},
                    {"origin", state.origin},
                    {"policy", state.policy},
                    {"size", state.size},
                    {"withdrawn", withdrawn}});
}

State read_state(std::string_view text) {
  try {
    const Json json = read_json(text);
    State state{.size = json.at("size").get<std::uint64_t>(),
                .origin = json.at("origin").get<std::string>(),
                .accord = json.at("accord").get<std::string>(),
                .log = read_verifier_key(json.at("log").get_ref<const std::string&>()),
                .policy = json.at("policy").get<std::string>(),
                .clock_allowance = json.at("clock_allowance").get<std::int64_t>(),
                .latest_time = json.at("latest_time").get<std::int64_t>(),
                .members = {},
                .withdrawn = {}};
    for (const auto& [name, member] : json.at("members").items()) {
      Member read = member_in(member);
      read.last_number = member.at("number").get<std::uint64_t>();
      read.last_time = member.at("time").get<std::int64_t>();
      state.members.emplace(name, std::move(read));
    }
    for (const Json& one : json.at("withdrawn")) {
      state.withdrawn.emplace(one.at(0).get<std::uint64_t>(),
                              Withdrawn{one.at(1).get<std::string>(), one.at(2).get<std::uint64_t>()});
    }
    return state;
  } catch (const Json::exception&) {
    throw Refused(
        "the ledger's own summary of its members can not be read: it was damaged; make the ledger again from a copy");
  }
}

}  // namespace entente::ledger
