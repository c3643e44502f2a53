#include "sequencing/state_figures.h"

#include <algorithm>
#include <limits>

#include "game/values.h"
#include "sequencing/conditions.h"

namespace entente::sequencing {

namespace {

using accord::CommitmentIndex;
using accord::LevelIndex;
using accord::PartyIndex;
using accord::State;
using game::Game;

constexpr double kInfinity = std::numeric_limits<double>::infinity();

void add_row(const std::vector<double>& table, std::size_t slot, std::span<double> sums) {
  const double* row = table.data() + slot * sums.size();
  for (std::size_t i = 0; i < sums.size(); ++i) sums[i] += row[i];
}

double keeps_floor(const Game& game, const Thresholds& thresholds, PartyIndex party, const StateFigures& figures) {
  double floor = -kInfinity;
  for (CommitmentIndex k = 0; k < figures.levels.size(); ++k) {
    if (game.commitments[k].by != party) continue;
    const KeepFloor& keep = thresholds.keep[game.slot(k, figures.levels[k])];
    floor = std::max(floor, floor_of(keep, figures.found_out[party], figures.breakdown[party]));
  }
  return floor;
}

}  // namespace

FigureTables make_tables(const Game& game, std::span<const double> margin) {
  FigureTables tables;
  tables.parties = game.parties.size();
  tables.thresholds = make_thresholds(game, margin);
  const std::size_t rows = game.slots * tables.parties;
  for (std::vector<double>* table : {&tables.flow, &tables.after, &tables.found, &tables.once})
    table->assign(rows, 0.0);
  for (CommitmentIndex k = 0; k < game.commitments.size(); ++k) {
    for (LevelIndex l = 0; l <= game.top(k); ++l)
      tables.periods.push_back(std::max<std::size_t>(1, game.level(k, l).takes));
  }
  std::sort(tables.periods.begin(), tables.periods.end());
  tables.periods.erase(std::unique(tables.periods.begin(), tables.periods.end()), tables.periods.end());
  // Without a margin the length of a step matters to its gate only in how far the tolerance is discounted: the shortest
  // one, which asks the most, then serves all.
  const bool any_margin = std::any_of(margin.begin(), margin.end(), [](double points) { return points != 0.0; });
  tables.gate_lengths = any_margin ? tables.periods.size() : 1;
  tables.length.assign(game.slots, 0);
  tables.complements.resize(tables.parties);
  for (PartyIndex i = 0; i < tables.parties; ++i) {
    const game::PartyTerms& party = game.parties[i];
    tables.after_of_none.push_back(party.breakdown * party.forever);
    tables.found_of_none.push_back(party.review_discount * party.penalty * party.forever +
                                   std::max(party.breakdown, party.review_discount * party.breakdown) * party.forever);
    for (std::size_t c = 0; c < game.complements.size(); ++c) {
      if (game.complements[c].flow[i] != 0.0) tables.complements[i].push_back(c);
    }
    for (CommitmentIndex k = 0; k < game.commitments.size(); ++k) {
      double once = 0.0;
      for (LevelIndex l = 0; l <= game.top(k); ++l) {
        const std::size_t slot = game.slot(k, l);
        const std::size_t row = slot * tables.parties + i;
        once += l > game.today[k] ? party.once[slot] : 0.0;
        tables.once[row] = once;
        tables.flow[row] = party.flow[slot];
        tables.after[row] = party.after[slot];
        tables.found[row] = game::found_out_part(game, i, k, l);
        const auto at = std::lower_bound(tables.periods.begin(), tables.periods.end(), game.level(k, l).takes);
        tables.length[slot] = static_cast<std::uint8_t>(at - tables.periods.begin());
      }
    }
  }
  for (const std::size_t periods : tables.periods) {
    for (const game::PartyTerms& party : game.parties) {
      tables.to_gate.push_back(game::discounted(party.gamma, periods));
      tables.until.push_back(game::annuity(party.gamma, periods));
    }
  }
  return tables;
}

void fill_figures(const Game& game, const FigureTables& tables, StateFigures& figures) {
  const std::size_t parties = tables.parties;
  figures.base.assign(parties, 0.0);
  figures.once.assign(parties, 0.0);
  figures.breakdown = tables.after_of_none;
  figures.found_out = tables.found_of_none;
  for (CommitmentIndex k = 0; k < figures.levels.size(); ++k) {
    const std::size_t slot = game.slot(k, figures.levels[k]);
    add_row(tables.flow, slot, figures.base);
    add_row(tables.after, slot, figures.breakdown);
    add_row(tables.found, slot, figures.found_out);
    add_row(tables.once, slot, figures.once);
  }
  figures.keeps.resize(parties);
  figures.least.resize(parties);
  figures.hold.resize(parties);
  figures.least_after.resize(parties * tables.periods.size());
  figures.holds = true;
  for (PartyIndex i = 0; i < parties; ++i) {
    const game::PartyTerms& party = game.parties[i];
    for (const std::size_t c : tables.complements[i]) {
      const game::ComplementTerms& complement = game.complements[c];
      if (game::stands(complement, figures.levels)) figures.base[i] += complement.flow[i];
      figures.breakdown[i] += complement.flow[i] * game::stands_after(complement, i, figures.levels);
      figures.found_out[i] += complement.flow[i] * game::stands_found_out(game, complement, i, figures.levels);
    }
    figures.base[i] += party.beta * game.theta * figures.breakdown[i];
    figures.keeps[i] = keeps_floor(game, tables.thresholds, i, figures);
    const double stays = figures.breakdown[i] + tables.thresholds.margin[i] - kSlackTolerance;
    figures.least[i] = std::max(stays, figures.keeps[i]);
    figures.hold[i] = figures.base[i] / (1.0 - party.gamma);
    figures.holds = figures.holds && figures.hold[i] >= figures.least[i];
    for (std::size_t length = 0; length < tables.periods.size(); ++length) {
      const std::size_t at = length * parties + i;
      double least =
          std::max(figures.keeps[i], (figures.least[i] - figures.base[i] * tables.until[at]) / tables.to_gate[at]);
      if (tables.periods[length] > 1) least = std::max(least, (stays - figures.base[i]) / party.gamma);
      figures.least_after[at] = least + figures.once[i];
    }
  }
}

void fill_gates(const Game& game, const FigureTables& tables, const StepSets& sets, const StateFigures& figures,
                std::span<double> gates) {
  const std::size_t lengths = tables.gate_lengths;
  std::fill(gates.begin(), gates.end(), -kInfinity);
  State y = figures.levels;
  for (std::size_t d = 0; d < sets.due.size(); ++d) {
    const DueSet& withheld = sets.due[d];
    const PartyIndex i = withheld.party;
    const game::PartyTerms& party = game.parties[i];
    double* own = gates.data() + d * lengths;
    if (std::any_of(withheld.commitments.begin(), withheld.commitments.end(),
                    [&](CommitmentIndex k) { return figures.levels[k] == 0; })) {
      std::fill_n(own, lengths, kInfinity);
      continue;
    }
    double unseen = 1.0;
    double once = 0.0;
    double hidden_worth = 0.0;
    double found_out = figures.found_out[i];
    double breakdown = figures.breakdown[i];
    for (const CommitmentIndex k : withheld.commitments) {
      const game::LevelTerms& level = game.level(k, y[k]);
      const std::size_t slot = game.slot(k, y[k]);
      unseen *= 1.0 - level.seen;
      once += party.once[slot];
      hidden_worth += level.hidden_worth;
      found_out += tables.found[(slot - 1) * tables.parties + i] - tables.found[slot * tables.parties + i];
      breakdown += tables.after[(slot - 1) * tables.parties + i] - tables.after[slot * tables.parties + i];
      --y[k];
    }
    for (const std::size_t c : tables.complements[i]) {
      const game::ComplementTerms& complement = game.complements[c];
      const auto lost = [&](double with, double without) { return complement.flow[i] * (without - with); };
      found_out += lost(game::stands_found_out(game, complement, i, figures.levels),
                        game::stands_found_out(game, complement, i, y));
      breakdown += lost(game::stands_after(complement, i, figures.levels), game::stands_after(complement, i, y));
    }
    const double answered = (1.0 - unseen) * game.succeeds;
    const double rest = (1.0 - answered) * hidden_worth - once;
    for (std::size_t length = 0; length < lengths; ++length) {
      const double asked =
          (tables.thresholds.margin[i] - kSlackTolerance) / tables.to_gate[length * tables.parties + i];
      // Withhold and stay: C >= asked - once + p R + (1 - p)(C + B); leave at the gate: C >= asked - once + W.
      const double withhold =
          answered > 0.0 ? found_out + (asked + rest) / answered : (asked + rest <= 0.0 ? -kInfinity : kInfinity);
      own[length] = std::max(withhold, asked - once + breakdown) + figures.once[i];
    }
    for (const CommitmentIndex k : withheld.commitments) ++y[k];
  }
  // Parts have smaller numbers than what they are parts of only by the order in which they were met, so the largest
  // over the parts is taken from a copy of what each asks alone.
  const std::vector<double> alone(gates.begin(), gates.end());
  for (std::size_t d = 0; d < sets.due.size(); ++d) {
    for (const std::uint32_t part : sets.due[d].parts) {
      for (std::size_t length = 0; length < lengths; ++length) {
        gates[d * lengths + length] = std::max(gates[d * lengths + length], alone[part * lengths + length]);
      }
    }
  }
}

}  // namespace entente::sequencing
