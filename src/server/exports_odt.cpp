#include <zip.h>

#include <array>
#include <memory>
#include <string>
#include <utility>
#include <vector>

#include "accord/error.h"
#include "report/standing_words.h"
#include "report/svg.h"
#include "report/wording.h"
#include "server/exports.h"

namespace entente::server {

namespace {

constexpr const char* kMediaType = "application/vnd.oasis.opendocument.text";
constexpr const char* kXml = "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n";

constexpr const char* kStyles =
    R"(<office:document-styles xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0" xmlns:style="urn:oasis:names:tc:opendocument:xmlns:style:1.0" xmlns:text="urn:oasis:names:tc:opendocument:xmlns:text:1.0" xmlns:fo="urn:oasis:names:tc:opendocument:xmlns:xsl-fo-compatible:1.0" xmlns:svg="urn:oasis:names:tc:opendocument:xmlns:svg-compatible:1.0" office:version="1.3">
<office:font-face-decls><style:font-face style:name="sans" svg:font-family="'Liberation Sans', Arial, Helvetica, sans-serif" style:font-family-generic="swiss"/></office:font-face-decls>
<office:styles>
<style:default-style style:family="paragraph"><style:text-properties fo:font-size="10pt" fo:language="en" fo:country="GB" style:font-name="sans"/></style:default-style>
<style:style style:name="Standard" style:family="paragraph"/>
<style:style style:name="Heading_20_1" style:display-name="Heading 1" style:family="paragraph" style:parent-style-name="Standard" style:default-outline-level="1"><style:paragraph-properties fo:margin-top="0.4cm" fo:margin-bottom="0.2cm" fo:keep-with-next="always"/><style:text-properties fo:font-size="16pt" fo:font-weight="bold"/></style:style>
<style:style style:name="Heading_20_2" style:display-name="Heading 2" style:family="paragraph" style:parent-style-name="Standard" style:default-outline-level="2"><style:paragraph-properties fo:margin-top="0.4cm" fo:margin-bottom="0.15cm" fo:keep-with-next="always"/><style:text-properties fo:font-size="12pt" fo:font-weight="bold"/></style:style>
</office:styles>
<office:automatic-styles><style:page-layout style:name="page"><style:page-layout-properties fo:page-width="29.7cm" fo:page-height="21cm" style:print-orientation="landscape" fo:margin="1.5cm"/><style:footer-style><style:header-footer-properties fo:min-height="0.8cm" fo:margin-top="0.3cm"/></style:footer-style></style:page-layout><style:style style:name="footer" style:family="paragraph" style:parent-style-name="Standard"><style:paragraph-properties fo:text-align="end"/></style:style></office:automatic-styles>
<office:master-styles><style:master-page style:name="Standard" style:page-layout-name="page"><style:footer><text:p text:style-name="footer"><text:page-number text:select-page="current"/> / <text:page-count/></text:p></style:footer></style:master-page></office:master-styles>
</office:document-styles>)";

constexpr const char* kContentBegins =
    R"(<office:document-content xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0" xmlns:style="urn:oasis:names:tc:opendocument:xmlns:style:1.0" xmlns:text="urn:oasis:names:tc:opendocument:xmlns:text:1.0" xmlns:table="urn:oasis:names:tc:opendocument:xmlns:table:1.0" xmlns:fo="urn:oasis:names:tc:opendocument:xmlns:xsl-fo-compatible:1.0" office:version="1.3">
<office:automatic-styles><style:style style:name="cell" style:family="table-cell"><style:table-cell-properties fo:border="0.5pt solid #808080" fo:padding="0.08cm"/></style:style><style:style style:name="head" style:family="paragraph" style:parent-style-name="Standard"><style:text-properties fo:font-weight="bold"/></style:style><style:style style:name="number" style:family="paragraph" style:parent-style-name="Standard"><style:paragraph-properties fo:text-align="end"/></style:style><style:style style:name="number-head" style:family="paragraph" style:parent-style-name="Standard"><style:paragraph-properties fo:text-align="end"/><style:text-properties fo:font-weight="bold"/></style:style><style:style style:name="table" style:family="table"><style:table-properties style:width="26.7cm" table:align="margins" table:border-model="collapsing" fo:margin-bottom="0.3cm"/></style:style><style:style style:name="row" style:family="table-row"><style:table-row-properties fo:keep-together="always"/></style:style><style:style style:name="broad" style:family="table-column"><style:table-column-properties style:column-width="6cm" style:rel-column-width="6000*"/></style:style><style:style style:name="narrow" style:family="table-column"><style:table-column-properties style:column-width="3cm" style:rel-column-width="3000*"/></style:style></office:automatic-styles>
<office:body><office:text>
)";
constexpr const char* kContentEnds = "</office:text></office:body></office:document-content>";

constexpr const char* kManifest =
    R"(<manifest:manifest xmlns:manifest="urn:oasis:names:tc:opendocument:xmlns:manifest:1.0" manifest:version="1.3">
<manifest:file-entry manifest:full-path="/" manifest:version="1.3" manifest:media-type="application/vnd.oasis.opendocument.text"/>
<manifest:file-entry manifest:full-path="content.xml" manifest:media-type="text/xml"/>
<manifest:file-entry manifest:full-path="styles.xml" manifest:media-type="text/xml"/>
</manifest:manifest>)";

std::string heading(int level, const std::string& text) {
  const std::string number = std::to_string(level);
  return "<text:h text:style-name=\"Heading_20_" + number + "\" text:outline-level=\"" + number + "\">" +
         report::escaped(text) + "</text:h>\n";
}

std::string paragraph(const std::string& text, const char* style = "Standard") {
  return std::string("<text:p text:style-name=\"") + style + "\">" + report::escaped(text) + "</text:p>\n";
}

struct Column {
  std::string name;
  bool broad = false;   // texts; twice as wide
  bool number = false;  // set to the right
};

std::string table_row(const std::vector<Column>& columns, const std::vector<std::string>& cells, bool is_head) {
  std::string row = "<table:table-row table:style-name=\"row\">";
  for (std::size_t n = 0; n < cells.size(); ++n) {
    const char* style = columns[n].number ? (is_head ? "number-head" : "number") : is_head ? "head" : "Standard";
    row += "<table:table-cell table:style-name=\"cell\" office:value-type=\"string\">" + paragraph(cells[n], style) +
           "</table:table-cell>";
  }
  return row + "</table:table-row>\n";
}

std::string table(const std::string& name, const std::vector<Column>& columns,
                  const std::vector<std::vector<std::string>>& rows) {
  std::string text = "<table:table table:style-name=\"table\" table:name=\"" + report::escaped(name) + "\">";
  std::vector<std::string> head;
  for (const Column& one : columns) {
    text += std::string("<table:table-column table:style-name=\"") + (one.broad ? "broad" : "narrow") + "\"/>";
    head.push_back(one.name);
  }
  text += "<table:table-header-rows>" + table_row(columns, head, true) + "</table:table-header-rows>\n";
  for (const std::vector<std::string>& row : rows) text += table_row(columns, row, false);
  return text + "</table:table>\n";
}

// A count with its share of what is owed, never the share alone.
std::string count_in_words(const review::Tally& tally, std::size_t scale) {
  const std::string count = std::to_string(static_cast<long>(tally.counts[scale]));
  if (tally.all == 0) return count;
  return count + " (" + report::percent(tally.counts[scale] / static_cast<double>(tally.all)) + ')';
}

std::vector<std::string> tally_row(const review::Tally& tally) {
  return {tally.name,
          std::to_string(tally.all),
          count_in_words(tally, 3),
          count_in_words(tally, 2),
          count_in_words(tally, 1),
          count_in_words(tally, 0)};
}

std::string number_text(double number) {
  std::string text = std::to_string(number);
  while (text.back() == '0') text.pop_back();
  if (text.back() == '.') text.pop_back();
  return text;
}

std::string content_of(const review::Standing& standing) {
  std::string text = heading(1, standing.accord);
  text += paragraph("Where every commitment stands on " + report::day_in_words(standing.moment) + ", by the record " +
                    standing.from + (standing.is_signed ? ", which is signed." : ", which is not signed."));
  text += paragraph("Score " + report::score_in_words(standing.tally.counts) + ".");
  text += heading(2, "Counts");
  std::vector<std::vector<std::string>> rows{tally_row(standing.tally)};
  rows.back().front() = "all";
  for (const review::Tally& one : standing.by_party) rows.push_back(tally_row(one));
  text += table("counts",
                {{.name = "party", .broad = true},
                 {.name = "owed", .number = true},
                 {.name = "complete", .number = true},
                 {.name = "intermediate", .number = true},
                 {.name = "minimum", .number = true},
                 {.name = "not initiated", .number = true}},
                rows);
  text += heading(2, "Commitments");
  rows.clear();
  for (std::size_t n = 0; n < standing.obligations.size(); ++n) {
    const review::Life& life = standing.lives[n];
    rows.push_back({report::obligation_in_words(standing.obligations[n]), standing.obligations[n].by,
                    std::string(review::name_of(life.status)), report::day_in_words(life.due.shifted),
                    life.days_overdue > 0 ? report::days_in_words(life.days_overdue) : "", life.because,
                    report::entries_in_words(standing, life.made_by)});
  }
  text += table("commitments",
                {{.name = "commitment", .broad = true},
                 {.name = "by"},
                 {.name = "status"},
                 {.name = "due"},
                 {.name = "overdue", .number = true},
                 {.name = "because", .broad = true},
                 {.name = "entries", .broad = true}},
                rows);
  if (!standing.arrears.empty()) {
    text += heading(2, "Quantities");
    rows.clear();
    for (const review::Arrears& one : standing.arrears) {
      rows.push_back({report::obligation_in_words(standing.obligations[one.obligation]), one.unit, number_text(one.due),
                      number_text(one.reported), number_text(one.verified), number_text(one.missing_verified)});
    }
    text += table("quantities",
                  {{.name = "commitment", .broad = true},
                   {.name = "unit"},
                   {.name = "due", .number = true},
                   {.name = "reported", .number = true},
                   {.name = "verified", .number = true},
                   {.name = "arrears", .number = true}},
                  rows);
  }
  rows.clear();
  for (const review::Matter& one : standing.matters) {
    if (!one.open) continue;
    rows.push_back({report::entry_in_words(standing, one.entry), one.complainant, one.against,
                    one.commitment.empty() ? "the whole accord" : one.commitment + ' ' + one.level, one.procedure});
  }
  if (!rows.empty()) {
    text += heading(2, "Open complaints");
    text += table("complaints",
                  {{.name = "entry"},
                   {.name = "by"},
                   {.name = "against"},
                   {.name = "about", .broad = true},
                   {.name = "procedure"}},
                  rows);
  }
  for (const std::string& note : standing.notes) text += paragraph("Note: " + note + '.');
  return kXml + std::string(kContentBegins) + text + kContentEnds;
}

struct Discard {
  void operator()(zip_t* archive) const { zip_discard(archive); }
};

struct Free {
  void operator()(zip_source_t* source) const { zip_source_free(source); }
};

[[noreturn]] void can_not_pack() {
  throw MachineError("the text document can not be packed: memory is short");
}

// The archive in memory. The media type comes first and as it is, so that a file's first bytes tell what it is.
std::string packed(const std::vector<std::pair<std::string, std::string>>& files, std::time_t time) {
  zip_error_t fault;
  zip_error_init(&fault);
  std::unique_ptr<zip_source_t, Free> kept(zip_source_buffer_create(nullptr, 0, 0, &fault));
  if (!kept) can_not_pack();
  std::unique_ptr<zip_t, Discard> archive(zip_open_from_source(kept.get(), ZIP_TRUNCATE, &fault));
  if (!archive) can_not_pack();
  zip_source_keep(kept.get());  // one for the archive, which gives it up when it is closed, one for reading it then
  for (const auto& [name, text] : files) {
    zip_source_t* source = zip_source_buffer(archive.get(), text.data(), text.size(), 0);
    const zip_int64_t index =
        source == nullptr ? -1 : zip_file_add(archive.get(), name.c_str(), source, ZIP_FL_ENC_UTF_8);
    if (index < 0) can_not_pack();
    const auto at = static_cast<zip_uint64_t>(index);
    zip_set_file_compression(archive.get(), at, name == "mimetype" ? ZIP_CM_STORE : ZIP_CM_DEFLATE, 0);
    zip_file_set_mtime(archive.get(), at, time, 0);
  }
  zip_t* closing = archive.release();
  if (zip_close(closing) != 0) {
    zip_discard(closing);
    can_not_pack();
  }
  if (zip_source_open(kept.get()) != 0) can_not_pack();
  std::string result;
  std::array<char, 65536> piece{};
  for (zip_int64_t got = 0; (got = zip_source_read(kept.get(), piece.data(), piece.size())) > 0;)
    result.append(piece.data(), static_cast<std::size_t>(got));
  zip_source_close(kept.get());
  return result;
}

}  // namespace

Document standing_odt(const review::Standing& standing) {
  Document result = document(packed({{"mimetype", kMediaType},
                                     {"content.xml", content_of(standing)},
                                     {"styles.xml", kXml + std::string(kStyles)},
                                     {"META-INF/manifest.xml", kXml + std::string(kManifest)}},
                                    standing.moment.time_since_epoch().count()),
                             kMediaType);
  result.gzip = nullptr;
  result.file_name = "standing.odt";
  return result;
}

}  // namespace entente::server
