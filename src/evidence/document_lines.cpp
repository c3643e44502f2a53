#include <algorithm>
#include <array>
#include <cctype>

#include "accord/words.h"
#include "evidence/document_parts.h"
#include "evidence/words.h"

namespace entente::evidence {

namespace {

using std::string_view_literals::operator""sv;

constexpr std::size_t most_byline_words = 15;
constexpr std::size_t most_date_words = 12;
constexpr std::size_t most_dateline_bytes = 120;
constexpr std::size_t most_place_words = 6;
constexpr std::size_t paragraphs_with_lines = 6;  // how far into a text bylines and dates are looked for

bool is_upper(char letter) {
  return letter >= 'A' && letter <= 'Z';
}

// Letters beyond ASCII may be either.
bool begins_like_a_name(std::string_view word) {
  return !word.empty() && (is_upper(word.front()) || static_cast<unsigned char>(word.front()) >= 0x80);
}

std::vector<std::string_view> split_words(std::string_view text) {
  std::vector<std::string_view> words;
  for (std::size_t at = 0; at < text.size();) {
    const std::size_t end = std::min(text.find(' ', at), text.size());
    if (end > at) words.push_back(text.substr(at, end - at));
    at = end + 1;
  }
  return words;
}

std::string_view trimmed(std::string_view text) {
  while (!text.empty() && " ,;:|"sv.find(text.front()) != std::string_view::npos) text.remove_prefix(1);
  while (!text.empty() && " ,;:|"sv.find(text.back()) != std::string_view::npos) text.remove_suffix(1);
  return text;
}

// "SEOUL" as "Seoul"; abbreviations with points stay.
std::string with_small_letters(std::string_view place) {
  const bool capitals = std::ranges::none_of(place, [](char letter) { return letter >= 'a' && letter <= 'z'; });
  std::string result;
  for (const std::string_view word : split_words(place)) {
    if (!result.empty()) result += ' ';
    std::string one(word);
    if (capitals && word.find('.') == std::string_view::npos) {
      for (std::size_t k = 1; k < one.size(); ++k) {
        if (is_upper(one[k]) && one[k - 1] != '-') one[k] = static_cast<char>(one[k] - 'A' + 'a');
      }
    }
    result += one;
  }
  return result;
}

bool is_place(std::string_view place) {
  static constexpr std::array small{"of"sv, "de"sv, "la"sv, "al"sv, "am"sv, "upon"sv, "and"sv, "the"sv};
  const std::vector<std::string_view> words = split_words(place);
  if (words.empty() || words.size() > most_place_words) return false;
  return std::ranges::all_of(words, [](std::string_view word) {
    const bool letters = std::ranges::all_of(word, [](char letter) {
      return std::isalpha(static_cast<unsigned char>(letter)) != 0 || static_cast<unsigned char>(letter) >= 0x80 ||
             ",.'-/"sv.find(letter) != std::string_view::npos;
    });
    return letters && (begins_like_a_name(word) || std::ranges::find(small, word) != small.end());
  });
}

bool in_capitals(std::string_view place) {
  const std::string_view city = place.substr(0, place.find(','));
  return city.size() >= 2 && std::ranges::none_of(city, [](char letter) { return letter >= 'a' && letter <= 'z'; });
}

// The end of "PLACE, Feb. 14": a month and a day, perhaps a year.
struct EndDate {
  std::size_t begin;
  std::optional<DocumentDate> date;
};

std::optional<EndDate> date_at_end(std::string_view head) {
  const std::vector<std::string_view> words = split_words(head);
  for (std::size_t back = 2; back <= 4 && back < words.size(); ++back) {
    const std::string_view from = words[words.size() - back];
    const auto begin = static_cast<std::size_t>(from.data() - head.data());
    const std::string_view rest = head.substr(begin);
    const bool digits = std::ranges::any_of(rest, [](char letter) { return letter >= '0' && letter <= '9'; });
    const auto is_month_word = [](std::string_view word) {
      while (!word.empty() && (word.back() == '.' || word.back() == ',')) word.remove_suffix(1);
      return is_month(word);
    };
    const std::vector<std::string_view> parts = split_words(rest);
    if (!digits || std::ranges::none_of(parts, is_month_word)) continue;
    // The longest end that begins with the month or a day.
    const bool with_day_before = back < words.size() - 1 && words[words.size() - back - 1].size() <= 2 &&
                                 std::isdigit(static_cast<unsigned char>(words[words.size() - back - 1].front())) != 0;
    if (with_day_before) continue;
    if (is_month_word(parts.front()) || std::isdigit(static_cast<unsigned char>(parts.front().front())) != 0) {
      return EndDate{begin, date_in(rest)};
    }
  }
  return std::nullopt;
}

}  // namespace

std::string byline_names(std::string_view line) {
  const std::string one = on_one_line(line);
  const std::vector<std::string_view> words = split_words(one);
  if (words.size() < 2 || words.size() > most_byline_words || accord::lower_case(words.front()) != "by" ||
      !begins_like_a_name(words[1])) {
    return {};
  }
  std::string_view names = std::string_view(one).substr(3);
  for (const std::string_view end :
       {","sv, " | "sv, " \xE2\x80\x94 "sv, " \xE2\x80\x93 "sv, " - "sv, " in "sv, "/"sv, ";"sv}) {
    names = names.substr(0, names.find(end));
  }
  // A sentence that begins by chance with "By".
  const std::vector<std::string_view> left = split_words(names);
  const bool all_names = std::ranges::all_of(left, [](std::string_view word) {
    return begins_like_a_name(word) || word == "and" || word == "de" || word == "van" || word == "von" ||
           word == "der" || word == "al" || word == "bin" || word == "&";
  });
  if (!all_names || names.ends_with('.') || left.size() > 8) return {};
  return std::string(trimmed(names));
}

std::optional<DocumentDate> date_line(std::string_view line) {
  const std::string one = on_one_line(line);
  const std::vector<std::string_view> words = split_words(one);
  if (words.empty() || words.size() > most_date_words) return std::nullopt;
  // Every word must belong to a date or say that one follows.
  static constexpr std::array known{"published"sv, "posted"sv, "date"sv,    "on"sv,        "at"sv,       "updated"sv,
                                    "first"sv,     "am"sv,     "pm"sv,      "utc"sv,       "gmt"sv,      "kst"sv,
                                    "jst"sv,       "est"sv,    "edt"sv,     "cet"sv,       "cest"sv,     "bst"sv,
                                    "last"sv,      "monday"sv, "tuesday"sv, "wednesday"sv, "thursday"sv, "friday"sv,
                                    "saturday"sv,  "sunday"sv, "mon"sv,     "tue"sv,       "wed"sv,      "thu"sv,
                                    "fri"sv,       "sat"sv,    "sun"sv,     "a.m"sv,       "p.m"sv};
  for (const std::string_view word : words) {
    std::string plain = accord::lower_case(trimmed(word));
    while (!plain.empty() && plain.back() == '.') plain.pop_back();
    const bool digits = std::ranges::any_of(plain, [](char letter) { return letter >= '0' && letter <= '9'; });
    const bool sign = std::ranges::none_of(plain, [](unsigned char letter) { return std::isalnum(letter) != 0; });
    if (!digits && !sign && !is_month(plain) && std::ranges::find(known, plain) == known.end()) return std::nullopt;
  }
  // What was changed later is not when it was published.
  if (accord::lower_case(words.front()).starts_with("updated") || accord::lower_case(words.front()) == "last")
    return std::nullopt;
  return date_in(one);
}

std::vector<std::string> paragraphs_of(std::string_view text) {
  std::vector<std::string> paragraphs;
  std::string current;
  for (std::size_t at = 0; at <= text.size();) {
    const std::size_t end = std::min(text.find('\n', at), text.size());
    const std::string_view line = text.substr(at, end - at);
    if (on_one_line(line).empty()) {
      if (!current.empty()) paragraphs.push_back(std::move(current));
      current.clear();
    } else {
      if (!current.empty()) current += '\n';
      current += line;
    }
    at = end + 1;
  }
  if (!current.empty()) paragraphs.push_back(std::move(current));
  return paragraphs;
}

std::string joined_paragraphs(const std::vector<std::string>& paragraphs) {
  std::string text;
  for (const std::string& one : paragraphs) {
    if (!text.empty()) text += "\n\n";
    text += one;
  }
  return text;
}

std::optional<Dateline> dateline_of(std::string_view paragraph) {
  const std::string one = on_one_line(paragraph.substr(0, 2 * most_dateline_bytes));
  std::size_t dash = std::string::npos;
  for (const std::string_view sign : {" \xE2\x80\x94"sv, " \xE2\x80\x93 "sv, " -- "sv, " - "sv, "\xE2\x80\x94"sv,
                                      ")--"sv, ") -"sv, " \xE2\x80\x95"sv}) {
    dash = std::min(dash, one.find(sign));
  }
  if (dash == std::string::npos || dash > most_dateline_bytes) return std::nullopt;
  if (one[dash] == ')') ++dash;
  std::string_view head = trimmed(std::string_view(one).substr(0, dash));
  Dateline dateline;
  if (head.ends_with(')')) {
    const std::size_t open = head.rfind('(');
    if (open == std::string_view::npos) return std::nullopt;
    dateline.agency = trimmed(head.substr(open + 1, head.size() - open - 2));
    head = trimmed(head.substr(0, open));
    if (!begins_like_a_name(dateline.agency)) return std::nullopt;
  }
  bool dated = false;
  if (const std::optional<EndDate> end = date_at_end(head)) {
    dated = true;
    dateline.date = end->date;
    head = trimmed(head.substr(0, end->begin));
  }
  if (!is_place(head) || (!dated && dateline.agency.empty() && !in_capitals(head))) return std::nullopt;
  dateline.place = with_small_letters(head);
  return dateline;
}

void take_newspaper_lines(Document& document, std::vector<std::string>& paragraphs) {
  for (std::size_t at = 0; at < std::min(paragraphs.size(), paragraphs_with_lines);) {
    if (const std::string names = byline_names(paragraphs[at]); !names.empty()) {
      if (!document.author) document.author = said(names, "byline");
    } else if (const std::optional<DocumentDate> date = date_line(paragraphs[at])) {
      if (!document.date) document.date = SaidDate{*date, "line of the text"};
    } else {
      ++at;
      continue;
    }
    paragraphs.erase(paragraphs.begin() + static_cast<std::ptrdiff_t>(at));
  }
  for (std::size_t at = 0; at < std::min(paragraphs.size(), paragraphs_with_lines); ++at) {
    const std::optional<Dateline> dateline = dateline_of(paragraphs[at]);
    if (!dateline) continue;
    if (!document.place) document.place = said(dateline->place, "dateline");
    if (!document.date && dateline->date) document.date = SaidDate{*dateline->date, "dateline"};
    if (!document.agency) document.agency = said(dateline->agency, "dateline");
    if (!document.outlet) document.outlet = document.agency;
    break;
  }
}

}  // namespace entente::evidence
