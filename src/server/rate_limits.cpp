#include "server/rate_limits.h"

#include <algorithm>

namespace entente::server {

RateLimits::Bucket& RateLimits::filled(const std::string& who, double now) {
  auto found = buckets_.find(who);
  if (found == buckets_.end()) {
    if (buckets_.size() >= most_) {
      buckets_.erase(recent_.back());
      recent_.pop_back();
    }
    recent_.push_front(who);
    found = buckets_.emplace(who, Bucket{rate_.burst, now, recent_.begin()}).first;
  }
  Bucket& bucket = found->second;
  bucket.left = std::min(rate_.burst, bucket.left + std::max(0.0, now - bucket.since) * rate_.per_second);
  bucket.since = now;
  recent_.splice(recent_.begin(), recent_, bucket.place);
  return bucket;
}

double RateLimits::take(const std::string& who, double now) {
  Bucket& bucket = filled(who, now);
  if (bucket.left < 1.0) return (1.0 - bucket.left) / rate_.per_second;
  bucket.left -= 1.0;
  return 0.0;
}

double RateLimits::wait(const std::string& who, double now) {
  const Bucket& bucket = filled(who, now);
  return bucket.left < 1.0 ? (1.0 - bucket.left) / rate_.per_second : 0.0;
}

void RateLimits::give_back(const std::string& who) {
  const auto found = buckets_.find(who);
  if (found != buckets_.end()) found->second.left = std::min(rate_.burst, found->second.left + 1.0);
}

void RateLimits::forget(const std::string& who) {
  const auto found = buckets_.find(who);
  if (found == buckets_.end()) return;
  recent_.erase(found->second.place);
  buckets_.erase(found);
}

}  // namespace entente::server
