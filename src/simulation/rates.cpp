#include "simulation/rates.h"

#include "accord/error.h"

namespace entente::simulation {

namespace {

using accord::RateKind;
using accord::StatedRate;

UsedRate of_means(const accord::Verification& verification) {
  UsedRate used;
  used.from = RateFrom::means;
  for (const accord::MeansIndex m : *verification.chosen) {
    const accord::Range& alarms = verification.means[m].false_alarms;
    used.value.low += alarms.low;
    used.value.best += alarms.best;
    used.value.high += alarms.high;
  }
  return used;
}

UsedRate used_rate(const accord::Accord& accord, const accord::Simulation& said, const accord::Rates& base,
                   const RateKind& kind) {
  const auto n = static_cast<std::size_t>(kind.rate);
  const auto taken = [](const StatedRate& stated, RateFrom from) {
    return UsedRate{stated.value, from, stated.provenance};
  };
  if (said.rates[n]) return taken(*said.rates[n], RateFrom::file);
  if (kind.rate == Rate::false_alarms && accord.verification && accord.verification->chosen) {
    return of_means(*accord.verification);
  }
  if (base[n]) return taken(*base[n], RateFrom::base_rates);
  if (kind.neutral) return {accord::Range::exactly(*kind.neutral), RateFrom::neutral, {}};
  return {};
}

// Whether anything that happens can lead to a suspension, at whatever end of the ranges.
bool may_suspend(const UsedRates& rates, const accord::Accord& accord) {
  if (accord.review.succeeds.high <= 0.0) return false;
  const bool late = rates[Rate::late].value.high > 0.0 && rates[Rate::excused].value.low < 1.0;
  const bool alarm = rates[Rate::false_alarms].value.high > 0.0 && rates[Rate::blames].value.high > 0.0;
  const bool breach = rates[Rate::breaches].value.high > 0.0 && rates[Rate::confirms].value.high > 0.0;
  return late || alarm || breach;
}

}  // namespace

UsedRates rates_of(const accord::Accord& accord) {
  const accord::Simulation said = accord.simulation.value_or(accord::default_simulation());
  UsedRates rates;
  rates.base_rates = said.base_rates;
  accord::Rates base;
  if (said.base_rates != accord::no_base_rates) {
    accord::BaseRates shipped = accord::base_rates_called(said.base_rates);
    base = std::move(shipped.rates);
    rates.base_rates_title = std::move(shipped.title);
    rates.base_rates_note = std::move(shipped.provenance.note);
  }
  for (const RateKind& kind : accord::rate_kinds()) rates[kind.rate] = used_rate(accord, said, base, kind);
  std::string lacking;
  for (const Rate rate : {Rate::resumes, Rate::abandoned}) {
    if (rates[rate].from != RateFrom::missing) continue;
    lacking += (lacking.empty() ? "`" : " and `") + std::string(accord::kind_of(rate).name) + "`";
  }
  if (!lacking.empty() && may_suspend(rates, accord)) {
    throw Error(
        "the file does not say how a suspension ends: " + lacking +
        " of `simulation:` are missing; write for instance `simulation: {resumes: 50%, abandoned: 10%}`, chances a "
        "year, or leave `base_rates: none` out");
  }
  return rates;
}

}  // namespace entente::simulation
