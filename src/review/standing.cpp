#include "review/standing.h"

#include <algorithm>
#include <tuple>

#include "review/content.h"
#include "review/matters.h"

namespace entente::review {

namespace {

void count(Tally& tally, const Life& life) {
  ++tally.all;
  ++tally.by_status[static_cast<std::size_t>(life.status)];
  tally.counts[static_cast<std::size_t>(scale_of(life))] += 1.0;
}

Tally& named(std::vector<Tally>& tallies, const std::string& name) {
  const auto found = std::ranges::find(tallies, name, &Tally::name);
  if (found != tallies.end()) return *found;
  Tally& tally = tallies.emplace_back();
  tally.name = name;
  return tally;
}

void count_all(Standing& standing) {
  standing.tally.name = standing.accord;
  for (const Answers& one : standing.answers) named(standing.by_party, one.party);
  for (ObligationIndex n = 0; n < standing.obligations.size(); ++n) {
    const Obligation& one = standing.obligations[n];
    if (one.promises.empty()) continue;
    count(standing.tally, standing.lives[n]);
    count(named(standing.by_party, one.by), standing.lives[n]);
    count(named(standing.by_commitment, one.commitment), standing.lives[n]);
  }
  std::erase_if(standing.by_party, [](const Tally& tally) { return tally.all == 0; });
}

void raise_levels(const accord::Accord& accord, Standing& standing) {
  standing.levels.assign(accord.commitments.size(), 0);
  for (ObligationIndex n = 0; n < standing.obligations.size(); ++n) {
    const auto& place = standing.obligations[n].in_text;
    if (!place || !standing.lives[n].stands) continue;
    accord::LevelIndex& level = standing.levels[place->commitment];
    level = std::max(level, place->level);
  }
}

void add_notes(const accord::Accord& accord, const Record& record, Standing& standing) {
  if (standing.is_signed) {
    Record known = record;
    known.entries = standing.entries;
    for (const accord::Problem& problem : misfits(accord, known)) standing.notes.push_back(problem.message);
  }
  if (record.withdrawn > 0) {
    standing.notes.push_back(std::to_string(record.withdrawn) +
                             " entries were withdrawn; what they said is not in this standing");
  }
  std::size_t unsure = 0;
  for (const Entry& entry : standing.entries) unsure += entry.checked == "no" ? 1U : 0U;
  if (unsure > 0) {
    standing.notes.push_back(std::to_string(unsure) + " of " + std::to_string(standing.entries.size()) +
                             " events stand in the record as not checked");
  }
}

}  // namespace

Standing standing_on(const accord::Accord& accord, const Record& record, std::chrono::sys_seconds moment) {
  Standing standing;
  standing.accord = accord.title;
  standing.from = record.from;
  standing.is_signed = record.is_signed;
  standing.moment = moment;
  for (const Entry& entry : record.entries) {
    if (moment_of(entry.time) <= moment) standing.entries.push_back(entry);
  }
  std::ranges::sort(standing.entries, [](const Entry& a, const Entry& b) {
    return std::tie(a.time, a.number) < std::tie(b.time, b.number);
  });
  Gathered gathered = gather(accord, standing.entries);
  standing.obligations = std::move(gathered.obligations);
  standing.notes = std::move(gathered.notes);
  standing.matters = matters(accord, standing.entries, moment);
  take_back_by_snapback(accord, standing.matters, standing.obligations);
  standing.lives = lives(standing.obligations, disputes(standing.matters), moment);
  standing.arrears = arrears(standing.obligations, moment);
  standing.organs = organs(standing.entries, moment);
  standing.contested = contested(standing.entries);
  standing.answers = answers(accord, standing.entries, standing.obligations, standing.lives, moment);
  raise_levels(accord, standing);
  count_all(standing);
  add_notes(accord, record, standing);
  return standing;
}

const Entry* entry_of(const Standing& standing, EntryNumber number) {
  const auto found = std::ranges::find(standing.entries, number, &Entry::number);
  return found == standing.entries.end() ? nullptr : &*found;
}

}  // namespace entente::review
