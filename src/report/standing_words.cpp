#include "report/standing_words.h"

#include <fmt/format.h>

#include "accord/words.h"
#include "report/wording.h"

namespace entente::report {

std::string day_in_words(const std::optional<std::chrono::sys_days>& day) {
  return day ? day_in_words(std::chrono::sys_seconds(*day)) : "-";
}

std::string day_in_words(std::chrono::sys_seconds time) {
  return ledger::time_text(time.time_since_epoch().count()).substr(0, 10);
}

std::string days_in_words(std::int64_t days) {
  return count(static_cast<double>(days)) + (days == 1 ? " day" : " days");
}

std::string entry_in_words(const review::Standing& standing, review::EntryNumber number) {
  const review::Entry* entry = review::entry_of(standing, number);
  return entry == nullptr || entry->id.empty() ? "#" + std::to_string(number) : entry->id;
}

std::string entries_in_words(const review::Standing& standing, std::span<const review::EntryNumber> numbers) {
  std::vector<std::string> words;
  for (const review::EntryNumber number : numbers) words.push_back(entry_in_words(standing, number));
  return accord::joined(words);
}

std::string obligation_in_words(const review::Obligation& obligation) {
  return review::name_of(obligation) + (obligation.in_text ? "" : " (outside the text)");
}

std::string waiting_in_words(const review::Standing& standing, review::ObligationIndex obligation) {
  const review::Life& life = standing.lives[obligation];
  std::vector<std::string> words;
  for (const review::Waiting& waiting : life.waiting) {
    std::string one = waiting.wait.on.empty() ? waiting.wait.text : "";
    if (!waiting.wait.on.empty()) {
      const std::vector<review::ObligationIndex>& on = waiting.wait.on;
      one = on.size() == 1 ? review::name_of(standing.obligations[on.front()])
                           : standing.obligations[on.front()].commitment;
    }
    if (!waiting.who.empty()) one += " (" + waiting.who + ")";
    if (!waiting.wait.in_text) one += ", outside the text";
    if (waiting.claimed) one += ", says " + standing.obligations[obligation].by;
    words.push_back(one);
  }
  std::string text;
  for (const std::string& word : words) text += (text.empty() ? "" : "; ") + word;
  if (life.in_circle) {
    text += "; they wait on each other";
  } else if (life.chain.size() > 1) {
    const review::Obligation& root = standing.obligations[life.chain.back()];
    text += "; root cause: " + review::name_of(root) + " (" + root.by + ")";
  }
  return text;
}

Tone tone_of(review::Status status) {
  switch (status) {
    case review::Status::fulfilled:
    case review::Status::remedied:
      return Tone::good;
    case review::Status::overdue:
    case review::Status::in_breach:
    case review::Status::reversed:
      return Tone::bad;
    default:
      return Tone::plain;
  }
}

std::string score_in_words(const review::Counts& counts) {
  const auto score = review::score(counts);
  const std::string all = fmt::format("{} complete, {} intermediate, {} minimum, {} not initiated", count(counts[3]),
                                      count(counts[2]), count(counts[1]), count(counts[0]));
  return score ? fmt::format("{:.1f} of 100 ({})", *score, all) : "no score: nothing was promised";
}

}  // namespace entente::report
