// `entente serve CASE`: the record and the plan of a case for everybody with a browser.
#include <termios.h>
#include <unistd.h>

#include <algorithm>
#include <chrono>
#include <filesystem>
#include <iostream>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "accord/bibliography.h"
#include "accord/case_path.h"
#include "accord/error.h"
#include "accord/words.h"
#include "cli/commands.h"
#include "cli/console.h"
#include "cli/input_file.h"
#include "cli/ledger_folder.h"
#include "cli/options.h"
#include "cli/plan_files.h"
#include "cli/review_options.h"
#include "ledger/ledger.h"
#include "server/api.h"
#include "server/http_server.h"
#include "server/secrets.h"
#include "server/users.h"

namespace entente::cli {

namespace fs = std::filesystem;

namespace {

constexpr std::size_t kMostOfFile = 64U << 20U;  // bytes of a file of the page, a plan, a list of users

struct ServeOptions {
  CommonOptions common;
  std::string ledger, events, users, plan, page;
  std::string listen = "127.0.0.1:8080";
  std::vector<std::string> names;
  server::Opened opened;
  double rate = 50.0;
  std::int64_t patience = 10;
  std::size_t connections = 2000;
  server::HttpOptions http;
  bool password = false;
};

// Reads a line of standard input; at a terminal it is not shown.
std::string secret_line(const std::string& prompt) {
  const bool at_terminal = isatty(STDIN_FILENO) == 1;
  termios before{};
  if (at_terminal) {
    std::cerr << prompt << std::flush;
    tcgetattr(STDIN_FILENO, &before);
    termios silent = before;
    silent.c_lflag &= ~static_cast<tcflag_t>(ECHO);
    tcsetattr(STDIN_FILENO, TCSAFLUSH, &silent);
  }
  std::string line;
  std::getline(std::cin, line);
  if (at_terminal) {
    tcsetattr(STDIN_FILENO, TCSAFLUSH, &before);
    std::cerr << '\n';
  }
  return line;
}

void print_password_line() {
  const std::string password = secret_line("Password: ");
  if (password.size() < server::kShortestPassword || password.size() > server::kLongestPassword) {
    throw Error("a password has " + std::to_string(server::kShortestPassword) + " to " +
                std::to_string(server::kLongestPassword) + " characters; several words do well");
  }
  if (isatty(STDIN_FILENO) == 1 && secret_line("Again: ") != password) throw Error("the two are not the same");
  print("password: \"" + server::hash_of_password(password) + "\"\n");  // in quotes it may stand anywhere
}

// ADDRESS:PORT, [IPv6]:PORT.
void read_listen(ServeOptions& options) {
  const std::size_t colon = options.listen.rfind(':');
  const auto port = colon == std::string::npos ? std::nullopt : ledger::decimal(options.listen.substr(colon + 1));
  if (!port || *port > 65535)
    throw Error(accord::in_backquotes(options.listen) + " is no address with a port; write --listen 127.0.0.1:8080");
  options.http.port = static_cast<std::uint16_t>(*port);
  std::string address = options.listen.substr(0, colon);
  if (address.size() > 2 && address.front() == '[' && address.back() == ']')
    address = address.substr(1, address.size() - 2);
  options.http.address = address == "localhost" ? "127.0.0.1" : address;
}

bool is_loopback(const std::string& address) {
  return address == "::1" || address.starts_with("127.");
}

std::string written_host(const std::string& address) {
  return address.find(':') == std::string::npos ? address : '[' + address + ']';
}

std::vector<std::string> hosts(const ServeOptions& options, std::uint16_t port) {
  const std::string at = ':' + std::to_string(port);
  std::vector<std::string> all = options.names;
  for (const std::string& name : options.names) {
    if (name.rfind(':') == std::string::npos) all.push_back(name + at);
  }
  for (const std::string& own : {std::string("127.0.0.1"), std::string("localhost"), std::string("[::1]")})
    all.push_back(own + at);
  all.push_back(written_host(options.http.address) + at);
  return all;
}

fs::path place_of_page(const ServeOptions& options) {
  if (!options.page.empty()) return options.page;
  std::error_code error;
  const fs::path program = fs::read_symlink("/proc/self/exe", error);
  if (error) throw MachineError("can not tell where this program stands: " + error.message());
  return program.parent_path().parent_path() / "share" / "entente" / "web";
}

std::string type_of_file(const fs::path& file) {
  const std::string extension = file.extension().string();
  if (extension == ".html") return "text/html; charset=utf-8";
  if (extension == ".js") return "text/javascript; charset=utf-8";
  if (extension == ".css") return "text/css; charset=utf-8";
  if (extension == ".json") return "application/json";
  if (extension == ".svg") return "image/svg+xml";
  if (extension == ".png") return "image/png";
  if (extension == ".woff2") return "font/woff2";
  return "application/octet-stream";
}

// All of the page is read before anybody asks, so that no request names a file.
std::map<std::string, server::Document> files_of_page(const fs::path& folder) {
  std::map<std::string, server::Document> files;
  const auto add = [&files](const std::string& path, const fs::path& file) {
    files[path] = server::document(read_bytes(file.string(), kMostOfFile), type_of_file(file));
  };
  std::error_code error;
  if (fs::is_regular_file(folder / "index.html", error)) add("/", folder / "index.html");
  if (fs::is_directory(folder / "assets", error)) {
    for (const fs::directory_entry& entry : fs::directory_iterator(folder / "assets")) {
      if (entry.is_regular_file()) add("/assets/" + entry.path().filename().string(), entry.path());
    }
  }
  return files;
}

void open_record(const ServeOptions& options, server::Site& site) {
  if (options.ledger.empty()) {
    ReviewOptions asked;
    asked.common = options.common;
    asked.common.quiet = true;
    asked.events = options.events;
    const std::string to_submit = "to submit events, serve a ledger (`entente serve CASE --ledger DIR`)";
    if (options.events.empty() && !fs::exists(usual_events_file(options.common.case_path))) {
      site.events.from = "the case";
      site.why_read_only = "the case has no record yet; " + to_submit;
      return;
    }
    site.events = load_record(asked, site.accord);
    site.events.from = fs::path(site.events.from).filename().string();
    site.why_read_only =
        "the record served is " + site.events.from + ", which is edited by hand and not signed; " + to_submit;
    return;
  }
  const std::string where = options.ledger;
  const auto opener = [where](ledger::Opening opening) {
    return [where, opening] {
      if (ledger::is_postgresql(where)) return ledger::open_store(where, opening);
      return open_ledger(where, opening, opening == ledger::Opening::existing);
    };
  };
  site.open_to_read = opener(ledger::Opening::existing_read_only);
  const std::unique_ptr<ledger::Store> store = site.open_to_read();
  const ledger::State state = ledger::state_of(*store);
  site.ledger_name = state.origin;
  const std::string version = accord_hash(options.common.case_path);
  if (!options.common.quiet && state.accord != version) {
    say("note: the version of the accord in force in " + site.ledger_name + " is not this file, whose SHA-256 is " +
        version + "; what it does not know is told as outside the text");
  }
  try {
    opener(ledger::Opening::existing)();
    site.open_to_write = opener(ledger::Opening::existing);
  } catch (const Error& copy) {
    site.why_read_only = copy.what();
    say(std::string("note: nothing can be submitted: ") + copy.what());
  }
}

server::Site site_of(const ServeOptions& options) {
  server::Site site;
  site.program = "entente " ENTENTE_VERSION;
  const fs::path given(options.common.case_path);
  site.case_name = fs::weakly_canonical(given).filename().string();  // where it lies is nobody's business
  site.file_name = accord::accord_file(given).filename().string();
  site.accord = load_case(options.common);
  if (site.accord.values) site.people = plans_of_case(site.accord, options.common.case_path);
  site.bibliography = accord::load_bibliography(options.common.case_path);
  site.assessments = assessments_of(options.common.case_path);
  if (!options.plan.empty()) site.plan_file = read_bytes(options.plan, kMostOfFile);
  open_record(options, site);
  if (!options.users.empty())
    site.users = server::read_users(read_bytes(options.users, (1U << 20U) + 1), options.users, site.accord);
  site.opened = options.opened;
  site.files = files_of_page(place_of_page(options));
  site.requests_per_second = options.rate;
  site.secure = !options.http.tls_certificate.empty();
  site.time = [] { return time_now(""); };
  site.seconds = [] {
    return std::chrono::duration<double>(std::chrono::steady_clock::now().time_since_epoch()).count();
  };
  site.say = [](const std::string& message) { say("entente: " + message); };
  return site;
}

void check(const ServeOptions& options) {
  if (options.http.tls_certificate.empty() != options.http.tls_key.empty())
    throw Error("--tls-cert and --tls-key go together");
  if (is_loopback(options.http.address)) return;
  if (options.names.empty()) {
    throw Error("--listen " + options.listen +
                " is open to other machines: say with `--name records.example.org` how they call this one");
  }
  if (options.http.tls_certificate.empty() && !options.common.quiet) {
    say("note: without --tls-cert and --tls-key everybody on the way reads passwords and sessions; let a proxy in "
        "front "
        "of it speak TLS, at least");
  }
}

int run(ServeOptions& options) {
  if (options.password) {
    print_password_line();
    return kDone;
  }
  if (options.common.case_path.empty()) throw Error("name the CASE to serve; see `entente serve --help`");
  read_listen(options);
  check(options);
  options.http.patience = std::chrono::seconds(options.patience);
  options.http.most_connections = options.connections;
  // Whoever has no limit to its requests has none to its connections.
  options.http.most_of_address = options.rate > 0.0 ? 100 : 0;
  try {
    server::Site site = site_of(options);
    server::HttpServer http(options.http);
    site.hosts = hosts(options, http.port());
    server::Api api(site, http.surroundings());
    if (!options.common.quiet) {
      const std::string place = written_host(options.http.address) + ':' + std::to_string(http.port());
      if (site.files.empty()) say("note: this program was built without its page; the interface alone is served");
      say("serving " + options.common.case_path + " at " + (site.secure ? "https://" : "http://") + place +
          "/ (Ctrl-C ends it)");
    }
    http.run(api);
    api.finish();
    if (!options.common.quiet) say("stopped; everything that was accepted is in the ledger");
  } catch (const ledger::StoreError& error) {
    throw MachineError(error.what());
  } catch (const ledger::Refused& refused) {
    throw Error(refused.what());
  }
  return kDone;
}

}  // namespace

void add_serve(CLI::App& app, int& status) {
  CLI::App* command = app.add_subcommand("serve", "the plan and the record in a browser, live");
  auto options = std::make_shared<ServeOptions>();
  command->add_option("CASE", options->common.case_path, "folder with accord.yaml, or one YAML file");
  command->add_flag("--quiet", options->common.quiet, "no notes on standard error");
  CLI::Option* ledger =
      command->add_option("--ledger", options->ledger,
                          "the record from a ledger: its folder, or postgresql://...; events can then "
                          "be submitted");
  ledger->type_name("DIR");
  command->add_option("--events", options->events, "the record from a file; default: events.csv of the case")
      ->type_name("FILE")
      ->excludes(ledger);
  command->add_option("--users", options->users, "who may sign in, as docs/server.md has it; default: nobody")
      ->type_name("FILE");
  command
      ->add_option(
          "--plan", options->plan,
          "the report.html that `entente plan CASE --out DIR` left; default: the plan is searched at the start")
      ->type_name("FILE");
  command->add_option("--listen", options->listen, "address and port; default 127.0.0.1:8080, port 0 is any free one")
      ->type_name("ADDRESS:PORT");
  command->add_option("--name", options->names, "a name by which clients call this server, beside its own address")
      ->type_name("HOST");
  command->add_option("--tls-cert", options->http.tls_certificate, "certificate chain, PEM")->type_name("FILE");
  command->add_option("--tls-key", options->http.tls_key, "its private key, PEM")->type_name("FILE");
  command->add_flag("--public-plan", options->opened.plan, "shows the plan and the values of parties to everybody");
  command->add_flag("--public-evidence", options->opened.evidence, "shows what stands behind findings to everybody");
  command->add_flag("--public-metrics", options->opened.metrics, "tells /metrics to other machines, too");
  command->add_option("--rate", options->rate, "requests a second from one address or session; 0: no limit; default 50")
      ->check(CLI::NonNegativeNumber)
      ->type_name("N");
  command->add_option("--connections", options->connections, "at the same time; default 2000")
      ->check(CLI::Range(std::size_t{1}, std::size_t{100'000}))
      ->type_name("N");
  command->add_option("--patience", options->patience, "seconds in which a request must have come; default 10")
      ->check(CLI::Range(std::int64_t{1}, std::int64_t{3600}))
      ->type_name("SECONDS");
  command->add_option("--page", options->page, "folder of the page's files; default: those built with the program")
      ->type_name("DIR");
  command->add_flag("--password", options->password, "asks for a password and prints the line for the users file");
  command->footer(
      "Ctrl-C or SIGTERM: answers what is under way and ends with exit status 0. docs/server.md tells more.");
  command->callback([options, &status] { status = run(*options); });
}

}  // namespace entente::cli
