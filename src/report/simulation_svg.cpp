#include <fmt/format.h>

#include <algorithm>
#include <cmath>

#include "report/simulation_report.h"
#include "report/svg.h"
#include "report/wording.h"
#include "simulation/intervals.h"

namespace entente::report {

namespace {

constexpr double kWidth = 760.0;
constexpr double kHeight = 420.0;
constexpr double kLeft = 64.0;
constexpr double kRight = 24.0;
constexpr double kTop = 84.0;
constexpr double kBottom = 56.0;
constexpr std::size_t kTitle = 72;  // letters that fit
constexpr const char* kStanding = "#14375e";
constexpr const char* kCompleted = "#c8701c";
constexpr const char* kGrid = "#d9d9d9";

class Curves {
 public:
  explicit Curves(const SimulationAnalysis& analysis)
      : results_(analysis.results),
        svg_(kWidth, kHeight, analysis.accord.title + ": " + analysis.plan,
             "Share of " + count(static_cast<double>(analysis.results.runs)) +
                 " simulated runs in which the accord stands, and in which the plan has been carried out, over " +
                 fmt::format("{:.3g}", analysis.results.horizon) + " years.") {
    svg_.text(kLeft, 30.0, wrapped(analysis.accord.title + ": " + analysis.plan, kTitle).front(), Anchor::start, 16.0,
              true);
    key(kLeft, kStanding, "the accord stands");
    key(kLeft + 190.0, kCompleted, "the plan has been carried out");
    svg_.text(kWidth - kRight, 58.0, "95% at each point (Wilson)", Anchor::end, 11.0);
  }

  std::string drawn() {
    axes();
    curve(results_.completed_by, false, kCompleted, 1.5);
    curve(results_.collapsed_by, true, kStanding, 2.5);
    return svg_.finished();
  }

 private:
  double x(double years) const { return kLeft + years / results_.horizon * (kWidth - kLeft - kRight); }
  double y(double share) const { return kTop + (1.0 - share) * (kHeight - kTop - kBottom); }

  void key(double at, const char* colour, const char* text) {
    svg_.line(at, 54.0, at + 22.0, 54.0, colour, 3.0);
    svg_.text(at + 28.0, 58.0, text, Anchor::start, 12.0);
  }

  void axes() {
    for (int tenth = 0; tenth <= 10; tenth += 2) {
      const double share = tenth / 10.0;
      svg_.line(kLeft, y(share), kWidth - kRight, y(share), kGrid);
      svg_.text(kLeft - 8.0, y(share) + 4.0, fmt::format("{}%", 10 * tenth), Anchor::end, 12.0);
    }
    const double step = std::max(1.0, std::ceil(results_.horizon / 10.0));
    for (double year = 0.0; year <= results_.horizon + 1e-9; year += step) {
      svg_.line(x(year), y(0.0), x(year), y(0.0) + 5.0, kGrid);
      svg_.text(x(year), y(0.0) + 20.0, fmt::format("{:.0f}", year), Anchor::middle, 12.0);
    }
    svg_.text(0.5 * (kLeft + kWidth - kRight), kHeight - 14.0, "years", Anchor::middle, 12.0);
  }

  void curve(const std::vector<std::uint64_t>& by, bool standing, const char* colour, double width) {
    double before = 0.0;
    for (std::size_t part = 0; part < by.size(); ++part) {
      const std::uint64_t runs = standing ? results_.runs - by[part] : by[part];
      const double share = static_cast<double>(runs) / static_cast<double>(results_.runs);
      const simulation::Interval band = simulation::wilson(runs, results_.runs);
      const double at = x(results_.time_of(part));
      svg_.line(at, y(band.low), at, y(band.high), colour, 1.0);
      if (part > 0) svg_.line(x(results_.time_of(part - 1)), y(before), at, y(share), colour, width);
      before = share;
    }
  }

  const simulation::Results& results_;
  Svg svg_;
};

}  // namespace

std::string simulation_svg(const SimulationAnalysis& analysis) {
  return Curves(analysis).drawn();
}

}  // namespace entente::report
