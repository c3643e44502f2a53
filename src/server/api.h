// What is answered to each request. Knows nothing of sockets: requests come in and answers go out as plain data.
//
// One thread, that of the connections, calls it and is never kept waiting: what reads the store, computes or hashes is
// done by workers, and what they answer is handed back to that thread.
#pragma once

#include <atomic>
#include <functional>
#include <map>
#include <memory>
#include <optional>
#include <string>
#include <thread>

#include "server/appender.h"
#include "server/log_view.h"
#include "server/metrics.h"
#include "server/plan_source.h"
#include "server/rate_limits.h"
#include "server/record_keeper.h"
#include "server/routes.h"
#include "server/sessions.h"
#include "server/site.h"
#include "server/worker.h"

namespace entente::server {

/// What the connections know of themselves.
struct Connections {
  std::uint64_t open = 0;
  std::uint64_t listeners = 0;
  std::uint64_t dropped = 0;
};

struct Surroundings {
  std::function<void(std::function<void()>)> post;         ///< runs something on the thread of the connections, soon
  std::function<void(const std::string&)> tell_listeners;  ///< server-sent events, on that thread
  std::function<Connections()> connections;
};

class Api {
 public:
  /// Reads the record before it returns. Throws as the reading of the ledger.
  Api(const Site& site, Surroundings surroundings);
  ~Api();
  Api(const Api&) = delete;
  Api& operator=(const Api&) = delete;

  /// Calls `answer` on the same thread, now or later.
  void handle(Request request, Answer answer);

  /// A request that came to nothing before it could be handled.
  void count_refused(unsigned status);

  /// Ends the workers, when every request has been answered.
  void finish();

 private:
  struct Asking {
    Request request;
    const Route* route = nullptr;
    std::string part;  ///< of the path
    const Session* session = nullptr;
    const User* user = nullptr;
    Role role = Role::everyone;
  };
  using Task = std::function<Response()>;

  std::optional<Response> refused(const Asking& asking);
  std::optional<Response> refused_by_rate(const Asking& asking);
  std::optional<Response> refused_by_form(const Asking& asking) const;
  void dispatch(Asking& asking, const Answer& answer);
  Response read_only_answer() const;

  // Session.
  Response session_response(const Session* session) const;
  Response challenge(const Asking& asking);
  void sign_in(const Asking& asking, const Answer& answer);
  void sign_in_by_password(const std::string& name, const std::string& address, const std::string& password,
                           const Answer& answer);
  Response sign_in_by_key(const std::string& name, const Request& request, const std::string& challenge,
                          const std::string& signature);
  Response signed_in(std::size_t user, const std::string& name, const std::string& address);
  Response sign_out(const Asking& asking);
  std::string cookie(const std::string& value, bool ends) const;
  std::optional<ledger::VerifierKey> key_of(const User& user) const;

  // Reading.
  void dated(const Asking& asking, const Answer& answer);
  void log(const Asking& asking, const Answer& answer);
  void what_if_answer(const Asking& asking, const Answer& answer);
  Response report(const Asking& asking) const;
  Response live() const;
  Response health() const;
  Response metrics() const;
  Document computed(Operation operation, const std::string& day, const std::string& since);

  void work(Worker& worker, const Answer& answer, Task task);
  void published(Published next);
  void find_plan();
  ledger::Store& store();

  const Site& site_;
  Surroundings surroundings_;
  Metrics metrics_;
  Sessions sessions_;
  Challenges challenges_;
  RateLimits requests_;
  RateLimits tries_of_address_;
  RateLimits tries_of_name_;
  RateLimits tries_of_both_;
  Document openapi_;
  Document accord_;
  Document procedures_;
  Published now_;
  std::string usual_password_;  ///< of nobody: a sign-in in a name that is not there takes as long
  std::shared_ptr<const PlanAtHand> plan_;
  std::string why_no_plan_;
  std::atomic<bool> stopping_{false};
  std::thread plan_thread_;

  // Of the reading worker alone.
  std::unique_ptr<ledger::Store> store_;
  std::atomic<bool> told_of_store_{false};
  std::map<std::string, Document> computed_;
  std::uint64_t computed_size_ = 0;

  std::unique_ptr<Appender> appender_;
  std::unique_ptr<RecordKeeper> keeper_;
  std::unique_ptr<Worker> reading_;
  std::unique_ptr<Worker> computing_;
};

}  // namespace entente::server
