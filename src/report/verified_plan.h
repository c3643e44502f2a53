// Which plan verification is designed for, where nobody names one.
#pragma once

#include <functional>
#include <optional>
#include <string>
#include <vector>

#include "accord/accord.h"
#include "sequencing/search.h"

namespace entente::report {

struct VerifiedPlan {
  std::optional<accord::Plan> plan;  ///< empty: there is none
  std::vector<std::string> notes;    ///< how it was come by
};

using OnProgress = std::function<void(const char* stage, const sequencing::Progress&)>;

/// The Nash plan, searched with every means of the file in force as far as it surely works: the plan for which means
/// would be had. Without means, with what the levels say.
VerifiedPlan nash_plan_to_verify(const accord::Accord& accord, const OnProgress& on_progress = {});

/// The plan to the file's aim, searched the same way; where no plan there holds, the one that comes closest.
VerifiedPlan plan_to_aim(const accord::Accord& accord, const OnProgress& on_progress = {});

}  // namespace entente::report
