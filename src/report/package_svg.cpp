#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <set>
#include <utility>
#include <vector>

#include "report/package_picture.h"
#include "report/svg.h"
#include "report/wording.h"

namespace entente::report {

namespace {

using accord::PartyIndex;

constexpr double kMargin = 24.0;
constexpr double kLabels = 170.0;  // party names beside the bars
constexpr double kNames = 130.0;   // names of solutions
constexpr double kBar = 360.0;     // a bar of 100%
constexpr double kRow = 22.0;
constexpr double kTop = 84.0;  // title and what the bars are
constexpr std::size_t kLongestLabel = 24;

// Dark to light, so that they differ in grey as well.
const char* colour(PackageSolution solution) {
  switch (solution) {
    case PackageSolution::nash:
      return "#14375e";
    case PackageSolution::kalai_smorodinsky:
      return "#c8701c";
    case PackageSolution::egalitarian:
      return "#5fa892";
  }
  return "";
}

std::string label_of_length(const std::string& name, std::size_t longest = kLongestLabel) {
  const std::vector<std::string> lines = wrapped(name, longest);
  return lines.size() > 1 ? wrapped(name, longest - 1).front() + "…" : lines.front();
}

// A disc, a square around it, a triangle around both: all are seen where solutions coincide.
void mark(Svg& svg, PackageSolution solution, double x, double y, const std::string& tooltip) {
  const auto around = [&](std::initializer_list<std::pair<double, double>> corners) {
    std::string text;
    for (const auto& [dx, dy] : corners) text += (text.empty() ? "" : " ") + length(x + dx) + "," + length(y + dy);
    svg.outline(text, colour(solution), tooltip);
  };
  switch (solution) {
    case PackageSolution::nash:
      svg.circle(x, y, 3.5, colour(solution), "none", tooltip);
      break;
    case PackageSolution::kalai_smorodinsky:
      around({{-5.5, -5.5}, {5.5, -5.5}, {5.5, 5.5}, {-5.5, 5.5}});
      break;
    case PackageSolution::egalitarian:
      around({{0, -10}, {9, 7}, {-9, 7}});
      break;
  }
}

class Picture {
 public:
  explicit Picture(const PackageAnalysis& analysis)
      : analysis_(analysis),
        found_(found_solutions(analysis)),
        parties_(analysis.accord.parties.size()),
        svg_(width(), height(), "Packages: " + analysis.accord.title, description()) {}

  std::string drawn() {
    svg_.text(kMargin, kMargin + 12.0, label_of_length(analysis_.accord.title, 80), Anchor::start, 18.0, true);
    if (!analysis_.deal()) {
      svg_.text(kMargin, kTop - 18.0, analysis_.no_deal_sentence());
      return svg_.finished();
    }
    svg_.text(kMargin, kTop - 18.0, "Gains over no deal, as shares of each party's best gain");
    bars();
    planes();
    return svg_.finished();
  }

 private:
  std::size_t rows() const { return analysis_.deal() ? parties_ * found_.size() : 0; }
  double below_bars() const { return kTop + static_cast<double>(rows()) * kRow + static_cast<double>(parties_) * 8.0; }
  double side() const { return parties_ <= 2 ? 420.0 : parties_ <= 4 ? 220.0 : 170.0; }
  double cell() const { return side() + 64.0; }
  double planes_top() const { return below_bars() + 88.0; }

  double width() const {
    const double of_bars = 2.0 * kMargin + kLabels + kNames + kBar + 130.0;
    const double of_planes = 2.0 * kMargin + 30.0 + static_cast<double>(parties_ - 1) * cell();
    return analysis_.deal() ? std::max(of_bars, of_planes) : of_bars;
  }

  double height() const {
    if (!analysis_.deal()) return kTop + kMargin;
    if (parties_ < 2) return below_bars() + kMargin;
    return planes_top() + static_cast<double>(parties_ - 1) * cell() + kMargin;
  }

  std::string description() const {
    if (!analysis_.deal()) return analysis_.no_deal_sentence();
    std::string text = "Gains over no deal in points of each party's own.";
    for (const PackageSolution solution : found_) {
      text += " " + std::string(name(solution)) + ":";
      for (PartyIndex i = 0; i < parties_; ++i) {
        text += (i > 0 ? ", " : " ") + analysis_.accord.parties[i].name + " " +
                points(chosen(analysis_, solution)->gain[i]);
      }
      text += ".";
    }
    return text;
  }

  std::string at_point(PackageSolution solution, PartyIndex i) const {
    return std::string(name(solution)) + ": " + analysis_.accord.parties[i].name + " " +
           points(chosen(analysis_, solution)->gain[i]);
  }

  void bars() {
    double y = kTop;
    const double left = kMargin + kLabels + kNames;
    const double ends = below_bars() - 8.0;
    svg_.line(left, kTop - 4.0, left, ends, "#444444");
    svg_.line(left + kBar, kTop - 4.0, left + kBar, ends, "#bbbbbb");
    for (PartyIndex i = 0; i < parties_; ++i) {
      const double best = analysis_.packages.best_gain[i];
      svg_.text(kMargin, y + 15.0, label_of_length(analysis_.accord.parties[i].name), Anchor::start, 13.0, true);
      for (const PackageSolution solution : found_) {
        const double gain = chosen(analysis_, solution)->gain[i];
        svg_.text(left - 28.0, y + 15.0, name(solution), Anchor::end, 12.0);
        mark(svg_, solution, left - 14.0, y + 11.0, "");
        if (best > 0.0) {
          const double share = std::clamp(gain / best, 0.0, 1.0);
          svg_.rectangle(left, y + 3.0, share * kBar, kRow - 6.0, colour(solution), at_point(solution, i));
          svg_.text(left + kBar + 8.0, y + 15.0, points(gain) + " (" + percent(gain / best) + ")", Anchor::start, 12.0);
        } else {
          svg_.text(left + 6.0, y + 15.0, "can not gain", Anchor::start, 12.0);
        }
        y += kRow;
      }
      y += 8.0;
    }
  }

  void planes() {
    if (parties_ < 2) return;
    double x = kMargin;
    const double y = below_bars() + 30.0;
    svg_.text(x, y, "Gains of two parties against each other; the corner is no deal, the far ends are best gains",
              Anchor::start, 13.0);
    for (const PackageSolution solution : found_) {
      mark(svg_, solution, x + 8.0, y + 18.0, "");
      svg_.text(x + 22.0, y + 22.0, name(solution), Anchor::start, 12.0);
      x += 150.0;
    }
    if (analysis_.frontier) {
      svg_.circle(x + 8.0, y + 18.0, 2.5, "none", "#555555");
      svg_.text(x + 22.0, y + 22.0, "another package of the frontier", Anchor::start, 12.0);
    }
    for (PartyIndex up = 1; up < parties_; ++up) {
      for (PartyIndex across = 0; across < up; ++across) plane(across, up);
    }
  }

  double share(const std::vector<double>& gain, PartyIndex i) const {
    const double best = analysis_.packages.best_gain[i];
    return best > 0.0 ? std::clamp(gain[i] / best, 0.0, 1.0) : 0.0;
  }

  void plane(PartyIndex across, PartyIndex up) {
    const double left = kMargin + 30.0 + static_cast<double>(across) * cell();
    const double top = planes_top() + static_cast<double>(up - 1) * cell();
    const double bottom = top + side();
    const auto x_of = [&](const std::vector<double>& gain) { return left + share(gain, across) * side(); };
    const auto y_of = [&](const std::vector<double>& gain) { return bottom - share(gain, up) * side(); };
    const auto title = [&](PartyIndex i) {
      return label_of_length(analysis_.accord.parties[i].name, parties_ <= 2 ? 40 : 20) + ", " +
             in_points(analysis_.packages.best_gain[i]);
    };
    svg_.rectangle(left, top, side(), side(), "#f4f4f4");
    svg_.line(left, top, left, bottom, "#444444");
    svg_.line(left, bottom, left + side(), bottom, "#444444");
    svg_.text(left, top - 14.0, "↑ " + title(up), Anchor::start, 11.0);
    svg_.text(left + side(), bottom + 15.0, title(across) + " →", Anchor::end, 11.0);
    if (analysis_.frontier) {
      // One mark a pixel is as much as can be seen.
      std::set<std::pair<long, long>> taken;
      for (const bargaining::FrontierPoint& point : *analysis_.frontier) {
        const double x = x_of(point.gain);
        const double y = y_of(point.gain);
        if (taken.emplace(std::lround(x), std::lround(y)).second) svg_.circle(x, y, 2.5, "none", "#555555");
      }
    }
    for (const PackageSolution solution : found_) {
      const std::vector<double>& gain = chosen(analysis_, solution)->gain;
      mark(svg_, solution, x_of(gain), y_of(gain),
           at_point(solution, across) + ", " + analysis_.accord.parties[up].name + " " + points(gain[up]));
    }
  }

  const PackageAnalysis& analysis_;
  std::vector<PackageSolution> found_;
  std::size_t parties_;
  Svg svg_;
};

}  // namespace

std::string package_svg(const PackageAnalysis& analysis) {
  return Picture(analysis).drawn();
}

}  // namespace entente::report
