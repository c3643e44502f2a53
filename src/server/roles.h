// Who may ask for what: the roles of users, and the groups of routes that are open to them.
#pragma once

#include <array>
#include <optional>
#include <string_view>

#include "ledger/event.h"

namespace entente::server {

/// Everybody who is not signed in is `everyone`.
enum class Role { everyone, party, inspector, panel, secretariat };

inline constexpr std::array kRoles{Role::everyone, Role::party, Role::inspector, Role::panel, Role::secretariat};

/// "public", "party", "inspector", "panel", "secretariat".
std::string_view name_of(Role role);
std::optional<Role> role_named(std::string_view name);

/// What the routes of a group have in common.
enum class Group {
  open,       ///< for everybody
  signed_in,  ///< for everybody who has a session
  plan,       ///< the plan with the values of parties: for those signed in, or by the operator's word for everybody
  submit,     ///< signed events into the ledger
  watch       ///< figures of the running program, for the machine itself or, by the operator's word, for everybody
};

/// What the operator opened to everybody.
struct Opened {
  bool plan = false;
  bool evidence = false;
  bool metrics = false;
};

/// Whether `role` may use the routes of `group`; for `watch` whether it may from another machine.
bool may(Role role, Group group, const Opened& opened);

/// Whether `role` sees what stands behind findings, docs/server.md.
bool sees_evidence(Role role, const Opened& opened);

/// Whether somebody of that role may bring events that their author signed in `said_as`.
bool may_submit(Role role, ledger::Role said_as);

}  // namespace entente::server
