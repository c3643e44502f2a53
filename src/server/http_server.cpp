#include "server/http_server.h"

#include <boost/asio/io_context.hpp>
#include <boost/asio/ip/tcp.hpp>
#include <boost/asio/post.hpp>
#include <boost/asio/signal_set.hpp>
#include <boost/asio/ssl/context.hpp>
#include <boost/asio/steady_timer.hpp>
#include <csignal>
#include <list>
#include <map>
#include <optional>
#include <unordered_map>

#include "accord/error.h"
#include "server/http_connection.h"

namespace entente::server {

namespace {

namespace asio = boost::asio;
using asio::ip::tcp;

constexpr std::chrono::seconds kBetweenComments(15);  // so that proxies keep listeners' connections

std::unique_ptr<asio::ssl::context> tls_context(const HttpOptions& options) {
  if (options.tls_certificate.empty()) return nullptr;
  auto context = std::make_unique<asio::ssl::context>(asio::ssl::context::tls_server);
  context->set_options(asio::ssl::context::default_workarounds | asio::ssl::context::no_tlsv1 |
                       asio::ssl::context::no_tlsv1_1 | asio::ssl::context::no_compression);
  boost::system::error_code failed;
  context->use_certificate_chain_file(options.tls_certificate, failed);
  if (failed)
    throw Error("the certificate " + options.tls_certificate + " can not be used (" + failed.message() +
                "); give a PEM file with the certificate and those that vouch for it");
  context->use_private_key_file(options.tls_key, asio::ssl::context::pem, failed);
  if (failed)
    throw Error("the key " + options.tls_key + " can not be used with the certificate (" + failed.message() + ')');
  return context;
}

// Of IPv6 the first 64 bits: one subscriber has all the rest.
std::string address_text(const asio::ip::address& address) {
  if (address.is_v4()) return address.to_string();
  const asio::ip::address_v6 v6 = address.to_v6();
  if (v6.is_v4_mapped()) return asio::ip::make_address_v4(asio::ip::v4_mapped, v6).to_string();
  if (v6.is_loopback()) return v6.to_string();
  asio::ip::address_v6::bytes_type bytes = v6.to_bytes();
  std::fill(bytes.begin() + 8, bytes.end(), static_cast<unsigned char>(0));
  return asio::ip::address_v6(bytes).to_string() + "/64";
}

}  // namespace

struct HttpServer::Parts {
  explicit Parts(const HttpOptions& given)
      : options(given), tls(tls_context(given)), acceptor(io), signals(io), comments(io), grace(io), again(io) {}

  void listen();
  void accept();
  void take(tcp::socket socket);
  void comment();
  void stop();
  void tell(const std::string& text);

  HttpOptions options;
  Hub hub;  // before `io`, which ends connections when it goes
  asio::io_context io{1};
  std::unique_ptr<asio::ssl::context> tls;
  tcp::acceptor acceptor;
  asio::signal_set signals;
  asio::steady_timer comments, grace, again;
  Api* api = nullptr;
};

HttpServer::HttpServer(const HttpOptions& options) : parts_(std::make_unique<Parts>(options)) {
  parts_->listen();
}

HttpServer::~HttpServer() = default;

std::uint16_t HttpServer::port() const {
  return parts_->acceptor.local_endpoint().port();
}

void HttpServer::Parts::listen() {
  boost::system::error_code failed;
  const asio::ip::address address = asio::ip::make_address(options.address, failed);
  if (failed) throw Error("`" + options.address + "` is no address; write --listen 127.0.0.1:8080 or [::]:8443");
  const tcp::endpoint place(address, options.port);
  acceptor.open(place.protocol(), failed);
  if (!failed) acceptor.set_option(asio::socket_base::reuse_address(true), failed);
  if (!failed) acceptor.bind(place, failed);
  if (!failed) acceptor.listen(asio::socket_base::max_listen_connections, failed);
  if (failed) {
    throw MachineError("can not listen on " + options.address + " port " + std::to_string(options.port) + ": " +
                       failed.message() + "; choose another with --listen ADDRESS:PORT");
  }
}

Surroundings HttpServer::surroundings() {
  Parts* parts = parts_.get();
  return {.post = [parts](std::function<void()> task) { asio::post(parts->io, std::move(task)); },
          .tell_listeners = [parts](const std::string& text) { parts->tell(text); },
          .connections =
              [parts] {
                return Connections{.open = parts->hub.connections.size(),
                                   .listeners = parts->hub.listeners,
                                   .dropped = parts->hub.dropped};
              }};
}

void HttpServer::Parts::accept() {
  acceptor.async_accept([this](boost::system::error_code failed, tcp::socket socket) {
    if (!acceptor.is_open()) return;
    if (failed) {
      // Out of file descriptors, most likely: others will end.
      again.expires_after(std::chrono::milliseconds(100));
      again.async_wait([this](boost::system::error_code stopped) {
        if (!stopped && acceptor.is_open()) accept();
      });
      return;
    }
    take(std::move(socket));
    accept();
  });
}

void HttpServer::Parts::take(tcp::socket socket) {
  boost::system::error_code failed;
  const tcp::endpoint client = socket.remote_endpoint(failed);
  if (failed) return;
  socket.set_option(tcp::no_delay(true), failed);
  const std::string address = address_text(client.address());
  const auto there = hub.of_address.find(address);
  const bool too_many =
      hub.connections.size() >= options.most_connections ||
      (options.most_of_address > 0 && there != hub.of_address.end() && there->second >= options.most_of_address);
  if (too_many) {
    api->count_refused(503);
    return;  // closes
  }
  begin_connection(std::move(socket), tls.get(), address, options, hub, *api);
}

void HttpServer::Parts::comment() {
  comments.expires_after(kBetweenComments);
  comments.async_wait([this](boost::system::error_code stopped) {
    if (stopped) return;
    tell(":\n\n");
    comment();
  });
}

void HttpServer::Parts::tell(const std::string& text) {
  const Bytes shared = bytes(text);
  // A listener may leave while it is told.
  std::vector<std::shared_ptr<Client>> all;
  for (const auto& [client, held] : hub.connections) {
    if (auto one = held.lock()) all.push_back(std::move(one));
  }
  for (const auto& one : all) one->hear(shared);
}

void HttpServer::Parts::stop() {
  boost::system::error_code ignored;
  acceptor.close(ignored);
  comments.cancel();
  again.cancel();
  hub.stopping = true;
  std::vector<std::shared_ptr<Client>> all;
  for (const auto& [client, held] : hub.connections) {
    if (auto one = held.lock()) all.push_back(std::move(one));
  }
  for (const auto& one : all) one->stop(false);
  hub.all_gone = [this] { grace.cancel(); };
  if (hub.connections.empty()) return;
  grace.expires_after(options.grace);
  grace.async_wait([this](boost::system::error_code done) {
    if (done) return;
    std::vector<std::shared_ptr<Client>> left;
    for (const auto& [client, held] : hub.connections) {
      if (auto one = held.lock()) left.push_back(std::move(one));
    }
    for (const auto& one : left) one->stop(true);
  });
}

void HttpServer::run(Api& api) {
  parts_->api = &api;
  parts_->signals.add(SIGINT);
  parts_->signals.add(SIGTERM);
  parts_->signals.async_wait([this](boost::system::error_code stopped, int) {
    if (stopped) return;
    parts_->signals.clear();
    parts_->stop();
  });
  parts_->accept();
  parts_->comment();
  parts_->io.run();
  parts_->hub.all_gone = nullptr;
}

}  // namespace entente::server
