#include "accord/import_csv.h"

#include <algorithm>
#include <array>
#include <cctype>
#include <filesystem>
#include <map>
#include <utility>

#include "accord/csv.h"
#include "accord/numbers.h"
#include "accord/words.h"

namespace entente::accord {

namespace {

constexpr std::string_view no_deal = "no deal";
constexpr std::size_t most_named = 12;  // of what is lacking, in one message
const std::vector<std::string> columns{"actor", "issue", "option", "value"};

enum Column : std::size_t { actor_column, issue_column, option_column, value_column };

// Names in the order in which they are first met.
class Index {
 public:
  std::size_t of(const std::string& name) {
    const auto [found, is_new] = places_.try_emplace(name, names_.size());
    if (is_new) names_.push_back(name);
    return found->second;
  }
  const std::vector<std::string>& names() const { return names_; }

 private:
  std::map<std::string, std::size_t> places_;
  std::vector<std::string> names_;
};

struct Value {
  double points = 0.0;
  Place place;
};

// An option and what the actors say of it, by actor.
struct Option {
  std::string name;
  Place place;
  std::map<std::size_t, Value> values;
};

struct Issue {
  Index option_index;
  std::vector<Option> options;
};

class TableReader {
 public:
  explicit TableReader(std::vector<Problem>& problems) : problems_(problems) {}

  void read(const std::vector<CsvRecord>& records) {
    if (records.empty()) {
      problems_.push_back({{1, 1}, "the file is empty; its first line is `actor,issue,option,value`"});
      return;
    }
    if (!read_header(records.front())) return;
    for (std::size_t n = 1; n < records.size(); ++n) read_record(records[n]);
    if (records.size() == 1) problems_.push_back({records[0].place, "there is nothing below the header"});
    for (std::size_t k = 0; k < issues_.size(); ++k) {
      for (const Option& option : issues_[k].options) {
        report_lacking(option, option.name + " of " + issue_index_.names()[k]);
      }
    }
    if (!no_deal_.values.empty()) report_lacking(no_deal_, "no deal, as others have");
  }

  ForeignDomain domain() const {
    ForeignDomain result;
    for (std::size_t i = 0; i < actors_.names().size(); ++i)
      result.parties.push_back({actors_.names()[i], no_deal_of(i), {}});
    for (std::size_t k = 0; k < issues_.size(); ++k) {
      ForeignIssue issue{issue_index_.names()[k], {}, issues_[k].options.front().place};
      for (const Option& option : issues_[k].options) {
        issue.options.push_back({option.name, {}, option.place});
        for (std::size_t i = 0; i < result.parties.size(); ++i) {
          issue.options.back().worth.push_back(option.values.at(i).points);
        }
      }
      result.issues.push_back(std::move(issue));
    }
    return result;
  }

 private:
  bool read_header(const CsvRecord& header) {
    std::array<bool, 4> met{};
    bool known = true;
    for (const CsvField& field : header.fields) {
      const auto column = std::ranges::find(columns, lower_case(trimmed(field.text)));
      const auto number = static_cast<std::size_t>(column - columns.begin());
      known = known && column != columns.end() && !met[number];
      if (!known) break;
      met[number] = true;
      order_.push_back(number);
    }
    if (known && order_.size() == columns.size()) return true;
    problems_.push_back({header.place, "the first line must name the columns: write `actor,issue,option,value`"});
    return false;
  }

  void read_record(const CsvRecord& record) {
    if (record.fields.size() != columns.size()) {
      problems_.push_back({record.place, "this line has " + std::to_string(record.fields.size()) +
                                             (record.fields.size() == 1 ? " field" : " fields") +
                                             " and needs four; put double quotes around a field with a comma"});
      return;
    }
    std::array<std::string, 4> texts;
    std::array<Place, 4> places;
    for (std::size_t n = 0; n < columns.size(); ++n) {
      texts[order_[n]] = trimmed(record.fields[n].text);
      places[order_[n]] = record.fields[n].place;
    }
    const bool is_no_deal = texts[issue_column].empty() && lower_case(texts[option_column]) == no_deal;
    bool whole = true;
    for (const Column column : {actor_column, issue_column, option_column}) {
      if (!texts[column].empty() || (column == issue_column && is_no_deal)) continue;
      problems_.push_back({places[column], "the " + columns[column] + " is empty" +
                                               (column == issue_column ? "; only the option `no deal` goes without one"
                                                                       : "; name it")});
      whole = false;
    }
    const auto points = number_in(texts[value_column]);
    if (!points) {
      problems_.push_back({places[value_column], in_backquotes(texts[value_column]) +
                                                     " is not a number of points; write for instance `-1.5`"});
    }
    if (!whole) return;
    const std::size_t actor = actors_.of(texts[actor_column]);
    Option& option =
        is_no_deal ? no_deal_ : option_of(texts[issue_column], texts[option_column], places[option_column]);
    if (is_no_deal && no_deal_.values.empty()) no_deal_.place = places[option_column];
    const auto [first, is_new] = option.values.try_emplace(actor, Value{points.value_or(0.0), record.place});
    if (is_new) return;
    problems_.push_back({record.place, texts[actor_column] + " values this twice, first in line " +
                                           std::to_string(first->second.place.line) + "; keep one"});
  }

  Option& option_of(const std::string& issue_name, const std::string& name, const Place& place) {
    const std::size_t k = issue_index_.of(issue_name);
    if (k == issues_.size()) issues_.emplace_back();
    Issue& issue = issues_[k];
    const std::size_t option = issue.option_index.of(name);
    if (option == issue.options.size()) issue.options.push_back({name, place, {}});
    return issue.options[option];
  }

  void report_lacking(const Option& option, const std::string& what) {
    std::vector<std::string> lacking;
    for (std::size_t i = 0; i < actors_.names().size(); ++i) {
      if (!option.values.contains(i) && lacking.size() < most_named) lacking.push_back(actors_.names()[i]);
    }
    if (lacking.empty()) return;
    problems_.push_back({option.place, joined(lacking) + (lacking.size() == 1 ? " has" : " have") + " no value for " +
                                           what + "; add a line for each actor"});
  }

  double no_deal_of(std::size_t actor) const {
    if (!no_deal_.values.empty()) return no_deal_.values.at(actor).points;
    double today = 0.0;
    for (const Issue& issue : issues_) today += issue.options.front().values.at(actor).points;
    return today;
  }

  std::vector<Problem>& problems_;
  std::vector<std::size_t> order_;  // of the columns in the file
  Index actors_;
  Index issue_index_;
  std::vector<Issue> issues_;
  Option no_deal_;
};

}  // namespace

Imported import_csv(const ForeignFile& file) {
  std::vector<Problem> problems;
  const auto records = read_csv(file.bytes, problems);
  TableReader reader(problems);
  if (records) reader.read(*records);
  if (!problems.empty()) {
    std::ranges::stable_sort(problems, {},
                             [](const Problem& one) { return std::pair(one.place.line, one.place.column); });
    throw ImportRefused({Problems(file.name, std::move(problems))});
  }
  ForeignDomain domain = reader.domain();
  const std::filesystem::path path(file.name);
  domain.title = path.stem().string();
  domain.note = "From the table " + path.filename().string() + '.';
  return accord_of(domain, file.name);
}

}  // namespace entente::accord
