#include "server/users.h"

#include <algorithm>
#include <array>

#include "accord/fields.h"
#include "accord/names.h"
#include "accord/words.h"
#include "accord/yaml_tree.h"
#include "server/secrets.h"

namespace entente::server {

namespace {

using accord::Fields;
using accord::Problem;
using accord::Yaml;

constexpr std::string_view kExample = "users: [{name: North, role: party, party: North, password: ...}]";

class UsersReader {
 public:
  UsersReader(const accord::Accord& accord, std::vector<Problem>& problems)
      : names_(accord::names_of(accord)), problems_(problems) {}

  std::vector<User> users(const Yaml& root) {
    static const std::array<std::string, 1> known{"users"};
    const Fields file = accord::fields(root, "the users file", known, kExample, problems_);
    accord::require(file, "users", kExample, problems_);
    std::vector<User> found;
    if (const Yaml* list = file.find("users")) {
      for (const Yaml& one : accord::list_items(*list, "users", kExample, problems_)) add(one, found);
    }
    return found;
  }

 private:
  void problem(accord::Place place, std::string message) { problems_.push_back({place, std::move(message)}); }

  void add(const Yaml& value, std::vector<User>& found) {
    static const std::array<std::string, 6> known{"name", "role", "party", "member", "password", "key"};
    constexpr std::string_view example = "{name: North, role: party, party: North, password: ...}";
    const Fields mapping = accord::fields(value, "user " + std::to_string(found.size() + 1), known, example, problems_);
    if (!mapping.readable) return;
    User user;
    user.name = accord::required_text(mapping, "name", example, problems_);
    if (std::ranges::find(found, user.name, &User::name) != found.end() && !user.name.empty())
      problem(mapping.place,
              "there are two users called " + accord::in_quotes(user.name) + "; give each a name of its own");
    read_role(mapping, user);
    read_party(mapping, user);
    user.member = accord::optional_text(mapping, "member", problems_);
    if (user.member.empty()) user.member = user.name;
    read_password(mapping, user);
    read_key(mapping, user);
    found.push_back(std::move(user));
  }

  void read_role(const Fields& mapping, User& user) {
    const std::string text = accord::required_text(mapping, "role", "role: party", problems_);
    if (text.empty()) return;
    const std::vector<std::string> known{"party", "inspector", "panel", "secretariat"};
    const auto role = role_named(text);
    if (role && *role != Role::everyone) {
      user.role = *role;
      return;
    }
    problem(mapping.find("role")->place,
            "there is no role " + accord::in_backquotes(text) + accord::suggestion(text, known));
    user.role = Role::everyone;  // nobody's: what goes with a role is not asked for
  }

  void read_party(const Fields& mapping, User& user) {
    const Yaml* party = mapping.find("party");
    if (user.role == Role::everyone) return;
    if (user.role != Role::party) {
      if (party != nullptr) problem(party->place, "only a user with `role: party` has a party; take the line out");
      return;
    }
    if (party == nullptr) {
      accord::require(mapping, "party", "party: North", problems_);
      return;
    }
    if (accord::read_party(*party, "the party of a user", names_, problems_)) user.party = party->text;
  }

  void read_password(const Fields& mapping, User& user) {
    user.password = accord::optional_text(mapping, "password", problems_);
    if (user.password.empty() || is_password_hash(user.password)) return;
    problem(mapping.find("password")->place,
            "this is not a password as it is kept; make the line with `entente serve --password`");
  }

  void read_key(const Fields& mapping, User& user) {
    const std::string text = accord::optional_text(mapping, "key", problems_);
    if (text.empty()) return;
    const accord::Place place = mapping.find("key")->place;
    if (text.starts_with("PRIVATE+")) {
      problem(
          place,
          "this is a secret key, which nobody but its owner may have: make a new one, and write its public side here");
      return;
    }
    try {
      user.key = ledger::read_verifier_key(text);
    } catch (const ledger::Refused& refused) {
      problem(place, refused.what() + std::string("; write the public key, what `entente ledger key` leaves in .pub"));
    }
  }

  accord::Names names_;
  std::vector<Problem>& problems_;
};

}  // namespace

std::vector<User> read_users(std::string_view text, const std::string& file, const accord::Accord& accord) {
  std::vector<Problem> problems;
  std::vector<User> users;
  if (const auto root = accord::read_yaml(text, problems)) users = UsersReader(accord, problems).users(*root);
  std::ranges::stable_sort(problems, {},
                           [](const Problem& one) { return std::pair(one.place.line, one.place.column); });
  if (!problems.empty()) throw accord::Problems(file, std::move(problems));
  return users;
}

}  // namespace entente::server
