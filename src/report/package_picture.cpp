#include "report/package_picture.h"

#include <algorithm>
#include <cmath>
#include <vector>

#include "report/wording.h"

namespace entente::report {

namespace {

using accord::PartyIndex;

constexpr std::size_t kLongestBar = 50;
constexpr std::size_t kLongestName = 20;

const char* letter(PackageSolution solution) {
  switch (solution) {
    case PackageSolution::nash:
      return "N";
    case PackageSolution::kalai_smorodinsky:
      return "K";
    case PackageSolution::egalitarian:
      return "E";
  }
  return "";
}

// Of one shape each, so that bars can be told apart without colour.
const char* brick(PackageSolution solution) {
  switch (solution) {
    case PackageSolution::nash:
      return "█";
    case PackageSolution::kalai_smorodinsky:
      return "▒";
    case PackageSolution::egalitarian:
      return "■";
  }
  return "";
}

std::string repeated(const char* what, std::size_t times) {
  std::string text;
  for (std::size_t n = 0; n < times; ++n) text += what;
  return text;
}

std::string padded(const std::string& text, std::size_t width) {
  const std::size_t own = width_of(text);
  return text + std::string(width > own ? width - own : 0, ' ');
}

// Its first words, so that a picture keeps its width.
std::string shortened(const std::string& name) {
  const std::vector<std::string> lines = wrapped(name, kLongestName);
  return lines.size() > 1 ? wrapped(name, kLongestName - 1).front() + "…" : lines.front();
}

// Solutions then go by their letters.
bool is_narrow(const Terminal& terminal) {
  return terminal.columns < 70;
}

std::string bars(const PackageAnalysis& analysis, const Terminal& terminal) {
  const std::size_t parties = analysis.accord.parties.size();
  const std::vector<PackageSolution> found = found_solutions(analysis);
  std::size_t names = 0;
  std::size_t solutions = 0;
  for (PartyIndex i = 0; i < parties; ++i) {
    names = std::max(names, width_of(shortened(analysis.accord.parties[i].name)));
  }
  const auto label = [&](PackageSolution solution) {
    return std::string(is_narrow(terminal) ? letter(solution) : name(solution));
  };
  for (const PackageSolution solution : found) solutions = std::max(solutions, width_of(label(solution)));
  constexpr std::size_t kRest = 10;  // gaps and the percentage
  const std::size_t columns = std::max<std::size_t>(terminal.columns, 40);
  const std::size_t longest = std::min(kLongestBar, columns - names - solutions - kRest);
  std::string text;
  for (PartyIndex i = 0; i < parties; ++i) {
    const double best = analysis.packages.best_gain[i];
    std::string party = shortened(analysis.accord.parties[i].name);
    if (best <= 0.0) {
      text += padded(party, names) + "  can not gain\n";
      continue;
    }
    for (const PackageSolution solution : found) {
      const double share = std::clamp(chosen(analysis, solution)->gain[i] / best, 0.0, 1.0);
      const auto length = static_cast<std::size_t>(std::lround(share * static_cast<double>(longest)));
      text += padded(party, names) + "  " + padded(label(solution), solutions) + "  " +
              repeated(brick(solution), length) + (length > 0 ? " " : "") + percent(share) + '\n';
      party.clear();
    }
  }
  return text;
}

// The gains of two parties as a grid of characters; the corner is no deal.
class Plane {
 public:
  Plane(const PackageAnalysis& analysis, PartyIndex across, PartyIndex up, std::size_t width, std::size_t height)
      : analysis_(analysis), across_(across), up_(up), grid_(height, std::vector<std::string>(width, " ")) {
    if (analysis.frontier) {
      for (const bargaining::FrontierPoint& point : *analysis.frontier) put(point.gain, "·");
    }
    for (const PackageSolution solution : found_solutions(analysis))
      put(chosen(analysis, solution)->gain, letter(solution));
  }

  // All lines are `width + 1` columns wide.
  std::vector<std::string> lines() const {
    const std::size_t width = grid_.front().size();
    std::vector<std::string> result{padded("↑ " + title(up_, width), width + 1)};
    for (const std::vector<std::string>& row : grid_) {
      std::string line = "│";
      for (const std::string& cell : row) line += cell;
      result.push_back(line);
    }
    result.push_back("└" + repeated("─", width));
    const std::string below = title(across_, width) + " →";
    result.push_back(std::string(width + 1 - std::min(width + 1, width_of(below)), ' ') + below);
    return result;
  }

 private:
  std::string title(PartyIndex party, std::size_t width) const {
    const std::string best = " " + points(analysis_.packages.best_gain[party]);
    const std::size_t room = width - std::min(width - 1, width_of(best) + 2);
    const std::string& name = analysis_.accord.parties[party].name;
    return (width_of(name) <= room ? name : wrapped(name, std::max<std::size_t>(room, 2) - 1).front() + "…") + best;
  }

  void put(const std::vector<double>& gain, const std::string& mark) {
    const std::size_t x = place(across_, gain, grid_.front().size());
    const std::size_t y = place(up_, gain, grid_.size());
    std::string& cell = grid_[grid_.size() - 1 - y][x];
    const bool taken = cell != " " && cell != "·" && cell != mark;
    cell = taken ? "*" : mark;
  }

  std::size_t place(PartyIndex party, const std::vector<double>& gain, std::size_t cells) const {
    const double best = analysis_.packages.best_gain[party];
    const double share = best > 0.0 ? std::clamp(gain[party] / best, 0.0, 1.0) : 0.0;
    return static_cast<std::size_t>(std::lround(share * static_cast<double>(cells - 1)));
  }

  const PackageAnalysis& analysis_;
  PartyIndex across_;
  PartyIndex up_;
  std::vector<std::vector<std::string>> grid_;
};

std::string letters(const PackageAnalysis& analysis) {
  std::string text;
  for (const PackageSolution solution : found_solutions(analysis)) {
    text += (text.empty() ? "" : ", ") + std::string(letter(solution)) + " " + std::string(name(solution));
  }
  return text;
}

std::string legend(const PackageAnalysis& analysis, const Terminal& terminal) {
  std::string text = letters(analysis) + ", ";
  text += "* several of them, ";
  if (analysis.frontier) text += "· another package of the frontier, ";
  return paragraph(text + "the corner no deal; up to each party's best gain.", terminal, "", Tone::faint);
}

std::string planes(const PackageAnalysis& analysis, const Terminal& terminal) {
  constexpr std::size_t kBetweenPlanes = 3;
  const std::size_t parties = analysis.accord.parties.size();
  const std::size_t columns = std::max<std::size_t>(terminal.columns, 40);
  const bool one = parties == 2;
  const std::size_t width = one ? std::min<std::size_t>(60, columns - 4) : 22;
  const std::size_t height = one ? 16 : 8;
  std::vector<std::vector<std::string>> all;
  for (PartyIndex up = 1; up < parties; ++up) {
    for (PartyIndex across = 0; across < up; ++across) {
      all.push_back(Plane(analysis, across, up, width, height).lines());
    }
  }
  const std::size_t in_a_row = std::max<std::size_t>(1, (columns + kBetweenPlanes) / (width + 1 + kBetweenPlanes));
  std::string text;
  for (std::size_t first = 0; first < all.size(); first += in_a_row) {
    if (first > 0) text += '\n';
    for (std::size_t at = 0; at < all.front().size(); ++at) {
      std::string line;
      for (std::size_t n = first; n < std::min(first + in_a_row, all.size()); ++n) {
        line += (n > first ? std::string(kBetweenPlanes, ' ') : "") + all[n][at];
      }
      text += without_trailing_spaces(std::move(line)) + '\n';
    }
  }
  return text + legend(analysis, terminal);
}

}  // namespace

std::string package_picture(const PackageAnalysis& analysis, const Terminal& terminal) {
  if (!analysis.deal()) return {};
  std::string text = heading("Gains as a share of each party's best gain", terminal) + bars(analysis, terminal);
  const std::size_t parties = analysis.accord.parties.size();
  if (parties == 2 || (parties > 2 && analysis.frontier)) {
    text += heading("Gains of two parties against each other", terminal) + planes(analysis, terminal);
  } else if (is_narrow(terminal)) {
    text += paragraph(letters(analysis) + ".", terminal, "", Tone::faint);
  }
  return text;
}

}  // namespace entente::report
