// What is wrong with a file of events is said in one run, with its place and what to do.
#include "review/record.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "ledger/ledger.h"
#include "review/history.h"

namespace entente::review {
namespace {

using testing::ElementsAre;
using testing::IsEmpty;
using testing::SizeIs;

std::vector<std::string> faults(const std::string& csv) {
  try {
    read_record(csv, "f", neighbours());
    return {};
  } catch (const accord::Problems& problems) {
    std::vector<std::string> all;
    for (const accord::Problem& one : problems.problems())
      all.push_back(std::to_string(one.place.line) + ':' + std::to_string(one.place.column) + ' ' + one.message);
    return all;
  }
}

struct Fault {
  const char* name;
  std::string csv;
  std::vector<std::string> expected;
};

class FaultyFile : public testing::TestWithParam<Fault> {};

TEST_P(FaultyFile, IsRefusedWithEveryFault) {
  EXPECT_EQ(faults(GetParam().csv), GetParam().expected);
}

INSTANTIATE_TEST_SUITE_P(
    Messages, FaultyFile,
    testing::Values(
        Fault{"empty",
              "",
              {"1:1 the file is empty; its first row names the columns: time, author, type and what the events hold"}},
        Fault{"columns",
              "time,autor,type,type,mood\n",
              {"1:1 the column `author` is missing; add it to the first row",
               "1:6 there is no column `autor`; did you mean author?",
               "1:17 the column `type` is there twice; take one away",
               "1:22 there is no column `mood`; remarks go into `note`"}},
        Fault{"fields",
              "time,author,type\n2027-01-01,North\n",
              {"2:1 this row has 2 fields and the first row 3; write as many, and put a field with a comma between "
               "double quotes"}},
        Fault{"time_author_type",
              "time,author,type\n2027-02-30,,findng\n,North,key\n",
              {"2:1 `2027-02-30` (time) is not a time; write 2007-02-13, or 2007-02-13T15:00:00Z in UTC",
               "2:12 nobody said this; write who under `author`",
               "2:13 there is no event \"findng\"; did you mean finding?",
               "3:1 when it happened is missing; write a day like 2007-02-13 under `time`",
               "3:8 a key belongs to a ledger and can not be in a file that nobody signed; leave the row out"}},
        Fault{"role_and_content",
              "time,author,role,type,commitment,level,result,share,checked,quorum\n"
              "2027-01-01,North,,finding,reactor,halted,done,1.5,perhaps,\n"
              "2027-01-01,North,judge,report,reactor,,,,,no\n",
              {"2:18 a finding does not come from a party; write one of verifier and organ under `role`",
               "2:42 `done` (result) must be fulfilled, partly fulfilled, not fulfilled or unclear",
               "2:47 `1.5` (share) is not a share; write 40% or 0.4, from 0 to 1",
               "2:51 `perhaps` (checked) must be yes, month (the day is not sure) or no (nothing is)",
               "3:18 `judge` is no role; write party, verifier, organ or host",
               "3:39 a report needs `level`; fill that column in",
               "3:43 a report has no `quorum`; empty this field, or put it into `note`"}},
        Fault{"references",
              "id,time,author,type,to,text\n"
              "a,2027-01-05,North,reply,b,x\n"
              "b,2027-01-06,South,reply,c,x\n"
              "a,2027-01-07,South,reply,a,x\n",
              {"2:26 `b` (to) did not happen before this; name an earlier event",
               "3:26 no row has the id `c` (to); known: a and b",
               "4:1 the id `a` is used before; give this row another"}},
        Fault{"names_of_the_accord",
              "time,author,type,by,commitment,level\n"
              "2027-01-05,North,commitments,North,reactor,haltd\n"
              "2027-01-05,South,commitments,South,reactor,halted\n"
              "2027-01-05,South,report,,relieff,half\n",
              {"2:1 `reactor` has no level \"haltd\"; did you mean halted?",
               "3:1 `reactor` is for North to give, not for \"South\"; write `North` under `by`",
               "4:1 `relieff` is no commitment of the accord, and nobody promised it in this record; did you mean "
               "relief?"}},
        Fault{"schedules",
              "time,author,type,by,commitment,level,amount,unit,every,due\n"
              "2027-01-05,South,commitments,South,oil,delivered,ten,t,1 moon,soon\n"
              "2027-01-05,South,commitments,South,oil,delivered,10,,1 month,\n",
              {"2:50 `ten` (amount) is not a number; write it like 50000 or 0.5, without a unit",
               "2:56 `1 moon` (every) must be `once`, or whole days, weeks, months or years such as `3 months`",
               "2:63 `soon` (due) is not a date; write it like 2007-02-13",
               "3:53 a commitments needs `unit`; fill that column in"}}),
    [](const auto& one) { return std::string(one.param.name); });

TEST(Record, RowsOfOnePromiseMadeTogetherAreOneEvent) {
  const Record one = record({"2027-01-01 | Commission | commitments | by=North | commitment=reactor | level=halted",
                             "2027-01-01 | Commission | commitments | by=South | commitment=relief | level=half",
                             "2027-01-01 | South | commitments | by=South | commitment=relief | level=full"});
  ASSERT_THAT(one.entries, SizeIs(2));
  EXPECT_THAT(one.entries[0].content["items"], SizeIs(2));
}

TEST(Record, WhatIsLeftOutTakesTheDayAndWhatIsNamedItsNumber) {
  const Record one = record({"2027-01-05T10:00:00Z | North | report | id=r | commitment=reactor | level=halted",
                             "2027-01-06 | Agency | finding | commitment=reactor | level=halted | result=fulfilled | "
                             "report=r | share=40%"});
  EXPECT_EQ(one.entries[0].content["on"], "2027-01-05");
  EXPECT_EQ(one.entries[1].content["report"], 1);
  EXPECT_EQ(one.entries[1].content["share"], 0.4);
  for (const Entry& entry : one.entries) EXPECT_EQ(ledger::why_not_content(entry.type, entry.content), std::nullopt);
}

}  // namespace
}  // namespace entente::review
