// How often somebody may do something: a bucket for each, filled at a steady rate.
#pragma once

#include <cstddef>
#include <list>
#include <string>
#include <unordered_map>

namespace entente::server {

struct Rate {
  double burst = 1.0;       ///< how many at once, at least 1
  double per_second = 1.0;  ///< how many come back
};

/// Knows the most recent of those who asked; whoever has not asked for long is forgotten first, so memory is bounded.
class RateLimits {
 public:
  RateLimits(Rate rate, std::size_t most) : rate_(rate), most_(most) {}

  /// Takes one from the bucket of `who` at `now` (seconds, ascending). 0: it may; else the seconds to wait.
  double take(const std::string& who, double now);
  /// The same without taking any.
  double wait(const std::string& who, double now);
  /// Gives one back that was taken.
  void give_back(const std::string& who);
  /// Fills the bucket again.
  void forget(const std::string& who);
  std::size_t size() const { return buckets_.size(); }

 private:
  struct Bucket {
    double left = 0.0;
    double since = 0.0;
    std::list<std::string>::iterator place;
  };
  Bucket& filled(const std::string& who, double now);

  Rate rate_;
  std::size_t most_;
  std::list<std::string> recent_;  // the last asked first
  std::unordered_map<std::string, Bucket> buckets_;
};

}  // namespace entente::server
