// A procedure: what runs after a complaint, stage by stage, each with its clock, who decides, and what follows when
// nobody does. Plain data, as `procedures:` of a file or a shipped template states it; `src/review` runs it.
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "accord/place.h"
#include "accord/provenance.h"

namespace entente::accord {

using StageIndex = std::size_t;

/// Words that stand for a party of the complaint wherever a name of a member is asked for, and for everyone.
inline constexpr std::string_view complainant_word = "complainant";
inline constexpr std::string_view accused_word = "accused";
inline constexpr std::string_view anyone_word = "any";

/// A length of time as the text of a procedure gives it; exactly one of the three is above 0. Hours run to the second.
/// Days and months are counted in whole days: such a clock runs out at midnight UTC at the end of its last day, the day
/// on which it starts not counted. A week is 7 days, a quarter 3 and a year 12 months.
struct Clock {
  std::int32_t hours = 0;
  std::int32_t days = 0;
  std::int32_t months = 0;
  bool operator==(const Clock&) const = default;
};

/// How votes become a decision.
enum class Counting {
  consensus,   ///< somebody votes yes and nobody no
  unanimity,   ///< every member votes yes
  of_members,  ///< a share of all members, whether they vote or not
  of_votes,    ///< a share of the votes that are yes or no; at least one must be yes
  yes_votes    ///< so many yes votes
};

/// Chance that a member votes for a response, as the analyst judges it.
struct MemberChance {
  std::string member;
  double for_response = 1.0;  ///< 0 to 1
  bool operator==(const MemberChance&) const = default;
};

/// Who decides, and how. Names are those of parties, organs or `complainant` and `accused`.
struct Deciders {
  std::string body;                  ///< how it is called: "Security Council"; may be empty
  std::vector<std::string> members;  ///< who votes; empty where only their number is known, or with `all_parties`
  std::size_t size = 0;              ///< how many they are, >= 1; 0 with `all_parties` of a template without accord
  bool all_parties = false;          ///< the parties of the accord
  Counting counting = Counting::consensus;
  std::uint32_t share_of = 1;  ///< with of_members, of_votes: share_of / share_in of them, at most 1
  std::uint32_t share_in = 2;
  bool more_than_share = true;          ///< a majority is more than 1/2; three quarters may be just that
  std::size_t votes = 0;                ///< with yes_votes: 1 to size
  std::size_t quorum = 0;               ///< so many must vote or abstain for a decision; 0: none
  std::vector<std::string> veto;        ///< whose no stops a decision
  std::vector<std::string> not_voting;  ///< members without a vote; they count among the members all the same
  std::vector<MemberChance> chances;    ///< of those members for whom the file says it; 1 for all others
  bool operator==(const Deciders&) const = default;
};

/// Who may prolong a clock.
enum class Prolonging {
  nobody,
  by_consensus,  ///< all deciders together
  by_decision    ///< the deciders by their rule
};

struct Extension {
  Prolonging by = Prolonging::nobody;
  std::optional<Clock> at_most;  ///< all extensions of the stage together; empty: as far as they like, so that nobody
                                 ///< can say when the stage ends
  bool operator==(const Extension&) const = default;
};

/// What a procedure leaves behind when it ends.
enum class Ending {
  unsaid,        ///< the text does not say what follows
  settled,       ///< the parties agree; the matter is closed
  no_breach,     ///< the complaint was not upheld
  excused,       ///< late or short, and not to be blamed
  breach,        ///< found in breach
  suspension,    ///< named counter-deliveries are suspended
  snapback,      ///< what had been lifted is back
  continuation,  ///< what had been lifted stays lifted
  termination,   ///< the accord has ended
  carried_out,   ///< the inspection or the visit took place
  stopped        ///< it was stopped
};

/// The word of the file: `no breach`, `carried out`; `unsaid` is not written.
std::string_view name_of(Ending ending);
std::optional<Ending> ending_called(std::string_view name);
/// Breach, suspension, snapback and termination: what MODEL section 4.1 calls the response.
bool is_response(Ending ending);

/// What comes after a stage: the stage of that number, or an end.
struct Following {
  std::optional<StageIndex> stage;  ///< empty: the procedure ends
  Ending ending = Ending::unsaid;   ///< where it ends
  std::string text;                 ///< in the words of the text: "sanctions are restored"; may be empty
  bool operator==(const Following&) const = default;
};

inline constexpr std::string_view adopted_word = "adopted";
inline constexpr std::string_view rejected_word = "rejected";

/// A name that a decision may have, and what follows from it.
struct Outcome {
  std::string decided;  ///< `adopted` and `rejected` are what votes give; other names come from decisions alone
  Following then;
  bool operator==(const Outcome&) const = default;
};

/// One of the bodies that deal with a stage at the same time.
struct Track {
  std::string name;                  ///< empty where the stage has one track alone
  std::optional<Clock> clock;        ///< empty: unbounded
  std::optional<Deciders> deciders;  ///< empty: nobody decides, the clock alone does
  Extension extension;               ///< other than nobody only with a clock and deciders
  bool binding = true;               ///< false: an opinion; it ends nothing
  bool operator==(const Track&) const = default;
};

struct ProcedureStage {
  std::string name;
  std::string motion;         ///< what is put to the vote: "to continue the lifting"; may be empty
  std::vector<Track> tracks;  ///< one or more, in parallel: the stage runs until the last clock does, or one decides
  std::vector<std::string> may_start;  ///< who may begin the procedure right here, names or `any`; empty: nobody,
                                       ///< unless it is the first
  std::optional<Ending> meanwhile;     ///< what holds while the stage runs: a suspension, say
  std::vector<Outcome> outcomes;       ///< what follows a decision of that name; a rejection that is not listed changes
                                       ///< nothing, the clock runs on
  Following if_silent;                 ///< what follows when nothing is decided; never reached in an unbounded stage
  Provenance provenance;
  bool operator==(const ProcedureStage&) const = default;
};

struct Procedure {
  std::string name;
  std::string title;
  std::vector<std::string> may_start;  ///< names, or `any`, which is the default
  std::vector<ProcedureStage> stages;  ///< one or more; the first is where it begins
  Provenance provenance;
  Place place;
};

/// The stage of that name; empty where there is none.
std::optional<StageIndex> stage_called(const Procedure& procedure, std::string_view name);

/// The first track whose deciders' decision counts; null where nobody decides.
const Track* deciding_track(const ProcedureStage& stage);

/// "15 days", "1 month", "12 hours".
std::string in_words(const Clock& clock);

/// Years of 365.25 days and twelve months; for counting in periods.
double in_years(const Clock& clock);

}  // namespace entente::accord
