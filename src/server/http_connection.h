// One client's connection, and what all of them share.
#pragma once

#include <boost/asio/ip/tcp.hpp>
#include <boost/asio/ssl/context.hpp>
#include <functional>
#include <memory>
#include <string>
#include <unordered_map>

#include "server/http_server.h"

namespace entente::server {

class Client {
 public:
  Client() = default;
  virtual ~Client() = default;
  Client(const Client&) = delete;
  Client& operator=(const Client&) = delete;
  /// Sends to one that listens; lets it go where too much is still to be sent.
  virtual void hear(const Bytes& text) = 0;
  /// Ends after the answer under way, or `at_once`.
  virtual void stop(bool at_once) = 0;
};

struct Hub {
  std::unordered_map<Client*, std::weak_ptr<Client>> connections;
  std::unordered_map<std::string, std::size_t> of_address;
  std::uint64_t listeners = 0;
  std::uint64_t dropped = 0;  ///< listeners, since the beginning
  bool stopping = false;
  std::function<void()> all_gone;  ///< called when the last connection ends
};

/// Serves the client until it leaves. `tls`: null for plain HTTP. What is given outlives the connection.
void begin_connection(boost::asio::ip::tcp::socket socket, boost::asio::ssl::context* tls, const std::string& address,
                      const HttpOptions& options, Hub& hub, Api& api);

}  // namespace entente::server
