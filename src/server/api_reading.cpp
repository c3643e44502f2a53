// Reading: what is computed for a day, and what comes from the log.
#include "accord/error.h"
#include "ledger/ledger.h"
#include "review/standing.h"
#include "server/api.h"
#include "server/content.h"
#include "server/exports.h"
#include "server/what_if.h"

namespace entente::server {

namespace {

constexpr std::size_t kMostComputed = 64;   // documents of other days that are kept
constexpr std::uint64_t kMostOfPage = 500;  // entries of one answer

Response wrong_day(const std::string& day) {
  return error(400, "day", "`" + day.substr(0, 40) + "` is not a day; write it like 2027-03-01");
}

// The number under `name`; `instead` where it is left out; empty where it is none.
std::optional<std::uint64_t> number_in(const Request& request, const char* name, std::uint64_t instead) {
  const auto found = request.query.find(name);
  return found == request.query.end() ? std::optional(instead) : ledger::decimal(found->second);
}

std::string value_in(const Request& request, const char* name) {
  const auto found = request.query.find(name);
  return found == request.query.end() ? std::string() : found->second;
}

}  // namespace

ledger::Store& Api::store() {
  if (!store_) {
    store_ = site_.open_to_read();
    told_of_store_ = false;
  }
  return *store_;
}

// On the reading worker. What was computed for the same entries is kept.
Document Api::computed(Operation operation, const std::string& day, const std::string& since) {
  Document result;
  keeper_->with_record([&](const review::Record& record, std::uint64_t size) {
    const auto moment = day.empty() ? usual_moment(site_, record) : *end_of_day(day);
    if (size != computed_size_ || computed_.size() >= kMostComputed) computed_.clear();
    computed_size_ = size;
    const std::string key = std::to_string(static_cast<int>(operation)) + ' ' + day_text(moment) + ' ' + since;
    const auto known = computed_.find(key);
    if (known != computed_.end()) {
      result = known->second;
      return;
    }
    switch (operation) {
      case Operation::answers:
        result = answers_document(site_, record, size, moment);
        break;
      case Operation::score:
        result = score_document(site_, record, moment);
        break;
      case Operation::replay:
        result = replay_document(site_, record, moment);
        break;
      case Operation::standing_csv:
        result = standing_csv(review::standing_on(site_.accord, record, moment));
        break;
      case Operation::standing_odt:
        result = standing_odt(review::standing_on(site_.accord, record, moment));
        break;
      case Operation::commitments_csv:
        result = commitments_csv(site_.accord);
        break;
      default:
        result = standing_document(site_, record, size, moment, since.empty() ? std::nullopt : end_of_day(since));
    }
    computed_[key] = result;
  });
  return result;
}

void Api::dated(const Asking& asking, const Answer& answer) {
  const std::string day = value_in(asking.request, "day");
  const std::string since = asking.route->operation == Operation::standing ? value_in(asking.request, "since") : "";
  for (const std::string& one : {day, since}) {
    if (!one.empty() && !end_of_day(one)) return answer(wrong_day(one));
  }
  work(*reading_, answer, [this, operation = asking.route->operation, day, since, request = asking.request] {
    try {
      return response(computed(operation, day, since), request);
    } catch (const Error& nothing) {
      return error(404, "no_events", nothing.what());
    }
  });
}

void Api::log(const Asking& asking, const Answer& answer) {
  const Operation operation = asking.route->operation;
  const bool needs_ledger = operation != Operation::events && operation != Operation::event;
  if (needs_ledger && !site_.open_to_read)
    return answer(
        error(404, "no_ledger", "the record is a file of events: it is not signed, and there is no log of it"));
  const Reader reader{.role = asking.role,
                      .member = asking.user == nullptr ? std::string() : asking.user->member,
                      .opened = site_.opened};
  const Request& request = asking.request;
  const auto from = number_in(request, "from", 0);
  const auto limit = number_in(request, "limit", kMostOfPage);
  const auto to = number_in(request, "to", 0);
  const auto size = number_in(request, "size", 0);
  const auto index = number_in(request, "index", 0);
  const bool asks_for_entry = operation != Operation::proof || request.query.contains("index");
  if (!from || !limit || !to || !size || !index || !asks_for_entry)
    return answer(error(400, "number", "write whole numbers from 0 for what /openapi.json lists"));
  work(*reading_, answer,
       [this, operation, reader, part = asking.part, from = *from, limit = std::min(*limit, kMostOfPage), to = *to,
        size = *size, index = *index] {
         switch (operation) {
           case Operation::events:
             return site_.open_to_read ? events_response(store(), from, limit, reader)
                                       : events_response(site_.events, from, limit, reader);
           case Operation::event:
             return site_.open_to_read ? event_response(store(), part, reader)
                                       : event_response(site_.events, part, reader);
           case Operation::checkpoint:
             return checkpoint_response(store(), site_.accord);
           case Operation::proof:
             return proof_response(store(), index, size);
           case Operation::consistency:
             return consistency_response(store(), from, to);
           default:
             return writing_response(ledger::state_of(store()), reader.member, reader.role, site_.time());
         }
       });
}

Response Api::report(const Asking& asking) const {
  if (plan_) return response(plan_->report, asking.request);
  if (!why_no_plan_.empty()) return error(404, "no_plan", "there is no plan to show: " + why_no_plan_);
  return retry_later(503, "searching", "the plan is being searched; ask again in a moment", 5);
}

void Api::what_if_answer(const Asking& asking, const Answer& answer) {
  if (!plan_) return answer(report(asking));
  work(*computing_, answer,
       [this, plan = plan_, body = asking.request.body] { return what_if(site_, plan->plans, body); });
}

}  // namespace entente::server
