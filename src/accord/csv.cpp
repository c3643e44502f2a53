#include "accord/csv.h"

#include "accord/encoding.h"

namespace entente::accord {

namespace {

constexpr std::size_t most_bytes = 16 << 20;

class Scanner {
 public:
  Scanner(std::string_view text, std::vector<Problem>& problems) : text_(text), problems_(problems) {}

  // The next record; empty at the end, and after a fault that leaves open where the field ends.
  std::optional<CsvRecord> next() {
    if (at_ >= text_.size()) return std::nullopt;
    CsvRecord record;
    record.place = place();
    while (true) {
      auto field = next_field();
      if (!field) return std::nullopt;
      record.fields.push_back(std::move(*field));
      if (at_ < text_.size() && text_[at_] == ',') {
        ++at_;
        continue;
      }
      skip_line_end();
      return record;
    }
  }

 private:
  Place place() const { return {line_, at_ - line_start_ + 1}; }

  bool at_line_end() const { return at_ >= text_.size() || text_[at_] == '\n' || text_[at_] == '\r'; }

  void skip_line_end() {
    if (at_ < text_.size() && text_[at_] == '\r') ++at_;
    if (at_ < text_.size() && text_[at_] == '\n') ++at_;
    ++line_;
    line_start_ = at_;
  }

  std::optional<CsvField> next_field() {
    CsvField field;
    field.place = place();
    if (at_ >= text_.size() || text_[at_] != '"') {
      while (!at_line_end() && text_[at_] != ',') field.text += text_[at_++];
      return field;
    }
    ++at_;
    while (at_ < text_.size()) {
      if (text_[at_] == '"' && at_ + 1 < text_.size() && text_[at_ + 1] == '"')
        ++at_;
      else if (text_[at_] == '"')
        break;
      if (text_[at_] == '\n') {
        ++line_;
        line_start_ = at_ + 1;
      }
      field.text += text_[at_++];
    }
    if (at_ >= text_.size()) {
      problems_.push_back({field.place, "this quoted field does not end; close it with `\"`"});
      return std::nullopt;
    }
    ++at_;
    if (!at_line_end() && text_[at_] != ',') {
      problems_.push_back({place(), "a quoted field ends before this; write `\"\"` for a quote inside it"});
      return std::nullopt;
    }
    return field;
  }

  std::string_view text_;
  std::vector<Problem>& problems_;
  std::size_t at_ = 0;
  std::size_t line_ = 1;
  std::size_t line_start_ = 0;
};

bool is_blank(const CsvRecord& record) {
  return record.fields.size() == 1 && record.fields[0].text.find_first_not_of(" \t") == std::string::npos;
}

}  // namespace

std::optional<std::vector<CsvRecord>> read_csv(std::string_view bytes, std::vector<Problem>& problems) {
  if (bytes.size() > most_bytes) {
    problems.push_back({{1, 1}, "the file is larger than 16 MiB; a domain of that size can not be computed"});
    return std::nullopt;
  }
  const std::optional<std::string> text = as_utf8(bytes, problems);
  if (!text) return std::nullopt;
  const std::size_t before = problems.size();
  std::vector<CsvRecord> records;
  Scanner scanner(*text, problems);
  while (auto record = scanner.next()) {
    if (!is_blank(*record)) records.push_back(std::move(*record));
  }
  if (problems.size() != before) return std::nullopt;
  return records;
}

}  // namespace entente::accord
