#include "accord/needs.h"

#include <algorithm>
#include <cstddef>
#include <string>
#include <utility>

#include "accord/lattice.h"

namespace entente::accord {

namespace {

// Every listed level is a node; it points to what it needs and, because it is reached from there, to the level under
// it.
struct Graph {
  std::vector<Requirement> nodes;
  std::vector<std::size_t> first_of;  // node of level 1 of each commitment

  std::size_t node(const Requirement& level) const { return first_of[level.commitment] + level.level - 1; }
};

Graph graph_of(const Accord& accord) {
  Graph graph;
  for (CommitmentIndex k = 0; k < accord.commitments.size(); ++k) {
    graph.first_of.push_back(graph.nodes.size());
    for (LevelIndex l = 1; l <= accord.commitments[k].levels.size(); ++l) graph.nodes.push_back({k, l});
  }
  return graph;
}

const std::vector<Requirement>& needs_of(const Accord& accord, const Requirement& level) {
  return accord.commitments[level.commitment].levels[level.level - 1].needs;
}

std::vector<std::size_t> successors(const Accord& accord, const Graph& graph, std::size_t node) {
  const Requirement& level = graph.nodes[node];
  std::vector<std::size_t> result;
  for (const Requirement& need : needs_of(accord, level)) result.push_back(graph.node(need));
  if (level.level > 1) result.push_back(node - 1);
  return result;
}

// Takes away, again and again, what waits for nothing that is left; what remains is on a circle or waits for one.
void remove_reachable(const std::vector<std::vector<std::size_t>>& after, std::vector<bool>& remains) {
  std::vector<std::vector<std::size_t>> before(after.size());
  std::vector<std::size_t> waits_for(after.size(), 0);
  std::vector<std::size_t> ready;
  for (std::size_t node = 0; node < after.size(); ++node) {
    for (const std::size_t next : after[node]) {
      if (!remains[next]) continue;
      before[next].push_back(node);
      ++waits_for[node];
    }
    if (remains[node] && waits_for[node] == 0) ready.push_back(node);
  }
  while (!ready.empty()) {
    const std::size_t node = ready.back();
    ready.pop_back();
    remains[node] = false;
    for (const std::size_t earlier : before[node]) {
      if (--waits_for[earlier] == 0 && remains[earlier]) ready.push_back(earlier);
    }
  }
}

// A circle among what remains, found by walking on until a node comes again.
std::vector<std::size_t> circle_from(std::size_t start, const std::vector<std::vector<std::size_t>>& after,
                                     const std::vector<bool>& remains) {
  std::vector<std::size_t> walk;
  std::vector<bool> seen(after.size(), false);
  std::size_t node = start;
  while (!seen[node]) {
    seen[node] = true;
    walk.push_back(node);
    node = *std::ranges::find_if(after[node], [&](std::size_t next) { return remains[next]; });
  }
  walk.erase(walk.begin(), std::ranges::find(walk, node));
  return walk;
}

std::string name_of(const Accord& accord, const Requirement& level) {
  return accord.commitments[level.commitment].name + '.' + level_name(accord, level.commitment, level.level);
}

Problem circle_problem(const Accord& accord, const Graph& graph, const NeedPlaces& places,
                       const std::vector<std::size_t>& circle) {
  Problem problem;
  std::string chain;
  for (std::size_t n = 0; n < circle.size(); ++n) {
    const Requirement& level = graph.nodes[circle[n]];
    const Requirement& next = graph.nodes[circle[(n + 1) % circle.size()]];
    const std::vector<Requirement>& needs = needs_of(accord, level);
    const auto need = std::ranges::find(needs, next);
    if (!chain.empty()) chain += ", ";
    chain += name_of(accord, level) + (need != needs.end() ? " needs " : " comes after ") + name_of(accord, next);
    if (need == needs.end() || problem.place.line > 0) continue;
    problem.place = places[level.commitment][level.level - 1][static_cast<std::size_t>(need - needs.begin())];
  }
  problem.message = "needs go in a circle: " + chain + "; remove one of them";
  return problem;
}

bool report_circles(const Accord& accord, const NeedPlaces& places, std::vector<Problem>& problems) {
  const Graph graph = graph_of(accord);
  std::vector<std::vector<std::size_t>> after;
  for (std::size_t node = 0; node < graph.nodes.size(); ++node) after.push_back(successors(accord, graph, node));
  std::vector<bool> remains(graph.nodes.size(), true);
  bool found = false;
  while (true) {
    remove_reachable(after, remains);
    const auto start = std::ranges::find(remains, true);
    if (start == remains.end()) return found;
    const auto circle = circle_from(static_cast<std::size_t>(start - remains.begin()), after, remains);
    problems.push_back(circle_problem(accord, graph, places, circle));
    for (const std::size_t node : circle) remains[node] = false;
    found = true;
  }
}

// The least valid state in which `level` stands. A valid state is asked for the needs of the levels it is at, not for
// those under them, so what a lower level of the same commitment needs does not count as needed unless it is asked for
// again.
State stands_with(const Accord& accord, const Requirement& level) {
  State state = today(accord);
  state[level.commitment] = level.level;
  return with_needs(accord, std::move(state));
}

}  // namespace

void check_needs(const Accord& accord, const NeedPlaces& places, std::vector<Problem>& problems) {
  if (report_circles(accord, places, problems)) return;
  for (CommitmentIndex k = 0; k < accord.commitments.size(); ++k) {
    for (LevelIndex l = 2; l <= accord.commitments[k].levels.size(); ++l) {
      const Requirement level{k, l};
      const Requirement under{k, l - 1};
      const State state = stands_with(accord, level);
      for (const Requirement& need : needs_of(accord, under)) {
        if (state[need.commitment] >= need.level) continue;
        const std::vector<Place>& own = places[k][l - 1];
        problems.push_back({own.empty() ? accord.commitments[k].levels[l - 1].place : own.front(),
                            name_of(accord, level) + " needs less than " + name_of(accord, under) + " under it; add `" +
                                accord.commitments[need.commitment].name + ": " +
                                level_name(accord, need.commitment, need.level) + "` to its needs"});
      }
    }
  }
}

}  // namespace entente::accord
