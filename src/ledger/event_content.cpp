// The table of the fields, and the check of a content against it.
#include <algorithm>
#include <array>
#include <chrono>
#include <span>

#include "ledger/event_fields.h"
#include "ledger/policy.h"

namespace entente::ledger {

namespace {

using Field = ContentField;
using Kind = FieldKind;

constexpr bool optional = false;

}  // namespace

std::span<const Field> fields_of(EventType type) {
  static constexpr std::array charter{Field{"origin", Kind::text}, Field{"log", Kind::key},
                                      Field{"members", Kind::members}, Field{"policy", Kind::policy},
                                      Field{"clock_allowance", Kind::count}};
  static constexpr std::array commitments{Field{"plan", Kind::text}, Field{"items", Kind::items}};
  static constexpr std::array report{Field{"commitment", Kind::text},
                                     Field{"level", Kind::text},
                                     Field{"on", Kind::date},
                                     Field{"share", Kind::share, optional},
                                     Field{"amount", Kind::number, optional},
                                     Field{"unit", Kind::text, optional},
                                     Field{"text", Kind::text, optional},
                                     Field{"evidence", Kind::entries, optional}};
  static constexpr std::array finding{Field{"commitment", Kind::text},
                                      Field{"level", Kind::text},
                                      Field{"on", Kind::date},
                                      Field{"result", Kind::result},
                                      Field{"report", Kind::entry, optional},
                                      Field{"share", Kind::share, optional},
                                      Field{"amount", Kind::number, optional},
                                      Field{"unit", Kind::text, optional},
                                      Field{"text", Kind::text, optional},
                                      Field{"evidence", Kind::entries, optional}};
  static constexpr std::array complaint{Field{"against", Kind::text},
                                        Field{"text", Kind::text},
                                        Field{"commitment", Kind::text, optional},
                                        Field{"level", Kind::text, optional},
                                        Field{"procedure", Kind::text, optional},
                                        Field{"evidence", Kind::entries, optional}};
  static constexpr std::array reply{Field{"to", Kind::entry}, Field{"text", Kind::text},
                                    Field{"accepts", Kind::flag, optional}, Field{"evidence", Kind::entries, optional}};
  static constexpr std::array excuse{Field{"commitment", Kind::text}, Field{"level", Kind::text},
                                     Field{"because", Kind::text}, Field{"waits_on", Kind::texts, optional},
                                     Field{"evidence", Kind::entries, optional}};
  static constexpr std::array extension{
      Field{"until", Kind::date, optional},      Field{"commitment", Kind::text, optional},
      Field{"level", Kind::text, optional},      Field{"matter", Kind::entry, optional},
      Field{"agreed_by", Kind::texts, optional}, Field{"text", Kind::text, optional}};
  static constexpr std::array vote{Field{"matter", Kind::entry}, Field{"choice", Kind::vote},
                                   Field{"text", Kind::text, optional}};
  static constexpr std::array decision{Field{"decided", Kind::text},
                                       Field{"from", Kind::date},
                                       Field{"matter", Kind::entry, optional},
                                       Field{"commitment", Kind::text, optional},
                                       Field{"level", Kind::text, optional},
                                       Field{"votes", Kind::entries, optional},
                                       Field{"in_force_for", Kind::texts, optional},
                                       Field{"void_for", Kind::texts, optional},
                                       Field{"text", Kind::text, optional}};
  static constexpr std::array response{Field{"measure", Kind::text},
                                       Field{"against", Kind::text},
                                       Field{"from", Kind::date},
                                       Field{"matter", Kind::entry, optional},
                                       Field{"commitment", Kind::text, optional},
                                       Field{"level", Kind::text, optional},
                                       Field{"text", Kind::text, optional}};
  static constexpr std::array amendment{Field{"becomes", Kind::hash}, Field{"from", Kind::date},
                                        Field{"text", Kind::text}};
  static constexpr std::array evidence{Field{"sha256", Kind::hash}, Field{"name", Kind::text, optional},
                                       Field{"bytes", Kind::count, optional}, Field{"about", Kind::entries, optional},
                                       Field{"text", Kind::text, optional}};
  static constexpr std::array meeting{Field{"organ", Kind::text},
                                      Field{"on", Kind::date},
                                      Field{"present", Kind::texts},
                                      Field{"quorum", Kind::flag},
                                      Field{"mandate_until", Kind::date, optional},
                                      Field{"text", Kind::text, optional}};
  static constexpr std::array key{Field{"member", Kind::text}, Field{"key", Kind::key},
                                  Field{"reason", Kind::text, optional}};
  static constexpr std::array withdrawal{Field{"entry", Kind::entry}, Field{"author", Kind::text},
                                         Field{"number", Kind::count}, Field{"reason", Kind::text}};
  switch (type) {
    case EventType::charter:
      return charter;
    case EventType::commitments:
      return commitments;
    case EventType::report:
      return report;
    case EventType::finding:
      return finding;
    case EventType::complaint:
      return complaint;
    case EventType::reply:
      return reply;
    case EventType::excuse:
      return excuse;
    case EventType::extension:
      return extension;
    case EventType::vote:
      return vote;
    case EventType::decision:
      return decision;
    case EventType::response:
      return response;
    case EventType::amendment:
      return amendment;
    case EventType::evidence:
      return evidence;
    case EventType::meeting:
      return meeting;
    case EventType::key:
      return key;
    case EventType::withdrawal:
      return withdrawal;
  }
  return {};
}

std::span<const Field> item_fields() {
  static constexpr std::array item{Field{"by", Kind::text},
                                   Field{"commitment", Kind::text},
                                   Field{"level", Kind::text},
                                   Field{"due", Kind::date, optional},
                                   Field{"from", Kind::date, optional},
                                   Field{"lapses", Kind::date, optional},
                                   Field{"step", Kind::count, optional},
                                   Field{"indicator", Kind::text, optional},
                                   Field{"schedule", Kind::schedule, optional},
                                   Field{"verified_by", Kind::texts, optional},
                                   Field{"waits_on", Kind::texts, optional}};
  return item;
}

std::span<const Field> schedule_fields() {
  static constexpr std::array schedule{Field{"amount", Kind::number}, Field{"unit", Kind::text},
                                       Field{"every", Kind::text}, Field{"from", Kind::date, optional},
                                       Field{"until", Kind::date, optional}};
  return schedule;
}

namespace {

constexpr std::array member_fields{Field{"name", Kind::text}, Field{"roles", Kind::texts}, Field{"key", Kind::key}};

bool is_text(const Json& value) {
  return value.is_string() && !value.get_ref<const std::string&>().empty();
}

bool is_count(const Json& value) {
  return value.is_number_integer() && value.get<std::int64_t>() >= 0;
}

bool one_of(const Json& value, std::initializer_list<std::string_view> choices) {
  return value.is_string() && std::ranges::find(choices, value.get_ref<const std::string&>()) != choices.end();
}

bool is_list(const Json& value, bool (*test)(const Json&)) {
  return value.is_array() && !value.empty() && std::ranges::all_of(value, test);
}

std::string why_not_fields(std::span<const Field> fields, const Json& object);

// Empty, or why not; each object of the list is told by its number.
std::string why_not_list(std::span<const Field> fields, const Json& list) {
  if (!list.is_array() || list.empty()) return "must be a list of objects";
  for (std::size_t n = 0; n < list.size(); ++n) {
    if (const std::string why = why_not_fields(fields, list[n]); !why.empty())
      return "number " + std::to_string(n + 1) + ": " + why;
  }
  return {};
}

std::string why_not_members(const Json& list) {
  if (std::string why = why_not_list(member_fields, list); !why.empty()) return why;
  for (const Json& member : list) {
    for (const Json& role : member["roles"]) {
      if (!role_of(role.get_ref<const std::string&>())) {
        return "the role " + role.get<std::string>() + " is none of party, verifier, organ, host";
      }
    }
  }
  return {};
}

std::string why_not_key(const Json& value, KeyKind kind) {
  if (!value.is_string()) return "must be a public key";
  try {
    if (read_verifier_key(value.get_ref<const std::string&>()).kind == kind) return {};
    return "must be a key that signs events, not cosignatures";
  } catch (const Refused& refused) {
    return refused.what();
  }
}

std::string why_not_policy(const Json& value) {
  if (!value.is_string()) return "must be the text of a policy";
  try {
    read_policy(value.get_ref<const std::string&>());
    return {};
  } catch (const Refused& refused) {
    return refused.what();
  }
}

std::string unless(bool good, std::string_view wanted) {
  return good ? std::string() : "must be " + std::string(wanted);
}

std::string why_not_kind(Kind kind, const Json& value) {
  switch (kind) {
    case Kind::text:
      return unless(is_text(value), "a text that is not empty");
    case Kind::texts:
      return unless(is_list(value, is_text), "a list of texts, none empty");
    case Kind::date:
      return unless(value.is_string() && time_in(value.get<std::string>() + "T00:00:00Z").has_value(),
                    "a date such as 2027-03-01");
    case Kind::number:
      return unless(value.is_number(), "a number");
    case Kind::share:
      return unless(value.is_number() && value.get<double>() >= 0.0 && value.get<double>() <= 1.0,
                    "a share from 0 to 1");
    case Kind::count:
      return unless(is_count(value), "a whole number from 0");
    case Kind::entry:
      return unless(is_count(value), "the number of an entry");
    case Kind::entries:
      return unless(is_list(value, is_count), "a list of numbers of entries");
    case Kind::hash:
      return unless(value.is_string() && value.get_ref<const std::string&>().size() == 64 &&
                        from_hexadecimal(value.get_ref<const std::string&>()).has_value(),
                    "a SHA-256 as 64 hexadecimal digits");
    case Kind::flag:
      return unless(value.is_boolean(), "true or false");
    case Kind::vote:
      return unless(one_of(value, {"yes", "no", "abstain"}), "yes, no or abstain");
    case Kind::result:
      return unless(one_of(value, {"fulfilled", "partly fulfilled", "not fulfilled", "unclear"}),
                    "fulfilled, partly fulfilled, not fulfilled or unclear");
    case Kind::items:
      return why_not_list(item_fields(), value);
    case Kind::members:
      return why_not_members(value);
    case Kind::schedule:
      return why_not_fields(schedule_fields(), value);
    case Kind::key:
      return why_not_key(value, KeyKind::note);
    case Kind::policy:
      return why_not_policy(value);
  }
  return {};
}

std::string why_not_fields(std::span<const Field> fields, const Json& object) {
  if (!object.is_object()) return "must be an object";
  for (const auto& [name, value] : object.items()) {
    const auto known = std::ranges::find(fields, std::string_view(name), &Field::name);
    if (known == fields.end()) return "there is no field " + name + " here";
    if (const std::string why = why_not_kind(known->kind, value); !why.empty()) return name + ' ' + why;
  }
  for (const Field& field : fields) {
    if (field.required && !object.contains(field.name)) return "the field " + std::string(field.name) + " is missing";
  }
  return {};
}

}  // namespace

std::optional<std::string> why_not_content(EventType type, const Json& content) {
  std::string why = why_not_fields(fields_of(type), content);
  if (why.empty()) return std::nullopt;
  return "the content of the " + std::string(name_of(type)) + ": " + why;
}

}  // namespace entente::ledger
