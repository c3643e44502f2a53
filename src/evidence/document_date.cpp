#include "evidence/document_date.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <cctype>
#include <chrono>
#include <vector>

namespace entente::evidence {

namespace {

constexpr std::size_t most_bytes = 200;

struct Token {
  std::string word;  // lower case; empty for a number
  int number = 0;
  std::size_t digits = 0;
  char before = ' ';    // the character in front of it
  std::size_t end = 0;  // in the text
};

bool is_digit(char letter) {
  return letter >= '0' && letter <= '9';
}

std::vector<Token> tokens_of(std::string_view text) {
  std::vector<Token> tokens;
  for (std::size_t at = 0; at < text.size();) {
    const char before = at == 0 ? ' ' : text[at - 1];
    const auto letter = static_cast<unsigned char>(text[at]);
    if (is_digit(text[at])) {
      Token token{"", 0, 0, before, 0};
      for (; at < text.size() && is_digit(text[at]); ++at, ++token.digits) {
        if (token.digits < 8) token.number = 10 * token.number + (text[at] - '0');
      }
      token.end = at;
      tokens.push_back(token);
    } else if (std::isalpha(letter) != 0 || letter >= 0x80) {
      Token token{"", 0, 0, before, 0};
      for (; at < text.size() &&
             (std::isalpha(static_cast<unsigned char>(text[at])) != 0 || static_cast<unsigned char>(text[at]) >= 0x80);
           ++at) {
        token.word += static_cast<char>(std::tolower(static_cast<unsigned char>(text[at])));
      }
      token.end = at;
      tokens.push_back(token);
    } else {
      ++at;
    }
  }
  return tokens;
}

constexpr std::array<std::string_view, 12> months{"january",   "february", "march",    "april",
                                                  "may",       "june",     "july",     "august",
                                                  "september", "october",  "november", "december"};

int month_named(std::string_view word) {
  if (word == "sept") return 9;
  for (std::size_t k = 0; k < months.size(); ++k) {
    if (word == months[k] || (word.size() == 3 && months[k].starts_with(word))) return static_cast<int>(k) + 1;
  }
  return 0;
}

bool is_year(const Token& token) {
  return token.digits == 4 && token.number >= 1000;
}

bool is_day(const Token& token) {
  return token.word.empty() && token.digits <= 2 && token.number >= 1 && token.number <= 31;
}

std::optional<int> zone_named(std::string_view word) {
  if (word == "z" || word == "utc" || word == "gmt") return 0;
  if (word == "kst" || word == "jst") return 9 * 60;
  return std::nullopt;
}

// A time that follows at token `at`: hours, minutes, perhaps seconds, half of the day, zone.
void add_time(DocumentDate& date, const std::vector<Token>& tokens, std::size_t at) {
  while (at < tokens.size() && (tokens[at].word == "t" || tokens[at].word == "at")) ++at;
  if (at + 1 >= tokens.size() || tokens[at].digits == 0 || tokens[at].digits > 2 || tokens[at + 1].digits != 2 ||
      tokens[at + 1].before != ':') {
    return;
  }
  int hour = tokens[at].number;
  const int minute = tokens[at + 1].number;
  at += 2;
  while (at < tokens.size() && tokens[at].digits > 0 && (tokens[at].before == ':' || tokens[at].before == '.')) ++at;
  if (at < tokens.size() && (tokens[at].word == "am" || tokens[at].word == "pm") && hour >= 1 && hour <= 12) {
    hour = hour % 12 + (tokens[at].word == "pm" ? 12 : 0);
    ++at;
  }
  if (hour > 23 || minute > 59) return;
  date.minute = 60 * hour + minute;
  if (at >= tokens.size()) return;
  const Token& zone = tokens[at];
  if (zone.digits == 0) {
    date.minutes_ahead_of_utc = zone_named(zone.word);
  } else if (zone.before == '+' || zone.before == '-') {
    int ahead = 0;
    if (zone.digits == 4) {
      ahead = 60 * (zone.number / 100) + zone.number % 100;
    } else if (zone.digits == 2) {
      ahead = 60 * zone.number;
      if (at + 1 < tokens.size() && tokens[at + 1].digits == 2 && tokens[at + 1].before == ':')
        ahead += tokens[at + 1].number;
    } else {
      return;
    }
    if (ahead <= 14 * 60) date.minutes_ahead_of_utc = zone.before == '+' ? ahead : -ahead;
  }
}

bool exists(const DocumentDate& date) {
  return std::chrono::year_month_day(std::chrono::year(date.year),
                                     std::chrono::month(static_cast<unsigned>(date.month)),
                                     std::chrono::day(static_cast<unsigned>(date.day)))
      .ok();
}

// The digits of a date and time in one piece: 20190214, 20190214093000.
std::optional<DocumentDate> in_one_piece(std::string_view text) {
  const auto begin = static_cast<std::size_t>(std::ranges::find_if(text, is_digit) - text.begin());
  std::size_t end = begin;
  while (end < text.size() && is_digit(text[end])) ++end;
  const std::string_view digits = text.substr(begin, end - begin);
  if (digits.size() != 8 && digits.size() != 12 && digits.size() != 14) return std::nullopt;
  const auto number = [&](std::size_t at, std::size_t length) {
    int value = 0;
    for (const char digit : digits.substr(at, length)) value = 10 * value + (digit - '0');
    return value;
  };
  DocumentDate date{number(0, 4), number(4, 2), number(6, 2), std::nullopt, std::nullopt};
  if (date.year < 1000 || !exists(date)) return std::nullopt;
  if (digits.size() == 8) return date;
  if (number(8, 2) > 23 || number(10, 2) > 59) return date;
  date.minute = 60 * number(8, 2) + number(10, 2);
  std::string_view rest = text.substr(end);
  if (rest.starts_with('Z')) date.minutes_ahead_of_utc = 0;
  if (rest.size() >= 3 && (rest[0] == '+' || rest[0] == '-') && is_digit(rest[1]) && is_digit(rest[2])) {
    int ahead = 60 * (10 * (rest[1] - '0') + rest[2] - '0');
    if (rest.size() >= 6 && is_digit(rest[4]) && is_digit(rest[5])) ahead += 10 * (rest[4] - '0') + rest[5] - '0';
    if (ahead <= 14 * 60) date.minutes_ahead_of_utc = rest[0] == '+' ? ahead : -ahead;
  }
  return date;
}

}  // namespace

std::string written(const DocumentDate& date) {
  std::string text = fmt::format("{:04}-{:02}-{:02}", date.year, date.month, date.day);
  if (!date.minute) return text;
  text += fmt::format("T{:02}:{:02}", *date.minute / 60, *date.minute % 60);
  if (!date.minutes_ahead_of_utc) return text;
  const int ahead = *date.minutes_ahead_of_utc;
  return text + fmt::format("{}{:02}:{:02}", ahead < 0 ? '-' : '+', std::abs(ahead) / 60, std::abs(ahead) % 60);
}

std::int64_t minute_for_order(const DocumentDate& date) {
  const std::chrono::sys_days day(std::chrono::year_month_day(std::chrono::year(date.year),
                                                              std::chrono::month(static_cast<unsigned>(date.month)),
                                                              std::chrono::day(static_cast<unsigned>(date.day))));
  constexpr int last_of_day = 24 * 60 - 1;
  return std::int64_t{day.time_since_epoch().count()} * 24 * 60 + date.minute.value_or(last_of_day) -
         date.minutes_ahead_of_utc.value_or(0);
}

std::optional<DocumentDate> date_in(std::string_view text) {
  text = text.substr(0, most_bytes);
  const std::vector<Token> tokens = tokens_of(text);
  const auto after_th = [&](std::size_t at) {
    static constexpr std::array<std::string_view, 4> endings{"st", "nd", "rd", "th"};
    return at < tokens.size() && std::ranges::find(endings, tokens[at].word) != endings.end() ? at + 1 : at;
  };
  for (std::size_t at = 0; at < tokens.size(); ++at) {
    DocumentDate date;
    std::size_t next = at;
    if (is_year(tokens[at])) {
      // Year, month, day; in Korean, Chinese and Japanese with a word behind each.
      const bool words =
          at + 1 < tokens.size() && (tokens[at + 1].word == "\xEB\x85\x84" || tokens[at + 1].word == "\xE5\xB9\xB4");
      const std::size_t month = at + (words ? 2 : 1);
      const std::size_t day = at + (words ? 4 : 2);
      if (day >= tokens.size() || !is_day(tokens[month]) || tokens[month].number > 12 || !is_day(tokens[day])) continue;
      date = {tokens[at].number, tokens[month].number, tokens[day].number, std::nullopt, std::nullopt};
      next = day + (words ? 2 : 1);
    } else if (month_named(tokens[at].word) > 0) {
      const std::size_t year = after_th(at + 2);
      if (year >= tokens.size() || !is_day(tokens[at + 1]) || !is_year(tokens[year])) continue;
      date = {tokens[year].number, month_named(tokens[at].word), tokens[at + 1].number, std::nullopt, std::nullopt};
      next = year + 1;
    } else if (is_day(tokens[at])) {
      const std::size_t month = after_th(at + 1);
      if (month + 1 >= tokens.size() || month_named(tokens[month].word) == 0 || !is_year(tokens[month + 1])) continue;
      date = {tokens[month + 1].number, month_named(tokens[month].word), tokens[at].number, std::nullopt, std::nullopt};
      next = month + 2;
    } else {
      continue;
    }
    if (!exists(date)) continue;
    add_time(date, tokens, next);
    return date;
  }
  return in_one_piece(text);
}

bool is_month(std::string_view word) {
  std::string lower(word);
  for (char& letter : lower) letter = static_cast<char>(std::tolower(static_cast<unsigned char>(letter)));
  return month_named(lower) > 0;
}

}  // namespace entente::evidence
