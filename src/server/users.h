// Who may sign in: a YAML file that whoever runs the server keeps. It holds no secret that signs anything.
//
//   users:
//     - name: North
//       role: party
//       party: North
//       password: $argon2id$...      # the line that `entente serve --password` makes
//       key: North+d83549e4+AX...    # public; left out: the key that the ledger has for its member
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "accord/accord.h"
#include "ledger/note.h"
#include "server/roles.h"

namespace entente::server {

struct User {
  std::string name;  ///< to sign in with
  Role role = Role::party;
  std::string party;     ///< of the accord; empty for other roles
  std::string member;    ///< of the ledger, whose signed events this user brings; the name where the file says nothing
  std::string password;  ///< as hash_of_password writes it; empty: none, a key is needed
  std::optional<ledger::VerifierKey> key;  ///< empty: the ledger's key of the member
};

/// Reads the file; `file` stands for it in messages. Throws accord::Problems with all that is wrong.
std::vector<User> read_users(std::string_view text, const std::string& file, const accord::Accord& accord);

}  // namespace entente::server
