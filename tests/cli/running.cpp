#include "cli/running.h"

#include <fcntl.h>
#include <pty.h>
#include <signal.h>
#include <stdlib.h>
#include <sys/wait.h>
#include <unistd.h>

#include <fstream>
#include <sstream>
#include <stdexcept>

namespace entente::test {

namespace {

[[noreturn]] void become(const std::vector<std::string>& arguments, const Surroundings& surroundings) {
  for (const char* inherited : {"COLUMNS", "NO_COLOR", "TERM"}) unsetenv(inherited);
  for (const auto& [name, value] : surroundings.environment) setenv(name.c_str(), value.c_str(), 1);
  if (!surroundings.folder.empty() && chdir(surroundings.folder.c_str()) != 0) _exit(126);
  std::vector<std::string> all{ENTENTE_PROGRAM};
  all.insert(all.end(), arguments.begin(), arguments.end());
  std::vector<char*> pointers;
  for (std::string& one : all) pointers.push_back(one.data());
  pointers.push_back(nullptr);
  execv(ENTENTE_PROGRAM, pointers.data());
  _exit(127);
}

int status_of(pid_t child) {
  int status = 0;
  if (waitpid(child, &status, 0) != child) throw std::runtime_error("waitpid failed");
  return WIFEXITED(status) ? WEXITSTATUS(status) : 128 + WTERMSIG(status);
}

void send_to(const std::string& file, int descriptor) {
  const int opened = open(file.c_str(), O_WRONLY | O_CREAT | O_TRUNC, 0600);
  if (opened < 0 || dup2(opened, descriptor) < 0) _exit(125);
}

}  // namespace

std::string contents(const std::filesystem::path& file) {
  std::ifstream stream(file, std::ios::binary);
  std::ostringstream text;
  text << stream.rdbuf();
  return text.str();
}

Ran run(const std::vector<std::string>& arguments, const Surroundings& surroundings) {
  const TemporaryFolder folder;
  const std::string out = surroundings.out_file.empty() ? (folder.path() / "out").string() : surroundings.out_file;
  const std::string err = (folder.path() / "err").string();
  const pid_t child = fork();
  if (child == 0) {
    send_to(out, STDOUT_FILENO);
    send_to(err, STDERR_FILENO);
    become(arguments, surroundings);
  }
  Ran ran;
  ran.status = status_of(child);
  if (surroundings.out_file.empty()) ran.out = contents(out);
  ran.err = contents(err);
  return ran;
}

Ran run_at_terminal(const std::vector<std::string>& arguments, unsigned short columns, const Surroundings& surroundings,
                    const std::string& interrupt_after) {
  const winsize size{.ws_row = 50, .ws_col = columns, .ws_xpixel = 0, .ws_ypixel = 0};
  int terminal = -1;
  const pid_t child = forkpty(&terminal, nullptr, nullptr, &size);
  if (child == 0) become(arguments, surroundings);
  Ran ran;
  bool interrupted = interrupt_after.empty();
  char buffer[4096];
  // A terminal whose other end is closed gives an error rather than an end of file.
  for (ssize_t got = 0; (got = read(terminal, buffer, sizeof buffer)) > 0;) {
    ran.out.append(buffer, static_cast<std::size_t>(got));
    if (interrupted || ran.out.find(interrupt_after) == std::string::npos) continue;
    interrupted = true;
    kill(child, SIGINT);
  }
  close(terminal);
  ran.status = status_of(child);
  return ran;
}

TemporaryFolder::TemporaryFolder() {
  std::string name = (std::filesystem::temp_directory_path() / "entente-XXXXXX").string();
  if (mkdtemp(name.data()) == nullptr) throw std::runtime_error("mkdtemp failed");
  path_ = name;
}

TemporaryFolder::~TemporaryFolder() {
  std::error_code ignored;
  std::filesystem::remove_all(path_, ignored);
}

std::string TemporaryFolder::file(const std::string& name, const std::string& text) const {
  std::filesystem::create_directories((path_ / name).parent_path());
  std::ofstream(path_ / name, std::ios::binary) << text;
  return (path_ / name).string();
}

}  // namespace entente::test
