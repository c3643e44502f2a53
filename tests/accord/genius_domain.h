// A domain in GENIUS's form and two profiles, small enough to compute by hand.
//
// The buyer's worth of every option:      price low 0.5, middle 0.25, high 0.125; delivery now 0.3, later 0.15;
//                                         units 0: 0.02, 1: 0.1, 2: 0.18; without a deal 0.4.
// The seller's:                           price low 0, middle 0.3, high 0.6; delivery now 0.025, later 0.1;
//                                         units 0: 0.3, 1: 0.15, 2: 0; without a deal 0.
#pragma once

#include <string>

namespace entente::accord {

inline const std::string trade_domain = R"(<negotiation_template>
  <utility_space number_of_issues="3">
    <objective index="0" etype="objective" type="objective" description="" name="Trade">
      <issue index="1" etype="discrete" type="discrete" vtype="discrete" name="price">
        <item index="1" value="low"/>
        <item index="2" value="middle"/>
        <item index="3" value="high"/>
      </issue>
      <issue index="2" etype="discrete" type="discrete" vtype="discrete" name="delivery">
        <item index="1" value="now"/>
        <item index="2" value="later"/>
      </issue>
      <issue index="3" etype="integer" type="integer" vtype="integer" name="units" lowerbound="0" upperbound="2"/>
    </objective>
  </utility_space>
</negotiation_template>
)";

inline const std::string buyer_profile = R"(<?xml version="1.0" encoding="UTF-8"?>
<utility_space>
  <objective index="0" etype="objective" type="objective" description="" name="Trade">
    <issue index="1" etype="discrete" type="discrete" vtype="discrete" name="price">
      <item index="1" value="low" evaluation="40"/>
      <item index="2" value="middle" evaluation="20"/>
      <item index="3" value="high" evaluation="10"/>
    </issue>
    <issue index="2" etype="discrete" type="discrete" vtype="discrete" name="delivery">
      <item index="1" value="now" evaluation="2"/>
      <item index="2" value="later" evaluation="1"/>
    </issue>
    <issue index="3" etype="integer" type="integer" vtype="integer" name="units" lowerbound="0" upperbound="2">
      <evaluator ftype="linear" offset="0.1" slope="0.4"/>
    </issue>
    <weight index="1" value="0.5"/>
    <weight index="2" value="0.3"/>
    <weight index="3" value="0.2"/>
  </objective>
  <discount_factor value="0.8"/>
  <reservation value="0.4"/>
</utility_space>
)";

// Older files have the bounds in <range>, and the weights before the issues.
inline const std::string seller_profile = R"(<utility_space>
  <objective index="0" name="Trade">
    <weight index="3" value="0.3"/>
    <weight index="2" value="0.1"/>
    <weight index="1" value="0.6"/>
    <issue index="3" type="integer" name="units">
      <range lowerbound="0" upperbound="2"></range>
      <evaluator ftype="linear" offset="1.0" slope="-0.5"></evaluator>
    </issue>
    <issue index="2" name="delivery">
      <item value="later" evaluation="0.8"></item>
      <item value="now" evaluation="0.2"></item>
    </issue>
    <issue index="1" name="price">
      <item value="low" evaluation="0"></item>
      <item value="middle" evaluation="5"></item>
      <item value="high" evaluation="10"></item>
    </issue>
  </objective>
</utility_space>
)";

/// `text` with its first `from` exchanged for `to`; empty, which no test takes for a domain, where it has none.
inline std::string with(std::string text, const std::string& from, const std::string& to) {
  const std::size_t at = text.find(from);
  return at == std::string::npos ? std::string() : text.replace(at, from.size(), to);
}

}  // namespace entente::accord
