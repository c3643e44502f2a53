// What later parts of the program ask of events: acceptance, decisions on a commitment, promises that lapse.
#include <gtest/gtest.h>

#include "ledger/event_fields.h"

namespace entente::ledger {
namespace {

Json item() {
  return {{"by", "North"}, {"commitment", "reactor"}, {"level", "halted"}};
}

TEST(Content, AReplyMaySayWhetherItAccepts) {
  EXPECT_EQ(why_not_content(EventType::reply, {{"to", 1}, {"text", "no"}, {"accepts", false}}), std::nullopt);
  EXPECT_EQ(why_not_content(EventType::reply, {{"to", 1}, {"text", "no"}, {"accepts", "no"}}),
            "the content of the reply: accepts must be true or false");
}

TEST(Content, ADecisionMayNameWhatItIsAbout) {
  EXPECT_EQ(
      why_not_content(EventType::decision,
                      {{"decided", "breach"}, {"from", "2027-01-01"}, {"commitment", "reactor"}, {"level", "halted"}}),
      std::nullopt);
}

TEST(Content, APromiseMayHaveNoDateAndMayLapse) {
  Json promise{{"plan", "nash"}, {"items", {item()}}};
  EXPECT_EQ(why_not_content(EventType::commitments, promise), std::nullopt);
  promise["items"][0]["lapses"] = "2027-06-30";
  EXPECT_EQ(why_not_content(EventType::commitments, promise), std::nullopt);
  promise["items"][0]["lapses"] = "soon";
  EXPECT_EQ(why_not_content(EventType::commitments, promise),
            "the content of the commitments: items number 1: lapses must be a date such as 2027-03-01");
}

}  // namespace
}  // namespace entente::ledger
