#include "accord/import_genius.h"

#include <algorithm>
#include <cctype>
#include <charconv>
#include <filesystem>
#include <map>
#include <utility>

#include "accord/numbers.h"
#include "accord/words.h"
#include "accord/xml_tree.h"

namespace entente::accord {

namespace {

// GENIUS takes all evaluations of an issue for 0 where the largest is below this.
constexpr double least_largest_evaluation = 0.00001;
constexpr long most_integer_values = 100'000;  // the limit of an accord is far lower and is told with the issue's name

// An issue of the domain file, its values still without worth.
struct DomainIssue {
  ForeignIssue issue;
  std::string index;
  bool integer = false;
  long lowest = 0;  // of an integer issue
};

// What one profile says of one issue: its element, and the element whose `weight` entries count for it.
struct ProfileIssue {
  const Xml* issue = nullptr;
  const Xml* parent = nullptr;
};

std::string stem(const std::string& name) {
  return std::filesystem::path(name).stem().string();
}

std::string named(const Xml& issue) {
  const std::string name = issue.find("name").value_or("");
  return "issue " + (name.empty() ? "number " + issue.find("index").value_or("?") : in_quotes(name));
}

std::optional<long> integer_in(const std::string& text) {
  long value = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
  if (error != std::errc{} || end != text.data() + text.size() || std::abs(value) > 2'147'483'648L) return std::nullopt;
  return value;
}

// The utility space of a file: its root, or in a domain file a child of it.
const Xml* utility_space(const Xml& root, std::vector<Problem>& problems) {
  const Xml* space = root.name == "utility_space" ? &root : root.child("utility_space");
  if (space == nullptr) {
    problems.push_back({root.place, "there is no <utility_space> in <" + root.name +
                                        ">; give a domain file of GENIUS and its utility profiles"});
  }
  return space;
}

// A utility that is not a sum over issues; null where there is none.
const Xml* not_additive(const Xml& element) {
  static const std::vector<std::string> parts{"utility", "ufun", "hyperRectangle", "constraint", "constraints"};
  if (std::ranges::find(parts, element.name) != parts.end()) return &element;
  for (const Xml& child : element.children) {
    if (const Xml* found = not_additive(child)) return found;
  }
  return nullptr;
}

bool refuse_not_additive(const Xml& space, std::vector<Problem>& problems) {
  const std::string type = lower_case(space.find("type").value_or(""));
  const bool known = type.empty() || type == "linear" || type == "additive" || type == "uncertain";
  const Xml* part = not_additive(space);
  if (known && part == nullptr) return false;
  const std::string what = known ? "<" + part->name + ">" : "type " + in_quotes(type);
  problems.push_back({known ? part->place : space.place,
                      "this utility space is not additive (" + what +
                          "): what an option is worth depends on the others in ways that an accord can not hold"});
  return true;
}

enum class Kind { discrete, integer, other };

Kind kind_of(const Xml& issue) {
  for (const char* attribute : {"type", "vtype", "etype"}) {
    const auto type = issue.find(attribute);
    if (!type || type->empty()) continue;
    if (lower_case(*type) == "discrete") return Kind::discrete;
    return lower_case(*type) == "integer" ? Kind::integer : Kind::other;
  }
  return Kind::discrete;
}

// A bound of an integer issue, which newer files have on the issue and older ones on its <range>.
std::optional<long> bound(const Xml& issue, const std::string& name) {
  const Xml* range = issue.child("range");
  auto text = issue.find(name);
  if (!text && range != nullptr) text = range->find(name);
  return text ? integer_in(*text) : std::nullopt;
}

void read_discrete_values(const Xml& from, DomainIssue& into, std::vector<Problem>& problems) {
  for (const Xml& item : from.children) {
    if (item.name != "item") continue;
    const auto value = item.find("value");
    if (!value) problems.push_back({item.place, "this item of " + named(from) + " has no `value`"});
    into.issue.options.push_back({value.value_or(""), {}, item.place});
  }
  if (into.issue.options.empty()) problems.push_back({from.place, named(from) + " has no items"});
}

void read_integer_values(const Xml& from, DomainIssue& into, std::vector<Problem>& problems) {
  const auto lowest = bound(from, "lowerbound");
  const auto highest = bound(from, "upperbound");
  into.integer = true;
  into.lowest = lowest.value_or(0);
  if (!lowest || !highest || *highest < *lowest || *highest - *lowest >= most_integer_values) {
    problems.push_back({from.place, named(from) +
                                        " has no usable bounds; write whole numbers as `lowerbound` and `upperbound`, "
                                        "the lower one first and fewer than " +
                                        std::to_string(most_integer_values) + " apart"});
    return;
  }
  for (long value = *lowest; value <= *highest; ++value) {
    into.issue.options.push_back({std::to_string(value), {}, from.place});
  }
}

void read_domain_issues(const Xml& parent, std::vector<DomainIssue>& issues, std::vector<Problem>& problems) {
  for (const Xml& child : parent.children) {
    if (child.name == "objective") read_domain_issues(child, issues, problems);
    if (child.name != "issue") continue;
    DomainIssue issue;
    issue.issue.name = child.find("name").value_or("");
    issue.issue.place = child.place;
    issue.index = child.find("index").value_or("");
    if (issue.index.empty()) {
      problems.push_back({child.place, named(child) + " has no `index`, by which the profiles refer to it"});
    } else if (std::ranges::find(issues, issue.index, &DomainIssue::index) != issues.end()) {
      problems.push_back({child.place, named(child) + " has the index " + issue.index + " of another issue"});
    }
    const bool has_items = child.child("item") != nullptr;
    if (kind_of(child) == Kind::integer && !has_items) {
      read_integer_values(child, issue, problems);
    } else if (kind_of(child) == Kind::other && !has_items) {
      problems.push_back({child.place, named(child) +
                                           " takes any value of a range, and an accord knows only steps; give it as an "
                                           "integer issue, or as a discrete one with the values to choose from"});
    } else {
      read_discrete_values(child, issue, problems);
    }
    issues.push_back(std::move(issue));
  }
}

std::string title_of(const Xml& space, const std::string& file) {
  const Xml* objective = space.child("objective");
  const std::string name = objective == nullptr ? "" : objective->find("name").value_or("");
  return name.empty() || lower_case(name) == "root" ? stem(file) : name;
}

void gather_profile_issues(const Xml& parent, std::vector<ProfileIssue>& issues) {
  for (const Xml& child : parent.children) {
    if (child.name == "objective") gather_profile_issues(child, issues);
    if (child.name == "issue") issues.push_back({&child, &parent});
  }
}

// GENIUS looks in every element and keeps what it meets last.
const Xml* last_child(const Xml& element, std::string_view name) {
  const Xml* found = element.child(name);
  for (const Xml& child : element.children) {
    if (const Xml* deeper = last_child(child, name)) found = deeper;
  }
  return found;
}

class ProfileReader {
 public:
  ProfileReader(const Xml& space, std::vector<FileNotice>& notices, const std::string& file,
                std::vector<Problem>& problems)
      : space_(space), notices_(notices), file_(file), problems_(problems) {
    gather_profile_issues(space, issues_);
  }

  // Adds the party's worth to every option of the domain.
  void read(std::vector<DomainIssue>& domain) {
    double largest = 0.0;
    for (DomainIssue& issue : domain) {
      std::vector<double> worth(issue.issue.options.size(), 0.0);
      if (const ProfileIssue* found = find(issue)) {
        read_evaluations(issue, *found->issue, worth);
        const double weight = read_weight(*found);
        for (double& one : worth) one *= weight;
      }
      for (std::size_t n = 0; n < worth.size(); ++n) issue.issue.options[n].worth.push_back(worth[n]);
      if (!worth.empty()) largest += std::ranges::max(worth);
    }
    for (const ProfileIssue& issue : issues_) {
      if (std::ranges::find(domain, issue.issue->find("index").value_or(""), &DomainIssue::index) != domain.end())
        continue;
      tell(issue.issue->place, named(*issue.issue) + " is not in the domain and is left out");
    }
    if (largest > 1.0 + 1e-9) {
      tell(space_.place, "utilities reach " + plain_number(largest) +
                             ": the weights add up to more than 1; GENIUS cuts them at 1, the accord does not");
    }
  }

  double number(std::string_view element, double otherwise) {
    const Xml* found = last_child(space_, element);
    if (found == nullptr) return otherwise;
    return number_of(*found, "value", "<" + std::string(element) + ">").value_or(otherwise);
  }

 private:
  void tell(const Place& place, const std::string& message) { notices_.push_back({file_, {place, message}}); }

  std::optional<double> number_of(const Xml& element, std::string_view attribute, const std::string& what) {
    const auto text = element.find(attribute);
    const auto number = text ? number_in(*text) : std::nullopt;
    if (!number) {
      problems_.push_back({element.place, what + " has " +
                                              (text ? in_backquotes(*text) + " as `" : std::string("no `")) +
                                              std::string(attribute) + (text ? "`, which is no number" : "`")});
    }
    return number;
  }

  const ProfileIssue* find(const DomainIssue& issue) {
    const auto has_index = [&](const ProfileIssue& one) { return one.issue->find("index") == issue.index; };
    const auto found = std::ranges::find_if(issues_, has_index);
    if (found == issues_.end()) {
      problems_.push_back({space_.place, "there is nothing on issue " + in_quotes(issue.issue.name) + " (index " +
                                             issue.index + ") of the domain"});
      return nullptr;
    }
    const std::string name = found->issue->find("name").value_or("");
    if (!name.empty() && lower_case(name) != lower_case(issue.issue.name)) {
      problems_.push_back({found->issue->place, "index " + issue.index + " is " + in_quotes(name) + " here, but " +
                                                    in_quotes(issue.issue.name) +
                                                    " in the domain; this is the profile of another domain"});
      return nullptr;
    }
    return &*found;
  }

  double read_weight(const ProfileIssue& of) {
    const Xml* weight = nullptr;
    for (const Xml& child : of.parent->children) {
      if (child.name == "weight" && child.find("index") == of.issue->find("index")) weight = &child;
    }
    if (weight == nullptr) {
      problems_.push_back({of.issue->place, named(*of.issue) + " has no weight; write <weight index=\"" +
                                                of.issue->find("index").value_or("") + "\" value=\"...\"/> beside it"});
      return 0.0;
    }
    return number_of(*weight, "value", "the weight of " + named(*of.issue)).value_or(0.0);
  }

  void read_evaluations(const DomainIssue& domain, const Xml& from, std::vector<double>& worth) {
    if (kind_of(from) == Kind::other && from.child("item") == nullptr) {
      problems_.push_back({from.place, named(from) + " is evaluated over a range, and an accord knows only steps"});
    } else if (domain.integer && from.child("item") == nullptr) {
      read_line(domain, from, worth);
    } else {
      read_items(domain, from, worth);
    }
  }

  void read_line(const DomainIssue& domain, const Xml& from, std::vector<double>& worth) {
    const auto lowest = bound(from, "lowerbound");
    const auto highest = bound(from, "upperbound");
    const auto count = static_cast<long>(domain.issue.options.size());
    if ((lowest && *lowest != domain.lowest) || (highest && *highest != domain.lowest + count - 1)) {
      problems_.push_back({from.place, named(from) + " has other bounds than in the domain"});
      return;
    }
    const Xml* evaluator = from.child("evaluator");
    if (evaluator == nullptr) {
      problems_.push_back({from.place, named(from) + " has no evaluation; write <evaluator ftype=\"linear\" "
                                                     "offset=\"...\" slope=\"...\"/> in it"});
      return;
    }
    const std::string form = lower_case(evaluator->find("ftype").value_or("linear"));
    if (form != "linear") {
      problems_.push_back({evaluator->place, named(from) + " is evaluated by a function of the form " +
                                                 in_quotes(form) + "; only `linear` is read"});
      return;
    }
    const auto slope = number_of(*evaluator, "slope", "the evaluator of " + named(from));
    const auto offset = number_of(*evaluator, "offset", "the evaluator of " + named(from));
    if (!slope || !offset) return;
    for (std::size_t n = 0; n < worth.size(); ++n) {
      worth[n] = std::clamp(*slope * static_cast<double>(n) + *offset, 0.0, 1.0);
    }
  }

  void read_items(const DomainIssue& domain, const Xml& from, std::vector<double>& worth) {
    std::map<std::string, double> evaluations;
    double largest = 0.0;
    bool all_read = true;
    for (const Xml& item : from.children) {
      if (item.name != "item") continue;
      const std::string value = item.find("value").value_or("");
      const std::string what = in_quotes(value) + " of " + named(from);
      if (item.find("evaluation").value_or("null") == "null") {
        problems_.push_back({item.place, what + " has no evaluation"});
        all_read = false;
        continue;
      }
      const std::optional<double> evaluation = number_of(item, "evaluation", what);
      if (!evaluation) {
        all_read = false;
        continue;
      }
      const auto [first, is_new] = evaluations.try_emplace(value, *evaluation);
      if (!is_new && first->second != *evaluation) {
        problems_.push_back({item.place, what + " is evaluated twice, and differently; keep one"});
      }
      largest = std::max(largest, *evaluation);
    }
    std::vector<std::string> lacking;
    for (std::size_t n = 0; n < worth.size(); ++n) {
      const auto found = evaluations.find(domain.issue.options[n].name);
      if (found == evaluations.end()) {
        if (lacking.size() < 12) lacking.push_back(in_quotes(domain.issue.options[n].name));
        continue;
      }
      worth[n] = largest < least_largest_evaluation ? 0.0 : found->second / largest;
    }
    if (!lacking.empty() && all_read) {
      problems_.push_back({from.place, named(from) + " has no evaluation of " + joined(lacking)});
    }
  }

  const Xml& space_;
  std::vector<FileNotice>& notices_;
  const std::string& file_;
  std::vector<Problem>& problems_;
  std::vector<ProfileIssue> issues_;
};

ForeignParty read_profile(const ForeignFile& file, std::vector<DomainIssue>& issues, std::vector<FileNotice>& notices,
                          std::vector<Problem>& problems) {
  ForeignParty party;
  party.name = stem(file.name);
  const std::optional<Xml> root = read_xml(file.bytes, problems);
  const Xml* space = root ? utility_space(*root, problems) : nullptr;
  if (space == nullptr || refuse_not_additive(*space, problems)) return party;
  ProfileReader reader(*space, notices, file.name, problems);
  reader.read(issues);
  party.no_deal = reader.number("reservation", 0.0);
  const double discount = reader.number("discount_factor", 1.0);
  party.note = "reservation value " + plain_number(party.no_deal, 15) + ", discount factor " +
               plain_number(discount, 15) + (discount == 1.0 ? "" : " (not used)");
  return party;
}

}  // namespace

Imported import_genius(const ForeignFile& domain, std::span<const ForeignFile> profiles) {
  std::vector<Problems> refused;
  const auto keep = [&](const std::string& file, std::vector<Problem> problems) {
    if (!problems.empty()) refused.emplace_back(file, std::move(problems));
  };
  std::vector<Problem> problems;
  std::vector<DomainIssue> issues;
  ForeignDomain result;
  const std::optional<Xml> root = read_xml(domain.bytes, problems);
  const Xml* space = root ? utility_space(*root, problems) : nullptr;
  if (space != nullptr && !refuse_not_additive(*space, problems)) {
    read_domain_issues(*space, issues, problems);
    if (issues.empty() && problems.empty()) problems.push_back({space->place, "there is no <issue> in this domain"});
    result.title = title_of(*space, domain.name);
  }
  // Without its domain nothing can be said of a profile.
  const bool domain_is_whole = problems.empty();
  keep(domain.name, std::move(problems));

  std::vector<FileNotice> notices;
  for (const ForeignFile& profile : profiles) {
    if (!domain_is_whole) break;
    std::vector<Problem> of_profile;
    result.parties.push_back(read_profile(profile, issues, notices, of_profile));
    keep(profile.name, std::move(of_profile));
  }
  if (!refused.empty()) throw ImportRefused(std::move(refused));

  result.note = "From the GENIUS domain " + std::filesystem::path(domain.name).filename().string() + '.';
  for (DomainIssue& issue : issues) result.issues.push_back(std::move(issue.issue));
  Imported imported = accord_of(result, domain.name);
  imported.notices.insert(imported.notices.end(), notices.begin(), notices.end());
  return imported;
}

}  // namespace entente::accord
