// The evaluator across its boundary of texts says what the analysis says, and no fault crosses it.
#include "evaluator/evaluator.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <memory>
#include <string>

#include "accord/read.h"
#include "evaluator/questions.h"
#include "report/report_page.h"
#include "report/what_if.h"

namespace entente::evaluator {
namespace {

using report::Json;
using testing::HasSubstr;

struct Close {
  void operator()(Evaluator* evaluator) const { evaluator_close(evaluator); }
};
using Opened = std::unique_ptr<Evaluator, Close>;

Json answer_of(const Opened& evaluator) {
  return Json::parse(std::string(evaluator_answer(evaluator.get()), evaluator_answer_size(evaluator.get())));
}

Opened opened(const std::string& text) {
  return Opened(evaluator_open(text.data(), text.size()));
}

Opened opened(const accord::Accord& accord) {
  return opened(report::what_if_material(accord).dump());
}

Json asked(const Opened& evaluator, const std::string& text) {
  evaluator_ask(evaluator.get(), text.data(), text.size());
  return answer_of(evaluator);
}

accord::Accord neighbours() {
  return accord::load(ENTENTE_SOURCE_DIR "/cases/two-neighbours");
}

TEST(Evaluator, AnswersAsTheAnalysisDoes) {
  for (const char* name : {"two-neighbours", "agreed-framework-1994", "jcpoa-2015"}) {
    const accord::Accord accord = accord::load(std::string(ENTENTE_SOURCE_DIR "/cases/") + name);
    const Opened evaluator = opened(accord);
    EXPECT_EQ(answer_of(evaluator), Json({{"ready", true}})) << name;
    for (const std::string& question : questions(accord, any_plan(accord, 5), 10)) {
      const Json told = Json::parse(question);
      EXPECT_EQ(asked(evaluator, question), report::what_if_json(accord, report::plan_in(accord, told["plan"], "plan"),
                                                                 report::values_in(told["values"])))
          << name << ' ' << question;
    }
  }
}

// A plan that goes on from where levels stand already is another one from today.
TEST(Evaluator, BeginsWhereTheAccordStands) {
  accord::Accord accord = neighbours();
  const Json plan = any_plan(accord, 2);
  accord.stands = accord::path(accord, report::plan_in(accord, plan, "plan")).back();
  const Json rest = any_plan(accord, 1);
  ASSERT_EQ(rest["steps"].size(), 1);
  const std::string question = Json{{"plan", rest}, {"values", Json::object()}}.dump();
  const Json answer = asked(opened(accord), question);
  EXPECT_EQ(answer, report::what_if_json(accord, report::plan_in(accord, rest, "plan"), {}));
  EXPECT_NE(asked(opened(neighbours()), question), answer);
}

TEST(Evaluator, SaysWhatIsWrongAndGoesOn) {
  const accord::Accord accord = neighbours();
  const Opened evaluator = opened(accord);
  const Json plan = any_plan(accord, 3);
  const auto with = [&](const Json& values) { return Json{{"plan", plan}, {"values", values}}.dump(); };
  const auto message_of = [&](const std::string& question) {
    const Json answer = asked(evaluator, question);
    return answer.contains("error") ? answer["error"]["message"].get<std::string>() : std::string();
  };
  EXPECT_THAT(message_of(with({{"parties/Nord/patience", 0.5}})), HasSubstr("parties/Nord/patience"));
  EXPECT_THAT(message_of(with({{"parties/North/patience", 2.0}})), HasSubstr("between 0 and 1"));
  EXPECT_THAT(message_of(with({{"parties/North/patience", "much"}})), HasSubstr("not a number"));
  EXPECT_THAT(message_of(with(Json::array())), HasSubstr("no object"));
  for (const char* wrong : {"", "{", "{}", "[]", R"({"plan": {}, "values": {}})",
                            R"({"plan": {"steps": [{"raises": [{"commitment": "x", "to": "y"}]}]}, "values": {}})",
                            R"({"plan": {"steps": [{"raises": []}]}, "values": {}})", "\xff\xfe"}) {
    EXPECT_NE(message_of(wrong), "") << wrong;
  }
  EXPECT_TRUE(asked(evaluator, with(Json::object())).contains("plan"));
}

TEST(Evaluator, OfNoAccordAnswersWhyThereIsNone) {
  for (const char* wrong :
       {"", "null", R"({"accord": {}, "from": null})", R"({"accord": {"accord": "A"}, "from": {"x": "y"}})"}) {
    EXPECT_TRUE(answer_of(opened(std::string(wrong))).contains("error")) << wrong;
  }
  Json material = report::what_if_material(neighbours());
  material["from"] = {{"weapons", "gone"}};
  EXPECT_THAT(answer_of(opened(material.dump())).dump(), HasSubstr("level"));
}

}  // namespace
}  // namespace entente::evaluator
