#include <fmt/format.h>

#include <cmath>

#include "report/json_parts.h"
#include "report/simulation_report.h"
#include "statistics/intervals.h"

namespace entente::report {

namespace {

using simulation::Cause;
using simulation::MatterCounts;
using simulation::RateFrom;
using simulation::Results;

const char* word_of_unit(accord::RateUnit unit) {
  switch (unit) {
    case accord::RateUnit::share:
      return "share";
    case accord::RateUnit::years:
      return "years";
    case accord::RateUnit::times_a_year:
      return "times a year";
    case accord::RateUnit::chance_a_year:
      return "chance a year";
  }
  return "";
}

const char* word_of_origin(RateFrom from) {
  switch (from) {
    case RateFrom::file:
      return "file";
    case RateFrom::means:
      return "means";
    case RateFrom::base_rates:
      return "base rates";
    case RateFrom::neutral:
      return "neutral";
    case RateFrom::missing:
      return "missing";
  }
  return "";
}

Json rates_json(const SimulationAnalysis& analysis) {
  Json rates = Json::array();
  for (const accord::RateKind& kind : accord::rate_kinds()) {
    const simulation::UsedRate& used = analysis.rates[kind.rate];
    const bool known = used.from != RateFrom::missing;
    rates.push_back({{"rate", kind.name},
                     {"meaning", kind.meaning},
                     {"unit", word_of_unit(kind.unit)},
                     {"low", known ? json_number(used.value.low) : Json()},
                     {"best", known ? json_number(used.value.best) : Json()},
                     {"high", known ? json_number(used.value.high) : Json()},
                     {"from", word_of_origin(used.from)},
                     {"source", used.provenance.sources},
                     {"note", used.provenance.note}});
  }
  return rates;
}

Json counted(std::uint64_t part, std::uint64_t all) {
  const statistics::Interval interval = statistics::wilson(part, all);
  return {{"runs", part}, {"share", statistics::share_of(part, all)}, {"low", interval.low}, {"high", interval.high}};
}

Json curve_json(const Results& results) {
  Json curve = Json::array();
  for (std::size_t part = 0; part < results.collapsed_by.size(); ++part) {
    const Json standing = counted(results.runs - results.collapsed_by[part], results.runs);
    const Json completed = counted(results.completed_by[part], results.runs);
    curve.push_back({{"years", results.time_of(part)},
                     {"standing", standing["share"]},
                     {"standing_low", standing["low"]},
                     {"standing_high", standing["high"]},
                     {"completed", completed["share"]},
                     {"completed_low", completed["low"]},
                     {"completed_high", completed["high"]}});
  }
  return curve;
}

Json matters_json(const Results& results) {
  Json all = Json::object();
  for (const Cause cause : {Cause::false_alarm, Cause::late, Cause::breach, Cause::withheld}) {
    const MatterCounts& counts = results.counts.matters[simulation::matter_of(cause)];
    Json one = {{"arose", counts.arose},
                {"reviewed", counts.reviewed},
                {"responded", counts.responded},
                {"lifted", counts.lifted},
                {"lost", counts.lost}};
    if (cause == Cause::breach || cause == Cause::withheld) one["unanswered"] = counts.unanswered;
    all[std::string(word_of(cause))] = one;
  }
  return all;
}

Json suspensions_json(const SimulationAnalysis& analysis) {
  Json all = Json::array();
  const auto runs = static_cast<double>(analysis.results.runs);
  for (std::size_t k = 0; k < analysis.accord.commitments.size(); ++k) {
    const simulation::SuspensionCounts& counts = analysis.results.counts.suspensions[k];
    if (counts.suspended == 0) continue;
    all.push_back({{"commitment", analysis.accord.commitments[k].name},
                   {"by", analysis.accord.parties[analysis.accord.commitments[k].by].name},
                   {"suspended", counts.suspended},
                   {"resumed", counts.resumed},
                   {"lost", counts.lost},
                   {"a_run", static_cast<double>(counts.suspended) / runs},
                   {"mean_years", counts.years / static_cast<double>(counts.suspended)}});
  }
  return all;
}

Json times_json(const Results& results, const std::vector<std::uint64_t>& by, double sum) {
  if (by.back() == 0) return nullptr;
  return {{"mean", sum / static_cast<double>(by.back())},
          {"tenth", json_number(simulation::quantile(results, by, 0.1))},
          {"median", json_number(simulation::quantile(results, by, 0.5))},
          {"ninetieth", json_number(simulation::quantile(results, by, 0.9))}};
}

Json outcome_json(const simulation::VariantOutcome& outcome) {
  return {{"standing", outcome.standing},
          {"completed", outcome.completed},
          {"lost_to_false_alarms", outcome.lost_to_alarms},
          {"lost_to_delays", outcome.lost_to_delays},
          {"lost_to_breaches", outcome.lost_to_breaches},
          {"breaches_answered", json_number(outcome.answered)},
          {"suspended_years", outcome.suspended_years}};
}

Json variants_json(const SimulationAnalysis& analysis, simulation::VariantKind kind) {
  Json all = Json::array();
  for (const ComparedVariant& one : analysis.variants) {
    if (one.variant.kind != kind) continue;
    const bool votes = one.variant.what.starts_with("votes");
    Json json = {{"what", one.variant.what},         {"unit", votes ? "votes" : word_of_unit(one.variant.unit)},
                 {"from", one.variant.from},         {"to", one.variant.to},
                 {"as_it_is", one.variant.as_it_is}, {"confirms", one.variant.confirms}};
    json.update(outcome_json(one.outcome));
    all.push_back(std::move(json));
  }
  return all;
}

Json breaks_json(const SimulationAnalysis& analysis) {
  Json all = Json::array();
  for (const simulation::CertainBreak& one : analysis.breaks) {
    const bool holding = one.point == analysis.process.steps.size();
    all.push_back({{"party", analysis.accord.parties[one.party].name},
                   {"step", holding ? Json() : Json(one.point + 1)},
                   {"how", one.leaves ? "leaves" : "withholds"}});
  }
  return all;
}

}  // namespace

std::string_view word_of(Cause cause) {
  switch (cause) {
    case Cause::leadership:
      return "new leadership";
    case Cause::leaves:
      return "leaves";
    case Cause::false_alarm:
      return "false alarm";
    case Cause::late:
      return "late delivery";
    case Cause::breach:
      return "breach";
    case Cause::withheld:
      return "withheld";
  }
  return "";
}

Json simulation_json(const SimulationAnalysis& analysis) {
  const Results& results = analysis.results;
  const auto runs = static_cast<double>(results.runs);
  Json collapses = Json::array();
  for (const simulation::Collapse& one : results.collapses) {
    Json json = {{"cause", word_of(one.cause)}, {"party", analysis.accord.parties[one.of].name}};
    json.update(counted(one.runs, results.runs));
    collapses.push_back(std::move(json));
  }
  const simulation::UsedRates& rates = analysis.rates;
  return {{"accord", analysis.accord.title},
          {"plan", analysis.plan},
          {"runs", results.runs},
          {"seed", analysis.seed},
          {"years", results.horizon},
          {"planned_years", analysis.process.planned()},
          {"base_rates",
           rates.base_rates == accord::no_base_rates
               ? Json()
               : Json{{"name", rates.base_rates}, {"title", rates.base_rates_title}, {"note", rates.base_rates_note}}},
          {"rates", rates_json(analysis)},
          {"steps_back", analysis.process.steps_back},
          {"review",
           {{"by", analysis.accord.review.by.empty() ? Json() : Json(analysis.accord.review.by)},
            {"takes_years", analysis.process.review.takes},
            {"succeeds", analysis.process.review.succeeds},
            {"ends_the_accord", analysis.process.review.terminates}}},
          {"breaks", breaks_json(analysis)},
          {"standing", counted(results.runs - results.collapsed(), results.runs)},
          {"completed", counted(results.completed(), results.runs)},
          {"band",
           {{"kind", "Wilson, at each point"},
            {"level", 0.95},
            {"whole_curve_within", statistics::band_half_width(results.runs)}}},
          {"curve", curve_json(results)},
          {"collapses", collapses},
          {"matters", matters_json(results)},
          {"suspensions", suspensions_json(analysis)},
          {"times",
           {{"to_completion", times_json(results, results.completed_by, results.years_to_completion)},
            {"to_collapse", times_json(results, results.collapsed_by, results.years_to_collapse)},
            {"suspended_a_run", results.counts.years_suspended / runs},
            {"runs_with_suspension", static_cast<double>(results.counts.runs_with_suspension) / runs}}},
          {"procedure",
           {{"runs", analysis.variant_runs},
            {"as_it_is", outcome_json(analysis.as_it_is)},
            {"standard_of_proof", variants_json(analysis, simulation::VariantKind::proof)},
            {"clocks", variants_json(analysis, simulation::VariantKind::clock)},
            {"thresholds", variants_json(analysis, simulation::VariantKind::threshold)},
            {"rates", variants_json(analysis, simulation::VariantKind::rate)}}}};
}

Json simulation_report_json(const std::string& program, const std::string& case_name, const Json& simulation) {
  return {
      {"format", "entente/simulation-report/1"}, {"program", program}, {"case", case_name}, {"simulation", simulation}};
}

std::string simulation_csv(const SimulationAnalysis& analysis) {
  std::string text = "years,standing,standing_low,standing_high,completed,completed_low,completed_high\n";
  for (const Json& point : curve_json(analysis.results)) {
    std::string row;
    for (const auto& [name, value] : point.items())
      row += (row.empty() ? "" : ",") + fmt::format("{}", value.get<double>());
    text += row + '\n';
  }
  return text;
}

}  // namespace entente::report
