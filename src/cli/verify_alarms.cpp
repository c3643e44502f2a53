// `entente verify alarms` and `verify timely`: figures of tests and of surprise from numbers on the command line.
#include <memory>
#include <string>

#include "cli/commands.h"
#include "cli/console.h"
#include "cli/options.h"
#include "cli/verify.h"
#include "report/alarms_report.h"

namespace entente::cli {

namespace {

struct AlarmsOptions {
  verification::AlarmGame game;
  bool json = false;
};

struct TimelyOptions {
  report::TimelyQuestion question;
  bool json = false;
};

}  // namespace

void add_verify_alarms(CLI::App& verify, int& status) {
  CLI::App* command =
      verify.add_subcommand("alarms", "how sensitive a test should be that can also accuse the innocent");
  auto options = std::make_shared<AlarmsOptions>();
  const auto add_number = [&](const std::string& name, double& number, const std::string& help) {
    return command->add_option(name, number, help)->type_name("NUMBER");
  };
  add_number("--shift", options->game.shift,
             "how far a violation shifts what is measured, in standard deviations of the measurement")
      ->required();
  add_number("--penalty", options->game.penalty,
             "what being caught costs the inspectee, an undetected violation being worth 1 (default 1)");
  add_number("--false-alarm-penalty", options->game.false_alarm_penalty,
             "what a false alarm costs the inspectee, below the penalty (default 0)");
  add_number("--caught-costs", options->game.caught_costs,
             "what a detected violation costs the inspector, an undetected one costing 1 (default 0)");
  add_number("--false-alarm-costs", options->game.false_alarm_costs,
             "what a false alarm costs the inspector (default 0)");
  add_result_flags(*command, options->json);
  command->callback([options, &status] {
    const Stopwatch watch;
    report::Json json = report::alarms_json(options->game);
    json["seconds"] = watch.seconds();
    print(options->json ? report::written(json) : report::alarms_text(options->game, terminal()));
    status = kDone;
  });
}

void add_verify_timely(CLI::App& verify, int& status) {
  CLI::App* command =
      verify.add_subcommand("timely", "how soon a violation is found, with inspections at times nobody knows");
  auto options = std::make_shared<TimelyOptions>();
  command
      ->add_option("--length", options->question.length,
                   "how long the period is that always ends with an inspection, in any unit (default 1)")
      ->type_name("NUMBER");
  auto* slots = command->add_option("--slots", options->question.slots,
                                    "the surprise inspection comes at the end of one of so many slots (without: at "
                                    "any time)");
  slots->check(CLI::Range(std::size_t{1}, std::size_t{10'000}))->type_name("N");
  command
      ->add_option("--seen", options->question.before,
                   "instead of the surprise: so many inspections before the end, each seen when it comes")
      ->excludes(slots)
      ->check(CLI::Range(std::size_t{0}, std::size_t{10'000}))
      ->type_name("N");
  add_result_flags(*command, options->json);
  command->callback([options, &status] {
    const Stopwatch watch;
    report::Json json = report::timely_json(options->question);
    json["seconds"] = watch.seconds();
    print(options->json ? report::written(json) : report::timely_text(options->question, terminal()));
    status = kDone;
  });
}

}  // namespace entente::cli
