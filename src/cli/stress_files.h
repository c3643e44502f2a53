// What `entente stress --out DIR` writes while it runs: worlds as they are counted, and now and then where it stands.
//
// DIR/worlds.csv and DIR/stress.json appear when all is done. Until then DIR/worlds.csv.unfinished and
// DIR/stress.unfinished hold what `--resume` goes on from; a run that is killed loses a second's work.
#pragma once

#include <chrono>
#include <cstdint>
#include <filesystem>
#include <string>

#include "uncertainty/stress.h"

namespace entente::cli {

class StressFiles {
 public:
  /// Makes the folder where it is missing. With `resume` it takes up what lies there, with what was counted put into
  /// `tally`; without, it begins anew. Throws MachineError, and Error for what can not be taken up.
  StressFiles(std::filesystem::path folder, const uncertainty::StressTest& test, bool resume,
              uncertainty::StressTally& tally);
  ~StressFiles();
  StressFiles(const StressFiles&) = delete;
  StressFiles& operator=(const StressFiles&) = delete;

  /// Appends the rows of a block that has been counted in `tally`.
  void add(const uncertainty::WorldBlock& block, const uncertainty::StressTally& tally);

  /// Lays aside where the run stands.
  void lay_aside(const uncertainty::StressTally& tally);

  /// Gives the files their names; nothing unfinished is left.
  void finish(const std::string& json);

 private:
  void begin(const std::string& header);
  void take_up(uncertainty::StressTally& tally);
  void append(const std::string& text);
  [[noreturn]] void fail() const;

  std::filesystem::path folder_;
  const uncertainty::StressTest& test_;
  int worlds_ = -1;
  std::uint64_t bytes_ = 0;
  std::chrono::steady_clock::time_point laid_aside_ = std::chrono::steady_clock::now();
};

}  // namespace entente::cli
