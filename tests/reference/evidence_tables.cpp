#include "reference/evidence_tables.h"

#include <cmath>

#include "evidence/dependence.h"
#include "evidence/hidden_markov.h"
#include "evidence/signals.h"
#include "evidence/value_of_information.h"

namespace entente::reference {

namespace {

using nlohmann::json;

std::vector<double> of_violation(const evidence::Matrix& states) {
  std::vector<double> chances;
  for (const evidence::Vector& state : states) chances.push_back(state[1]);
  return chances;
}

// State 0 keeps, state 1 violates; a report is 1, none 0, and null where nobody looked.
json hidden_states(const json& inputs) {
  const double prior = inputs.at("prior_violate");
  const double starts = inputs.at("start_violation");
  const double stops = inputs.at("stop_violation");
  const double alarm = inputs.at("false_alarm");
  const double detect = inputs.at("detect");
  evidence::HiddenMarkov model{.start = {1.0 - prior, prior}, .moves = {}, .likelihood = {}};
  for (const json& seen : inputs.at("observations")) {
    if (!model.likelihood.empty()) model.moves.push_back({{1.0 - starts, starts}, {stops, 1.0 - stops}});
    if (seen.is_null()) {
      model.likelihood.push_back({1.0, 1.0});
    } else {
      const bool report = seen.get<int>() == 1;
      model.likelihood.push_back({report ? alarm : 1.0 - alarm, report ? detect : 1.0 - detect});
    }
  }
  const auto states = evidence::infer(model);
  const auto history = evidence::most_likely_history(model);
  if (!states || !history) return json::object();
  return {{"filter", of_violation(states->filtered)},
          {"smooth", of_violation(states->smoothed)},
          {"likelihood", std::exp(states->log_likelihood)},
          {"viterbi", history->states},
          {"viterbi_joint", std::exp(history->log_joint)}};
}

evidence::Reporting reporting_in(const json& inputs) {
  return {.detection = inputs.at("sens"), .false_alarms = inputs.at("false_pos")};
}

json copies(const json& inputs) {
  const auto with_share = [&](double share) {
    return evidence::after_copies(inputs.at("prior"), reporting_in(inputs), inputs.at("copies"),
                                  inputs.at("independent_negatives"), share);
  };
  return {{"posterior", with_share(inputs.at("copy_prob"))},
          {"posterior_counted_once", with_share(1.0)},
          {"posterior_naive", with_share(0.0)}};
}

json relays(const json& inputs) {
  const double prior = inputs.at("prior");
  return {{"posterior", evidence::after_relays(prior, reporting_in(inputs), inputs.at("relays_all_positive"),
                                               inputs.at("relay_flip"))},
          // Many relays: the answer must be that of one clean original.
          {"limit_many_relays", evidence::after_relays(prior, reporting_in(inputs), 200, inputs.at("relay_flip"))}};
}

json correlated(const json& inputs) {
  const evidence::Measured measured =
      evidence::after_measurements(inputs.at("prior_mean"), inputs.at("prior_var"), inputs.at("k"),
                                   inputs.at("mean_report"), inputs.at("var"), inputs.at("rho"));
  return {
      {"effective_sources", measured.effective_reports}, {"post_mean", measured.mean}, {"post_var", measured.variance}};
}

// State 0 is a sincere partner, state 1 another. Trusting gains `gain` or loses `loss`; not trusting neither.
json signals(const json& inputs) {
  const double prior = inputs.at("prior");
  const double gain = inputs.at("gain");
  const double loss = inputs.at("loss");
  const evidence::Choice choice{.belief = {prior, 1.0 - prior}, .losses = {{0.0, 0.0}, {-gain, loss}}};
  const auto value_of = [&](const evidence::Senders& sent) {
    return evidence::value_of_look(choice, {{sent.sincere, sent.insincere}, {1.0 - sent.sincere, 1.0 - sent.insincere}})
        .expected_value;
  };
  evidence::CostlySignal signal{.cost = inputs.at("signal_cost"),
                                .gain_sincere = inputs.at("sender_gain_sincere"),
                                .gain_insincere = inputs.at("sender_gain_insincere")};
  const double with_signal = value_of(evidence::senders(signal));
  const bool separates = evidence::separates(signal);
  signal.cost = 0.0;
  return {{"no_info", -evidence::least_loss(choice)},
          {"threshold", loss / (gain + loss)},
          {"evpi", evidence::value_of_certainty(choice)},
          {"evsi_noisy", value_of({.sincere = inputs.at("noisy_true_pos"), .insincere = inputs.at("noisy_false_pos")})},
          {"costly_signal_separates", separates},
          {"value_with_costly_signal", with_signal},
          {"value_with_cheap_talk", value_of(evidence::senders(signal))}};
}

}  // namespace

std::vector<std::pair<std::string, json (*)(const json& inputs)>> evidence_families() {
  return {{"h1_hmm", hidden_states},
          {"h2_copies", copies},
          {"h2_star_noise", relays},
          {"h3_gauss_equicorr", correlated},
          {"h4_signal_value", signals}};
}

}  // namespace entente::reference
