// How fast is the ledger? ledger FOLDER [EVENTS [URL]]: appends, signature checks, audit, proofs, memory; says the
// disk, the sync mode and how busy the machine was. With a postgresql:// URL of an empty database the ledger is kept
// there.
//
// Plain baselines stand beside: what the disk syncs a second, and what libsodium verifies a second on one core.
#include "ledger/ledger.h"

#include <fcntl.h>
#include <fmt/core.h>
#include <sodium.h>
#include <stdlib.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <chrono>
#include <filesystem>
#include <fstream>
#include <string>
#include <thread>
#include <utility>
#include <vector>

#include "ledger/audit.h"
#include "ledger/policy.h"

namespace {

using namespace entente::ledger;

constexpr std::int64_t noon = 1'800'000'000;  // 2027-01-15T08:00:00Z

class Watch {
 public:
  double seconds() const { return std::chrono::duration<double>(std::chrono::steady_clock::now() - began_).count(); }

 private:
  std::chrono::steady_clock::time_point began_ = std::chrono::steady_clock::now();
};

SigningKey key_of(const std::string& name) {
  return {.name = name, .seed = sha256(name)};
}

std::string charter() {
  const Json members = {
      {{"name", "Host"}, {"roles", {"host", "party"}}, {"key", text_of(verifier_of(key_of("Host")))}}};
  const Event event{.ledger = "bench",
                    .accord = std::string(64, 'a'),
                    .author = "Host",
                    .role = Role::host,
                    .key = {},
                    .number = 1,
                    .time = noon,
                    .type = EventType::charter,
                    .content = {{"origin", "bench"},
                                {"log", text_of(verifier_of(key_of("bench")))},
                                {"members", members},
                                {"policy", "quorum none\n"},
                                {"clock_allowance", 3600}}};
  return text_of(sign_event(event, key_of("Host")));
}

std::vector<std::string> reports(std::uint64_t first_number, std::size_t count) {
  std::vector<std::string> events;
  for (std::size_t n = 0; n < count; ++n) {
    const Event event{.ledger = "bench",
                      .accord = std::string(64, 'a'),
                      .author = "Host",
                      .role = Role::party,
                      .key = {},
                      .number = first_number + n,
                      .time = noon,
                      .type = EventType::report,
                      .content = {{"commitment", "reactor"},
                                  {"level", "halted"},
                                  {"on", "2027-01-15"},
                                  {"share", 0.5},
                                  {"text", "a report of the ordinary kind, with a sentence of text"}}};
    events.push_back(text_of(sign_event(event, key_of("Host"))));
  }
  return events;
}

void row(const std::string& what, double rate, const std::string& unit, const std::string& baseline = "") {
  fmt::print("{:<58} {:>12.0f} {:<12} {}\n", what, rate, unit, baseline);
  std::fflush(stdout);
}

double syncs_a_second(const std::string& folder) {
  const std::string file = folder + "/sync";
  const int descriptor = open(file.c_str(), O_WRONLY | O_CREAT | O_CLOEXEC, 0600);
  const std::string page(4096, 'x');
  const Watch watch;
  int count = 0;
  for (; watch.seconds() < 1.0; ++count) {
    if (write(descriptor, page.data(), page.size()) < 0 || fdatasync(descriptor) != 0) break;
  }
  const double rate = count / watch.seconds();
  close(descriptor);
  unlink(file.c_str());
  return rate;
}

// The most memory since `forget_memory`, in MiB.
double most_memory() {
  std::ifstream status("/proc/self/status");
  for (std::string line; std::getline(status, line);) {
    if (line.starts_with("VmHWM:")) return std::stod(line.substr(6)) / 1024.0;
  }
  return 0.0;
}

void forget_memory() {
  std::ofstream("/proc/self/clear_refs") << "5";
}

// Device and file system under a folder: the mount with the longest path above it.
std::string disk_of(const std::string& folder) {
  std::ifstream mounts("/proc/self/mounts");
  std::string best;
  std::string disk = "an unknown disk";
  for (std::string device, place, kind, rest; mounts >> device >> place >> kind && std::getline(mounts, rest);) {
    const std::string below = place.ends_with('/') ? place : place + '/';
    if (!(folder + '/').starts_with(below) || below.size() < best.size()) continue;
    best = below;
    disk = device + " (" + kind + ")";
  }
  return disk;
}

std::string load() {
  std::array<double, 1> minute{};
  return getloadavg(minute.data(), 1) == 1 ? fmt::format("{:.1f}", minute[0]) : "unknown";
}

void measure_signatures() {
  const std::vector<std::string> events = reports(1, 2000);
  std::vector<SignedEvent> read;
  for (const std::string& event : events) read.push_back(read_event(event));
  const Hash key = verifier_of(key_of("Host")).bytes;
  Watch watch;
  for (const SignedEvent& event : read) {
    if (crypto_sign_verify_detached(event.signature.data(),
                                    reinterpret_cast<const unsigned char*>(event.signed_text.data()),
                                    event.signed_text.size(), key.data()) != 0)
      return;
  }
  const double limit = 2000 / watch.seconds();
  watch = Watch();
  for (const std::string& event : events) {
    const SignedEvent one = read_event(event);
    if (!signs(key, one.signed_text, one.signature)) return;
  }
  const double ours = 2000 / watch.seconds();
  row("libsodium verifies, one core", limit, "signatures/s");
  row("signed events read and verified, one core", ours, "events/s",
      fmt::format("{:.0f}% of libsodium alone; asked: 9,000 events/s or 90%", 100.0 * ours / limit));
}

// Appends so many events and gives the events a second.
double append_all(Store& store, std::size_t count, std::size_t batch) {
  const std::string first = charter();
  append(store, std::span(&first, 1), std::vector{sha256("salt")}, noon);
  const std::vector<Hash> salts(batch, sha256("salt"));
  double seconds = 0.0;
  for (std::size_t done = 0; done < count; done += batch) {
    const std::vector<std::string> events = reports(done + 2, batch);
    const Watch watch;
    append(store, events, salts, noon);
    seconds += watch.seconds();
  }
  return static_cast<double>(count) / seconds;
}

// Audits and says how fast, with the most memory that it took.
void measure_audit(Store& store, const std::string& asked) {
  make_checkpoint(store, key_of("bench"));
  const std::uint64_t count = store.size();
  forget_memory();
  const Watch watch;
  const Audit found = audit(store);
  const double seconds = watch.seconds();
  row(found.fault ? "AUDIT FAILED: " + found.fault->what : fmt::format("audited, {} events", count),
      static_cast<double>(count) / seconds, "events/s",
      fmt::format("{:.1f} s, at most {:.0f} MiB{}", seconds, most_memory(), asked));
}

void measure_proofs(Store& store) {
  const std::uint64_t count = store.size();
  double longest = 0.0;
  const Watch watch;
  for (std::uint64_t n = 0; n < 1000; ++n) {
    const Watch one;
    inclusion_proof(tiles_of(store), count, n * (count / 1000));
    longest = std::max(longest, one.seconds());
  }
  fmt::print("{:<58} {:>12.3f} {:<12} longest {:.3f}; asked: under 1 ms\n", "a proof of inclusion, mean of 1000",
             watch.seconds(), "ms", longest * 1000.0);
}

void measure_log(const std::string& folder, std::size_t count, const std::string& url) {
  double syncs_before = syncs_a_second(folder);
  // A disk that others use is as fast as they let it be: the baseline is taken before and after each run.
  const auto of_syncs = [&](double batches) {
    const double before = std::exchange(syncs_before, syncs_a_second(folder));
    return fmt::format("{:.0f} batches/s, bare syncs/s: {:.0f} before, {:.0f} after", batches, before, syncs_before);
  };
  {
    const auto smaller = open_store(folder + "/large-batches.sqlite", Opening::create);
    const double by_thousand = append_all(*smaller, std::min<std::size_t>(count / 5000, 20) * 1000, 1000);
    row("appended durably in batches of 1000, SQLite", by_thousand, "events/s", of_syncs(by_thousand / 1000));
    measure_audit(*smaller, "");
  }
  syncs_before = syncs_a_second(folder);
  const auto store = open_store(url.empty() ? folder + "/bench.sqlite" : url, Opening::create);
  const double by_hundred = append_all(*store, count, 100);
  row("appended durably in batches of 100, signatures checked", by_hundred, "events/s",
      of_syncs(by_hundred / 100) + "; asked: 10,000 events/s");
  measure_audit(*store, "; asked: 120 s for 10^6 on two cores, memory that does not grow");
  measure_proofs(*store);
}

}  // namespace

int main(int argc, char** argv) {
  const std::string folder =
      std::filesystem::absolute(argc > 1 ? argv[1] : std::filesystem::temp_directory_path().c_str()).string() +
      "/entente-ledger-bench";
  const std::size_t count = argc > 2 ? std::stoul(argv[2]) : 100'000;
  const std::string url = argc > 3 ? argv[3] : "";
  if (count < 5000) {
    fmt::print(stderr, "too few events to measure: give 5000 or more\n");
    return 2;
  }
  std::filesystem::remove_all(folder);
  std::filesystem::create_directories(folder);
  fmt::print("{} events; {} on {}; {}\n", count, folder, disk_of(folder),
             url.empty() ? "SQLite in WAL mode with synchronous=FULL: each append ends with a sync of the log"
                         : "PostgreSQL with synchronous_commit=on");
  fmt::print("{} cores, load {} at the beginning\n\n", std::thread::hardware_concurrency(), load());
  measure_signatures();
  measure_log(folder, count, url);
  fmt::print("\nload {} at the end\n", load());
  std::filesystem::remove_all(folder);
}
