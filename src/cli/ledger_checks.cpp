// `entente ledger audit|verify`: checks of a whole ledger, ours or anyone's.
#include "accord/error.h"
#include "cli/ledger_folder.h"
#include "ledger/audit.h"
#include "ledger/tile_directory.h"

namespace entente::cli {

namespace {

report::Json fault_json(const std::optional<ledger::Fault>& fault) {
  if (!fault) return nullptr;
  return {{"where", fault->where}, {"what", fault->what}};
}

struct AuditOptions {
  std::string folder, key;
};

LedgerAnswer audit(const AuditOptions& options) {
  const auto store = open_ledger(options.folder, ledger::Opening::existing_read_only);
  const auto key = options.key.empty() ? std::nullopt : std::optional(verifier_key_in(options.key));
  const ledger::Audit found = ledger::audit(*store, key);
  return {.text = audit_text(found), .json = audit_json(found), .is_yes = !found.fault};
}

struct VerifyOptions {
  std::string folder, key;
};

LedgerAnswer verify(const VerifyOptions& options) {
  const ledger::TilesChecked checked = ledger::verify_tiles(options.folder, verifier_key_in(options.key));
  const std::string text = checked.fault
                               ? "The first fault: " + checked.fault->where + ": " + checked.fault->what + ".\n"
                               : "Sound: " + counted(checked.entries, "entry", "entries") + ", " +
                                     counted(checked.tiles, "tile", "tiles") + ", " +
                                     counted(checked.checkpoints, "checkpoint", "checkpoints") + ".\n";
  return {.text = text,
          .json = {{"sound", !checked.fault},
                   {"entries", checked.entries},
                   {"tiles", checked.tiles},
                   {"checkpoints", checked.checkpoints},
                   {"fault", fault_json(checked.fault)}},
          .is_yes = !checked.fault};
}

}  // namespace

std::string audit_text(const ledger::Audit& found) {
  if (found.fault) return "The first fault: " + found.fault->where + ": " + found.fault->what + ".\n";
  std::string text = "Sound: " + counted(found.entries, "entry", "entries") + ", " +
                     counted(found.tiles, "tile", "tiles") + ", " +
                     counted(found.checkpoints, "checkpoint", "checkpoints") + ".\n";
  if (found.withdrawn > 0)
    text += counted(found.withdrawn, "entry is", "entries are") + " without text, as the ledger allows.\n";
  if (found.covered < found.entries) {
    text += counted(found.entries - found.covered, "entry is", "entries are") + " not under a checkpoint yet.\n";
  }
  text += found.counted == 0
              ? std::string("No checkpoint has a quorum of cosignatures yet.\n")
              : "The quorum has cosigned the first " + counted(found.counted, "entry", "entries") + ".\n";
  return text;
}

report::Json audit_json(const ledger::Audit& found) {
  return {{"sound", !found.fault},    {"entries", found.entries},         {"withdrawn", found.withdrawn},
          {"tiles", found.tiles},     {"checkpoints", found.checkpoints}, {"covered", found.covered},
          {"counted", found.counted}, {"fault", fault_json(found.fault)}};
}

void add_ledger_checks(CLI::App& ledger, int& status) {
  const auto auditing = std::make_shared<AuditOptions>();
  CLI::App* command = add_ledger_command(ledger, "audit", "checks everything again; names the first fault", status,
                                         [auditing] { return audit(*auditing); });
  command->add_option("DIR", auditing->folder, "the ledger")->required();
  command->add_option("--key", auditing->key, "the log's public key, known from elsewhere, or a file of it")
      ->type_name("VKEY");

  const auto verifying = std::make_shared<VerifyOptions>();
  command = add_ledger_command(ledger, "verify", "checks a folder of tiles (C2SP tlog-tiles), anyone's", status,
                               [verifying] { return verify(*verifying); });
  command->add_option("DIR", verifying->folder, "the folder with checkpoint and tile")->required();
  command->add_option("--key", verifying->key, "the log's public key, or a file of it")->required()->type_name("VKEY");
}

}  // namespace entente::cli
