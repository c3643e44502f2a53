#include "accord/import.h"

#include <algorithm>
#include <cmath>
#include <cstdio>
#include <cstdlib>
#include <span>
#include <utility>

#include "accord/limits.h"
#include "accord/names.h"
#include "accord/utf8.h"
#include "accord/words.h"

namespace entente::accord {

namespace {

constexpr std::size_t longest_name = 200;
// Far below the reader's largest number, so that sums over all issues stay below it, too.
constexpr double largest_worth = 1e9;

constexpr double period = 1.0;
constexpr double patience = 0.9;
constexpr double years_for_ever = 10.0;  // 1 / (1 - patience): a point a year for ever is worth this much once
constexpr int kept_digits = 14;

const std::vector<std::string> names_with_a_meaning{"all", "giver", "automatic", today_name, "source", "note"};

std::string all_lines(const std::vector<Problems>& files) {
  std::string text;
  for (const Problems& file : files) text += (text.empty() ? "" : "\n") + std::string(file.what());
  return text;
}

// The decimals that numbers of up to `scale` are kept to.
int decimals_for(double scale) {
  return scale <= 0.0 ? 0 : std::clamp(kept_digits - static_cast<int>(std::ceil(std::log10(scale))), 0, 300);
}

// `value` without the noise of binary fractions: 0.3 - 0.1 is written 0.2.
double rounded(double value, int decimals) {
  const int length = std::snprintf(nullptr, 0, "%.*f", decimals, value);
  std::string text(static_cast<std::size_t>(length) + 1, '\0');
  std::snprintf(text.data(), text.size(), "%.*f", decimals, value);
  const double result = std::strtod(text.c_str(), nullptr);
  return result == 0.0 ? 0.0 : result;  // no -0
}

// Names of files may be any bytes, and names of options may run over lines.
std::string on_one_line(std::string text) {
  const bool is_text = !not_text(text);
  for (char& letter : text) {
    const auto byte = static_cast<unsigned char>(letter);
    if (byte < 0x20) letter = ' ';
    if (byte == 0x7F || (byte >= 0x80 && !is_text)) letter = '?';
  }
  return text;
}

bool is_one_of(const std::string& name, std::span<const std::string> names) {
  return std::ranges::find(names, name) != names.end();
}

// `wanted`, or the nearest name to it that is neither taken nor has a meaning of its own in the format.
std::string free_name(std::string wanted, const std::vector<std::string>& taken) {
  wanted = on_one_line(std::move(wanted));
  if (wanted.size() > longest_name) wanted = std::string(cut(wanted, longest_name)) + "...";
  if (wanted.empty()) wanted = "unnamed";
  std::string name = wanted;
  for (std::size_t n = 2; is_one_of(name, taken) || is_one_of(name, names_with_a_meaning); ++n) {
    name = wanted + ' ' + std::to_string(n);
  }
  return name;
}

// States are written `commitment=level, commitment=level`.
std::string without_separators(std::string name) {
  std::ranges::replace(name, '=', ' ');
  std::ranges::replace(name, ',', ' ');
  while (name.find("  ") != std::string::npos) name.erase(name.find("  "), 1);
  while (name.ends_with(' ')) name.pop_back();
  while (name.starts_with(' ')) name.erase(0, 1);
  return name;
}

void check_sizes(const ForeignDomain& domain, std::vector<Problem>& problems) {
  const auto refuse = [&](const Place& place, const std::string& what, std::size_t most) {
    problems.push_back({place, what + " more than " + std::to_string(most) + "; that can not be computed"});
  };
  if (domain.parties.empty()) problems.push_back({{1, 1}, "there is no party; name at least one"});
  if (domain.parties.size() > most_parties) {
    refuse({1, 1}, "there are " + std::to_string(domain.parties.size()) + " parties,", most_parties);
  }
  if (domain.issues.size() > most_commitments) {
    refuse(domain.issues[most_commitments].place, "there are " + std::to_string(domain.issues.size()) + " issues,",
           most_commitments);
  }
  for (const ForeignIssue& issue : domain.issues) {
    if (issue.options.size() > most_levels + 1) {
      refuse(issue.place,
             "issue " + in_quotes(issue.name) + " has " + std::to_string(issue.options.size()) + " options,",
             most_levels + 1);
    }
    for (const ForeignOption& option : issue.options) {
      // Written so that what is not a number fails, too.
      const auto usable = [](double worth) { return std::abs(worth) <= largest_worth; };
      if (std::ranges::all_of(option.worth, usable)) continue;
      problems.push_back({option.place, "what " + in_quotes(option.name) + " of " + in_quotes(issue.name) +
                                            " is worth is too large to compute with; stay within 1e9"});
    }
  }
  for (const ForeignParty& party : domain.parties) {
    if (std::abs(party.no_deal) <= largest_worth) continue;
    problems.push_back(
        {{1, 1}, "what no deal is worth to " + party.name + " is too large to compute with; stay within 1e9"});
  }
  const auto is_choice = [](const ForeignIssue& issue) { return issue.options.size() > 1; };
  if (problems.empty() && std::ranges::none_of(domain.issues, is_choice)) {
    problems.push_back({{1, 1}, "no issue has two or more options, so there is nothing to agree on"});
  }
}

class Builder {
 public:
  Builder(const ForeignDomain& domain, const std::string& file) : domain_(domain), file_(file) {}

  Imported build() {
    Accord& accord = result_.accord;
    accord.title = domain_.title.empty() ? "imported domain" : on_one_line(domain_.title);
    accord.period = period;
    accord.walk_away = false;
    accord.provenance.note =
        on_one_line(domain_.note) +
        " Points are worth once, when an option is delivered; an issue's first option is today, and nothing is taken "
        "back. Breakdown is set so that a package's gain is what it is worth less what no deal is worth. Who would act "
        "is not known: every commitment stands under the first party, so who could walk away together is left out, and "
        "durations, detection and patience carry no meaning.";
    add_parties();
    for (const ForeignIssue& issue : domain_.issues) add_commitment(issue);
    accord.review.takes = Range::exactly(period);
    accord.review.penalty.resize(domain_.parties.size());
    return std::move(result_);
  }

 private:
  void tell(const Place& place, const std::string& message) { result_.notices.push_back({file_, {place, message}}); }

  void tell_renamed(const Place& place, const std::string& what, const std::string& from, const std::string& to) {
    if (from != to) tell(place, what + ' ' + in_quotes(from) + " is called " + in_quotes(to) + " in the accord");
  }

  void add_parties() {
    std::vector<std::string> taken;
    for (std::size_t i = 0; i < domain_.parties.size(); ++i) {
      const ForeignParty& from = domain_.parties[i];
      Party party;
      party.name = free_name(from.name, taken);
      taken.push_back(party.name);
      tell_renamed({1, 1}, "party", from.name, party.name);
      double of_today = 0.0;
      double scale = std::abs(from.no_deal);
      for (const ForeignIssue& issue : domain_.issues) {
        if (issue.options.empty()) continue;
        of_today += issue.options.front().worth[i];
        scale = std::max({scale, std::abs(issue.options.front().worth[i]), std::abs(of_today)});
      }
      party.patience = Range::exactly(patience);
      // One decimal more for the division.
      party.breakdown = Range::exactly(rounded((from.no_deal - of_today) / years_for_ever, decimals_for(scale) + 1));
      party.provenance.note = from.note;
      result_.accord.parties.push_back(std::move(party));
    }
  }

  void add_commitment(const ForeignIssue& issue) {
    if (issue.options.size() < 2) {
      tell(issue.place,
           "issue " + in_quotes(issue.name) + " leaves no choice and is left out; what it is worth counts");
      return;
    }
    std::vector<std::string> taken;
    for (const Commitment& one : result_.accord.commitments) taken.push_back(one.name);
    Commitment commitment;
    commitment.name = free_name(without_separators(issue.name), taken);
    if (commitment.name != issue.name) commitment.title = issue.name;
    tell_renamed(issue.place, "issue", issue.name, commitment.name);
    const ForeignOption& today = issue.options.front();
    commitment.provenance.note = "today: " + free_name(today.name, {});
    taken.clear();
    for (std::size_t n = 1; n < issue.options.size(); ++n) {
      const ForeignOption& option = issue.options[n];
      Level level;
      level.name = free_name(option.name, taken);
      taken.push_back(level.name);
      tell_renamed(option.place, "option", option.name, level.name);
      level.takes = Range::exactly(period);
      level.value.resize(domain_.parties.size());
      for (std::size_t i = 0; i < option.worth.size(); ++i) {
        const int decimals = decimals_for(largest_worth_of(issue, i));
        // Both rounded before the difference is taken, so that errors do not add up from level to level.
        const double below = rounded(issue.options[n - 1].worth[i], decimals);
        level.once.push_back(Range::exactly(rounded(rounded(option.worth[i], decimals) - below, decimals)));
      }
      commitment.levels.push_back(std::move(level));
    }
    result_.accord.commitments.push_back(std::move(commitment));
  }

  static double largest_worth_of(const ForeignIssue& issue, std::size_t party) {
    double largest = 0.0;
    for (const ForeignOption& option : issue.options) largest = std::max(largest, std::abs(option.worth[party]));
    return largest;
  }

  const ForeignDomain& domain_;
  const std::string& file_;
  Imported result_;
};

}  // namespace

ImportRefused::ImportRefused(std::vector<Problems> files) : Error(all_lines(files)), files_(std::move(files)) {}

Imported accord_of(const ForeignDomain& domain, const std::string& file) {
  std::vector<Problem> problems;
  check_sizes(domain, problems);
  if (!problems.empty()) throw ImportRefused({Problems(file, std::move(problems))});
  return Builder(domain, file).build();
}

}  // namespace entente::accord
