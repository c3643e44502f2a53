// `entente ledger export|import`: a ledger as files of others' tools, and a copy of it.
#include <fstream>

#include "accord/error.h"
#include "cli/ledger_folder.h"
#include "cli/result_file.h"
#include "ledger/lines.h"
#include "ledger/tile_directory.h"

namespace entente::cli {

namespace {

namespace fs = std::filesystem;

struct ExportOptions {
  std::string folder, format, out;
};

LedgerAnswer exported(const std::string& out, const std::string& what) {
  return {.text = "Wrote " + out + ": " + what + ".\n", .json = {{"out", out}}};
}

void export_folder(ledger::Store& store, const std::string& out) {
  make_folder(out, [&](const fs::path& draft) {
    ledger::export_tiles(store, [&](const std::string& path, const std::string& bytes) {
      std::error_code error;
      fs::create_directories((draft / path).parent_path(), error);
      std::ofstream stream(draft / path, std::ios::binary);
      stream << bytes;
      if (error || !stream.flush()) throw MachineError("can not write " + (draft / path).string());
    });
  });
}

LedgerAnswer export_ledger(const ExportOptions& options) {
  const auto store = open_ledger(options.folder, ledger::Opening::existing_read_only);
  if (options.format == "tiles") {
    export_folder(*store, options.out);
    return exported(options.out, "checkpoints, tiles and entries, for any C2SP verifier");
  }
  if (options.format == "csv") {
    write_in_pieces(options.out, [&](const ledger::Line& line) { ledger::export_csv(*store, line); });
    return exported(options.out, "a row for each entry");
  }
  const bool proofs = options.format == "bundle";
  write_in_pieces(options.out, [&](const ledger::Line& line) { ledger::export_lines(*store, proofs, line); });
  return exported(options.out,
                  proofs ? "each entry with its proof under the last checkpoint" : "each entry with its salt");
}

struct ImportExportOptions {
  std::string file, folder, store, key;
};

LedgerAnswer import_ledger(const ImportExportOptions& options) {
  std::ifstream stream(options.file, std::ios::binary);
  if (!stream) throw MachineError("can not open " + options.file);
  const auto key = options.key.empty() ? std::nullopt : std::optional(verifier_key_in(options.key));
  ledger::Audit audit;
  try {
    make_ledger(options.folder, options.store, std::nullopt, [&](ledger::Store& store) {
      audit = ledger::import_lines(store, key, [&]() -> std::optional<std::string> {
        std::string line;
        if (!std::getline(stream, line)) return std::nullopt;
        return line;
      });
      if (audit.fault) throw ledger::Refused("");
    });
  } catch (const ledger::Refused& refused) {
    if (!audit.fault) throw Error(options.file + ": " + refused.what());
  }
  std::string text = audit_text(audit);
  if (!audit.fault) text = "Made the copy " + options.folder + ". " + text;
  return {.text = text, .json = audit_json(audit), .is_yes = !audit.fault};
}

}  // namespace

void add_ledger_copies(CLI::App& ledger, int& status) {
  const auto writing = std::make_shared<ExportOptions>();
  CLI::App* command = add_ledger_command(ledger, "export", "the ledger as files", status,
                                         [writing] { return export_ledger(*writing); });
  command->add_option("DIR", writing->folder, "the ledger")->required();
  command
      ->add_option("FORMAT", writing->format,
                   "tiles: a folder (C2SP tlog-tiles); csv; lines: JSON, with which import makes a copy; bundle: the "
                   "same with proofs")
      ->required()
      ->check(CLI::IsMember({"tiles", "csv", "lines", "bundle"}));
  command->add_option("OUT", writing->out, "the folder or file to make")->required();

  const auto reading = std::make_shared<ImportExportOptions>();
  command = add_ledger_command(ledger, "import", "a copy of a ledger, from lines or a bundle; it is audited first",
                               status, [reading] { return import_ledger(*reading); });
  command->add_option("FILE", reading->file, "what export wrote")->required();
  command->add_option("DIR", reading->folder, "the folder to make")->required();
  command->add_option("--store", reading->store, "postgresql://... instead of a file of SQLite in DIR")
      ->type_name("URL");
  command->add_option("--key", reading->key, "the log's public key, known from elsewhere, or a file of it")
      ->type_name("VKEY");
}

}  // namespace entente::cli
