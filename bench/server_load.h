// A client of the server for measuring it: one connection, one request after another.
#pragma once

#include <sys/types.h>

#include <cstdint>
#include <string>
#include <vector>

namespace entente::bench {

struct HttpAnswer {
  int status = 0;
  std::string cookie;  ///< of Set-Cookie, up to its first `;`
  std::string body;
};

class HttpClient {
 public:
  explicit HttpClient(std::uint16_t port);
  ~HttpClient();
  HttpClient(const HttpClient&) = delete;
  HttpClient& operator=(const HttpClient&) = delete;
  /// `headers` with their line ends. Throws std::runtime_error when the connection breaks.
  HttpAnswer ask(const std::string& method, const std::string& path, const std::string& headers,
                 const std::string& body);
  int descriptor() const { return descriptor_; }

 private:
  std::string more();
  int descriptor_ = -1;
  std::uint16_t port_;
  std::string left_;
};

/// A program that was started, with its standard error (or output) to be read.
struct Started {
  pid_t id = 0;
  int output = -1;
};
Started start(const std::vector<std::string>& command, bool error_output);
std::string all_output(const Started& started);
int ended(const Started& started);

/// Memory of a process, bytes in RAM.
std::uint64_t resident(pid_t id);

/// Processor seconds that a process has taken.
double processor_seconds(pid_t id);

}  // namespace entente::bench
