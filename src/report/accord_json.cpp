#include "report/accord_json.h"

#include <optional>
#include <string>
#include <utility>

#include "accord/lattice.h"
#include "report/json_parts.h"

namespace entente::report {

namespace {

using accord::Accord;
using accord::Place;
using accord::Provenance;
using accord::Range;
using accord::Requirement;

Json number(const Range& range) {
  if (range.low == range.high) return json_number(range.best);
  return Json::array({json_number(range.low), json_number(range.best), json_number(range.high)});
}

Json number(const std::optional<Range>& range) {
  return range ? number(*range) : Json();
}

void add_provenance(Json& json, const Provenance& from) {
  json["sources"] = from.sources;
  json["note"] = from.note.empty() ? Json() : Json(from.note);
}

void add_provenance(Json& json, const Provenance& from, const Place& place) {
  add_provenance(json, from);
  json["line"] = place.line == 0 ? Json() : Json(place.line);
}

// Where a part of a mapping has a remark or sources of its own; null: those of the mapping count.
Json own_provenance(const Provenance& from) {
  if (from.sources.empty() && from.note.empty()) return nullptr;
  Json json;
  add_provenance(json, from);
  return json;
}

Json level_names(const Accord& accord, const std::vector<Requirement>& levels) {
  Json json = Json::object();
  for (const Requirement& one : levels) {
    json[accord.commitments[one.commitment].name] = accord::level_name(accord, one.commitment, one.level);
  }
  return json;
}

// Those parties that it moves.
Json moved_by_party(const Accord& accord, const std::vector<Range>& numbers) {
  Json json = Json::object();
  for (accord::PartyIndex i = 0; i < numbers.size(); ++i) {
    if (numbers[i] != Range{}) json[accord.parties[i].name] = number(numbers[i]);
  }
  return json;
}

Json party(const accord::Party& party) {
  Json json;
  json["name"] = party.name;
  json["patience"] = number(party.patience);
  json["turnover"] = number(party.turnover);
  json["breakdown"] = number(party.breakdown);
  json["doubt"] = number(party.doubt);
  add_provenance(json, party.provenance, party.place);
  return json;
}

Json undone_by(const Accord& accord, const accord::Level& level) {
  switch (level.undone_by) {
    case accord::UndoneBy::giver:
      return "giver";
    case accord::UndoneBy::automatic:
      return "automatic";
    case accord::UndoneBy::all:
      break;
  }
  Json names = Json::array();
  for (const accord::PartyIndex i : level.undone_by_all) names.push_back(accord.parties[i].name);
  return {{"all", std::move(names)}};
}

Json indicator(const accord::Indicator& indicator) {
  Json json;
  json["measure"] = indicator.measure;
  json["unit"] = indicator.unit;
  json["at_least"] = json_number(indicator.at_least);
  json["at_most"] = json_number(indicator.at_most);
  json["reported_by"] = indicator.reported_by;
  json["verified_by"] = indicator.verified_by;
  add_provenance(json, indicator.provenance);
  return json;
}

Json level(const Accord& accord, const accord::Level& level) {
  Json json;
  json["name"] = level.name;
  json["takes"] = number(level.takes);
  json["value"] = moved_by_party(accord, level.value);
  json["value_from"] = own_provenance(level.value_provenance);
  json["once"] = moved_by_party(accord, level.once);
  json["once_from"] = own_provenance(level.once_provenance);
  json["seen"] = number(level.seen);
  json["watched"] = number(level.watched);
  json["seen_without_means"] = number(level.seen_without_means);
  json["watched_without_means"] = number(level.watched_without_means);
  json["undo"] = level.undo ? number(*level.undo) : Json("never");
  json["undone_by"] = undone_by(accord, level);
  json["needs"] = level_names(accord, level.needs);
  json["indicator"] = level.indicator ? indicator(*level.indicator) : Json();
  json["schedule"] = nullptr;
  if (level.schedule) {
    json["schedule"] = {{"unit", level.schedule->unit}, {"per_period", json_number(level.schedule->per_period)}};
    add_provenance(json["schedule"], level.schedule->provenance);
  }
  add_provenance(json, level.provenance, level.place);
  return json;
}

Json commitment(const Accord& accord, const accord::Commitment& commitment) {
  Json json;
  json["name"] = commitment.name;
  json["by"] = accord.parties[commitment.by].name;
  json["title"] = commitment.title.empty() ? Json() : Json(commitment.title);
  json["levels"] = Json::array();
  for (const accord::Level& one : commitment.levels) json["levels"].push_back(level(accord, one));
  add_provenance(json, commitment.provenance, commitment.place);
  return json;
}

Json complement(const Accord& accord, const accord::Complement& complement) {
  Json json;
  json["name"] = complement.name;
  json["when"] = level_names(accord, complement.when);
  json["value"] = moved_by_party(accord, complement.value);
  json["value_from"] = own_provenance(complement.value_provenance);
  add_provenance(json, complement.provenance, complement.place);
  return json;
}

Json review(const Accord& accord) {
  const accord::Review& review = accord.review;
  Json json;
  json["takes"] = number(review.takes);
  json["succeeds"] = number(review.succeeds);
  json["penalty"] = moved_by_party(accord, review.penalty);
  json["penalty_from"] = own_provenance(review.penalty_provenance);
  json["by"] = review.by.empty() ? Json() : Json(review.by);
  add_provenance(json, review.provenance, review.place);
  return json;
}

Json pace(const accord::Pace& pace) {
  Json json;
  json["per_step"] = pace.per_step ? Json(*pace.per_step) : Json();
  json["per_party"] = pace.per_party ? Json(*pace.per_party) : Json();
  add_provenance(json, pace.provenance);
  return json;
}

Json means(const Accord& accord, const accord::Means& means) {
  Json json;
  json["name"] = means.name;
  json["title"] = means.title.empty() ? Json() : Json(means.title);
  json["cost"] = number(means.cost);
  json["sees"] = Json::array();
  for (const accord::Sight& sight : means.sees) {
    json["sees"].push_back({{"commitment", accord.commitments[sight.level.commitment].name},
                            {"level", accord::level_name(accord, sight.level.commitment, sight.level.level)},
                            {"seen", number(sight.seen)},
                            {"watched", number(sight.watched)}});
  }
  json["false_alarms"] = number(means.false_alarms);
  json["starts"] = json_number(means.starts);
  add_provenance(json, means.provenance, means.place);
  return json;
}

Json names_of_means(const Accord& accord, const std::vector<accord::MeansIndex>& which) {
  Json json = Json::array();
  for (const accord::MeansIndex m : which) json.push_back(accord.verification->means[m].name);
  return json;
}

Json verification(const Accord& accord) {
  if (!accord.verification) return nullptr;
  Json json;
  json["unit"] = accord.verification->unit;
  json["means"] = Json::array();
  for (const accord::Means& one : accord.verification->means) json["means"].push_back(means(accord, one));
  json["common_causes"] = Json::array();
  for (const accord::CommonCause& cause : accord.verification->common_causes) {
    Json one{{"means", names_of_means(accord, cause.means)}, {"share", number(cause.share)}};
    add_provenance(one, cause.provenance, cause.place);
    json["common_causes"].push_back(std::move(one));
  }
  const auto& chosen = accord.verification->chosen;
  json["chosen"] = chosen ? names_of_means(accord, *chosen) : Json();
  add_provenance(json, accord.verification->provenance, accord.verification->place);
  return json;
}

Json fund(const Accord& accord) {
  if (!accord.fund) return nullptr;
  Json json;
  json["unit"] = accord.fund->unit;
  json["least"] = json_number(accord.fund->least);
  json["most"] = json_number(accord.fund->most);
  json["contributors"] = Json::array();
  for (const accord::FundContributor& one : accord.fund->contributors) {
    json["contributors"].push_back({{"party", accord.parties[one.party].name}, {"cost", number(one.cost)}});
  }
  json["tranches"] = Json::array();
  for (const accord::FundTranche& tranche : accord.fund->tranches) {
    Json one{{"name", tranche.name}, {"to", accord.parties[tranche.to].name}, {"worth", number(tranche.worth)}};
    one["share"] = tranche.share > 0.0 ? json_number(tranche.share) : Json();
    one["amount"] = tranche.amount > 0.0 ? json_number(tranche.amount) : Json();
    one["when"] = level_names(accord, tranche.when);
    add_provenance(one, tranche.provenance, tranche.place);
    json["tranches"].push_back(std::move(one));
  }
  add_provenance(json, accord.fund->provenance, accord.fund->place);
  return json;
}

}  // namespace

Json accord_json(const Accord& accord) {
  Json json;
  json["title"] = accord.title;
  json["period"] = json_number(accord.period);
  json["points_comparable"] = accord.points_comparable;
  json["parties"] = Json::array();
  for (const accord::Party& one : accord.parties) json["parties"].push_back(party(one));
  json["commitments"] = Json::array();
  for (const accord::Commitment& one : accord.commitments) json["commitments"].push_back(commitment(accord, one));
  json["complements"] = Json::array();
  for (const accord::Complement& one : accord.complements) json["complements"].push_back(complement(accord, one));
  json["review"] = review(accord);
  json["pace"] = pace(accord.pace);
  json["aim"] = level_names(accord, accord.aim);
  json["verification"] = verification(accord);
  json["fund"] = fund(accord);
  json["notices"] = Json::array();
  for (const accord::Notice& notice : accord.notices) {
    json["notices"].push_back({{"line", notice.place.line}, {"message", notice.message}});
  }
  add_provenance(json, accord.provenance);
  return json;
}

Json bibliography_json(const std::vector<accord::BibliographyEntry>& entries) {
  Json json = Json::object();
  for (const accord::BibliographyEntry& entry : entries) {
    Json fields = Json::object();
    for (const auto& [name, text] : entry.fields) fields[name] = text;
    json[entry.key] = {{"kind", entry.kind}, {"line", entry.place.line}, {"fields", std::move(fields)}};
  }
  return json;
}

}  // namespace entente::report
