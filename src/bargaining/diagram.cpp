#include "bargaining/diagram.h"

#include <algorithm>
#include <cmath>
#include <limits>
#include <map>
#include <numeric>
#include <utility>

namespace entente::bargaining {

namespace {

constexpr double kNoPath = -std::numeric_limits<double>::infinity();

// Commitments that a need or a complement ties together.
struct Link {
  std::vector<CommitmentIndex> members;  // ascending
  std::optional<std::size_t> complement;
};

std::vector<Link> links_of(const Problem& problem) {
  std::vector<std::pair<CommitmentIndex, CommitmentIndex>> pairs;
  for (CommitmentIndex k = 0; k < problem.commitments(); ++k) {
    for (LevelIndex l = problem.lowest[k]; l <= problem.highest[k]; ++l) {
      for (const Requirement& need : problem.needs[problem.first_slot[k] + l]) {
        pairs.emplace_back(std::min(k, need.commitment), std::max(k, need.commitment));
      }
    }
  }
  std::sort(pairs.begin(), pairs.end());
  pairs.erase(std::unique(pairs.begin(), pairs.end()), pairs.end());
  std::vector<Link> links;
  for (const auto& [low, high] : pairs) links.push_back({{low, high}, {}});
  for (std::size_t c = 0; c < problem.complements.size(); ++c) {
    Link link{{}, c};
    for (const Requirement& member : problem.complements[c].when) link.members.push_back(member.commitment);
    std::sort(link.members.begin(), link.members.end());
    links.push_back(std::move(link));
  }
  return links;
}

// How much a commitment can move the parties.
double weight(const Problem& problem, CommitmentIndex k) {
  double sum = 0.0;
  for (std::size_t i = 0; i < problem.parties; ++i) {
    double worst = std::numeric_limits<double>::infinity();
    double best = kNoPath;
    for (LevelIndex l = problem.lowest[k]; l <= problem.highest[k]; ++l) {
      worst = std::min(worst, problem.of(k, l)[i]);
      best = std::max(best, problem.of(k, l)[i]);
    }
    sum += (best - worst) * (best - worst);
  }
  return sum;
}

// What weighs most first, but links closed before new ones are opened, which keeps the diagram narrow.
std::vector<CommitmentIndex> order_of(const Problem& problem, const std::vector<Link>& links) {
  const std::size_t size = problem.commitments();
  std::vector<std::size_t> placed(links.size(), 0);  // members already in the order
  std::vector<std::vector<std::size_t>> links_at(size);
  for (std::size_t n = 0; n < links.size(); ++n) {
    for (const CommitmentIndex k : links[n].members) links_at[k].push_back(n);
  }
  std::vector<double> weights;
  for (CommitmentIndex k = 0; k < size; ++k) weights.push_back(weight(problem, k));
  std::vector<bool> done(size, false);
  std::vector<CommitmentIndex> order;
  while (order.size() < size) {
    std::optional<CommitmentIndex> next;
    std::pair<double, double> best;
    const bool open = [&] {
      for (std::size_t n = 0; n < links.size(); ++n) {
        if (placed[n] > 0 && placed[n] < links[n].members.size()) return true;
      }
      return false;
    }();
    for (CommitmentIndex k = 0; k < size; ++k) {
      if (done[k]) continue;
      int opened = 0;
      bool touches = false;
      for (const std::size_t n : links_at[k]) {
        if (placed[n] == 0) ++opened;
        if (placed[n] > 0) touches = true;
        if (placed[n] + 1 == links[n].members.size()) --opened;
      }
      if (open && !touches) continue;
      const std::pair<double, double> merit{open ? -opened : 0.0, weights[k]};
      if (!next || merit > best) {
        next = k;
        best = merit;
      }
    }
    order.push_back(*next);
    done[*next] = true;
    for (const std::size_t n : links_at[*next]) ++placed[n];
  }
  return order;
}

class Builder {
 public:
  Builder(const Problem& problem, std::vector<Link> links, std::vector<CommitmentIndex> order)
      : problem_(problem), links_(std::move(links)), order_(std::move(order)), place_(order_.size()) {
    for (std::size_t t = 0; t < order_.size(); ++t) place_[order_[t]] = t;
    kept_pairs_.assign(order_.size(), std::vector<bool>(order_.size(), false));
    kept_complement_.assign(problem.complements.size(), false);
    for (const Link& link : links_) {
      if (link.complement) {
        kept_complement_[*link.complement] = true;
      } else {
        kept_pairs_[link.members[0]][link.members[1]] = kept_pairs_[link.members[1]][link.members[0]] = true;
      }
    }
    last_.assign(problem.complements.size(), 0);
    for (std::size_t c = 0; c < problem.complements.size(); ++c) {
      for (const Requirement& member : problem.complements[c].when) {
        last_[c] = std::max(last_[c], place_[member.commitment]);
      }
    }
  }

  std::optional<Diagram> build(std::size_t widest) {
    Diagram diagram;
    diagram.parties = problem_.parties;
    diagram.order = order_;
    diagram.start = problem_.today;
    for (std::size_t c = 0; c < kept_complement_.size(); ++c) {
      if (kept_complement_[c]) continue;
      diagram.exact = false;
      for (std::size_t i = 0; i < problem_.parties; ++i) {
        diagram.start[i] += std::max(0.0, problem_.complements[c].worth[i]);
      }
    }
    std::vector<Open> layer{{State(order_.size(), 0), std::vector<bool>(kept_complement_.size(), true)}};
    std::size_t nodes = 0;
    for (std::size_t t = 0; t < order_.size(); ++t) {
      diagram.first_node.push_back(nodes);
      nodes += layer.size();
      std::map<Open, std::size_t> next;
      std::vector<Open> next_layer;
      for (const Open& open : layer) {
        diagram.first_arc.push_back(diagram.arcs.size());
        extend(t, open, nodes, diagram, next, next_layer);
      }
      if (next_layer.size() > widest) return std::nullopt;
      layer = std::move(next_layer);
    }
    diagram.first_node.push_back(nodes);
    nodes += layer.size();
    diagram.first_node.push_back(nodes);
    diagram.first_arc.resize(nodes + 1, diagram.arcs.size());
    return diagram;
  }

 private:
  // What of the choices made so far still matters: for each commitment the lowest level that does the same to those not
  // yet decided; which complements can still come to stand.
  struct Open {
    State levels;
    std::vector<bool> possible;
    bool operator<(const Open& other) const {
      return levels != other.levels ? levels < other.levels : possible < other.possible;
    }
  };

  const std::vector<Requirement>& needs(CommitmentIndex k, LevelIndex l) const {
    return problem_.needs[problem_.first_slot[k] + l];
  }

  bool kept(CommitmentIndex a, CommitmentIndex b) const { return kept_pairs_[a][b]; }

  void extend(std::size_t t, const Open& open, std::size_t next_first, Diagram& diagram,
              std::map<Open, std::size_t>& next, std::vector<Open>& next_layer) {
    const CommitmentIndex k = order_[t];
    for (LevelIndex l = problem_.lowest[k]; l <= problem_.highest[k]; ++l) {
      if (!fits(t, open, l)) continue;
      Open reached = open;
      reached.levels[k] = l;
      std::vector<double> worth(problem_.of(k, l).begin(), problem_.of(k, l).end());
      for (std::size_t c = 0; c < kept_complement_.size(); ++c) {
        if (!kept_complement_[c]) continue;
        for (const Requirement& member : problem_.complements[c].when) {
          if (member.commitment == k && l < member.level) reached.possible[c] = false;
        }
        if (last_[c] != t) continue;
        if (reached.possible[c]) {
          for (std::size_t i = 0; i < worth.size(); ++i) worth[i] += problem_.complements[c].worth[i];
        }
        reached.possible[c] = true;  // decided: no longer a difference
      }
      for (std::size_t earlier = 0; earlier <= t; ++earlier) forget(t, order_[earlier], reached.levels);
      const auto [at, is_new] = next.try_emplace(std::move(reached), next_layer.size());
      if (is_new) next_layer.push_back(at->first);
      diagram.arcs.push_back({static_cast<std::uint32_t>(next_first + at->second), static_cast<std::uint32_t>(l)});
      diagram.worth.insert(diagram.worth.end(), worth.begin(), worth.end());
    }
  }

  // Needs between the level chosen in layer t and those chosen before, both ways.
  bool fits(std::size_t t, const Open& open, LevelIndex l) const {
    const CommitmentIndex k = order_[t];
    for (const Requirement& need : needs(k, l)) {
      if (place_[need.commitment] < t && kept(k, need.commitment) && open.levels[need.commitment] < need.level) {
        return false;
      }
    }
    for (std::size_t earlier = 0; earlier < t; ++earlier) {
      const CommitmentIndex other = order_[earlier];
      if (!kept(k, other)) continue;
      for (const Requirement& need : needs(other, open.levels[other])) {
        if (need.commitment == k && l < need.level) return false;
      }
    }
    return true;
  }

  // Replaces the level of `k` by the lowest one that those decided after layer t can not tell from it.
  void forget(std::size_t t, CommitmentIndex k, State& levels) const {
    for (LevelIndex lower = problem_.lowest[k]; lower < levels[k]; ++lower) {
      if (alike(t, k, lower, levels[k])) {
        levels[k] = lower;
        return;
      }
    }
  }

  bool alike(std::size_t t, CommitmentIndex k, LevelIndex lower, LevelIndex level) const {
    for (std::size_t later = t + 1; later < order_.size(); ++later) {
      const CommitmentIndex other = order_[later];
      if (!kept(k, other)) continue;
      if (asked(k, lower, other) != asked(k, level, other)) return false;
      for (LevelIndex l = problem_.lowest[other]; l <= problem_.highest[other]; ++l) {
        const LevelIndex least = asked(other, l, k);
        if ((lower >= least) != (level >= least)) return false;
      }
    }
    return true;
  }

  // The level of `of` that level l of k needs.
  LevelIndex asked(CommitmentIndex k, LevelIndex l, CommitmentIndex of) const {
    LevelIndex least = 0;
    for (const Requirement& need : needs(k, l)) {
      if (need.commitment == of) least = std::max(least, need.level);
    }
    return least;
  }

  const Problem& problem_;
  std::vector<Link> links_;
  std::vector<CommitmentIndex> order_;
  std::vector<std::size_t> place_;  // layer of each commitment
  std::vector<std::vector<bool>> kept_pairs_;
  std::vector<bool> kept_complement_;
  std::vector<std::size_t> last_;  // layer in which a complement is decided
};

// The link that stays open over most layers makes the diagram widest.
std::size_t longest(const std::vector<Link>& links, const std::vector<CommitmentIndex>& order) {
  std::vector<std::size_t> place(order.size());
  for (std::size_t t = 0; t < order.size(); ++t) place[order[t]] = t;
  std::size_t at = 0;
  std::size_t most = 0;
  for (std::size_t n = 0; n < links.size(); ++n) {
    std::size_t low = order.size();
    std::size_t high = 0;
    for (const CommitmentIndex k : links[n].members) {
      low = std::min(low, place[k]);
      high = std::max(high, place[k]);
    }
    if (high - low >= most) {
      most = high - low;
      at = n;
    }
  }
  return at;
}

}  // namespace

Diagram diagram_of(const Problem& problem, std::size_t widest) {
  std::vector<Link> links = links_of(problem);
  const std::size_t all = links.size();
  for (;;) {
    std::vector<CommitmentIndex> order = order_of(problem, links);
    std::optional<Diagram> diagram = Builder(problem, links, order).build(widest);
    if (diagram) {
      if (links.size() < all) diagram->exact = false;
      return std::move(*diagram);
    }
    links.erase(links.begin() + static_cast<std::ptrdiff_t>(longest(links, order)));
  }
}

void best_ahead(const Diagram& diagram, std::span<const double> factor, std::size_t from, std::span<double> best) {
  const std::size_t layers = diagram.layers();
  for (std::size_t v = diagram.first_node[layers]; v < diagram.nodes(); ++v) best[v] = 0.0;
  const std::size_t parties = diagram.parties;
  for (std::size_t v = diagram.first_node[layers]; v-- > diagram.first_node[from];) {
    double most = kNoPath;
    for (std::size_t a = diagram.first_arc[v]; a < diagram.first_arc[v + 1]; ++a) {
      const double* worth = diagram.worth.data() + a * parties;
      double sum = best[diagram.arcs[a].to];
      for (std::size_t i = 0; i < parties; ++i) sum += factor[i] * worth[i];
      most = std::max(most, sum);
    }
    best[v] = most;
  }
}

std::optional<double> count_paths(const Diagram& diagram) {
  if (!diagram.exact) return std::nullopt;
  std::vector<double> count(diagram.nodes(), 1.0);
  for (std::size_t v = diagram.first_node[diagram.layers()]; v-- > 0;) {
    count[v] = 0.0;
    for (std::size_t a = diagram.first_arc[v]; a < diagram.first_arc[v + 1]; ++a) count[v] += count[diagram.arcs[a].to];
  }
  return diagram.nodes() > 0 ? count[0] : 0.0;
}

}  // namespace entente::bargaining
