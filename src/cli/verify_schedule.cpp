// `entente verify schedule`: seals, opens, draws and checks a schedule of visits that nobody decides alone.
#include <sys/random.h>

#include <algorithm>
#include <cerrno>
#include <cstring>
#include <filesystem>
#include <memory>
#include <optional>
#include <string>
#include <variant>
#include <vector>

#include "accord/error.h"
#include "accord/words.h"
#include "cli/command_group.h"
#include "cli/commands.h"
#include "cli/console.h"
#include "cli/input_file.h"
#include "cli/interrupt.h"
#include "cli/options.h"
#include "cli/result_file.h"
#include "cli/verify.h"
#include "report/inspections_report.h"
#include "verification/schedule_file.h"

namespace entente::cli {

namespace {

namespace fs = std::filesystem;
using verification::Opening;
using verification::Schedule;
using verification::SchedulePlan;
using verification::Seal;

constexpr std::size_t kMostScheduleBytes = (64 << 20) + 1;

struct VerifyScheduleOptions {
  std::string plan;
  std::string party;
  std::string secret;
  std::vector<std::string> files;
  std::string out;
  bool json = false;
};

// What a step of the draw did, or why it could not be done.
struct Outcome {
  std::optional<std::string> fault;
  std::vector<std::string> files;  // written
  std::string text;                // for people
  std::optional<Schedule> schedule;
};

verification::Digest random_digest() {
  verification::Digest digest{};
  if (getrandom(digest.data(), digest.size(), 0) != static_cast<ssize_t>(digest.size())) {
    throw MachineError(std::string("this machine gives no random numbers: ") + std::strerror(errno));
  }
  return digest;
}

SchedulePlan load_plan(const std::string& file) {
  return verification::parse_schedule_plan(read_bytes(file, kMostScheduleBytes), file);
}

struct SealsAndOpenings {
  std::vector<Seal> seals;
  std::vector<Opening> openings;
};

SealsAndOpenings load(const std::vector<std::string>& files) {
  SealsAndOpenings all;
  for (const std::string& file : files) {
    const auto one = verification::parse_seal_or_opening(read_bytes(file, kMostScheduleBytes), file);
    if (const Seal* seal = std::get_if<Seal>(&one)) all.seals.push_back(*seal);
    if (const auto* opening = std::get_if<Opening>(&one)) all.openings.push_back(*opening);
  }
  return all;
}

std::vector<Seal> load_seals(const std::vector<std::string>& files) {
  std::vector<Seal> seals;
  for (const std::string& file : files) {
    const SealsAndOpenings one = load({file});
    if (one.seals.empty()) throw Error(file + " is no seal but an opening; name the seals that were published");
    seals.push_back(one.seals.front());
  }
  return seals;
}

// `NAME.KIND.json` in the folder; what no file can be called is replaced.
fs::path file_of(const std::string& party, const std::string& kind, const fs::path& folder) {
  std::string name = party;
  for (char& letter : name) {
    if (letter == '/' || letter == '\\' || static_cast<unsigned char>(letter) < ' ') letter = '-';
  }
  if (name.front() == '.' || name.front() == '-') name.insert(0, "party");
  return (folder / (name + '.' + kind + ".json")).lexically_normal();
}

// A value that is lost can not be opened, and one that is sealed twice is no seal.
void refuse_existing(const fs::path& file) {
  if (fs::exists(file)) {
    throw Error(file.string() + " exists already; keep it, or choose another folder with --out");
  }
}

Outcome seal(const VerifyScheduleOptions& options) {
  const SchedulePlan plan = load_plan(options.plan);
  if (std::ranges::find(plan.parties, options.party) == plan.parties.end()) {
    throw Error(accord::in_quotes(options.party) + " is no party of " + options.plan +
                accord::suggestion(options.party, plan.parties));
  }
  const Opening opening{
      .party = options.party, .plan = verification::digest_of(plan), .value = random_digest(), .salt = random_digest()};
  const Seal made{.party = opening.party, .plan = opening.plan, .seal = verification::seal_of(opening)};
  const fs::path folder = options.out.empty() ? "." : options.out;
  const fs::path secret_file = file_of(options.party, "secret", folder);
  const fs::path seal_file = file_of(options.party, "seal", folder);
  refuse_existing(secret_file);
  refuse_existing(seal_file);
  require_writable(folder);
  const InterruptGuard guard;
  // The secret first: a seal without it could never be opened.
  write_whole(secret_file, verification::written(opening), ReadableBy::owner);
  write_whole(seal_file, verification::written(made));
  return {.fault = {},
          .files = {secret_file.string(), seal_file.string()},
          .text = "Publish " + seal_file.string() + " now. Keep " + secret_file.string() +
                  " secret until the seals of all parties are known, and do not lose it.",
          .schedule = {}};
}

Outcome open(const VerifyScheduleOptions& options) {
  const SchedulePlan plan = load_plan(options.plan);
  const SealsAndOpenings secret = load({options.secret});
  if (secret.openings.size() != 1) throw Error(options.secret + " holds no secret value but a seal; name the secret");
  const Opening& opening = secret.openings.front();
  const std::vector<Seal> seals = load_seals(options.files);
  if (auto fault = verification::fault_in_seals(plan, seals)) {
    return {.fault = "Not opened: " + *fault + ". Whoever has not sealed yet could choose a value that suits it.",
            .files = {},
            .text = {},
            .schedule = {}};
  }
  const Seal own{.party = opening.party, .plan = opening.plan, .seal = verification::seal_of(opening)};
  if (std::ranges::find(seals, own) == seals.end()) {
    return {.fault = "Not opened: the value in " + options.secret + " does not match the seal of " +
                     accord::in_quotes(opening.party) + ".",
            .files = {},
            .text = {},
            .schedule = {}};
  }
  const fs::path folder = options.out.empty() ? "." : options.out;
  const fs::path file = file_of(opening.party, "opening", folder);
  require_writable(folder);
  const InterruptGuard guard;
  write_whole(file, verification::written(opening));
  return {.fault = {},
          .files = {file.string()},
          .text = "All parties have sealed. Publish " + file.string() + " now.",
          .schedule = {}};
}

Outcome draw(const VerifyScheduleOptions& options) {
  const SchedulePlan plan = load_plan(options.plan);
  const SealsAndOpenings all = load(options.files);
  if (auto fault = verification::fault_before_draw(plan, all.seals, all.openings)) {
    return {.fault = "No draw: " + *fault + ".", .files = {}, .text = {}, .schedule = {}};
  }
  Outcome outcome;
  outcome.schedule = verification::draw_schedule(plan, all.seals, all.openings);
  if (!options.out.empty()) {
    const InterruptGuard guard;
    write_whole(options.out, verification::written(*outcome.schedule));
    outcome.files.push_back(options.out);
  }
  outcome.text = report::schedule_text(*outcome.schedule, terminal());
  return outcome;
}

Outcome check(const std::string& file, const std::vector<std::string>& published) {
  const Schedule schedule = verification::parse_schedule(read_bytes(file, kMostScheduleBytes), file);
  const std::vector<Seal> seals = load_seals(published);
  if (auto fault = verification::first_fault(schedule, seals)) {
    return {.fault = file + " is not what was drawn: " + *fault + ".", .files = {}, .text = {}, .schedule = {}};
  }
  std::string text = file +
                     " is right: every value matches its seal, and the draw, repeated, gives the same visits in " +
                     std::to_string(schedule.plan.periods) + (schedule.plan.periods == 1 ? " period." : " periods.");
  if (seals.empty()) {
    text += " Its seals were not held against those that the parties published; name these with --seals.";
  }
  return {.fault = {}, .files = {}, .text = text, .schedule = schedule};
}

int print_outcome(const Outcome& outcome, bool as_json, const Stopwatch& watch) {
  if (as_json) {
    report::Json json;
    json["done"] = !outcome.fault;
    json["fault"] = outcome.fault ? report::Json(*outcome.fault) : report::Json();
    json["files"] = outcome.files;
    json["schedule"] =
        outcome.schedule ? report::Json::parse(verification::written(*outcome.schedule)) : report::Json();
    json["seconds"] = watch.seconds();
    print(report::written(json));
  } else if (outcome.fault) {
    print(report::paragraph(*outcome.fault, terminal(), "", report::Tone::bad));
  } else {
    print(outcome.text.ends_with('\n') ? outcome.text : report::paragraph(outcome.text, terminal()));
  }
  return outcome.fault ? kAnswerIsNo : kDone;
}

template <typename Run>
std::shared_ptr<VerifyScheduleOptions> add_step(CLI::App& step, int& status,
                                                const std::shared_ptr<VerifyScheduleOptions>& checked,
                                                const Run& run_step) {
  auto options = std::make_shared<VerifyScheduleOptions>();
  step.add_option("PLAN", options->plan, "the plan of the draw: parties, periods, sites with expected visits")
      ->required();
  add_result_flags(step, options->json);
  step.callback([options, &status, checked, run_step] {
    if (!checked->plan.empty()) throw Error("`verify schedule --check FILE` takes no step beside it; leave one out");
    const Stopwatch watch;
    status = print_outcome(run_step(*options), options->json, watch);
  });
  return options;
}

}  // namespace

void add_verify_schedule(CLI::App& verify, int& status) {
  CLI::App* command = verify.add_subcommand(
      "schedule", "a schedule of visits drawn from sealed values of all parties, that anyone can draw again");

  auto checked = std::make_shared<VerifyScheduleOptions>();
  CLI::App* sealing = command->add_subcommand("seal", "1. makes a party's random value and seals it");
  const auto seal_options = add_step(*sealing, status, checked, seal);
  sealing->add_option("--party", seal_options->party, "whose value it is")->required()->type_name("NAME");
  sealing->add_option("--out", seal_options->out, "writes DIR/NAME.seal.json and DIR/NAME.secret.json (default: here)")
      ->type_name("DIR");

  CLI::App* opening = command->add_subcommand("open", "2. opens it when the seals of all parties are known");
  const auto open_options = add_step(*opening, status, checked, open);
  opening->add_option("SECRET", open_options->secret, "the party's secret value")->required();
  opening->add_option("SEAL", open_options->files, "the seals of all parties")->required();
  opening->add_option("--out", open_options->out, "writes DIR/NAME.opening.json (default: here)")->type_name("DIR");
  opening->footer("Exit status 1: a seal is missing or does not match.");

  CLI::App* drawing = command->add_subcommand("draw", "3. draws the schedule when all values are open");
  const auto draw_options = add_step(*drawing, status, checked, draw);
  drawing->add_option("FILE", draw_options->files, "the seals and openings of all parties")->required();
  drawing->add_option("--out", draw_options->out, "writes the schedule, with all that it takes to check it")
      ->type_name("FILE");
  drawing->footer("Exit status 1: a party has not sealed or not opened, or a value does not match its seal.");

  CLI::Option* check_option =
      command->add_option("--check", checked->plan, "draws the schedule in FILE again and compares")->type_name("FILE");
  command->add_option("--seals", checked->files, "with --check: the seals that the parties published, to compare with")
      ->needs(check_option)
      ->type_name("FILE...");
  add_result_flags(*command, checked->json);
  command->footer(
      "Exit status of --check: 0 the schedule is what was drawn, 1 it is not, with the first fault.\n"
      "docs/schedule-format.md describes the files to the byte.");
  expect_subcommand(*command);
  command->final_callback([command, checked, &status] {
    if (!command->get_subcommands().empty()) return;
    if (!checked->plan.empty() && command->remaining().empty()) {
      const Stopwatch watch;
      status = print_outcome(check(checked->plan, checked->files), checked->json, watch);
      return;
    }
    refuse_unless_subcommand(*command);
  });
}

}  // namespace entente::cli
