// Holds the program against files of known answers: entente_reference FILE...
// Prints what differs and, as its last line, `N agree, M differ, K unknown`. Exit code 1 when something differs, 2 when
// a file can not be read.
#include <iostream>

#include "accord/error.h"
#include "reference/check.h"

int main(int argc, char** argv) {
  if (argc < 2) {
    std::cerr << "usage: entente_reference FILE... (accords with their expected file beside them, or tables of known "
                 "answers)\n";
    return 2;
  }
  entente::reference::Tally tally;
  bool unreadable = false;
  for (int i = 1; i < argc; ++i) {
    try {
      entente::reference::check_file(argv[i], tally);
    } catch (const std::exception& error) {
      std::cerr << error.what() << '\n';
      unreadable = true;
    }
  }
  for (const std::string& difference : tally.differences) std::cout << difference << '\n';
  std::cout << entente::reference::summary(tally) << std::endl;
  if (unreadable) return 2;
  return tally.differ > 0 ? 1 : 0;
}
