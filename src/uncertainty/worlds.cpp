#include "uncertainty/worlds.h"

#include <algorithm>
#include <map>

#include "accord/rank_correlation.h"
#include "uncertainty/correlation.h"
#include "uncertainty/distributions.h"

namespace entente::uncertainty {

namespace {

using accord::Range;
using accord::RangedNumber;
using accord::Unit;

std::vector<RangedNumber> uncertain_numbers(const accord::Accord& accord) {
  std::vector<std::string> in_scenarios;
  for (const accord::Given& group : accord.given) {
    for (const accord::ValueOf& value : group.scenarios.front().values) in_scenarios.push_back(value.id);
  }
  std::vector<RangedNumber> numbers;
  accord::for_each_number(accord, [&](std::string id, const Range& range, Unit unit) {
    if (range.low < range.high || std::ranges::find(in_scenarios, id) != in_scenarios.end())
      numbers.push_back({.id = std::move(id), .range = range, .unit = unit});
  });
  return numbers;
}

class Builder {
 public:
  explicit Builder(const accord::Accord& accord) : accord_(accord) {
    model_.numbers = uncertain_numbers(accord);
    for (std::size_t n = 0; n < model_.numbers.size(); ++n) place_of_[model_.numbers[n].id] = n;
    model_.coordinate_of.assign(model_.numbers.size(), kDrawnJointly);
  }

  WorldModel model() {
    std::vector<bool> jointly(model_.numbers.size(), false);
    for (const accord::Given& group : accord_.given) {
      for (const accord::ValueOf& value : group.scenarios.front().values) jointly[place_of_.at(value.id)] = true;
    }
    for (const accord::Together& group : accord_.together) {
      for (const std::string& id : group.numbers) jointly[place_of_.at(id)] = true;
    }
    for (std::size_t n = 0; n < model_.numbers.size(); ++n) {
      if (jointly[n]) continue;
      model_.coordinate_of[n] = model_.coordinates.size();
      model_.factors.push_back({.name = model_.numbers[n].id, .coordinates = {model_.coordinates.size()}});
      model_.coordinates.push_back(model_.numbers[n].id);
    }
    for (const accord::Together& group : accord_.together) add(group);
    for (const accord::Given& group : accord_.given) add(group);
    return std::move(model_);
  }

 private:
  void add(const accord::Together& group) {
    JointDraw draw;
    for (const std::string& id : group.numbers) {
      draw.numbers.push_back(place_of_.at(id));
      draw.coordinates.push_back(model_.coordinates.size());
      model_.coordinates.push_back(id);
    }
    draw.lower = accord::normal_factor(group.correlation, group.numbers.size()).value();
    model_.factors.push_back({.name = "together/" + group.name, .coordinates = draw.coordinates});
    model_.joint.push_back(std::move(draw));
  }

  void add(const accord::Given& group) {
    JointDraw draw;
    draw.coordinates.push_back(model_.coordinates.size());
    model_.coordinates.push_back("given/" + group.name);
    double all = 0.0;
    for (const accord::Scenario& scenario : group.scenarios) all += scenario.weight;
    double so_far = 0.0;
    for (const accord::ValueOf& value : group.scenarios.front().values) draw.numbers.push_back(place_of_.at(value.id));
    for (const accord::Scenario& scenario : group.scenarios) {
      so_far += scenario.weight;
      draw.shares.push_back(so_far / all);
      for (const accord::ValueOf& value : scenario.values) draw.values.push_back(value.value);
    }
    draw.shares.back() = 1.0;
    model_.factors.push_back({.name = model_.coordinates.back(), .coordinates = draw.coordinates});
    model_.joint.push_back(std::move(draw));
  }

  const accord::Accord& accord_;
  WorldModel model_;
  std::map<std::string, std::size_t> place_of_;
};

void draw_jointly(const WorldModel& model, const JointDraw& draw, std::span<const double> unit,
                  std::span<double> values) {
  const std::size_t size = draw.numbers.size();
  if (!draw.shares.empty()) {
    const auto chosen = static_cast<std::size_t>(std::ranges::upper_bound(draw.shares, unit[draw.coordinates.front()]) -
                                                 draw.shares.begin());
    for (std::size_t n = 0; n < size; ++n) values[draw.numbers[n]] = draw.values[chosen * size + n];
    return;
  }
  std::vector<double> u;
  for (const std::size_t coordinate : draw.coordinates) u.push_back(unit[coordinate]);
  make_dependent(draw.lower, u);
  for (std::size_t n = 0; n < size; ++n) values[draw.numbers[n]] = quantile(model.numbers[draw.numbers[n]].range, u[n]);
}

}  // namespace

WorldModel make_world_model(const accord::Accord& accord) {
  return Builder(accord).model();
}

void values_at(const WorldModel& model, std::span<const double> unit, std::span<double> values) {
  for (std::size_t n = 0; n < model.numbers.size(); ++n) {
    if (model.coordinate_of[n] != kDrawnJointly)
      values[n] = quantile(model.numbers[n].range, unit[model.coordinate_of[n]]);
  }
  for (const JointDraw& draw : model.joint) draw_jointly(model, draw, unit, values);
}

}  // namespace entente::uncertainty
