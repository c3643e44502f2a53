// `entente ledger commitments`: what a plan makes each party owe, as the content of an event.
#include <chrono>
#include <cmath>

#include "accord/accord.h"
#include "accord/error.h"
#include "accord/read.h"
#include "accord/words.h"
#include "cli/ledger_folder.h"
#include "ledger/canonical_json.h"

namespace entente::cli {

namespace {

using ledger::Json;

struct LedgerCommitmentsOptions {
  std::string case_path, plan, solution = "nash", start;
};

std::string text_of_date(std::chrono::year_month_day date) {
  return ledger::time_text(std::chrono::sys_seconds(std::chrono::sys_days(date)).time_since_epoch().count())
      .substr(0, 10);
}

// So many periods after the start: whole months where the period is, else days.
std::string date_after(std::chrono::year_month_day start, double period, std::int64_t periods) {
  const double months = period * 12.0 * static_cast<double>(periods);
  if (std::abs(months - std::round(months)) < 1e-6) {
    std::chrono::year_month_day date = start + std::chrono::months(static_cast<int>(std::round(months)));
    if (!date.ok()) date = date.year() / date.month() / std::chrono::last;
    return text_of_date(date);
  }
  const auto days = static_cast<int>(std::round(period * 365.25 * static_cast<double>(periods)));
  return text_of_date(std::chrono::sys_days(start) + std::chrono::days(days));
}

const accord::Level& level_of(const accord::Accord& accord, const std::string& commitment, const std::string& level) {
  for (const accord::Commitment& one : accord.commitments) {
    if (one.name != commitment) continue;
    for (const accord::Level& candidate : one.levels) {
      if (candidate.name == level) return candidate;
    }
  }
  throw Error("the plan raises " + commitment + " to " + level +
              ", which the accord does not have: they are not of one case");
}

Json item_of(const accord::Accord& accord, const Json& raise, const Json& step, std::size_t number,
             std::chrono::year_month_day start) {
  const accord::Level& level = level_of(accord, raise.at("commitment"), raise.at("to"));
  const auto begins = step.at("starts_period").get<std::int64_t>();
  Json item{{"by", raise.at("by")},
            {"commitment", raise.at("commitment")},
            {"level", raise.at("to")},
            {"step", number},
            {"from", date_after(start, accord.period, begins)},
            {"due", date_after(start, accord.period, begins + step.at("takes_periods").get<std::int64_t>())}};
  if (level.indicator) {
    item["indicator"] = level.indicator->measure;
    if (!level.indicator->verified_by.empty()) item["verified_by"] = {level.indicator->verified_by};
  }
  if (level.schedule) {
    item["schedule"] = {{"amount", level.schedule->per_period},
                        {"unit", level.schedule->unit},
                        {"every", ledger::number_text(accord.period * 12.0) + " months"}};
  }
  return item;
}

LedgerAnswer commitments(const LedgerCommitmentsOptions& options) {
  const accord::Accord accord = accord::load(options.case_path);
  const auto start = ledger::time_in(options.start + "T00:00:00Z");
  if (!start) throw Error("`" + options.start + "` is not a date; write it like 2027-03-01");
  const std::chrono::year_month_day day{
      std::chrono::floor<std::chrono::days>(std::chrono::sys_seconds(std::chrono::seconds(*start)))};
  try {
    const Json plan = Json::parse(file_text(options.plan));
    const Json& chosen = plan.at("solutions").at(options.solution);
    Json items = Json::array();
    std::size_t number = 0;
    for (const Json& step : chosen.at("steps")) {
      ++number;
      for (const Json& raise : step.at("raises")) items.push_back(item_of(accord, raise, step, number, day));
    }
    const Json content{{"plan", options.solution}, {"items", items}};
    if (const auto why = why_not_content(ledger::EventType::commitments, content)) throw Error(*why);
    const std::string text = ledger::canonical(content);
    return {.text = text + '\n', .json = report::Json::parse(text)};
  } catch (const Json::exception&) {
    throw Error(options.plan + " is not what `entente plan --json` or `plan --out` writes, or has no " +
                options.solution + " plan");
  }
}

}  // namespace

void add_ledger_commitments(CLI::App& ledger, int& status) {
  const auto options = std::make_shared<LedgerCommitmentsOptions>();
  CLI::App* command =
      add_ledger_command(ledger, "commitments", "what a plan makes each party owe, and when: content for an event",
                         status, [options] { return commitments(*options); });
  command->add_option("CASE", options->case_path, "folder with accord.yaml, or one YAML file")->required();
  command->add_option("PLAN", options->plan, "plan.json of `entente plan --out`")->required();
  command->add_option("--solution", options->solution, "nash, kalai_smorodinsky or securest; default nash")
      ->type_name("NAME");
  command->add_option("--start", options->start, "the day on which the first step begins, such as 2027-03-01")
      ->required()
      ->type_name("DATE");
}

}  // namespace entente::cli
