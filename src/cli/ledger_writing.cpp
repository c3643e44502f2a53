// `entente ledger key|init|sign|append|withdraw`: what comes into a ledger.
#include <algorithm>

#include "accord/words.h"
#include "cli/ledger_folder.h"
#include "cli/result_file.h"
#include "ledger/ledger.h"
#include "ledger/policy.h"

namespace entente::cli {

namespace {

namespace fs = std::filesystem;

struct KeyOptions {
  std::string name;
  std::string out;
};

LedgerAnswer make_key(const KeyOptions& options) {
  const ledger::SigningKey key{.name = options.name, .seed = ledger::random_bytes()};
  const std::string public_key = text_of(verifier_of(key));
  const std::string witness_key = text_of(verifier_of(key, ledger::KeyKind::cosignature));
  write_secret(options.out, text_of(key) + '\n');
  write_whole(options.out + ".pub", public_key + '\n');
  write_whole(options.out + ".witness.pub", witness_key + '\n');
  return {.text = "Wrote the secret key " + options.out + ", and what others need: " + options.out +
                  ".pub for events, " + options.out + ".witness.pub for cosignatures.\n",
          .json = {{"key", public_key}, {"witness_key", witness_key}}};
}

struct InitOptions {
  std::string folder, origin, accord, members, policy, host, key, log_key, store, now;
  std::int64_t clock_allowance = 3600;
};

// Files of keys may be named in the list of members, so that nobody has to copy keys.
ledger::Json members_in(const std::string& file) {
  ledger::Json members = in_file(file, [&] { return ledger::read_json(file_text(file)); });
  if (!members.is_array()) throw Error(file + ": the members are a list of {\"name\", \"roles\", \"key\"}");
  for (ledger::Json& member : members) {
    if (!member.is_object() || !member.contains("key") || !member["key"].is_string()) continue;
    const fs::path named = fs::path(file).parent_path() / member["key"].get<std::string>();
    std::error_code error;
    if (fs::is_regular_file(named, error)) member["key"] = text_of(verifier_key_in(named.string()));
  }
  return members;
}

LedgerAnswer init(const InitOptions& options) {
  const ledger::SigningKey log_key = options.log_key.empty()
                                         ? ledger::SigningKey{.name = options.origin, .seed = ledger::random_bytes()}
                                         : signing_key_in(options.log_key);
  const std::int64_t now = time_now(options.now);
  const ledger::Event charter{.ledger = options.origin,
                              .accord = accord_hash(options.accord),
                              .author = options.host,
                              .role = ledger::Role::host,
                              .key = {},
                              .number = 1,
                              .time = now,
                              .type = ledger::EventType::charter,
                              .content = {{"origin", options.origin},
                                          {"log", text_of(verifier_of(log_key))},
                                          {"members", members_in(options.members)},
                                          {"policy", file_text(options.policy)},
                                          {"clock_allowance", options.clock_allowance}}};
  const std::string event = text_of(sign_event(charter, signing_key_in(options.key)));
  make_ledger(options.folder, options.store, log_key, [&](ledger::Store& store) {
    ledger::append(store, std::span(&event, 1), std::vector{ledger::random_bytes()}, now);
  });
  return {.text = "Made the ledger " + options.origin + " in " + options.folder + ": entry 0 is its charter.\n",
          .json = {{"origin", options.origin}, {"log_key", text_of(verifier_of(log_key))}, {"accord", charter.accord}}};
}

struct SignOptions {
  std::string folder, author, role, key, type, content, now;
  std::uint64_t number = 0;
};

// The text itself, or a file of it.
ledger::Json content_in(const std::string& given) {
  if (given.starts_with('{')) return ledger::read_json(given);
  return in_file(given, [&] { return ledger::read_json(file_text(given)); });
}

LedgerAnswer sign(const SignOptions& options) {
  const auto store = open_ledger(options.folder, ledger::Opening::existing_read_only);
  const ledger::State state = ledger::state_of(*store);
  const auto member = state.members.find(options.author);
  if (member == state.members.end()) {
    std::vector<std::string> names;
    for (const auto& [name, one] : state.members) names.push_back(name);
    throw Error("there is no member called " + accord::in_quotes(options.author) +
                accord::suggestion(options.author, names));
  }
  const auto type = ledger::event_type(options.type);
  if (!type) {
    throw Error("there is no type of event called " + accord::in_quotes(options.type) +
                "; docs/ledger-format.md lists them");
  }
  const auto role = options.role.empty() ? std::optional(member->second.roles.front()) : ledger::role_of(options.role);
  if (!role) throw Error("--role takes party, verifier, organ or host, not " + accord::in_quotes(options.role));
  const ledger::Event event{.ledger = state.origin,
                            .accord = state.accord,
                            .author = options.author,
                            .role = *role,
                            .key = {},
                            .number = options.number == 0 ? member->second.last_number + 1 : options.number,
                            .time = time_now(options.now),
                            .type = *type,
                            .content = content_in(options.content)};
  const std::string text = text_of(sign_event(event, signing_key_in(options.key)));
  return {.text = text + '\n', .json = report::Json::parse(text)};
}

struct AppendOptions {
  std::string folder, now;
  std::vector<std::string> files;
};

// One signed event a line. A line too long is one event, refused with its reason.
std::vector<std::string> events_in(const std::vector<std::string>& files) {
  std::vector<std::string> events;
  for (const std::string& file : files) {
    const std::string text = file_text(file, std::size_t{1} << 30U);
    for (std::size_t at = 0; at < text.size();) {
      const std::size_t end = std::min(text.find('\n', at), text.size());
      if (end > at) events.push_back(text.substr(at, end - at));
      at = end + 1;
    }
  }
  if (events.empty()) throw Error("there is no event to append");
  return events;
}

LedgerAnswer append(const AppendOptions& options) {
  const std::vector<std::string> events = events_in(options.files);
  const auto store = open_ledger(options.folder, ledger::Opening::existing, true);
  std::vector<ledger::Hash> salts;
  for (std::size_t n = 0; n < events.size(); ++n) salts.push_back(ledger::random_bytes());
  const std::uint64_t first = ledger::append(*store, events, salts, time_now(options.now));
  const std::uint64_t last = first + events.size() - 1;
  const std::string which = events.size() == 1 ? "entry " + std::to_string(first)
                                               : "entries " + std::to_string(first) + " to " + std::to_string(last);
  return {.text = "Appended " + which + ", kept on the disk.\n", .json = {{"first", first}, {"last", last}}};
}

struct WithdrawOptions {
  std::string folder;
  std::uint64_t entry = 0;
};

LedgerAnswer withdraw(const WithdrawOptions& options) {
  ledger::withdraw(*open_ledger(options.folder, ledger::Opening::existing), options.entry);
  return {.text = "Took away the text of entry " + std::to_string(options.entry) + "; its place in the tree stays.\n",
          .json = {{"entry", options.entry}}};
}

}  // namespace

void add_ledger_writing(CLI::App& ledger, int& status) {
  const auto key = std::make_shared<KeyOptions>();
  CLI::App* command = add_ledger_command(ledger, "key", "a new key pair", status, [key] { return make_key(*key); });
  command->add_option("NAME", key->name, "whose it is, without a space or a plus")->required();
  command->add_option("--out", key->out, "file of the secret key; .pub and .witness.pub stand beside it")
      ->required()
      ->type_name("FILE");

  const auto made = std::make_shared<InitOptions>();
  command = add_ledger_command(ledger, "init", "a new ledger with its charter", status, [made] { return init(*made); });
  command->add_option("DIR", made->folder, "the folder to make")->required();
  command->add_option("--origin", made->origin, "names the ledger for good, such as example.org/border")
      ->required()
      ->type_name("NAME");
  command->add_option("--accord", made->accord, "the accord: a case, or the SHA-256 of its file")
      ->required()
      ->type_name("CASE");
  command->add_option("--members", made->members, "JSON list of {name, roles, key}; a key may be a file")
      ->required()
      ->type_name("FILE");
  command->add_option("--policy", made->policy, "who must cosign a checkpoint (C2SP tlog-policy)")
      ->required()
      ->type_name("FILE");
  command->add_option("--host", made->host, "the member that signs the charter")->required()->type_name("NAME");
  command->add_option("--key", made->key, "the host's secret key")->required()->type_name("FILE");
  command->add_option("--log-key", made->log_key, "secret key for checkpoints; default a new one")->type_name("FILE");
  command->add_option("--store", made->store, "postgresql://... instead of a file of SQLite in DIR")->type_name("URL");
  command
      ->add_option("--clock-allowance", made->clock_allowance,
                   "seconds that an author's clock may be off; default 3600")
      ->check(CLI::Range(std::int64_t{0}, std::int64_t{31'536'000}))
      ->type_name("SECONDS");
  add_now(*command, made->now);

  const auto signing = std::make_shared<SignOptions>();
  command = add_ledger_command(ledger, "sign", "signs an event and prints it; nothing is appended", status,
                               [signing] { return sign(*signing); });
  command->add_option("DIR", signing->folder, "the ledger that it is for")->required();
  command->add_option("TYPE", signing->type, "report, finding, complaint and so on, see docs/ledger-format.md")
      ->required();
  command->add_option("CONTENT", signing->content, "JSON, or a file of it")->required();
  command->add_option("--as", signing->author, "the member that says it")->required()->type_name("NAME");
  command->add_option("--key", signing->key, "its secret key")->required()->type_name("FILE");
  command->add_option("--role", signing->role, "in which role; default its first")->type_name("ROLE");
  command->add_option("--number", signing->number, "its running number; default the next")->type_name("N");
  add_now(*command, signing->now);

  const auto appending = std::make_shared<AppendOptions>();
  command = add_ledger_command(ledger, "append", "appends signed events, all or none", status,
                               [appending] { return append(*appending); });
  command->add_option("DIR", appending->folder, "the ledger")->required();
  command->add_option("FILE", appending->files, "signed events, one a line; - is standard input")->required();
  add_now(*command, appending->now);

  const auto withdrawing = std::make_shared<WithdrawOptions>();
  command =
      add_ledger_command(ledger, "withdraw", "takes the text of an entry away, as a withdrawal in the ledger allows",
                         status, [withdrawing] { return withdraw(*withdrawing); });
  command->add_option("DIR", withdrawing->folder, "the ledger")->required();
  command->add_option("ENTRY", withdrawing->entry, "its number")->required();
}

}  // namespace entente::cli
