#include "uncertainty/what_decides.h"

#include <tbb/enumerable_thread_specific.h>
#include <tbb/parallel_for.h>

#include <algorithm>
#include <atomic>
#include <memory>
#include <mutex>
#include <set>

#include "uncertainty/distributions.h"
#include "uncertainty/round_limits.h"

namespace entente::uncertainty {

namespace {

// With fewer worlds of either verdict than this, indices of the verdict are made of a handful of worlds, and so are
// their intervals.
constexpr double kLeastOfEitherVerdict = 30.0;

// A worker for each thread that asks; asked once for every evaluation, of which there will be `all`.
class Workers {
 public:
  Workers(const StressTest& test, const DecidingOptions& options, std::uint64_t all)
      : test_(test), options_(options), all_(all) {}

  StressWorker& mine() {
    count_one();
    std::unique_ptr<StressWorker>& worker = workers_.local();
    if (!worker) worker = std::make_unique<StressWorker>(test_);
    return *worker;
  }

 private:
  void count_one() {
    constexpr std::uint64_t told_every = 64;
    if ((done_.fetch_add(1) + 1) % told_every != 0 || !options_.on_progress) return;
    const std::unique_lock telling(telling_, std::try_to_lock);
    if (telling) options_.on_progress(std::min(done_.load(), all_), all_);
  }

  const StressTest& test_;
  const DecidingOptions& options_;
  std::uint64_t all_;
  std::atomic<std::uint64_t> done_{0};
  std::mutex telling_;
  tbb::enumerable_thread_specific<std::unique_ptr<StressWorker>> workers_;
};

// A plan as a model of the coordinates that matter to it; the others stay in the middle.
struct PlanModel {
  const StressTest& test;
  std::size_t plan;
  Workers& workers;
  std::vector<std::size_t> coordinates;  // of the world model, by column

  Outcome at(std::span<const double> point) const {
    std::vector<double> unit(test.model().coordinates.size(), 0.5);
    // Grids end at 0 and 1, where no world is drawn.
    for (std::size_t n = 0; n < coordinates.size(); ++n)
      unit[coordinates[n]] = std::clamp(point[n], 0x1p-40, 1.0 - 0x1p-40);
    std::vector<double> values(test.model().numbers.size());
    values_at(test.model(), unit, values);
    return workers.mine().at(values)[plan];
  }

  Model slack() const {
    return [this](std::span<const double> points, std::size_t rows, std::span<double> outputs) {
      const std::size_t columns = coordinates.size();
      for (std::size_t row = 0; row < rows; ++row) outputs[row] = at(points.subspan(row * columns, columns)).min_slack;
    };
  }

  Model slack_and_holding() const {
    return [this](std::span<const double> points, std::size_t rows, std::span<double> outputs) {
      const std::size_t columns = coordinates.size();
      for (std::size_t row = 0; row < rows; ++row) {
        const Outcome outcome = at(points.subspan(row * columns, columns));
        outputs[2 * row] = outcome.min_slack;
        outputs[2 * row + 1] = outcome.holds ? 1.0 : 0.0;
      }
    };
  }
};

bool is_scenarios(const JointDraw& draw) {
  return !draw.shares.empty();
}

// The numbers that a factor moves.
std::vector<std::size_t> numbers_of(const WorldModel& model, const Factor& factor) {
  std::vector<std::size_t> numbers;
  for (std::size_t n = 0; n < model.numbers.size(); ++n) {
    if (model.coordinate_of[n] == factor.coordinates.front()) numbers.push_back(n);
  }
  for (const JointDraw& draw : model.joint) {
    if (draw.coordinates == factor.coordinates) numbers = draw.numbers;
  }
  return numbers;
}

std::vector<Factor> mattering_factors(const StressTest& test) {
  std::vector<Factor> factors;
  for (const Factor& factor : test.model().factors) {
    const auto numbers = numbers_of(test.model(), factor);
    if (std::ranges::any_of(numbers, [&](std::size_t n) { return test.depends_on(n); })) factors.push_back(factor);
  }
  return factors;
}

// The same factors by the columns of a model that has no others.
std::vector<Factor> by_column(const std::vector<Factor>& factors) {
  std::vector<Factor> result = factors;
  std::size_t column = 0;
  for (Factor& factor : result) {
    for (std::size_t& coordinate : factor.coordinates) coordinate = column++;
  }
  return result;
}

// Largest effects first, and of the same the first of the file.
std::vector<std::size_t> by_effect(const std::vector<ElementaryEffects>& effects) {
  std::vector<std::size_t> order;
  for (std::size_t n = 0; n < effects.size(); ++n) order.push_back(n);
  std::ranges::stable_sort(order, std::ranges::greater{}, [&](std::size_t n) { return effects[n].mu_star; });
  return order;
}

// So many factors have indices of their own; a last one alone is not put together with others.
std::size_t factors_alone(std::size_t factors, const DecidingOptions& options) {
  return factors <= options.most_factors + 1 ? factors : options.most_factors;
}

void find_indices(const PlanModel& model, const std::vector<Factor>& columns, const std::vector<std::size_t>& order,
                  const DecidingOptions& options, WhatDecides& result) {
  const std::size_t alone = factors_alone(order.size(), options);
  std::vector<Factor> groups;
  for (std::size_t place = 0; place < order.size(); ++place) {
    const Factor& factor = columns[order[place]];
    if (place > alone) {
      groups.back().coordinates.insert(groups.back().coordinates.end(), factor.coordinates.begin(),
                                       factor.coordinates.end());
      result.factors.back().screened.push_back(place);
    } else {
      groups.push_back({place < alone ? factor.name : "others", factor.coordinates});
      result.factors.push_back({groups.back().name, {place}});
    }
  }
  const SobolAnalysis analysis = sobol_indices(model.slack_and_holding(), groups,
                                               {.rows = options.rows, .outputs = 2, .seed = model.test.options().seed});
  result.slack = analysis.outputs[0];
  result.holding = analysis.outputs[1];
  const double rarer = std::min(result.holding.mean, 1.0 - result.holding.mean);
  if (2.0 * static_cast<double>(options.rows) * rarer < kLeastOfEitherVerdict) result.holding.factors.clear();
  result.evaluations += analysis.evaluations;
}

// Ends and quantiles of a range; of scenarios every value.
std::vector<double> settings_of(const WorldModel& model, std::size_t number, double share) {
  for (const JointDraw& draw : model.joint) {
    if (!is_scenarios(draw)) continue;
    for (std::size_t n = 0; n < draw.numbers.size(); ++n) {
      if (draw.numbers[n] != number) continue;
      std::set<double> values;
      for (std::size_t at = n; at < draw.values.size(); at += draw.numbers.size()) values.insert(draw.values[at]);
      return {values.begin(), values.end()};
    }
  }
  const accord::Range& range = model.numbers[number].range;
  return {range.low, quantile(range, share), quantile(range, 1.0 - share), range.high};
}

std::vector<Trial> trials_of(const StressTest& test, const DecidingOptions& options) {
  std::vector<Trial> trials;
  for (std::size_t n = 0; n < test.model().numbers.size(); ++n) {
    if (test.depends_on(n)) {
      trials.push_back({.column = n, .settings = settings_of(test.model(), n, options.quantile)});
    }
  }
  return trials;
}

void find_tornado(const PlanModel& model, WhatDecides& result) {
  std::vector<double> best;
  for (const accord::RangedNumber& number : model.test.model().numbers) best.push_back(number.range.best);
  const Model of_values = [&](std::span<const double> points, std::size_t rows, std::span<double> outputs) {
    for (std::size_t row = 0; row < rows; ++row) {
      const Outcome& outcome = model.workers.mine().at(points.subspan(row * best.size(), best.size()))[model.plan];
      outputs[2 * row] = outcome.min_slack;
      outputs[2 * row + 1] = outcome.holds ? 1.0 : 0.0;
    }
  };
  result.tornado = tornado(of_values, best, result.trials);
  result.evaluations += 1;
  for (const Trial& trial : result.trials) result.evaluations += trial.settings.size();
}

// Worlds as rows of the columns of the boxes.
struct WorldRows {
  std::vector<double> values;
  std::vector<std::uint8_t> holds;
};

std::vector<BoxColumn> box_columns(const StressTest& test, const std::vector<Factor>& factors,
                                   std::vector<std::size_t>& kinds) {
  std::vector<BoxColumn> columns;
  for (const Factor& factor : factors) {
    const auto group = std::ranges::find_if(
        test.accord().given, [&](const accord::Given& given) { return "given/" + given.name == factor.name; });
    if (group != test.accord().given.end()) {
      BoxColumn column{.number = 0, .group = group->name, .scenarios = {}};
      for (const accord::Scenario& scenario : group->scenarios) column.scenarios.push_back(scenario.name);
      kinds.push_back(column.scenarios.size());
      columns.push_back(std::move(column));
      continue;
    }
    for (const std::size_t number : numbers_of(test.model(), factor)) {
      if (!test.depends_on(number)) continue;
      columns.push_back({.number = number, .group = {}, .scenarios = {}});
      kinds.push_back(0);
    }
  }
  return columns;
}

// Which scenario of the group the world is in.
double scenario_of(const WorldModel& model, const std::string& group, std::span<const double> unit) {
  for (const JointDraw& draw : model.joint) {
    if (!is_scenarios(draw) || model.coordinates[draw.coordinates.front()] != "given/" + group) continue;
    return static_cast<double>(std::ranges::upper_bound(draw.shares, unit[draw.coordinates.front()]) -
                               draw.shares.begin());
  }
  return 0.0;
}

WorldRows drawn_worlds(const PlanModel& model, const std::vector<BoxColumn>& columns, std::uint64_t worlds) {
  const WorldModel& world = model.test.model();
  WorldRows rows{.values = std::vector<double>(worlds * columns.size()), .holds = std::vector<std::uint8_t>(worlds)};
  tbb::parallel_for(std::uint64_t{0}, worlds, [&](std::uint64_t n) {
    std::vector<double> unit(world.coordinates.size());
    std::vector<double> values(world.numbers.size());
    model.test.points().at(n, unit);
    values_at(world, unit, values);
    rows.holds[n] = model.workers.mine().at(values)[model.plan].holds ? 1 : 0;
    for (std::size_t c = 0; c < columns.size(); ++c) {
      rows.values[n * columns.size() + c] =
          columns[c].scenarios.empty() ? values[columns[c].number] : scenario_of(world, columns[c].group, unit);
    }
  });
  return rows;
}

// Every other world from `first` on, with a hit where `holds` says so.
WorldRows every_other(const WorldRows& all, std::size_t first, std::size_t columns, bool holds) {
  WorldRows rows;
  for (std::size_t n = first; n < all.holds.size(); n += 2) {
    const auto begin = all.values.begin() + static_cast<std::ptrdiff_t>(n * columns);
    rows.values.insert(rows.values.end(), begin, begin + static_cast<std::ptrdiff_t>(columns));
    rows.holds.push_back((all.holds[n] != 0) == holds ? 1 : 0);
  }
  return rows;
}

void find_where(const PlanModel& model, const std::vector<Factor>& factors, const DecidingOptions& options,
                WhatDecides& result) {
  std::vector<std::size_t> kinds;
  result.columns = box_columns(model.test, factors, kinds);
  const std::uint64_t worlds = std::min(model.test.options().worlds, options.worlds_for_boxes);
  const WorldRows all = drawn_worlds(model, result.columns, worlds);
  result.evaluations += worlds;
  const auto holding = static_cast<std::uint64_t>(std::ranges::count(all.holds, std::uint8_t{1}));
  result.boxes_hold = 2 * holding < worlds;
  const auto view = [&](const WorldRows& rows) {
    return Observations{.columns = result.columns.size(), .values = rows.values, .hits = rows.holds, .kinds = kinds};
  };
  const WorldRows made_from = every_other(all, 0, result.columns.size(), result.boxes_hold);
  const WorldRows fresh = every_other(all, 1, result.columns.size(), result.boxes_hold);
  result.worlds_for_boxes = fresh.holds.size();
  result.hits_for_boxes = static_cast<std::uint64_t>(std::ranges::count(fresh.holds, std::uint8_t{1}));
  for (Box& box : find_boxes(view(made_from))) {
    for (Limit& limit : box.limits) {
      const BoxColumn& column = result.columns[limit.column];
      if (column.scenarios.empty()) limit = rounded(limit, model.test.model().numbers[column.number]);
    }
    box.measure = measured(box, view(made_from));
    result.boxes.push_back({.box = box, .measure = measured(box, view(fresh))});
  }
}

// What all parts together will evaluate.
std::uint64_t evaluations_of(const StressTest& test, std::size_t factors, const std::vector<Trial>& trials,
                             const DecidingOptions& options) {
  const std::size_t alone = factors_alone(factors, options);
  const std::size_t groups = alone + (alone < factors ? 1 : 0);
  std::uint64_t all = options.trajectories * (1 + factors) + 2 * options.rows * (1 + groups) + 1;
  for (const Trial& trial : trials) all += trial.settings.size();
  return all + std::min(test.options().worlds, options.worlds_for_boxes);
}

}  // namespace

WhatDecides what_decides(const StressTest& test, std::size_t plan, const DecidingOptions& options) {
  WhatDecides result;
  const std::vector<Factor> factors = mattering_factors(test);
  if (factors.empty()) return result;
  result.trials = trials_of(test, options);
  Workers workers(test, options, evaluations_of(test, factors.size(), result.trials, options));
  PlanModel model{.test = test, .plan = plan, .workers = workers, .coordinates = {}};
  for (const Factor& factor : factors) {
    model.coordinates.insert(model.coordinates.end(), factor.coordinates.begin(), factor.coordinates.end());
  }
  const std::vector<Factor> columns = by_column(factors);
  const auto effects =
      elementary_effects(model.slack(), columns, {.trajectories = options.trajectories, .seed = test.options().seed});
  result.evaluations += options.trajectories * (1 + columns.size());
  const std::vector<std::size_t> order = by_effect(effects);
  for (const std::size_t n : order) result.screened.push_back({.factor = factors[n], .effects = effects[n]});
  find_indices(model, columns, order, options, result);
  find_tornado(model, result);
  find_where(model, factors, options, result);
  return result;
}

}  // namespace entente::uncertainty
