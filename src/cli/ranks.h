// The processes that mpirun started together (the ranks of MPI), and messages between them.
//
// The first of them does all that a user sees; the others work for it and end with it. MPI is begun only where mpirun
// started several, so that nothing changes for a program that runs alone. Built without Open MPI, a program is always
// alone (ranks_alone.cpp).
#pragma once

#include <cstddef>
#include <memory>
#include <optional>
#include <string>
#include <vector>

namespace entente::cli {

/// Whether the program was built with Open MPI.
bool built_with_mpi();

/// What a message says.
enum class About : int {
  end,        ///< from the first: there is no more to do
  ended,      ///< to the first: the sender's last message
  problem,    ///< from the first: what is to be evaluated
  work,       ///< from the first: a part of it
  ready,      ///< to the first: how many parts the sender takes at a time
  evaluated,  ///< to the first: what came of a part
  failed      ///< to the first: why the sender can not go on
};

struct Message {
  std::size_t from = 0;
  About about = About::end;
  std::string bytes;
};

/// All calls come from the thread that made it.
class Ranks {
 public:
  Ranks();

  /// Where this is the first: tells the others to end and waits until they do; elsewhere: says that it ends. After
  /// `abandon` nothing of the kind.
  ~Ranks();
  Ranks(const Ranks&) = delete;
  Ranks& operator=(const Ranks&) = delete;

  std::size_t number() const;
  std::size_t count() const;

  /// Returns at once. Messages from one process to another arrive in order.
  void send(std::size_t to, About about, std::string bytes);

  /// The next message, once it has come whole; none where none has.
  std::optional<Message> receive();

  /// Sleeps a little, between looks for messages: less where some are on their way.
  void wait_a_little() const;

  /// "process 1 of 3 (8123 on a.example)": those on this machine that live no longer, the first process first.
  std::vector<std::string> gone() const;

  /// Whether all processes before this one are on this machine and live no longer.
  bool is_first_that_lives() const;

  /// mpirun is ending all of them: nobody is waited for.
  void abandon();

 private:
  struct Impl;
  std::unique_ptr<Impl> impl_;
};

}  // namespace entente::cli
