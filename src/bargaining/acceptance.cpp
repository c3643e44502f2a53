#include "bargaining/acceptance.h"

#include <utility>

namespace entente::bargaining {

namespace {

class Count {
 public:
  Count(const Problem& problem, const Diagram& diagram, std::size_t most_nodes)
      : problem_(problem), diagram_(diagram), most_nodes_(most_nodes) {
    const std::size_t parties = problem.parties;
    paths_.assign(diagram.nodes(), 1.0);
    for (std::size_t v = diagram.first_node[diagram.layers()]; v-- > 0;) {
      paths_[v] = 0.0;
      for (std::size_t a = diagram.first_arc[v]; a < diagram.first_arc[v + 1]; ++a) {
        paths_[v] += paths_[diagram.arcs[a].to];
      }
    }
    most_.resize(diagram.nodes() * parties);
    least_.resize(diagram.nodes() * parties);
    std::vector<double> ahead(diagram.nodes());
    std::vector<double> factor(parties, 0.0);
    for (std::size_t i = 0; i < parties; ++i) {
      factor[i] = 1.0;
      best_ahead(diagram, factor, 0, ahead);
      for (std::size_t v = 0; v < diagram.nodes(); ++v) most_[v * parties + i] = ahead[v];
      factor[i] = -1.0;
      best_ahead(diagram, factor, 0, ahead);
      for (std::size_t v = 0; v < diagram.nodes(); ++v) least_[v * parties + i] = -ahead[v];
      factor[i] = 0.0;
    }
    result_.refused_by_it_alone.assign(parties, 0.0);
    gains_.assign(diagram.layers() + 1, diagram.start);
  }

  std::optional<Acceptance> run() {
    visit(0, 0);
    if (nodes_ > most_nodes_) return std::nullopt;
    return std::move(result_);
  }

 private:
  void visit(std::size_t t, std::size_t node) {
    if (++nodes_ > most_nodes_ || paths_[node] == 0.0) return;
    const std::size_t parties = problem_.parties;
    const std::vector<double>& gains = gains_[t];
    std::size_t refusing = 0;
    std::size_t who = 0;
    bool settled = true;
    for (std::size_t i = 0; i < parties; ++i) {
      if (gains[i] + most_[node * parties + i] < problem_.accepts[i]) {
        if (++refusing > 1) return;
        who = i;
      } else if (gains[i] + least_[node * parties + i] < problem_.accepts[i]) {
        settled = false;
      }
    }
    if (settled) {
      (refusing == 0 ? result_.by_all : result_.refused_by_it_alone[who]) += paths_[node];
      return;
    }
    for (std::size_t a = diagram_.first_arc[node]; a < diagram_.first_arc[node + 1]; ++a) {
      for (std::size_t i = 0; i < parties; ++i) gains_[t + 1][i] = gains[i] + diagram_.of(a)[i];
      visit(t + 1, diagram_.arcs[a].to);
    }
  }

  const Problem& problem_;
  const Diagram& diagram_;
  const std::size_t most_nodes_;
  std::vector<double> paths_;  // by node
  std::vector<double> most_;   // [node * parties + party]: of what is still open
  std::vector<double> least_;
  std::vector<std::vector<double>> gains_;  // by layer: of the choices made
  std::size_t nodes_ = 0;
  Acceptance result_;
};

}  // namespace

std::optional<Acceptance> count_acceptance(const Problem& problem, const Diagram& diagram, std::size_t most_nodes) {
  if (!diagram.exact) return std::nullopt;
  return Count(problem, diagram, most_nodes).run();
}

}  // namespace entente::bargaining
