#include "ledger/policy.h"

#include <algorithm>
#include <set>

namespace entente::ledger {

namespace {

std::vector<std::string> words(std::string_view line) {
  std::vector<std::string> found;
  for (std::size_t at = 0; (at = line.find_first_not_of(" \t", at)) != std::string_view::npos;) {
    const std::size_t end = std::min(line.find_first_of(" \t", at), line.size());
    found.emplace_back(line.substr(at, end - at));
    at = end;
  }
  return found;
}

// Reads line by line; names must be known before they are used.
class PolicyReader {
 public:
  void line(const std::vector<std::string>& line) {
    const std::string& what = line.front();
    if (what == "log") {
      log(line);
    } else if (what == "witness") {
      witness(line);
    } else if (what == "group") {
      group(line);
    } else if (what == "quorum") {
      quorum(line);
    } else {
      throw Refused("a line begins with log, witness, group or quorum, not with " + what);
    }
  }

  Policy finished() {
    if (policy_.quorum.empty()) throw Refused("a quorum line is missing; `quorum none` asks for no cosignature");
    return std::move(policy_);
  }

 private:
  void log(const std::vector<std::string>& line) {
    if (line.size() < 2 || line.size() > 3) throw Refused("a log is written: log KEY [URL]");
    VerifierKey key = read_verifier_key(line[1]);
    const auto same = [&](const VerifierKey& other) { return other.bytes == key.bytes; };
    if (std::ranges::any_of(policy_.logs, same)) throw Refused("the key of the log " + key.name + " stands here twice");
    policy_.logs.push_back(std::move(key));
  }

  void witness(const std::vector<std::string>& line) {
    if (line.size() < 3 || line.size() > 4) throw Refused("a witness is written: witness NAME KEY [URL]");
    VerifierKey key = read_verifier_key(line[2]);
    if (key.kind != KeyKind::cosignature) {
      throw Refused("the key of the witness " + line[1] + " is not one for cosignatures (kind 4)");
    }
    const auto same = [&](const Witness& other) { return other.key.bytes == key.bytes; };
    if (std::ranges::any_of(policy_.witnesses, same)) {
      throw Refused("the key of the witness " + line[1] + " stands here twice");
    }
    define(line[1]);
    policy_.witnesses.push_back({line[1], std::move(key)});
  }

  void group(const std::vector<std::string>& line) {
    if (line.size() < 4) throw Refused("a group is written: group NAME all|any|NUMBER MEMBER...");
    WitnessGroup group{.name = line[1], .members = {line.begin() + 3, line.end()}};
    for (const std::string& member : group.members) {
      require_defined(member);
      if (!used_.insert(member).second) throw Refused(member + " is a member twice; each may be one once");
    }
    const std::uint64_t count = group.members.size();
    const std::uint64_t threshold = line[2] == "any" ? 1 : line[2] == "all" ? count : decimal(line[2]).value_or(0);
    if (threshold < 1 || threshold > count) {
      throw Refused("the group " + group.name + " of " + std::to_string(count) +
                    " needs all, any or a number from 1 to that");
    }
    group.threshold = static_cast<std::size_t>(threshold);
    define(group.name);
    policy_.groups.push_back(std::move(group));
  }

  void quorum(const std::vector<std::string>& line) {
    if (line.size() != 2) throw Refused("a quorum is written: quorum NAME, or quorum none");
    if (!policy_.quorum.empty()) throw Refused("a second quorum line");
    if (line[1] != "none") require_defined(line[1]);
    policy_.quorum = line[1];
  }

  void define(const std::string& name) {
    if (name == "none") throw Refused("none is no name: it is the quorum that asks for nothing");
    if (!defined_.insert(name).second) throw Refused("the name " + name + " is defined twice");
  }

  void require_defined(const std::string& name) const {
    if (!defined_.contains(name)) throw Refused("no line above defines " + name);
  }

  Policy policy_;
  std::set<std::string> defined_;
  std::set<std::string> used_;
};

}  // namespace

Policy read_policy(std::string_view text) {
  PolicyReader reader;
  for (std::size_t number = 1; !text.empty(); ++number) {
    const std::size_t end = std::min(text.find('\n'), text.size());
    const std::string_view line = text.substr(0, end);
    text.remove_prefix(std::min(end + 1, text.size()));
    try {
      if (std::ranges::any_of(
              line, [](char c) { return (static_cast<unsigned char>(c) < 0x20 && c != '\t') || c == 0x7F; })) {
        throw Refused("there is a control character");
      }
      const std::vector<std::string> parts = words(line);
      if (!parts.empty() && parts.front().front() != '#') reader.line(parts);
    } catch (const Refused& refused) {
      throw Refused("line " + std::to_string(number) + " of the policy: " + refused.what());
    }
  }
  return reader.finished();
}

bool quorum_reached(const Policy& policy, std::span<const std::string> cosigned) {
  if (policy.quorum == "none") return true;
  std::set<std::string> reached(cosigned.begin(), cosigned.end());
  for (const WitnessGroup& group : policy.groups) {
    const auto count =
        std::ranges::count_if(group.members, [&](const std::string& name) { return reached.contains(name); });
    if (static_cast<std::size_t>(count) >= group.threshold) reached.insert(group.name);
  }
  return reached.contains(policy.quorum);
}

std::vector<std::string> cosigners(const Policy& policy, const Note& checkpoint) {
  if (!policy.logs.empty() && signers(checkpoint, policy.logs).empty()) {
    throw Refused("no log of the policy has signed this checkpoint");
  }
  std::vector<VerifierKey> keys;
  for (const Witness& witness : policy.witnesses) keys.push_back(witness.key);
  std::vector<std::string> names;
  for (const Signer& signer : signers(checkpoint, keys)) names.push_back(policy.witnesses[signer.key].name);
  return names;
}

}  // namespace entente::ledger
