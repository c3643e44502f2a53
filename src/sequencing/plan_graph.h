// The part of the lattice that plans can use: states from which a relaxation leaves something, and the steps between
// them.
//
// *Box pass*, backward: an upper bound on C_i for each state and party apart, the largest over its steps continued with
// the bounds of the next state, a step counting only when the bounds there meet what the step asks of every party. What
// has no bound is in no plan that meets the conditions, whatever else the search keeps or drops.
#pragma once

#include <cstddef>
#include <cstdint>
#include <functional>
#include <memory>
#include <mutex>
#include <optional>
#include <span>
#include <vector>

#include "sequencing/state_figures.h"
#include "sequencing/state_labels.h"

namespace entente::sequencing {

/// A step of the graph.
struct Edge {
  StateNumber next = kNoState;
  SetNumber set = 0;
  std::uint8_t length = 0;
};

struct PlanGraph {
  const game::Game* game = nullptr;  ///< outlives the graph
  FigureTables tables;
  StepSets sets;
  Lattice lattice;
  std::vector<std::uint16_t> layer;                   ///< by state
  std::vector<std::uint8_t> open;                     ///< by state: no bound rules it out
  std::vector<std::vector<StateNumber>> open_layers;  ///< those states, by layer
  std::size_t open_states = 0;
  StateNumber today = kNoState;
  StateNumber target = kNoState;  ///< plans end there; kNoState: anywhere
  std::vector<double> at_most;    ///< upper bound on C_i(0); empty when today is ruled out
  std::uint64_t edges = 0;

  std::size_t parties() const { return tables.parties; }
  bool may_end_at(StateNumber state) const { return target == kNoState || target == state; }
  void fill(StateNumber state, StateFigures& figures) const;
  /// Replaces `steps` by the steps from a state, in the order of plans.
  void steps_from(StateNumber state, const accord::State& levels, std::vector<Edge>& steps) const;

  struct Stored {
    const SetNumber* sets = nullptr;
    const StateNumber* next = nullptr;  ///< null where numbers are found quicker than kept
    std::uint32_t count = 0;
  };
  std::vector<Stored> stored;  ///< by state
  std::vector<Arena> arenas;
};

/// Rows of numbers for some of the states of those layers that a backward pass still looks at.
class LayerRows {
 public:
  LayerRows(const PlanGraph& graph, std::size_t width);
  /// Gives back the rows of layers that no step from `layer` or below it reaches any more.
  void start(std::size_t layer);
  /// Room for a state's numbers; threads may ask at once, each for its own states.
  std::span<double> add(StateNumber state);
  /// Those of a state that has room.
  std::span<const double> operator[](StateNumber state) const {
    const std::uint32_t row = row_[state];
    return {layers_[graph_->layer[state]].blocks[row / kRows].get() + row % kRows * width_, width_};
  }

 private:
  static constexpr std::size_t kRows = 256;  ///< in a block
  struct Layer {
    std::uint32_t rows = 0;
    std::vector<std::unique_ptr<double[]>> blocks;
  };

  const PlanGraph* graph_;
  std::size_t width_;
  std::size_t reach_ = 0;  ///< how many layers the longest step rises
  std::vector<Layer> layers_;
  std::vector<std::uint32_t> row_;  ///< by state, in its layer
  std::mutex adding_;
};

/// Called between pieces of a pass, on the calling thread; may throw to stop it.
using OnStates = std::function<void(std::size_t done, std::size_t all)>;

/// Visits the states of every layer from the highest to today's, those of a layer in parallel.
/// `start_layer(layer)` comes before its states; `visit(state)` may be called by any thread.
void for_each_state_backward(const std::vector<std::vector<StateNumber>>& layers,
                             const std::function<void(std::size_t layer)>& start_layer,
                             const std::function<void(StateNumber)>& visit, const OnStates& on_states);

/// The graph at a margin, value points a party; with a target, of plans that end there. Throws Error when the graph and
/// a search of a few labels a state would take more than `most_bytes` (0: no limit), with what would fit.
PlanGraph make_plan_graph(const game::Game& game, std::span<const double> margin,
                          const std::optional<accord::State>& target, std::size_t most_bytes = 0,
                          const OnStates& on_states = {});

}  // namespace entente::sequencing
