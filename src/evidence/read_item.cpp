#include "evidence/read_item.h"

#include <algorithm>
#include <utility>

#include "accord/numbers.h"
#include "accord/words.h"
#include "evidence/fingerprint.h"
#include "evidence/judgement.h"

namespace entente::evidence {

using accord::Ends;
using accord::Fields;
using accord::fields;
using accord::in_backquotes;
using accord::Problem;
using accord::Yaml;

namespace {

const std::vector<std::string> item_keys{"id",     "seen",    "event",   "by",     "about",   "class",
                                         "means",  "grade",   "says",    "signal", "text",    "file",
                                         "sha256", "custody", "licence", "sealed", "original"};
const std::vector<std::string> signal_keys{"kept", "broken"};
const std::vector<std::string> custody_keys{"holder", "from"};
template <std::size_t size>
std::vector<std::string> listed(const std::array<std::string_view, size>& names) {
  return {names.begin(), names.end()};
}

class ItemReader {
 public:
  ItemReader(const ItemReading& reading, std::vector<accord::Notice>& notices, std::vector<Problem>& problems)
      : reading_(reading), notices_(notices), problems_(problems) {}

  Item read(const Yaml& value, std::size_t number) {
    Fields keys = fields(value, "item " + std::to_string(number), item_keys, kItemExample, problems_);
    item_.place = keys.place;
    if (!keys.readable) return item_;
    item_.id = required_text(keys, "id", "`id: n1`", problems_);
    if (!item_.id.empty()) keys.what = "item " + item_.id;
    read_dates(keys);
    read_source(keys);
    read_sealed(keys);
    read_content(keys);
    read_signal(keys);
    read_fingerprint(keys);
    read_custody(keys);
    item_.licence = optional_text(keys, "licence", problems_);
    item_.original = optional_text(keys, "original", problems_);
    if (!item_.original.empty() && item_.original == item_.id) {
      say(*keys.find("original"),
          keys.what + " is its own original; name the item that it repeats, or remove the line");
    }
    item_.provenance = provenance(keys, problems_);
    return item_;
  }

 private:
  void say(const Yaml& value, std::string message) { problems_.push_back({value.place, std::move(message)}); }

  void read_dates(const Fields& keys) {
    require(keys, "seen", "the day on which it became known, `seen: 2025-03-31`", problems_);
    const Yaml* seen = keys.find("seen");
    const auto day = seen == nullptr ? std::nullopt : read_day(*seen, "seen of " + keys.what, problems_);
    if (day && *day > reading_.today) {
      say(*seen, keys.what + " was seen on " + in_words(*day) + ", which is after " + in_words(reading_.today) +
                     ", the day asked for; correct the date or ask for a later day (`--on`)");
    }
    item_.seen = day.value_or(reading_.today);
    item_.event = item_.seen;
    const Yaml* event = keys.find("event");
    if (event == nullptr) return;
    const auto of_event = read_day(*event, "event of " + keys.what, problems_);
    if (of_event && day && *of_event > *day) {
      say(*event, keys.what + " was seen on " + in_words(*day) + ", before its event of " + in_words(*of_event) +
                      "; one of the two dates is wrong");
    }
    if (of_event) item_.event = *of_event;
  }

  void read_source(const Fields& keys) {
    require(keys, "by", "who says so, one of `sources`, `by: inspectors`", problems_);
    std::optional<std::size_t> source;
    if (const Yaml* by = keys.find("by")) {
      std::vector<std::string> known;
      for (const NamedSource& one : reading_.evidence.sources) known.push_back(one.name);
      source = read_known(*by, "by of " + keys.what, "source", known, problems_);
    }
    item_.source = source.value_or(0);
    if (const Yaml* means = keys.find("means")) {
      std::vector<std::string> known;
      for (const Means& one : reading_.evidence.means) known.push_back(one.name);
      item_.means = read_known(*means, "means of " + keys.what, "means", known, problems_);
    }
    if (const Yaml* one = keys.find("class")) {
      if (keys.written("means")) {
        say(*one, keys.what + " has both `means` and `class`; keep one");
      }
      const auto found =
          read_known(*one, "class of " + keys.what, "class of sources", listed(kSourceClassNames), problems_);
      if (found) item_.source_class = static_cast<SourceClass>(*found);
    } else if (!keys.written("means") && source) {
      item_.source_class = reading_.evidence.sources[*source].source_class;
      if (!item_.source_class) {
        problems_.push_back({keys.place, keys.what + " has no `class` and neither has its source; write one of " +
                                             accord::joined(listed(kSourceClassNames))});
      }
    }
    read_grade(keys);
  }

  void read_grade(const Fields& keys) {
    const Yaml* grade = keys.find("grade");
    if (grade == nullptr) {
      if (!keys.written("means")) {
        require(keys, "grade", "`grade: B2`, or `F6` where nobody can judge it; it then carries no weight", problems_);
      }
      return;
    }
    item_.grade = grade->kind == Yaml::Kind::text ? grade_in(grade->text) : std::nullopt;
    if (!item_.grade) {
      say(*grade, accord::description(*grade) + " (grade of " + keys.what +
                      ") is no Admiralty grade; write a letter A to F and a digit 1 to 6, `B2`");
      return;
    }
    if (!inconsistent(*item_.grade)) return;
    const bool better = item_.grade->reliability - 'A' < item_.grade->credibility - '1';
    notices_.push_back({grade->place, "grade " + in_words(*item_.grade) + " of " + keys.what +
                                          " does not agree with itself: " +
                                          (better ? "a good source, and what it says is not believed"
                                                  : "a poor source, and what it says is believed") +
                                          "; look at both halves again (`6` and `F` say that one can not be judged)"});
  }

  // `sealed: true`, or `sealed: {until: DAY}`.
  void read_sealed(const Fields& keys) {
    const Yaml* sealed = keys.find("sealed");
    if (sealed == nullptr) return;
    if (sealed->kind == Yaml::Kind::text && (sealed->text == "true" || sealed->text == "false")) {
      item_.sealed = sealed->text == "true";
      return;
    }
    static const std::vector<std::string> known{"until"};
    const Fields inner =
        fields(*sealed, "sealed of " + keys.what, known, "`true`, or `{until: 2030-01-01}`", problems_);
    require(inner, "until", "the day on which it is opened, `until: 2030-01-01`", problems_);
    if (const Yaml* until = inner.find("until")) {
      item_.opens = read_day(*until, "until of " + inner.what, problems_);
    }
    item_.sealed = !item_.opens || *item_.opens > reading_.today;
    if (item_.opens && *item_.opens < item_.seen) {
      say(*sealed, keys.what + " is sealed until " + in_words(*item_.opens) + ", before it was seen on " +
                       in_words(item_.seen) + "; one of the two dates is wrong");
    }
  }

  void read_content(const Fields& keys) {
    item_.text = optional_text(keys, "text", problems_);
    item_.file = optional_text(keys, "file", problems_);
    if (item_.sealed) {
      for (const std::string key : {"text", "file", "says", "signal"}) {
        if (!keys.written(key)) continue;
        const Yaml* value = keys.find(key);
        problems_.push_back({value == nullptr ? keys.place : value->place,
                             keys.what + " is sealed" + (item_.opens ? " until " + in_words(*item_.opens) : "") +
                                 " and has " + in_backquotes(key) +
                                 "; until it is opened only its fingerprint may stand here, remove the line"});
      }
    } else {
      require(keys, "says", "`says: kept`, `short`, `taken back`, `positive` or `negative`", problems_);
      require(keys, "about", "the level it is about, `about: {reactor: halted}`", problems_);
      if (const Yaml* says = keys.find("says")) {
        const auto found = read_known(*says, "says of " + keys.what, "finding", listed(kFindingNames), problems_);
        if (found) item_.finding = static_cast<Finding>(*found);
      }
    }
    const Yaml* about = keys.find("about");
    if (about == nullptr) return;
    bool all_found = true;
    const auto levels =
        accord::read_requirements(*about, "about of " + keys.what, reading_.names, all_found, problems_);
    if (all_found && levels.size() != 1) {
      say(*about, "about of " + keys.what + " names " + std::to_string(levels.size()) +
                      " levels; write one, `{reactor: halted}`, and an item for each");
    }
    if (levels.size() == 1) item_.about = levels.front().requirement;
    if (item_.about && item_.means) check_means_look(*about, keys);
  }

  void check_means_look(const Yaml& about, const Fields& keys) {
    const Means& means = reading_.evidence.means[*item_.means];
    const auto [commitment, level] = *item_.about;
    if (!means.looks_at.empty() && std::ranges::find(means.looks_at, commitment) == means.looks_at.end()) {
      say(about, "means " + means.name + " does not look at " + reading_.names.commitments[commitment] +
                     "; correct `about` of " + keys.what +
                     (means.by_level.empty() ? " or `looks_at` of the means" : " or what it sees in the accord"));
    } else if (!means.by_level.empty() &&
               std::ranges::find(means.by_level, *item_.about, &SharpnessAtLevel::level) == means.by_level.end()) {
      say(about, "means " + means.name + " does not see " + reading_.names.commitments[commitment] + ' ' +
                     (level == 0 ? accord::today_name : reading_.names.levels[commitment][level - 1]) +
                     " in the accord; correct `about` of " + keys.what + " or what the means sees there");
    }
  }

  void read_signal(const Fields& keys) {
    const Yaml* signal = keys.find("signal");
    if (signal == nullptr) return;
    if (signal->kind == Yaml::Kind::text && signal->text == "cheap") {
      item_.cheap_signal = true;
      return;
    }
    const Fields inner =
        fields(*signal, "signal of " + keys.what, signal_keys,
               "`cheap`, or `{kept: 80%, broken: 10%}`: how likely it is sent in each case", problems_);
    require(inner, "kept", "how likely it is sent by a party that keeps its commitment, `kept: 80%`", problems_);
    require(inner, "broken", "how likely it is sent by one that does not, `broken: 10%`", problems_);
    const Yaml* kept = inner.find("kept");
    const Yaml* broken = inner.find("broken");
    if (kept == nullptr || broken == nullptr) return;
    item_.signal = Signal{.kept = accord::read_share(*kept, "kept of " + inner.what, Ends::both, problems_),
                          .broken = accord::read_share(*broken, "broken of " + inner.what, Ends::both, problems_)};
    if (item_.signal->kept.best + item_.signal->broken.best <= 0.0) {
      say(*signal, "signal of " + keys.what + " is never sent, and yet it was; raise `kept` or `broken`");
    }
  }

  void read_fingerprint(const Fields& keys) {
    const Yaml* written = keys.find("sha256");
    item_.sha256 = optional_text(keys, "sha256", problems_);
    if (item_.sealed) require(keys, "sha256", "its fingerprint, the one thing a sealed item shows", problems_);
    std::ranges::transform(item_.sha256, item_.sha256.begin(), [](char letter) {
      return letter >= 'A' && letter <= 'F' ? static_cast<char>(letter + 32) : letter;
    });
    const bool hexadecimal =
        item_.sha256.size() == 64 && item_.sha256.find_first_not_of("0123456789abcdef") == std::string::npos;
    if (!item_.sha256.empty() && !hexadecimal) {
      say(*written, "sha256 of " + keys.what + " is not 64 hexadecimal digits; `sha256sum FILE` prints them");
    }
    if (!item_.file.empty() && !item_.text.empty()) {
      say(*keys.find("file"), keys.what + " has both `text` and `file`; keep one");
      return;
    }
    if (!item_.file.empty() && !item_.sealed) {
      require(keys, "sha256", "the fingerprint of its file; `sha256sum FILE` prints it", problems_);
      const auto bytes = reading_.bytes_of(item_.file);
      if (!bytes) {
        say(*keys.find("file"),
            in_backquotes(item_.file) + " (file of " + keys.what +
                ") is not there or can not be read; a path is taken from the evidence file's folder");
      } else if (hexadecimal) {
        compare(keys, *written, *bytes, "file");
      }
    } else if (!item_.text.empty() && hexadecimal) {
      compare(keys, *written, item_.text, "text");
    }
  }

  void compare(const Fields& keys, const Yaml& written, const std::string& bytes, const std::string& what) {
    const std::string found = sha256(bytes);
    if (found == item_.sha256) return;
    say(written, "the " + what + " of " + keys.what + " has the SHA-256 " + found +
                     ", another one than is written here: it was changed, or the fingerprint is of something else");
  }

  void read_custody(const Fields& keys) {
    const Yaml* custody = keys.find("custody");
    if (custody == nullptr) return;
    constexpr std::string_view example = "`- {holder: IAEA, from: 2025-03-31}`";
    for (const Yaml& value : list_items(*custody, "custody of " + keys.what, example, problems_)) {
      const std::string what = "holder " + std::to_string(item_.custody.size() + 1) + " in custody of " + keys.what;
      const Fields inner = fields(value, what, custody_keys, example, problems_);
      Custody one{.holder = required_text(inner, "holder", "`holder: IAEA`", problems_), .from = reading_.today};
      require(inner, "from", "`from: 2025-03-31`", problems_);
      provenance(inner, problems_);
      const Yaml* from = inner.find("from");
      const auto day = from == nullptr ? std::nullopt : read_day(*from, "from of " + what, problems_);
      if (day && *day > reading_.today) {
        say(*from, what + " holds it from " + in_words(*day) + ", which is after " + in_words(reading_.today) +
                       ", the day asked for; correct the date");
      } else if (day && *day < item_.event) {
        say(*from, what + " holds it from " + in_words(*day) + ", before the event of " + in_words(item_.event) +
                       "; one of the two dates is wrong");
      }
      if (day && !item_.custody.empty() && *day < item_.custody.back().from) {
        say(*from, what + " holds it from " + in_words(*day) + ", before " + item_.custody.back().holder +
                       " did from " + in_words(item_.custody.back().from) + "; write holders in order");
      }
      one.from = day.value_or(one.from);
      item_.custody.push_back(std::move(one));
    }
  }

  const ItemReading& reading_;
  std::vector<accord::Notice>& notices_;
  std::vector<Problem>& problems_;
  Item item_;
};

}  // namespace

Item read_item(const Yaml& value, std::size_t number, const ItemReading& reading, std::vector<accord::Notice>& notices,
               std::vector<Problem>& problems) {
  return ItemReader(reading, notices, problems).read(value, number);
}

}  // namespace entente::evidence
