// The sockets: HTTP/1.1 over TCP or TLS, with time limits for slow clients, and server-sent events.
//
// One thread runs all connections; whatever takes longer than to look something up is done elsewhere.
#pragma once

#include <chrono>
#include <cstdint>
#include <functional>
#include <memory>
#include <string>

#include "server/api.h"
#include "server/message.h"

namespace entente::server {

struct HttpOptions {
  std::string address = "127.0.0.1";
  std::uint16_t port = 8080;    ///< 0: any that is free
  std::string tls_certificate;  ///< PEM files; both or none
  std::string tls_key;
  std::chrono::seconds patience{10};  ///< for a whole request, and for an answer to be taken
  std::chrono::seconds idle{60};      ///< between two requests of a connection
  std::chrono::seconds grace{10};     ///< for answers under way when the server ends
  std::size_t most_connections = 2000;
  std::size_t most_of_address = 0;  ///< connections of one address; 0: no limit of its own
};

class HttpServer {
 public:
  /// Listens from now on; `run` answers. Throws Error where the address or the certificate can not be used,
  /// MachineError where the port is taken.
  explicit HttpServer(const HttpOptions& options);
  ~HttpServer();
  HttpServer(const HttpServer&) = delete;
  HttpServer& operator=(const HttpServer&) = delete;

  std::uint16_t port() const;

  /// What an Api needs of the connections.
  Surroundings surroundings();

  /// Answers with `api` until SIGINT or SIGTERM; then takes no more connections, lets answers under way go out, and
  /// returns. A second signal ends the program at once, as the system does.
  void run(Api& api);

 private:
  struct Parts;
  std::unique_ptr<Parts> parts_;
};

}  // namespace entente::server
