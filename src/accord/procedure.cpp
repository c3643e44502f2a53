#include "accord/procedure.h"

#include <algorithm>
#include <array>
#include <utility>

namespace entente::accord {

namespace {

constexpr std::array<std::pair<Ending, std::string_view>, 11> ending_names{{{Ending::unsaid, "unsaid"},
                                                                            {Ending::settled, "settled"},
                                                                            {Ending::no_breach, "no breach"},
                                                                            {Ending::excused, "excused"},
                                                                            {Ending::breach, "breach"},
                                                                            {Ending::suspension, "suspension"},
                                                                            {Ending::snapback, "snapback"},
                                                                            {Ending::continuation, "continuation"},
                                                                            {Ending::termination, "termination"},
                                                                            {Ending::carried_out, "carried out"},
                                                                            {Ending::stopped, "stopped"}}};

}  // namespace

std::string_view name_of(Ending ending) {
  for (const auto& [value, name] : ending_names) {
    if (value == ending) return name;
  }
  return "unsaid";
}

std::optional<Ending> ending_called(std::string_view name) {
  for (const auto& [value, known] : ending_names) {
    if (known == name && value != Ending::unsaid) return value;
  }
  return std::nullopt;
}

bool is_response(Ending ending) {
  return ending == Ending::breach || ending == Ending::suspension || ending == Ending::snapback ||
         ending == Ending::termination;
}

std::optional<StageIndex> stage_called(const Procedure& procedure, std::string_view name) {
  const auto found = std::ranges::find(procedure.stages, name, &ProcedureStage::name);
  if (found == procedure.stages.end()) return std::nullopt;
  return static_cast<StageIndex>(found - procedure.stages.begin());
}

const Track* deciding_track(const ProcedureStage& stage) {
  const auto found =
      std::ranges::find_if(stage.tracks, [](const Track& track) { return track.deciders && track.binding; });
  return found == stage.tracks.end() ? nullptr : &*found;
}

std::string in_words(const Clock& clock) {
  const auto counted = [](std::int32_t number, const char* unit) {
    return std::to_string(number) + ' ' + unit + (number == 1 ? "" : "s");
  };
  if (clock.hours > 0) return counted(clock.hours, "hour");
  return clock.days > 0 ? counted(clock.days, "day") : counted(clock.months, "month");
}

double in_years(const Clock& clock) {
  constexpr double days_in_year = 365.25;
  return (static_cast<double>(clock.hours) / 24.0 + static_cast<double>(clock.days)) / days_in_year +
         static_cast<double>(clock.months) / 12.0;
}

}  // namespace entente::accord
