// What happens when a breach is seen: `review:`, and the procedure that it may go by.
#include <algorithm>

#include "accord/numbers.h"
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

void take_time_from(const Beginning& from, const Yaml& by, Review& review, Reading& reading) {
  const ProcedureTime time = time_of(*from.procedure, from.stage);
  if (!time.longest) {
    reading.problems.push_back({by.place, "a review can not go by " + review.by + ": " + time.nobody_can_say +
                                              ", so nobody can say when the response comes; bound that, or write "
                                              "`takes`"});
    return;
  }
  review.takes = Range::exactly(in_years(*time.longest));
}

}  // namespace

Review default_review(const Reading& reading) {
  Review review;
  review.takes = Range::exactly(reading.period_years);
  review.penalty.resize(reading.names.parties.size());
  return review;
}

Review read_review(const Yaml& value, std::vector<Procedure>& procedures, Reading& reading) {
  std::vector<Problem>& problems = reading.problems;
  const Fields keys = fields(value, "review", review_keys, "`{takes: 6 months, succeeds: 80%}`", problems);
  Review review = default_review(reading);
  review.place = keys.place;
  if (const Yaml* one = keys.find("takes")) {
    review.takes = read_duration(*one, "takes of review", 0, reading.durations).value_or(review.takes);
  }
  if (const Yaml* one = keys.find("succeeds")) {
    review.succeeds = read_share(*one, "succeeds of review", Ends::both, problems);
  }
  if (const Yaml* one = keys.find("penalty")) {
    review.penalty = read_points(*one, "penalty of review", Sign::not_above_zero, reading.names, problems);
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
  if (from.procedure != nullptr) take_time_from(from, by, review, reading);
  return review;
}

}  // namespace entente::accord
