#include "ledger/event.h"

#include <algorithm>
#include <array>
#include <chrono>

namespace entente::ledger {

namespace {

constexpr std::string_view event_format = "entente-event/1";

constexpr std::array<std::pair<EventType, std::string_view>, 16> types{{{EventType::charter, "charter"},
                                                                        {EventType::commitments, "commitments"},
                                                                        {EventType::report, "report"},
                                                                        {EventType::finding, "finding"},
                                                                        {EventType::complaint, "complaint"},
                                                                        {EventType::reply, "reply"},
                                                                        {EventType::excuse, "excuse"},
                                                                        {EventType::extension, "extension"},
                                                                        {EventType::vote, "vote"},
                                                                        {EventType::decision, "decision"},
                                                                        {EventType::response, "response"},
                                                                        {EventType::amendment, "amendment"},
                                                                        {EventType::evidence, "evidence"},
                                                                        {EventType::meeting, "meeting"},
                                                                        {EventType::key, "key"},
                                                                        {EventType::withdrawal, "withdrawal"}}};
constexpr std::array<std::pair<Role, std::string_view>, 4> roles{
    {{Role::party, "party"}, {Role::verifier, "verifier"}, {Role::organ, "organ"}, {Role::host, "host"}}};

std::string signed_text_of(const Event& event) {
  return canonical({{"accord", event.accord},
                    {"author", event.author},
                    {"content", event.content},
                    {"format", event_format},
                    {"key", event.key},
                    {"ledger", event.ledger},
                    {"number", event.number},
                    {"role", name_of(event.role)},
                    {"time", time_text(event.time)},
                    {"type", name_of(event.type)}});
}

const std::string& text_field(const Json& json, const std::string& name) {
  const auto found = json.find(name);
  if (found == json.end()) throw Refused("the event has no " + name);
  if (!found->is_string() || found->get_ref<const std::string&>().empty())
    throw Refused("the " + name + " of the event is no text");
  return found->get_ref<const std::string&>();
}

void require_hexadecimal(std::string_view what, const std::string& text, std::size_t digits) {
  if (text.size() != digits || !from_hexadecimal(text)) {
    throw Refused("the " + std::string(what) + " of the event must be " + std::to_string(digits) +
                  " hexadecimal digits");
  }
}

Event event_in(const Json& json) {
  if (!json.is_object() || json.size() != 10)
    throw Refused("an event has the ten fields of docs/ledger-format.md, no more");
  if (text_field(json, "format") != event_format)
    throw Refused("the format of the event is not " + std::string(event_format));
  Event event;
  event.ledger = text_field(json, "ledger");
  event.accord = text_field(json, "accord");
  event.author = text_field(json, "author");
  event.key = text_field(json, "key");
  require_hexadecimal("accord", event.accord, 64);
  require_hexadecimal("key", event.key, 8);
  const std::optional<Role> role = role_of(text_field(json, "role"));
  if (!role) throw Refused("the role of the event is none of party, verifier, organ, host");
  event.role = *role;
  const std::optional<EventType> type = event_type(text_field(json, "type"));
  if (!type) throw Refused("there is no type of event called " + text_field(json, "type"));
  event.type = *type;
  const std::optional<std::int64_t> time = time_in(text_field(json, "time"));
  if (!time) throw Refused("the time of the event is not written like 2027-03-01T12:00:00Z");
  event.time = *time;
  const auto number = json.find("number");
  if (number == json.end() || !number->is_number_integer() || number->get<std::int64_t>() < 1) {
    throw Refused("the number of the event must be a whole number from 1");
  }
  event.number = number->get<std::uint64_t>();
  const auto content = json.find("content");
  if (content == json.end()) throw Refused("the event has no content");
  event.content = *content;
  if (const auto why = why_not_content(event.type, event.content)) throw Refused(*why);
  return event;
}

int digits_in(std::string_view text) {
  int number = 0;
  for (const char c : text) {
    if (c < '0' || c > '9') return -1;
    number = number * 10 + (c - '0');
  }
  return number;
}

std::string padded(std::int64_t number, std::size_t width) {
  std::string text = std::to_string(number);
  return std::string(text.size() < width ? width - text.size() : 0, '0') + text;
}

}  // namespace

std::string_view name_of(EventType type) {
  return std::ranges::find(types, type, &decltype(types)::value_type::first)->second;
}

std::string_view name_of(Role role) {
  return std::ranges::find(roles, role, &decltype(roles)::value_type::first)->second;
}

std::optional<EventType> event_type(std::string_view name) {
  const auto* const found = std::ranges::find(types, name, &decltype(types)::value_type::second);
  if (found == types.end()) return std::nullopt;
  return found->first;
}

std::optional<Role> role_of(std::string_view name) {
  const auto* const found = std::ranges::find(roles, name, &decltype(roles)::value_type::second);
  if (found == roles.end()) return std::nullopt;
  return found->first;
}

std::string text_of(const SignedEvent& event) {
  const std::string_view signature(reinterpret_cast<const char*>(event.signature.data()), event.signature.size());
  return R"({"event":)" + event.signed_text + R"(,"signature":")" + base64(signature) + R"("})";
}

SignedEvent sign_event(Event event, const SigningKey& key) {
  if (const auto why = why_not_content(event.type, event.content)) throw Refused(*why);
  event.key = verifier_of(key).id();
  SignedEvent made{.event = std::move(event), .signed_text = {}, .signature = {}};
  made.signed_text = signed_text_of(made.event);
  made.signature = sign(key, made.signed_text);
  // What is signed here must be what others accept.
  return read_event(text_of(made));
}

SignedEvent read_event(std::string_view text) {
  if (text.size() > largest_event) {
    throw Refused("the event has " + std::to_string(text.size()) + " bytes, more than " +
                  std::to_string(largest_event) + "; keep what is large elsewhere and give its hash");
  }
  const Json json = read_json(text);
  if (!json.is_object() || json.size() != 2 || !json.contains("event") || !json.contains("signature")) {
    throw Refused(R"(a signed event is {"event":{...},"signature":"..."})");
  }
  if (canonical(json) != text) {
    throw Refused("the event is not in canonical form (RFC 8785): no spaces, keys in order, one way to write a number");
  }
  // In canonical form the event stands between these two, as its author signed it.
  constexpr std::string_view before = R"({"event":)";
  const std::size_t end = text.rfind(R"(,"signature":)");
  SignedEvent read{.event = event_in(json["event"]),
                   .signed_text = std::string(text.substr(before.size(), end - before.size())),
                   .signature = {}};
  const std::optional<std::string> signature =
      json["signature"].is_string() ? from_base64(json["signature"].get_ref<const std::string&>()) : std::nullopt;
  if (!signature || signature->size() != read.signature.size())
    throw Refused("the signature is not 64 bytes in base64");
  std::ranges::copy(*signature, read.signature.begin());
  return read;
}

std::optional<std::int64_t> time_in(std::string_view text) {
  // YYYY-MM-DDTHH:MM:SSZ
  if (text.size() != 20 || text[4] != '-' || text[7] != '-' || text[10] != 'T' || text[13] != ':' || text[16] != ':' ||
      text[19] != 'Z') {
    return std::nullopt;
  }
  const int year = digits_in(text.substr(0, 4));
  const int month = digits_in(text.substr(5, 2));
  const int day = digits_in(text.substr(8, 2));
  const std::int64_t hour = digits_in(text.substr(11, 2));
  const std::int64_t minute = digits_in(text.substr(14, 2));
  const int second = digits_in(text.substr(17, 2));
  if (year < 1 || month < 1 || day < 1 || hour < 0 || hour > 23 || minute < 0 || minute > 59 || second < 0 ||
      second > 59) {
    return std::nullopt;
  }
  const std::chrono::year_month_day date{std::chrono::year(year), std::chrono::month(static_cast<unsigned>(month)),
                                         std::chrono::day(static_cast<unsigned>(day))};
  if (!date.ok()) return std::nullopt;
  const std::int64_t days = std::chrono::sys_days(date).time_since_epoch().count();
  return days * 86400 + hour * 3600 + minute * 60 + second;
}

std::string time_text(std::int64_t time) {
  const std::chrono::sys_seconds moment{std::chrono::seconds(time)};
  const auto midnight = std::chrono::floor<std::chrono::days>(moment);
  const std::chrono::year_month_day date{midnight};
  const std::int64_t second = (moment - midnight).count();
  return padded(static_cast<int>(date.year()), 4) + '-' + padded(static_cast<unsigned>(date.month()), 2) + '-' +
         padded(static_cast<unsigned>(date.day()), 2) + 'T' + padded(second / 3600, 2) + ':' +
         padded(second / 60 % 60, 2) + ':' + padded(second % 60, 2) + 'Z';
}

}  // namespace entente::ledger
