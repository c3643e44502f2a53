#include "uncertainty/prim.h"

#include <algorithm>
#include <cmath>
#include <numeric>
#include <stdexcept>

#include "uncertainty/prim_region.h"

namespace entente::uncertainty {

namespace {

struct PeelCut {
  Region region;  // what is left
  std::size_t rows;
  std::size_t hits;
  double gain;  // of density, for each share of the box's rows given up
};

// Rows of the box in each column's order, so that a cut is the end of a list.
struct Sorted {
  const Observations& all;
  std::vector<std::vector<std::size_t>> by_column;
  std::size_t hits = 0;

  std::size_t rows() const { return by_column.front().size(); }
};

Sorted sorted(const Observations& all, std::span<const std::size_t> rows) {
  Sorted result{.all = all, .by_column = {}, .hits = 0};
  for (const std::size_t row : rows) result.hits += all.hits[row];
  for (std::size_t column = 0; column < all.columns; ++column) {
    auto& order = result.by_column.emplace_back(rows.begin(), rows.end());
    std::ranges::stable_sort(order, {}, [&](std::size_t row) { return value_at(all, row, column); });
  }
  return result;
}

// Taking `rows` rows with `hits` hits off `box`: an exact fraction of whole numbers, so that equal cuts are equal.
double gain_of(const Sorted& box, std::size_t rows, std::size_t hits) {
  const auto n = static_cast<double>(box.rows());
  const auto k = static_cast<double>(rows);
  return (static_cast<double>(box.hits) * k - n * static_cast<double>(hits)) / ((n - k) * k);
}

// The best cut, or none where no cut gains and leaves enough rows.
class Cuts {
 public:
  Cuts(const Sorted& box, const Region& region, const PrimOptions& options)
      : box_(box), region_(region), options_(options) {}

  std::optional<PeelCut> best() {
    for (std::size_t column = 0; column < box_.all.columns; ++column) {
      if (kind_of(box_.all, column) > 0) {
        each_category(column);
      } else {
        number(column, box_.by_column[column].begin(), box_.by_column[column].end(), Side::lower);
        number(column, box_.by_column[column].rbegin(), box_.by_column[column].rend(), Side::upper);
      }
    }
    return best_;
  }

 private:
  // Cuts at least the share asked for, and all rows whose value is that of the last.
  template <typename Iterator>
  void number(std::size_t column, Iterator begin, Iterator end, Side side) {
    const auto share = static_cast<std::ptrdiff_t>(options_.peel * static_cast<double>(box_.rows()));
    const double last = value_at(box_.all, *(begin + std::max<std::ptrdiff_t>(share - 1, 0)), column);
    std::size_t rows = 0;
    std::size_t hits = 0;
    Iterator at = begin;
    for (; at != end && (at - begin < share || value_at(box_.all, *at, column) == last); ++at) {
      ++rows;
      hits += box_.all.hits[*at];
    }
    if (at == end) return;
    consider(rows, hits, [&](Region& region) {
      (side == Side::lower ? region.lower : region.upper)[column] = value_at(box_.all, *at, column);
    });
  }

  void each_category(std::size_t column) {
    const std::size_t categories = kind_of(box_.all, column);
    std::vector<std::size_t> rows(categories, 0);
    std::vector<std::size_t> hits(categories, 0);
    for (const std::size_t row : box_.by_column[column]) {
      const auto category = static_cast<std::size_t>(value_at(box_.all, row, column));
      ++rows[category];
      hits[category] += box_.all.hits[row];
    }
    for (std::size_t category = 0; category < categories; ++category) {
      if (rows[category] == 0) continue;
      consider(rows[category], hits[category], [&](Region& region) { region.without[column][category] = true; });
    }
  }

  template <typename Change>
  void consider(std::size_t rows, std::size_t hits, const Change& change) {
    if (rows >= box_.rows() || box_.rows() - rows < options_.least_rows) return;
    const double gain = gain_of(box_, rows, hits);
    if (gain <= 0.0 || (best_ && gain <= best_->gain)) return;
    best_ = PeelCut{.region = region_, .rows = rows, .hits = hits, .gain = gain};
    change(best_->region);
  }

  const Sorted& box_;
  const Region& region_;
  const PrimOptions& options_;
  std::optional<PeelCut> best_;
};

void keep_inside(const Region& region, Sorted& box) {
  box.hits = 0;
  std::vector<bool> kept(box.all.rows(), false);
  for (const std::size_t row : box.by_column.front()) {
    kept[row] = inside(box.all, region, row);
    if (kept[row]) box.hits += box.all.hits[row];
  }
  for (auto& order : box.by_column) std::erase_if(order, [&](std::size_t row) { return !kept[row]; });
}

// All boxes from all rows down to where no cut gains, and the best balanced of them.
Region peeled(const Observations& all, std::span<const std::size_t> rows, const PrimOptions& options,
              std::vector<BoxMeasure>& peeling) {
  Sorted box = sorted(all, rows);
  const std::size_t all_hits = box.hits;
  Region region = whole(all);
  Region best = region;
  double best_balance = balance(box.rows(), box.hits, all_hits);
  peeling.push_back(measure_of(box.rows(), box.hits, rows.size(), all_hits));
  while (const auto cut = Cuts(box, region, options).best()) {
    region = cut->region;
    keep_inside(region, box);
    peeling.push_back(measure_of(box.rows(), box.hits, rows.size(), all_hits));
    const double at = balance(box.rows(), box.hits, all_hits);
    if (at > best_balance) {
      best_balance = at;
      best = region;
    }
  }
  return best;
}

void check(const Observations& all, const PrimOptions& options) {
  if (all.columns == 0 || all.values.size() != all.columns * all.rows()) {
    throw std::invalid_argument("observations need a column, and a value in each row and column");
  }
  if (!all.kinds.empty() && all.kinds.size() != all.columns) {
    throw std::invalid_argument("kinds are of other columns");
  }
  if (!(options.peel > 0.0 && options.peel < 1.0)) throw std::invalid_argument("a cut takes a share between 0 and 1");
  for (std::size_t n = 0; n < all.values.size(); ++n) {
    const double value = all.values[n];
    const std::size_t kind = kind_of(all, n % all.columns);
    if (!std::isfinite(value)) throw std::invalid_argument("a value is not finite");
    if (kind > 0 && (value < 0.0 || value >= static_cast<double>(kind) || value != std::floor(value))) {
      throw std::invalid_argument("a category is out of range");
    }
  }
}

}  // namespace

std::vector<Box> find_boxes(const Observations& observations, const PrimOptions& options) {
  check(observations, options);
  const auto all_hits = static_cast<std::size_t>(std::ranges::count(observations.hits, std::uint8_t{1}));
  std::vector<std::size_t> left(observations.rows());
  std::iota(left.begin(), left.end(), std::size_t{0});
  std::vector<Box> boxes;
  while (boxes.size() < options.most_boxes && all_hits > 0 && left.size() >= options.least_rows) {
    Box box;
    Region region = peeled(observations, left, options, box.peeling);
    drop_what_chance_explains(observations, left, options, region);
    paste(observations, left, options, region);
    if (restricted_columns(observations, region).empty()) break;
    box.limits = limits_of(observations, left, region);
    box.measure = measured(box, observations);
    std::vector<std::size_t> outside;
    for (const std::size_t row : left) {
      if (inside(observations, region, row)) {
        box.new_hits += observations.hits[row];
      } else {
        outside.push_back(row);
      }
    }
    // What slips past a box's edges is not another place where it happens.
    if (static_cast<double>(box.new_hits) < options.least_new * static_cast<double>(all_hits)) break;
    left = std::move(outside);
    boxes.push_back(std::move(box));
  }
  return boxes;
}

bool holds(const Box& box, std::span<const double> row) {
  return std::ranges::all_of(box.limits, [&](const Limit& limit) {
    const double value = row[limit.column];
    return (!limit.lower || value >= limit.lower->inside) && (!limit.upper || value <= limit.upper->inside) &&
           (limit.categories.empty() || std::ranges::any_of(limit.categories, [&](std::size_t category) {
              return static_cast<double>(category) == value;
            }));
  });
}

BoxMeasure measured(const Box& box, const Observations& observations) {
  std::size_t rows = 0;
  std::size_t hits = 0;
  std::size_t all_hits = 0;
  for (std::size_t row = 0; row < observations.rows(); ++row) {
    all_hits += observations.hits[row];
    if (!holds(box, observations.values.subspan(row * observations.columns, observations.columns))) continue;
    ++rows;
    hits += observations.hits[row];
  }
  return measure_of(rows, hits, observations.rows(), all_hits);
}

}  // namespace entente::uncertainty
