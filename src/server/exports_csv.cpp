#include <string>
#include <vector>

#include "report/standing_words.h"
#include "server/exports.h"

namespace entente::server {

namespace {

// A cell that begins like a formula would be computed by a spreadsheet: it is marked as text.
std::string cell(const std::string& text) {
  std::string safe = text;
  if (!safe.empty() && std::string("=+-@\t\r").find(safe.front()) != std::string::npos) safe.insert(0, 1, '\'');
  if (safe.find_first_of(",\"\n\r") == std::string::npos) return safe;
  std::string quoted = "\"";
  for (const char c : safe) {
    if (c == '"') quoted += '"';
    quoted += c;
  }
  return quoted + '"';
}

std::string row(const std::vector<std::string>& cells) {
  std::string line;
  for (std::size_t n = 0; n < cells.size(); ++n) line += (n == 0 ? "" : ",") + cell(cells[n]);
  return line + "\r\n";
}

std::string day(const std::optional<std::chrono::sys_days>& day) {
  return day ? report::day_in_words(day) : std::string();
}

std::string joined_with_semicolons(const std::vector<std::string>& texts) {
  std::string all;
  for (const std::string& one : texts) all += (all.empty() ? "" : "; ") + one;
  return all;
}

Document csv(const std::string& text, const std::string& file_name) {
  Document result = document(text, "text/csv; charset=utf-8");
  result.file_name = file_name;
  return result;
}

}  // namespace

Document standing_csv(const review::Standing& standing) {
  std::string text = row({"commitment", "level", "by", "owed to", "in the text", "status", "since", "due",
                          "days overdue", "days left", "scale 0-3", "verified share", "because", "entries"});
  for (std::size_t n = 0; n < standing.obligations.size(); ++n) {
    const review::Obligation& one = standing.obligations[n];
    const review::Life& life = standing.lives[n];
    text += row({one.commitment, one.level, one.by, joined_with_semicolons(one.owed_to), one.in_text ? "yes" : "no",
                 std::string(review::name_of(life.status)), life.since ? report::day_in_words(*life.since) : "",
                 day(life.due.shifted), life.days_overdue > 0 ? std::to_string(life.days_overdue) : "",
                 life.days_left ? std::to_string(*life.days_left) : "", std::to_string(review::scale_of(life)),
                 std::to_string(life.verified_share), life.because, report::entries_in_words(standing, life.made_by)});
  }
  return csv(text, "standing.csv");
}

Document commitments_csv(const accord::Accord& accord) {
  std::string text =
      row({"commitment", "title", "by", "level", "number", "needs", "measure", "unit", "sources", "note"});
  for (const accord::Commitment& commitment : accord.commitments) {
    std::size_t number = 0;
    for (const accord::Level& level : commitment.levels) {
      ++number;
      std::vector<std::string> needs;
      for (const accord::Requirement& one : level.needs) {
        const accord::Commitment& other = accord.commitments[one.commitment];
        if (one.level > 0) needs.push_back(other.name + ' ' + other.levels[one.level - 1].name);
      }
      text += row({commitment.name, commitment.title, accord.parties[commitment.by].name, level.name,
                   std::to_string(number), joined_with_semicolons(needs),
                   level.indicator ? level.indicator->measure : "", level.indicator ? level.indicator->unit : "",
                   joined_with_semicolons(level.provenance.sources), level.provenance.note});
    }
  }
  return csv(text, "commitments.csv");
}

}  // namespace entente::server
