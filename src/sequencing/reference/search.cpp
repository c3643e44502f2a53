#include "sequencing/reference/search.h"

#include <tbb/blocked_range.h>
#include <tbb/parallel_for.h>

#include <algorithm>
#include <atomic>
#include <cmath>
#include <limits>
#include <numeric>

#include "game/values.h"
#include "sequencing/conditions.h"
#include "sequencing/lattice.h"
#include "sequencing/reference/labels.h"
#include "sequencing/thresholds.h"

namespace entente::sequencing::reference {

namespace {

using accord::CommitmentIndex;
using accord::PartyIndex;
using accord::State;
using game::Game;

constexpr double kNothing = -std::numeric_limits<double>::infinity();

// gamma^T and [T]_gamma for every length a step can have.
struct Discounts {
  std::vector<double> to_gate;
  std::vector<double> until;
};

Discounts make_discounts(double gamma, std::size_t longest) {
  Discounts discounts;
  for (std::size_t periods = 0; periods <= longest; ++periods) {
    discounts.to_gate.push_back(game::discounted(gamma, periods));
    discounts.until.push_back(game::annuity(gamma, periods));
  }
  return discounts;
}

std::size_t longest_step(const Game& game) {
  std::size_t longest = 1;
  for (const game::CommitmentTerms& commitment : game.commitments) {
    for (const game::LevelTerms& level : commitment.levels) longest = std::max(longest, level.takes);
  }
  return longest;
}

// A size of each party's points, only to keep units out of comparisons.
std::vector<double> scales(const Game& game) {
  std::vector<double> result;
  for (const game::PartyTerms& party : game.parties) {
    double sum = std::abs(party.breakdown) * party.forever;
    for (std::size_t slot = 0; slot < game.slots; ++slot) {
      sum += std::abs(party.flow[slot]) * party.forever + std::abs(party.once[slot]);
    }
    result.push_back(sum > 0.0 ? sum : 1.0);
  }
  return result;
}

class Search {
 public:
  Search(const Game& game, const SearchOptions& options)
      : game_(game),
        options_(options),
        parties_(game.parties.size()),
        thresholds_(
            make_thresholds(game, options.margin.empty() ? std::vector<double>(parties_, 0.0) : options.margin)),
        scale_(scales(game)),
        lattice_(make_lattice(game, std::nullopt, options.target)) {
    const std::size_t longest = longest_step(game);
    for (const game::PartyTerms& party : game.parties) discounts_.push_back(make_discounts(party.gamma, longest));
    for (const double eps : options.eps) within_eps_ = within_eps_ || eps > 0.0;
    labels_.resize(lattice_.code.size());
    box_.assign(lattice_.code.size() * parties_, kNothing);
  }

  SearchResult run() {
    std::size_t done = 0;
    for (std::size_t sum = lattice_.layers.size(); sum-- > 0;) {
      const std::vector<StateNumber>& layer = lattice_.layers[sum];
      // Chunks bound the time between two reports and two looks at the budget; their size does not change any answer.
      constexpr std::size_t kChunk = 4096;
      for (std::size_t begin = 0; begin < layer.size(); begin += kChunk) {
        const std::size_t end = std::min(layer.size(), begin + kChunk);
        tbb::parallel_for(tbb::blocked_range<std::size_t>(begin, end, 8),
                          [&](const tbb::blocked_range<std::size_t>& range) {
                            for (std::size_t at = range.begin(); at != range.end(); ++at) visit_state(layer[at], sum);
                          });
        done += end - begin;
        if (options_.on_progress) options_.on_progress({.states_done = done, .states = lattice_.code.size()});
        if (over_budget()) {
          SearchResult gave_up;
          gave_up.finished = false;
          return gave_up;
        }
      }
    }
    return result();
  }

 private:
  struct Candidate {
    std::vector<double> floor;                      ///< the least C_i(s)
    std::vector<double> once;                       ///< sum of o over the step
    std::vector<std::vector<CommitmentIndex>> due;  ///< by party
    State next;
    std::vector<double> value;
    std::vector<double> promise;
  };

  bool over_budget() const {
    const auto passed = [](const std::atomic<std::uint64_t>& used, std::uint64_t most) {
      return most > 0 && used.load(std::memory_order_relaxed) > most;
    };
    return passed(comparisons_, options_.most_comparisons) || passed(bytes_held_, options_.most_bytes);
  }

  bool may_end_at(StateNumber number) const { return !options_.target || lattice_.find(*options_.target) == number; }

  // Deeper states may use less of the tolerance, so that something is left for every step towards today.
  std::vector<double> eps_at(std::size_t sum) const {
    if (!within_eps_) return {};
    const double share = 1.0 - static_cast<double>(sum) / static_cast<double>(lattice_.layers.size());
    std::vector<double> eps = options_.eps;
    for (double& points : eps) points *= share;
    return eps;
  }

  void visit_state(StateNumber r, std::size_t sum) {
    const State x = lattice_.state(game_, r);
    std::vector<StateTerms> terms;
    std::vector<double> breakdown;
    std::vector<double> hold;
    bool holds = true;
    for (PartyIndex i = 0; i < parties_; ++i) {
      terms.push_back(state_terms(game_, thresholds_, i, x));
      breakdown.push_back(terms[i].breakdown);
      hold.push_back(terms[i].base / (1.0 - game_.parties[i].gamma));
      holds = holds && hold[i] >= least_continuation(i, terms[i]);
    }
    const std::vector<double> eps = eps_at(sum);
    LabelSet set({.parties = parties_,
                  .most = options_.labels_per_state,
                  .eps = eps,
                  .base = breakdown,
                  .scale = scale_,
                  .precedes = [&](const Origin& a, const Origin& b) { return precedes(r, a, b); }});
    double* box = box_.data() + std::size_t{r} * parties_;
    if (holds && may_end_at(r)) {
      set.add(hold, hold, Origin{});
      std::copy(hold.begin(), hold.end(), box);
    }
    Candidate candidate;
    candidate.due.resize(parties_);
    for_each_move(game_, lattice_, x, lattice_.code[r],
                  [&](const Move& move) { visit_move(x, terms, move, candidate, box, set); });
    comparisons_.fetch_add(set.comparisons(), std::memory_order_relaxed);
    if (set.cut()) cut_.store(true, std::memory_order_relaxed);
    labels_[r] = set.take();
    bytes_held_.fetch_add(labels_[r].size() * (parties_ * 2 * sizeof(double) + sizeof(Origin)),
                          std::memory_order_relaxed);
    labels_[r].value.shrink_to_fit();
    labels_[r].promise.shrink_to_fit();
    labels_[r].origin.shrink_to_fit();
  }

  // stays and keeps, at C_i(x).
  double least_continuation(PartyIndex i, const StateTerms& terms) const {
    return std::max(terms.breakdown + thresholds_.margin[i] - kSlackTolerance, terms.floor);
  }

  void visit_move(const State& x, const std::vector<StateTerms>& terms, const Move& move, Candidate& candidate,
                  double* box, LabelSet& set) {
    const double* next_box = box_.data() + std::size_t{move.to} * parties_;
    if (next_box[0] == kNothing) return;
    std::size_t takes = 1;
    for (const CommitmentIndex k : move.raises) takes = std::max(takes, game_.level(k, x[k] + 1).takes);
    if (!fill_floors(x, terms, move, takes, next_box, candidate)) return;
    const auto carry_back = [&](std::span<const double> next, std::vector<double>& value) {
      value.resize(parties_);
      for (PartyIndex i = 0; i < parties_; ++i) {
        value[i] =
            terms[i].base * discounts_[i].until[takes] + discounts_[i].to_gate[takes] * (candidate.once[i] + next[i]);
      }
    };
    carry_back({next_box, parties_}, candidate.value);
    for (PartyIndex i = 0; i < parties_; ++i) box[i] = std::max(box[i], candidate.value[i]);
    const Labels& next = labels_[move.to];
    for (std::size_t label = 0; label < next.size(); ++label) {
      const std::span<const double> value = next.values(label, parties_);
      bool enough = true;
      for (PartyIndex i = 0; i < parties_ && enough; ++i) enough = value[i] >= candidate.floor[i];
      if (!enough) continue;
      carry_back(value, candidate.value);
      if (within_eps_) carry_back({next.promise.data() + label * parties_, parties_}, candidate.promise);
      set.add(candidate.value, candidate.promise,
              {.next = move.to,
               .label = static_cast<std::uint32_t>(label),
               .periods = next.origin[label].periods + static_cast<std::uint32_t>(takes)});
      if (options_.most_comparisons > 0 && set.comparisons() > options_.most_comparisons) return;
    }
  }

  // The least C_i(s) of every party at which the step is taken and nothing at x is broken. False when even the largest
  // values that any plan has from s do not reach it.
  bool fill_floors(const State& x, const std::vector<StateTerms>& terms, const Move& move, std::size_t takes,
                   const double* next_box, Candidate& candidate) const {
    candidate.floor.resize(parties_);
    candidate.once.assign(parties_, 0.0);
    for (PartyIndex i = 0; i < parties_; ++i) {
      const game::PartyTerms& party = game_.parties[i];
      for (const CommitmentIndex k : move.raises) candidate.once[i] += party.once[game_.slot(k, x[k] + 1)];
      double gate =
          std::max(terms[i].floor, (least_continuation(i, terms[i]) - terms[i].base * discounts_[i].until[takes]) /
                                       discounts_[i].to_gate[takes]);
      if (takes > 1) {
        const double on_eve = terms[i].breakdown + thresholds_.margin[i] - kSlackTolerance - terms[i].base;
        gate = std::max(gate, on_eve / party.gamma);
      }
      candidate.floor[i] = gate - candidate.once[i];
      if (!(next_box[i] >= candidate.floor[i])) return false;
    }
    for (std::vector<CommitmentIndex>& due : candidate.due) due.clear();
    for (const CommitmentIndex k : move.raises) candidate.due[game_.commitments[k].by].push_back(k);
    candidate.next = x;
    for (const CommitmentIndex k : move.raises) ++candidate.next[k];
    for (PartyIndex i = 0; i < parties_; ++i) {
      if (candidate.due[i].empty()) continue;
      const double floor =
          gate_floor(game_, thresholds_, i, candidate.next, candidate.due[i], discounts_[i].to_gate[takes]);
      candidate.floor[i] = std::max(candidate.floor[i], floor);
      if (!(next_box[i] >= candidate.floor[i])) return false;
    }
    return true;
  }

  std::vector<CommitmentIndex> raised(StateNumber from, StateNumber to) const {
    const State a = lattice_.state(game_, from);
    const State b = lattice_.state(game_, to);
    std::vector<CommitmentIndex> result;
    for (CommitmentIndex k = 0; k < a.size(); ++k) {
      if (a[k] != b[k]) result.push_back(k);
    }
    return result;
  }

  // MODEL section 5: the plan that comes first step by step, a list before those it begins.
  bool precedes(StateNumber from, Origin a, Origin b) const {
    while (a.next == b.next) {
      if (a.next == kNoState || a.label == b.label) return false;
      from = a.next;
      const Labels& next = labels_[from];
      a = next.origin[a.label];
      b = next.origin[b.label];
    }
    if (a.next == kNoState || b.next == kNoState) return a.next == kNoState;
    return raised(from, a.next) < raised(from, b.next);
  }

  FoundPlan plan_of(StateNumber from, std::size_t label) const {
    FoundPlan plan;
    const std::span<const double> value = labels_[from].values(label, parties_);
    plan.value.assign(value.begin(), value.end());
    plan.periods = labels_[from].origin[label].periods;
    for (Origin origin = labels_[from].origin[label]; origin.next != kNoState;) {
      accord::Step step;
      const State s = lattice_.state(game_, origin.next);
      for (const CommitmentIndex k : raised(from, origin.next)) step.raises.push_back({.commitment = k, .to = s[k]});
      plan.steps.push_back(std::move(step));
      from = origin.next;
      origin = labels_[from].origin[origin.label];
    }
    return plan;
  }

  SearchResult result() const {
    SearchResult result;
    result.coverage = cut_.load() ? Coverage::representative : within_eps_ ? Coverage::eps : Coverage::exact;
    result.valid_states = lattice_.code.size();
    result.disagreement = game::disagreement(game_);
    for (StateNumber n = 0; n < lattice_.code.size(); ++n) {
      if (labels_[n].size() > 0) ++result.safe_at_least;
      if (box_[std::size_t{n} * parties_] != kNothing) ++result.safe_at_most;
    }
    if (result.coverage == Coverage::exact) result.safe_at_most = result.safe_at_least;
    const StateNumber first = lattice_.find(game_.today);
    if (box_[std::size_t{first} * parties_] != kNothing) {
      result.at_most.assign(box_.begin() + static_cast<std::ptrdiff_t>(std::size_t{first} * parties_),
                            box_.begin() + static_cast<std::ptrdiff_t>((std::size_t{first} + 1) * parties_));
    }
    for (std::size_t label = 0; label < labels_[first].size(); ++label)
      result.frontier.push_back(plan_of(first, label));
    std::sort(result.frontier.begin(), result.frontier.end(),
              [](const FoundPlan& a, const FoundPlan& b) { return a.value > b.value; });
    return result;
  }

  const Game& game_;
  const SearchOptions& options_;
  std::size_t parties_;
  Thresholds thresholds_;
  std::vector<double> scale_;
  Lattice lattice_;
  std::vector<Discounts> discounts_;
  std::vector<Labels> labels_;  ///< by state number
  std::vector<double> box_;     ///< by state number and party: upper bound on C_i with the others' conditions relaxed
  bool within_eps_ = false;
  std::atomic<std::uint64_t> comparisons_{0};
  std::atomic<std::uint64_t> bytes_held_{0};
  std::atomic<bool> cut_{false};
};

}  // namespace

SearchResult search(const Game& game, const SearchOptions& options) {
  return Search(game, options).run();
}

}  // namespace entente::sequencing::reference
