#include "evidence/judgement.h"

#include <cstdlib>

namespace entente::evidence {

namespace {

// `detects` for both kinds of breach.
Sharpness sharpness(Range detects, Range false_alarms, Range tells_apart, bool cheap = false) {
  return {.detects_shortfall = detects,
          .detects_taken_back = detects,
          .false_alarms = false_alarms,
          .tells_apart = tells_apart,
          .cheap = cheap};
}

constexpr Range kGuess{0.5, 0.5, 0.5};

}  // namespace

Judgement default_judgement() {
  Judgement judgement;
  auto& of = judgement.classes;
  const auto set = [&of](SourceClass source, const Sharpness& sharp) { of[static_cast<std::size_t>(source)] = sharp; };
  // Who confesses speaks against his interest, which is rare and worth much; that all is well every giver says.
  set(SourceClass::declaration, sharpness({0.02, 0.05, 0.15}, {0.002, 0.005, 0.01}, {0.6, 0.8, 0.95}, true));
  // On the spot, with instruments, and may ask what it sees.
  set(SourceClass::inspection, sharpness({0.7, 0.85, 0.95}, {0.01, 0.03, 0.08}, {0.6, 0.8, 0.95}));
  // Sees what stands in the open; what is indoors or built to be hidden escapes it.
  set(SourceClass::imagery, sharpness({0.3, 0.5, 0.75}, {0.02, 0.05, 0.15}, {0.5, 0.55, 0.65}));
  // Sharp where it was put, blind elsewhere, and it breaks down.
  set(SourceClass::sensor, sharpness({0.5, 0.75, 0.9}, {0.02, 0.05, 0.1}, {0.5, 0.6, 0.75}));
  // Looks for breaches, so it finds some that are none.
  set(SourceClass::intelligence, sharpness({0.3, 0.5, 0.7}, {0.05, 0.1, 0.25}, {0.5, 0.6, 0.75}));
  // Knows a part, late, and has reasons to please his listeners.
  set(SourceClass::defector, sharpness({0.2, 0.4, 0.6}, {0.1, 0.2, 0.4}, {0.5, 0.6, 0.75}));
  // Hears of much and can check little of it.
  set(SourceClass::journalist, sharpness({0.2, 0.35, 0.55}, {0.05, 0.15, 0.3}, kGuess));
  // Accusations are made for many reasons; praise costs nothing.
  set(SourceClass::official_statement, sharpness({0.2, 0.35, 0.6}, {0.1, 0.2, 0.4}, kGuess, true));
  // A gesture says nothing by itself; one that costs its sender has a `signal` of its own.
  set(SourceClass::gesture, sharpness({0.1, 0.2, 0.4}, {0.05, 0.1, 0.2}, kGuess, true));
  judgement.grades = {{'A', {0.9, 0.95, 1.0}}, {'B', {0.7, 0.8, 0.9}},  {'C', {0.45, 0.6, 0.7}},
                      {'D', {0.2, 0.35, 0.5}}, {'E', {0.0, 0.1, 0.2}},  {'1', {0.9, 0.95, 1.0}},
                      {'2', {0.7, 0.8, 0.9}},  {'3', {0.45, 0.6, 0.7}}, {'4', {0.2, 0.35, 0.5}},
                      {'5', {0.0, 0.1, 0.2}}};
  return judgement;
}

Prior default_prior() {
  return {.begins = {},
          .shortfall_at_start = {0.01, 0.05, 0.2},
          .taken_back_at_start = {0.0, 0.0, 0.0},
          .falls_short = {0.02, 0.05, 0.15},
          .taken_back = {0.02, 0.05, 0.15},
          .mended = {0.1, 0.3, 0.6},
          .restored = {0.05, 0.1, 0.3},
          .from_file = false};
}

std::optional<Grade> grade_in(std::string_view text) {
  if (text.size() != 2 || text[0] < 'A' || text[0] > 'F' || text[1] < '1' || text[1] > '6') return std::nullopt;
  return Grade{.reliability = text[0], .credibility = text[1]};
}

std::string in_words(const Grade& grade) {
  return {grade.reliability, grade.credibility};
}

Range weight(const Grade& grade, const Judgement& judgement) {
  if (grade.reliability == 'F' || grade.credibility == '6') return Range::exactly(0.0);
  const Range& source = judgement.grades.at(grade.reliability);
  const Range& said = judgement.grades.at(grade.credibility);
  return {source.low * said.low, source.best * said.best, source.high * said.high};
}

bool inconsistent(const Grade& grade) {
  if (grade.reliability == 'F' || grade.credibility == '6') return false;
  return std::abs((grade.reliability - 'A') - (grade.credibility - '1')) >= 3;
}

}  // namespace entente::evidence
