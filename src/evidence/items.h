// Items of evidence: who says what about which commitment, how good the source is, and what may be shown of it.
//
// Plain data as an evidence file states it (docs/evidence.schema.json); `load` reads it, `belief` weighs it.
#pragma once

#include <array>
#include <cstddef>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "accord/accord.h"
#include "evidence/dates.h"
#include "evidence/standing.h"

namespace entente::evidence {

using accord::Range;

/// What an item says about its commitment.
enum class Finding {
  kept,        ///< the level stands
  shortfall,   ///< it was not delivered
  taken_back,  ///< it was taken back
  positive,    ///< a sign of a breach, of which kind is not said
  negative     ///< looked, and no sign of a breach: weighs as `kept` does
};
inline constexpr std::array<std::string_view, 5> kFindingNames{"kept", "short", "taken back", "positive", "negative"};
constexpr std::string_view name(Finding finding) {
  return kFindingNames[static_cast<std::size_t>(finding)];
}

/// Where reports of a kind come from.
enum class SourceClass {
  declaration,  ///< the giver's own account, to the others
  inspection,
  imagery,
  sensor,
  intelligence,
  defector,
  journalist,
  official_statement,  ///< what a government says in public, of itself or of others
  gesture
};
inline constexpr std::size_t kSourceClasses = 9;
inline constexpr std::array<std::string_view, kSourceClasses> kSourceClassNames{
    "declaration", "inspection",         "imagery", "sensor", "intelligence", "defector",
    "journalist",  "official statement", "gesture"};
constexpr std::string_view name(SourceClass source) {
  return kSourceClassNames[static_cast<std::size_t>(source)];
}

/// How well one look, or one report of a class, tells a breach from a commitment kept. Shares, 0 to 1.
struct Sharpness {
  Range detects_shortfall;              ///< chance that a shortfall is reported
  Range detects_taken_back;             ///< chance that a level taken back is reported
  Range false_alarms;                   ///< chance that a breach is reported although the level stands
  Range tells_apart = {0.5, 0.5, 0.5};  ///< chance that a breach found is called by its right kind; 1/2: it is a guess
  bool cheap = false;                   ///< that all is well would be said as gladly by one who cheats: moves nothing
};

/// How well one look tells it of one level.
struct SharpnessAtLevel {
  accord::Requirement level;
  Sharpness sharpness;
};

/// A way of looking that can be sent again.
struct Means {
  std::string name;
  Sharpness sharpness;                     ///< where `by_level` is empty
  std::vector<SharpnessAtLevel> by_level;  ///< of means of the accord's verification: what it sees (agreed_means.h)
  std::optional<double> cost;              ///< of one look, in the points of the losses
  std::vector<accord::CommitmentIndex> looks_at;  ///< ascending; empty: at all
  accord::Provenance provenance;
};

/// Who says so.
struct NamedSource {
  std::string name;
  std::string title;
  std::optional<SourceClass> source_class;
  accord::Provenance provenance;
};

/// Admiralty code: reliability of the source A to F, credibility of what it says 1 to 6.
struct Grade {
  char reliability = 'F';
  char credibility = '6';
  bool operator==(const Grade&) const = default;
};

/// Chances that a party sends a signal when it keeps its commitment and when it does not.
struct Signal {
  Range kept;
  Range broken;
};

/// Somebody held the original from that day on.
struct Custody {
  std::string holder;
  Day from;
};

struct Item {
  std::string id;
  Day seen;   ///< when we came to know
  Day event;  ///< when it was so; the day seen where the file does not say
  std::size_t source = 0;
  std::optional<accord::Requirement> about;  ///< empty only while sealed
  std::optional<std::size_t> means;          ///< the means that saw it; else its class counts
  std::optional<SourceClass> source_class;   ///< set where `means` is not
  std::optional<Grade> grade;                ///< set where `means` is not
  std::optional<Finding> finding;            ///< empty only while sealed: it weighs nothing until it is opened
  std::optional<Signal> signal;              ///< empty: weighed by means or class
  bool cheap_signal = false;                 ///< `signal: cheap`
  std::string text;
  std::string file;
  std::string sha256;  ///< lower-case hexadecimal; of the file, or of the text in UTF-8
  std::vector<Custody> custody;
  std::string licence;       ///< to publish; empty: none, so text and file are not shown
  bool sealed = false;       ///< still: only its fingerprint is known
  std::optional<Day> opens;  ///< the day on which a sealed item is opened; empty: not settled, or never sealed
  std::string original;      ///< id of the item that this one relays or copies; empty: none
  accord::Provenance provenance;
  accord::Place place;
};

/// Sources that may repeat one another: a later item of theirs says what an earlier one said with chance `share`,
/// without having looked; see `weigh`.
struct CommonCause {
  std::vector<std::size_t> sources;
  Range share;           ///< 0: independent; 1: as a copy
  int within_days = 30;  ///< an item later than that after the one repeated is taken as a look of its own
  accord::Provenance provenance;
};

/// Chances of a commitment's life: on the first day, and a year.
struct Prior {
  std::optional<Day> begins;  ///< the day on which `at_start` holds; empty: the first event
  Range shortfall_at_start;
  Range taken_back_at_start;
  Range falls_short;  ///< chances a year: kept to short
  Range taken_back;   ///< kept or short to taken back
  Range mended;       ///< short to kept
  Range restored;     ///< taken back to kept
  bool from_file = false;
};

/// Losses of the two acts, points of whoever decides, >= 0.
struct Decision {
  std::string title;
  ByStanding respond{};
  ByStanding wait{};
};

/// How a source's grade and class become chances: the case's own where the file has them, else the program's.
struct Judgement {
  std::array<Sharpness, kSourceClasses> classes;
  std::map<char, Range> grades;  ///< A to E and 1 to 5: the share of weight; F and 6 weigh nothing
};

struct Evidence {
  std::string title;
  std::vector<NamedSource> sources;
  std::vector<Means> means;
  Judgement judgement;
  std::vector<CommonCause> common_causes;
  std::vector<Prior> priors;                       ///< one for each commitment
  std::vector<std::optional<Decision>> decisions;  ///< one for each commitment
  std::vector<Item> items;                         ///< by day of the event, then by day seen, then as in the file
  std::size_t left_out = 0;                        ///< items that had something wrong with them
  std::vector<accord::Notice> notices;             ///< inconsistent grades, say
};

}  // namespace entente::evidence
