#include "sequencing/search.h"

#include <algorithm>

#include "game/states.h"
#include "game/values.h"
#include "sequencing/label_pass.h"
#include "sequencing/plan_graph.h"

namespace entente::sequencing {

namespace {

OnStates reported(const SearchOptions& options) {
  if (!options.on_progress) return {};
  return [&options](std::size_t done, std::size_t all) { options.on_progress({.states_done = done, .states = all}); };
}

}  // namespace

SearchResult search(const game::Game& game, const SearchOptions& options) {
  const PlanGraph graph = make_plan_graph(game, options.margin, options.target, options.most_bytes);
  const bool tolerant = std::any_of(options.eps.begin(), options.eps.end(), [](double points) { return points > 0.0; });
  LabelPassOptions pass;
  pass.most = options.labels_per_state;
  if (tolerant) pass.eps = options.eps;
  pass.most_comparisons = options.most_comparisons;
  pass.most_bytes = options.most_bytes;
  pass.on_states = reported(options);
  const LabelTable table = label_pass(graph, pass);
  SearchResult result;
  result.finished = table.finished;
  if (!result.finished) return result;
  result.coverage = table.cut ? Coverage::representative : tolerant ? Coverage::eps : Coverage::exact;
  result.disagreement = game::disagreement(game);
  result.valid_states = graph.lattice.code.size();
  result.safe_at_least = table.states_with_labels;
  result.safe_at_most = result.coverage == Coverage::exact ? result.safe_at_least : graph.open_states;
  result.at_most = graph.at_most;
  result.counts = {.steps = graph.edges, .labels = table.kept, .comparisons = table.comparisons};
  result.frontier = plans_of(graph, table);
  std::sort(result.frontier.begin(), result.frontier.end(),
            [](const FoundPlan& a, const FoundPlan& b) { return a.value > b.value; });
  return result;
}

}  // namespace entente::sequencing
