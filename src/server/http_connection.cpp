#include "server/http_connection.h"

#include <array>
#include <boost/asio/steady_timer.hpp>
#include <boost/asio/write.hpp>
#include <boost/beast/core/flat_buffer.hpp>
#include <boost/beast/core/tcp_stream.hpp>
#include <boost/beast/http.hpp>
#include <boost/beast/ssl/ssl_stream.hpp>
#include <deque>
#include <optional>
#include <utility>

#include "server/routes.h"

namespace entente::server {

namespace {

namespace asio = boost::asio;
namespace beast = boost::beast;
namespace http = beast::http;
using asio::ip::tcp;
using boost::system::error_code;
using Plain = beast::tcp_stream;
using Tls = beast::ssl_stream<beast::tcp_stream>;

constexpr std::size_t kMostHeader = 16U << 10U;  // bytes
constexpr std::size_t kMostUnheard = 32;         // messages to a listener

constexpr const char* kPolicy =
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; connect-src 'self'; font-src "
    "'self'; "
    "base-uri 'none'; form-action 'none'; frame-ancestors 'none'";

std::string text_of(beast::string_view text) {
  return {text.data(), text.size()};
}

std::string media_type(const std::string& header) {
  std::string type = header.substr(0, header.find(';'));
  while (!type.empty() && type.back() == ' ') type.pop_back();
  for (char& c : type) c = c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
  return type;
}

template <typename Message>
void add_security(Message& message, bool secure) {
  message.set("Content-Security-Policy", kPolicy);
  message.set("X-Content-Type-Options", "nosniff");
  message.set("Referrer-Policy", "no-referrer");
  message.set("Cross-Origin-Opener-Policy", "same-origin");
  message.set("Cross-Origin-Resource-Policy", "same-origin");
  message.set("Permissions-Policy", "camera=(), geolocation=(), microphone=()");
  if (secure) message.set("Strict-Transport-Security", "max-age=31536000");
}

template <typename Stream>
class Connection final : public Client, public std::enable_shared_from_this<Connection<Stream>> {
 public:
  static constexpr bool is_tls = std::is_same_v<Stream, Tls>;

  template <typename... Layers>
  Connection(const std::string& address, const HttpOptions& options, Hub& hub, Api& api, Layers&&... layers)
      : stream_(std::forward<Layers>(layers)...),
        timer_(stream_.get_executor()),
        address_(address),
        options_(options),
        hub_(hub),
        api_(api) {}

  ~Connection() override {
    if (state_ == State::listening) --hub_.listeners;
    hub_.connections.erase(this);
    const auto of_address = hub_.of_address.find(address_);
    if (of_address != hub_.of_address.end() && --of_address->second == 0) hub_.of_address.erase(of_address);
    if (hub_.connections.empty() && hub_.all_gone) hub_.all_gone();
  }
  Connection(const Connection&) = delete;
  Connection& operator=(const Connection&) = delete;

  void begin() {
    hub_.connections.emplace(this, this->weak_from_this());
    ++hub_.of_address[address_];
    if constexpr (is_tls) {
      wait_for(options_.patience);
      stream_.async_handshake(asio::ssl::stream_base::server, [self = this->shared_from_this()](error_code failed) {
        if (!failed) self->read();
      });
    } else {
      read();
    }
  }

  void hear(const Bytes& text) override {
    if (state_ != State::listening || !heard_header_) return;
    if (unheard_.size() >= kMostUnheard) {
      ++hub_.dropped;
      close();
      return;
    }
    unheard_.push_back(text);
    if (unheard_.size() == 1) send_next();
  }

  void stop(bool at_once) override {
    if (at_once || state_ == State::waiting || state_ == State::listening) close();
  }

 private:
  enum class State { waiting, reading, answering, listening, closing };
  using Parser = http::request_parser<http::string_body>;

  // One timer for everything: what is not done by then ends the connection, with 408 while a request is being read.
  void wait_for(std::chrono::seconds time) {
    timer_.expires_after(time);
    timer_.async_wait([weak = this->weak_from_this()](error_code stopped) {
      const auto self = weak.lock();
      // A timer that was set anew in the meantime has not run out.
      if (!stopped && self && self->timer_.expiry() <= std::chrono::steady_clock::now()) self->too_slow();
    });
  }

  void too_slow() {
    if (state_ == State::reading) {
      timed_out_ = true;
      beast::get_lowest_layer(stream_).cancel();  // the reading ends, and says so
      return;
    }
    if (state_ == State::listening) ++hub_.dropped;
    close();
  }

  void close() {
    if (state_ == State::listening) --hub_.listeners;
    state_ = State::closing;
    timer_.cancel();
    error_code ignored;
    auto& socket = beast::get_lowest_layer(stream_).socket();
    socket.shutdown(tcp::socket::shutdown_both, ignored);
    socket.close(ignored);
  }

  void read() {
    if (hub_.stopping) return close();
    parser_.emplace();
    parser_->header_limit(kMostHeader);
    parser_->body_limit(kMostEventsBody);
    if (buffer_.size() > 0) return read_header();
    state_ = State::waiting;
    wait_for(options_.idle);
    stream_.async_read_some(buffer_.prepare(4096),
                            [self = this->shared_from_this()](error_code failed, std::size_t got) {
                              if (failed || self->state_ != State::waiting) return;
                              self->buffer_.commit(got);
                              self->read_header();
                            });
  }

  void read_header() {
    state_ = State::reading;
    wait_for(options_.patience);
    http::async_read_header(stream_, buffer_, *parser_,
                            [self = this->shared_from_this()](error_code failed, std::size_t) {
                              if (failed) return self->could_not_read(failed);
                              self->read_body();
                            });
  }

  void read_body() {
    const auto& header = parser_->get();
    const std::string target = text_of(header.target());
    const Match found = match(text_of(header.method_string()), target.substr(0, target.find('?')));
    // Where nothing is known of a body, a small one is read and left aside, so that the connection can go on.
    const std::size_t most = found.route == nullptr || found.route->most_body == 0 ? 1024 : found.route->most_body;
    if (parser_->content_length() && *parser_->content_length() > most)
      return refuse(413, "body", "the body is too large");
    parser_->body_limit(most);
    if (beast::iequals(header[http::field::expect], "100-continue")) {
      static constexpr beast::string_view go_on("HTTP/1.1 100 Continue\r\n\r\n");
      asio::async_write(stream_, asio::buffer(go_on.data(), go_on.size()),
                        [self = this->shared_from_this()](error_code failed, std::size_t) {
                          if (!failed) self->read_rest();
                        });
      return;
    }
    read_rest();
  }

  void read_rest() {
    http::async_read(stream_, buffer_, *parser_, [self = this->shared_from_this()](error_code failed, std::size_t) {
      if (failed) return self->could_not_read(failed);
      self->answer();
    });
  }

  void could_not_read(error_code failed) {
    if (state_ != State::reading) return;
    if (timed_out_) return refuse(408, "slow", "the request did not come in time");
    if (failed == http::error::header_limit) return refuse(431, "header", "the header is too large");
    if (failed == http::error::body_limit) return refuse(413, "body", "the body is too large");
    if (failed.category() == make_error_code(http::error::end_of_stream).category() &&
        failed != http::error::end_of_stream && failed != http::error::partial_message)
      return refuse(400, "request", "this is no HTTP request");
    close();
  }

  // Answers a request that could not be read, and ends the connection.
  void refuse(unsigned status, const std::string& code, const std::string& message) {
    api_.count_refused(status);
    ends_ = true;
    is_head_ = false;
    send(error(status, code, message));
  }

  void answer() {
    state_ = State::answering;
    timer_.cancel();  // how long the answer takes is not the client's fault
    const auto& read = parser_->get();
    Request request;
    request.method = text_of(read.method_string());
    const std::string target = text_of(read.target());
    const std::size_t query = target.find('?');
    request.path = target.substr(0, query);
    if (query != std::string::npos) request.query = parse_query(target.substr(query + 1));
    request.address = address_;
    request.host = text_of(read[http::field::host]);
    request.origin = text_of(read[http::field::origin]);
    request.session = cookie_in(text_of(read[http::field::cookie]), "entente_session");
    request.csrf_token = text_of(read["X-CSRF-Token"]);
    request.content_type = media_type(text_of(read[http::field::content_type]));
    request.if_none_match = text_of(read[http::field::if_none_match]);
    request.takes_gzip = read[http::field::accept_encoding].find("gzip") != beast::string_view::npos;
    ends_ = !read.keep_alive() || hub_.stopping;
    is_head_ = read.method() == http::verb::head;
    request.body = std::move(parser_->get().body());
    api_.handle(std::move(request), [self = this->shared_from_this()](Response response) {
      if (self->state_ == State::answering) self->send(std::move(response));
    });
  }

  void send(Response response) {
    if (response.live && !is_head_) return listen(response);
    state_ = State::answering;
    body_ = std::move(response.body);
    ends_ = ends_ || hub_.stopping;
    message_.emplace();
    message_->result(response.status);
    message_->version(11);
    message_->keep_alive(!ends_);
    const bool empty = response.status == 204 || response.status == 304;
    if (!empty) message_->set(http::field::content_type, response.content_type);
    for (const auto& [name, value] : response.headers) message_->insert(name, value);
    add_security(*message_, is_tls);
    const std::size_t size = body_ ? body_->size() : 0;
    if (!empty) message_->content_length(size);
    if (!empty && !is_head_ && body_) message_->body() = beast::span<const char>(body_->data(), size);
    wait_for(options_.patience);
    http::async_write(stream_, *message_,
                      [self = this->shared_from_this()](error_code failed, std::size_t) { self->sent(failed); });
  }

  void sent(error_code failed) {
    body_.reset();
    message_.reset();
    if (failed) return close();
    if (!ends_) return read();
    linger();
  }

  // Waits for the client to close, for a moment: else what it still sends would cost it the answer.
  void linger() {
    state_ = State::closing;
    error_code ignored;
    beast::get_lowest_layer(stream_).socket().shutdown(tcp::socket::shutdown_send, ignored);
    wait_for(std::chrono::seconds(2));
    drain();
  }

  void drain() {
    beast::get_lowest_layer(stream_).async_read_some(asio::buffer(waste_),
                                                     [self = this->shared_from_this()](error_code failed, std::size_t) {
                                                       if (failed) return self->close();
                                                       self->drain();
                                                     });
  }

  void listen(const Response& response) {
    state_ = State::listening;
    ++hub_.listeners;
    http::response<http::empty_body> header;
    header.version(11);
    header.result(http::status::ok);
    header.set(http::field::content_type, "text/event-stream");
    header.set(http::field::cache_control, "no-store");
    header.set("X-Accel-Buffering", "no");
    header.keep_alive(false);
    add_security(header, is_tls);
    std::string text = "HTTP/1.1 200 OK\r\n";
    for (const auto& field : header) text += text_of(field.name_string()) + ": " + text_of(field.value()) + "\r\n";
    unheard_.push_back(bytes(text + "\r\n" + *response.body));
    heard_header_ = true;
    send_next();
    notice_leaving();
  }

  void send_next() {
    wait_for(options_.patience);
    asio::async_write(stream_, asio::buffer(*unheard_.front()),
                      [self = this->shared_from_this()](error_code failed, std::size_t) {
                        if (self->state_ != State::listening) return;
                        if (failed) return self->close();
                        self->timer_.cancel();
                        self->unheard_.pop_front();
                        if (!self->unheard_.empty()) self->send_next();
                      });
  }

  // Who listens has nothing to say: something to read is the end.
  void notice_leaving() {
    stream_.async_read_some(asio::buffer(waste_), [self = this->shared_from_this()](error_code failed, std::size_t) {
      if (self->state_ != State::listening) return;
      if (failed) return self->close();
      self->notice_leaving();
    });
  }

  Stream stream_;
  asio::steady_timer timer_;
  std::string address_;
  const HttpOptions& options_;
  Hub& hub_;
  Api& api_;
  beast::flat_buffer buffer_;
  std::optional<Parser> parser_;
  std::optional<http::response<http::span_body<const char>>> message_;
  Bytes body_;
  std::deque<Bytes> unheard_;
  std::array<char, 256> waste_{};
  State state_ = State::waiting;
  bool timed_out_ = false;
  bool ends_ = false;
  bool is_head_ = false;
  bool heard_header_ = false;
};

}  // namespace

void begin_connection(tcp::socket socket, asio::ssl::context* tls, const std::string& address,
                      const HttpOptions& options, Hub& hub, Api& api) {
  if (tls == nullptr) {
    std::make_shared<Connection<Plain>>(address, options, hub, api, std::move(socket))->begin();
  } else {
    std::make_shared<Connection<Tls>>(address, options, hub, api, std::move(socket), *tls)->begin();
  }
}

}  // namespace entente::server
