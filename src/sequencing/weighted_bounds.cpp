#include "sequencing/weighted_bounds.h"

#include <tbb/blocked_range.h>
#include <tbb/enumerable_thread_specific.h>
#include <tbb/parallel_for.h>

#include <algorithm>
#include <atomic>
#include <cmath>
#include <limits>
#include <optional>

namespace entente::sequencing {

namespace {

constexpr std::size_t kGrain = 16;
constexpr float kNoBound = -std::numeric_limits<float>::infinity();

// Rounds up, past what was lost to rounding on the way.
float upper(double value) {
  const double raised = value + 1e-12 * std::abs(value);
  const auto nearest = static_cast<float>(raised);
  return static_cast<double>(nearest) < raised ? std::nextafter(nearest, std::numeric_limits<float>::infinity())
                                               : nearest;
}

void raise_to(float& place, float value) {
  std::atomic_ref<float> shared(place);
  float seen = shared.load(std::memory_order_relaxed);
  while (seen < value && !shared.compare_exchange_weak(seen, value, std::memory_order_relaxed)) {
  }
}

// The weights by elapsed time, and what a step is worth but for what follows it.
class Sums {
 public:
  Sums(const PlanGraph& graph, const WeightedBounds& bounds) : graph_(graph), bounds_(bounds) {}

  // sum_i omega_i(t) vector_i
  double at(std::size_t t, const std::vector<double>& vector) const {
    const double* omega = bounds_.omega.data() + t * vector.size();
    double sum = 0.0;
    for (std::size_t i = 0; i < vector.size(); ++i) sum += omega[i] * vector[i];
    return sum;
  }

  // sum_i omega_i(t) base_i [T]_gamma - omega_i(t + T) once_i
  double step(std::size_t t, std::size_t length, const StateFigures& figures) const {
    const std::size_t parties = graph_.parties();
    const double* until = graph_.tables.until.data() + length * parties;
    const double* now = bounds_.omega.data() + t * parties;
    const double* then = bounds_.omega.data() + (t + graph_.tables.periods[length]) * parties;
    double sum = 0.0;
    for (std::size_t i = 0; i < parties; ++i) {
      sum += now[i] * figures.base[i] * until[i] - then[i] * figures.once[i];
    }
    return sum;
  }

 private:
  const PlanGraph& graph_;
  const WeightedBounds& bounds_;
};

struct Worker {
  StateFigures figures;
  std::vector<Edge> steps;
  std::vector<float> best;         ///< [length * times + time]
  std::vector<double> earned;      ///< by length: the sum until the gate of a step begun at one time
  std::vector<float> earned_each;  ///< [length * parties + party]
};

// The place of a state's time, elapsed periods from today; none when the range does not have it.
std::optional<std::size_t> place_of(const Times& times, StateNumber state, std::size_t elapsed) {
  if (!times.passed(state) || elapsed < times.earliest[state] || elapsed > times.latest[state]) return std::nullopt;
  return times.first[state] + elapsed - times.earliest[state];
}

// Follows the largest sums from today to the end of a plan of the relaxation and gives its values.
std::vector<double> best_value(const PlanGraph& graph, const Times& times, const WeightedBounds& bounds) {
  const Sums sums(graph, bounds);
  const std::size_t parties = graph.parties();
  std::vector<double> value(parties, 0.0);
  std::vector<double> discount(parties, 1.0);
  StateNumber r = graph.today;
  std::size_t t = 0;
  Worker worker;
  for (;;) {
    graph.fill(r, worker.figures);
    graph.steps_from(r, worker.figures.levels, worker.steps);
    const bool ends = worker.figures.holds && graph.may_end_at(r);
    double best = -std::numeric_limits<double>::infinity();
    if (ends) {
      std::vector<double> held(parties);
      for (std::size_t i = 0; i < parties; ++i) held[i] = worker.figures.hold[i];
      best = sums.at(t, held);
    }
    const Edge* chosen = nullptr;
    for (const Edge& edge : worker.steps) {
      const auto there = place_of(times, edge.next, t + graph.tables.periods[edge.length]);
      if (!there || bounds.ahead[*there] == kNoBound) continue;
      const double sum = sums.step(t, edge.length, worker.figures) + static_cast<double>(bounds.ahead[*there]);
      if (sum <= best && (chosen != nullptr || ends)) continue;
      best = sum;
      chosen = &edge;
    }
    if (chosen == nullptr) {
      for (std::size_t i = 0; i < parties; ++i) value[i] += discount[i] * worker.figures.hold[i];
      return value;
    }
    const std::size_t row = chosen->length * parties;
    StateFigures next;
    graph.fill(chosen->next, next);
    for (std::size_t i = 0; i < parties; ++i) {
      value[i] += discount[i] * worker.figures.base[i] * graph.tables.until[row + i];
      discount[i] *= graph.tables.to_gate[row + i];
      value[i] += discount[i] * (next.once[i] - worker.figures.once[i]);
    }
    t += graph.tables.periods[chosen->length];
    r = chosen->next;
  }
}

void look_ahead(const PlanGraph& graph, const Times& times, StateNumber r, Worker& worker, WeightedBounds& bounds) {
  const std::size_t parties = graph.parties();
  const std::size_t lengths = graph.tables.periods.size();
  const std::size_t count = times.count(r);
  const Sums sums(graph, bounds);
  graph.fill(r, worker.figures);
  graph.steps_from(r, worker.figures.levels, worker.steps);
  worker.best.assign(lengths * count, kNoBound);
  for (const Edge& edge : worker.steps) {
    if (!times.passed(edge.next)) continue;
    // Times at which the gate lies in the range of the next state.
    const auto takes = static_cast<std::ptrdiff_t>(graph.tables.periods[edge.length]);
    const std::ptrdiff_t shift = times.earliest[r] + takes - times.earliest[edge.next];
    const std::ptrdiff_t from = std::max<std::ptrdiff_t>(0, -shift);
    const std::ptrdiff_t to = std::min<std::ptrdiff_t>(static_cast<std::ptrdiff_t>(count),
                                                       static_cast<std::ptrdiff_t>(times.count(edge.next)) - shift);
    const float* next = bounds.ahead.data() + times.first[edge.next];
    float* best = worker.best.data() + edge.length * count;
    for (std::ptrdiff_t t = from; t < to; ++t) best[t] = next[t + shift] > best[t] ? next[t + shift] : best[t];
  }
  const bool ends = worker.figures.holds && graph.may_end_at(r);
  std::vector<double>& whole = worker.figures.hold;
  for (std::size_t i = 0; i < parties; ++i) whole[i] += worker.figures.once[i];
  for (std::size_t t = 0; t < count; ++t) {
    const std::size_t elapsed = times.earliest[r] + t;
    double best = ends ? sums.at(elapsed, whole) : static_cast<double>(kNoBound);
    const double once = sums.at(elapsed, worker.figures.once);
    for (std::size_t length = 0; length < lengths; ++length) {
      const float next = worker.best[length * count + t];
      if (next == kNoBound) continue;
      best = std::max(best, sums.step(elapsed, length, worker.figures) + static_cast<double>(next) + once);
    }
    bounds.ahead[times.first[r] + t] = best == static_cast<double>(kNoBound) ? kNoBound : upper(best);
  }
}

// Pushes what was earned until each time of a state on to the states that can follow.
void look_back(const PlanGraph& graph, const Times& times, StateNumber r, double threshold, Worker& worker,
               WeightedBounds& bounds) {
  const std::size_t parties = graph.parties();
  const std::size_t count = times.count(r);
  const float* const before = bounds.before.data() + times.first[r];
  if (std::all_of(before, before + count, [](float sum) { return sum == kNoBound; })) return;
  const Sums sums(graph, bounds);
  graph.fill(r, worker.figures);
  graph.steps_from(r, worker.figures.levels, worker.steps);
  const std::size_t lengths = graph.tables.periods.size();
  const bool apart = !bounds.before_each.empty();
  worker.earned.resize(lengths);
  worker.earned_each.resize(lengths * parties);
  for (std::size_t t = 0; t < count; ++t) {
    if (before[t] == kNoBound) continue;
    const std::size_t elapsed = times.earliest[r] + t;
    const double earned = static_cast<double>(before[t]) + sums.at(elapsed, worker.figures.once);
    for (std::size_t length = 0; length < lengths; ++length) {
      worker.earned[length] = earned + sums.step(elapsed, length, worker.figures);
      if (!apart) continue;
      const float* each = bounds.before_each.data() + (times.first[r] + t) * parties;
      const double* now = bounds.discount.data() + elapsed * parties;
      const double* then = bounds.discount.data() + (elapsed + graph.tables.periods[length]) * parties;
      for (std::size_t i = 0; i < parties; ++i) {
        const double flows = worker.figures.base[i] * graph.tables.until[length * parties + i];
        worker.earned_each[length * parties + i] =
            upper(static_cast<double>(each[i]) + now[i] * (worker.figures.once[i] + flows) -
                  then[i] * worker.figures.once[i]);
      }
    }
    for (const Edge& edge : worker.steps) {
      const auto there = place_of(times, edge.next, elapsed + graph.tables.periods[edge.length]);
      if (!there || worker.earned[edge.length] + static_cast<double>(bounds.ahead[*there]) < threshold) continue;
      raise_to(bounds.before[*there], upper(worker.earned[edge.length]));
      for (std::size_t i = 0; apart && i < parties; ++i) {
        raise_to(bounds.before_each[*there * parties + i], worker.earned_each[edge.length * parties + i]);
      }
    }
  }
}

// Lists the states that are passed and gives their times places.
void number(const std::vector<std::vector<StateNumber>>& layers, Times& times) {
  times.layers.assign(layers.size(), {});
  for (std::size_t layer = 0; layer < layers.size(); ++layer) {
    for (const StateNumber state : layers[layer]) {
      if (!times.passed(state)) continue;
      times.layers[layer].push_back(state);
      times.first[state] = times.all;
      times.all += times.count(state);
      ++times.states;
    }
  }
}

}  // namespace

Times make_times(const PlanGraph& graph) {
  Times times;
  const std::size_t states = graph.lattice.code.size();
  times.earliest.assign(states, Times::kNever);
  times.latest.assign(states, 0);
  times.first.assign(states, 0);
  times.layers.resize(graph.lattice.layers.size());
  if (graph.today == kNoState || graph.open[graph.today] == 0) return times;
  times.earliest[graph.today] = 0;
  const auto raise = [](std::uint16_t& place, std::uint16_t value, bool up) {
    std::atomic_ref<std::uint16_t> shared(place);
    std::uint16_t seen = shared.load(std::memory_order_relaxed);
    while ((up ? seen < value : seen > value) &&
           !shared.compare_exchange_weak(seen, value, std::memory_order_relaxed)) {
    }
  };
  tbb::enumerable_thread_specific<Worker> workers;
  for (const std::vector<StateNumber>& layer : graph.open_layers) {
    tbb::parallel_for(
        tbb::blocked_range<std::size_t>(0, layer.size(), 64), [&](const tbb::blocked_range<std::size_t>& range) {
          Worker& worker = workers.local();
          for (std::size_t at = range.begin(); at != range.end(); ++at) {
            const StateNumber r = layer[at];
            if (!times.passed(r)) continue;
            graph.lattice.fill_levels(*graph.game, r, worker.figures.levels);
            graph.steps_from(r, worker.figures.levels, worker.steps);
            for (const Edge& edge : worker.steps) {
              const std::size_t takes = graph.tables.periods[edge.length];
              raise(times.earliest[edge.next], static_cast<std::uint16_t>(times.earliest[r] + takes), false);
              raise(times.latest[edge.next], static_cast<std::uint16_t>(times.latest[r] + takes), true);
            }
          }
        });
  }
  number(graph.open_layers, times);
  return times;
}

Times narrowed(const Times& times, const WeightedBounds& bounds) {
  Times left;
  left.earliest.assign(times.earliest.size(), Times::kNever);
  left.latest.assign(times.latest.size(), 0);
  left.first.assign(times.first.size(), 0);
  for (const std::vector<StateNumber>& layer : times.layers) {
    for (const StateNumber state : layer) {
      for (std::size_t t = 0; t < times.count(state); ++t) {
        if (bounds.before[times.first[state] + t] == kNoBound) continue;
        const auto elapsed = static_cast<std::uint16_t>(times.earliest[state] + t);
        left.earliest[state] = std::min(left.earliest[state], elapsed);
        left.latest[state] = std::max(left.latest[state], elapsed);
      }
    }
  }
  number(times.layers, left);
  return left;
}

WeightedBounds bound_ahead(const PlanGraph& graph, const Times& times, std::span<const double> weights) {
  WeightedBounds bounds;
  bounds.weights.assign(weights.begin(), weights.end());
  bounds.at_most = -std::numeric_limits<double>::infinity();
  if (times.all == 0) return bounds;
  const std::size_t parties = graph.parties();
  std::size_t latest = 0;
  for (const std::vector<StateNumber>& layer : times.layers) {
    for (const StateNumber state : layer) latest = std::max<std::size_t>(latest, times.latest[state]);
  }
  for (std::size_t t = 0; t <= latest + graph.tables.periods.back(); ++t) {
    for (std::size_t i = 0; i < parties; ++i) {
      bounds.discount.push_back(game::discounted(graph.game->parties[i].gamma, t));
      bounds.omega.push_back(weights[i] * bounds.discount.back());
    }
  }
  bounds.ahead.assign(times.all, kNoBound);
  tbb::enumerable_thread_specific<Worker> workers;
  for (std::size_t layer = times.layers.size(); layer-- > 0;) {
    const std::vector<StateNumber>& states = times.layers[layer];
    tbb::parallel_for(tbb::blocked_range<std::size_t>(0, states.size(), kGrain),
                      [&](const tbb::blocked_range<std::size_t>& range) {
                        Worker& worker = workers.local();
                        for (std::size_t at = range.begin(); at != range.end(); ++at) {
                          look_ahead(graph, times, states[at], worker, bounds);
                        }
                      });
  }
  bounds.at_most = static_cast<double>(bounds.ahead[times.first[graph.today]]);
  if (std::isfinite(bounds.at_most)) bounds.value = best_value(graph, times, bounds);
  return bounds;
}

void bound_before(const PlanGraph& graph, const Times& times, double threshold, bool each, WeightedBounds& bounds) {
  const std::size_t parties = graph.parties();
  bounds.before.assign(times.all, kNoBound);
  bounds.before_each.assign(each ? times.all * parties : 0, kNoBound);
  if (times.all == 0 || bounds.at_most < threshold) return;
  bounds.before[times.first[graph.today]] = 0.0F;
  if (each) std::fill_n(bounds.before_each.data() + times.first[graph.today] * parties, parties, 0.0F);
  tbb::enumerable_thread_specific<Worker> workers;
  for (const std::vector<StateNumber>& states : times.layers) {
    tbb::parallel_for(tbb::blocked_range<std::size_t>(0, states.size(), kGrain),
                      [&](const tbb::blocked_range<std::size_t>& range) {
                        Worker& worker = workers.local();
                        for (std::size_t at = range.begin(); at != range.end(); ++at) {
                          look_back(graph, times, states[at], threshold, worker, bounds);
                        }
                      });
  }
}

}  // namespace entente::sequencing
