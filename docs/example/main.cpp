// gains CASE: what the plans that no party gains by breaking are worth to each party.
#include <accord/read.h>
#include <game/game.h>
#include <sequencing/certificate.h>
#include <sequencing/search.h>

#include <iostream>

int main(int argc, char** argv) try {
  const entente::accord::Accord accord = entente::accord::load(argc > 1 ? argv[1] : ".");
  const auto found = entente::sequencing::search(entente::game::compile(accord));
  for (const auto& plan : found.frontier) {
    const auto certificate = entente::sequencing::certify(accord, {.steps = plan.steps});
    std::cout << plan.steps.size() << " steps, " << (certificate.holds() ? "certified" : "not certified") << '\n';
    for (std::size_t i = 0; i < accord.parties.size(); ++i) {
      std::cout << "  " << accord.parties[i].name << " gains " << plan.value[i] - found.disagreement[i] << '\n';
    }
  }
} catch (const entente::Error& error) {
  std::cerr << error.what() << '\n';
  return 2;
}
