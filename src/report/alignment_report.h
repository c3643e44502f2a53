// Tone between capitals as text and JSON.
#pragma once

#include <string>
#include <vector>

#include "evidence/tone_alignment.h"
#include "report/json.h"
#include "report/layout.h"

namespace entente::report {

struct AlignmentAnalysis {
  std::string file;
  std::size_t events = 0;
  std::size_t window = 0;  ///< periods
  evidence::ToneSeries series;
  std::vector<evidence::ToneAlignment> alignments;
  std::vector<accord::Problem> problems;  ///< of rows that were left out
};

AlignmentAnalysis analyse_alignment(std::string file, const evidence::ReadEvents& read, evidence::Span span,
                                    std::size_t window);

/// Which two have drawn apart, and every series as a small line.
std::string alignment_text(const AlignmentAnalysis& analysis, const Terminal& terminal);
Json alignment_json(const AlignmentAnalysis& analysis);

/// One character a number, from ▁ for `low` to █ for `high`, and a space where there is none; the last `most` of them.
std::string small_line(const std::vector<std::optional<double>>& numbers, double low, double high, std::size_t most);

}  // namespace entente::report
