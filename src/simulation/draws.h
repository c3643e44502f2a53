// Random numbers that are counted, not generated one after the other: each is a hash of the seed, the run, what it is
// for and which one it is. So a run is the same on any thread, and a changed clock or threshold leaves every other
// number of the run as it was. Philox 4x64 of ten rounds (Salmon, Moraes, Dror and Shaw 2011, Random123).
#pragma once

#include <Random123/philox.h>

#include <array>
#include <cmath>
#include <cstdint>

namespace entente::simulation {

/// What a number is for. The order is part of what a seed means: add at the end.
enum class Stream : std::uint64_t {
  party,          ///< when its leadership changes, what it secretly gives up
  alarm,          ///< when it comes, whether it is one, about what
  alarm_ends,     ///< what its review and its suspension come to
  delivery,       ///< whether it is late, by how much, whether that is excused
  late_ends,      ///< how a suspension for lateness ends
  withheld,       ///< whether it is seen, and what its review comes to
  withheld_ends,  ///< how its suspension ends
  breach,         ///< when it begins, whether it is one, of what
  breach_seen,    ///< when it is seen
  breach_ends,    ///< what its review and its suspension come to
  looked_again    ///< whether a later gate shows what was hidden
};

class RunDraws {
 public:
  RunDraws(std::uint64_t seed, std::uint64_t run) : run_(run) { key_.v[0] = seed; }

  /// Four numbers above 0 and below 1. `first` and `second` say which event of the stream it is.
  std::array<double, 4> operator()(Stream stream, std::uint64_t first, std::uint64_t second = 0) const {
    r123::Philox4x64::ctr_type counter{};
    counter.v[0] = run_;
    counter.v[1] = static_cast<std::uint64_t>(stream);
    counter.v[2] = first;
    counter.v[3] = second;
    const r123::Philox4x64::ctr_type bits = r123::Philox4x64()(counter, key_);
    return {unit(bits.v[0]), unit(bits.v[1]), unit(bits.v[2]), unit(bits.v[3])};
  }

 private:
  // 52 bits and a half: the middle of one of 2^52 equal parts, so that neither 0 nor 1 is drawn.
  static double unit(std::uint64_t bits) { return (static_cast<double>(bits >> 12) + 0.5) * 0x1p-52; }

  std::uint64_t run_;
  r123::Philox4x64::key_type key_{};
};

/// The time to the first event of a rate, years; infinite for rate 0, none for an infinite rate.
inline double exponential(double unit, double rate) {
  return -std::log(unit) / rate;
}

}  // namespace entente::simulation
