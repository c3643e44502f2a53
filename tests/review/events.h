// Events of a matter, written so that a test shows them.
#pragma once

#include <chrono>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "accord/error.h"
#include "accord/read.h"
#include "ledger/event.h"
#include "review/record.h"

namespace entente::review {

/// `2025-08-28T10:00:00Z`, or a day, which means its first second.
inline std::chrono::sys_seconds moment(std::string text) {
  if (text.size() == 10) text += "T00:00:00Z";
  return std::chrono::sys_seconds(std::chrono::seconds(ledger::time_in(text).value()));
}

class Events {
 public:
  std::uint64_t add(const std::string& time, std::string author, ledger::Role role, ledger::EventType type,
                    ledger::Json content) {
    // An extension that sets no end has no day to write.
    const bool without_end = type == ledger::EventType::extension && !content.contains("until");
    const auto why = ledger::why_not_content(type, content);
    if (why && !without_end) throw Error(*why);
    Entry entry;
    entry.number = entries.size() + 1;
    entry.time = moment(time).time_since_epoch().count();
    entry.author = std::move(author);
    entry.role = role;
    entry.type = type;
    entry.content = std::move(content);
    entries.push_back(entry);
    return entry.number;
  }
  std::uint64_t complaint(const std::string& time, const std::string& author, const std::string& against,
                          const std::string& procedure) {
    ledger::Json content{{"against", against}, {"text", "it did not deliver"}};
    if (!procedure.empty()) content["procedure"] = procedure;
    return add(time, author, ledger::Role::party, ledger::EventType::complaint, content);
  }
  std::uint64_t vote(const std::string& time, const std::string& author, std::uint64_t matter,
                     const std::string& choice) {
    return add(time, author, ledger::Role::party, ledger::EventType::vote, {{"matter", matter}, {"choice", choice}});
  }
  std::uint64_t decision(const std::string& time, const std::string& organ, std::uint64_t matter,
                         const std::string& decided) {
    return add(time, organ, ledger::Role::organ, ledger::EventType::decision,
               {{"matter", matter}, {"decided", decided}, {"from", time.substr(0, 10)}});
  }
  std::uint64_t extension(const std::string& time, const std::string& organ, std::uint64_t matter,
                          const std::string& until, const std::vector<std::string>& agreed_by) {
    ledger::Json content{{"matter", matter}};
    if (!until.empty()) content["until"] = until;
    if (!agreed_by.empty()) content["agreed_by"] = agreed_by;
    return add(time, organ, ledger::Role::organ, ledger::EventType::extension, content);
  }
  std::uint64_t reply(const std::string& time, const std::string& author, std::uint64_t to, bool accepts) {
    return add(time, author, ledger::Role::party, ledger::EventType::reply,
               {{"to", to}, {"text", "its answer"}, {"accepts", accepts}});
  }

  std::vector<Entry> entries;
};

}  // namespace entente::review
