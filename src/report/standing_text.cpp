#include "report/standing_text.h"

#include <fmt/format.h>

#include <algorithm>

#include "accord/words.h"
#include "report/matters_report.h"
#include "report/standing_words.h"
#include "report/wording.h"

namespace entente::report {

namespace {

using review::Life;
using review::Obligation;
using review::ObligationIndex;
using review::Standing;
using review::Status;

constexpr std::size_t most_dates = 12;

std::string title(const Standing& standing, const Terminal& terminal) {
  const std::string time = ledger::time_text(standing.moment.time_since_epoch().count());
  const std::string when = time.ends_with("T23:59:59Z") ? "the end of " + time.substr(0, 10) : time;
  const std::size_t number = standing.entries.size();
  return paragraph(standing.accord + ", as of " + when + " (UTC)", terminal, "", Tone::heading) +
         paragraph(count(static_cast<double>(number)) + (number == 1 ? " event" : " events") + " of " + standing.from +
                       (standing.is_signed ? ", signed." : ", which nobody signed."),
                   terminal, "", Tone::faint) +
         '\n';
}

std::string moved(const Life& life) {
  if (!life.due.shifted || !life.due.first || life.due.shifted == life.due.first) return {};
  return ", first " + day_in_words(life.due.first);
}

std::string overdue(const Standing& standing, const Terminal& terminal) {
  std::vector<ObligationIndex> late;
  for (ObligationIndex n = 0; n < standing.lives.size(); ++n) {
    if (standing.lives[n].days_overdue > 0) late.push_back(n);
  }
  std::ranges::stable_sort(late, std::greater(), [&](ObligationIndex n) { return standing.lives[n].days_overdue; });
  if (late.empty()) return paragraph("Nothing is overdue.", terminal, "", Tone::good);
  Table table;
  table.columns = {{"overdue"}, {"who"}, {"was due"}, {"for", Align::right}, {"and"}, {"waits on"}};
  for (const ObligationIndex n : late) {
    const Life& life = standing.lives[n];
    table.rows.push_back({{obligation_in_words(standing.obligations[n]), Tone::bad},
                          {standing.obligations[n].by},
                          {day_in_words(life.due.shifted) + moved(life)},
                          {days_in_words(life.days_overdue)},
                          {life.status == Status::overdue ? "" : std::string(review::name_of(life.status))},
                          {waiting_in_words(standing, n)}});
  }
  return drawn(table, terminal);
}

std::string next_dates(const Standing& standing, const Terminal& terminal) {
  std::vector<ObligationIndex> coming;
  for (ObligationIndex n = 0; n < standing.lives.size(); ++n) {
    if (standing.lives[n].days_left) coming.push_back(n);
  }
  if (coming.empty()) return {};
  std::ranges::stable_sort(coming, {}, [&](ObligationIndex n) { return *standing.lives[n].days_left; });
  Table table;
  table.columns = {{"due"}, {"in", Align::right}, {"what"}, {"who"}, {"status"}, {"waits on"}};
  for (std::size_t row = 0; row < std::min(coming.size(), most_dates); ++row) {
    const ObligationIndex n = coming[row];
    const Life& life = standing.lives[n];
    table.rows.push_back({{day_in_words(life.due.shifted) + moved(life)},
                          {*life.days_left == 0 ? "today" : days_in_words(*life.days_left)},
                          {obligation_in_words(standing.obligations[n])},
                          {standing.obligations[n].by},
                          {std::string(review::name_of(life.status))},
                          {waiting_in_words(standing, n)}});
  }
  std::string text = heading("Next", terminal) + drawn(table, terminal);
  if (coming.size() > most_dates)
    text += paragraph("and " + count(static_cast<double>(coming.size() - most_dates)) + " later ones.", terminal);
  return text;
}

std::string tallies(const Standing& standing, const std::vector<review::Tally>& rows, const std::string& what,
                    const Terminal& terminal) {
  Table table;
  table.columns = {{what}, {"owed", Align::right}};
  std::vector<std::size_t> shown;
  for (std::size_t status = 0; status < standing.tally.by_status.size(); ++status) {
    if (standing.tally.by_status[status] == 0) continue;
    shown.push_back(status);
    table.columns.push_back({std::string(review::name_of(static_cast<Status>(status))), Align::right});
  }
  const auto add = [&](const review::Tally& tally, const std::string& name) {
    std::vector<Cell> row{{name}, {count(static_cast<double>(tally.all))}};
    for (const std::size_t status : shown) {
      const std::size_t number = tally.by_status[status];
      row.push_back({number == 0 ? "-" : count(static_cast<double>(number))});
    }
    table.rows.push_back(std::move(row));
  };
  for (const review::Tally& tally : rows) add(tally, tally.name);
  if (rows.size() > 1) add(standing.tally, "all");
  return drawn(table, terminal);
}

std::string counts(const Standing& standing, const Terminal& terminal) {
  if (standing.tally.all == 0) return paragraph("Nothing was promised up to then.", terminal);
  return heading("How many", terminal) + tallies(standing, standing.by_party, "party", terminal) + '\n' +
         tallies(standing, standing.by_commitment, "commitment", terminal) +
         paragraph("On the scale of the Kroc Institute: " + score_in_words(standing.tally.counts) + ".", terminal);
}

std::string share_in_words(const Life& life) {
  if (life.stands) return "all";
  if (life.verified_share > 0.0) return percent(life.verified_share);
  if (life.something_verified) return "a part";
  return life.was_verified ? "no more" : "nothing";
}

std::string each(const Standing& standing, const Terminal& terminal) {
  if (standing.obligations.empty()) return {};
  Table table;
  table.columns = {{"what"}, {"who"}, {"status"}, {"since"}, {"verified"}, {"shown by"}};
  for (ObligationIndex n = 0; n < standing.obligations.size(); ++n) {
    const Life& life = standing.lives[n];
    std::string status(review::name_of(life.status));
    if (standing.obligations[n].promises.empty()) status += ", not promised here";
    if (!life.because.empty()) status += " (" + life.because + ")";
    if (life.days_late > 0) status += ", " + days_in_words(life.days_late) + " late";
    if (life.lapsed && life.status != Status::lapsed) status += "; no longer owed since " + day_in_words(*life.lapsed);
    table.rows.push_back({{obligation_in_words(standing.obligations[n])},
                          {standing.obligations[n].by},
                          {status, tone_of(life.status)},
                          {life.since ? day_in_words(*life.since) : "-"},
                          {share_in_words(life)},
                          {entries_in_words(standing, life.made_by)}});
  }
  return heading("Each promise", terminal) + drawn(table, terminal);
}

std::string quantities(const Standing& standing, const Terminal& terminal) {
  if (standing.arrears.empty()) return {};
  Table table;
  table.columns = {{"quantity"},
                   {"unit"},
                   {"due by now", Align::right},
                   {"reported", Align::right},
                   {"verified", Align::right},
                   {"arrears, reported", Align::right},
                   {"arrears, verified", Align::right}};
  std::string notes;
  for (const review::Arrears& one : standing.arrears) {
    const auto number = [](double value) { return accord::plain_number(value, 9); };
    table.rows.push_back({{obligation_in_words(standing.obligations[one.obligation])},
                          {one.unit},
                          {number(one.due)},
                          {number(one.reported)},
                          {number(one.verified)},
                          {number(one.missing_reported), one.missing_reported > 0.0 ? Tone::bad : Tone::plain},
                          {number(one.missing_verified), one.missing_verified > 0.0 ? Tone::bad : Tone::plain}});
    for (const std::string& note : one.notes)
      notes += paragraph(review::name_of(standing.obligations[one.obligation]) + ": " + note + ".", terminal, "- ");
  }
  return heading("Quantities", terminal) + drawn(table, terminal) + notes;
}

std::string organs(const Standing& standing, const Terminal& terminal) {
  if (standing.organs.empty()) return {};
  Table table;
  table.columns = {{"organ"}, {"last met"}, {"quorum"}, {"met", Align::right}, {"longest gap"}, {"mandate"}};
  for (const review::OrganHealth& one : standing.organs) {
    const std::string last =
        one.last ? day_in_words(one.last) + ", " + days_in_words(one.days_since) + " ago" : "not on record";
    std::string gap =
        one.longest_gap > 0 ? days_in_words(one.longest_gap) + " from " + day_in_words(one.gap_from) : "-";
    std::string mandate =
        one.mandate_until ? (one.mandate_over ? "ended " : "until ") + day_in_words(one.mandate_until) : "-";
    table.rows.push_back({{one.organ},
                          {last},
                          {one.last ? (one.quorum ? "yes" : "no") : "-", one.quorum ? Tone::plain : Tone::bad},
                          {count(static_cast<double>(one.meetings))},
                          {gap},
                          {mandate, one.mandate_over ? Tone::bad : Tone::plain}});
  }
  return heading("Organs", terminal) + drawn(table, terminal);
}

std::string sides(const std::vector<review::Side>& said) {
  std::string text;
  for (const review::Side& one : said)
    text += (text.empty() ? "" : "; ") + one.who + (one.text.empty() ? "" : ", \"" + one.text + "\"");
  return text;
}

std::string contested(const Standing& standing, const Terminal& terminal) {
  std::string text;
  for (const review::Contested& one : standing.contested) {
    // The sides of a complaint stand with its procedure.
    if (std::ranges::find(standing.matters, one.entry, &review::Matter::entry) != standing.matters.end()) continue;
    std::string line = one.author + ", " + entry_in_words(standing, one.entry) + ": \"" + one.what + "\".";
    if (!one.in_force_for.empty()) line += " In force for " + accord::joined(one.in_force_for) + ".";
    if (!one.void_for.empty()) line += " Void for " + accord::joined(one.void_for) + ".";
    if (!one.accepted_by.empty()) line += " Accepted by " + sides(one.accepted_by) + ".";
    if (!one.rejected_by.empty()) line += " Not accepted by " + sides(one.rejected_by) + ".";
    text += paragraph(line, terminal, "- ");
  }
  return text.empty() ? text : heading("Contested", terminal) + text;
}

std::string notes(const Standing& standing, const Terminal& terminal) {
  if (standing.notes.empty()) return {};
  std::string text = heading("To know", terminal);
  for (const std::string& note : standing.notes) text += paragraph(note + ".", terminal, "- ");
  return text;
}

}  // namespace

std::string standing_text(const Standing& standing, const Terminal& terminal) {
  return title(standing, terminal) + overdue(standing, terminal) + next_dates(standing, terminal) +
         counts(standing, terminal) + each(standing, terminal) + quantities(standing, terminal) +
         organs(standing, terminal) + matters_text(standing, terminal) + contested(standing, terminal) +
         notes(standing, terminal);
}

std::string answers_text(const Standing& standing, const Terminal& terminal) {
  std::string text = title(standing, terminal);
  if (standing.answers.empty()) return text + paragraph("Nobody owes anything up to then.", terminal);
  for (const review::Answers& one : standing.answers) {
    Table table;
    table.columns = {{"stage"}, {"of"}, {"which, and shown by"}};
    const auto add = [&](const std::string& stage, const std::vector<review::Answered>& those, std::size_t all,
                         const std::string& of) {
      std::string which;
      for (const review::Answered& answered : those) {
        which += (which.empty() ? "" : "; ") + obligation_in_words(standing.obligations[answered.obligation]) + " [" +
                 entries_in_words(standing, answered.entries) + "]";
      }
      table.rows.push_back(
          {{stage}, {fmt::format("{} of {} {}", those.size(), all, of)}, {which.empty() ? "-" : which}});
    };
    add("owed", one.owed, one.owed.size(), "promised");
    add("agreed", one.agreed, one.owed.size(), "promised");
    add("reported", one.reported, one.by_now.size(), "by now");
    add("opened", one.opened, one.by_now.size(), "by now");
    add("verified", one.verified, one.by_now.size(), "by now");
    add("reviewed", one.reviewed, one.not_kept.size(), "not kept");
    add("answered", one.answered, one.not_kept.size(), "not kept");
    add("remedied", one.remedied, one.not_kept.size(), "not kept");
    text += heading(one.party, terminal) + drawn(table, terminal);
  }
  return text + '\n' +
         paragraph(
             "Responsibility: owed, agreed. Answerability, of what is due or spoken of by now: reported by itself, "
             "opened to a verifier or an organ, verified at least in part. Enforceability, of what was late, "
             "complained of or taken back: reviewed, answered by the party, remedied.",
             terminal, "", Tone::faint);
}

}  // namespace entente::report
