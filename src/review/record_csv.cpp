// events.csv: one row an event, but one row an item where several promises were made together.
#include <algorithm>
#include <array>
#include <map>
#include <set>

#include "accord/csv.h"
#include "accord/words.h"
#include "ledger/event_fields.h"
#include "ledger/state.h"
#include "review/record.h"
#include "review/record_cells.h"

namespace entente::review {

namespace {

using accord::Place;
using accord::Problem;
using ledger::ContentField;
using ledger::EventType;
using ledger::FieldKind;
using ledger::Json;

constexpr std::array kTypes{EventType::commitments, EventType::report,   EventType::finding,   EventType::complaint,
                            EventType::reply,       EventType::excuse,   EventType::extension, EventType::vote,
                            EventType::decision,    EventType::response, EventType::amendment, EventType::evidence,
                            EventType::meeting};
// `note` is a remark for readers of the file and no part of the event.
constexpr std::array<std::string_view, 8> kOwnColumns{"id",   "time",   "author",  "role",
                                                      "type", "source", "checked", "note"};

bool is_own(std::string_view column) {
  return std::ranges::find(kOwnColumns, column) != kOwnColumns.end();
}

const ContentField* named(std::span<const ContentField> fields, std::string_view name) {
  const auto found = std::ranges::find(fields, name, &ContentField::name);
  return found == fields.end() ? nullptr : &*found;
}

// The field of an event of that type that a column fills in; null where it fills in none.
const ContentField* field_of_column(EventType type, std::string_view column) {
  const ContentField* field = named(ledger::fields_of(type), column);
  if (type == EventType::commitments && field == nullptr) field = named(ledger::item_fields(), column);
  if (type == EventType::commitments && field == nullptr) field = named(ledger::schedule_fields(), column);
  if (field != nullptr && (field->kind == FieldKind::items || field->kind == FieldKind::schedule)) return nullptr;
  return field;
}

std::vector<std::string> known_columns() {
  std::set<std::string> columns(kOwnColumns.begin(), kOwnColumns.end());
  const auto add = [&](std::span<const ContentField> fields) {
    for (const ContentField& field : fields) columns.emplace(field.name);
  };
  for (const EventType type : kTypes) add(ledger::fields_of(type));
  add(ledger::item_fields());
  add(ledger::schedule_fields());
  columns.erase("items");
  columns.erase("schedule");
  return {columns.begin(), columns.end()};
}

struct Cell {
  std::string_view text;  // trimmed, not empty
  Place place;
};

struct Row {
  Place place;
  std::map<std::string_view, Cell> cells;  // what is not empty, by column
  std::map<std::string_view, Place> places;

  const Cell* find(std::string_view column) const {
    const auto found = cells.find(column);
    return found == cells.end() ? nullptr : &found->second;
  }
  std::string text(std::string_view column) const {
    const Cell* cell = find(column);
    return cell == nullptr ? std::string() : std::string(cell->text);
  }
  Place place_of(std::string_view column) const {
    const auto found = places.find(column);
    return found == places.end() ? place : found->second;
  }
};

// An id that a row names instead of an entry's number.
struct Reference {
  std::size_t entry;
  std::string field;
  std::string id;
  Place place;
};

class Reader {
 public:
  std::vector<Problem> problems;
  std::vector<Entry> entries;

  void read(std::string_view csv) {
    const auto records = accord::read_csv(csv, problems);
    if (!records) return;
    if (records->empty()) {
      problem({1, 1},
              "the file is empty; its first row names the columns: time, author, type and what the events hold");
      return;
    }
    if (!columns(records->front())) return;
    for (std::size_t n = 1; n < records->size(); ++n) row(records->front(), (*records)[n]);
    resolve();
  }

 private:
  void problem(Place place, const std::string& message) { problems.push_back({place, message}); }

  // Whether the rows can be read by these columns.
  bool columns(const accord::CsvRecord& header) {
    const std::vector<std::string> known = known_columns();
    std::set<std::string_view> seen;
    for (const accord::CsvField& field : header.fields) {
      const std::string_view name = trimmed(field.text);
      if (std::ranges::find(known, name) == known.end()) {
        problem(field.place, "there is no column " + accord::in_backquotes(name) + accord::suggestion(name, known) +
                                 (accord::nearest(name, known).empty() ? "; remarks go into `note`" : ""));
      } else if (!seen.insert(name).second) {
        problem(field.place, "the column " + accord::in_backquotes(name) + " is there twice; take one away");
      }
    }
    const std::size_t before = problems.size();
    for (const std::string_view needed : {"time", "author", "type"}) {
      if (!seen.contains(needed))
        problem(header.place, "the column " + accord::in_backquotes(needed) + " is missing; add it to the first row");
    }
    columns_ = std::set<std::string, std::less<>>(known.begin(), known.end());
    return problems.size() == before;
  }

  void row(const accord::CsvRecord& header, const accord::CsvRecord& record) {
    if (record.fields.size() != header.fields.size()) {
      problem(record.place, "this row has " + std::to_string(record.fields.size()) + " fields and the first row " +
                                std::to_string(header.fields.size()) +
                                "; write as many, and put a field with a comma between double quotes");
      return;
    }
    Row row{.place = record.place, .cells = {}, .places = {}};
    for (std::size_t n = 0; n < header.fields.size(); ++n) {
      const std::string_view column = trimmed(header.fields[n].text);
      if (!columns_.contains(column)) continue;  // said already
      const std::string_view text = trimmed(record.fields[n].text);
      row.places.emplace(column, record.fields[n].place);
      if (!text.empty()) row.cells.emplace(column, Cell{text, record.fields[n].place});
    }
    event(row);
  }

  void event(const Row& row) {
    const std::size_t before = problems.size();
    Entry entry;
    entry.place = row.place;
    entry.id = row.text("id");
    const auto type = type_of(row);
    if (const auto time = time_of(row)) entry.time = *time;
    entry.author = row.text("author");
    if (entry.author.empty()) problem(row.place_of("author"), "nobody said this; write who under `author`");
    role(row, type, entry);
    entry.sources = listed(row.text("source"));
    checked(row, entry);
    if (!type) return;
    entry.type = *type;
    if (*type == EventType::commitments) {
      promise(row, std::move(entry), before);
      return;
    }
    contents(row, entry);
    missing(row, *type, ledger::fields_of(*type), entry.content);
    take(row, std::move(entry));
  }

  std::optional<EventType> type_of(const Row& row) {
    const std::string name = row.text("type");
    const auto type = ledger::event_type(name);
    if (type && std::ranges::find(kTypes, *type) != kTypes.end()) return type;
    std::vector<std::string> names;
    for (const EventType one : kTypes) names.emplace_back(ledger::name_of(one));
    const Place place = row.place_of("type");
    if (name.empty()) {
      problem(place, "what happened is missing; write one of " + accord::joined(names) + " under `type`");
    } else if (type) {
      problem(place,
              "a " + name + " belongs to a ledger and can not be in a file that nobody signed; leave the row out");
    } else {
      const std::string meant = accord::nearest(name, names);
      problem(place, "there is no event " + accord::in_quotes(name) +
                         (meant.empty() ? "; known: " + accord::joined(names) : "; did you mean " + meant + "?"));
    }
    return std::nullopt;
  }

  std::optional<std::int64_t> time_of(const Row& row) {
    const std::string text = row.text("time");
    const auto time = time_in_cell(text);
    if (time) return time;
    problem(row.place_of("time"), text.empty()
                                      ? "when it happened is missing; write a day like 2007-02-13 under `time`"
                                      : accord::in_backquotes(text) +
                                            " (time) is not a time; write 2007-02-13, or 2007-02-13T15:00:00Z in UTC");
    return std::nullopt;
  }

  void role(const Row& row, std::optional<EventType> type, Entry& entry) {
    const std::string name = row.text("role");
    const auto role = name.empty() ? std::optional(ledger::Role::party) : ledger::role_of(name);
    if (!role) {
      problem(row.place_of("role"), accord::in_backquotes(name) + " is no role; write party, verifier, organ or host");
      return;
    }
    entry.role = *role;
    if (!type || ledger::may_say(*role, *type)) return;
    std::vector<std::string> allowed;
    for (const ledger::Role one :
         {ledger::Role::party, ledger::Role::verifier, ledger::Role::organ, ledger::Role::host}) {
      if (ledger::may_say(one, *type)) allowed.emplace_back(ledger::name_of(one));
    }
    problem(row.place_of("role"), "a " + std::string(ledger::name_of(*type)) + " does not come from a " +
                                      std::string(ledger::name_of(*role)) + "; write " +
                                      (allowed.size() == 1 ? allowed.front() : "one of " + accord::joined(allowed)) +
                                      " under `role`");
  }

  void checked(const Row& row, Entry& entry) {
    entry.checked = row.text("checked");
    if (entry.checked.empty() || entry.checked == "yes" || entry.checked == "month" || entry.checked == "no") return;
    problem(row.place_of("checked"), accord::in_backquotes(entry.checked) +
                                         " (checked) must be yes, month (the day is not sure) or no (nothing is)");
  }

  void contents(const Row& row, Entry& entry) {
    for (const auto& [column, cell] : row.cells) {
      if (is_own(column)) continue;
      const ContentField* field = field_of_column(entry.type, column);
      if (field == nullptr) {
        problem(cell.place, "a " + std::string(ledger::name_of(entry.type)) + " has no " +
                                accord::in_backquotes(column) + "; empty this field, or put it into `note`");
        continue;
      }
      CellValue value = value_of_cell(cell.text, *field);
      if (!value.fault.empty()) {
        problem(cell.place, value.fault);
        continue;
      }
      refer(*field, value.value, cell.place);
      entry.content[std::string(column)] = std::move(value.value);
    }
    const std::string day = ledger::time_text(entry.time).substr(0, 10);
    for (const std::string_view date : {"on", "from"}) {
      const ContentField* field = named(ledger::fields_of(entry.type), date);
      if (field != nullptr && field->required && row.find(date) == nullptr) entry.content[std::string(date)] = day;
    }
  }

  void refer(const ContentField& field, const Json& value, Place place) {
    if (field.kind == FieldKind::entry)
      references_.push_back({entries.size(), std::string(field.name), value.get<std::string>(), place});
    if (field.kind != FieldKind::entries) return;
    for (const Json& one : value)
      references_.push_back({entries.size(), std::string(field.name), one.get<std::string>(), place});
  }

  void missing(const Row& row, EventType type, std::span<const ContentField> fields, const Json& content) {
    for (const ContentField& field : fields) {
      const std::string column(field.name);
      // The text of a version of the accord that no longer exists as a file has no hash.
      if (!field.required || content.contains(column) || column == "becomes" || row.find(column) != nullptr) continue;
      problem(row.place_of(column), "a " + std::string(ledger::name_of(type)) + " needs " +
                                        accord::in_backquotes(column) + "; fill that column in");
    }
  }

  // A row of type commitments is one item; it joins the event of the row before where both were made together.
  void promise(const Row& row, Entry entry, std::size_t before) {
    Entry flat = entry;
    contents(row, flat);
    Json item = Json::object();
    Json schedule = Json::object();
    for (const auto& [column, value] : flat.content.items()) {
      if (column == "plan") continue;
      (named(ledger::item_fields(), column) != nullptr ? item : schedule)[column] = value;
    }
    missing(row, EventType::commitments, ledger::item_fields(), item);
    if (!schedule.empty()) {
      if (row.find("every") == nullptr) schedule["every"] = "once";
      missing(row, EventType::commitments, ledger::schedule_fields(), schedule);
      if (const Cell* every = row.find("every"); every != nullptr && !rhythm_in(every->text)) {
        problem(every->place, accord::in_backquotes(every->text) +
                                  " (every) must be `once`, or whole days, weeks, months or years such as `3 months`");
      }
      item["schedule"] = schedule;
    }
    if (problems.size() != before) return;
    const Json plan = flat.content.value("plan", Json("agreed"));
    Entry* last = entries.empty() ? nullptr : &entries.back();
    const bool together = last != nullptr && last->type == EventType::commitments && last->time == entry.time &&
                          last->author == entry.author && last->role == entry.role && last->content["plan"] == plan &&
                          (entry.id.empty() || entry.id == last->id);
    if (together) {
      last->content["items"].push_back(std::move(item));
      for (std::string& source : entry.sources) {
        if (std::ranges::find(last->sources, source) == last->sources.end()) last->sources.push_back(std::move(source));
      }
      if (last->checked != entry.checked) last->checked.clear();
      return;
    }
    entry.content = {{"plan", plan}, {"items", Json::array({std::move(item)})}};
    take(row, std::move(entry));
  }

  void take(const Row& row, Entry entry) {
    if (!entry.id.empty() && !by_id_.emplace(entry.id, entries.size()).second) {
      problem(row.place_of("id"),
              "the id " + accord::in_backquotes(entry.id) + " is used before; give this row another");
    }
    entry.number = entries.size() + 1;
    entries.push_back(std::move(entry));
  }

  // Puts numbers where ids of rows stand; what is named must have happened before.
  void resolve() {
    std::vector<std::string> ids;
    for (const auto& [id, at] : by_id_) ids.push_back(id);
    for (const Reference& reference : references_) {
      if (reference.entry >= entries.size()) continue;
      const auto named_row = by_id_.find(reference.id);
      if (named_row == by_id_.end()) {
        problem(reference.place, "no row has the id " + accord::in_backquotes(reference.id) + " (" + reference.field +
                                     ")" + accord::suggestion(reference.id, ids));
        continue;
      }
      Entry& entry = entries[reference.entry];
      const Entry& earlier = entries[named_row->second];
      if (earlier.time > entry.time || named_row->second == reference.entry) {
        problem(reference.place, accord::in_backquotes(reference.id) + " (" + reference.field +
                                     ") did not happen before this; name an earlier event");
        continue;
      }
      Json& value = entry.content[reference.field];
      if (!value.is_array()) {
        value = earlier.number;
        continue;
      }
      for (Json& one : value) {
        if (one == reference.id) one = earlier.number;
      }
    }
  }

  std::set<std::string, std::less<>> columns_;
  std::map<std::string, std::size_t> by_id_;
  std::vector<Reference> references_;
};

Record checked_record(Reader reader, const std::string& name, const accord::Accord* accord) {
  Record record{.from = name, .is_signed = false, .entries = std::move(reader.entries), .withdrawn = 0};
  std::vector<Problem> problems = std::move(reader.problems);
  if (accord != nullptr) {
    for (Problem& problem : misfits(*accord, record)) problems.push_back(std::move(problem));
  }
  if (problems.empty()) return record;
  std::ranges::stable_sort(problems, [](const Problem& one, const Problem& other) {
    return std::pair(one.place.line, one.place.column) < std::pair(other.place.line, other.place.column);
  });
  throw accord::Problems(name, std::move(problems));
}

}  // namespace

Record read_record(std::string_view csv, const std::string& name) {
  Reader reader;
  reader.read(csv);
  return checked_record(std::move(reader), name, nullptr);
}

Record read_record(std::string_view csv, const std::string& name, const accord::Accord& accord) {
  Reader reader;
  reader.read(csv);
  return checked_record(std::move(reader), name, &accord);
}

}  // namespace entente::review
