// The program: reads the command line, runs one command, and turns whatever goes wrong into a message and an exit code.
//
// 0 done; 1 the honest answer is no; 2 bad usage or a bad file; 3 the machine failed us; 130 stopped by Ctrl-C.
#include <CLI/CLI.hpp>
#include <algorithm>
#include <cstdio>
#include <exception>
#include <new>
#include <string>
#include <vector>

#include "accord/error.h"
#include "accord/words.h"
#include "cli/commands.h"
#include "cli/console.h"
#include "cli/interrupt.h"
#include "cli/mpirun.h"
#include "cli/ranks.h"

namespace {

using namespace entente;

void complain(const std::string& message) {
  cli::say("entente: " + message);
}

// CLI11 would take a misspelt command for an argument too many.
std::string wrong_command(const CLI::App& app, int argc, char** argv) {
  if (argc < 2) return "a command is missing; `entente --help` lists them";
  if (argv[1][0] == '-') return {};
  std::vector<std::string> names;
  for (const CLI::App* command : app.get_subcommands({})) names.push_back(command->get_name());
  if (std::ranges::find(names, argv[1]) != names.end()) return {};
  return "there is no command " + accord::in_quotes(argv[1]) + accord::suggestion(argv[1], names) +
         "; `entente --help` lists the commands";
}

// Of several processes that mpirun started each would do the whole work, and write over the others' files.
std::string not_shared_out(int argc, char** argv, std::size_t processes) {
  if (processes == 1 || argc < 2 || argv[1][0] == '-') return {};
  const std::string command = argv[1];
  if (command == "stress" && cli::built_with_mpi()) return {};
  const std::string started = "mpirun started " + std::to_string(processes) + " processes, but ";
  if (command == "stress") return started + "this entente was built without Open MPI; run it without mpirun";
  return started + "only `stress` shares its work out; run `" + command +
         "` without mpirun, from a script that mpirun started as `env -u OMPI_COMM_WORLD_SIZE entente " + command + "`";
}

int run(int argc, char** argv) {
  const cli::StartedTogether started = cli::started_by_mpirun().value_or(cli::StartedTogether());
  const bool speaks = started.number == 0;  // one for all of them
  CLI::App app{"Entente designs, tests and explains agreements between parties who do not trust each other."};
  app.name("entente");
  app.set_version_flag("--version", "entente " ENTENTE_VERSION);
  app.require_subcommand(1);
  app.get_formatter()->column_width(34);
  app.get_formatter()->label("SUBCOMMAND", "COMMAND");
  app.footer(
      "A CASE is a folder with accord.yaml, or one YAML file. `entente COMMAND --help` tells more.\n"
      "Exit status: 0 done, 1 the honest answer is no, 2 bad usage or a bad file, 3 the machine failed, 130 stopped.");
  int status = cli::kDone;
  cli::add_check(app, status);
  cli::add_package(app, status);
  cli::add_plan(app, status);
  cli::add_evaluate(app, status);
  cli::add_stress(app, status);
  cli::add_explain(app, status);
  cli::add_simulate(app, status);
  cli::add_import(app, status);
  cli::add_verify(app, status);
  cli::add_evidence(app, status);
  cli::add_ledger(app, status);
  cli::add_review(app, status);
  cli::add_replay(app, status);
  cli::add_serve(app, status);
  for (CLI::App* command : app.get_subcommands({})) command->group("Commands");
  std::string wrong = wrong_command(app, argc, argv);
  if (wrong.empty()) wrong = not_shared_out(argc, argv, started.count);
  if (!wrong.empty()) {
    if (speaks) complain(wrong);
    return cli::kBadUsage;
  }
  try {
    app.parse(argc, argv);
  } catch (const CLI::CallForHelp& help) {
    if (speaks) cli::print(app.help("", CLI::AppFormatMode::Normal));
    return help.get_exit_code();
  } catch (const CLI::CallForVersion& version) {
    if (speaks) cli::print(std::string(version.what()) + '\n');
    return version.get_exit_code();
  } catch (const CLI::ParseError& error) {
    if (!speaks) return cli::kBadUsage;
    const std::vector<CLI::App*> named = app.get_subcommands();
    complain(std::string(error.what()) + "; see `entente " + (named.empty() ? "" : named.front()->get_name() + " ") +
             "--help`");
    return cli::kBadUsage;
  }
  return status;
}

}  // namespace

int main(int argc, char** argv) {
  try {
    return run(argc, argv);
  } catch (const cli::Stopped& stopped) {
    cli::say(stopped.what_is_left().empty() ? "stopped" : "stopped; " + stopped.what_is_left());
    return cli::kStopped;
  } catch (const accord::Problems& problems) {
    cli::say(problems.what());
    return cli::kBadUsage;
  } catch (const MachineError& error) {
    complain(error.what());
    return cli::kMachineFailed;
  } catch (const Error& error) {
    complain(error.what());
    return cli::kBadUsage;
  } catch (const std::bad_alloc&) {
    complain(
        "the memory of this machine does not suffice for this accord; allow a tolerance (`--eps 5%`), or give the file "
        "fewer commitments or levels");
    return cli::kMachineFailed;
  } catch (const std::exception& error) {
    complain(std::string("this should not have happened, please report it: ") + error.what());
    return cli::kMachineFailed;
  }
}
