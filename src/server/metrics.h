// Counts of what was asked and how long answers took, as Prometheus reads them (text format 0.0.4).
#pragma once

#include <array>
#include <cstdint>
#include <map>
#include <string>
#include <utility>

namespace entente::server {

/// Figures of the moment, told beside the counts.
struct Gauges {
  std::uint64_t connections = 0;
  std::uint64_t listeners = 0;
  std::uint64_t listeners_dropped = 0;
  std::uint64_t sessions = 0;
  std::uint64_t ledger_entries = 0;
  std::uint64_t checkpoint_entries = 0;
  std::uint64_t append_batches = 0;
  std::uint64_t events_appended = 0;
  std::uint64_t submissions_refused = 0;
  std::uint64_t submissions_waiting = 0;
  bool plan_ready = false;
};

/// Of one thread.
class Metrics {
 public:
  /// `route` as in the table, or "none" for what is none.
  void count(const std::string& route, unsigned status, double seconds);
  std::string text(const Gauges& gauges) const;

 private:
  static constexpr std::array kBounds{0.0005, 0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1.0, 2.5};
  struct Histogram {
    std::array<std::uint64_t, kBounds.size() + 1> counts{};
    double sum = 0.0;
  };
  std::map<std::pair<std::string, unsigned>, std::uint64_t> requests_;
  std::map<std::string, Histogram> latencies_;
};

}  // namespace entente::server
