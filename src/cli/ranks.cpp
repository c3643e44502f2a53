#include "cli/ranks.h"

// Without MPI's C++ interface, which its standard has given up.
#define OMPI_SKIP_MPICXX 1
#include <mpi.h>
#include <signal.h>  // NOLINT(modernize-deprecated-headers): POSIX kill is not in <csignal>
#include <unistd.h>

#include <array>
#include <cerrno>
#include <chrono>
#include <cstring>
#include <deque>
#include <thread>
#include <type_traits>
#include <utility>

#include "cli/interrupt.h"
#include "cli/mpirun.h"

namespace entente::cli {

namespace {

// What each process tells the others of itself when it begins.
struct Card {
  std::array<char, 256> machine{};
  int id = 0;
};
static_assert(std::is_trivially_copyable_v<Card>);

struct UnderWay {
  std::size_t other = 0;  // who sends it
  About about = About::end;
  std::string bytes;
  MPI_Request request = MPI_REQUEST_NULL;
};

bool is_done(UnderWay& one) {
  int done = 0;
  MPI_Test(&one.request, &done, MPI_STATUS_IGNORE);
  return done != 0;
}

}  // namespace

struct Ranks::Impl {
  StartedTogether place;
  std::vector<Card> cards;  // of all processes
  bool abandoned = false;
  std::deque<UnderWay> sent;      // and may not be there yet
  std::deque<UnderWay> received;  // in the order in which they began to come

  void begin() {
    int level = 0;
    MPI_Init_thread(nullptr, nullptr, MPI_THREAD_FUNNELED, &level);
    Card own;
    gethostname(own.machine.data(), own.machine.size() - 1);
    own.id = getpid();
    cards.resize(place.count);
    MPI_Allgather(&own, sizeof own, MPI_BYTE, cards.data(), sizeof own, MPI_BYTE, MPI_COMM_WORLD);
  }

  bool is_gone(std::size_t number) const {
    const Card& other = cards[number];
    const bool here = std::strcmp(other.machine.data(), cards[place.number].machine.data()) == 0;
    return here && kill(other.id, 0) != 0 && errno == ESRCH;
  }

  void forget_what_was_sent() {
    while (!sent.empty() && is_done(sent.front())) sent.pop_front();
  }
};

bool built_with_mpi() {
  return true;
}

Ranks::Ranks() : impl_(std::make_unique<Impl>()) {
  impl_->place = started_by_mpirun().value_or(StartedTogether());
  if (impl_->place.count > 1) impl_->begin();
}

Ranks::~Ranks() {
  if (count() == 1 || impl_->abandoned) return;
  std::size_t awaited = 0;
  if (number() == 0) {
    for (std::size_t other = 1; other < count(); ++other) send(other, About::end, {});
    awaited = count() - 1;
  } else {
    send(0, About::ended, {});
  }
  // What others still have to say must be taken, or they could not end.
  while (awaited > 0 || !impl_->sent.empty()) {
    // mpirun ends all when one has died, and waiting for that one would be in vain.
    if (stop_asked()) return;
    const std::optional<Message> message = receive();
    if (message && message->about == About::ended) --awaited;
    if (!message) wait_a_little();
  }
  MPI_Finalize();
}

std::size_t Ranks::number() const {
  return impl_->place.number;
}

std::size_t Ranks::count() const {
  return impl_->place.count;
}

void Ranks::send(std::size_t to, About about, std::string bytes) {
  UnderWay& one = impl_->sent.emplace_back(UnderWay{.other = to, .about = about, .bytes = std::move(bytes)});
  MPI_Isend(one.bytes.data(), static_cast<int>(one.bytes.size()), MPI_BYTE, static_cast<int>(to),
            static_cast<int>(about), MPI_COMM_WORLD, &one.request);
}

std::optional<Message> Ranks::receive() {
  if (count() == 1) return std::nullopt;
  impl_->forget_what_was_sent();
  for (;;) {
    int there = 0;
    MPI_Message message = MPI_MESSAGE_NULL;
    MPI_Status status{};
    MPI_Improbe(MPI_ANY_SOURCE, MPI_ANY_TAG, MPI_COMM_WORLD, &there, &message, &status);
    if (there == 0) break;
    int size = 0;
    MPI_Get_count(&status, MPI_BYTE, &size);
    UnderWay& one = impl_->received.emplace_back();
    one.other = static_cast<std::size_t>(status.MPI_SOURCE);
    one.about = static_cast<About>(status.MPI_TAG);
    one.bytes.resize(static_cast<std::size_t>(size));
    MPI_Imrecv(one.bytes.data(), size, MPI_BYTE, &message, &one.request);
  }
  if (impl_->received.empty() || !is_done(impl_->received.front())) return std::nullopt;
  UnderWay& one = impl_->received.front();
  Message message{.from = one.other, .about = one.about, .bytes = std::move(one.bytes)};
  impl_->received.pop_front();
  return message;
}

void Ranks::wait_a_little() const {
  // MPI moves messages only while it is called; a block takes longer than either, and waking up costs, too.
  const bool quiet = impl_->sent.empty() && impl_->received.empty();
  std::this_thread::sleep_for(std::chrono::microseconds(quiet ? 1000 : 100));
}

std::vector<std::string> Ranks::gone() const {
  std::vector<std::string> result;
  for (std::size_t other = 0; other < impl_->cards.size(); ++other) {
    if (!impl_->is_gone(other)) continue;
    result.push_back("process " + std::to_string(other) + " of " + std::to_string(count()) + " (" +
                     std::to_string(impl_->cards[other].id) + " on " + impl_->cards[other].machine.data() + ")");
  }
  return result;
}

bool Ranks::is_first_that_lives() const {
  for (std::size_t other = 0; other < number(); ++other) {
    if (!impl_->is_gone(other)) return false;
  }
  return true;
}

void Ranks::abandon() {
  impl_->abandoned = true;
}

}  // namespace entente::cli
