// How fast is the ledger? ledger FOLDER [EVENTS]: appends, signature checks, audit, proofs; says the disk's folder and
// the sync mode.
//
// Plain baselines stand beside: what the disk syncs a second, and what libsodium verifies a second on one core.
#include "ledger/ledger.h"

#include <fcntl.h>
#include <fmt/core.h>
#include <sodium.h>
#include <sys/resource.h>
#include <unistd.h>

#include <chrono>
#include <filesystem>
#include <string>
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

long megabytes() {
  rusage usage{};
  getrusage(RUSAGE_SELF, &usage);
  return usage.ru_maxrss / 1024;
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
      fmt::format("{:.0f}% of libsodium alone", 100.0 * ours / limit));
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

void measure_log(const std::string& folder, std::size_t count) {
  const auto large_batches = open_store(folder + "/large.sqlite", Opening::create);
  const double by_thousand = append_all(*large_batches, count / 5 / 1000 * 1000, 1000);
  const auto store = open_store(folder + "/bench.sqlite", Opening::create);
  const double by_hundred = append_all(*store, count, 100);
  const double syncs = syncs_a_second(folder);
  const auto of_syncs = [&](double batches) {
    return fmt::format("{:.2f} batches for each of {:.0f} bare syncs/s", batches / syncs, syncs);
  };
  row("appended durably in batches of 100, signatures checked", by_hundred, "events/s", of_syncs(by_hundred / 100));
  row("the same in batches of 1000", by_thousand, "events/s", of_syncs(by_thousand / 1000));
  make_checkpoint(*store, key_of("bench"));
  const long before = megabytes();
  Watch watch;
  const Audit found = audit(*store);
  row(found.fault ? "AUDIT FAILED" : "audited, all cores", static_cast<double>(count) / watch.seconds(), "events/s",
      fmt::format("{:.1f} s for {}", watch.seconds(), count));
  fmt::print("{:<58} {:>12} {:<12} before the audit {}\n", "memory at its most", megabytes(), "MiB", before);
  watch = Watch();
  for (std::uint64_t n = 0; n < 1000; ++n) inclusion_proof(tiles_of(*store), store->size(), n * (count / 1000));
  fmt::print("{:<58} {:>12.3f} {:<12}\n", "a proof of inclusion, mean of 1000", watch.seconds(), "ms");
}

}  // namespace

int main(int argc, char** argv) {
  const std::string folder =
      (argc > 1 ? std::string(argv[1]) : std::filesystem::temp_directory_path().string()) + "/entente-ledger-bench";
  const std::size_t count = argc > 2 ? std::stoul(argv[2]) : 100'000;
  std::filesystem::remove_all(folder);
  std::filesystem::create_directories(folder);
  fmt::print("folder {}, SQLite in WAL mode with synchronous=FULL, {} events\n\n", folder, count);
  measure_signatures();
  measure_log(folder, count);
  std::filesystem::remove_all(folder);
}
