#include "server/roles.h"

namespace entente::server {

std::string_view name_of(Role role) {
  switch (role) {
    case Role::everyone:
      return "public";
    case Role::party:
      return "party";
    case Role::inspector:
      return "inspector";
    case Role::panel:
      return "panel";
    case Role::secretariat:
      return "secretariat";
  }
  return "public";
}

std::optional<Role> role_named(std::string_view name) {
  for (const Role role : kRoles) {
    if (name_of(role) == name) return role;
  }
  return std::nullopt;
}

bool may(Role role, Group group, const Opened& opened) {
  const bool signed_in = role != Role::everyone;
  switch (group) {
    case Group::open:
      return true;
    case Group::signed_in:
    case Group::submit:
      return signed_in;
    case Group::plan:
      return signed_in || opened.plan;
    case Group::watch:
      return opened.metrics;
  }
  return false;
}

bool sees_evidence(Role role, const Opened& opened) {
  return opened.evidence || role == Role::inspector || role == Role::panel || role == Role::secretariat;
}

bool may_submit(Role role, ledger::Role said_as) {
  switch (role) {
    case Role::everyone:
      return false;
    case Role::party:
      return said_as == ledger::Role::party;
    case Role::inspector:
      return said_as == ledger::Role::verifier;
    case Role::panel:
      return said_as == ledger::Role::organ;
    case Role::secretariat:
      return said_as == ledger::Role::organ || said_as == ledger::Role::host;
  }
  return false;
}

}  // namespace entente::server
