#include "server/sessions.h"

#include <algorithm>

#include "ledger/bytes.h"
#include "server/secrets.h"

namespace entente::server {

namespace {

std::string place_of(const std::string& cookie) {
  return std::string(ledger::view(ledger::sha256(cookie)));
}

bool has_ended(const Session& session, double now) {
  return now - session.used > kIdleSession || now - session.began > kLongestSession;
}

}  // namespace

void Sessions::make_room(std::size_t user, double now) {
  std::erase_if(sessions_, [now](const auto& one) { return has_ended(one.second, now); });
  const auto oldest = [this](const auto& counts) {
    auto found = sessions_.end();
    for (auto one = sessions_.begin(); one != sessions_.end(); ++one) {
      if (counts(one->second) && (found == sessions_.end() || one->second.used < found->second.used)) found = one;
    }
    return found;
  };
  const auto of_user = [user](const Session& session) { return session.user == user; };
  if (std::ranges::count_if(sessions_, [&](const auto& one) { return of_user(one.second); }) >=
      static_cast<std::ptrdiff_t>(kMostSessionsOfOne)) {
    sessions_.erase(oldest(of_user));
  }
  if (sessions_.size() >= kMostSessions) sessions_.erase(oldest([](const Session&) { return true; }));
}

std::string Sessions::begin(std::size_t user, double now) {
  make_room(user, now);
  std::string cookie = new_token();
  sessions_[place_of(cookie)] = {.user = user, .csrf_token = new_token(), .began = now, .used = now};
  return cookie;
}

const Session* Sessions::find(const std::string& cookie, double now) {
  if (cookie.empty()) return nullptr;
  const auto found = sessions_.find(place_of(cookie));
  if (found == sessions_.end()) return nullptr;
  if (has_ended(found->second, now)) {
    sessions_.erase(found);
    return nullptr;
  }
  found->second.used = now;
  return &found->second;
}

void Sessions::end(const std::string& cookie) {
  sessions_.erase(place_of(cookie));
}

std::string Challenges::give(const std::string& name, double now) {
  std::erase_if(given_, [now](const auto& one) { return one.second.ends < now; });
  if (given_.size() >= kMostChallenges) {
    given_.erase(std::ranges::min_element(given_, {}, [](const auto& one) { return one.second.ends; }));
  }
  std::string challenge = ledger::base64(ledger::view(ledger::random_bytes()));
  given_[challenge] = {.name = name, .ends = now + kChallengeLives};
  return challenge;
}

bool Challenges::take(const std::string& name, const std::string& challenge, double now) {
  const auto found = given_.find(challenge);
  if (found == given_.end()) return false;
  const bool good = found->second.name == name && found->second.ends >= now;
  given_.erase(found);
  return good;
}

std::string sign_in_text(const std::string& host, const std::string& challenge) {
  return "entente sign-in v1\n" + host + '\n' + challenge;
}

}  // namespace entente::server
