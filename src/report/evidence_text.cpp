#include "report/evidence_text.h"

#include <algorithm>
#include <cmath>
#include <set>

#include "accord/lattice.h"
#include "accord/words.h"
#include "evidence/estimative_words.h"
#include "evidence/judgement.h"
#include "report/wording.h"

namespace entente::report {

namespace {

using evidence::Act;
using evidence::Belief;
using evidence::Evidence;
using evidence::Item;
using evidence::Silence;
using evidence::Weighed;

std::string commitment_name(const EvidenceAnalysis& analysis, accord::CommitmentIndex commitment) {
  return analysis.accord.commitments[commitment].name;
}

std::string number_of(std::size_t number, const std::string& one, const std::string& many) {
  return count(static_cast<double>(number)) + ' ' + (number == 1 ? one : many);
}

std::string witnesses_in_words(double witnesses) {
  return accord::plain_number(std::round(10.0 * witnesses) / 10.0);
}

std::string title(const EvidenceAnalysis& analysis, const Terminal& terminal) {
  return paragraph(analysis.evidence.title + ", as of " + evidence::in_words(analysis.on), terminal, "",
                   Tone::heading) +
         '\n';
}

std::string left_out(const EvidenceAnalysis& analysis, const Terminal& terminal) {
  if (analysis.evidence.left_out == 0) return {};
  return paragraph(number_of(analysis.evidence.left_out, "item was", "items were") +
                       " left out, see the errors; what follows is without " +
                       (analysis.evidence.left_out == 1 ? "it." : "them."),
                   terminal, "", Tone::bad);
}

// Which way it is not kept, where one is the likelier; empty where neither is.
std::string kind_of_breach(const Belief& belief) {
  const double shortfall = belief.now[index(evidence::Standing::shortfall)].best;
  const double taken_back = belief.now[index(evidence::Standing::taken_back)].best;
  if (shortfall == taken_back) return {};
  return std::string("; if not, ") + (shortfall > taken_back ? "short" : "taken back") + " is the likelier";
}

std::string verdict(const EvidenceAnalysis& analysis, const Terminal& terminal) {
  std::string text;
  for (const Belief& belief : analysis.beliefs) {
    if (belief.items.empty()) continue;
    const std::string name_of = commitment_name(analysis, belief.commitment);
    if (!belief.possible) {
      text += paragraph(name_of +
                            ": no history explains all items; one says what another makes impossible. Give no "
                            "chance of 0% or 100% to what could be mistaken.",
                        terminal, "- ", Tone::bad);
      continue;
    }
    const evidence::Chance& kept = belief.now[index(evidence::Standing::kept)];
    text += paragraph(name_of + " kept: " + chance_in_words(kept) + kind_of_breach(belief) + ".", terminal, "- ",
                      kept.best >= 0.5 ? Tone::good : Tone::bad);
  }
  return text.empty() ? paragraph("No item speaks about any commitment.", terminal) : text;
}

std::string belief_table(const EvidenceAnalysis& analysis, const Terminal& terminal) {
  Table table;
  table.columns = {{"commitment"}, {"kept"}, {"short"}, {"taken back"}, {"witnesses", Align::right}};
  for (const Belief& belief : analysis.beliefs) {
    if (!belief.possible || belief.items.empty()) continue;
    std::vector<Cell> row{{commitment_name(analysis, belief.commitment)}};
    for (const evidence::Standing standing : evidence::kAllStandings) {
      row.push_back({chance_in_words(belief.now[index(standing)])});
    }
    row.push_back({witnesses_in_words(belief.witnesses)});
    table.rows.push_back(std::move(row));
  }
  if (table.rows.empty()) return {};
  const bool exact = std::ranges::all_of(analysis.beliefs, &Belief::exact);
  return heading("What is believed", terminal) + drawn(table, terminal) +
         paragraph(std::string("Words after ICD 203. From the least to the most that the ranges of the file allow") +
                       (exact ? ", exactly" : "; some ends are bounds that could lie further in") +
                       ". Witnesses: independent ones; copies count once, sources with a common cause in part.",
                   terminal, "", Tone::faint);
}

std::string remark(const Evidence& evidence, const Weighed& weighed) {
  if (weighed.silence != Silence::none) return silence_in_words(evidence, weighed);
  if (!weighed.depends) return {};
  return percent(weighed.share.best) + " a repetition of " + evidence.items[weighed.repeats].id;
}

// Number and word together, here too.
std::string best_in_words(double chance) {
  return std::string(evidence::estimative_word(chance)) + " (" + probability(chance) + ")";
}

std::string moved_by(const EvidenceAnalysis& analysis, const Belief& belief, const Terminal& terminal) {
  const Evidence& evidence = analysis.evidence;
  Table table;
  table.columns = {{"event"}, {"item"}, {"who says so"}, {"says"}, {"grade"}, {"weight"}, {"kept then, best value"}};
  for (const Weighed& weighed : belief.items) {
    const Item& item = evidence.items[weighed.item];
    const auto moment = std::ranges::find(belief.moments, item.event, &evidence::Moment::day);
    const bool speaks = weighed.silence == Silence::none && item.event >= belief.begins;
    std::string weight = speaks ? weight_in_words(evidence::ratio_for_keeping(weighed.best)) : "";
    if (item.event < belief.begins) weight = "before the belief begins";
    const std::string why = remark(evidence, weighed);
    if (!why.empty()) weight += (weight.empty() ? "" : "; ") + why;
    table.rows.push_back(
        {{evidence::in_words(item.event)},
         {item.id},
         {evidence.sources[item.source].name},
         {item.finding ? std::string(name(*item.finding)) : "-"},
         {item.grade ? evidence::in_words(*item.grade) : "-"},
         {weight, speaks ? Tone::plain : Tone::faint},
         {speaks && moment != belief.moments.end() ? best_in_words(moment->then[index(evidence::Standing::kept)].best)
                                                   : "-"}});
  }
  std::string text =
      heading("What moved " + commitment_name(analysis, belief.commitment), terminal) + drawn(table, terminal);
  for (const evidence::Moment& moment : belief.moments) {
    if (moment.most_likely == evidence::Standing::kept) continue;
    text += paragraph("The one history that is most likely as a whole has it " + std::string(name(moment.most_likely)) +
                          " on " + evidence::in_words(moment.day) + "; in hindsight that day: kept " +
                          chance_in_words(moment.in_hindsight[index(evidence::Standing::kept)]) + ".",
                      terminal);
    break;
  }
  return text;
}

std::string assumptions(const EvidenceAnalysis& analysis, const Terminal& terminal) {
  std::vector<std::string> without;
  std::vector<std::string> silent;
  for (const Belief& belief : analysis.beliefs) {
    if (belief.items.empty()) silent.push_back(commitment_name(analysis, belief.commitment));
    if (!belief.items.empty() && !analysis.evidence.priors[belief.commitment].from_file) {
      without.push_back(commitment_name(analysis, belief.commitment));
    }
  }
  std::string text;
  if (!silent.empty()) text += paragraph("No item speaks about " + accord::joined(silent) + ".", terminal, "- ");
  if (!without.empty()) {
    text += paragraph("The chances of " + accord::joined(without) +
                          " at the start and a year are the program's own wide ones; write `belief:` to change that.",
                      terminal, "- ");
  }
  for (const accord::Notice& notice : analysis.evidence.notices) {
    text += paragraph("line " + std::to_string(notice.place.line) + ": " + notice.message + ".", terminal, "- ");
  }
  return text.empty() ? "" : heading("To know", terminal) + text;
}

std::string withheld(const Item& item) {
  if (item.sealed) return "sealed" + (item.opens ? " until " + evidence::in_words(*item.opens) : std::string());
  return item.licence.empty() ? "not to be published" : item.licence;
}

std::string last_holder(const Item& item) {
  return item.custody.empty() ? "-"
                              : item.custody.back().holder + " since " + evidence::in_words(item.custody.back().from);
}

std::string in_words(Act act) {
  return act == Act::respond ? "respond" : "wait";
}

std::string outcome_words(const evidence::Look& look, Act best) {
  constexpr std::array<std::string_view, 3> names{"kept", "short", "taken back"};
  std::vector<std::string> changing;
  for (std::size_t o = 0; o < look.prospects.size(); ++o) {
    if (static_cast<Act>(look.prospects[o].act) != best) changing.emplace_back(names[o]);
  }
  return changing.empty() ? "nothing it can show" : accord::joined(changing);
}

std::string look_name(const EvidenceAnalysis& analysis, const evidence::Look& look) {
  return analysis.evidence.means[look.means].name + " at " + commitment_name(analysis, look.commitment);
}

std::string next_verdict(const EvidenceAnalysis& analysis, const evidence::NextLooks& next, const Terminal& terminal) {
  if (next.looks.empty()) return paragraph("No means of the file looks at a commitment with a decision.", terminal);
  const evidence::Look& first = next.looks.front();
  if (first.net > 0.0) {
    return paragraph("Look next with " + look_name(analysis, first) + ": it spares " + points(first.value) +
                         " of expected loss" + (first.cost ? " and costs " + points(*first.cost) : "") + ".",
                     terminal, "", Tone::good);
  }
  const bool any = std::ranges::any_of(next.looks, &evidence::Look::could_change);
  return paragraph(any ? "No look is worth what it costs."
                       : "No look is worth anything: whatever it showed, the same would be done.",
                   terminal, "", Tone::bad);
}

}  // namespace

std::string belief_text(const EvidenceAnalysis& analysis, const Terminal& terminal) {
  std::string text = title(analysis, terminal) + verdict(analysis, terminal) + left_out(analysis, terminal);
  text += belief_table(analysis, terminal);
  for (const Belief& belief : analysis.beliefs) {
    if (belief.possible && !belief.items.empty()) text += moved_by(analysis, belief, terminal);
  }
  return text + assumptions(analysis, terminal);
}

std::string items_text(const EvidenceAnalysis& analysis, const Terminal& terminal) {
  const Evidence& evidence = analysis.evidence;
  std::set<std::size_t> speaking;
  double witnesses = 0.0;
  for (const Belief& belief : analysis.beliefs) {
    witnesses += belief.witnesses;
    for (const Weighed& one : belief.items) {
      if (one.silence == Silence::none) speaking.insert(one.item);
    }
  }
  std::string text = title(analysis, terminal);
  text += paragraph(number_of(evidence.items.size(), "item", "items") + " went in; " +
                        count(static_cast<double>(speaking.size())) + " of them can move a belief and are worth " +
                        witnesses_in_words(witnesses) + " independent witnesses.",
                    terminal, "", Tone::good) +
          left_out(analysis, terminal) + '\n';
  Table table;
  table.columns = {{"seen"}, {"item"},  {"who says so"}, {"by"},     {"about"},
                   {"says"}, {"grade"}, {"held by"},     {"to show"}};
  for (const Item& item : evidence.items) {
    table.rows.push_back(
        {{evidence::in_words(item.seen)},
         {item.id + (item.original.empty() ? "" : " (repeats " + item.original + ")")},
         {evidence.sources[item.source].name},
         {seen_by(evidence, item)},
         {item.about ? level_in_words(analysis.accord, *item.about) : "-"},
         {item.finding ? std::string(name(*item.finding)) : "-"},
         {item.grade ? evidence::in_words(*item.grade) + (evidence::inconsistent(*item.grade) ? " (!)" : "") : "-"},
         {last_holder(item)},
         {withheld(item)}});
  }
  text += drawn(table, terminal);
  for (const Item& item : evidence.items) {
    if (item.sealed) {
      text += paragraph(item.id + ": SHA-256 " + item.sha256, terminal, "- ");
    } else if (!item.licence.empty() && !item.text.empty()) {
      text += paragraph(item.id + ": " + item.text, terminal, "- ");
    }
  }
  return text + assumptions(analysis, terminal);
}

std::string next_text(const EvidenceAnalysis& analysis, const evidence::NextLooks& next, const Terminal& terminal) {
  std::string text = title(analysis, terminal) + next_verdict(analysis, next, terminal) + left_out(analysis, terminal);
  text += heading("As things are", terminal);
  for (const evidence::Standpoint& one : next.standpoints) {
    const std::string what = one.decision.title.empty() ? "respond" : one.decision.title;
    text += paragraph(
        commitment_name(analysis, one.commitment) + ": best is to " + (one.best == Act::respond ? what : "wait") +
            " (expected loss " + points(one.loss) + ", otherwise " + points(one.loss_of_other) + "), " +
            (one.settled ? "for all numbers in the ranges" : "though within the ranges it could be otherwise") +
            ". To know for certain would spare " + points(one.certainty) + ".",
        terminal, "- ");
  }
  Table table;
  table.columns = {{"look"},
                   {"spares", Align::right},
                   {"costs", Align::right},
                   {"net", Align::right},
                   {"what would change the act"}};
  for (const evidence::Look& look : next.looks) {
    const auto standpoint = std::ranges::find(next.standpoints, look.commitment, &evidence::Standpoint::commitment);
    const std::string change = look.could_change
                                   ? outcome_words(look, standpoint->best) +
                                         " found: " + in_words(standpoint->best == Act::wait ? Act::respond : Act::wait)
                                   : outcome_words(look, standpoint->best);
    table.rows.push_back({{look_name(analysis, look)},
                          {points(look.value)},
                          {points(look.cost)},
                          {points(look.net), look.net > 0.0 ? Tone::good : Tone::plain},
                          {change}});
  }
  text +=
      heading("One more look", terminal) + drawn(table, terminal) +
      paragraph("Points of the losses in the file. Spares: expected value of sample information, at the best values.",
                terminal, "", Tone::faint);
  return text + assumptions(analysis, terminal);
}

}  // namespace entente::report
