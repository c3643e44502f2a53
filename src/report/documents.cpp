#include "report/documents.h"

#include <fmt/format.h>

#include "report/wording.h"

namespace entente::report {

namespace {

using evidence::Document;
using evidence::Said;

Json json_said(const std::optional<Said>& said) {
  return said ? Json(said->text) : Json();
}

Json json_document(const ReadFile& file, bool with_text) {
  const Document& document = *file.read.document;
  Json json;
  json["file"] = file.file;
  json["format"] = evidence::key(document.format);
  json["title"] = json_said(document.title);
  json["date"] = document.date ? Json(evidence::written(document.date->date)) : Json();
  json["author"] = json_said(document.author);
  json["outlet"] = json_said(document.outlet);
  json["agency"] = json_said(document.agency);
  json["place"] = json_said(document.place);
  json["language"] = json_said(document.language);
  json["words"] = document.words;
  json["sha256"] = document.sha256;
  json["bytes"] = document.bytes;
  Json where = Json::object();
  if (document.title) where["title"] = document.title->where;
  if (document.date) where["date"] = document.date->where;
  if (document.author) where["author"] = document.author->where;
  if (document.outlet) where["outlet"] = document.outlet->where;
  if (document.agency) where["agency"] = document.agency->where;
  if (document.place) where["place"] = document.place->where;
  if (document.language) where["language"] = document.language->where;
  json["where"] = std::move(where);
  json["notices"] = document.notices;
  if (with_text) json["text"] = document.text;
  return json;
}

std::string with_where(const std::optional<Said>& said) {
  return said ? said->text + " (" + said->where + ")" : std::string("unknown");
}

std::string document_text(const ReadFile& file, bool with_text, const Terminal& terminal) {
  const Document& document = *file.read.document;
  std::string text = heading(file.file, terminal);
  const auto line = [&](const char* name, const std::string& value) {
    text += paragraph(value, terminal, fmt::format("{:<10}", name));
  };
  line("title", with_where(document.title));
  line("date", document.date ? evidence::written(document.date->date) + " (" + document.date->where + ")" : "unknown");
  line("author", with_where(document.author));
  line("outlet", with_where(document.outlet));
  if (document.agency) line("agency", with_where(document.agency));
  line("place", with_where(document.place));
  line("language", with_where(document.language));
  line("words", count(static_cast<double>(document.words)));
  line("SHA-256", document.sha256);
  if (with_text) text += '\n' + document.text + '\n';
  return text;
}

Json json_agreement(const std::optional<evidence::Agreement>& agreement) {
  if (!agreement) return nullptr;
  return {{"documents", agreement->things},
          {"true_sources", agreement->groups_true},
          {"found_sources", agreement->groups_found},
          {"pair_precision", agreement->precision},
          {"pair_recall", agreement->recall},
          {"f1", agreement->f1},
          {"adjusted_rand_index", agreement->adjusted_rand}};
}

// "page.html, 2019-02-14, Harbour Times"
std::string named(const ComparedFile& file) {
  std::string text = file.file;
  if (file.date) text += ", " + evidence::written(*file.date);
  if (!file.outlet.empty()) text += ", " + file.outlet;
  return text;
}

std::string plural(std::size_t number, const char* one, const char* many) {
  return count(static_cast<double>(number)) + ' ' + (number == 1 ? one : many);
}

}  // namespace

Json documents_json(const std::vector<ReadFile>& files, bool with_text) {
  Json documents = Json::array();
  Json refused = Json::array();
  for (const ReadFile& file : files) {
    if (file.read.document) {
      documents.push_back(json_document(file, with_text));
    } else {
      refused.push_back({{"file", file.file}, {"message", file.read.refusal}});
    }
  }
  return {{"documents", std::move(documents)}, {"refused", std::move(refused)}};
}

std::string documents_text(const std::vector<ReadFile>& files, bool with_text, const Terminal& terminal) {
  std::string text;
  for (const ReadFile& file : files) {
    if (file.read.document) text += document_text(file, with_text, terminal);
  }
  // Headings have an empty line before them; the first needs none.
  return text.starts_with('\n') ? text.substr(1) : text;
}

Json copies_json(const CopiesReport& report) {
  Json sources = Json::array();
  Json chains = Json::array();
  for (const evidence::Source& source : report.sources.sources) {
    Json files = Json::array();
    Json copies = Json::array();
    for (const evidence::Copy& copy : source.copies) {
      const ComparedFile& file = report.files[copy.text];
      files.push_back(file.file);
      copies.push_back({{"file", file.file},
                        {"date", file.date ? Json(evidence::written(*file.date)) : Json()},
                        {"outlet", file.outlet.empty() ? Json() : Json(file.outlet)},
                        {"relay_of", copy.relay_of ? Json(report.files[*copy.relay_of].file) : Json()},
                        {"share", copy.relay_of ? Json(copy.share) : Json()}});
    }
    sources.push_back(std::move(files));
    chains.push_back(
        {{"original_by", source.original_dated ? "earliest date" : "most complete"}, {"copies", std::move(copies)}});
  }
  Json refused = Json::array();
  for (const RefusedFile& file : report.refused) refused.push_back({{"file", file.file}, {"message", file.why}});
  return {{"sources", std::move(sources)},
          {"documents", report.files.size()},
          {"independent", report.sources.sources.size()},
          {"effective_number", report.sources.effective},
          {"pairs_compared", report.sources.compared},
          {"chains", std::move(chains)},
          {"agreement", json_agreement(report.agreement)},
          {"refused", std::move(refused)}};
}

std::string copies_text(const CopiesReport& report, const Terminal& terminal) {
  const std::vector<evidence::Source>& sources = report.sources.sources;
  std::string text = paragraph(
      fmt::format("{} from {}. Effective number of sources: {:.2f} (inverse Simpson index).",
                  plural(report.files.size(), "document", "documents"),
                  plural(sources.size(), "independent source", "independent sources"), report.sources.effective),
      terminal);
  std::size_t alone = 0;
  for (const evidence::Source& source : sources) {
    if (source.copies.size() == 1) {
      ++alone;
      continue;
    }
    text += heading(named(report.files[source.copies.front().text]), terminal);
    text += paragraph(source.original_dated ? "the original, as it bears the earliest date"
                                            : "taken for the original, as it is the most complete; none bears a date",
                      terminal, "  ", Tone::faint);
    for (const evidence::Copy& copy : std::span(source.copies).subspan(1)) {
      text += paragraph(named(report.files[copy.text]), terminal, "- ");
      text +=
          paragraph(copy.relay_of ? percent(copy.share) + " of its words stand in " + report.files[*copy.relay_of].file
                                  : std::string("joined through a later copy of both"),
                    terminal, "  ", Tone::faint);
    }
  }
  if (alone > 0) {
    text += heading("Without a copy", terminal);
    for (const evidence::Source& source : sources) {
      if (source.copies.size() == 1) text += paragraph(named(report.files[source.copies.front().text]), terminal, "- ");
    }
  }
  if (report.agreement) {
    const evidence::Agreement& agreement = *report.agreement;
    text += heading("Against the true sources", terminal);
    text += paragraph(fmt::format("{} found of {} true; adjusted Rand index {:.3f}; of the pairs joined {} belong "
                                  "together, of those that belong together {} are joined.",
                                  agreement.groups_found, agreement.groups_true, agreement.adjusted_rand,
                                  percent(agreement.precision), percent(agreement.recall)),
                      terminal);
  }
  return text;
}

}  // namespace entente::report
