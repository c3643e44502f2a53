#include "server/log_view.h"

#include <algorithm>
#include <array>
#include <vector>

#include "ledger/ledger.h"
#include "ledger/policy.h"
#include "report/json.h"
#include "report/json_parts.h"
#include "report/standing_json.h"

namespace entente::server {

namespace {

using report::Json;

Response json_response(const Json& json) {
  Response response;
  response.headers.emplace_back("Cache-Control", "no-store");
  response.body = bytes(json.dump());
  return response;
}

bool is_behind_findings(const review::Entry& entry) {
  return entry.type == ledger::EventType::finding || entry.type == ledger::EventType::evidence;
}

// What of such an event is told to everybody: what was found, not on what grounds; that there is something, not what.
constexpr std::array kOfFindings{"commitment", "level", "on", "result", "report", "share", "amount", "unit"};
constexpr std::array kOfEvidence{"sha256", "bytes", "about"};

Json public_part(const review::Entry& entry) {
  Json part = Json::object();
  const auto take = [&](const auto& names) {
    for (const char* name : names) {
      const auto found = entry.content.find(name);
      if (found != entry.content.end()) part[name] = *found;
    }
  };
  if (entry.type == ledger::EventType::finding) {
    take(kOfFindings);
  } else {
    take(kOfEvidence);
  }
  return part;
}

bool sees_all(const review::Entry& entry, const Reader& reader) {
  return !is_behind_findings(entry) || sees_evidence(reader.role, reader.opened) ||
         (!reader.member.empty() && reader.member == entry.author);
}

Json entry_json(const review::Entry& entry, bool is_signed, const Reader& reader) {
  const bool whole = sees_all(entry, reader);
  return {{"index", entry.number},
          {"id", report::json_text(entry.id)},
          {"time", ledger::time_text(entry.time)},
          {"author", entry.author},
          {"role", ledger::name_of(entry.role)},
          {"type", ledger::name_of(entry.type)},
          {"content", whole ? Json(entry.content) : public_part(entry)},
          {"withheld", !whole},
          {"sources", whole ? Json(entry.sources) : Json::array()},
          {"checked", report::json_text(entry.checked)},
          {"signed", is_signed}};
}

// An entry whose text was taken away.
Json withdrawn_json(std::uint64_t number) {
  return {{"index", number},          {"id", nullptr},      {"time", nullptr},    {"author", nullptr},
          {"role", nullptr},          {"type", nullptr},    {"content", nullptr}, {"withheld", false},
          {"sources", Json::array()}, {"checked", nullptr}, {"signed", true}};
}

Json entry_json(const ledger::Entry& kept, std::uint64_t number, const Reader& reader) {
  if (!kept.event) return withdrawn_json(number);
  return entry_json(review::entry_from(number, ledger::read_event(*kept.event).event), true, reader);
}

const review::Entry* entry_named(const review::Record& record, const std::string& id) {
  if (const auto number = ledger::decimal(id)) {
    const auto found = std::ranges::lower_bound(record.entries, *number, {}, &review::Entry::number);
    return found != record.entries.end() && found->number == *number ? &*found : nullptr;
  }
  const auto found = std::ranges::find(record.entries, id, &review::Entry::id);
  return found == record.entries.end() || id.empty() ? nullptr : &*found;
}

Response no_entry(const std::string& id) {
  return error(404, "no_entry", "there is no entry " + id);
}

Json party_named(const accord::Accord& accord, const std::string& name) {
  const bool is_party = std::ranges::find(accord.parties, name, &accord::Party::name) != accord.parties.end();
  return is_party ? Json(name) : Json();
}

std::string size_text(std::uint64_t size) {
  return std::to_string(size) + (size == 1 ? " entry" : " entries");
}

Json hashes_json(const std::vector<ledger::Hash>& hashes) {
  Json json = Json::array();
  for (const ledger::Hash& hash : hashes) json.push_back(ledger::base64(ledger::view(hash)));
  return json;
}

}  // namespace

Response events_response(ledger::Store& store, std::uint64_t from, std::uint64_t limit, const Reader& reader) {
  ledger::Transaction one_view(store, ledger::Access::read);
  const std::uint64_t size = store.size();
  const std::vector<ledger::Entry> page = from < size ? store.entries(from, limit) : std::vector<ledger::Entry>();
  one_view.commit();
  Json events = Json::array();
  for (const ledger::Entry& kept : page) events.push_back(entry_json(kept, from + events.size(), reader));
  return json_response({{"size", size}, {"events", std::move(events)}});
}

Response events_response(const review::Record& record, std::uint64_t from, std::uint64_t limit, const Reader& reader) {
  Json events = Json::array();
  auto entry = std::ranges::lower_bound(record.entries, from, {}, &review::Entry::number);
  for (; entry != record.entries.end() && events.size() < limit; ++entry)
    events.push_back(entry_json(*entry, false, reader));
  return json_response({{"size", record.entries.size()}, {"events", std::move(events)}});
}

Response event_response(ledger::Store& store, const std::string& id, const Reader& reader) {
  const auto number = ledger::decimal(id);
  const std::vector<ledger::Entry> kept = number ? store.entries(*number, 1) : std::vector<ledger::Entry>();
  if (kept.empty()) return no_entry(id);
  Json json = entry_json(kept.front(), *number, reader);
  const bool whole = kept.front().event && !json["withheld"].get<bool>();
  json["salt"] = whole ? Json(ledger::base64(ledger::view(*kept.front().salt))) : Json();
  json["line"] = whole ? Json(*kept.front().event) : Json();
  json["leaf"] = ledger::base64(ledger::view(ledger::leaf_hash(ledger::view(kept.front().hash))));
  return json_response(json);
}

Response event_response(const review::Record& record, const std::string& id, const Reader& reader) {
  const review::Entry* entry = entry_named(record, id);
  if (entry == nullptr) return no_entry(id);
  Json json = entry_json(*entry, false, reader);
  json["salt"] = nullptr;
  json["line"] = nullptr;
  return json_response(json);
}

Response checkpoint_response(ledger::Store& store, const accord::Accord& accord) {
  const std::optional<std::string> text = ledger::last_checkpoint(store);
  if (!text) return error(404, "no_checkpoint", "there is no checkpoint yet; `entente ledger checkpoint` makes one");
  const ledger::State state = ledger::state_of(store);
  const ledger::Policy policy = ledger::read_policy(state.policy);
  const ledger::Note note = ledger::read_note(*text);
  const ledger::Checkpoint checkpoint = ledger::read_checkpoint(note.text);
  const std::vector<std::string> cosigned = ledger::cosigners(policy, note);
  const bool by_log = !ledger::signers(note, std::span(&state.log, 1)).empty();
  Json signatures = Json::array();
  for (const ledger::NoteSignature& one : note.signatures) {
    const auto witness = std::ranges::find_if(policy.witnesses, [&](const ledger::Witness& known) {
      return known.key.name == one.name && known.key.id() == one.id;
    });
    const bool is_log = one.name == state.log.name && one.id == state.log.id();
    const bool known =
        is_log ? by_log
               : witness != policy.witnesses.end() && std::ranges::find(cosigned, witness->name) != cosigned.end();
    const std::string name = witness == policy.witnesses.end() ? one.name : witness->name;
    signatures.push_back({{"name", name}, {"party", party_named(accord, name)}, {"log", is_log}, {"known", known}});
  }
  Json missing = Json::array();
  Json witnesses = Json::array();
  for (const ledger::Witness& witness : policy.witnesses) {
    if (std::ranges::find(cosigned, witness.name) == cosigned.end()) missing.push_back(witness.name);
    witnesses.push_back(
        {{"name", witness.name}, {"key", ledger::text_of(witness.key)}, {"party", party_named(accord, witness.name)}});
  }
  return json_response({{"note", *text},
                        {"origin", checkpoint.origin},
                        {"size", checkpoint.size},
                        {"root", ledger::base64(ledger::view(checkpoint.root))},
                        {"log", ledger::text_of(state.log)},
                        {"signatures", std::move(signatures)},
                        {"witnesses", std::move(witnesses)},
                        {"missing", std::move(missing)},
                        {"quorum", ledger::quorum_reached(policy, cosigned)}});
}

Response proof_response(ledger::Store& store, std::uint64_t index, std::uint64_t size) {
  ledger::Transaction one_view(store, ledger::Access::read);
  const std::uint64_t all = store.size();
  if (index >= all) return no_entry(std::to_string(index));
  if (size == 0) {
    const std::vector<std::uint64_t> checkpoints = store.checkpoint_sizes();
    size = !checkpoints.empty() && checkpoints.back() > index ? checkpoints.back() : all;
  }
  if (size > all || size <= index) {
    return error(400, "size",
                 "a tree of " + size_text(size) + " does not hold entry " + std::to_string(index) +
                     ", or is larger than the ledger, which has " + size_text(all));
  }
  const std::vector<ledger::Entry> kept = store.entries(index, 1);
  const std::vector<ledger::Hash> path = ledger::inclusion_proof(ledger::tiles_of(store), size, index);
  one_view.commit();
  return json_response({{"index", index},
                        {"size", size},
                        {"leaf", ledger::base64(ledger::view(ledger::leaf_hash(ledger::view(kept.front().hash))))},
                        {"path", hashes_json(path)}});
}

Response consistency_response(ledger::Store& store, std::uint64_t from, std::uint64_t to) {
  ledger::Transaction one_view(store, ledger::Access::read);
  const std::uint64_t all = store.size();
  if (from == 0 || from > to || to > all) {
    return error(400, "size", "write 1 <= from <= to <= " + std::to_string(all) + ", the entries that there are");
  }
  const std::vector<ledger::Hash> path = ledger::consistency_proof(ledger::tiles_of(store), to, from);
  one_view.commit();
  return json_response({{"from", from}, {"to", to}, {"path", hashes_json(path)}});
}

Response writing_response(const ledger::State& state, const std::string& member, Role role, std::int64_t now) {
  const auto found = state.members.find(member);
  if (found == state.members.end())
    return error(403, "no_member", "the ledger has no member called " + member + ", so nothing can be written here");
  Json roles = Json::array();
  Json types = Json::array();
  std::vector<ledger::Role> usable;
  for (const ledger::Role one : found->second.roles) {
    if (!may_submit(role, one)) continue;
    usable.push_back(one);
    roles.push_back(ledger::name_of(one));
  }
  for (int type = 0; type <= static_cast<int>(ledger::EventType::withdrawal); ++type) {
    const auto as = static_cast<ledger::EventType>(type);
    if (std::ranges::any_of(usable, [&](ledger::Role one) { return ledger::may_say(one, as); }))
      types.push_back(ledger::name_of(as));
  }
  return json_response({{"ledger", state.origin},
                        {"accord", state.accord},
                        {"author", member},
                        {"roles", std::move(roles)},
                        {"key", found->second.key_id},
                        {"number", found->second.last_number + 1},
                        {"not_before", ledger::time_text(found->second.last_time)},
                        {"now", ledger::time_text(now)},
                        {"clock_allowance", state.clock_allowance},
                        {"types", std::move(types)}});
}

}  // namespace entente::server
