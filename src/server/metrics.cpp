#include "server/metrics.h"

#include <fmt/format.h>

#include <algorithm>

namespace entente::server {

void Metrics::count(const std::string& route, unsigned status, double seconds) {
  ++requests_[{route, status}];
  Histogram& histogram = latencies_[route];
  const auto* const bound = std::ranges::lower_bound(kBounds, seconds);
  ++histogram.counts[static_cast<std::size_t>(bound - kBounds.begin())];
  histogram.sum += seconds;
}

std::string Metrics::text(const Gauges& gauges) const {
  std::string text =
      "# HELP entente_requests_total Requests answered, by route and status.\n"
      "# TYPE entente_requests_total counter\n";
  for (const auto& [key, number] : requests_)
    text += fmt::format("entente_requests_total{{route=\"{}\",status=\"{}\"}} {}\n", key.first, key.second, number);
  text +=
      "# HELP entente_request_seconds From a request's last byte to its answer.\n"
      "# TYPE entente_request_seconds histogram\n";
  for (const auto& [route, histogram] : latencies_) {
    std::uint64_t sum = 0;
    for (std::size_t n = 0; n < kBounds.size(); ++n) {
      sum += histogram.counts[n];
      text += fmt::format("entente_request_seconds_bucket{{route=\"{}\",le=\"{}\"}} {}\n", route, kBounds[n], sum);
    }
    sum += histogram.counts.back();
    text += fmt::format("entente_request_seconds_bucket{{route=\"{}\",le=\"+Inf\"}} {}\n", route, sum);
    text += fmt::format("entente_request_seconds_sum{{route=\"{}\"}} {}\n", route, histogram.sum);
    text += fmt::format("entente_request_seconds_count{{route=\"{}\"}} {}\n", route, sum);
  }
  const auto add = [&text](const char* name, const char* type, const char* help, std::uint64_t value) {
    text += fmt::format("# HELP {0} {1}\n# TYPE {0} {2}\n{0} {3}\n", name, help, type, value);
  };
  add("entente_connections", "gauge", "Connections that are open.", gauges.connections);
  add("entente_listeners", "gauge", "Clients that listen for changes.", gauges.listeners);
  add("entente_listeners_dropped_total", "counter", "Listeners let go because they were too slow.",
      gauges.listeners_dropped);
  add("entente_sessions", "gauge", "Sessions that have not ended.", gauges.sessions);
  add("entente_ledger_entries", "gauge", "Entries of the record that are served.", gauges.ledger_entries);
  add("entente_checkpoint_entries", "gauge", "Entries under the last checkpoint.", gauges.checkpoint_entries);
  add("entente_append_batches_total", "counter", "Transactions that appended events.", gauges.append_batches);
  add("entente_events_appended_total", "counter", "Events appended by this server.", gauges.events_appended);
  add("entente_submissions_refused_total", "counter", "Submissions that were refused.", gauges.submissions_refused);
  add("entente_submissions_waiting", "gauge", "Submissions that wait for the ledger.", gauges.submissions_waiting);
  add("entente_plan_ready", "gauge", "Whether the plan can be served.", gauges.plan_ready ? 1 : 0);
  return text;
}

}  // namespace entente::server
