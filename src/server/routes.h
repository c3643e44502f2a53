// Every route of the server, in one table: from it requests are dispatched, /openapi.json is made, and the tests take
// what every role may do.
#pragma once

#include <cstddef>
#include <optional>
#include <span>
#include <string>
#include <string_view>

#include "server/roles.h"

namespace entente::server {

enum class Operation {
  page,
  asset,
  session,
  challenge,
  sign_in,
  sign_out,
  accord,
  report,
  what_if,
  standing,
  answers,
  score,
  replay,
  procedures,
  events,
  event,
  submit,
  checkpoint,
  proof,
  consistency,
  writing,
  live,
  standing_csv,
  standing_odt,
  commitments_csv,
  openapi,
  health,
  metrics
};

struct Parameter {
  std::string_view name;
  bool in_path = false;
  bool required = false;
  bool is_number = false;  ///< a whole number from 0; else a day, 2027-03-01, or for a path a text
  std::string_view about;
};

struct Route {
  Operation operation;
  std::string_view method;
  std::string_view path;  ///< with {name} for a part that varies
  Group group = Group::open;
  bool changes = false;           ///< something: asks for the session's CSRF token, if there is a session
  std::size_t most_body = 0;      ///< bytes; 0: no body is read
  std::string_view content_type;  ///< of the answer
  std::string_view about;         ///< a sentence without its end
  std::span<const Parameter> parameters{};
};

std::span<const Route> routes();

inline constexpr std::size_t kMostEventsBody = 4 << 20;  ///< bytes of a submission
inline constexpr std::size_t kMostBody = 64 << 10;       ///< bytes of any other body

struct Match {
  const Route* route = nullptr;  ///< null: no such path, or not with that method
  std::string part;              ///< what stands in the place of {name}
  std::string allowed;           ///< the methods of the path, "GET, HEAD, POST"; empty: there is no such path
};

/// The route of a request. HEAD goes where GET does.
Match match(std::string_view method, std::string_view path);

}  // namespace entente::server
