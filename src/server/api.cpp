#include "server/api.h"

#include <utility>

#include "accord/error.h"
#include "accord/ranges.h"
#include "server/content.h"
#include "server/openapi.h"
#include "server/secrets.h"

namespace entente::server {

namespace {

constexpr std::size_t kMostReadingWaiting = 512;
constexpr std::size_t kMostComputingWaiting = 32;
constexpr std::size_t kMostRemembered = 20'000;  // addresses and names whose rates are known
constexpr double kBurstSeconds = 4;              // of the rate may be asked for at once

// Tries to sign in: how many at once, and after how many seconds there is one more.
constexpr Rate kTriesOfAddress{.burst = 20, .per_second = 1.0 / 10};
constexpr Rate kTriesOfName{.burst = 50, .per_second = 1.0 / 10};
constexpr Rate kTriesOfBoth{.burst = 5, .per_second = 1.0 / 30};

unsigned whole_seconds(double seconds) {
  return static_cast<unsigned>(seconds) + 1;
}

bool is_loopback(const std::string& address) {
  return address == "::1" || address.starts_with("127.");
}

}  // namespace

Api::Api(const Site& site, Surroundings surroundings)
    : site_(site),
      surroundings_(std::move(surroundings)),
      requests_({.burst = std::max(1.0, site.requests_per_second * kBurstSeconds),
                 .per_second = std::max(1e-9, site.requests_per_second)},
                kMostRemembered),
      tries_of_address_(kTriesOfAddress, kMostRemembered),
      tries_of_name_(kTriesOfName, kMostRemembered),
      tries_of_both_(kTriesOfBoth, kMostRemembered),
      openapi_(openapi_document(site.program, site.opened)),
      accord_(accord_document(site)),
      procedures_(procedures_document(site)),
      usual_password_(site.users.empty() ? std::string() : hash_of_password(new_token())) {
  bool first = true;
  keeper_ = std::make_unique<RecordKeeper>(site_, [this, &first](Published next) {
    if (first) {
      first = false;
      now_ = std::move(next);
      return;
    }
    surroundings_.post([this, next = std::move(next)]() mutable { published(std::move(next)); });
  });
  if (site_.open_to_write) {
    appender_ = std::make_unique<Appender>(
        site_.open_to_write, site_.time, [this] { keeper_->wake(); }, site_.say);
  }
  reading_ = std::make_unique<Worker>(kMostReadingWaiting);
  computing_ = std::make_unique<Worker>(kMostComputingWaiting);
  find_plan();
}

Api::~Api() {
  finish();
}

void Api::finish() {
  stopping_ = true;
  if (appender_) appender_->finish();
  keeper_->finish();
  reading_->finish();
  computing_->finish();
  if (plan_thread_.joinable()) plan_thread_.join();
}

void Api::find_plan() {
  if (!site_.accord.values) {
    why_no_plan_ = "the accord says only who owes what, so there is nothing to plan";
    return;
  }
  const auto keep = [this](std::shared_ptr<const PlanAtHand> plan, const std::string& why_not) {
    surroundings_.post([this, plan = std::move(plan), why_not] {
      plan_ = plan;
      why_no_plan_ = why_not;
      surroundings_.tell_listeners("event: report\ndata: {}\n\n");
    });
  };
  if (!site_.plan_file.empty()) {
    plan_ = std::make_shared<const PlanAtHand>(plan_from_file(site_));
    return;
  }
  plan_thread_ = std::thread([this, keep] {
    try {
      keep(std::make_shared<const PlanAtHand>(searched_plan(site_, [this] { return stopping_.load(); })), {});
    } catch (const std::exception& failed) {
      keep(nullptr, failed.what());
      if (!stopping_) site_.say(std::string("there is no plan to show: ") + failed.what());
    }
  });
}

void Api::published(Published next) {
  const bool tell_entries = next.new_entries || next.day != now_.day;
  const bool tell_checkpoint = next.new_checkpoint;
  now_ = std::move(next);
  const std::string data = "data: {\"size\":" + std::to_string(now_.size) +
                           ",\"checkpoint\":" + std::to_string(now_.checkpoint) + ",\"day\":\"" + now_.day +
                           "\",\"time\":\"" + ledger::time_text(site_.time()) + "\"}\n\n";
  if (tell_entries) surroundings_.tell_listeners("event: standing\n" + data);
  if (tell_checkpoint) surroundings_.tell_listeners("event: checkpoint\n" + data);
}

void Api::count_refused(unsigned status) {
  metrics_.count("none", status, 0.0);
}

void Api::handle(Request request, Answer answer) {
  const double began = site_.seconds();
  Asking asking;
  asking.request = std::move(request);
  Match found = match(asking.request.method, asking.request.path);
  asking.route = found.route;
  asking.part = std::move(found.part);
  const std::string route = asking.route == nullptr ? "none" : std::string(asking.route->path);
  const Answer counted = [this, began, route, answer = std::move(answer)](Response response) {
    response.route = route;
    metrics_.count(route, response.status, site_.seconds() - began);
    answer(std::move(response));
  };
  if (auto refusal = refused_by_rate(asking)) return counted(*std::move(refusal));
  if (asking.route == nullptr) {
    if (found.allowed.empty()) return counted(error(404, "no_path", "there is nothing at this address"));
    Response response = error(405, "method", "this address takes " + found.allowed);
    response.headers.emplace_back("Allow", found.allowed);
    return counted(std::move(response));
  }
  asking.session = sessions_.find(asking.request.session, began);
  if (asking.session != nullptr) {
    asking.user = &site_.users[asking.session->user];
    asking.role = asking.user->role;
  }
  if (auto refusal = refused(asking)) return counted(*std::move(refusal));
  dispatch(asking, counted);
}

std::optional<Response> Api::refused_by_rate(const Asking& asking) {
  if (site_.requests_per_second <= 0.0) return std::nullopt;
  const double now = site_.seconds();
  double wait = requests_.take(asking.request.address, now);
  // A session is counted besides, wherever its requests come from. One that is not there is not worth remembering.
  if (wait == 0.0 && sessions_.find(asking.request.session, now) != nullptr)
    wait = requests_.take("session " + asking.request.session, now);
  if (wait == 0.0) return std::nullopt;
  return retry_later(429, "rate", "too many requests; wait a moment", whole_seconds(wait));
}

// What every request must meet before it is looked at, the same for all routes.
std::optional<Response> Api::refused(const Asking& asking) {
  const Request& request = asking.request;
  bool known_host = site_.hosts.empty();
  for (const std::string& host : site_.hosts) known_host = known_host || host == request.host;
  if (!known_host) {
    return error(
        421, "host",
        "this server is not reached as " + request.host + "; start it with `--name " + request.host + "` if it is");
  }
  if (asking.route->group == Group::watch) {
    if (is_loopback(request.address) || site_.opened.metrics) return std::nullopt;
    return error(403, "forbidden", "figures of the server are told on its own machine only (--public-metrics)");
  }
  if (!may(asking.role, asking.route->group, site_.opened)) {
    if (asking.role == Role::everyone) return error(401, "sign_in", "sign in to see this");
    return error(403, "forbidden", "this is not for the role " + std::string(name_of(asking.role)));
  }
  return refused_by_form(asking);
}

std::optional<Response> Api::refused_by_form(const Asking& asking) const {
  const Request& request = asking.request;
  if (request.method == "GET" || request.method == "HEAD") return std::nullopt;
  // A browser says whose page asks; another site's page has no business here.
  const std::string own = (site_.secure ? "https://" : "http://") + request.host;
  if (!request.origin.empty() && request.origin != own)
    return error(403, "origin", "a page of " + request.origin + " can not do this");
  if (asking.route->most_body > 0 && request.content_type != "application/json")
    return error(415, "content_type", "send application/json");
  if (asking.route->changes &&
      (asking.session == nullptr || !same_secret(asking.session->csrf_token, request.csrf_token)))
    return error(403, "csrf", "the header X-CSRF-Token is not that of the session");
  return std::nullopt;
}

void Api::dispatch(Asking& asking, const Answer& answer) {
  const Request& request = asking.request;
  switch (asking.route->operation) {
    case Operation::page:
    case Operation::asset: {
      const auto file = site_.files.find(request.path);
      if (file != site_.files.end()) {
        Response found = response(file->second, request);
        // Names of assets tell their content.
        if (asking.route->operation == Operation::asset) {
          for (auto& [name, value] : found.headers) {
            if (name == "Cache-Control") value = "public, max-age=31536000, immutable";
          }
        }
        return answer(std::move(found));
      }
      return answer(error(404, "no_file",
                          asking.route->operation == Operation::page
                              ? "this program was built without its page; the interface is at /openapi.json"
                              : "the page has no such file"));
    }
    case Operation::session:
      return answer(session_response(asking.session));
    case Operation::challenge:
      return answer(challenge(asking));
    case Operation::sign_in:
      return sign_in(asking, answer);
    case Operation::sign_out:
      return answer(sign_out(asking));
    case Operation::accord:
      return answer(response(accord_, request));
    case Operation::procedures:
      return answer(response(procedures_, request));
    case Operation::openapi:
      return answer(response(openapi_, request));
    case Operation::report:
      return answer(report(asking));
    case Operation::what_if:
      return what_if_answer(asking, answer);
    case Operation::standing:
      if (request.query.empty()) return answer(response(now_.standing, request));
      return dated(asking, answer);
    case Operation::answers:
    case Operation::score:
    case Operation::replay:
    case Operation::standing_csv:
    case Operation::standing_odt:
    case Operation::commitments_csv:
      return dated(asking, answer);
    case Operation::events:
    case Operation::event:
    case Operation::checkpoint:
    case Operation::proof:
    case Operation::consistency:
    case Operation::writing:
      return log(asking, answer);
    case Operation::submit:
      if (!appender_) return answer(read_only_answer());
      if (!appender_->submit({.body = std::move(asking.request.body),
                              .role = asking.role,
                              .member = asking.user->member,
                              .answer = [this, answer](Response done) {
                                surroundings_.post(
                                    [answer, done = std::move(done)]() mutable { answer(std::move(done)); });
                              }})) {
        return answer(retry_later(503, "busy", "more events come than the disk takes; nothing of this was written", 1));
      }
      return;
    case Operation::live:
      return answer(live());
    case Operation::health:
      return answer(health());
    case Operation::metrics:
      return answer(metrics());
  }
}

Response Api::read_only_answer() const {
  return error(409, "read_only", site_.why_read_only);
}

void Api::work(Worker& worker, const Answer& answer, Task task) {
  const bool taken = worker.post([this, answer, task = std::move(task)] {
    Response done;
    try {
      done = task();
    } catch (const ledger::StoreError& failed) {
      store_.reset();
      // Where the ledger is kept is the operator's business, told once until it can be read again.
      if (!told_of_store_.exchange(true)) site_.say(std::string("the ledger can not be read: ") + failed.what());
      done = retry_later(503, "store", "the ledger can not be read at the moment; try again", 5);
    } catch (const ledger::Refused& refused) {
      done = error(500, "ledger", std::string("the ledger is not sound: ") + refused.what());
    } catch (const std::exception& failed) {
      done = error(500, "failed", failed.what());
    }
    surroundings_.post([answer, done = std::move(done)]() mutable { answer(std::move(done)); });
  });
  if (!taken) answer(retry_later(503, "busy", "too much is asked at once; try again", 1));
}

Response Api::live() const {
  Response response;
  response.live = true;
  response.content_type = "text/event-stream";
  response.body = bytes("retry: 2000\nevent: hello\ndata: {\"size\":" + std::to_string(now_.size) + ",\"day\":\"" +
                        now_.day + "\"}\n\n");
  return response;
}

Response Api::health() const {
  Response response;
  response.headers.emplace_back("Cache-Control", "no-store");
  const char* plan = plan_ ? "ready" : why_no_plan_.empty() ? "searching" : "none";
  response.body = bytes("{\"status\":\"ok\",\"entries\":" + std::to_string(now_.size) + ",\"plan\":\"" + plan + "\"}");
  return response;
}

Response Api::metrics() const {
  const Connections connections = surroundings_.connections();
  Gauges gauges{.connections = connections.open,
                .listeners = connections.listeners,
                .listeners_dropped = connections.dropped,
                .sessions = sessions_.size(),
                .ledger_entries = now_.size,
                .checkpoint_entries = now_.checkpoint,
                .append_batches = 0,
                .events_appended = 0,
                .submissions_refused = 0,
                .submissions_waiting = 0,
                .plan_ready = plan_ != nullptr};
  if (appender_) {
    gauges.append_batches = appender_->counts().batches;
    gauges.events_appended = appender_->counts().events;
    gauges.submissions_refused = appender_->counts().refused;
    gauges.submissions_waiting = appender_->counts().waiting;
  }
  Response response;
  response.content_type = "text/plain; version=0.0.4; charset=utf-8";
  response.headers.emplace_back("Cache-Control", "no-store");
  response.body = bytes(metrics_.text(gauges));
  return response;
}

}  // namespace entente::server
