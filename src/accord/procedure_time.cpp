#include "accord/procedure_time.h"

#include <algorithm>
#include <limits>

#include "accord/words.h"

namespace entente::accord {

namespace {

void add(const Clock& clock, ClockSum& sum) {
  sum.hours += clock.hours;
  sum.days += clock.days;
  sum.months += clock.months;
}

bool is_longer(const ClockSum& one, const ClockSum& other) {
  return in_years(one) > in_years(other);
}

// The longest of parallel tracks; empty where one is unbounded.
std::optional<ClockSum> clock_of(const ProcedureStage& stage, bool prolonged) {
  ClockSum longest;
  for (const Track& track : stage.tracks) {
    if (!track.clock) return std::nullopt;
    ClockSum sum;
    add(*track.clock, sum);
    if (prolonged && track.extension.at_most) add(*track.extension.at_most, sum);
    if (is_longer(sum, longest)) longest = sum;
  }
  return longest;
}

std::string why_unbounded(const ProcedureStage& stage) {
  for (const Track& track : stage.tracks) {
    const std::string name = in_quotes(track.name.empty() ? stage.name : track.name);
    if (!track.clock) return "its stage " + name + " is unbounded";
    if (track.extension.by != Prolonging::nobody && !track.extension.at_most) {
      return "its stage " + name + " may be prolonged by " +
             (track.extension.by == Prolonging::by_consensus ? "consensus" : "decision") + " as often as they like";
    }
  }
  return {};
}

class Ways {
 public:
  explicit Ways(const Procedure& procedure) : procedure_(procedure) {}

  ProcedureTime from(StageIndex begins) {
    ProcedureTime time;
    ClockSum sum;
    std::vector<StageIndex> way;
    shortest_ = std::numeric_limits<double>::infinity();
    follow_least(begins, sum, way, time);
    way.clear();
    std::vector<std::optional<Longest>> known(procedure_.stages.size());
    if (const auto found = follow_longest(begins, way, known, time.nobody_can_say)) {
      time.longest = found->sum;
      time.longest_way = found->way;
    }
    return time;
  }

 private:
  struct Longest {
    ClockSum sum;
    std::vector<StageIndex> way;
  };

  static std::vector<const Following*> followings(const ProcedureStage& stage) {
    std::vector<const Following*> all;
    if (clock_of(stage, false)) all.push_back(&stage.if_silent);
    for (const Outcome& outcome : stage.outcomes) all.push_back(&outcome.then);
    return all;
  }

  // Branches only at unbounded stages, and no stage comes twice on a way.
  void follow_least(StageIndex number, ClockSum sum, std::vector<StageIndex>& way, ProcedureTime& time) {
    if (std::ranges::find(way, number) != way.end()) return;
    const ProcedureStage& stage = procedure_.stages[number];
    way.push_back(number);
    const auto clock = clock_of(stage, false);
    if (clock) {
      sum.hours += clock->hours;
      sum.days += clock->days;
      sum.months += clock->months;
      go_on(stage.if_silent, sum, way, time);
    } else {
      // The motion is what the procedure goes on by; other outcomes only where there is none.
      const auto adopted = std::ranges::find(stage.outcomes, adopted_word, &Outcome::decided);
      if (adopted != stage.outcomes.end()) {
        go_on(adopted->then, sum, way, time);
      } else {
        for (const Outcome& outcome : stage.outcomes) go_on(outcome.then, sum, way, time);
      }
      // An unbounded stage of which nothing follows is an end in itself.
      if (stage.outcomes.empty()) go_on({}, sum, way, time);
    }
    way.pop_back();
  }

  void go_on(const Following& then, const ClockSum& sum, std::vector<StageIndex>& way, ProcedureTime& time) {
    if (then.stage) {
      follow_least(*then.stage, sum, way, time);
    } else if (in_years(sum) < shortest_ || (in_years(sum) == shortest_ && way.size() > time.least_way.size())) {
      shortest_ = in_years(sum);
      time.least = sum;
      time.least_way = way;
    }
  }

  std::optional<Longest> follow_longest(StageIndex number, std::vector<StageIndex>& way,
                                        std::vector<std::optional<Longest>>& known, std::string& why) {
    if (known[number]) return known[number];
    const ProcedureStage& stage = procedure_.stages[number];
    if (const auto before = std::ranges::find(way, number); before != way.end()) {
      why = "it may come back to its stage " + in_quotes(stage.name) + " again and again";
      return std::nullopt;
    }
    Longest longest{.sum = {}, .way = {number}};
    // Where the response holds already, what follows does not keep it waiting.
    if (!stage.meanwhile || !is_response(*stage.meanwhile)) {
      why = why_unbounded(stage);
      if (!why.empty()) return std::nullopt;
      way.push_back(number);
      Longest rest;
      for (const Following* then : followings(stage)) {
        if (!then->stage) continue;
        const auto found = follow_longest(*then->stage, way, known, why);
        if (!found) return std::nullopt;
        if (rest.way.empty() || is_longer(found->sum, rest.sum)) rest = *found;
      }
      way.pop_back();
      longest.sum = *clock_of(stage, true);
      longest.sum.hours += rest.sum.hours;
      longest.sum.days += rest.sum.days;
      longest.sum.months += rest.sum.months;
      longest.way.insert(longest.way.end(), rest.way.begin(), rest.way.end());
    }
    known[number] = longest;
    return longest;
  }

  const Procedure& procedure_;
  double shortest_ = 0.0;
};

}  // namespace

double in_years(const ClockSum& sum) {
  constexpr double days_in_year = 365.25;
  return (static_cast<double>(sum.hours) / 24.0 + static_cast<double>(sum.days)) / days_in_year +
         static_cast<double>(sum.months) / 12.0;
}

std::string in_words(const ClockSum& sum) {
  std::vector<std::string> parts;
  const auto add_part = [&](std::int64_t number, const char* unit) {
    if (number > 0) parts.push_back(std::to_string(number) + ' ' + unit + (number == 1 ? "" : "s"));
  };
  add_part(sum.months, "month");
  add_part(sum.days, "day");
  add_part(sum.hours, "hour");
  return parts.empty() ? "no time" : joined(parts);
}

ProcedureTime time_of(const Procedure& procedure, StageIndex begins) {
  return Ways(procedure).from(begins);
}

}  // namespace entente::accord
