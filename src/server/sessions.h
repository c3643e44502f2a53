// Who is signed in, and what was given out to be signed. Kept in memory only: after a restart everybody signs in again.
#pragma once

#include <cstddef>
#include <cstdint>
#include <map>
#include <optional>
#include <string>

#include "server/users.h"

namespace entente::server {

inline constexpr double kIdleSession = 30 * 60;          ///< seconds without a request after which a session ends
inline constexpr double kLongestSession = 12 * 60 * 60;  ///< seconds after which it ends in any case
inline constexpr std::size_t kMostSessions = 4096;
inline constexpr std::size_t kMostSessionsOfOne = 16;
inline constexpr double kChallengeLives = 120;  ///< seconds
inline constexpr std::size_t kMostChallenges = 4096;

struct Session {
  std::size_t user = 0;  ///< index in the list of users
  std::string csrf_token;
  double began = 0.0;  ///< seconds
  double used = 0.0;
};

/// Cookies are looked up by their hash, so that how long that takes tells nothing of those that there are.
class Sessions {
 public:
  /// A new session's cookie. Where there are too many, of this user or of all, the one not used for longest ends.
  std::string begin(std::size_t user, double now);
  /// Null when there is none, or it has ended. Valid until the next call.
  const Session* find(const std::string& cookie, double now);
  void end(const std::string& cookie);
  std::size_t size() const { return sessions_.size(); }

 private:
  void make_room(std::size_t user, double now);
  std::map<std::string, Session> sessions_;
};

/// What was given out to be signed, each for one try.
class Challenges {
 public:
  std::string give(const std::string& name, double now);
  /// Whether `challenge` was given to `name` and is still good; it is not from now on.
  bool take(const std::string& name, const std::string& challenge, double now);
  std::size_t size() const { return given_.size(); }

 private:
  struct Given {
    std::string name;
    double ends = 0.0;
  };
  std::map<std::string, Given> given_;
};

/// What is signed to sign in: no event and no note can be mistaken for it.
std::string sign_in_text(const std::string& host, const std::string& challenge);

}  // namespace entente::server
