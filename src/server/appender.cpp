#include "server/appender.h"

#include <algorithm>
#include <optional>
#include <utility>

#include "ledger/ledger.h"
#include "ledger/signed_events.h"
#include "report/json.h"

namespace entente::server {

namespace {

constexpr std::size_t kMostWaiting = 2048;             // submissions
constexpr std::size_t kMostBytesWaiting = 32U << 20U;  // of their bodies
constexpr std::size_t kMostOfBatch = 256;              // submissions: the first to come should not wait for many
constexpr std::size_t kMostEvents = 4096;              // of one submission

struct Checked {
  Submission submission;
  std::vector<std::string> events;  // as they go into the ledger
  std::optional<Response> refusal;
  bool answered = false;
};

// The texts of the signed events in a body. A list is taken apart; canonical form has one text only, so nothing is
// lost.
std::vector<std::string> events_in(std::string body) {
  const auto blank = [](char c) { return c == ' ' || c == '\n' || c == '\r' || c == '\t'; };
  while (!body.empty() && blank(body.back())) body.pop_back();
  const auto begin = std::ranges::find_if_not(body, blank);
  if (begin == body.end()) throw ledger::Refused("there is no event in it");
  if (*begin != '[') return {std::string(begin, body.end())};
  const ledger::Json list = ledger::read_json(body);
  if (list.empty()) throw ledger::Refused("there is no event in the list");
  if (list.size() > kMostEvents)
    throw ledger::Refused("there are more than " + std::to_string(kMostEvents) +
                          " events in the list; send them in parts");
  std::vector<std::string> texts;
  for (const ledger::Json& one : list) texts.push_back(ledger::canonical(one));
  return texts;
}

std::string which(std::size_t n, std::size_t count) {
  return count == 1 ? std::string("the event") : "event " + std::to_string(n + 1) + " of " + std::to_string(count);
}

std::optional<Response> fault_of(const Submission& submission, const ledger::Event& event, const std::string& name) {
  if (event.author != submission.member) {
    return error(403, "author",
                 name + " is by " + event.author + ", and you are signed in for " + submission.member +
                     ": only an author's own session can bring its events");
  }
  if (!may_submit(submission.role, event.role)) {
    return error(403, "role",
                 name + " is said in the role " + std::string(ledger::name_of(event.role)) +
                     ", which a session of the role " + std::string(name_of(submission.role)) + " can not bring");
  }
  return std::nullopt;
}

// Reads a submission and checks it against `state`, which is then as after it, or unchanged with a refusal.
void check(Checked& checked, ledger::State& state, std::int64_t now) {
  const Submission& submission = checked.submission;
  try {
    checked.events = events_in(submission.body);
  } catch (const ledger::Refused& refused) {
    checked.refusal = error(400, "not_an_event", refused.what());
    return;
  }
  ledger::State after = state;
  for (std::size_t n = 0; n < checked.events.size(); ++n) {
    const std::string name = which(n, checked.events.size());
    ledger::SignedEvent read;
    try {
      read = ledger::read_event(checked.events[n]);
    } catch (const ledger::Refused& refused) {
      checked.refusal = error(400, "not_an_event", name + " is refused: " + refused.what());
      return;
    }
    checked.refusal = fault_of(submission, read.event, name);
    if (checked.refusal) return;
    try {
      const ledger::VerifierKey key = ledger::signer_of(after, read.event, now);
      if (!ledger::signs(key.bytes, read.signed_text, read.signature)) {
        checked.refusal = error(403, "signature",
                                name + " was not signed with the key " + read.event.key + " of " + read.event.author);
        return;
      }
      ledger::advance(after, read.event);
    } catch (const ledger::Refused& refused) {
      checked.refusal = error(409, "refused", name + " is refused: " + refused.what());
      return;
    }
  }
  state = std::move(after);
}

Response accepted(std::uint64_t first, std::size_t count) {
  Response response;
  response.status = 201;
  response.headers = {{"Location", "/api/v1/events/" + std::to_string(first)}, {"Cache-Control", "no-store"}};
  response.body = bytes(
      report::Json{{"index", first}, {"id", std::to_string(first)}, {"count", count}, {"size", first + count}}.dump());
  return response;
}

// Appends the events of some submissions together; throws what the ledger throws.
std::uint64_t append_all(ledger::Store& store, const std::vector<Checked*>& good, std::int64_t now) {
  std::vector<std::string> events;
  for (const Checked* one : good) events.insert(events.end(), one->events.begin(), one->events.end());
  std::vector<ledger::Hash> salts(events.size());
  std::ranges::generate(salts, ledger::random_bytes);
  return ledger::append(store, events, salts, now);
}

}  // namespace

Appender::Appender(OpenStore open, std::function<std::int64_t()> time, std::function<void()> appended,
                   std::function<void(const std::string&)> say)
    : open_(std::move(open)),
      time_(std::move(time)),
      appended_(std::move(appended)),
      say_(std::move(say)),
      store_(open_()),
      thread_([this] { work(); }) {}

Appender::~Appender() {
  finish();
}

bool Appender::submit(Submission submission) {
  {
    const std::lock_guard lock(mutex_);
    if (finished_ || waiting_.size() >= kMostWaiting || bytes_ + submission.body.size() > kMostBytesWaiting)
      return false;
    bytes_ += submission.body.size();
    waiting_.push_back(std::move(submission));
    counts_.waiting = waiting_.size();
  }
  changed_.notify_one();
  return true;
}

void Appender::finish() {
  {
    const std::lock_guard lock(mutex_);
    finished_ = true;
  }
  changed_.notify_one();
  if (thread_.joinable()) thread_.join();
}

void Appender::work() {
  std::unique_lock lock(mutex_);
  for (;;) {
    changed_.wait(lock, [this] { return finished_ || !waiting_.empty(); });
    if (waiting_.empty()) return;
    std::vector<Submission> batch;
    while (!waiting_.empty() && batch.size() < kMostOfBatch) {
      bytes_ -= waiting_.front().body.size();
      batch.push_back(std::move(waiting_.front()));
      waiting_.pop_front();
    }
    counts_.waiting = waiting_.size();
    lock.unlock();
    append(std::move(batch));
    lock.lock();
  }
}

void Appender::append(std::vector<Submission> batch) {
  std::vector<Checked> all;
  all.reserve(batch.size());
  for (Submission& one : batch) all.push_back({.submission = std::move(one), .events = {}, .refusal = {}});
  std::vector<Checked*> good;
  std::vector<std::pair<Answer, Response>> answers;
  const auto refuse = [&](Checked& one, Response response) {
    ++counts_.refused;
    one.answered = true;
    answers.emplace_back(one.submission.answer, std::move(response));
  };
  const auto accept = [&](std::uint64_t first, const std::vector<Checked*>& taken) {
    ++counts_.batches;
    for (Checked* one : taken) {
      one->answered = true;
      answers.emplace_back(one->submission.answer, accepted(first, one->events.size()));
      first += one->events.size();
      counts_.events += one->events.size();
    }
  };
  const std::int64_t now = time_();
  try {
    if (!store_) store_ = open_();
    ledger::State state = ledger::state_of(*store_);
    for (Checked& one : all) {
      check(one, state, now);
      if (one.refusal) {
        refuse(one, *std::move(one.refusal));
      } else {
        good.push_back(&one);
      }
    }
    try {
      if (!good.empty()) accept(append_all(*store_, good, now), good);
      if (!good.empty()) complained_ = false;
      good.clear();
    } catch (const ledger::Refused&) {
      // Somebody else wrote in between, or a withdrawal says falsely whose entry it names: each by itself, then.
      while (!good.empty()) {
        const std::vector<Checked*> one{good.front()};
        try {
          accept(append_all(*store_, one, now), one);
        } catch (const ledger::Refused& refused) {
          refuse(*one.front(), error(409, "refused", refused.what()));
        }
        good.erase(good.begin());
      }
    }
  } catch (const std::exception& failed) {
    // The machine failed us. The store is opened anew next time. A connection that broke at the very end leaves open
    // whether the batch is in; who submits it again learns that from its numbers.
    store_.reset();
    if (!complained_) say_(std::string("the ledger can not be written: ") + failed.what());
    complained_ = true;
    for (Checked& one : all) {
      if (one.answered) continue;
      refuse(one, retry_later(
                      503, "store",
                      "the ledger could not be written; submit the same again: should it have come in, its number is "
                      "refused as used",
                      5));
    }
  }
  for (auto& [answer, response] : answers) answer(std::move(response));
  appended_();
}

}  // namespace entente::server
