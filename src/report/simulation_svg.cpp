#include <fmt/format.h>

#include <algorithm>
#include <cmath>

#include "report/simulation_report.h"
#include "report/svg.h"
#include "report/wording.h"
#include "statistics/intervals.h"

namespace entente::report {

namespace {

constexpr double kCurvesWidth = 760.0;
constexpr double kCurvesHeight = 420.0;
constexpr double kCurvesLeft = 64.0;
constexpr double kCurvesRight = 24.0;
constexpr double kCurvesTop = 84.0;
constexpr double kCurvesBottom = 56.0;
constexpr std::size_t kCurvesTitle = 72;  // letters that fit
constexpr const char* kCurvesStanding = "#14375e";
constexpr const char* kCurvesCompleted = "#c8701c";
constexpr const char* kCurvesGrid = "#d9d9d9";

class Curves {
 public:
  explicit Curves(const SimulationAnalysis& analysis)
      : results_(analysis.results),
        svg_(kCurvesWidth, kCurvesHeight, analysis.accord.title + ": " + analysis.plan,
             "Share of " + count(static_cast<double>(analysis.results.runs)) +
                 " simulated runs in which the accord stands, and in which the plan has been carried out, over " +
                 fmt::format("{:.3g}", analysis.results.horizon) + " years.") {
    svg_.text(kCurvesLeft, 30.0, wrapped(analysis.accord.title + ": " + analysis.plan, kCurvesTitle).front(),
              Anchor::start, 16.0, true);
    key(kCurvesLeft, kCurvesStanding, "the accord stands");
    key(kCurvesLeft + 190.0, kCurvesCompleted, "the plan has been carried out");
    svg_.text(kCurvesWidth - kCurvesRight, 58.0, "95% at each point (Wilson)", Anchor::end, 11.0);
  }

  std::string drawn() {
    axes();
    curve(results_.completed_by, false, kCurvesCompleted, 1.5);
    curve(results_.collapsed_by, true, kCurvesStanding, 2.5);
    return svg_.finished();
  }

 private:
  double x(double years) const {
    return kCurvesLeft + years / results_.horizon * (kCurvesWidth - kCurvesLeft - kCurvesRight);
  }
  double y(double share) const { return kCurvesTop + (1.0 - share) * (kCurvesHeight - kCurvesTop - kCurvesBottom); }

  void key(double at, const char* colour, const char* text) {
    svg_.line(at, 54.0, at + 22.0, 54.0, colour, 3.0);
    svg_.text(at + 28.0, 58.0, text, Anchor::start, 12.0);
  }

  void axes() {
    for (int tenth = 0; tenth <= 10; tenth += 2) {
      const double share = tenth / 10.0;
      svg_.line(kCurvesLeft, y(share), kCurvesWidth - kCurvesRight, y(share), kCurvesGrid);
      svg_.text(kCurvesLeft - 8.0, y(share) + 4.0, fmt::format("{}%", 10 * tenth), Anchor::end, 12.0);
    }
    const double step = std::max(1.0, std::ceil(results_.horizon / 10.0));
    for (double year = 0.0; year <= results_.horizon + 1e-9; year += step) {
      svg_.line(x(year), y(0.0), x(year), y(0.0) + 5.0, kCurvesGrid);
      svg_.text(x(year), y(0.0) + 20.0, fmt::format("{:.0f}", year), Anchor::middle, 12.0);
    }
    svg_.text(0.5 * (kCurvesLeft + kCurvesWidth - kCurvesRight), kCurvesHeight - 14.0, "years", Anchor::middle, 12.0);
  }

  void curve(const std::vector<std::uint64_t>& by, bool standing, const char* colour, double width) {
    double before = 0.0;
    for (std::size_t part = 0; part < by.size(); ++part) {
      const std::uint64_t runs = standing ? results_.runs - by[part] : by[part];
      const double share = statistics::share_of(runs, results_.runs);
      const statistics::Interval band = statistics::wilson(runs, results_.runs);
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
