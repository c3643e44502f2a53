#include "review/obligation.h"

#include <algorithm>
#include <functional>
#include <map>
#include <tuple>
#include <utility>

#include "review/content.h"
#include "review/record_cells.h"
#include "review/turns.h"

namespace entente::review {

namespace {

using ledger::EventType;
using ledger::Json;
using ledger::Role;
using Name = std::pair<std::string, std::string>;  // commitment, level

std::chrono::sys_seconds said(const Entry& entry) {
  return moment_of(entry.time);
}

// Those for whom the level is worth something; everybody else where the accord says nothing of worth.
std::vector<std::string> owed_to(const accord::Accord& accord, const Obligation& obligation) {
  std::vector<std::string> all;
  std::vector<std::string> gaining;
  for (std::size_t party = 0; party < accord.parties.size(); ++party) {
    if (accord.parties[party].name == obligation.by) continue;
    all.push_back(accord.parties[party].name);
    if (!obligation.in_text) continue;
    const auto& levels = accord.commitments[obligation.in_text->commitment].levels;
    const accord::Level& level = levels[obligation.in_text->level - 1];
    if (party >= level.value.size()) continue;
    const double below = obligation.in_text->level > 1 ? levels[obligation.in_text->level - 2].value[party].best : 0.0;
    const double once = party < level.once.size() ? level.once[party].best : 0.0;
    if (level.value[party].best > below || once > 0.0) gaining.push_back(all.back());
  }
  return gaining.empty() ? all : gaining;
}

std::optional<accord::Requirement> place_in(const accord::Accord& accord, const Name& name) {
  for (std::size_t c = 0; c < accord.commitments.size(); ++c) {
    if (accord.commitments[c].name != name.first) continue;
    for (std::size_t l = 0; l < accord.commitments[c].levels.size(); ++l) {
      if (accord.commitments[c].levels[l].name == name.second) return accord::Requirement{c, l + 1};
    }
  }
  return std::nullopt;
}

std::optional<QuantitySchedule> schedule_in(const Json& item) {
  const auto found = item.find("schedule");
  if (found == item.end()) return std::nullopt;
  return QuantitySchedule{number_in(*found, "amount").value_or(0.0), text_in(*found, "unit"), text_in(*found, "every"),
                          date_in(*found, "from"), date_in(*found, "until")};
}

Result result_in(const Json& content) {
  const std::string result = text_in(content, "result");
  if (result == "not fulfilled") return Result::not_fulfilled;
  if (result == "partly fulfilled") return Result::partly_fulfilled;
  return result == "unclear" ? Result::unclear : Result::fulfilled;
}

Delivery delivery_in(const Entry& entry) {
  return {.entry = entry.number,
          .said = said(entry),
          .on = date_in(entry.content, "on").value_or(day_of(said(entry))),
          .author = entry.author,
          .result = result_in(entry.content),
          .share = number_in(entry.content, "share"),
          .amount = number_in(entry.content, "amount"),
          .unit = text_in(entry.content, "unit"),
          .of_report = entry_in(entry.content, "report")};
}

class Gathering {
 public:
  Gathering(const accord::Accord& accord, std::span<const Entry> entries) : accord_(accord), entries_(entries) {}

  Gathered gathered() {
    name_all();
    for (const Entry& entry : entries_) {
      if (entry.type == EventType::commitments) promises(entry);
    }
    for (const Entry& entry : entries_) event(entry);
    for (Obligation& one : result_.obligations) finish(one);
    return std::move(result_);
  }

 private:
  void note(const Entry& entry, const std::string& text) {
    result_.notes.push_back((entry.id.empty() ? "entry " + std::to_string(entry.number) : "`" + entry.id + "`") +
                            " of " + entry.author + ", " + ledger::time_text(entry.time).substr(0, 10) + ": " + text);
  }

  void name_all() {
    std::vector<std::pair<Name, std::string>> outside;
    std::map<accord::CommitmentIndex, std::map<accord::LevelIndex, Name>> inside;
    const auto add = [&](const Json& named, const std::string& by) {
      const Name name{text_in(named, "commitment"), text_in(named, "level")};
      if (const auto place = place_in(accord_, name)) {
        inside[place->commitment][place->level] = name;
      } else if (!by.empty() &&
                 std::ranges::find(outside, name, &std::pair<Name, std::string>::first) == outside.end()) {
        outside.emplace_back(name, by);
      }
    };
    for (const Entry& entry : entries_) {
      if (entry.type == EventType::commitments) {
        for (const Json& item : entry.content["items"]) add(item, text_in(item, "by"));
      }
      if (entry.type == EventType::report || entry.type == EventType::finding) add(entry.content, {});
    }
    for (const auto& [commitment, levels] : inside) {
      for (const auto& [level, name] : levels) {
        Obligation& one = result_.obligations.emplace_back();
        one.commitment = name.first;
        one.level = name.second;
        one.by = accord_.parties[accord_.commitments[commitment].by].name;
        one.in_text = accord::Requirement{commitment, level};
      }
    }
    for (const auto& [name, by] : outside) {
      Obligation& one = result_.obligations.emplace_back();
      one.commitment = name.first;
      one.level = name.second;
      one.by = by;
    }
    for (ObligationIndex n = 0; n < result_.obligations.size(); ++n) {
      Obligation& one = result_.obligations[n];
      by_name_[{one.commitment, one.level}] = n;
      one.owed_to = owed_to(accord_, one);
    }
  }

  Obligation* find(const Json& named) {
    const auto found = by_name_.find({text_in(named, "commitment"), text_in(named, "level")});
    return found == by_name_.end() ? nullptr : &result_.obligations[found->second];
  }

  // `commitment: level` or `commitment` of what is promised; free words for anything else.
  Wait wait_in(const std::string& text) const {
    Wait wait{.text = text, .on = {}, .in_text = false};
    const std::size_t colon = text.find(':');
    const std::string commitment(trimmed(std::string_view(text).substr(0, colon)));
    const std::string level(colon == std::string::npos ? "" : trimmed(std::string_view(text).substr(colon + 1)));
    for (ObligationIndex n = 0; n < result_.obligations.size(); ++n) {
      const Obligation& one = result_.obligations[n];
      if (one.commitment == commitment && (level.empty() || one.level == level)) wait.on.push_back(n);
    }
    wait.in_text = !wait.on.empty() &&
                   std::ranges::all_of(wait.on, [&](auto n) { return result_.obligations[n].in_text.has_value(); });
    return wait;
  }

  std::vector<Wait> waits_in(const Json& object) const {
    std::vector<Wait> waits;
    for (const std::string& text : texts_in(object, "waits_on")) waits.push_back(wait_in(text));
    return waits;
  }

  void promises(const Entry& entry) {
    for (const Json& item : entry.content["items"]) {
      Obligation* one = find(item);
      if (one == nullptr) continue;
      if (text_in(item, "by") != one->by) {
        note(entry,
             "promises " + name_of(*one) + " of " + text_in(item, "by") + ", which is for " + one->by + " to give");
        continue;
      }
      Promise promise{.entry = entry.number,
                      .said = said(entry),
                      .author = entry.author,
                      .role = entry.role,
                      .plan = text_in(entry.content, "plan"),
                      .due = date_in(item, "due"),
                      .from = date_in(item, "from"),
                      .lapses = date_in(item, "lapses"),
                      .verified_by = texts_in(item, "verified_by"),
                      .waits_on = waits_in(item),
                      .schedule = schedule_in(item)};
      const Promise* before = in_force(*one);
      if (before != nullptr && entry.author == one->by && puts_off(*before, promise)) {
        promise.counts = false;
        note(entry, "asks of " + name_of(*one) + " less, or later, than " + one->by +
                        " had promised; who owes can not say so alone, and the earlier promise stands");
      }
      one->promises.push_back(std::move(promise));
    }
  }

  // A later date, none any more, an earlier lapse, or something new to wait on.
  static bool puts_off(const Promise& before, const Promise& after) {
    if (before.due && (!after.due || *after.due > *before.due)) return true;
    if (after.lapses && (!before.lapses || *after.lapses < *before.lapses)) return true;
    return std::ranges::any_of(after.waits_on, [&](const Wait& wait) {
      return std::ranges::find(before.waits_on, wait.text, &Wait::text) == before.waits_on.end();
    });
  }

  void event(const Entry& entry) {
    switch (entry.type) {
      case EventType::report:
      case EventType::finding:
        delivery(entry);
        break;
      case EventType::excuse:
        if (Obligation* one = find(entry.content); one != nullptr) {
          one->excuses.push_back({.entry = entry.number,
                                  .said = said(entry),
                                  .author = entry.author,
                                  .because = text_in(entry.content, "because"),
                                  .waits_on = waits_in(entry.content),
                                  .accepted = false});
        }
        break;
      case EventType::extension:
        extension(entry);
        break;
      case EventType::decision:
        turned(entry, turn_of_decision(text_in(entry.content, "decided")), text_in(entry.content, "decided"));
        break;
      case EventType::response:
        turned(entry, turn_of_response(text_in(entry.content, "measure")), text_in(entry.content, "measure"));
        break;
      case EventType::reply:
        reply(entry);
        break;
      default:
        break;
    }
  }

  void delivery(const Entry& entry) {
    Obligation* one = find(entry.content);
    if (one == nullptr) {
      note(entry, "is about " + text_in(entry.content, "commitment") + " " + text_in(entry.content, "level") +
                      ", which is neither in the accord nor promised so far");
      return;
    }
    Delivery delivery = delivery_in(entry);
    if (delivery.on > day_of(said(entry))) {
      note(entry, "speaks of a day to come: an announcement, no " + std::string(ledger::name_of(entry.type)));
      return;
    }
    if (entry.type == EventType::finding && entry.author == one->by) {
      note(entry, one->by + " finds on its own " + name_of(*one) + "; that is a report");
      if (delivery.result == Result::fulfilled || delivery.result == Result::partly_fulfilled)
        one->reports.push_back(std::move(delivery));
      return;
    }
    if (entry.type == EventType::report && entry.author != one->by) {
      note(entry,
           "reports " + name_of(*one) + ", which is for " + one->by + " to report; it counts as said by another");
    }
    const Promise* promise = in_force(*one);
    if (entry.type == EventType::finding && promise != nullptr && !promise->verified_by.empty() &&
        !is_among(promise->verified_by, entry.author)) {
      note(entry, "finds on " + name_of(*one) + ", for which another verifier was agreed");
    }
    (entry.type == EventType::report ? one->reports : one->findings).push_back(std::move(delivery));
  }

  bool all_owed_agree(const Obligation& one, std::vector<std::string> agreed) const {
    return std::ranges::all_of(one.owed_to, [&](const std::string& party) { return is_among(agreed, party); });
  }

  void extension(const Entry& entry) {
    if (entry.content.contains("matter") && !entry.content.contains("commitment")) return;  // of a procedure's clock
    std::vector<std::string> agreed = texts_in(entry.content, "agreed_by");
    agreed.push_back(entry.author);
    const bool all = !entry.content.contains("commitment");
    const auto until = date_in(entry.content, "until");
    for (Obligation& one : result_.obligations) {
      if (!until || one.promises.empty() || !(all || names(entry.content, one.commitment, one.level))) continue;
      if (entry.role == Role::organ || all_owed_agree(one, agreed)) {
        one.more_time.push_back({entry.number, said(entry), *until});
      } else {
        note(entry, "gives more time for " + name_of(one) + " without all to whom it is owed; it does not count");
      }
    }
  }

  // Nothing happens where the parties for whom it is void are all there are.
  bool is_void(const Json& content) const {
    if (content.contains("in_force_for")) return false;
    const std::vector<std::string> none = texts_in(content, "void_for");
    return !none.empty() && std::ranges::all_of(accord_.parties, [&](const auto& p) { return is_among(none, p.name); });
  }

  void turned(const Entry& entry, std::optional<Turn> turn, const std::string& words) {
    const bool decision = entry.type == EventType::decision;
    if (!turn || (decision && is_void(entry.content))) return;
    const bool names_none = !entry.content.contains("commitment");
    if (decision && names_none && entry.content.contains("matter")) return;  // what it does, the matter says
    // An organ's word on nothing in particular is about the accord where that can be; on a breach it must say which.
    if (decision && names_none && (*turn == Turn::breach || *turn == Turn::no_breach || *turn == Turn::excuse)) return;
    const auto from = date_in(entry.content, "from");
    const auto begins = from ? std::max(std::chrono::sys_seconds(*from), said(entry)) : said(entry);
    for (Obligation& one : result_.obligations) {
      if (!decision && one.by != entry.author) continue;
      if (names_none || names(entry.content, one.commitment, one.level))
        one.turns.push_back({*turn, entry.number, begins, entry.author, words});
    }
  }

  // An excuse is accepted by an organ, or when all who are owed have said so; who takes it back does not accept.
  void reply(const Entry& entry) {
    const auto to = entry_in(entry.content, "to");
    if (!to || !entry.content.contains("accepts")) return;
    for (Obligation& one : result_.obligations) {
      for (Excuse& excuse : one.excuses) {
        if (excuse.entry != *to) continue;
        std::vector<std::string>& agreed = accepted_by_[{one.commitment + '\n' + one.level, *to}];
        std::erase(agreed, entry.author);
        const bool accepts = entry.content["accepts"].get<bool>();
        if (accepts) agreed.push_back(entry.author);
        excuse.accepted = (accepts && entry.role == Role::organ) || all_owed_agree(one, agreed);
      }
    }
  }

  static void finish(Obligation& one) {
    // A finding that names a report is about that day at least.
    for (Delivery& finding : one.findings) {
      for (const Delivery& report : one.reports) {
        if (finding.of_report == report.entry) finding.on = std::max(finding.on, report.on);
      }
    }
    const auto by_day = [](const Delivery& a, const Delivery& b) {
      return std::tie(a.on, a.said, a.entry) < std::tie(b.on, b.said, b.entry);
    };
    std::ranges::sort(one.reports, by_day);
    std::ranges::sort(one.findings, by_day);
    std::ranges::sort(one.turns, [](const Turned& a, const Turned& b) {
      return std::tie(a.from, a.entry) < std::tie(b.from, b.entry);
    });
  }

  const accord::Accord& accord_;
  std::span<const Entry> entries_;
  Gathered result_;
  std::map<Name, ObligationIndex> by_name_;
  std::map<std::pair<std::string, EntryNumber>, std::vector<std::string>> accepted_by_;
};

}  // namespace

Gathered gather(const accord::Accord& accord, std::span<const Entry> entries) {
  return Gathering(accord, entries).gathered();
}

const Promise* in_force(const Obligation& obligation) {
  const auto last =
      std::find_if(obligation.promises.rbegin(), obligation.promises.rend(), std::mem_fn(&Promise::counts));
  return last == obligation.promises.rend() ? nullptr : &*last;
}

std::string name_of(const Obligation& obligation) {
  return obligation.commitment + ' ' + obligation.level;
}

}  // namespace entente::review
