// What happens when a breach is seen: `review:`, and the procedure that it may go by.
#include <algorithm>

#include "accord/lattice.h"
#include "accord/limits.h"
#include "accord/numbers.h"
#include "accord/procedure_response.h"
#include "accord/procedure_templates.h"
#include "accord/procedure_time.h"
#include "accord/read_parts.h"
#include "accord/read_procedures.h"
#include "accord/template_tree.h"
#include "accord/words.h"

namespace entente::accord {

namespace {

const std::vector<std::string> review_keys{"takes", "by", "succeeds", "penalty"};

// A procedure and the stage of it where a review begins.
struct Beginning {
  const Procedure* procedure = nullptr;
  StageIndex stage = 0;
};

// `NAME` or `NAME/STAGE`, of the file or of a template, which then becomes one of the file's.
Beginning procedure_named(const Yaml& by, std::vector<Procedure>& procedures, Reading& reading) {
  std::vector<Problem>& problems = reading.problems;
  const auto find = [&](std::string_view name) { return std::ranges::find(procedures, name, &Procedure::name); };
  std::string name = by.text;
  std::string stage;
  const auto exists = [&](const std::string& one) {
    return find(one) != procedures.end() || template_tree(one, {}).has_value();
  };
  if (const std::size_t slash = name.rfind('/'); slash != std::string::npos && !exists(name)) {
    stage = name.substr(slash + 1);
    name.resize(slash);
  }
  auto procedure = find(name);
  if (procedure == procedures.end()) {
    const auto tree = template_tree(name, by.place);
    if (!tree) {
      std::vector<std::string> known = names_of_templates();
      std::ranges::transform(procedures, std::inserter(known, known.begin()), &Procedure::name);
      problems.push_back({by.place, "no procedure is called " + in_quotes(name) + suggestion(name, known)});
      return {};
    }
    procedures.push_back(read_procedure(name, *tree, &reading.names.parties, problems));
    procedures.back().place = by.place;
    procedure = std::prev(procedures.end());
  }
  if (procedure->stages.empty()) return {};
  Beginning beginning{.procedure = &*procedure, .stage = 0};
  if (stage.empty()) return beginning;
  const auto found = stage_called(*procedure, stage);
  if (!found || (*found != 0 && procedure->stages[*found].may_start.empty())) {
    problems.push_back({by.place, found ? "nobody may begin procedure " + name + " at its stage " + in_quotes(stage) +
                                              "; say in `starts` of the stage who may"
                                        : "procedure " + name + " has no stage called " + in_quotes(stage)});
    return {};
  }
  beginning.stage = *found;
  return beginning;
}

// The parties that owe something, and can be accused of not giving it.
std::vector<std::string> givers(const std::vector<Commitment>& commitments, const Names& names) {
  std::vector<std::string> result;
  for (PartyIndex party = 0; party < names.parties.size(); ++party) {
    if (std::ranges::find(commitments, party, &Commitment::by) != commitments.end())
      result.push_back(names.parties[party]);
  }
  return result;
}

std::string time_in_words(const ProcedureTime& time, const Review& review, const Reading& reading) {
  std::string text = "review by " + review.by + " takes " + in_words(*time.longest) + " at most";
  if (reading.durations.period_years <= 0.0) return text;
  const double periods_exactly = review.takes.best / reading.durations.period_years;
  const std::size_t counted = periods(review.takes.best, reading.durations.period_years, 0);
  return text + " (" + plain_number(periods_exactly, 3) + " periods of " + reading.durations.period_written +
         ", counted as " + std::to_string(counted) + ")";
}

std::string chance_in_words(const ResponseChance& response) {
  std::string text = "succeeds " + plain_number(100.0 * response.chance, 4) + "% by its rules of decision: ";
  if (response.chance == 1.0) {
    text += "no party that owes something can stop the response alone";
  } else if (response.chance == 0.0 && !response.by_chances) {
    text += response.accused + " can stop the response alone" +
            (response.stopped_at.empty() ? "" : ", at stage " + in_quotes(response.stopped_at));
  } else {
    text += "that is the chance that the members' votes bring the response about when " + response.accused +
            " is accused, the least of all";
  }
  if (!response.others.empty()) {
    text += "; who could " + std::string(response.chance > 0.0 ? "stop or hinder it" : "stop it") + " by siding with " +
            response.accused + ": " + joined(response.others);
  }
  if (response.unsaid) text += "; the procedure does not say what follows at its end, a response is assumed there";
  return text;
}

void take_from(const Beginning& from, const Yaml& by, const std::vector<Commitment>& commitments, bool succeeds_is_said,
               Review& review, Reading& reading) {
  const ProcedureTime time = time_of(*from.procedure, from.stage);
  if (!time.longest) {
    reading.problems.push_back({by.place, "a review can not go by " + review.by + ": " + time.nobody_can_say +
                                              ", so nobody can say when the response comes; bound that, or write "
                                              "`takes`"});
    return;
  }
  if (!may_respond(*from.procedure, from.stage)) {
    reading.problems.push_back({by.place, "a review can not go by " + review.by +
                                              ": no way through it ends in a response (breach, suspension, snapback or "
                                              "termination)"});
    return;
  }
  review.takes = Range::exactly(in_years(*time.longest));
  if (review.takes.best > most_periods * reading.period_years) {
    reading.problems.push_back({by.place, "a review by " + review.by + " takes " + in_words(*time.longest) +
                                              ", too many periods of " + reading.durations.period_written +
                                              " to compute with; lengthen the period"});
    return;
  }
  std::string notice = time_in_words(time, review, reading);
  if (!succeeds_is_said) {
    const ResponseChance response =
        response_chance(*from.procedure, from.stage, reading.names.parties, givers(commitments, reading.names));
    review.succeeds = Range::exactly(response.chance);
    review.succeeds_by_procedure = true;
    notice += "; " + chance_in_words(response);
  }
  reading.notices.push_back({by.place, notice});
}

}  // namespace

Review default_review(const Reading& reading) {
  Review review;
  review.takes = Range::exactly(reading.period_years);
  review.penalty.resize(reading.names.parties.size());
  return review;
}

Review read_review(const Yaml& value, const std::vector<Commitment>& commitments, std::vector<Procedure>& procedures,
                   Reading& reading) {
  std::vector<Problem>& problems = reading.problems;
  const Fields keys = fields(value, "review", review_keys, "`{takes: 6 months, succeeds: 80%}`", problems);
  Review review = default_review(reading);
  review.place = keys.place;
  refuse_values(keys, {"succeeds", "penalty"}, reading);
  if (const Yaml* one = keys.find("takes")) {
    review.takes = read_duration(*one, "takes of review", 0, reading.durations).value_or(review.takes);
  }
  if (const Yaml* one = keys.find("succeeds")) {
    review.succeeds = read_share(*one, "succeeds of review", Ends::both, problems);
  }
  if (const Yaml* one = keys.find("penalty")) {
    PartyPoints points = read_points(*one, "penalty of review", Sign::not_above_zero, reading.names, problems);
    review.penalty = std::move(points.by_party);
    review.penalty_provenance = std::move(points.provenance);
  }
  review.provenance = provenance(keys, problems);
  review.by = optional_text(keys, "by", problems);
  if (review.by.empty()) return review;
  const Yaml& by = *keys.find("by");
  if (keys.written("takes")) {
    problems.push_back({by.place, "review has both `takes` and `by`; keep one, the procedure's clocks give the time"});
    return review;
  }
  const Beginning from = procedure_named(by, procedures, reading);
  if (from.procedure != nullptr) take_from(from, by, commitments, keys.written("succeeds"), review, reading);
  return review;
}

}  // namespace entente::accord
