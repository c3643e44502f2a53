// Other people's bargaining domains as accords: what the readers of single formats have in common.
//
// Such a domain lists issues, the options of each, and what every option is worth to each party, in points once. Who
// acts, how long it takes and how it is seen are not in it. docs/import.md says what is kept and what is lost.
#pragma once

#include <string>
#include <vector>

#include "accord/accord.h"
#include "accord/error.h"

namespace entente::accord {

/// A file of another program: the name it goes by in messages, and its bytes.
struct ForeignFile {
  std::string name;
  std::string bytes;
};

/// Something the user should know that is not an error, and in which file it was met.
struct FileNotice {
  std::string file;
  Notice notice;
};

struct Imported {
  Accord accord;
  std::vector<FileNotice> notices;
};

/// Everything that is wrong with the files given, file by file. `what()` has one line a problem.
class ImportRefused : public Error {
 public:
  explicit ImportRefused(std::vector<Problems> files);
  const std::vector<Problems>& files() const { return files_; }

 private:
  std::vector<Problems> files_;
};

struct ForeignOption {
  std::string name;
  std::vector<double> worth;  ///< points once, by party
  Place place;
};

struct ForeignIssue {
  std::string name;
  std::vector<ForeignOption> options;  ///< the first is today
  Place place;
};

struct ForeignParty {
  std::string name;
  double no_deal = 0.0;  ///< points once, on the scale of the options
  std::string note;
};

struct ForeignDomain {
  std::string title;
  std::string note;  ///< where it comes from; the note of the accord begins with it
  std::vector<ForeignParty> parties;
  std::vector<ForeignIssue> issues;
};

/// The accord with one commitment for each issue of two or more options: an issue's first option is today, `once`
/// holds the differences between neighbouring options, nothing is taken back, and the first party stands as the giver
/// of everything. Points are kept to fourteen digits. With `breakdown` as it is set, V_i(x) - W_i(0) of MODEL section 6
/// is what the options of x are worth to party i, less its `no_deal`.
///
/// Names that an accord can not have are changed, and a notice says so. `file` is where the domain stands. Throws
/// ImportRefused for a domain without parties or choice, or beyond the sizes and numbers that the program computes
/// with.
Imported accord_of(const ForeignDomain& domain, const std::string& file);

}  // namespace entente::accord
