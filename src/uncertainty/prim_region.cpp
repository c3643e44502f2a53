#include "uncertainty/prim_region.h"

#include <algorithm>
#include <boost/math/distributions/binomial.hpp>
#include <limits>

namespace entente::uncertainty {

namespace {

constexpr double kFree = std::numeric_limits<double>::infinity();

bool inside_column(const Observations& all, const Region& region, std::size_t row, std::size_t column) {
  const double value = value_at(all, row, column);
  if (kind_of(all, column) > 0) return !region.without[column][static_cast<std::size_t>(value)];
  return value >= region.lower[column] && value <= region.upper[column];
}

struct Counts {
  std::size_t rows = 0;
  std::size_t hits = 0;

  void take(const Observations& all, std::size_t row) {
    ++rows;
    hits += all.hits[row];
  }
};

// Rows of the region, and for each restricted column those that it alone keeps out.
struct Neighbours {
  Counts in;
  std::vector<std::size_t> columns;
  std::vector<std::vector<std::size_t>> kept_out;
};

Neighbours neighbours(const Observations& all, std::span<const std::size_t> rows, const Region& region) {
  Neighbours result{.in = {}, .columns = restricted_columns(all, region), .kept_out = {}};
  result.kept_out.resize(result.columns.size());
  for (const std::size_t row : rows) {
    std::size_t failed = 0;
    std::size_t by = 0;
    for (std::size_t n = 0; n < result.columns.size() && failed < 2; ++n) {
      if (inside_column(all, region, row, result.columns[n])) continue;
      ++failed;
      by = n;
    }
    if (failed == 0) result.in.take(all, row);
    if (failed == 1) result.kept_out[by].push_back(row);
  }
  return result;
}

void free_column(Region& region, std::size_t column) {
  region.lower[column] = -kFree;
  region.upper[column] = kFree;
  region.without[column].assign(region.without[column].size(), false);
}

Counts with(const Observations& all, Counts in, std::span<const std::size_t> added) {
  for (const std::size_t row : added) in.take(all, row);
  return in;
}

// Chance of at least so many hits in the box if its rows hit as often as those with the column free.
double quasi_p(const Counts& in, const Counts& free) {
  if (in.hits == 0 || in.rows == free.rows) return 1.0;
  const boost::math::binomial hits(static_cast<double>(in.rows),
                                   static_cast<double>(free.hits) / static_cast<double>(free.rows));
  return boost::math::cdf(boost::math::complement(hits, static_cast<double>(in.hits) - 1.0));
}

std::size_t hits_among(const Observations& all, std::span<const std::size_t> rows) {
  return with(all, {}, rows).hits;
}

// A side moved outward over some rows.
struct Pasted {
  Region region;
  double balance;
};

class Pastes {
 public:
  Pastes(const Observations& all, const Neighbours& at, const Region& region, const PrimOptions& options,
         std::size_t all_hits)
      : all_(all), at_(at), region_(region), options_(options), all_hits_(all_hits) {}

  std::optional<Pasted> best() {
    for (std::size_t n = 0; n < at_.columns.size(); ++n) {
      if (kind_of(all_, at_.columns[n]) > 0) {
        categories(n);
      } else {
        side(n, Side::lower);
        side(n, Side::upper);
      }
    }
    return best_;
  }

 private:
  void side(std::size_t n, Side side) {
    const std::size_t column = at_.columns[n];
    std::vector<std::size_t> beyond;
    for (const std::size_t row : at_.kept_out[n]) {
      const double value = value_at(all_, row, column);
      if (side == Side::lower ? value < region_.lower[column] : value > region_.upper[column]) beyond.push_back(row);
    }
    std::ranges::stable_sort(beyond, {}, [&](std::size_t row) {
      return side == Side::lower ? -value_at(all_, row, column) : value_at(all_, row, column);
    });
    const auto share =
        std::max<std::size_t>(1, static_cast<std::size_t>(options_.peel * static_cast<double>(at_.in.rows)));
    Counts after = at_.in;
    for (std::size_t count = 1; count <= beyond.size(); ++count) {
      after.take(all_, beyond[count - 1]);
      const double last = value_at(all_, beyond[count - 1], column);
      const bool none_left = count == beyond.size();
      if (!none_left && value_at(all_, beyond[count], column) == last) continue;
      const double free = side == Side::lower ? -kFree : kFree;
      consider(after, [&](Region& region) {
        (side == Side::lower ? region.lower : region.upper)[column] = none_left ? free : last;
      });
      if (count >= share) return;
    }
  }

  void categories(std::size_t n) {
    const std::size_t column = at_.columns[n];
    for (std::size_t category = 0; category < kind_of(all_, column); ++category) {
      if (!region_.without[column][category]) continue;
      std::vector<std::size_t> added;
      for (const std::size_t row : at_.kept_out[n]) {
        if (static_cast<std::size_t>(value_at(all_, row, column)) == category) added.push_back(row);
      }
      consider(with(all_, at_.in, added), [&](Region& region) { region.without[column][category] = false; });
    }
  }

  template <typename Change>
  void consider(const Counts& after, const Change& change) {
    const double now = best_ ? best_->balance : balance(at_.in.rows, at_.in.hits, all_hits_);
    const double then = balance(after.rows, after.hits, all_hits_);
    if (then <= now) return;
    best_ = Pasted{.region = region_, .balance = then};
    change(best_->region);
  }

  const Observations& all_;
  const Neighbours& at_;
  const Region& region_;
  const PrimOptions& options_;
  std::size_t all_hits_;
  std::optional<Pasted> best_;
};

// The nearest value of any row beyond a limit.
double nearest_beyond(const Observations& all, std::size_t column, double limit, Side side) {
  double nearest = side == Side::lower ? -kFree : kFree;
  for (std::size_t row = 0; row < all.rows(); ++row) {
    const double value = value_at(all, row, column);
    if (side == Side::lower && value < limit) nearest = std::max(nearest, value);
    if (side == Side::upper && value > limit) nearest = std::min(nearest, value);
  }
  return nearest;
}

}  // namespace

Region whole(const Observations& all) {
  Region region{.lower = std::vector<double>(all.columns, -kFree),
                .upper = std::vector<double>(all.columns, kFree),
                .without = std::vector<std::vector<bool>>(all.columns)};
  for (std::size_t column = 0; column < all.columns; ++column)
    region.without[column].assign(kind_of(all, column), false);
  return region;
}

bool inside(const Observations& all, const Region& region, std::size_t row) {
  for (std::size_t column = 0; column < all.columns; ++column) {
    if (!inside_column(all, region, row, column)) return false;
  }
  return true;
}

std::vector<std::size_t> restricted_columns(const Observations& all, const Region& region) {
  std::vector<std::size_t> columns;
  for (std::size_t column = 0; column < all.columns; ++column) {
    if (region.lower[column] > -kFree || region.upper[column] < kFree ||
        std::ranges::any_of(region.without[column], std::identity{})) {
      columns.push_back(column);
    }
  }
  return columns;
}

BoxMeasure measure_of(std::size_t rows, std::size_t hits, std::size_t all_rows, std::size_t all_hits) {
  const auto share = [](std::size_t part, std::size_t of) {
    return of == 0 ? 0.0 : static_cast<double>(part) / static_cast<double>(of);
  };
  return {.rows = rows,
          .hits = hits,
          .coverage = share(hits, all_hits),
          .density = share(hits, rows),
          .mass = share(rows, all_rows)};
}

double balance(std::size_t rows, std::size_t hits, std::size_t all_hits) {
  return rows + all_hits == 0 ? 0.0 : 2.0 * static_cast<double>(hits) / static_cast<double>(rows + all_hits);
}

void drop_what_chance_explains(const Observations& all, std::span<const std::size_t> rows, const PrimOptions& options,
                               Region& region) {
  const std::size_t all_hits = hits_among(all, rows);
  while (true) {
    const Neighbours at = neighbours(all, rows, region);
    std::optional<std::size_t> drop;
    double largest = 0.0;
    for (std::size_t n = 0; n < at.columns.size(); ++n) {
      const Counts free = with(all, at.in, at.kept_out[n]);
      const double p = quasi_p(at.in, free);
      const bool useless = balance(free.rows, free.hits, all_hits) >= balance(at.in.rows, at.in.hits, all_hits);
      // As many columns as there are were tried for each cut, so chance had as many occasions.
      if (!useless && p * static_cast<double>(all.columns) <= options.significance) continue;
      if (p >= largest) {
        largest = p;
        drop = at.columns[n];
      }
    }
    if (!drop) return;
    free_column(region, *drop);
  }
}

void paste(const Observations& all, std::span<const std::size_t> rows, const PrimOptions& options, Region& region) {
  const std::size_t all_hits = hits_among(all, rows);
  while (true) {
    const Neighbours at = neighbours(all, rows, region);
    const auto pasted = Pastes(all, at, region, options, all_hits).best();
    if (!pasted) return;
    region = pasted->region;
  }
}

std::vector<Limit> limits_of(const Observations& all, std::span<const std::size_t> rows, const Region& region) {
  const Neighbours at = neighbours(all, rows, region);
  std::vector<Limit> limits;
  for (std::size_t n = 0; n < at.columns.size(); ++n) {
    const std::size_t column = at.columns[n];
    Limit limit{.column = column,
                .lower = {},
                .upper = {},
                .categories = {},
                .quasi_p = quasi_p(at.in, with(all, at.in, at.kept_out[n]))};
    const auto cut = [&](double inside, Side side) {
      return Cut{.inside = inside, .outside = nearest_beyond(all, column, inside, side)};
    };
    if (region.lower[column] > -kFree) limit.lower = cut(region.lower[column], Side::lower);
    if (region.upper[column] < kFree) limit.upper = cut(region.upper[column], Side::upper);
    for (std::size_t category = 0; category < kind_of(all, column); ++category) {
      if (!region.without[column][category]) limit.categories.push_back(category);
    }
    limits.push_back(std::move(limit));
  }
  return limits;
}

}  // namespace entente::uncertainty
