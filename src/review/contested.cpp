#include "review/contested.h"

#include <map>

#include "review/content.h"

namespace entente::review {

namespace {

using ledger::EventType;

std::string what_it_says(const Entry& entry) {
  for (const char* field : {"decided", "measure", "text", "because"}) {
    if (std::string text = text_in(entry.content, field); !text.empty()) return text;
  }
  return std::string(ledger::name_of(entry.type));
}

}  // namespace

std::vector<Contested> contested(std::span<const Entry> entries) {
  struct Said {
    bool accepts = false;
    Side side;
  };
  std::map<EntryNumber, std::map<std::string, Said>> replies;
  for (const Entry& entry : entries) {
    if (entry.type != EventType::reply || !entry.content.contains("accepts")) continue;
    replies[entry.content["to"].get<EntryNumber>()][entry.author] = {
        entry.content["accepts"].get<bool>(), {entry.author, entry.number, text_in(entry.content, "text")}};
  }
  std::vector<Contested> all;
  for (const Entry& entry : entries) {
    Contested one{.entry = entry.number,
                  .author = entry.author,
                  .what = what_it_says(entry),
                  .commitment = text_in(entry.content, "commitment"),
                  .level = text_in(entry.content, "level"),
                  .in_force_for = texts_in(entry.content, "in_force_for"),
                  .void_for = texts_in(entry.content, "void_for"),
                  .accepted_by = {},
                  .rejected_by = {}};
    if (const auto found = replies.find(entry.number); found != replies.end()) {
      for (const auto& [who, said] : found->second)
        (said.accepts ? one.accepted_by : one.rejected_by).push_back(said.side);
    }
    if (!one.rejected_by.empty() || !one.void_for.empty()) all.push_back(std::move(one));
  }
  return all;
}

}  // namespace entente::review
