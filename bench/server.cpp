// What the server carries: build/release/bin/server PROGRAM [SECONDS], PROGRAM being entente; wrk must be installed.
//
// First the standing is read as fast as it goes, by wrk alone. Then, for SECONDS (60), everything at once: some 2,000
// reads a second of the standing, 500 listeners, 200 signed submissions a second by eight authors. Nothing may be lost:
// in the end every accepted event is looked for in the ledger, byte by byte.
#include <fmt/format.h>
#include <poll.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <atomic>
#include <chrono>
#include <csignal>
#include <filesystem>
#include <fstream>
#include <map>
#include <memory>
#include <mutex>
#include <nlohmann/json.hpp>
#include <thread>

#include "ledger/ledger.h"
#include "server_load.h"

namespace {

namespace fs = std::filesystem;
using namespace entente;
using namespace entente::bench;
using Clock = std::chrono::steady_clock;

constexpr std::size_t kAuthors = 8;
constexpr std::size_t kListeners = 500;
constexpr double kSubmissions = 200;  // a second

std::int64_t unix_time() {
  return std::chrono::duration_cast<std::chrono::seconds>(std::chrono::system_clock::now().time_since_epoch()).count();
}

struct Setting {
  fs::path folder;
  std::string case_path;
  std::string accord;  // hash
  std::vector<ledger::SigningKey> keys;
};

void write(const fs::path& file, const std::string& text) {
  std::ofstream(file) << text;
}

std::string name_of_author(std::size_t author) {
  return author == 0 ? "North" : author == 1 ? "South" : "Author" + std::to_string(author);
}

Setting make_setting() {
  Setting setting;
  setting.folder = fs::temp_directory_path() / ("entente-server-bench-" + std::to_string(getpid()));
  fs::create_directories(setting.folder / "ledger");
  setting.case_path = std::string(ENTENTE_SOURCE_DIR) + "/cases/two-neighbours";
  std::ifstream file(setting.case_path + "/accord.yaml");
  const std::string text{std::istreambuf_iterator<char>(file), {}};
  setting.accord = ledger::hexadecimal(ledger::view(ledger::sha256(text)));
  const ledger::SigningKey log{.name = "log.example/bench", .seed = ledger::random_bytes()};
  const ledger::SigningKey host{.name = "Host", .seed = ledger::random_bytes()};
  ledger::Json members = {{{"name", "Host"}, {"roles", {"host"}}, {"key", text_of(verifier_of(host))}}};
  std::string users = "users:\n";
  for (std::size_t n = 0; n < kAuthors; ++n) {
    setting.keys.push_back({.name = name_of_author(n), .seed = ledger::random_bytes()});
    members.push_back(
        {{"name", name_of_author(n)}, {"roles", {"party"}}, {"key", text_of(verifier_of(setting.keys[n]))}});
    users += "  - {name: " + name_of_author(n) + ", role: party, party: " + (n % 2 == 0 ? "North" : "South") + "}\n";
  }
  write(setting.folder / "users.yaml", users);
  write(setting.folder / "ledger/log.key", text_of(log) + '\n');
  const ledger::Event charter{.ledger = log.name,
                              .accord = setting.accord,
                              .author = "Host",
                              .role = ledger::Role::host,
                              .key = {},
                              .number = 1,
                              .time = unix_time(),
                              .type = ledger::EventType::charter,
                              .content = {{"origin", log.name},
                                          {"log", text_of(verifier_of(log))},
                                          {"members", members},
                                          {"policy", "quorum none\n"},
                                          {"clock_allowance", 3600}}};
  const std::string event = text_of(sign_event(charter, host));
  const auto store = ledger::open_store((setting.folder / "ledger/ledger.sqlite").string(), ledger::Opening::create);
  ledger::append(*store, std::span(&event, 1), std::vector{ledger::random_bytes()}, unix_time());
  return setting;
}

struct Accepted {
  std::uint64_t index = 0;
  std::string event;
  double milliseconds = 0;
  Clock::time_point at;
};

// Signs and submits, one event after another at its own pace, until `end`.
std::vector<Accepted> submit(const Setting& setting, std::size_t author, std::uint16_t port, Clock::time_point end,
                             std::atomic<std::uint64_t>& refused) {
  HttpClient client(port);
  const std::string& name = setting.keys[author].name;
  const auto given = nlohmann::json::parse(
      client.ask("POST", "/api/v1/session/challenge", "", nlohmann::json{{"name", name}}.dump()).body);
  const ledger::SignatureBytes proof = ledger::sign(setting.keys[author], given["text"].get<std::string>());
  const nlohmann::json credentials{
      {"name", name},
      {"challenge", given["challenge"]},
      {"signature", ledger::base64({reinterpret_cast<const char*>(proof.data()), proof.size()})}};
  const HttpAnswer session = client.ask("POST", "/api/v1/session", "", credentials.dump());
  if (session.status != 200) throw std::runtime_error("no session: " + session.body);
  const std::string headers = "Cookie: " + session.cookie +
                              "\r\nX-CSRF-Token: " + nlohmann::json::parse(session.body)["csrf"].get<std::string>() +
                              "\r\n";
  std::vector<Accepted> accepted;
  const auto pace = std::chrono::duration_cast<Clock::duration>(std::chrono::duration<double>(kAuthors / kSubmissions));
  auto next = Clock::now() + pace * static_cast<int>(author) / static_cast<int>(kAuthors);
  for (std::uint64_t number = 1; next < end; ++number, next += pace) {
    std::this_thread::sleep_until(next);
    const bool reports = author < 2 && number % 50 == 1;
    ledger::Event event{.ledger = "log.example/bench",
                        .accord = setting.accord,
                        .author = name,
                        .role = ledger::Role::party,
                        .key = {},
                        .number = number,
                        .time = unix_time(),
                        .type = reports ? ledger::EventType::report : ledger::EventType::evidence,
                        .content = {}};
    if (reports) {
      event.content = {{"commitment", author == 0 ? "reactor" : "relief"},
                       {"level", author == 0 ? "halted" : "half"},
                       {"on", ledger::time_text(event.time).substr(0, 10)}};
    } else {
      event.content = {{"sha256", std::string(64, "0123456789abcdef"[number % 16])},
                       {"text", "photograph " + std::to_string(number)}};
    }
    Accepted one{.index = 0, .event = text_of(sign_event(event, setting.keys[author])), .milliseconds = 0, .at = {}};
    const auto began = Clock::now();
    const HttpAnswer answer = client.ask("POST", "/api/v1/events", headers, one.event);
    one.at = Clock::now();
    one.milliseconds = std::chrono::duration<double, std::milli>(one.at - began).count();
    if (answer.status != 201) {
      ++refused;
      --number;
      continue;
    }
    one.index = nlohmann::json::parse(answer.body)["index"].get<std::uint64_t>();
    accepted.push_back(std::move(one));
  }
  return accepted;
}

struct Heard {
  std::uint64_t messages = 0;
  std::size_t closed = 0;
  std::map<std::uint64_t, Clock::time_point> sizes;  // by the first listener
};

Heard listen(std::vector<std::unique_ptr<HttpClient>>& clients, const std::atomic<bool>& over) {
  Heard heard;
  std::vector<pollfd> all;
  for (const auto& one : clients) all.push_back({.fd = one->descriptor(), .events = POLLIN, .revents = 0});
  std::string first;
  std::array<char, 65536> piece{};
  while (!over) {
    if (poll(all.data(), all.size(), 200) <= 0) continue;
    for (std::size_t n = 0; n < all.size(); ++n) {
      if ((all[n].revents & (POLLIN | POLLHUP)) == 0) continue;
      const ssize_t got = recv(all[n].fd, piece.data(), piece.size(), MSG_DONTWAIT);
      if (got <= 0) {
        ++heard.closed;
        all[n].fd = -1;
        continue;
      }
      const std::string text(piece.data(), static_cast<std::size_t>(got));
      for (std::size_t at = 0; (at = text.find("event: standing", at)) != std::string::npos; ++at) ++heard.messages;
      if (n != 0) continue;
      first += text;
      for (std::size_t at = 0; (at = first.find("\n\n")) != std::string::npos; first.erase(0, at + 2)) {
        const std::size_t size = first.find("\"size\":");
        if (size < at) heard.sizes[std::stoull(first.substr(size + 7))] = Clock::now();
      }
    }
  }
  return heard;
}

double percentile(std::vector<double> values, double share) {
  if (values.empty()) return 0;
  std::ranges::sort(values);
  return values[std::min(values.size() - 1, static_cast<std::size_t>(share * static_cast<double>(values.size())))];
}

std::string wrk(const Setting& setting, std::uint16_t port, int seconds, int connections, int delay) {
  const fs::path script = setting.folder / "pace.lua";
  write(script,
        "wrk.headers[\"Accept-Encoding\"] = \"gzip\"\nwrk.headers[\"Host\"] = \"127.0.0.1:" + std::to_string(port) +
            "\"\n" + (delay > 0 ? "function delay() return " + std::to_string(delay) + " end\n" : ""));
  const Started run =
      start({"wrk", "-t1", "-c" + std::to_string(connections), "-d" + std::to_string(seconds) + "s", "--latency", "-s",
             script.string(), "http://127.0.0.1:" + std::to_string(port) + "/api/v1/standing"},
            false);
  std::string text = all_output(run);
  if (ended(run) != 0) throw std::runtime_error("wrk did not run; install it (Debian's package wrk)");
  return text;
}

// What wrk printed after `name`, without the rest of its line.
std::string after(const std::string& text, const std::string& name) {
  const std::size_t at = text.find(name);
  if (at == std::string::npos) return "-";
  const std::size_t begin = text.find_first_not_of(' ', at + name.size());
  return text.substr(begin, text.find_first_of(" \n", begin) - begin);
}

void tell_reads(const std::string& what, const std::string& text) {
  const bool errors = text.find("Non-2xx") != std::string::npos || text.find("Socket errors") != std::string::npos;
  fmt::print("{:<44} {:>10} a second   p50 {:>8}   p99 {:>8}   {}\n", what, after(text, "Requests/sec:"),
             after(text, " 50% "), after(text, " 99% "), errors ? "WITH ERRORS" : "no error");
}

std::uint64_t count_missing(const Setting& setting, const std::vector<Accepted>& all) {
  const auto store =
      ledger::open_store((setting.folder / "ledger/ledger.sqlite").string(), ledger::Opening::existing_read_only);
  std::uint64_t missing = 0;
  for (const Accepted& one : all) {
    const auto kept = store->entries(one.index, 1);
    if (kept.empty() || !kept.front().event || *kept.front().event != one.event) ++missing;
  }
  return missing;
}

int measure(const std::string& program, int seconds) {
  const Setting setting = make_setting();
  const Started server =
      start({program, "serve", setting.case_path, "--ledger", (setting.folder / "ledger").string(), "--users",
             (setting.folder / "users.yaml").string(), "--listen", "127.0.0.1:0", "--rate", "0"},
            true);
  std::string said;
  std::array<char, 1024> piece{};
  while (said.find("/ (Ctrl-C") == std::string::npos) {
    const ssize_t got = read(server.output, piece.data(), piece.size());
    if (got <= 0) throw std::runtime_error("the server did not start: " + said);
    said.append(piece.data(), static_cast<std::size_t>(got));
  }
  const auto port = static_cast<std::uint16_t>(std::stoi(said.substr(said.rfind("127.0.0.1:") + 10)));
  std::this_thread::sleep_for(std::chrono::seconds(3));  // the plan is searched
  tell_reads("reads of the standing, alone, all it gives", wrk(setting, port, 10, 32, 0));

  std::vector<std::unique_ptr<HttpClient>> listeners;
  for (std::size_t n = 0; n < kListeners; ++n) {
    listeners.push_back(std::make_unique<HttpClient>(port));
    const std::string text = "GET /api/v1/live HTTP/1.1\r\nHost: 127.0.0.1:" + std::to_string(port) + "\r\n\r\n";
    send(listeners.back()->descriptor(), text.data(), text.size(), MSG_NOSIGNAL);
  }
  std::atomic<bool> over{false};
  Heard heard;
  std::thread listening([&] { heard = listen(listeners, over); });
  const auto end = Clock::now() + std::chrono::seconds(seconds);
  std::atomic<std::uint64_t> refused{0};
  std::vector<std::vector<Accepted>> accepted(kAuthors);
  std::vector<std::thread> authors;
  std::string fault;
  std::mutex fault_mutex;
  const std::uint64_t memory_before = resident(server.id);
  const double processor_before = processor_seconds(server.id);
  for (std::size_t n = 0; n < kAuthors; ++n) {
    authors.emplace_back([&, n] {
      try {
        accepted[n] = submit(setting, n, port, end, refused);
      } catch (const std::exception& failed) {
        const std::lock_guard lock(fault_mutex);
        fault = failed.what();
      }
    });
  }
  std::vector<std::string> memory;
  std::thread watching([&] {
    for (int n = 1; n <= 5; ++n) {
      std::this_thread::sleep_for(std::chrono::duration<double>(seconds / 5.0));
      memory.push_back(fmt::format("{:.0f}", static_cast<double>(resident(server.id)) / 1e6));
    }
  });
  const std::string reads = wrk(setting, port, seconds, 130, 50);
  for (std::thread& one : authors) one.join();
  watching.join();
  const double processor = processor_seconds(server.id) - processor_before;
  std::this_thread::sleep_for(std::chrono::seconds(2));
  const std::uint64_t memory_after = resident(server.id);
  over = true;
  listening.join();
  const HttpAnswer metrics = HttpClient(port).ask("GET", "/metrics", "", "");
  kill(server.id, SIGTERM);
  const int status = ended(server);

  std::vector<Accepted> all;
  for (const auto& some : accepted) all.insert(all.end(), some.begin(), some.end());
  std::vector<double> took;
  std::vector<double> seen;
  for (const Accepted& one : all) {
    took.push_back(one.milliseconds);
    const auto first = heard.sizes.upper_bound(one.index);
    if (first != heard.sizes.end()) seen.push_back(std::chrono::duration<double>(first->second - one.at).count());
  }
  tell_reads(fmt::format("reads of the standing, with all the rest, {} s", seconds), reads);
  fmt::print("{:<44} {:>10.1f} a second   p50 {:>6.1f}ms   p99 {:>6.1f}ms   {} refused\n", "signed submissions",
             static_cast<double>(all.size()) / seconds, percentile(took, 0.5), percentile(took, 0.99), refused.load());
  fmt::print("{:<44} {:>10} accepted, {} not in the ledger as they were sent\n", "nothing lost", all.size(),
             count_missing(setting, all));
  fmt::print("{:<44} {:>10} batches\n", "written in", after(metrics.body, "\nentente_append_batches_total"));
  fmt::print("{:<44} {:>10} of {} stayed; {} messages; served after p50 {:.2f} s, p99 {:.2f} s\n", "listeners",
             kListeners - heard.closed, kListeners, heard.messages, percentile(seen, 0.5), percentile(seen, 0.99));
  fmt::print("{:<44} {:>10.0f} MB at the start; {} MB; {:.0f} MB at the end, {:.0f} bytes an event\n", "memory",
             static_cast<double>(memory_before) / 1e6, fmt::join(memory, ", "), static_cast<double>(memory_after) / 1e6,
             all.empty() ? 0.0
                         : (static_cast<double>(memory_after) - static_cast<double>(memory_before)) /
                               static_cast<double>(all.size()));
  fmt::print("{:<44} {:>10.2f} of a core; stopped with exit status {}\n", "the server took", processor / seconds,
             status);
  if (!fault.empty()) fmt::print("FAULT: {}\n", fault);
  fs::remove_all(setting.folder);
  return fault.empty() ? 0 : 1;
}

}  // namespace

int main(int argc, char** argv) {
  try {
    if (argc < 2) {
      fmt::print("server PROGRAM [SECONDS]\n");
      return 2;
    }
    return measure(argv[1], argc > 2 ? std::stoi(argv[2]) : 60);
  } catch (const std::exception& failed) {
    fmt::print("{}\n", failed.what());
    return 3;
  }
}
