// `entente verify sample`, `verify balance` and `verify stages`: figures from numbers on the command line.
#include <memory>
#include <optional>

#include "cli/commands.h"
#include "cli/console.h"
#include "cli/options.h"
#include "cli/verify.h"
#include "report/inspections_report.h"

namespace entente::cli {

namespace {

struct SampleOptions {
  verification::Population population;
  std::optional<std::size_t> sample;
  std::optional<double> miss;
  std::optional<double> unrecognised;
  bool json = false;
};

struct BalanceOptions {
  verification::BalanceSequence sequence;
  double loss = 0.0;
  double reference = 0.5;
  std::optional<double> false_alarm;
  bool json = false;
};

struct StagesOptions {
  verification::RecursiveGame game;
  bool json = false;
};

void print_result(bool as_json, report::Json json, const std::string& text, const Stopwatch& watch) {
  json["seconds"] = watch.seconds();
  print(as_json ? report::written(json) : text);
}

}  // namespace

void add_verify_sample(CLI::App& verify, int& status) {
  CLI::App* command = verify.add_subcommand("sample", "how many items to look at to find falsified ones among them");
  auto options = std::make_shared<SampleOptions>();
  command->add_option("--items", options->population.items, "items in all")->required()->type_name("N");
  command->add_option("--falsified", options->population.falsified, "items falsified, if any are")
      ->required()
      ->type_name("N");
  command->add_option("--sample", options->sample, "how good is a sample of so many")->type_name("N");
  add_share(*command, "--miss", options->miss, "with what probability a sample may miss all (default 5%)");
  add_share(*command, "--unrecognised", options->unrecognised,
            "chance that a falsified item that is looked at passes (default 0)");
  add_result_flags(*command, options->json);
  command->callback([options, &status] {
    const Stopwatch watch;
    report::SampleAnalysis analysis{.population = options->population,
                                    .sample = options->sample,
                                    .detection = 0.0,
                                    .nondetection = options->miss.value_or(0.05),
                                    .least_sample = {}};
    analysis.population.recognised = 1.0 - options->unrecognised.value_or(0.0);
    if (analysis.sample) analysis.detection = verification::sample_detection(analysis.population, *analysis.sample);
    analysis.least_sample = verification::least_sample(analysis.population, analysis.nondetection);
    print_result(options->json, report::sample_json(analysis), report::sample_text(analysis, terminal()), watch);
    status = kDone;
  });
}

void add_verify_balance(CLI::App& verify, int& status) {
  CLI::App* command =
      verify.add_subcommand("balance", "how likely a loss is seen in material balances, however it is spread");
  auto options = std::make_shared<BalanceOptions>();
  command->add_option("--loss", options->loss, "what is lost in all periods together")->required()->type_name("NUMBER");
  command
      ->add_option("--periods", options->sequence.periods, "balances that are closed one after the other (default 1)")
      ->check(CLI::Range(std::size_t{1}, std::size_t{10'000}))
      ->type_name("N");
  command
      ->add_option("--inventory", options->sequence.sigma_inventory,
                   "standard deviation of one measured inventory, in the unit of the loss (default 0)")
      ->type_name("NUMBER");
  command
      ->add_option("--transfer", options->sequence.sigma_transfer,
                   "standard deviation of the net transfer measured in a period (default 0)")
      ->type_name("NUMBER");
  add_share(*command, "--false-alarm", options->false_alarm, "chance of a false alarm in all periods (default 5%)");
  command
      ->add_option("--reference", options->reference,
                   "what Page's test lets pass in a period, in standard deviations (default 0.5)")
      ->type_name("NUMBER");
  add_result_flags(*command, options->json);
  command->callback([options, &status] {
    const Stopwatch watch;
    const report::BalanceAnalysis analysis =
        report::analyse(options->sequence, options->loss, options->false_alarm.value_or(0.05), options->reference);
    print_result(options->json, report::balance_json(analysis), report::balance_text(analysis, terminal()), watch);
    status = kDone;
  });
}

void add_verify_stages(CLI::App& verify, int& status) {
  CLI::App* command = verify.add_subcommand("stages", "when to inspect, with few inspections for many stages");
  auto options = std::make_shared<StagesOptions>();
  command->add_option("--stages", options->game.stages, "stages that are left")->required()->type_name("N");
  command->add_option("--inspections", options->game.inspections, "inspections that are left")
      ->required()
      ->type_name("N");
  command->add_option("--violations", options->game.violations, "violations that the inspectee means (default 1)")
      ->type_name("N");
  command
      ->add_option("--penalty", options->game.penalty,
                   "what being caught costs, an undetected violation being worth 1 (default 1)")
      ->type_name("NUMBER");
  add_result_flags(*command, options->json);
  command->callback([options, &status] {
    const Stopwatch watch;
    print_result(options->json, report::stages_json(options->game), report::stages_text(options->game, terminal()),
                 watch);
    status = kDone;
  });
}

}  // namespace entente::cli
