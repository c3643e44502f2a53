#include "review/matters.h"

#include <algorithm>
#include <unordered_map>

#include "accord/procedure_templates.h"
#include "review/content.h"
#include "review/procedure_run.h"

namespace entente::review {

namespace {

using ledger::EventType;
using std::chrono::sys_seconds;

std::vector<std::string> party_names(const accord::Accord& accord) {
  std::vector<std::string> names;
  for (const accord::Party& party : accord.parties) names.push_back(party.name);
  return names;
}

std::optional<accord::Procedure> procedure_called(const accord::Accord& accord, const std::string& name) {
  const auto found = std::ranges::find(accord.procedures, name, &accord::Procedure::name);
  if (found != accord.procedures.end()) return *found;
  const std::vector<std::string> shipped = accord::names_of_templates();
  if (std::ranges::find(shipped, name) == shipped.end()) return std::nullopt;
  const std::vector<std::string> parties = party_names(accord);
  return accord::procedure_of_template(name, &parties);
}

bool is_named(const std::vector<std::string>& names, const std::string& name) {
  return std::ranges::any_of(names, [&](const std::string& one) { return one == accord::anyone_word || one == name; });
}

// Finds the procedure that the complaint names and begins it; why it can not is remarked.
void begin_procedure(const accord::Accord& accord, const Entry& complaint, ProcedureRun& run) {
  std::string name = text_in(complaint.content, "procedure");
  if (name.empty()) return;
  const auto refuse = [&](const std::string& why) {
    run.matter.remarks.push_back({complaint.number, why + "; the complaint has no clock"});
  };
  std::optional<accord::Procedure> procedure = procedure_called(accord, name);
  std::string stage_name;
  if (const std::size_t slash = name.rfind('/'); !procedure && slash != std::string::npos) {
    stage_name = name.substr(slash + 1);
    name.resize(slash);
    procedure = procedure_called(accord, name);
  }
  if (!procedure || procedure->stages.empty()) return refuse("no procedure is called " + name);
  const auto stage = stage_name.empty() ? 0 : accord::stage_called(*procedure, stage_name);
  if (!stage) return refuse("procedure " + name + " has no stage called " + stage_name);
  const bool may_start = (*stage == 0 && is_named(procedure->may_start, complaint.author)) ||
                         is_named(procedure->stages[*stage].may_start, complaint.author);
  if (!may_start) {
    return refuse(complaint.author + " may not begin procedure " + name +
                  (stage_name.empty() ? "" : " at stage " + stage_name));
  }
  run.matter.procedure = name;
  run.matter.rules = std::move(procedure);
  begin(run, *stage, start_at(moment_of(complaint.time)));
}

void add_acceptance(Matter& matter, const std::string& party, bool accepts, const Entry& entry) {
  const Acceptance said{
      .party = party, .accepts = accepts, .entry = entry.number, .text = text_in(entry.content, "text")};
  const auto before = std::ranges::find(matter.acceptance, party, &Acceptance::party);
  if (before == matter.acceptance.end()) {
    matter.acceptance.push_back(said);
  } else {
    *before = said;
  }
}

void take_acceptances(Matter& matter, const Entry& decision) {
  for (const auto& [field, accepts] : {std::pair{"in_force_for", true}, std::pair{"void_for", false}}) {
    const auto found = decision.content.find(field);
    if (found == decision.content.end()) continue;
    for (const auto& party : *found) add_acceptance(matter, party.get<std::string>(), accepts, decision);
  }
}

// What a decision is where no procedure runs: the end.
void close(Matter& matter, const Entry& decision) {
  if (!matter.open) {
    matter.remarks.push_back({decision.number, "the matter had ended before"});
    return;
  }
  matter.open = false;
  matter.ending_text = text_in(decision.content, "decided");
  matter.ending = accord::ending_called(matter.ending_text);
  matter.ended_at = moment_of(decision.time);
}

class Running {
 public:
  Running(const accord::Accord& accord, const Entry& complaint) {
    Matter& matter = run_.matter;
    matter.entry = complaint.number;
    matter.opened = moment_of(complaint.time);
    matter.complainant = complaint.author;
    matter.against = text_in(complaint.content, "against");
    matter.commitment = text_in(complaint.content, "commitment");
    matter.level = text_in(complaint.content, "level");
    run_.parties = party_names(accord);
    begin_procedure(accord, complaint, run_);
  }

  // A reply to the complaint or to what belongs to it.
  void take_reply(const Entry& reply) {
    if (!reply.content.contains("accepts")) return;
    add_acceptance(run_.matter, reply.author, reply.content.at("accepts").get<bool>(), reply);
  }

  // What is of this matter, by time.
  void take(const Entry& entry) {
    if (entry.type == EventType::decision) take_acceptances(run_.matter, entry);
    if (!run_.matter.rules) {
      if (entry.type == EventType::decision) close(run_.matter, entry);
      return;
    }
    pass(moment_of(entry.time));
    if (entry.type == EventType::vote) take_vote(run_, entry);
    if (entry.type == EventType::decision) take_decision(run_, entry);
    if (entry.type == EventType::extension) take_extension(run_, entry);
    last_ = moment_of(entry.time);
  }

  Matter at(sys_seconds moment) {
    if (run_.matter.rules) pass(moment, true);
    if (run_.matter.open && run_.matter.rules) run_.matter.outlook = outlook_of(run_);
    if (run_.matter.open && !run_.matter.rules) run_.matter.outlook.nobody_can_say = "no procedure runs";
    return run_.matter;
  }

 private:
  // Votes of one second are looked at together, before the clocks go on.
  void pass(sys_seconds moment, bool all_taken = false) {
    if (last_ && (*last_ < moment || all_taken)) {
      settle_votes(run_, *last_);
      last_.reset();
    }
    if (!run_clocks(run_, moment) && !is_endless_) {
      is_endless_ = true;
      run_.matter.remarks.push_back({run_.matter.entry, "its stages came so often that the rest is left out"});
    }
  }

  ProcedureRun run_;
  std::optional<sys_seconds> last_;  // when votes were taken that nobody has counted yet
  bool is_endless_ = false;
};

}  // namespace

bool is_contested(const Matter& matter) {
  return std::ranges::any_of(matter.acceptance, [](const Acceptance& one) { return !one.accepts; });
}

std::vector<Matter> matters(const accord::Accord& accord, std::span<const Entry> entries, sys_seconds at) {
  std::vector<const Entry*> past;
  for (const Entry& entry : entries) {
    if (moment_of(entry.time) <= at) past.push_back(&entry);
  }
  std::ranges::sort(past, {}, [](const Entry* entry) { return std::pair(entry->time, entry->number); });
  std::vector<Running> running;
  std::unordered_map<std::uint64_t, std::size_t> matter_of;  // by entry: the complaint and what belongs to it
  for (const Entry* entry : past) {
    const bool is_reply = entry->type == EventType::reply;
    const auto about = entry_in(entry->content, is_reply ? "to" : "matter");
    const auto found = about ? matter_of.find(*about) : matter_of.end();
    if (found != matter_of.end()) {
      const std::size_t matter = found->second;
      if (is_reply) running[matter].take_reply(*entry);
      if (!is_reply) running[matter].take(*entry);
      matter_of[entry->number] = matter;
    }
    if (entry->type != EventType::complaint) continue;
    matter_of[entry->number] = running.size();
    running.emplace_back(accord, *entry);
  }
  std::vector<Matter> result;
  for (Running& one : running) result.push_back(one.at(at));
  return result;
}

}  // namespace entente::review
