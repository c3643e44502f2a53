#include "server_load.h"

#include <arpa/inet.h>
#include <netinet/in.h>
#include <netinet/tcp.h>
#include <sys/socket.h>
#include <sys/wait.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <fstream>
#include <stdexcept>

namespace entente::bench {

HttpClient::HttpClient(std::uint16_t port) : descriptor_(socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0)), port_(port) {
  sockaddr_in place{};
  place.sin_family = AF_INET;
  place.sin_port = htons(port);
  place.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
  const int one = 1;
  setsockopt(descriptor_, IPPROTO_TCP, TCP_NODELAY, &one, sizeof one);
  if (descriptor_ < 0 || connect(descriptor_, reinterpret_cast<const sockaddr*>(&place), sizeof place) != 0)
    throw std::runtime_error("can not connect");
}

HttpClient::~HttpClient() {
  close(descriptor_);
}

std::string HttpClient::more() {
  std::array<char, 65536> piece{};
  const ssize_t got = recv(descriptor_, piece.data(), piece.size(), 0);
  if (got <= 0) throw std::runtime_error("the server closed the connection");
  return {piece.data(), static_cast<std::size_t>(got)};
}

HttpAnswer HttpClient::ask(const std::string& method, const std::string& path, const std::string& headers,
                           const std::string& body) {
  std::string text = method + ' ' + path + " HTTP/1.1\r\nHost: 127.0.0.1:" + std::to_string(port_) + "\r\n" + headers;
  if (!body.empty())
    text += "Content-Type: application/json\r\nContent-Length: " + std::to_string(body.size()) + "\r\n";
  text += "\r\n" + body;
  for (std::size_t sent = 0; sent < text.size();) {
    const ssize_t now = send(descriptor_, text.data() + sent, text.size() - sent, MSG_NOSIGNAL);
    if (now <= 0) throw std::runtime_error("the server closed the connection");
    sent += static_cast<std::size_t>(now);
  }
  std::size_t end = 0;
  while ((end = left_.find("\r\n\r\n")) == std::string::npos) left_ += more();
  const std::string header = left_.substr(0, end + 2);
  left_.erase(0, end + 4);
  HttpAnswer answer;
  answer.status = std::stoi(header.substr(header.find(' ') + 1));
  const auto value_of = [&header](const std::string& name) -> std::string {
    const std::size_t at = header.find("\r\n" + name + ": ");
    if (at == std::string::npos) return {};
    const std::size_t begin = at + name.size() + 4;
    return header.substr(begin, header.find("\r\n", begin) - begin);
  };
  const std::string cookie = value_of("Set-Cookie");
  answer.cookie = cookie.substr(0, cookie.find(';'));
  const std::string length = value_of("Content-Length");
  const std::size_t size = length.empty() ? 0 : std::stoul(length);
  while (left_.size() < size) left_ += more();
  answer.body = left_.substr(0, size);
  left_.erase(0, size);
  return answer;
}

Started start(const std::vector<std::string>& command, bool error_output) {
  std::array<int, 2> ends{};
  if (pipe(ends.data()) != 0) throw std::runtime_error("no pipe");
  const pid_t id = fork();
  if (id == 0) {
    dup2(ends[1], error_output ? STDERR_FILENO : STDOUT_FILENO);
    close(ends[0]);
    close(ends[1]);
    std::vector<char*> words;
    for (const std::string& word : command)
      words.push_back(const_cast<char*>(word.c_str()));  // NOLINT: execvp's interface
    words.push_back(nullptr);
    execvp(words[0], words.data());
    _exit(127);
  }
  close(ends[1]);
  return {.id = id, .output = ends[0]};
}

std::string all_output(const Started& started) {
  std::string text;
  std::array<char, 4096> piece{};
  for (ssize_t got = 0; (got = read(started.output, piece.data(), piece.size())) > 0;)
    text.append(piece.data(), static_cast<std::size_t>(got));
  return text;
}

int ended(const Started& started) {
  int status = 0;
  waitpid(started.id, &status, 0);
  close(started.output);
  return WIFEXITED(status) ? WEXITSTATUS(status) : 128;
}

std::uint64_t resident(pid_t id) {
  std::ifstream stream("/proc/" + std::to_string(id) + "/statm");
  std::uint64_t all = 0;
  std::uint64_t pages = 0;
  stream >> all >> pages;
  return pages * static_cast<std::uint64_t>(sysconf(_SC_PAGESIZE));
}

double processor_seconds(pid_t id) {
  std::ifstream stream("/proc/" + std::to_string(id) + "/stat");
  std::string word;
  double ticks = 0;
  for (int field = 1; field <= 15 && stream >> word; ++field) {
    if (field == 14 || field == 15) ticks += std::stod(word);
  }
  return ticks / static_cast<double>(sysconf(_SC_CLK_TCK));
}

}  // namespace entente::bench
