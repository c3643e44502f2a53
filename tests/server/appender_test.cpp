// A ledger that can not be written: who submits is told to come back, the operator is told why, and nobody else.
#include "server/appender.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <future>
#include <memory>
#include <string>
#include <vector>

#include "ledger/store.h"

namespace entente::server {
namespace {

// A database whose machine is gone.
class GoneStore : public ledger::Store {
 public:
  void begin(ledger::Access) override { gone(); }
  void commit() override { gone(); }
  void roll_back() noexcept override {}
  std::uint64_t size() override { return gone(); }
  std::vector<ledger::Entry> entries(std::uint64_t, std::uint64_t) override {
    return gone(), std::vector<ledger::Entry>();
  }
  void add(std::uint64_t, std::span<const ledger::Entry>) override { gone(); }
  void forget(std::uint64_t) override { gone(); }
  std::optional<std::string> tile(unsigned, std::uint64_t) override { return gone(), std::nullopt; }
  void set_tile(unsigned, std::uint64_t, std::string_view) override { gone(); }
  std::vector<std::uint64_t> checkpoint_sizes() override { return {gone()}; }
  std::optional<std::string> checkpoint(std::uint64_t) override { return gone(), std::nullopt; }
  void set_checkpoint(std::uint64_t, std::string_view) override { gone(); }
  std::optional<std::string> state() override { return gone(), std::nullopt; }
  void set_state(std::string_view) override { gone(); }
  std::optional<std::string> damage() override { return gone(), std::nullopt; }

 private:
  static std::uint64_t gone() {
    throw ledger::StoreError("no connection to postgresql://ledger@inside.example/border");
  }
};

TEST(Appender, TellsWhyALedgerCanNotBeWrittenToTheOperatorAloneAndOnce) {
  std::vector<std::string> said;
  Appender appender([] { return std::make_unique<GoneStore>(); }, [] { return std::int64_t{0}; }, [] {},
                    [&](const std::string& message) { said.push_back(message); });
  for (int n = 0; n < 3; ++n) {
    std::promise<Response> answered;
    ASSERT_TRUE(
        appender.submit({.body = "{}", .role = Role::party, .member = "North", .answer = [&](Response response) {
                           answered.set_value(std::move(response));
                         }}));
    const Response response = answered.get_future().get();
    EXPECT_EQ(response.status, 503U);
    EXPECT_THAT(*response.body, ::testing::Not(::testing::HasSubstr("inside.example")));
  }
  appender.finish();
  EXPECT_THAT(said, ::testing::ElementsAre(::testing::HasSubstr("inside.example")));
}

}  // namespace
}  // namespace entente::server
