// Requests and answers as plain data, so that what is answered knows nothing of sockets.
#pragma once

#include <functional>
#include <map>
#include <memory>
#include <string>
#include <utility>
#include <vector>

namespace entente::server {

struct Request {
  std::string method;
  std::string path;                          ///< as sent, without the query; nothing in it is decoded
  std::map<std::string, std::string> query;  ///< decoded; of a name given twice the last
  std::string address;                       ///< of the client; of IPv6 the first 64 bits
  std::string host;                          ///< as the client calls this server
  std::string origin;                        ///< of the page that asks; empty where the client does not say
  std::string session;                       ///< the cookie; empty: none
  std::string csrf_token;
  std::string content_type;  ///< without parameters, in small letters
  std::string if_none_match;
  bool takes_gzip = false;
  std::string body;
};

using Bytes = std::shared_ptr<const std::string>;  ///< many connections may be sending them at once

struct Response {
  unsigned status = 200;
  std::string content_type = "application/json";
  std::vector<std::pair<std::string, std::string>> headers;
  Bytes body;
  std::string route;  ///< the row of the table that answered, for counting
  bool live = false;  ///< the connection listens from now on; the body is the first thing it hears
};

using Answer = std::function<void(Response)>;

Bytes bytes(std::string text);

/// `{"error": {"code", "message"}}`
Response error(unsigned status, const std::string& code, const std::string& message);
/// The same with Retry-After.
Response retry_later(unsigned status, const std::string& code, const std::string& message, unsigned seconds);

/// The query of a target, after its `?`. Parts that are not proper percent encoding stay as they are.
std::map<std::string, std::string> parse_query(const std::string& query);

/// The value of a cookie in the header `Cookie`; empty where it is not there.
std::string cookie_in(const std::string& header, const std::string& name);

/// Something that is served as it is until it changes: computed once, sent many times.
struct Document {
  std::string content_type = "application/json";
  Bytes body;
  Bytes gzip;             ///< null where that saves nothing
  std::string etag;       ///< with its quotes, the same for the same bytes
  std::string file_name;  ///< for saving it; empty: it is to be shown
};

/// Compresses and names the bytes.
Document document(std::string body, const std::string& content_type);

/// The document as this request wants it: 304 where it has it already, compressed where it may be.
Response response(const Document& document, const Request& request);

}  // namespace entente::server
