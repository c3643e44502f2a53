// A small part of SVG 1.1: enough for charts that stand alone in a file, with text as text.
#pragma once

#include <string>
#include <string_view>

namespace entente::report {

/// `text` as XML character data or attribute value: markup escaped, characters that XML does not allow replaced.
std::string escaped(std::string_view text);

enum class Anchor { start, middle, end };

/// Builds one document. Lengths are in user units, one a pixel where the picture is shown at its own size.
class Svg {
 public:
  /// `title` names the picture, `description` says in a sentence what is to be seen.
  Svg(double width, double height, std::string_view title, std::string_view description);

  void text(double x, double y, std::string_view text, Anchor anchor = Anchor::start, double size = 13.0,
            bool bold = false);
  void line(double x1, double y1, double x2, double y2, std::string_view colour, double width = 1.0);
  void rectangle(double x, double y, double width, double height, std::string_view fill, std::string_view tooltip = "");
  void circle(double x, double y, double radius, std::string_view fill, std::string_view stroke = "none",
              std::string_view tooltip = "");
  /// A closed line through corners given as "x,y x,y ...".
  void outline(std::string_view corners, std::string_view stroke, std::string_view tooltip = "");
  std::string finished() const;

 private:
  void add(std::string_view element, const std::string& attributes, std::string_view tooltip);

  std::string body_;
};

/// A length with two digits behind the point, no trailing zeros.
std::string length(double value);

}  // namespace entente::report
