#include "accord/write.h"

#include <algorithm>
#include <array>
#include <cctype>
#include <charconv>
#include <cmath>
#include <utility>

#include "accord/detection.h"
#include "accord/error.h"
#include "accord/json_tree.h"
#include "accord/lattice.h"
#include "accord/ranges.h"
#include "accord/simulation.h"
#include "accord/words.h"
#include "accord/write_procedure.h"
#include "accord/yaml_text.h"
#include "accord/yaml_tree.h"

namespace entente::accord {

namespace {

// A duration in the unit in which it is a whole number, as the reader computes it.
std::string duration(double years) {
  struct Unit {
    const char* name;
    double in_a_year;
  };
  constexpr std::array<Unit, 4> units{{{"year", 1.0}, {"month", 12.0}, {"week", 365.25 / 7}, {"day", 365.25}}};
  const auto in_years = [](double count, const Unit& unit) {
    if (unit.name == std::string_view("month")) return count / 12.0;
    if (unit.name == std::string_view("week")) return count * (7 / 365.25);
    return unit.name == std::string_view("day") ? count * (1 / 365.25) : count;
  };
  if (years == 0.0) return "0";
  for (const Unit& unit : units) {
    const double count = std::round(years * unit.in_a_year);
    if (in_years(count, unit) == years) return number(count) + ' ' + unit.name + (count == 1.0 ? "" : "s");
  }
  return number(years) + " years";
}

template <typename Write>
std::string range(const Range& value, const Write& write_one) {
  if (value.low == value.high) return write_one(value.best);
  if (value.drawn == Distribution::uniform || value.drawn == Distribution::log_uniform) {
    const char* kind = value.drawn == Distribution::uniform ? "{uniform: [" : "{log_uniform: [";
    return kind + write_one(value.low) + ", " + write_one(value.high) + "]}";
  }
  if (value.drawn == Distribution::pert) {
    return "{pert: [" + write_one(value.low) + ", " + write_one(value.best) + ", " + write_one(value.high) + "]}";
  }
  return '[' + write_one(value.low) + ", " + write_one(value.best) + ", " + write_one(value.high) + ']';
}

std::string numbers(const Range& value) {
  return range(value, number);
}

std::string durations(const Range& value) {
  return range(value, duration);
}

// Lines at an indentation; the first of a list's item begins with its dash.
class Writer {
 public:
  explicit Writer(const Accord& accord) : accord_(accord), period_(Range::exactly(accord.period)) {}

  std::string text() {
    line(0, "accord: " + text_of(accord_.title));
    lines(0, provenance_of(accord_.provenance));
    line(0, "period: " + duration(accord_.period));
    if (accord_.points_comparable) line(0, "points_comparable: true");
    if (!accord_.walk_away) line(0, "walk_away: false");
    if (!accord_.values) line(0, "values: false");
    line(0, "parties:");
    for (const Party& party : accord_.parties) add(party);
    line(0, "commitments:");
    for (const Commitment& commitment : accord_.commitments) add(commitment);
    if (!accord_.complements.empty()) line(0, "complements:");
    for (const Complement& complement : accord_.complements) add(complement);
    if (!accord_.procedures.empty()) line(0, "procedures:");
    for (const Procedure& procedure : accord_.procedures) add(procedure);
    add(accord_.review);
    add(accord_.pace);
    if (accord_.fund) add(*accord_.fund);
    if (accord_.verification) add(*accord_.verification);
    if (!accord_.given.empty()) line(0, "given:");
    for (const Given& group : accord_.given) add(group);
    if (!accord_.together.empty()) line(0, "together:");
    for (const Together& group : accord_.together) add(group);
    if (accord_.simulation) add(*accord_.simulation);
    if (!accord_.aim.empty()) line(0, "aim: " + levels(accord_.aim));
    if (std::ranges::any_of(accord_.plans, [](const Plan& plan) { return !plan.steps.empty(); })) line(0, "plans:");
    for (const Plan& plan : accord_.plans) add(plan);
    return std::move(text_);
  }

 private:
  void line(std::size_t indentation, const std::string& text) { text_ += std::string(indentation, ' ') + text + '\n'; }
  void lines(std::size_t indentation, const std::vector<std::string>& all) {
    for (const std::string& one : all) line(indentation, one);
  }
  void item(std::size_t indentation, const std::vector<std::string>& all) {
    for (std::size_t n = 0; n < all.size(); ++n) line(indentation, (n == 0 ? "- " : "  ") + all[n]);
  }

  static std::vector<std::string> provenance_of(const Provenance& from) {
    std::vector<std::string> pairs;
    add_provenance(from, pairs);
    return pairs;
  }

  std::string points(const std::vector<Range>& by_party, const Provenance& from) const {
    std::vector<std::string> pairs;
    for (PartyIndex i = 0; i < by_party.size(); ++i) {
      if (by_party[i] != Range{}) pairs.push_back(key(accord_.parties[i].name) + ' ' + numbers(by_party[i]));
    }
    if (!pairs.empty()) add_provenance(from, pairs);
    return braces(pairs);
  }

  std::string levels(const std::vector<Requirement>& required) const {
    std::vector<std::string> pairs;
    for (const Requirement& one : required) {
      pairs.push_back(key(accord_.commitments[one.commitment].name) + ' ' +
                      text_of(level_name(accord_, one.commitment, one.level)));
    }
    return braces(pairs);
  }

  void add(const Party& party) {
    if (!accord_.values) {
      const std::string known = braces(provenance_of(party.provenance));
      line(2, key(party.name) + ' ' + (known.empty() ? "{}" : known));
      return;
    }
    line(2, key(party.name));
    line(4, "patience: " + numbers(party.patience));
    if (party.turnover != Range{}) line(4, "turnover: " + numbers(party.turnover));
    if (party.breakdown != Range{}) line(4, "breakdown: " + numbers(party.breakdown));
    if (party.doubt != Range{}) line(4, "doubt: " + numbers(party.doubt));
    lines(4, provenance_of(party.provenance));
  }

  void add(const Commitment& commitment) {
    line(2, key(commitment.name));
    line(4, "by: " + text_of(accord_.parties[commitment.by].name));
    if (!commitment.title.empty()) line(4, "title: " + text_of(commitment.title));
    lines(4, provenance_of(commitment.provenance));
    line(4, "levels:");
    for (const Level& level : commitment.levels) item(6, pairs_of(level));
  }

  // What is seen without means must be written where a means sees the level.
  bool has_means(const Level& level) const {
    if (!accord_.verification) return false;
    return std::ranges::any_of(accord_.verification->means, [&](const Means& means) {
      return std::ranges::any_of(means.sees, [&](const Sight& sight) {
        return &accord_.commitments[sight.level.commitment].levels[sight.level.level - 1] == &level;
      });
    });
  }

  std::vector<std::string> pairs_of(const Level& level) const {
    std::vector<std::string> pairs{"name: " + text_of(level.name)};
    const auto add_points = [&](const std::string& name, const std::vector<Range>& by_party, const Provenance& from) {
      if (const std::string text = points(by_party, from); !text.empty()) pairs.push_back(name + ": " + text);
    };
    if (level.takes != period_) pairs.push_back("takes: " + durations(level.takes));
    add_points("value", level.value, level.value_provenance);
    add_points("once", level.once, level.once_provenance);
    const Range& seen = without_means(level, Sense::seen);
    const Range& watched = without_means(level, Sense::watched);
    if (seen != Range::exactly(1) || has_means(level)) pairs.push_back("seen: " + numbers(seen));
    if (watched != Range::exactly(1) || has_means(level)) pairs.push_back("watched: " + numbers(watched));
    if (level.undo != period_) pairs.push_back("undo: " + (level.undo ? durations(*level.undo) : std::string("never")));
    if (level.undone_by == UndoneBy::automatic) pairs.emplace_back("undone_by: automatic");
    if (level.undone_by == UndoneBy::all) pairs.push_back("undone_by: {all: " + all_of(level.undone_by_all) + '}');
    if (!level.needs.empty()) pairs.push_back("needs: " + levels(level.needs));
    if (level.indicator) pairs.push_back("indicator: " + text_of_indicator(*level.indicator));
    if (level.schedule) pairs.push_back("schedule: " + text_of_schedule(*level.schedule));
    add_provenance(level.provenance, pairs);
    return pairs;
  }

  std::string all_of(const std::vector<PartyIndex>& parties) const {
    std::string text;
    for (const PartyIndex party : parties) text += (text.empty() ? "[" : ", ") + text_of(accord_.parties[party].name);
    return text + ']';
  }

  static std::string text_of_indicator(const Indicator& indicator) {
    std::vector<std::string> pairs{"measure: " + text_of(indicator.measure)};
    if (!indicator.unit.empty()) pairs.push_back("unit: " + text_of(indicator.unit));
    if (indicator.at_least) pairs.push_back("at_least: " + number(*indicator.at_least));
    if (indicator.at_most) pairs.push_back("at_most: " + number(*indicator.at_most));
    if (!indicator.reported_by.empty()) pairs.push_back("reported_by: " + text_of(indicator.reported_by));
    if (!indicator.verified_by.empty()) pairs.push_back("verified_by: " + text_of(indicator.verified_by));
    add_provenance(indicator.provenance, pairs);
    return braces(pairs);
  }

  static std::string text_of_schedule(const Schedule& schedule) {
    std::vector<std::string> pairs{"unit: " + text_of(schedule.unit), "per_period: " + number(schedule.per_period)};
    add_provenance(schedule.provenance, pairs);
    return braces(pairs);
  }

  void add(const Complement& complement) {
    const std::string value = points(complement.value, complement.value_provenance);
    std::vector<std::string> pairs{"name: " + text_of(complement.name), "when: " + levels(complement.when),
                                   "value: " + (value.empty() ? "{}" : value)};
    add_provenance(complement.provenance, pairs);
    item(2, pairs);
  }

  void add(const Procedure& procedure) {
    line(2, key(procedure.name));
    lines(4, lines_of(procedure));
  }

  void add(const Review& review) {
    std::vector<std::string> pairs;
    if (!review.by.empty()) pairs.push_back("by: " + text_of(review.by));
    if (review.by.empty() && review.takes != period_) pairs.push_back("takes: " + durations(review.takes));
    if (!review.by.empty() ? !review.succeeds_by_procedure : review.succeeds != Range::exactly(1))
      pairs.push_back("succeeds: " + numbers(review.succeeds));
    if (const std::string text = points(review.penalty, review.penalty_provenance); !text.empty())
      pairs.push_back("penalty: " + text);
    add_provenance(review.provenance, pairs);
    if (pairs.empty()) return;
    line(0, "review:");
    lines(2, pairs);
  }

  void add(const Pace& pace) {
    std::vector<std::string> pairs;
    if (pace.per_step) pairs.push_back("per_step: " + std::to_string(*pace.per_step));
    if (pace.per_party) pairs.push_back("per_party: " + std::to_string(*pace.per_party));
    if (pairs.empty()) return;
    add_provenance(pace.provenance, pairs);
    line(0, "pace: " + braces(pairs));
  }

  void add(const Simulation& simulation) {
    line(0, "simulation:");
    line(2, "base_rates: " + simulation.base_rates);
    for (const RateKind& kind : rate_kinds()) {
      const auto& stated = simulation.rates[static_cast<std::size_t>(kind.rate)];
      if (!stated) continue;
      std::vector<std::string> pairs{
          "rate: " + (kind.unit == RateUnit::years ? durations(stated->value) : numbers(stated->value))};
      add_provenance(stated->provenance, pairs);
      line(2, std::string(kind.name) + ": " + braces(pairs));
    }
    if (simulation.steps_back > 0) line(2, "steps_back: " + std::to_string(simulation.steps_back));
    lines(2, provenance_of(simulation.provenance));
  }

  void add(const Fund& fund) {
    std::vector<std::string> contributors;
    for (const FundContributor& one : fund.contributors) {
      contributors.push_back(key(accord_.parties[one.party].name) + ' ' + numbers(one.cost));
    }
    line(0, "fund:");
    line(2, "unit: " + text_of(fund.unit));
    line(2, "size: [" + number(fund.least) + ", " + number(fund.most) + ']');
    line(2, "contributors: " + braces(contributors));
    lines(2, provenance_of(fund.provenance));
    line(2, "tranches:");
    for (const FundTranche& tranche : fund.tranches) {
      std::vector<std::string> pairs{
          "name: " + text_of(tranche.name),
          tranche.share > 0.0 ? "share: " + number(tranche.share) : "amount: " + number(tranche.amount),
          "when: " + levels(tranche.when), "to: " + text_of(accord_.parties[tranche.to].name),
          "worth: " + numbers(tranche.worth)};
      add_provenance(tranche.provenance, pairs);
      item(4, pairs);
    }
  }

  std::string names_of(const std::vector<MeansIndex>& means) const {
    std::string text;
    for (const MeansIndex m : means) text += (text.empty() ? "" : ", ") + text_of(accord_.verification->means[m].name);
    return '[' + text + ']';
  }

  std::string sees(const Means& means) const {
    std::vector<std::string> commitments;
    for (std::size_t n = 0; n < means.sees.size();) {
      const Commitment& commitment = accord_.commitments[means.sees[n].level.commitment];
      std::vector<std::string> of_levels;
      for (const CommitmentIndex k = means.sees[n].level.commitment;
           n < means.sees.size() && means.sees[n].level.commitment == k; ++n) {
        const Sight& sight = means.sees[n];
        of_levels.push_back(key(commitment.levels[sight.level.level - 1].name) + " {seen: " + numbers(sight.seen) +
                            ", watched: " + numbers(sight.watched) + '}');
      }
      commitments.push_back(key(commitment.name) + ' ' + braces(of_levels));
    }
    return braces(commitments);
  }

  std::vector<std::string> pairs_of(const Means& means) const {
    std::vector<std::string> pairs{"name: " + text_of(means.name)};
    if (!means.title.empty()) pairs.push_back("title: " + text_of(means.title));
    pairs.push_back("cost: " + numbers(means.cost));
    pairs.push_back("sees: " + sees(means));
    if (means.false_alarms != Range{}) pairs.push_back("false_alarms: " + numbers(means.false_alarms));
    std::vector<std::string> needs;
    if (!means.needs_levels.empty()) needs.push_back("levels: " + levels(means.needs_levels));
    if (means.host) needs.push_back("host: " + text_of(accord_.parties[*means.host].name));
    if (!means.needs_means.empty()) needs.push_back("means: " + names_of(means.needs_means));
    if (!needs.empty()) pairs.push_back("needs: " + braces(needs));
    if (means.starts > 0.0) pairs.push_back("starts: " + duration(means.starts));
    add_provenance(means.provenance, pairs);
    return pairs;
  }

  void add(const Verification& verification) {
    line(0, "verification:");
    line(2, "unit: " + text_of(verification.unit));
    lines(2, provenance_of(verification.provenance));
    line(2, "means:");
    for (const Means& means : verification.means) item(4, pairs_of(means));
    if (!verification.common_causes.empty()) line(2, "common_cause:");
    for (const CommonCause& cause : verification.common_causes) {
      std::vector<std::string> pairs{"means: " + names_of(cause.means), "share: " + numbers(cause.share)};
      add_provenance(cause.provenance, pairs);
      item(4, pairs);
    }
    if (verification.chosen) line(2, "chosen: " + names_of(*verification.chosen));
  }

  void add(const Given& group) {
    line(2, key(group.name));
    for (const Scenario& scenario : group.scenarios) {
      std::vector<std::string> values;
      for (const ValueOf& value : scenario.values) {
        values.push_back(key(value.id) + ' ' + (is_duration(value.id) ? duration(value.value) : number(value.value)));
      }
      std::vector<std::string> pairs{"name: " + text_of(scenario.name), "weight: " + number(scenario.weight),
                                     "values: " + braces(values)};
      add_provenance(scenario.provenance, pairs);
      item(4, pairs);
    }
  }

  void add(const Together& group) {
    line(2, key(group.name));
    line(4, "numbers:");
    for (const std::string& id : group.numbers) line(6, "- " + text_of(id));
    line(4, "correlation:");
    const std::size_t size = group.numbers.size();
    for (std::size_t row = 0; row < size; ++row) {
      std::string text;
      for (std::size_t column = 0; column < size; ++column)
        text += (column == 0 ? "" : ", ") + number(group.correlation[row * size + column]);
      line(6, "- [" + text + ']');
    }
    lines(4, provenance_of(group.provenance));
  }

  bool is_duration(const std::string& id) const {
    bool found = false;
    for_each_number(accord_, [&](const std::string& one, const Range&, Unit unit) {
      found = found || (one == id && (unit == Unit::years || unit == Unit::years_from_zero));
    });
    return found;
  }

  void add(const Plan& plan) {
    if (plan.steps.empty()) return;
    std::vector<std::string> pairs{"name: " + text_of(plan.name)};
    add_provenance({plan.sources, plan.note}, pairs);
    pairs.emplace_back("steps:");
    item(2, pairs);
    for (const Step& step : plan.steps) {
      std::vector<Requirement> raised;
      for (const Raise& raise : step.raises) raised.push_back({raise.commitment, raise.to});
      line(6, "- " + levels(raised));
    }
  }

  const Accord& accord_;
  const Range period_;
  std::string text_;
};

}  // namespace

std::string write(const Accord& accord) {
  std::string text = Writer(accord).text();
  if (text.size() > YamlLimits{}.bytes) {
    throw Error("the accord file would be larger than " + std::to_string(YamlLimits{}.bytes >> 20U) +
                " MiB; an accord of that size can not be computed");
  }
  return text;
}

std::string write_json(const Accord& accord) {
  std::vector<Problem> problems;
  const std::optional<Yaml> tree = read_yaml(write(accord), problems);
  if (!tree) throw Problems("the accord as written", std::move(problems));
  return json_of(*tree);
}

}  // namespace entente::accord
