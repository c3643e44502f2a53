// Errors that reach the user, caught once in `main`.
#pragma once

#include <stdexcept>
#include <string>
#include <vector>

#include "accord/place.h"

namespace entente {

/// What the user can be told; `what()` is a whole sentence.
class Error : public std::runtime_error {
 public:
  using std::runtime_error::runtime_error;
};

/// The machine failed us: a full disk, a file that can not be opened (exit code 3).
class MachineError : public Error {
 public:
  using Error::Error;
};

/// A plan that is not a path of the accord's lattice (needs, order of levels).
class PlanError : public Error {
 public:
  using Error::Error;
};

namespace accord {

/// One thing wrong with a file.
struct Problem {
  Place place;
  std::string message;  ///< what is wrong and what to do, one sentence, no place in it
};

/// Everything that is wrong with one file, in the order of the file. `what()` has one line a problem,
/// `NAME:LINE:COLUMN: error: MESSAGE`.
class Problems : public Error {
 public:
  Problems(std::string file, std::vector<Problem> problems);
  const std::string& file() const { return file_; }
  const std::vector<Problem>& problems() const { return problems_; }

 private:
  std::string file_;
  std::vector<Problem> problems_;
};

}  // namespace accord
}  // namespace entente
