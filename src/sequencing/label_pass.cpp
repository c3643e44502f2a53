#include "sequencing/label_pass.h"

#include <tbb/enumerable_thread_specific.h>

#include <algorithm>
#include <atomic>
#include <bit>
#include <cmath>
#include <limits>

#include "sequencing/best_few.h"

namespace entente::sequencing {

namespace {

using accord::CommitmentIndex;
using accord::PartyIndex;

constexpr double kNothing = -std::numeric_limits<double>::infinity();

// A size of each party's points, only to keep units out of comparisons.
std::vector<double> sizes_of_points(const game::Game& game) {
  std::vector<double> sizes;
  for (const game::PartyTerms& party : game.parties) {
    double sum = std::abs(party.breakdown) * party.forever;
    for (std::size_t slot = 0; slot < game.slots; ++slot) {
      sum += std::abs(party.flow[slot]) * party.forever + std::abs(party.once[slot]);
    }
    sizes.push_back(sum > 0.0 ? sum : 1.0);
  }
  return sizes;
}

class Pass {
 public:
  Pass(const PlanGraph& graph, const LabelPassOptions& options)
      : graph_(graph),
        options_(options),
        parties_(graph.parties()),
        few_(options.corridor == nullptr && options.eps.empty() && options.most > 0 && options.most <= BestFew::kMost),
        sizes_(sizes_of_points(*graph.game)),
        layers_(options.corridor == nullptr ? graph.open_layers : options.corridor->times->layers),
        gates_(graph, graph.sets.due.size() * graph.tables.gate_lengths) {
    table_.labels.resize(graph.lattice.code.size());
    if (options.corridor == nullptr) return;
    const Corridor& corridor = *options.corridor;
    const std::vector<double>& weights = corridor.bounds->weights;
    for (std::size_t i = 0; i < parties_; ++i) {
      sum_of_nothing_ += weights[i] * corridor.disagreement[i];
      if (corridor.objective->unit[i] > 0.0) counted_.push_back(i);
    }
    least_sum_ = least_sum(*corridor.objective, weights, corridor.goal);
    worth_of_one_ = worth_at_most(*corridor.objective, weights, 1.0);
    const auto counted = static_cast<double>(counted_.size());
    least_key_ =
        corridor.objective->kind == Objective::Kind::nash ? std::pow(least_sum_ / counted, counted) : corridor.goal;
  }

  LabelTable run() {
    for_each_state_backward(
        layers_, [&](std::size_t layer) { gates_.start(layer); }, [&](StateNumber state) { visit(state); },
        options_.on_states);
    table_.finished = !gave_up_.load();
    double best_dropped = kNothing;
    for (Worker& worker : workers_) {
      table_.arenas.push_back(std::move(worker.arena));
      table_.states_with_labels += worker.states;
      table_.kept += worker.kept;
      table_.comparisons += worker.comparisons;
      table_.cut = table_.cut || worker.cut;
      if (worker.cut) best_dropped = std::max(best_dropped, worker.best_dropped);
    }
    if (options_.corridor != nullptr && table_.cut) {
      table_.best_dropped = worth_of_key(best_dropped);
    }
    return std::move(table_);
  }

 private:
  struct Worker {
    StateFigures figures;
    std::vector<Edge> steps;
    std::vector<double> floor;
    std::vector<std::uint32_t> fitting;  ///< labels of the next state that meet what the step asks
    std::vector<double> sums;            ///< weighted sums of the candidates at one time
    std::vector<double> most;            ///< that each party's gain before a state adds to a weighted sum
    std::vector<double> shares;          ///< the same for a whole plan, ascending
    std::vector<double> eps;
    Candidates candidates;
    LabelFilter filter;
    BestFew best_few;
    std::vector<double> flows;
    Arena arena;
    std::size_t held = 0;  ///< bytes of `arena` already counted
    std::size_t states = 0;
    std::uint64_t kept = 0;
    std::uint64_t comparisons = 0;
    bool cut = false;
    double best_dropped = kNothing;
  };

  bool tolerant() const { return !options_.eps.empty(); }

  void visit(StateNumber r) {
    if (gave_up_.load(std::memory_order_relaxed)) return;
    if (options_.corridor != nullptr && !in_corridor(r)) return;
    Worker& worker = workers_.local();
    graph_.fill(r, worker.figures);
    graph_.steps_from(r, worker.figures.levels, worker.steps);
    worker.candidates.clear(parties_, tolerant());
    if (few_) {
      if (find_best_few(r, worker)) fill_gates(*graph_.game, graph_.tables, graph_.sets, worker.figures, gates_.add(r));
      return;
    }
    if (worker.figures.holds && graph_.may_end_at(r)) add_holding(worker);
    for (const Edge& edge : worker.steps) add_step(worker, edge);
    if (worker.candidates.origins.empty()) return;
    rank(r, worker);
    if (worker.candidates.origins.empty()) return;
    const LabelTally tally =
        worker.filter.keep(worker.candidates, rules_at(r, worker), worker.arena, table_.labels[r],
                           [&](const LabelOrigin& a, const LabelOrigin& b) { return comes_first(a, b); });
    if (tally.cut) {
      worker.best_dropped = worker.cut ? std::max(worker.best_dropped, tally.best_dropped) : tally.best_dropped;
      worker.cut = true;
    }
    ++worker.states;
    worker.kept += table_.labels[r].size;
    worker.comparisons += tally.comparisons;
    spend(worker, tally);
    fill_gates(*graph_.game, graph_.tables, graph_.sets, worker.figures, gates_.add(r));
  }

  void spend(Worker& worker, const LabelTally& tally) {
    const std::uint64_t compared = comparisons_.fetch_add(tally.comparisons, std::memory_order_relaxed);
    std::size_t bytes = 0;
    if (worker.arena.held() != worker.held) {
      bytes = bytes_.fetch_add(worker.arena.held() - worker.held, std::memory_order_relaxed);
      worker.held = worker.arena.held();
    }
    const bool over = (options_.most_comparisons > 0 && compared > options_.most_comparisons) ||
                      (options_.most_bytes > 0 && bytes > options_.most_bytes);
    if (over) gave_up_.store(true, std::memory_order_relaxed);
  }

  bool in_corridor(StateNumber r) const {
    const Corridor& corridor = *options_.corridor;
    const float* before = corridor.bounds->before.data() + corridor.times->first[r];
    return std::any_of(before, before + corridor.times->count(r), [](float sum) { return std::isfinite(sum); });
  }

  // Deeper states may use less of the tolerance, so that something is left for every step towards today.
  LabelRules rules_at(StateNumber r, Worker& worker) const {
    if (tolerant()) {
      const double share =
          1.0 - static_cast<double>(graph_.layer[r]) / static_cast<double>(graph_.lattice.layers.size());
      worker.eps.assign(options_.eps.begin(), options_.eps.end());
      for (double& points : worker.eps) points *= share;
    }
    return {.most = options_.most, .eps = worker.eps};
  }

  void add_holding(Worker& worker) {
    Candidates& candidates = worker.candidates;
    for (std::size_t i = 0; i < parties_; ++i) {
      const double value = worker.figures.hold[i] + worker.figures.once[i];
      candidates.values[i].push_back(value);
      if (tolerant()) candidates.promises[i].push_back(value);
    }
    candidates.origins.push_back({});
  }

  void add_step(Worker& worker, const Edge& edge) {
    const StateLabels& next = table_.labels[edge.next];
    if (next.size == 0) return;
    const StateFigures& figures = worker.figures;
    set_floor(worker, edge);
    worker.fitting.clear();
    for (std::uint32_t label = 0; label < next.size; ++label) {
      bool fits = true;
      for (std::size_t i = 0; i < parties_ && fits; ++i) fits = next.value(label, i) >= worker.floor[i];
      if (fits) worker.fitting.push_back(label);
    }
    if (worker.fitting.empty()) return;
    Candidates& candidates = worker.candidates;
    for (std::size_t i = 0; i < parties_; ++i) {
      const std::size_t at = edge.length * parties_ + i;
      const double flows = figures.base[i] * graph_.tables.until[at];
      const double to_gate = graph_.tables.to_gate[at];
      const double once = figures.once[i];
      const auto carry = [&](const double* from, std::vector<double>& to) {
        for (const std::uint32_t label : worker.fitting) to.push_back(flows + to_gate * (from[label] - once) + once);
      };
      carry(next.values + i * next.size, candidates.values[i]);
      if (tolerant()) carry(next.promises + i * next.size, candidates.promises[i]);
    }
    const auto takes = static_cast<std::uint16_t>(graph_.tables.periods[edge.length]);
    for (const std::uint32_t label : worker.fitting) {
      candidates.origins.push_back({.next = edge.next,
                                    .label = label,
                                    .periods = static_cast<std::uint16_t>(next.origins[label].periods + takes),
                                    .set = edge.set});
    }
  }

  // The same as ranking by product and keeping the first few, without a list of all candidates: most of them are left
  // after one look at their product.
  bool find_best_few(StateNumber r, Worker& worker) {
    const StateFigures& figures = worker.figures;
    BestFew& best = worker.best_few;
    best.start(parties_, options_.most);
    worker.most.resize(parties_);
    worker.sums.resize(parties_);
    for (std::size_t i = 0; i < parties_; ++i) worker.most[i] = figures.breakdown[i] + figures.once[i];
    const auto offer = [&](const LabelOrigin& origin) {
      double product = 1.0;
      for (std::size_t i = 0; i < parties_; ++i) {
        product *= share_of_gain(worker.sums[i] - worker.most[i], i);
      }
      best.offer(product, worker.sums, origin,
                 [&](const LabelOrigin& a, const LabelOrigin& b) { return comes_first(a, b); });
    };
    if (figures.holds && graph_.may_end_at(r)) {
      for (std::size_t i = 0; i < parties_; ++i) worker.sums[i] = figures.hold[i] + figures.once[i];
      offer({});
    }
    worker.flows.resize(parties_);
    for (const Edge& edge : worker.steps) {
      const StateLabels& next = table_.labels[edge.next];
      if (next.size == 0) continue;
      set_floor(worker, edge);
      const double* to_gate = graph_.tables.to_gate.data() + edge.length * parties_;
      const double* until = graph_.tables.until.data() + edge.length * parties_;
      const auto takes = static_cast<std::uint16_t>(graph_.tables.periods[edge.length]);
      for (std::size_t i = 0; i < parties_; ++i) {
        worker.flows[i] = figures.base[i] * until[i];
      }
      for (std::uint32_t label = 0; label < next.size; ++label) {
        bool fits = true;
        for (std::size_t i = 0; i < parties_; ++i) {
          const double value = next.value(label, i);
          fits = fits && value >= worker.floor[i];
          worker.sums[i] = worker.flows[i] + to_gate[i] * (value - figures.once[i]) + figures.once[i];
        }
        if (!fits) continue;
        offer({.next = edge.next,
               .label = label,
               .periods = static_cast<std::uint16_t>(next.origins[label].periods + takes),
               .set = edge.set});
      }
    }
    if (best.size() == 0) return false;
    best.store(worker.arena, table_.labels[r]);
    ++worker.states;
    worker.kept += best.size();
    worker.cut = worker.cut || best.cut();
    spend(worker, {.comparisons = best.comparisons()});
    worker.comparisons += best.comparisons();
    return true;
  }

  // A party without any gain would level all products; a floor keeps the others' order.
  double share_of_gain(double gain, PartyIndex i) const {
    constexpr double kLeastShare = 1e-9;
    return std::max(kLeastShare, gain / sizes_[i]);
  }

  // The least values at the next state with which the step is taken.
  void set_floor(Worker& worker, const Edge& edge) {
    const double* least = worker.figures.least_after.data() + edge.length * parties_;
    worker.floor.assign(least, least + parties_);
    const std::span<const double> gates = gates_[edge.next];
    const std::size_t lengths = graph_.tables.gate_lengths;
    for (const StepDue& due : graph_.sets.asked_in(edge.set)) {
      const double asked = gates[due.due * lengths + std::min<std::size_t>(edge.length, lengths - 1)];
      worker.floor[due.party] = std::max(worker.floor[due.party], asked);
    }
  }

  void rank(StateNumber r, Worker& worker) {
    if (options_.corridor != nullptr) {
      rank_by_bound(r, worker);
    } else if (options_.most > 0) {
      rank_by_product(worker);
    } else {
      rank_by_sum(worker);
    }
  }

  void rank_by_sum(Worker& worker) const {
    Candidates& candidates = worker.candidates;
    candidates.keys.assign(candidates.origins.size(), 0.0);
    for (std::size_t i = 0; i < parties_; ++i) {
      const double size = sizes_[i];
      for (std::size_t c = 0; c < candidates.keys.size(); ++c) candidates.keys[c] += candidates.values[i][c] / size;
    }
  }

  void rank_by_product(Worker& worker) const {
    Candidates& candidates = worker.candidates;
    candidates.keys.assign(candidates.origins.size(), 1.0);
    for (std::size_t i = 0; i < parties_; ++i) {
      const double base = worker.figures.breakdown[i] + worker.figures.once[i];
      for (std::size_t c = 0; c < candidates.keys.size(); ++c) {
        candidates.keys[c] *= share_of_gain(candidates.values[i][c] - base, i);
      }
    }
  }

  // The most that a plan through each candidate may be worth; those below the goal go.
  void rank_by_bound(StateNumber r, Worker& worker) const {
    const Corridor& corridor = *options_.corridor;
    const WeightedBounds& bounds = *corridor.bounds;
    const std::size_t first = corridor.times->first[r];
    Candidates& candidates = worker.candidates;
    const std::size_t count = candidates.origins.size();
    candidates.keys.assign(count, kNothing);
    worker.sums.resize(count);
    worker.most.resize(parties_);
    worker.shares.resize(parties_);
    for (std::size_t t = 0; t < corridor.times->count(r); ++t) {
      const float before = bounds.before[first + t];
      if (!std::isfinite(before)) continue;
      const std::size_t elapsed = corridor.times->earliest[r] + t;
      const double* omega = bounds.omega.data() + elapsed * parties_;
      std::fill(worker.sums.begin(), worker.sums.end(), static_cast<double>(before) - sum_of_nothing_);
      for (std::size_t i = 0; i < parties_; ++i) {
        const double* own = candidates.values[i].data();
        for (std::size_t c = 0; c < count; ++c) worker.sums[c] += omega[i] * own[c];
      }
      const float* each = bounds.before_each.data() + (first + t) * parties_;
      for (std::size_t i = 0; i < parties_; ++i) {
        worker.most[i] = bounds.weights[i] * (static_cast<double>(each[i]) - corridor.disagreement[i]);
      }
      const Objective::Kind kind = corridor.objective->kind;
      for (std::size_t c = 0; c < count; ++c) {
        if (worker.sums[c] < least_sum_) continue;
        const double key = kind == Objective::Kind::nash                ? product_within(worker, c, omega)
                           : kind == Objective::Kind::kalai_smorodinsky ? share_within(worker, c, omega)
                                                                        : worker.sums[c];
        candidates.keys[c] = std::max(candidates.keys[c], key);
      }
    }
    std::size_t left = 0;
    for (std::size_t c = 0; c < count; ++c) {
      if (!(candidates.keys[c] >= least_key_)) continue;
      candidates.keys[left] = candidates.keys[c];
      candidates.origins[left] = candidates.origins[c];
      for (std::vector<double>& own : candidates.values) own[left] = own[c];
      ++left;
    }
    candidates.keys.resize(left);
    candidates.origins.resize(left);
    for (std::vector<double>& own : candidates.values) own.resize(left);
  }

  double worth_of_key(double key) const {
    if (options_.corridor->objective->kind != Objective::Kind::nash) return key;
    const auto counted = static_cast<double>(counted_.size());
    return std::pow(key, 1.0 / counted) * counted * worth_of_one_;
  }

  // The largest product of weighted gains that have a sum and stay below a bound each: those with room to spare share
  // what the others leave.
  double product_within(Worker& worker, std::size_t candidate, const double* omega) const {
    double* const shares = worker.shares.data();
    std::size_t number = 0;
    for (const PartyIndex i : counted_) {
      const double share = worker.most[i] + omega[i] * worker.candidates.values[i][candidate];
      if (share <= 0.0) return kNothing;
      std::size_t at = number++;
      for (; at > 0 && shares[at - 1] > share; --at) shares[at] = shares[at - 1];
      shares[at] = share;
    }
    double left = worker.sums[candidate];
    double product = 1.0;
    for (std::size_t at = 0; at < number; ++at) {
      const auto sharers = static_cast<double>(number - at);
      if (shares[at] * sharers >= left) {
        const double equal = left / sharers;
        for (std::size_t rest = at; rest < number; ++rest) product *= equal;
        break;
      }
      product *= shares[at];
      left -= shares[at];
    }
    return product;
  }

  // The largest smallest share of best gains within the same bounds.
  double share_within(const Worker& worker, std::size_t candidate, const double* omega) const {
    const Corridor& corridor = *options_.corridor;
    double share = worker.sums[candidate] * worth_of_one_;
    for (const PartyIndex i : counted_) {
      const double weighted = worker.most[i] + omega[i] * worker.candidates.values[i][candidate];
      share = std::min(share, weighted / (corridor.bounds->weights[i] * corridor.objective->unit[i]));
    }
    return share;
  }

  // MODEL section 5: the plan that comes first step by step, a list before those it begins. Numbers of sets are in
  // that order, and the empty set, the end of a plan, is the first.
  bool comes_first(LabelOrigin a, LabelOrigin b) const {
    while (a.set == b.set) {
      if (a.next == kNoState || a.label == b.label) return false;
      const StateLabels& next = table_.labels[a.next];
      a = next.origins[a.label];
      b = next.origins[b.label];
    }
    return a.set < b.set;
  }

  const PlanGraph& graph_;
  const LabelPassOptions& options_;
  std::size_t parties_;
  bool few_;
  std::vector<double> sizes_;
  std::vector<PartyIndex> counted_;  ///< with a corridor: parties that its objective counts
  double sum_of_nothing_ = 0.0;      ///< with a corridor: sum_i lambda_i W_i(0)
  double least_sum_ = 0.0;           ///< with a corridor: of weighted gains, lambda_i g_i
  double least_key_ = 0.0;           ///< with a corridor: what candidates are ranked by must reach it
  double worth_of_one_ = 1.0;        ///< with a corridor: most that gains are worth whose weighted sum is one
  const std::vector<std::vector<StateNumber>>& layers_;
  LayerRows gates_;
  LabelTable table_;
  tbb::enumerable_thread_specific<Worker> workers_;
  std::atomic<std::uint64_t> comparisons_{0};
  std::atomic<std::size_t> bytes_{0};
  std::atomic<bool> gave_up_{false};
};

FoundPlan plan_of(const PlanGraph& graph, const LabelTable& table, std::size_t label) {
  const StateLabels& today = table.labels[graph.today];
  FoundPlan plan;
  for (std::size_t i = 0; i < graph.parties(); ++i) plan.value.push_back(today.value(label, i));
  plan.periods = today.origins[label].periods;
  for (LabelOrigin origin = today.origins[label]; origin.next != kNoState;) {
    const accord::State reached = graph.lattice.state(*graph.game, origin.next);
    accord::Step step;
    for (CommitmentSet rest = graph.sets.members[origin.set]; rest != 0; rest &= rest - 1) {
      const auto k = static_cast<CommitmentIndex>(std::countr_zero(rest));
      step.raises.push_back({.commitment = k, .to = reached[k]});
    }
    plan.steps.push_back(std::move(step));
    origin = table.labels[origin.next].origins[origin.label];
  }
  return plan;
}

}  // namespace

LabelTable label_pass(const PlanGraph& graph, const LabelPassOptions& options) {
  return Pass(graph, options).run();
}

std::vector<FoundPlan> plans_of(const PlanGraph& graph, const LabelTable& table) {
  std::vector<FoundPlan> plans;
  if (graph.today == kNoState) return plans;
  for (std::size_t label = 0; label < table.labels[graph.today].size; ++label) {
    plans.push_back(plan_of(graph, table, label));
  }
  return plans;
}

}  // namespace entente::sequencing
