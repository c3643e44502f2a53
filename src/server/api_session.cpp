// Signing in and out.
#include <sodium.h>

#include <algorithm>

#include "report/json.h"
#include "server/api.h"
#include "server/secrets.h"

namespace entente::server {

namespace {

using report::Json;

constexpr const char* kCookie = "entente_session";
constexpr std::size_t kLongestName = 200;

struct Credentials {
  std::string name, password, challenge, signature;
};

std::optional<Credentials> credentials_in(const std::string& body) {
  const Json json = Json::parse(body, nullptr, false);
  if (json.is_discarded() || !json.is_object()) return std::nullopt;
  Credentials result;
  const auto take = [&json](const char* field, std::string& into) {
    const auto found = json.find(field);
    if (found == json.end()) return true;
    if (!found->is_string()) return false;
    into = found->get<std::string>();
    return true;
  };
  if (!take("name", result.name) || !take("password", result.password) || !take("challenge", result.challenge) ||
      !take("signature", result.signature))
    return std::nullopt;
  if (result.name.empty() || result.name.size() > kLongestName || result.password.size() > kLongestPassword)
    return std::nullopt;
  return result;
}

Response wrong() {
  return error(401, "wrong", "the name, the password or the signature is wrong");
}

const User* user_named(const std::vector<User>& users, const std::string& name) {
  const auto found = std::ranges::find(users, name, &User::name);
  return found == users.end() ? nullptr : &*found;
}

}  // namespace

std::string Api::cookie(const std::string& value, bool ends) const {
  return std::string(kCookie) + '=' + value + "; Path=/; HttpOnly; SameSite=Strict" + (site_.secure ? "; Secure" : "") +
         (ends ? "; Max-Age=0" : "");
}

Response Api::session_response(const Session* session) const {
  Json json{{"role", "public"}, {"name", nullptr}, {"party", nullptr}, {"member", nullptr}, {"csrf", nullptr}};
  Role role = Role::everyone;
  if (session != nullptr) {
    const User& user = site_.users[session->user];
    role = user.role;
    json["role"] = name_of(role);
    json["name"] = user.name;
    json["party"] = user.party.empty() ? Json() : Json(user.party);
    json["member"] = user.member;
    json["csrf"] = session->csrf_token;
  }
  json["may"] = Json::array();
  if (may(role, Group::plan, site_.opened)) json["may"].push_back("plan");
  if (sees_evidence(role, site_.opened)) json["may"].push_back("evidence");
  if (may(role, Group::submit, site_.opened) && site_.open_to_write) json["may"].push_back("submit");
  json["may"].push_back("export");
  Response response;
  response.headers.emplace_back("Cache-Control", "no-store");
  response.body = bytes(json.dump());
  return response;
}

Response Api::challenge(const Asking& asking) {
  const auto asked = credentials_in(asking.request.body);
  if (!asked) return error(400, "name", R"(write {"name": "..."})");
  const std::string text = challenges_.give(asked->name, site_.seconds());
  Response response;
  response.headers.emplace_back("Cache-Control", "no-store");
  response.body = bytes(Json{{"challenge", text},
                             {"expires", ledger::time_text(site_.time() + static_cast<std::int64_t>(kChallengeLives))},
                             {"text", sign_in_text(asking.request.host, text)}}
                            .dump(-1, ' ', false, Json::error_handler_t::replace));
  return response;
}

void Api::sign_in(const Asking& asking, const Answer& answer) {
  const auto asked = credentials_in(asking.request.body);
  if (!asked || asked->password.empty() == asked->signature.empty()) {
    return answer(
        error(400, "credentials", R"(write {"name", "password"} or {"name", "challenge", "signature"}, all texts)"));
  }
  if (site_.users.empty()) {
    return answer(error(409, "no_users", "nobody can sign in here: the server was started without `--users`"));
  }
  // Every try counts before its password is looked at, so that many at once are no way around.
  const double now = site_.seconds();
  const std::string both = asking.request.address + ' ' + asked->name;
  const double wait = std::max({tries_of_address_.wait(asking.request.address, now),
                                tries_of_name_.wait(asked->name, now), tries_of_both_.wait(both, now)});
  if (wait > 0.0) {
    return answer(retry_later(429, "tries", "too many tries to sign in; wait", static_cast<unsigned>(wait) + 1));
  }
  tries_of_address_.take(asking.request.address, now);
  tries_of_name_.take(asked->name, now);
  tries_of_both_.take(both, now);
  if (asked->signature.empty())
    return sign_in_by_password(asked->name, asking.request.address, asked->password, answer);
  answer(sign_in_by_key(asked->name, asking.request, asked->challenge, asked->signature));
}

void Api::sign_in_by_password(const std::string& name, const std::string& address, const std::string& password,
                              const Answer& answer) {
  const User* user = user_named(site_.users, name);
  const bool may_be_right = user != nullptr && !user->password.empty();
  const std::string hash = may_be_right ? user->password : usual_password_;
  const std::size_t index = user == nullptr ? 0 : static_cast<std::size_t>(user - site_.users.data());
  const bool taken = computing_->post([this, hash, password, may_be_right, index, name, address, answer] {
    const bool right = is_password(hash, password) && may_be_right;
    surroundings_.post(
        [this, right, index, name, address, answer] { answer(right ? signed_in(index, name, address) : wrong()); });
  });
  if (!taken) answer(retry_later(503, "busy", "too many sign in at once; try again", 1));
}

std::optional<ledger::VerifierKey> Api::key_of(const User& user) const {
  if (user.key) return user.key;
  if (!now_.state) return std::nullopt;
  const auto member = now_.state->members.find(user.member);
  return member == now_.state->members.end() ? std::nullopt : std::optional(member->second.key);
}

Response Api::sign_in_by_key(const std::string& name, const Request& request, const std::string& challenge,
                             const std::string& signature) {
  if (!challenges_.take(name, challenge, site_.seconds()))
    return error(401, "challenge",
                 "the challenge was not given to this name, was used, or is too old; ask for another");
  const User* user = user_named(site_.users, name);
  const auto bytes_signed = ledger::from_base64(signature);
  if (user == nullptr || !bytes_signed || bytes_signed->size() != sizeof(ledger::SignatureBytes)) return wrong();
  const std::optional<ledger::VerifierKey> key = key_of(*user);
  if (!key) return wrong();
  const std::span<const unsigned char> given(reinterpret_cast<const unsigned char*>(bytes_signed->data()),
                                             bytes_signed->size());
  if (!ledger::signs(key->bytes, sign_in_text(request.host, challenge), given)) return wrong();
  return signed_in(static_cast<std::size_t>(user - site_.users.data()), name, request.address);
}

Response Api::signed_in(std::size_t user, const std::string& name, const std::string& address) {
  // Who knows the secret has not guessed.
  tries_of_both_.forget(address + ' ' + name);
  tries_of_address_.give_back(address);
  tries_of_name_.give_back(name);
  const double now = site_.seconds();
  const std::string value = sessions_.begin(user, now);
  Response response = session_response(sessions_.find(value, now));
  response.headers.emplace_back("Set-Cookie", cookie(value, false));
  return response;
}

Response Api::sign_out(const Asking& asking) {
  sessions_.end(asking.request.session);
  Response response;
  response.status = 204;
  response.headers.emplace_back("Cache-Control", "no-store");
  response.headers.emplace_back("Set-Cookie", cookie("", true));
  return response;
}

}  // namespace entente::server
