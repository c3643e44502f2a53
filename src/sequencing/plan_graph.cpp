#include "sequencing/plan_graph.h"

#include <tbb/blocked_range.h>
#include <tbb/enumerable_thread_specific.h>
#include <tbb/parallel_for.h>

#include <algorithm>
#include <bit>
#include <iterator>
#include <limits>
#include <string>

#include "accord/error.h"
#include "game/states.h"

namespace entente::sequencing {

namespace {

using accord::CommitmentIndex;
using accord::State;
using game::Game;

constexpr double kNoPlan = -std::numeric_limits<double>::infinity();

std::uint8_t length_of(const PlanGraph& graph, const State& levels, CommitmentSet members) {
  std::uint8_t length = 0;
  for (; members != 0; members &= members - 1) {
    const auto k = static_cast<CommitmentIndex>(std::countr_zero(members));
    length = std::max(length, graph.tables.length[graph.game->slot(k, levels[k] + 1)]);
  }
  return length;
}

// How many bytes a search of this graph may take: what is kept of a state, with the steps and the few labels that it
// has when no bound rules it out. Steps are counted for some states alone, and not at all where all that there could be
// fit into `enough`.
std::size_t bytes_of_search(const PlanGraph& graph, std::size_t enough) {
  constexpr std::size_t kSample = 500;
  constexpr std::size_t kOfLattice = 64;
  constexpr std::size_t kLabels = 2;
  constexpr std::size_t kTimes = 25;  // at which a state is passed, with two numbers each
  const std::size_t states = graph.lattice.code.size();
  const std::size_t of_step = sizeof(SetNumber) + (graph.lattice.index.is_table() ? 0 : sizeof(StateNumber));
  const std::size_t of_label = graph.parties() * sizeof(double) + sizeof(LabelOrigin);
  const std::size_t of_state = kOfLattice + sizeof(PlanGraph::Stored) + sizeof(StateLabels) +
                               std::max(kLabels * of_label, kTimes * 2 * sizeof(float));
  const std::size_t at_most = states * (of_state + of_step * graph.sets.code.size());
  if (at_most <= enough) return at_most;
  std::size_t steps = 0;
  std::size_t looked_at = 0;
  for (std::size_t n = 0; n < states; n += std::max<std::size_t>(1, states / kSample)) {
    const auto state = static_cast<StateNumber>(n);
    for_each_move(*graph.game, graph.lattice, graph.lattice.state(*graph.game, state), graph.lattice.code[n],
                  [&](const Move&) { ++steps; });
    ++looked_at;
  }
  return states * of_state + (looked_at == 0 ? 0 : states * of_step * steps / looked_at);
}

void require_room(const PlanGraph& graph, std::size_t most_bytes) {
  const std::size_t bytes = bytes_of_search(graph, most_bytes);
  if (bytes <= most_bytes) return;
  const auto gibibytes = [](std::size_t number) {
    constexpr double kGibibyte = 1024.0 * 1024.0 * 1024.0;
    std::string text = std::to_string(static_cast<double>(number) / kGibibyte);
    return text.substr(0, text.find('.') + 2) + " GiB";
  };
  throw Error("the search may need " + gibibytes(bytes) + " for " + std::to_string(graph.lattice.code.size()) +
              " valid states and may use " + gibibytes(most_bytes) +
              "; `--target STATE` looks only at plans to one state, a smaller `pace` leaves fewer steps, and more "
              "`needs` or fewer levels leave fewer states");
}

class BoxPass {
 public:
  BoxPass(PlanGraph& graph)
      : graph_(graph),
        parties_(graph.parties()),
        box_(graph, parties_),
        gates_(graph, graph.sets.due.size() * graph.tables.gate_lengths) {}

  void run(const OnStates& on_states) {
    for_each_state_backward(
        graph_.lattice.layers,
        [&](std::size_t layer) {
          box_.start(layer);
          gates_.start(layer);
        },
        [&](StateNumber state) { visit(state); }, on_states);
    if (graph_.today != kNoState && graph_.open[graph_.today] != 0) {
      const std::span<const double> box = box_[graph_.today];  // nothing has been paid yet: C = D
      graph_.at_most.assign(box.begin(), box.end());
    }
    for (Worker& worker : workers_) {
      graph_.arenas.push_back(std::move(worker.arena));
      graph_.open_states += worker.open_states;
      graph_.edges += worker.edges_stored;
    }
  }

 private:
  struct Worker {
    StateFigures figures;
    Raises raises;
    std::vector<Edge> edges;
    std::vector<double> best;  ///< [length * parties + party]: the largest bound after a step of that length
    Arena arena;
    std::size_t open_states = 0;
    std::uint64_t edges_stored = 0;
  };

  void visit(StateNumber r) {
    Worker& worker = workers_.local();
    StateFigures& figures = worker.figures;
    graph_.fill(r, figures);
    const FigureTables& tables = graph_.tables;
    worker.best.assign(tables.periods.size() * parties_, kNoPlan);
    worker.edges.clear();
    worker.raises.find(*graph_.game, figures.levels);
    extend(worker, graph_.lattice.code[r], 0, 0, 0, 0, 0);
    const bool ends = figures.holds && graph_.may_end_at(r);
    if (!ends && worker.edges.empty()) return;
    const std::span<double> box = box_.add(r);
    std::fill(box.begin(), box.end(), kNoPlan);
    for (std::size_t i = 0; i < parties_; ++i) {
      if (ends) box[i] = figures.hold[i] + figures.once[i];
      for (std::size_t at = i; at < worker.best.size(); at += parties_) {
        if (worker.best[at] == kNoPlan) continue;
        const double carried =
            figures.base[i] * tables.until[at] + tables.to_gate[at] * (worker.best[at] - figures.once[i]);
        box[i] = std::max(box[i], carried + figures.once[i]);
      }
    }
    graph_.open[r] = 1;
    graph_.lattice.index.mark(graph_.lattice.code[r]);
    ++worker.open_states;
    store(r, worker);
    fill_gates(*graph_.game, tables, graph_.sets, figures, gates_.add(r));
  }

  // Adds one more raise to the step at hand, and looks where that leads.
  void extend(Worker& worker, std::uint64_t code, std::size_t first, SetNumber set, CommitmentSet raised,
              CommitmentSet lacks, std::uint8_t length) {
    const StepSets& sets = graph_.sets;
    for (std::size_t c = first; c < worker.raises.commitments.size(); ++c) {
      const CommitmentIndex k = worker.raises.commitments[c];
      const SetNumber next_set = sets.child[set * sets.commitments + k];
      if (next_set == 0) continue;
      const CommitmentSet now = raised | CommitmentSet{1} << k;
      const CommitmentSet lacking = (lacks | worker.raises.lacks[c]) & ~now;
      // What comes before this commitment and was passed over can not be added any more.
      if ((lacking & ((CommitmentSet{1} << k) - 1)) != 0) continue;
      const std::uint8_t longer =
          std::max(length, graph_.tables.length[graph_.game->slot(k, worker.figures.levels[k] + 1)]);
      if (lacking == 0) {
        const std::uint64_t to = code + sets.code[next_set];
        const CodeIndex& index = graph_.lattice.index;
        const StateNumber next = index.may_be_marked(to) ? index.find(to) : kNoState;
        if (next != kNoState && graph_.open[next] != 0) take(worker, {.next = next, .set = next_set, .length = longer});
      }
      extend(worker, code, c + 1, next_set, now, lacking, longer);
    }
  }

  void take(Worker& worker, const Edge& edge) {
    const std::span<const double> next = box_[edge.next];
    const double* least = worker.figures.least_after.data() + edge.length * parties_;
    for (std::size_t i = 0; i < parties_; ++i) {
      if (!(next[i] >= least[i])) return;
    }
    const std::span<const double> gates = gates_[edge.next];
    const std::size_t lengths = graph_.tables.gate_lengths;
    for (const StepDue& due : graph_.sets.asked_in(edge.set)) {
      if (!(next[due.party] >= gates[due.due * lengths + std::min<std::size_t>(edge.length, lengths - 1)])) return;
    }
    double* best = worker.best.data() + edge.length * parties_;
    for (std::size_t i = 0; i < parties_; ++i) best[i] = std::max(best[i], next[i]);
    worker.edges.push_back(edge);
  }

  void store(StateNumber r, Worker& worker) {
    const std::size_t count = worker.edges.size();
    PlanGraph::Stored& stored = graph_.stored[r];
    stored.count = static_cast<std::uint32_t>(count);
    worker.edges_stored += count;
    if (count == 0) return;
    auto* sets = static_cast<SetNumber*>(worker.arena.take(count * sizeof(SetNumber)));
    std::transform(worker.edges.begin(), worker.edges.end(), sets, [](const Edge& edge) { return edge.set; });
    stored.sets = sets;
    if (graph_.lattice.index.is_table()) return;
    auto* next = static_cast<StateNumber*>(worker.arena.take(count * sizeof(StateNumber)));
    std::transform(worker.edges.begin(), worker.edges.end(), next, [](const Edge& edge) { return edge.next; });
    stored.next = next;
  }

  PlanGraph& graph_;
  std::size_t parties_;
  LayerRows box_;  ///< upper bounds on C_i + once_i
  LayerRows gates_;
  tbb::enumerable_thread_specific<Worker> workers_;
};

}  // namespace

void PlanGraph::fill(StateNumber state, StateFigures& figures) const {
  lattice.fill_levels(*game, state, figures.levels);
  fill_figures(*game, tables, figures);
}

void PlanGraph::steps_from(StateNumber state, const State& levels, std::vector<Edge>& steps) const {
  const Stored& from = stored[state];
  steps.resize(from.count);
  for (std::uint32_t e = 0; e < from.count; ++e) {
    const SetNumber set = from.sets[e];
    steps[e] = {.next = from.next != nullptr ? from.next[e] : lattice.index.find(lattice.code[state] + sets.code[set]),
                .set = set,
                .length = length_of(*this, levels, sets.members[set])};
  }
}

LayerRows::LayerRows(const PlanGraph& graph, std::size_t width)
    : graph_(&graph), width_(width), layers_(graph.lattice.layers.size()), row_(graph.lattice.code.size()) {
  for (const CommitmentSet members : graph.sets.members) {
    reach_ = std::max(reach_, static_cast<std::size_t>(std::popcount(members)));
  }
}

void LayerRows::start(std::size_t layer) {
  // A layer's places for blocks are made before its states are visited, so that threads which look never see them move.
  layers_[layer].blocks.resize(graph_->lattice.layers[layer].size() / kRows + 1);
  if (layer + reach_ + 1 < layers_.size()) layers_[layer + reach_ + 1] = {};
}

std::span<double> LayerRows::add(StateNumber state) {
  Layer& layer = layers_[graph_->layer[state]];
  double* block = nullptr;
  {
    const std::lock_guard<std::mutex> lock(adding_);
    row_[state] = layer.rows++;
    std::unique_ptr<double[]>& place = layer.blocks[row_[state] / kRows];
    if (!place) place = std::make_unique_for_overwrite<double[]>(kRows * width_);
    block = place.get();
  }
  return {block + row_[state] % kRows * width_, width_};
}

void for_each_state_backward(const std::vector<std::vector<StateNumber>>& layers,
                             const std::function<void(std::size_t layer)>& start_layer,
                             const std::function<void(StateNumber)>& visit, const OnStates& on_states) {
  // Chunks bound the time between two reports; their size does not change any answer.
  constexpr std::size_t kChunk = 8192;
  constexpr std::size_t kGrain = 16;
  std::size_t all = 0;
  for (const std::vector<StateNumber>& states : layers) all += states.size();
  std::size_t done = 0;
  for (std::size_t layer = layers.size(); layer-- > 0;) {
    const std::vector<StateNumber>& states = layers[layer];
    start_layer(layer);
    for (std::size_t begin = 0; begin < states.size(); begin += kChunk) {
      const std::size_t end = std::min(states.size(), begin + kChunk);
      tbb::parallel_for(tbb::blocked_range<std::size_t>(begin, end, kGrain),
                        [&](const tbb::blocked_range<std::size_t>& range) {
                          for (std::size_t at = range.begin(); at != range.end(); ++at) visit(states[at]);
                        });
      done += end - begin;
      if (on_states) on_states(done, all);
    }
  }
}

PlanGraph make_plan_graph(const Game& game, std::span<const double> margin, const std::optional<State>& target,
                          std::size_t most_bytes, const OnStates& on_states) {
  PlanGraph graph;
  graph.game = &game;
  const std::vector<double> none(game.parties.size(), 0.0);
  graph.tables = make_tables(game, margin.empty() ? std::span<const double>(none) : margin);
  graph.lattice = make_lattice(game, std::nullopt, target);
  graph.sets = make_step_sets(game, graph.lattice);
  const std::size_t states = graph.lattice.code.size();
  if (most_bytes > 0) require_room(graph, most_bytes);
  graph.layer.resize(states);
  for (std::size_t layer = 0; layer < graph.lattice.layers.size(); ++layer) {
    for (const StateNumber state : graph.lattice.layers[layer]) graph.layer[state] = static_cast<std::uint16_t>(layer);
  }
  graph.open.assign(states, 0);
  graph.stored.resize(states);
  graph.today = graph.lattice.find(game::today(game));
  if (target) graph.target = graph.lattice.find(*target);
  BoxPass(graph).run(on_states);
  for (const std::vector<StateNumber>& layer : graph.lattice.layers) {
    std::vector<StateNumber>& open = graph.open_layers.emplace_back();
    std::copy_if(layer.begin(), layer.end(), std::back_inserter(open),
                 [&](StateNumber state) { return graph.open[state] != 0; });
  }
  return graph;
}

}  // namespace entente::sequencing
