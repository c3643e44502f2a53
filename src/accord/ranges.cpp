#include "accord/ranges.h"

#include <cmath>
#include <map>
#include <utility>

#include "accord/detection.h"
#include "accord/error.h"
#include "accord/words.h"

namespace entente::accord {

namespace {

constexpr double largest_magnitude = 1e12;     // as the reader has it
constexpr double most_periods_long = 100'000;  // as the reader has it

std::string escaped(std::string_view name) {
  std::string text;
  for (const char letter : name) {
    if (letter == '~') {
      text += "~0";
    } else if (letter == '/') {
      text += "~1";
    } else {
      text += letter;
    }
  }
  return text;
}

std::string under(const std::string& above, std::string_view name) {
  return above + '/' + escaped(name);
}

// One walk for accords that may be changed and for those that may not: `Whole` is Accord or const Accord.
template <typename Whole, typename Visit>
class Walk {
 public:
  Walk(Whole& accord, const Visit& visit) : accord_(accord), visit_(visit) {}

  void all() {
    parties();
    commitments();
    for (auto& complement : accord_.complements) {
      by_party(under("complements", complement.name) + "/value", complement.value, Unit::points_a_year);
    }
    visit_("review/takes", accord_.review.takes, Unit::years_from_zero);
    visit_("review/succeeds", accord_.review.succeeds, Unit::share);
    by_party("review/penalty", accord_.review.penalty, Unit::penalty);
    fund();
    verification();
  }

 private:
  template <typename Values>
  void by_party(const std::string& above, Values& values, Unit unit) {
    for (PartyIndex i = 0; i < values.size(); ++i) visit_(under(above, accord_.parties[i].name), values[i], unit);
  }

  void parties() {
    for (auto& party : accord_.parties) {
      const std::string id = under("parties", party.name);
      visit_(id + "/patience", party.patience, Unit::patience);
      visit_(id + "/turnover", party.turnover, Unit::turnover);
      visit_(id + "/breakdown", party.breakdown, Unit::points_a_year);
      visit_(id + "/doubt", party.doubt, Unit::spread);
    }
  }

  void commitments() {
    for (auto& commitment : accord_.commitments) {
      for (auto& level : commitment.levels) {
        const std::string id = under(under("commitments", commitment.name), level.name);
        visit_(id + "/takes", level.takes, Unit::years);
        by_party(id + "/value", level.value, Unit::points_a_year);
        by_party(id + "/once", level.once, Unit::points);
        visit_(id + "/seen", level.seen_without_means ? *level.seen_without_means : level.seen, Unit::share);
        visit_(id + "/watched", level.watched_without_means ? *level.watched_without_means : level.watched,
               Unit::share_a_year);
        if (level.undo) visit_(id + "/undo", *level.undo, Unit::years);
      }
    }
  }

  void fund() {
    if (!accord_.fund) return;
    for (auto& contributor : accord_.fund->contributors) {
      visit_(under("fund/contributors", accord_.parties[contributor.party].name), contributor.cost,
             Unit::points_a_unit);
    }
    for (auto& tranche : accord_.fund->tranches) {
      visit_(under("fund/tranches", tranche.name) + "/worth", tranche.worth, Unit::points_a_unit);
    }
  }

  void verification() {
    if (!accord_.verification) return;
    for (auto& means : accord_.verification->means) {
      const std::string id = under("verification/means", means.name);
      visit_(id + "/cost", means.cost, Unit::cost_a_year);
      visit_(id + "/false_alarms", means.false_alarms, Unit::times_a_year);
      for (auto& sight : means.sees) {
        const Commitment& commitment = accord_.commitments[sight.level.commitment];
        const std::string of =
            under(under(id + "/sees", commitment.name), commitment.levels[sight.level.level - 1].name);
        visit_(of + "/seen", sight.seen, Unit::share);
        visit_(of + "/watched", sight.watched, Unit::share_a_year);
      }
    }
    std::size_t number = 0;
    for (auto& cause : accord_.verification->common_causes) {
      visit_("verification/common_cause/" + std::to_string(++number) + "/share", cause.share, Unit::share);
    }
  }

  Whole& accord_;
  const Visit& visit_;
};

}  // namespace

std::string_view in_words(Unit unit) {
  switch (unit) {
    case Unit::patience:
      return "worth today of a point a year from now";
    case Unit::turnover:
    case Unit::share_a_year:
      return "chance a year";
    case Unit::share:
      return "share";
    case Unit::points_a_year:
    case Unit::penalty:
      return "points a year";
    case Unit::points:
      return "points";
    case Unit::points_a_unit:
      return "points for a unit of the fund";
    case Unit::spread:
      return "standard deviation of a logarithm";
    case Unit::years:
    case Unit::years_from_zero:
      return "years";
    case Unit::cost_a_year:
      return "cost a year";
    case Unit::times_a_year:
      return "times a year";
  }
  return {};
}

std::string fault_of(const Accord& accord, Unit unit, double value) {
  if (!std::isfinite(value)) return "is not a number";
  const auto unless = [](bool right, const char* fault) { return right ? std::string() : std::string(fault); };
  switch (unit) {
    case Unit::patience:
      return unless(value > 0.0 && value < 1.0, "must lie between 0 and 1, without either");
    case Unit::turnover:
      return unless(value >= 0.0 && value < 1.0, "must lie between 0 and 1, without 1");
    case Unit::share:
    case Unit::share_a_year:
      return unless(value >= 0.0 && value <= 1.0, "must lie between 0 and 1");
    case Unit::points_a_year:
    case Unit::points:
      return unless(std::abs(value) <= largest_magnitude, "is too large to compute with; stay within 1e12");
    case Unit::penalty:
      return unless(value <= 0.0 && value >= -largest_magnitude, "must be 0 or below, within 1e12");
    case Unit::points_a_unit:
      return unless(value > 0.0 && value <= largest_magnitude, "must be above 0, within 1e12");
    case Unit::spread:
    case Unit::cost_a_year:
    case Unit::times_a_year:
      return unless(value >= 0.0 && value <= largest_magnitude, "must be 0 or more, within 1e12");
    case Unit::years:
    case Unit::years_from_zero:
      if (value < 0.0 || (value == 0.0 && unit == Unit::years)) return "must be above 0 years";
      return unless(value <= most_periods_long * accord.period, "is too many periods to compute with");
  }
  return {};
}

void for_each_number(const Accord& accord, const std::function<void(std::string id, const Range&, Unit)>& visit) {
  Walk(accord, visit).all();
}

void for_each_number(Accord& accord, const std::function<void(std::string id, Range&, Unit)>& visit) {
  Walk(accord, visit).all();
}

std::vector<RangedNumber> ranged_numbers(const Accord& accord) {
  std::vector<RangedNumber> numbers;
  for_each_number(accord, [&](std::string id, const Range& range, Unit unit) {
    if (range.low < range.high) numbers.push_back({.id = std::move(id), .range = range, .unit = unit});
  });
  return numbers;
}

Accord at_values(const Accord& accord, std::span<const ValueOf> values) {
  std::string faults;
  const auto complain = [&](const std::string& fault) { faults += (faults.empty() ? "" : "\n") + fault; };
  std::map<std::string, double> wanted;
  for (const ValueOf& one : values) {
    if (!wanted.emplace(one.id, one.value).second) complain(in_quotes(one.id) + " is given twice; keep one");
  }
  Accord result = accord;
  std::vector<std::string> known;
  for_each_number(result, [&](std::string id, Range& range, Unit unit) {
    if (const auto found = wanted.find(id); found != wanted.end()) {
      const std::string fault = fault_of(accord, unit, found->second);
      if (!fault.empty()) complain(plain_number(found->second) + " (" + id + ") " + fault);
      range = Range::exactly(found->second);
      wanted.erase(found);
    }
    known.push_back(std::move(id));
  });
  for (const auto& [id, value] : wanted) {
    const std::string meant = nearest(id, known);
    complain("the accord has no number called " + in_quotes(id) +
             (meant.empty() ? std::string("; see `ranges` of the report for names") : "; did you mean " + meant + "?"));
  }
  if (!faults.empty()) throw Error(faults);
  return with_chosen_means(result);
}

}  // namespace entente::accord
