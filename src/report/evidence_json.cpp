#include "report/evidence_json.h"

#include "accord/lattice.h"
#include "evidence/estimative_words.h"
#include "evidence/judgement.h"
#include "report/json_parts.h"

namespace entente::report {

namespace {

using evidence::Belief;
using evidence::Evidence;
using evidence::Item;
using evidence::Weighed;

Json json_chance(const evidence::Chance& chance) {
  return {{"best", json_number(chance.best)},
          {"low", json_number(chance.range.low)},
          {"high", json_number(chance.range.high)},
          {"words", chance_in_words(chance)}};
}

template <typename ToJson>
Json by_standing(const ToJson& one) {
  Json json = Json::object();
  for (const evidence::Standing standing : evidence::kAllStandings)
    json[std::string(name(standing))] = one(index(standing));
  return json;
}

Json json_chances(const evidence::ChanceByStanding& chances) {
  return by_standing([&](std::size_t x) { return json_chance(chances[x]); });
}

const char* in_json(evidence::Silence silence) {
  switch (silence) {
    case evidence::Silence::none:
      return "none";
    case evidence::Silence::sealed:
      return "sealed";
    case evidence::Silence::copy:
      return "copy";
    case evidence::Silence::no_weight:
      return "no weight";
    case evidence::Silence::cheap:
      break;
  }
  return "cheap";
}

Json json_weighed(const Evidence& evidence, const Weighed& weighed) {
  Json json;
  json["id"] = evidence.items[weighed.item].id;
  json["silence"] = in_json(weighed.silence);
  json["counted_as"] =
      weighed.silence == evidence::Silence::copy ? Json(evidence.items[weighed.counted_as].id) : Json();
  json["repeats"] = weighed.depends ? Json(evidence.items[weighed.repeats].id) : Json();
  json["share_repeated"] = weighed.depends ? json_number(weighed.share.best) : Json();
  json["witnesses"] = json_number(weighed.effective);
  json["ratio_for_keeping"] = json_number(evidence::ratio_for_keeping(weighed.best));
  json["likelihood"] = by_standing([&](std::size_t x) -> Json {
    double low = 1.0;
    double high = 0.0;
    for (const evidence::IntervalByStanding& one : weighed.chances) {
      low = std::min(low, one[x].low);
      high = std::max(high, one[x].high);
    }
    return {{"best", json_number(weighed.best[x])}, {"low", json_number(low)}, {"high", json_number(high)}};
  });
  return json;
}

Json json_moment(const Evidence& evidence, const evidence::Moment& moment) {
  Json items = Json::array();
  for (const std::size_t item : moment.items) items.push_back(evidence.items[item].id);
  Json json;
  json["day"] = evidence::in_words(moment.day);
  json["items"] = std::move(items);
  json["then"] = json_chances(moment.then);
  json["in_hindsight"] = json_chances(moment.in_hindsight);
  json["most_likely"] = name(moment.most_likely);
  return json;
}

Json json_belief(const EvidenceAnalysis& analysis, const Belief& belief) {
  const accord::Commitment& commitment = analysis.accord.commitments[belief.commitment];
  Json json;
  json["commitment"] = commitment.name;
  json["by"] = analysis.accord.parties[commitment.by].name;
  json["possible"] = belief.possible;
  json["belief"] = belief.possible ? json_chances(belief.now) : Json();
  json["exact"] = belief.exact;
  json["begins"] = evidence::in_words(belief.begins);
  json["prior"] = analysis.evidence.priors[belief.commitment].from_file ? "file" : "default";
  json["witnesses"] = json_number(belief.witnesses);
  json["before"] = belief.before;
  json["items"] = Json::array();
  for (const Weighed& one : belief.items) json["items"].push_back(json_weighed(analysis.evidence, one));
  json["moments"] = Json::array();
  for (const evidence::Moment& one : belief.moments) json["moments"].push_back(json_moment(analysis.evidence, one));
  return json;
}

Json json_item(const EvidenceAnalysis& analysis, const Item& item) {
  const Evidence& evidence = analysis.evidence;
  const bool shown = !item.sealed && !item.licence.empty();
  Json json;
  json["id"] = item.id;
  json["seen"] = evidence::in_words(item.seen);
  json["event"] = evidence::in_words(item.event);
  json["by"] = evidence.sources[item.source].name;
  json["means"] = item.means ? Json(evidence.means[*item.means].name) : Json();
  json["class"] = item.source_class ? Json(name(*item.source_class)) : Json();
  json["commitment"] = item.about ? Json(analysis.accord.commitments[item.about->commitment].name) : Json();
  json["level"] =
      item.about ? Json(accord::level_name(analysis.accord, item.about->commitment, item.about->level)) : Json();
  json["says"] = item.finding ? Json(name(*item.finding)) : Json();
  json["grade"] = item.grade ? Json(evidence::in_words(*item.grade)) : Json();
  json["grade_inconsistent"] = item.grade && evidence::inconsistent(*item.grade);
  json["sealed"] = item.sealed;
  json["opens"] = item.opens ? Json(evidence::in_words(*item.opens)) : Json();
  json["sha256"] = json_text(item.sha256);
  json["licence"] = json_text(item.licence);
  json["text"] = shown ? json_text(item.text) : Json();
  json["file"] = shown ? json_text(item.file) : Json();
  json["original"] = json_text(item.original);
  json["custody"] = Json::array();
  for (const evidence::Custody& one : item.custody) {
    json["custody"].push_back({{"holder", one.holder}, {"from", evidence::in_words(one.from)}});
  }
  json["source"] = item.provenance.sources;
  json["note"] = json_text(item.provenance.note);
  return json;
}

// What every answer about evidence begins and ends with.
Json with_frame(const EvidenceAnalysis& analysis, const std::string& key, Json content) {
  Json json;
  json["accord"] = analysis.accord.title;
  json["evidence"] = analysis.evidence.title;
  json["on"] = evidence::in_words(analysis.on);
  json[key] = std::move(content);
  json["left_out"] = analysis.evidence.left_out;
  json["problems"] = Json::array();
  for (const accord::Problem& one : analysis.problems) {
    json["problems"].push_back({{"line", one.place.line}, {"column", one.place.column}, {"message", one.message}});
  }
  json["notices"] = Json::array();
  for (const accord::Notice& one : analysis.evidence.notices) {
    json["notices"].push_back({{"line", one.place.line}, {"column", one.place.column}, {"message", one.message}});
  }
  return json;
}

const char* in_json(evidence::Act act) {
  return act == evidence::Act::respond ? "respond" : "wait";
}

Json json_look(const EvidenceAnalysis& analysis, const evidence::Look& look) {
  Json prospects = Json::object();
  for (std::size_t o = 0; o < look.prospects.size(); ++o) {
    const evidence::Prospect& one = look.prospects[o];
    prospects[std::string(name(evidence::kAllStandings[o]))] = {
        {"chance", json_number(one.chance)},
        {"belief", by_standing([&](std::size_t x) { return json_number(one.belief[x]); })},
        {"act", in_json(static_cast<evidence::Act>(one.act))}};
  }
  return {{"means", analysis.evidence.means[look.means].name},
          {"commitment", analysis.accord.commitments[look.commitment].name},
          {"value", json_number(look.value)},
          {"cost", look.cost ? json_number(*look.cost) : Json()},
          {"net", json_number(look.net)},
          {"could_change", look.could_change},
          {"shows", std::move(prospects)}};
}

}  // namespace

Json belief_json(const EvidenceAnalysis& analysis) {
  Json commitments = Json::array();
  for (const Belief& belief : analysis.beliefs) commitments.push_back(json_belief(analysis, belief));
  return with_frame(analysis, "commitments", std::move(commitments));
}

Json items_json(const EvidenceAnalysis& analysis) {
  Json items = Json::array();
  for (const Item& item : analysis.evidence.items) items.push_back(json_item(analysis, item));
  return with_frame(analysis, "items", std::move(items));
}

Json next_json(const EvidenceAnalysis& analysis, const evidence::NextLooks& next) {
  Json decisions = Json::array();
  for (const evidence::Standpoint& one : next.standpoints) {
    decisions.push_back({{"commitment", analysis.accord.commitments[one.commitment].name},
                         {"title", json_text(one.decision.title)},
                         {"best", in_json(one.best)},
                         {"loss", json_number(one.loss)},
                         {"loss_of_other", json_number(one.loss_of_other)},
                         {"settled", one.settled},
                         {"value_of_certainty", json_number(one.certainty)}});
  }
  Json looks = Json::array();
  for (const evidence::Look& look : next.looks) looks.push_back(json_look(analysis, look));
  Json json = with_frame(analysis, "decisions", std::move(decisions));
  json["looks"] = std::move(looks);
  return json;
}

}  // namespace entente::report
