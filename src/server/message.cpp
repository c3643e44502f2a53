#include "server/message.h"

#include <zlib.h>

#include <cstring>
#include <stdexcept>

#include "ledger/bytes.h"
#include "report/json.h"

namespace entente::server {

namespace {

constexpr std::size_t kWorthCompressing = 1000;  // bytes: less fits into one packet anyway

int digit_of(char c) {
  if (c >= '0' && c <= '9') return c - '0';
  if (c >= 'a' && c <= 'f') return c - 'a' + 10;
  if (c >= 'A' && c <= 'F') return c - 'A' + 10;
  return -1;
}

std::string decoded(const std::string& text) {
  std::string result;
  for (std::size_t at = 0; at < text.size(); ++at) {
    if (text[at] == '+') {
      result += ' ';
    } else if (text[at] == '%' && at + 2 < text.size() && digit_of(text[at + 1]) >= 0 && digit_of(text[at + 2]) >= 0) {
      result += static_cast<char>(digit_of(text[at + 1]) * 16 + digit_of(text[at + 2]));
      at += 2;
    } else {
      result += text[at];
    }
  }
  return result;
}

std::string compressed(const std::string& text) {
  constexpr int kGzipWindow = 15 + 16;
  constexpr int kMemoryLevel = 8;
  z_stream stream{};
  if (deflateInit2(&stream, Z_BEST_SPEED, Z_DEFLATED, kGzipWindow, kMemoryLevel, Z_DEFAULT_STRATEGY) != Z_OK) return {};
  std::string result(deflateBound(&stream, text.size()), '\0');
  std::string input = text;  // zlib's interface takes no const
  stream.next_in = reinterpret_cast<unsigned char*>(input.data());
  stream.avail_in = static_cast<unsigned>(input.size());
  stream.next_out = reinterpret_cast<unsigned char*>(result.data());
  stream.avail_out = static_cast<unsigned>(result.size());
  const bool whole = deflate(&stream, Z_FINISH) == Z_STREAM_END;
  result.resize(stream.total_out);
  deflateEnd(&stream);
  return whole ? result : std::string();
}

}  // namespace

Bytes bytes(std::string text) {
  return std::make_shared<const std::string>(std::move(text));
}

Response error(unsigned status, const std::string& code, const std::string& message) {
  Response response;
  response.status = status;
  response.body = bytes(report::Json{{"error", {{"code", code}, {"message", message}}}}.dump(
      -1, ' ', false, report::Json::error_handler_t::replace));
  response.headers.emplace_back("Cache-Control", "no-store");
  return response;
}

Response retry_later(unsigned status, const std::string& code, const std::string& message, unsigned seconds) {
  Response response = error(status, code, message);
  response.headers.emplace_back("Retry-After", std::to_string(seconds));
  return response;
}

std::map<std::string, std::string> parse_query(const std::string& query) {
  std::map<std::string, std::string> result;
  for (std::size_t at = 0; at < query.size();) {
    const std::size_t end = std::min(query.find('&', at), query.size());
    const std::string pair = query.substr(at, end - at);
    const std::size_t equals = pair.find('=');
    if (!pair.empty()) {
      result[decoded(pair.substr(0, equals))] =
          equals == std::string::npos ? std::string() : decoded(pair.substr(equals + 1));
    }
    at = end + 1;
  }
  return result;
}

std::string cookie_in(const std::string& header, const std::string& name) {
  for (std::size_t at = 0; at < header.size();) {
    while (at < header.size() && header[at] == ' ') ++at;
    const std::size_t end = std::min(header.find(';', at), header.size());
    if (header.compare(at, name.size(), name) == 0 && at + name.size() < end && header[at + name.size()] == '=') {
      return header.substr(at + name.size() + 1, end - at - name.size() - 1);
    }
    at = end + 1;
  }
  return {};
}

Document document(std::string body, const std::string& content_type) {
  Document result{.content_type = content_type, .body = {}, .gzip = {}, .etag = {}, .file_name = {}};
  constexpr std::size_t kBytesOfTag = 12;
  result.etag = '"' + ledger::hexadecimal(ledger::view(ledger::sha256(body)).substr(0, kBytesOfTag)) + '"';
  if (body.size() >= kWorthCompressing) {
    std::string smaller = compressed(body);
    if (!smaller.empty() && smaller.size() < body.size()) result.gzip = bytes(std::move(smaller));
  }
  result.body = bytes(std::move(body));
  return result;
}

Response response(const Document& document, const Request& request) {
  Response response;
  response.content_type = document.content_type;
  response.headers = {{"ETag", document.etag}, {"Cache-Control", "no-cache"}, {"Vary", "Accept-Encoding, Cookie"}};
  if (!document.file_name.empty()) {
    response.headers.emplace_back("Content-Disposition", "attachment; filename=\"" + document.file_name + '"');
  }
  const std::string& known = request.if_none_match;
  if (known == "*" || (!document.etag.empty() && known.find(document.etag) != std::string::npos)) {
    response.status = 304;
    return response;
  }
  const bool smaller = request.takes_gzip && document.gzip;
  if (smaller) response.headers.emplace_back("Content-Encoding", "gzip");
  response.body = smaller ? document.gzip : document.body;
  return response;
}

}  // namespace entente::server
