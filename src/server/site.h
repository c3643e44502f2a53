// What a server serves, read and checked before it begins to listen.
#pragma once

#include <cstdint>
#include <functional>
#include <map>
#include <memory>
#include <string>
#include <vector>

#include "accord/accord.h"
#include "accord/bibliography.h"
#include "ledger/store.h"
#include "review/assessments.h"
#include "review/record.h"
#include "server/message.h"
#include "server/users.h"

namespace entente::server {

/// Opens the ledger anew: a store belongs to one thread. Throws as ledger::open_store.
using OpenStore = std::function<std::unique_ptr<ledger::Store>()>;

struct Site {
  std::string program;    ///< "entente 0.1.0"
  std::string case_name;  ///< the folder's or the file's: "two-neighbours"
  std::string file_name;  ///< "accord.yaml"
  accord::Accord accord;
  std::vector<accord::Plan> people;  ///< people's own plans
  std::vector<accord::BibliographyEntry> bibliography;
  std::string plan_file;  ///< text of a report that was made before; empty: the plan is searched when the server starts
  review::Record events;  ///< of a file; empty with a ledger
  std::vector<review::Assessment> assessments;  ///< what others published of the case
  OpenStore open_to_read;                       ///< null: there is no ledger
  OpenStore open_to_write;                      ///< null: nothing can be submitted
  std::string why_read_only;
  std::string ledger_name;  ///< its origin
  std::vector<User> users;
  Opened opened;
  std::vector<std::string> hosts;         ///< names by which clients may call this server, with the port; empty: any
  std::map<std::string, Document> files;  ///< of the page, by path: "/", "/assets/index.js"
  double requests_per_second = 0.0;       ///< of one address, and of one session; 0: no limit
  bool secure = false;                    ///< over TLS
  std::function<std::int64_t()> time;     ///< seconds since 1970
  std::function<double()> seconds;        ///< that pass, from any beginning
  std::function<void(const std::string&)> say;  ///< tells the operator; may be called by any thread
};

}  // namespace entente::server
