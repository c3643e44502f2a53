// Runs the program as a user would and catches what it prints.
#pragma once

#include <sys/types.h>

#include <filesystem>
#include <map>
#include <string>
#include <vector>

namespace entente::test {

struct Ran {
  int status = -1;  ///< 128 + the signal where one ended it, as shells count
  std::string out;
  std::string err;
};

struct Surroundings {
  std::map<std::string, std::string> environment;  ///< beside those of the test; an empty value unsets
  std::filesystem::path folder;                    ///< where it runs; empty: where the test runs
  std::string out_file;                            ///< standard output goes there instead
};

/// Runs it to its end, without a terminal.
Ran run(const std::vector<std::string>& arguments, const Surroundings& surroundings = {});

/// Runs it with standard output and error on one terminal so many columns wide. `interrupt_after`: Ctrl-C is sent when
/// that text has appeared; empty: never.
Ran run_at_terminal(const std::vector<std::string>& arguments, unsigned short columns,
                    const Surroundings& surroundings = {}, const std::string& interrupt_after = "");

/// What a file holds; empty where there is none.
std::string contents(const std::filesystem::path& file);

/// A folder of its own that is gone with it.
class TemporaryFolder {
 public:
  TemporaryFolder();
  ~TemporaryFolder();
  TemporaryFolder(const TemporaryFolder&) = delete;
  TemporaryFolder& operator=(const TemporaryFolder&) = delete;
  const std::filesystem::path& path() const { return path_; }
  /// Writes a file in it and gives its path.
  std::string file(const std::string& name, const std::string& text) const;

 private:
  std::filesystem::path path_;
};

}  // namespace entente::test
