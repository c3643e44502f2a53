#include "report/svg.h"

#include <fmt/format.h>

namespace entente::report {

namespace {

const char* in_svg(Anchor anchor) {
  switch (anchor) {
    case Anchor::start:
      return "start";
    case Anchor::middle:
      return "middle";
    case Anchor::end:
      return "end";
  }
  return "";
}

}  // namespace

std::string escaped(std::string_view text) {
  std::string result;
  for (std::size_t at = 0; at < text.size(); ++at) {
    const char byte = text[at];
    // U+FFFE and U+FFFF are no characters of XML.
    const std::string_view three = text.substr(at, 3);
    if (three == "\xEF\xBF\xBE" || three == "\xEF\xBF\xBF") {
      result += "\uFFFD";
      at += 2;
      continue;
    }
    switch (byte) {
      case '&':
        result += "&amp;";
        break;
      case '<':
        result += "&lt;";
        break;
      case '>':
        result += "&gt;";
        break;
      case '"':
        result += "&quot;";
        break;
      case '\'':
        result += "&apos;";
        break;
      case '\t':
      case '\n':
      case '\r':
        result += ' ';
        break;
      default:
        result += static_cast<unsigned char>(byte) < 0x20 ? "\uFFFD" : std::string(1, byte);
    }
  }
  return result;
}

std::string length(double value) {
  std::string text = fmt::format("{:.2f}", value);
  text.erase(text.find_last_not_of('0') + 1);
  if (text.back() == '.') text.pop_back();
  return text == "-0" ? "0" : text;
}

Svg::Svg(double width, double height, std::string_view title, std::string_view description) {
  body_ = fmt::format(
      "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n"
      "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"{0}\" height=\"{1}\" viewBox=\"0 0 {0} {1}\" role=\"img\" "
      "aria-labelledby=\"title description\" font-family=\"sans-serif\" fill=\"#1a1a1a\">\n"
      "<title id=\"title\">{2}</title>\n<desc id=\"description\">{3}</desc>\n"
      "<rect width=\"{0}\" height=\"{1}\" fill=\"#ffffff\"/>\n",
      length(width), length(height), escaped(title), escaped(description));
}

void Svg::text(double x, double y, std::string_view text, Anchor anchor, double size, bool bold) {
  body_ += fmt::format("<text x=\"{}\" y=\"{}\" font-size=\"{}\" text-anchor=\"{}\"{}>{}</text>\n", length(x),
                       length(y), length(size), in_svg(anchor), bold ? " font-weight=\"bold\"" : "", escaped(text));
}

void Svg::line(double x1, double y1, double x2, double y2, std::string_view colour, double width) {
  body_ += fmt::format("<line x1=\"{}\" y1=\"{}\" x2=\"{}\" y2=\"{}\" stroke=\"{}\" stroke-width=\"{}\"/>\n",
                       length(x1), length(y1), length(x2), length(y2), colour, length(width));
}

void Svg::rectangle(double x, double y, double width, double height, std::string_view fill, std::string_view tooltip) {
  add("rect",
      fmt::format("x=\"{}\" y=\"{}\" width=\"{}\" height=\"{}\" fill=\"{}\"", length(x), length(y), length(width),
                  length(height), fill),
      tooltip);
}

void Svg::circle(double x, double y, double radius, std::string_view fill, std::string_view stroke,
                 std::string_view tooltip) {
  add("circle",
      fmt::format("cx=\"{}\" cy=\"{}\" r=\"{}\" fill=\"{}\" stroke=\"{}\"", length(x), length(y), length(radius), fill,
                  stroke),
      tooltip);
}

void Svg::outline(std::string_view corners, std::string_view stroke, std::string_view tooltip) {
  add("polygon", fmt::format("points=\"{}\" fill=\"none\" stroke=\"{}\" stroke-width=\"2\"", corners, stroke), tooltip);
}

std::string Svg::finished() const {
  return body_ + "</svg>\n";
}

void Svg::add(std::string_view element, const std::string& attributes, std::string_view tooltip) {
  if (tooltip.empty()) {
    body_ += fmt::format("<{} {}/>\n", element, attributes);
  } else {
    body_ += fmt::format("<{0} {1}><title>{2}</title></{0}>\n", element, attributes, escaped(tooltip));
  }
}

}  // namespace entente::report
