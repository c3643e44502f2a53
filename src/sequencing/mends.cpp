#include "sequencing/mends.h"

#include <algorithm>
#include <cmath>
#include <functional>
#include <limits>
#include <map>
#include <tuple>
#include <utility>

#include "accord/lattice.h"
#include "sequencing/evaluate.h"

namespace entente::sequencing {

namespace {

using accord::Accord;
using accord::Range;

// The inequalities that one mend has to repair together.
using Guard = std::tuple<std::size_t, PartyIndex, std::string, std::vector<std::pair<CommitmentIndex, LevelIndex>>>;

Guard guard_of(const Condition& condition) {
  std::vector<std::pair<CommitmentIndex, LevelIndex>> levels;
  for (const Requirement& level : condition.levels) levels.emplace_back(level.commitment, level.level);
  return {condition.point, condition.party, kind(condition), std::move(levels)};
}

// Tries changed accords on one path.
class Trial {
 public:
  Trial(const Accord& accord, const std::vector<State>& points, const Condition& broken)
      : accord_(accord), points_(points), guard_(guard_of(broken)), point_(broken.point), party_(broken.party) {}

  Accord& accord() { return accord_; }

  bool mended() const {
    const game::Game game = game::compile(accord_);
    const Walk path = walk(game, points_);
    bool good = true;
    for_each_condition(game, path, values_along(game, path, party_), party_, point_, [&](const Condition& condition) {
      if (good && !holds(condition, 0.0) && guard_of(condition) == guard_) good = false;
    });
    return good;
  }

  bool whole_plan_holds() const { return evaluate(game::compile(accord_), points_).holds(); }

 private:
  Accord accord_;
  const std::vector<State>& points_;
  Guard guard_;
  std::size_t point_;
  PartyIndex party_;
};

// A number that a reader can use: three significant digits, rounded away from `from`.
double rounded_away(double from, double to) {
  const double change = std::abs(to - from);
  if (change == 0.0) return to;
  const double unit = std::pow(10.0, std::floor(std::log10(change)) - 2.0);
  const double step = std::ceil(change / unit - 1e-9) * unit;
  return to > from ? from + step : from - step;
}

// The smallest change from `from` towards `limit` at which `works`; looks at `looks` places, then bisects before the
// first that works. What is returned was tried.
std::optional<double> least_change(double from, double limit, const std::function<bool(double)>& works,
                                   bool geometric) {
  constexpr int kLooks = 48;
  double kept = from;
  for (int look = 1; look <= kLooks; ++look) {
    const double share = static_cast<double>(look) / kLooks;
    // Geometric looks span nine decades below the limit: the size of what is lacking is not known beforehand.
    const double reach = geometric ? std::pow(10.0, 9.0 * (share - 1.0)) : share;
    double next = from + (limit - from) * reach;
    if (!works(next)) {
      kept = next;
      continue;
    }
    for (int halving = 0; halving < 40; ++halving) {
      const double middle = 0.5 * (kept + next);
      (works(middle) ? next : kept) = middle;
    }
    const double readable = rounded_away(from, next);
    const bool within = limit > from ? readable <= limit : readable >= limit;
    return within && works(readable) ? readable : next;
  }
  return std::nullopt;
}

class Mending {
 public:
  Mending(const Accord& accord, const std::vector<State>& points, const Condition& broken)
      : original_(accord), points_(points), broken_(broken), trial_(accord, points, broken) {}

  std::vector<Mend> all() {
    const std::string what = kind(broken_);
    for (const Requirement& level : broken_.levels) {
      if (what == "delivers") try_share(Knob::seen, level, &accord::Level::seen);
      if (what == "keeps") try_share(Knob::watched, level, &accord::Level::watched);
    }
    for (const Requirement& level : undoable()) try_undo(level);
    if (what != "stays") {
      try_succeeds();
      try_review_time();
      try_penalty();
    }
    try_payment();
    return std::move(mends_);
  }

 private:
  accord::Level& level(const Requirement& at) {
    return trial_.accord().commitments[at.commitment].levels[at.level - 1];
  }

  // Keeps a change that works, and puts the accord back.
  void keep(Mend mend, const std::function<void(double)>& set) {
    set(mend.to);
    mend.whole_plan = trial_.whole_plan_holds();
    mends_.push_back(mend);
  }

  void try_number(Mend mend, Range& number, double limit, bool geometric) {
    const Range before = number;
    mend.from = before.best;
    const auto set = [&](double value) { number = Range::exactly(value); };
    const std::optional<double> to = least_change(
        before.best, limit,
        [&](double value) {
          set(value);
          return trial_.mended();
        },
        geometric);
    if (to) {
      mend.to = *to;
      keep(mend, set);
    }
    number = before;
  }

  void try_share(Knob knob, const Requirement& at, Range accord::Level::*share) {
    Range& number = level(at).*share;
    if (number.best >= 1.0) return;
    try_number({.knob = knob, .level = at, .party = std::nullopt}, number, 1.0, false);
  }

  void try_succeeds() {
    Range& number = trial_.accord().review.succeeds;
    if (number.best < 1.0)
      try_number({.knob = Knob::succeeds, .level = std::nullopt, .party = std::nullopt}, number, 1.0, false);
  }

  // Whole periods, the nearest that work, longer before shorter.
  void try_periods(Mend mend, std::size_t now, std::size_t least, const std::function<void(std::size_t)>& set) {
    constexpr double kMostYears = 40.0;
    const auto most = static_cast<std::size_t>(std::ceil(kMostYears / original_.period));
    mend.from = static_cast<double>(now);
    for (std::size_t change = 1; change <= most; ++change) {
      for (const bool longer : {true, false}) {
        if (!longer && now < least + change) continue;
        const std::size_t periods = longer ? now + change : now - change;
        set(periods);
        if (!trial_.mended()) continue;
        mend.to = static_cast<double>(periods);
        keep(mend, [&](double value) { set(static_cast<std::size_t>(value)); });
        return;
      }
    }
  }

  void try_review_time() {
    accord::Review& review = trial_.accord().review;
    const Range before = review.takes;
    try_periods({.knob = Knob::review_time, .level = std::nullopt, .party = std::nullopt},
                accord::periods(before.best, original_.period, 0), 0, [&](std::size_t periods) {
                  review.takes = Range::exactly(static_cast<double>(periods) * original_.period);
                });
    review.takes = before;
  }

  // Those of the broken condition, or for a party that would rather leave, its own that stand.
  std::vector<Requirement> undoable() const {
    if (!broken_.levels.empty()) return broken_.levels;
    std::vector<Requirement> own;
    const State& x = points_[broken_.point];
    for (CommitmentIndex k = 0; k < x.size(); ++k) {
      if (x[k] > 0 && original_.commitments[k].by == broken_.party) own.push_back({.commitment = k, .level = x[k]});
    }
    return own;
  }

  void try_undo(const Requirement& at) {
    std::optional<Range>& undo = level(at).undo;
    if (!undo) return;
    const std::optional<Range> before = undo;
    try_periods({.knob = Knob::undo, .level = at, .party = std::nullopt},
                accord::periods(before->best, original_.period, 1), 1,
                [&](std::size_t periods) { undo = Range::exactly(static_cast<double>(periods) * original_.period); });
    undo = before;
  }

  // A size of the party's points a year, to know how far to look.
  double size_of_points() const {
    double largest = std::abs(original_.parties[broken_.party].breakdown.best);
    for (const accord::Commitment& commitment : original_.commitments) {
      for (const accord::Level& at : commitment.levels) {
        largest = std::max({largest, std::abs(at.value[broken_.party].best), std::abs(at.once[broken_.party].best)});
      }
    }
    return largest > 0.0 ? largest : 1.0;
  }

  void try_penalty() {
    Range& number = trial_.accord().review.penalty[broken_.party];
    const double limit = number.best - 1000.0 * size_of_points();
    try_number({.knob = Knob::penalty, .level = std::nullopt, .party = broken_.party}, number, limit, true);
  }

  // Paid with a level of this step: the party's own where it delivers one, so that withholding loses it.
  void try_payment() {
    if (broken_.point + 1 >= points_.size()) return;
    const State& r = points_[broken_.point];
    const State& s = points_[broken_.point + 1];
    std::optional<Requirement> at;
    if (kind(broken_) == "delivers") at = broken_.levels.back();
    for (CommitmentIndex k = 0; !at && k < r.size(); ++k) {
      if (s[k] != r[k]) at = Requirement{.commitment = k, .level = s[k]};
    }
    Range& number = level(*at).once[broken_.party];
    const double limit = number.best + 1000.0 * size_of_points();
    try_number({.knob = Knob::payment, .level = at, .party = broken_.party}, number, limit, true);
  }

  const Accord& original_;
  const std::vector<State>& points_;
  const Condition& broken_;
  Trial trial_;
  std::vector<Mend> mends_;
};

}  // namespace

std::vector<Lack> lacks(const Accord& accord, const std::vector<State>& points) {
  const Evaluation evaluation = evaluate(game::compile(accord), points);
  std::map<Guard, Condition> worst;
  for (const Condition& condition : evaluation.broken) {
    const auto [at, added] = worst.emplace(guard_of(condition), condition);
    if (!added && condition.slack < at->second.slack) at->second = condition;
  }
  std::vector<Lack> result;
  for (auto& [guard, condition] : worst) {
    std::vector<Mend> mends = Mending(accord, points, condition).all();
    result.push_back({.worst = std::move(condition), .mends = std::move(mends)});
  }
  return result;
}

std::string name(Knob knob) {
  switch (knob) {
    case Knob::seen:
      return "seen";
    case Knob::watched:
      return "watched";
    case Knob::undo:
      return "undo";
    case Knob::succeeds:
      return "succeeds";
    case Knob::review_time:
      return "review time";
    case Knob::penalty:
      return "penalty";
    case Knob::payment:
      return "payment once";
  }
  return {};
}

}  // namespace entente::sequencing
