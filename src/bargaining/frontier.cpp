#include "bargaining/frontier.h"

#include <algorithm>
#include <cmath>
#include <cstdint>
#include <limits>
#include <utility>

#include "bargaining/diagram.h"
#include "bargaining/nondominated.h"
#include "bargaining/problem.h"
#include "game/states.h"
#include "game/values.h"

namespace entente::bargaining {

namespace {

// Where a partial sum came from.
struct Origin {
  std::uint32_t sum = 0;  // in the layer before, all its nodes together
  std::uint32_t level = 0;
};

// The partial sums of one node.
struct Sums {
  Vectors vectors;
  std::uint32_t first = 0;  // number of the first one among those of its layer
};

class Merge {
 public:
  Merge(const Problem& problem, const Diagram& diagram, const FrontierLimits& limits)
      : problem_(problem), diagram_(diagram), limits_(limits) {
    std::vector<double> ahead(diagram.nodes());
    std::vector<double> factor(problem.parties, 0.0);
    for (std::size_t i = 0; i < problem.parties; ++i) {
      factor[i] = 1.0;
      best_ahead(diagram, factor, 0, ahead);
      factor[i] = 0.0;
      ahead_.push_back(ahead);
    }
  }

  // The states of the frontier; empty when there are more than allowed.
  std::optional<std::vector<State>> run() {
    std::vector<Sums> layer(1);
    for (const double gain : diagram_.start) layer[0].vectors.columns.push_back({gain});
    for (std::size_t t = 0; t < diagram_.layers(); ++t) {
      std::vector<Sums> next(diagram_.first_node[t + 2] - diagram_.first_node[t + 1]);
      origins_.emplace_back();
      if (!merge(t, layer, next)) return std::nullopt;
      layer = std::move(next);
    }
    std::vector<State> states;
    if (layer.empty()) return states;
    for (std::uint32_t n = 0; n < layer[0].vectors.size(); ++n) states.push_back(state_of(n));
    return states;
  }

 private:
  bool merge(std::size_t t, const std::vector<Sums>& layer, std::vector<Sums>& next) {
    std::vector<std::vector<std::pair<std::size_t, std::size_t>>> arriving(next.size());  // node, arc
    for (std::size_t v = diagram_.first_node[t]; v < diagram_.first_node[t + 1]; ++v) {
      for (std::size_t a = diagram_.first_arc[v]; a < diagram_.first_arc[v + 1]; ++a) {
        arriving[diagram_.arcs[a].to - diagram_.first_node[t + 1]].emplace_back(v - diagram_.first_node[t], a);
      }
    }
    std::vector<double> same(problem_.parties, Tolerance::rounding);
    if (t + 1 == diagram_.layers()) {
      for (std::size_t i = 0; i < same.size(); ++i) same[i] = -problem_.accepts[i];
    }
    for (std::size_t w = 0; w < next.size(); ++w) {
      Vectors sums;
      sums.columns.resize(problem_.parties);
      std::vector<Origin> origins;
      for (const auto& [v, a] : arriving[w]) {
        if (!add(layer[v], a, sums, origins)) return false;
      }
      next[w].first = static_cast<std::uint32_t>(origins_.back().size());
      const std::vector<std::uint32_t> kept = nondominated(sums, same);
      if (kept.size() > limits_.most_points) return false;
      for (const std::vector<double>& column : sums.columns) {
        std::vector<double>& target = next[w].vectors.columns.emplace_back();
        for (const std::uint32_t place : kept) target.push_back(column[place]);
      }
      for (const std::uint32_t place : kept) origins_.back().push_back(origins[place]);
    }
    return true;
  }

  // The sums that arc `a` makes of those of a node, but for those that somebody refuses whatever comes.
  bool add(const Sums& from, std::size_t a, Vectors& sums, std::vector<Origin>& origins) const {
    const std::span<const double> worth = diagram_.of(a);
    const Diagram::Arc& arc = diagram_.arcs[a];
    const std::size_t parties = problem_.parties;
    for (std::uint32_t n = 0; n < from.vectors.size(); ++n) {
      bool hopeful = true;
      for (std::size_t i = 0; i < parties && hopeful; ++i) {
        hopeful =
            from.vectors.columns[i][n] + worth[i] + ahead_[i][arc.to] + Tolerance::rounding >= problem_.accepts[i];
      }
      if (!hopeful) continue;
      for (std::size_t i = 0; i < parties; ++i) sums.columns[i].push_back(from.vectors.columns[i][n] + worth[i]);
      origins.push_back({from.first + n, arc.level});
    }
    return origins.size() <= limits_.most_sums;
  }

  State state_of(std::uint32_t sum) const {
    State x(problem_.commitments(), 0);
    for (std::size_t t = diagram_.layers(); t-- > 0;) {
      const Origin& origin = origins_[t][sum];
      x[diagram_.order[t]] = origin.level;
      sum = origin.sum;
    }
    return x;
  }

  const Problem& problem_;
  const Diagram& diagram_;
  const FrontierLimits& limits_;
  std::vector<std::vector<double>> ahead_;    // [party][node]: the most still to come
  std::vector<std::vector<Origin>> origins_;  // by layer
};

}  // namespace

Frontier frontier(const game::Game& game, const FrontierLimits& limits) {
  const Problem problem = problem_of(game);
  const Diagram diagram = diagram_of(problem, limits.widest_diagram);
  if (!diagram.exact) return {.points = {}, .complete = false};
  const auto states = Merge(problem, diagram, limits).run();
  if (!states) return {.points = {}, .complete = false};
  const std::vector<double> disagreement = game::disagreement(game);
  Frontier result;
  for (const State& x : *states) {
    FrontierPoint point{.levels = x, .gain = {}};
    for (PartyIndex i = 0; i < problem.parties; ++i) {
      point.gain.push_back(game::delivered_at_once(game, i, x) - disagreement[i]);
    }
    result.points.push_back(std::move(point));
  }
  std::sort(result.points.begin(), result.points.end(), [](const FrontierPoint& a, const FrontierPoint& b) {
    return a.gain != b.gain ? a.gain > b.gain : a.levels < b.levels;
  });
  return result;
}

}  // namespace entente::bargaining
