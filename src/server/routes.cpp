#include "server/routes.h"

#include <array>

namespace entente::server {

namespace {

constexpr std::string_view kJson = "application/json";
constexpr std::array kPath{Parameter{"name", true, true, false, "a file of the page"}};
constexpr std::array kDays{
    Parameter{"day", false, false, false,
              "as of the end of that day; left out: today, or the last event's day of a file of events"},
    Parameter{"since", false, false, false, "tells what changed after that day, too"}};
constexpr std::array kDay{
    Parameter{"day", false, false, false, "as of the end of that day; left out: as of the standing"}};
constexpr std::array kPage{
    Parameter{"from", false, false, true, "the first entry wanted; left out: the first there is"},
    Parameter{"limit", false, false, true, "how many at most; left out, and at most: 500"}};
constexpr std::array kEvent{
    Parameter{"id", true, true, false, "the number of the entry, or its id in a file of events"}};
constexpr std::array kProof{
    Parameter{"index", false, true, true, "the entry"},
    Parameter{"size", false, false, true,
              "of the tree; left out: that of the last checkpoint that has the entry, else of all entries"}};
constexpr std::array kConsistency{Parameter{"from", false, true, true, "size of the older tree, at least 1"},
                                  Parameter{"to", false, true, true, "size of the newer tree"}};

constexpr std::array kRoutes{
    Route{Operation::page, "GET", "/", Group::open, false, 0, "text/html; charset=utf-8", "the page"},
    Route{Operation::asset, "GET", "/assets/{name}", Group::open, false, 0, "*/*", "a file of the page", kPath},
    Route{Operation::session, "GET", "/api/v1/session", Group::open, false, 0, kJson,
          "who is signed in here, and what that allows"},
    Route{Operation::challenge, "POST", "/api/v1/session/challenge", Group::open, false, kMostBody, kJson,
          "something to sign, for signing in by key"},
    Route{Operation::sign_in, "POST", "/api/v1/session", Group::open, false, kMostBody, kJson,
          "signs in, by password or by key"},
    Route{Operation::sign_out, "DELETE", "/api/v1/session", Group::signed_in, true, 0, "", "signs out"},
    Route{Operation::accord, "GET", "/api/v1/accord", Group::open, false, 0, kJson,
          "the text: parties, commitments and their levels; no values"},
    Route{Operation::report, "GET", "/api/v1/report", Group::plan, false, 0, kJson,
          "the plan and all that is said of it"},
    Route{Operation::what_if, "POST", "/api/v1/what-if", Group::plan, false, kMostBody, kJson,
          "a plan evaluated again at other values of the numbers that are ranges"},
    Route{Operation::standing, "GET", "/api/v1/standing", Group::open, false, 0, kJson, "where every commitment stands",
          kDays},
    Route{Operation::answers, "GET", "/api/v1/answers", Group::open, false, 0, kJson, "who answers for what", kDay},
    Route{Operation::score, "GET", "/api/v1/score", Group::open, false, 0, kJson,
          "one number from the counts, with the counts", kDay},
    Route{Operation::replay, "GET", "/api/v1/replay", Group::open, false, 0, kJson, "the record month by month"},
    Route{Operation::procedures, "GET", "/api/v1/procedures", Group::open, false, 0, kJson,
          "what runs after a complaint"},
    Route{Operation::events, "GET", "/api/v1/events", Group::open, false, 0, kJson, "the record, entry by entry",
          kPage},
    Route{Operation::event, "GET", "/api/v1/events/{id}", Group::open, false, 0, kJson,
          "one entry with what its author signed", kEvent},
    Route{Operation::submit, "POST", "/api/v1/events", Group::submit, true, kMostEventsBody, kJson,
          "appends signed events, all or none"},
    Route{Operation::checkpoint, "GET", "/api/v1/checkpoint", Group::open, false, 0, kJson,
          "the last signed checkpoint, who cosigned it and who did not"},
    Route{Operation::proof, "GET", "/api/v1/proof", Group::open, false, 0, kJson,
          "what proves that an entry is in the tree", kProof},
    Route{Operation::consistency, "GET", "/api/v1/consistency", Group::open, false, 0, kJson,
          "what proves that a tree continues an older one", kConsistency},
    Route{Operation::writing, "GET", "/api/v1/writing", Group::submit, false, 0, kJson,
          "what the author signed in needs for the next event"},
    Route{Operation::live, "GET", "/api/v1/live", Group::open, false, 0, "text/event-stream",
          "tells of every change as it comes (server-sent events)"},
    Route{Operation::standing_csv, "GET", "/api/v1/export/standing.csv", Group::open, false, 0,
          "text/csv; charset=utf-8", "the standing as a table", kDay},
    Route{Operation::standing_odt, "GET", "/api/v1/export/standing.odt", Group::open, false, 0,
          "application/vnd.oasis.opendocument.text", "the standing as a text document", kDay},
    Route{Operation::commitments_csv, "GET", "/api/v1/export/commitments.csv", Group::open, false, 0,
          "text/csv; charset=utf-8", "commitments and levels as a table"},
    Route{Operation::openapi, "GET", "/openapi.json", Group::open, false, 0, kJson, "this description"},
    Route{Operation::health, "GET", "/health", Group::open, false, 0, kJson, "whether the server can answer"},
    Route{Operation::metrics, "GET", "/metrics", Group::watch, false, 0, "text/plain; version=0.0.4; charset=utf-8",
          "figures of the running server (Prometheus)"},
};

// Whether `path` is `pattern`, whose {name} stands for one part that is not empty and holds no slash.
bool fits(std::string_view pattern, std::string_view path, std::string& part) {
  const std::size_t open = pattern.find('{');
  if (open == std::string_view::npos) return pattern == path;
  if (!path.starts_with(pattern.substr(0, open))) return false;
  const std::string_view rest = path.substr(open);
  if (rest.empty() || rest.find('/') != std::string_view::npos) return false;
  part = rest;
  return true;
}

}  // namespace

std::span<const Route> routes() {
  return kRoutes;
}

Match match(std::string_view method, std::string_view path) {
  Match result;
  for (const Route& route : kRoutes) {
    std::string part;
    if (!fits(route.path, path, part)) continue;
    const bool reads = route.method == "GET";
    result.allowed += (result.allowed.empty() ? "" : ", ") + std::string(route.method) + (reads ? ", HEAD" : "");
    if (route.method == method || (reads && method == "HEAD")) {
      result.route = &route;
      result.part = part;
    }
  }
  return result;
}

}  // namespace entente::server
