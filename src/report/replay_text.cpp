#include <fmt/format.h>

#include <algorithm>

#include "accord/words.h"
#include "report/matter_words.h"
#include "report/matters_report.h"
#include "report/replay_report.h"
#include "report/standing_words.h"
#include "report/wording.h"

namespace entente::report {

namespace {

using review::Replay;
using review::Status;

std::string month_in_words(std::chrono::sys_days last_day) {
  return day_in_words(std::optional(last_day)).substr(0, 7);
}

// Columns that no month fills are left out.
std::string months(const Replay& replay, const Terminal& terminal) {
  struct Shown {
    std::string title;
    std::vector<Status> statuses;
  };
  const std::vector<Shown> all{{"fulfilled", {Status::fulfilled, Status::remedied}},
                               {"reported", {Status::reported, Status::under_verification}},
                               {"due", {Status::due}},
                               {"planned", {Status::planned}},
                               {"overdue", {Status::overdue}},
                               {"excused", {Status::excused}},
                               {"disputed", {Status::disputed}},
                               {"in breach", {Status::in_breach}},
                               {"suspended", {Status::suspended}},
                               {"reversed", {Status::reversed}},
                               {"lapsed", {Status::lapsed}}};
  const auto sum = [](const review::Tally& tally, const Shown& shown) {
    std::size_t number = 0;
    for (const Status status : shown.statuses) number += tally.by_status[static_cast<std::size_t>(status)];
    return number;
  };
  std::vector<Shown> used;
  for (const Shown& shown : all) {
    const bool any =
        std::ranges::any_of(replay.months, [&](const review::ReplayedMonth& one) { return sum(one.tally, shown) > 0; });
    if (any) used.push_back(shown);
  }
  Table table;
  table.columns = {{"month"}, {"owed", Align::right}};
  for (const Shown& shown : used) table.columns.push_back({shown.title, Align::right});
  table.columns.push_back({"open complaints", Align::right});
  std::size_t alike = 0;
  const review::ReplayedMonth* before = nullptr;
  for (const review::ReplayedMonth& month : replay.months) {
    const bool is_last = &month == &replay.months.back();
    const bool is_alike = before != nullptr && !is_last && month.changes.empty() &&
                          month.tally.by_status == before->tally.by_status &&
                          month.open_matters == before->open_matters;
    before = &month;
    if (is_alike) {
      ++alike;
      continue;
    }
    std::vector<Cell> row{{month_in_words(month.last_day)}, {std::to_string(month.tally.all)}};
    const auto add = [&](std::size_t number) { row.push_back({number == 0 ? "·" : std::to_string(number)}); };
    for (const Shown& shown : used) add(sum(month.tally, shown));
    add(month.open_matters);
    table.rows.push_back(std::move(row));
  }
  std::string text = heading("Month by month", terminal) + drawn(table, terminal);
  if (alike > 0) {
    text +=
        paragraph(fmt::format("{} of {} months, in which nothing changed, are left out.", alike, replay.months.size()),
                  terminal, "", Tone::faint);
  }
  return text;
}

std::string changes(const Replay& replay, const Terminal& terminal) {
  Table table;
  table.columns = {{"day"}, {"what"}, {"who"}, {"was"}, {"is"}, {"by"}};
  for (const review::ReplayedMonth& month : replay.months) {
    for (const review::StatusChange& change : month.changes) {
      table.rows.push_back({{day_in_words(change.at)},
                            {change.obligation},
                            {change.by},
                            {change.before ? std::string(name_of(*change.before)) : "not owed"},
                            {std::string(name_of(change.after)), tone_of(change.after)},
                            {entries_in_words(replay.end, change.made_by)}});
    }
  }
  if (table.rows.empty()) return {};
  return heading("What changed", terminal) + drawn(table, terminal);
}

std::string unused(const Replay& replay, const Terminal& terminal) {
  if (replay.unused.empty()) return {};
  std::string text = heading("Dates missed of which nobody complained", terminal);
  text += paragraph("Had somebody complained on the day, under the procedure " + replay.procedure +
                        ", and had nobody decided anything:",
                    terminal);
  Table table;
  table.columns = {{"missed"}, {"what"}, {"who"}, {"the clocks would have said"}, {"in fact"}};
  for (const review::Unused& one : replay.unused) {
    table.rows.push_back({{day_in_words(one.missed)},
                          {one.obligation},
                          {one.by},
                          {course_in_words(one.course, one.mended)},
                          {one.mended ? std::string(name_of(one.mended_as)) + " on " + day_in_words(*one.mended)
                                      : "still missed at the end"}});
  }
  return text + drawn(table, terminal);
}

std::string in_words(const review::Assessment& one) {
  const review::PublishedScore score = review::score_of(one);
  const char* unit = one.in_percent ? "%" : "";
  return fmt::format("{}, {}: {}{} complete, {}{} intermediate, {}{} minimum, {}{} not initiated; {:.1f} of 100{}",
                     day_in_words(std::optional(one.on)), one.by, one.counts[3], unit, one.counts[2], unit,
                     one.counts[1], unit, one.counts[0], unit, score.score,
                     score.note.empty() ? "." : " (" + score.note + ").");
}

std::string published(const std::vector<review::Assessment>& assessments, const Terminal& terminal) {
  if (assessments.empty()) return {};
  std::string text = heading("What others published", terminal);
  for (const review::Assessment& one : assessments) text += paragraph(in_words(one), terminal, "- ");
  return text;
}

std::string score(const Replay& replay, const Terminal& terminal) {
  const review::Tally& tally = replay.months.back().tally;
  const std::optional<double> score = review::score(tally.counts);
  if (!score) return {};
  return paragraph(
      fmt::format("At the end {} complete, {} intermediate, {} minimum, {} not initiated of {}: {:.1f} of 100 "
                  "on the scale 0 to 3.",
                  tally.counts[3], tally.counts[2], tally.counts[1], tally.counts[0], tally.all, *score),
      terminal);
}

}  // namespace

std::string replay_text(const Replay& replay, const std::vector<review::Assessment>& assessments,
                        const Terminal& terminal) {
  std::string text = paragraph(replay.accord + ", replayed from " + day_in_words(std::optional(replay.first)) + " to " +
                                   day_in_words(std::optional(replay.last)),
                               terminal, "", Tone::heading);
  text += paragraph(fmt::format("{} events of {}.", replay.end.entries.size(), replay.from), terminal, "", Tone::faint);
  text += score(replay, terminal);
  text += months(replay, terminal) + changes(replay, terminal) + matters_text(replay.end, terminal) +
          unused(replay, terminal) + published(assessments, terminal);
  for (const std::string& note : replay.end.notes) text += paragraph("note: " + note, terminal, "", Tone::faint);
  return text;
}

}  // namespace entente::report
