// `entente review score`: one number from how much was implemented, with what it was made of.
#include <fmt/format.h>

#include <cmath>
#include <memory>

#include "accord/error.h"
#include "cli/commands.h"
#include "cli/console.h"
#include "cli/review_commands.h"
#include "report/json.h"
#include "report/json_parts.h"
#include "report/standing_words.h"
#include "review/scale.h"

namespace entente::cli {

namespace {

struct ReviewScoreOptions {
  double complete = 0.0, intermediate = 0.0, minimum = 0.0, none = 0.0;
  bool counts = false, percent = false, json = false;  // neither: counts
};

std::string shares_text(const review::Counts& shares) {
  const review::PublishedScore score = review::published_score(shares);
  std::string text = fmt::format(
      "{:.1f} of 100, from published shares: {:g}% complete, {:g}% intermediate, {:g}% minimum, {:g}% not initiated.\n",
      score.score, shares[3], shares[2], shares[1], shares[0]);
  if (!score.note.empty()) text += "Note: " + score.note + ".\n";
  return text;
}

void answer(const ReviewScoreOptions& options) {
  const review::Counts numbers{options.none, options.minimum, options.intermediate, options.complete};
  double all = 0.0;
  for (const double number : numbers) {
    if (!(number >= 0.0 && number <= 1e15)) throw Error("a number below 0, or none at all, can not be scored");
    if (!options.percent && number != std::floor(number))
      throw Error("counts are whole numbers; with shares write `--percent`");
    all += number;
  }
  if (all == 0.0) throw Error("all four are 0; give what was counted, such as `--complete 30 --none 15`");
  const review::PublishedScore shares = review::published_score(numbers);
  if (options.json) {
    print(report::written(
        {{"score", report::json_number(!options.percent ? *review::score(numbers) : shares.score)},
         {"of", !options.percent ? "counts" : "percent"},
         {"complete", options.complete},
         {"intermediate", options.intermediate},
         {"minimum", options.minimum},
         {"not_initiated", options.none},
         {"sum", all},
         {"note", !options.percent || shares.note.empty() ? report::Json() : report::Json(shares.note)}}));
  } else {
    print(!options.percent ? report::score_in_words(numbers) + '\n' : shares_text(numbers));
  }
}

}  // namespace

void add_review_score(CLI::App& review, int& status) {
  CLI::App* command = review.add_subcommand("score", "one number from counts, or from published shares");
  auto options = std::make_shared<ReviewScoreOptions>();
  command->add_option("--complete", options->complete, "how many, or what share, are complete")->type_name("N");
  command->add_option("--intermediate", options->intermediate, "at least half done")->type_name("N");
  command->add_option("--minimum", options->minimum, "begun")->type_name("N");
  command->add_option("--none", options->none, "not initiated")->type_name("N");
  CLI::Option* counts = command->add_flag("--counts", options->counts, "the numbers are counts; the default");
  command->add_flag("--percent", options->percent, "the numbers are shares in per cent, taken as they are")
      ->excludes(counts);
  command->add_flag("--json", options->json, "print the result alone, as JSON, on standard output");
  command->footer("Kroc's scale: 100 (3 complete + 2 intermediate + minimum) / (3 all), docs/review.md.");
  command->callback([options, &status] {
    answer(*options);
    status = kDone;
  });
}

}  // namespace entente::cli
