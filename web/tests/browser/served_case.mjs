// A case that is served for the tests: keys, a ledger with its first entries, users, the program started.
import { execFileSync, spawn } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";

const program = process.env.ENTENTE_PROGRAM;
const repository = process.env.ENTENTE_REPOSITORY;

export const password = "several plain words";
const roles = { North: "party", South: "party", Agency: "inspector", Secretariat: "secretariat" };
const ledgerRoles = { North: "party", South: "party", Agency: "verifier", Secretariat: "host" };

const run = (args, input) => execFileSync(program, args, { encoding: "utf8", input, stdio: ["pipe", "pipe", "pipe"] });
const day = (offset) => new Date(Date.now() + offset * 86_400_000).toISOString().slice(0, 10);

/** Of the case two-neighbours: promises by the secretariat, a report by North, a finding by the Agency, cosigned by North alone. */
export function ledgerCase() {
  const folder = mkdtempSync(path.join(tmpdir(), "entente-served-"));
  const at = (name) => path.join(folder, name);
  const accord = path.join(repository, "cases/two-neighbours");
  for (const name of Object.keys(ledgerRoles)) run(["ledger", "key", name, "--out", at(name)]);
  writeFileSync(at("members.json"), JSON.stringify(Object.entries(ledgerRoles).map(([name, role]) => ({ name, roles: [role], key: `${name}.pub` }))));
  const witnesses = ["North", "South"].map((name) => `witness ${name} ${readFileSync(at(`${name}.witness.pub`), "utf8")}`);
  writeFileSync(at("policy"), `${witnesses.join("")}group both all North South\nquorum both\n`);
  const line = run(["serve", "--password"], `${password}\n`).trim();
  const users = Object.entries(roles).map(([name, role]) => `  - name: ${name}\n    role: ${role}\n    ${line}\n${role === "party" ? `    party: ${name}\n` : ""}`);
  writeFileSync(at("users.yaml"), `users:\n${users.join("")}`);
  const ledger = at("ledger");
  run(["ledger", "init", ledger, "--origin", "log.example/border", "--accord", accord, "--members", at("members.json"), "--policy", at("policy"), "--host", "Secretariat", "--key", at("Secretariat")]);
  const enter = (author, type, content) => {
    writeFileSync(at("event"), run(["ledger", "sign", ledger, type, JSON.stringify(content), "--as", author, "--key", at(author)]));
    run(["ledger", "append", ledger, at("event")]);
  };
  enter("Secretariat", "commitments", {
    plan: "step by step",
    items: [
      { by: "North", commitment: "reactor", level: "halted", due: day(30) },
      { by: "South", commitment: "relief", level: "half", due: day(-12) },
      { by: "South", commitment: "relief", level: "full", due: day(90), waits_on: ["relief: half"] },
    ],
  });
  enter("North", "report", { commitment: "reactor", level: "halted", on: day(-3), text: "The reactor stands still." });
  enter("Agency", "finding", { commitment: "reactor", level: "halted", on: day(-1), result: "fulfilled", report: 2 });
  enter("North", "complaint", { against: "South", commitment: "relief", level: "half", text: "Nothing has come." });
  run(["ledger", "checkpoint", ledger]);
  run(["ledger", "cosign", ledger, "--key", at("North")]);
  return { accord, folder, ledger, users: at("users.yaml"), key: at, remove: () => rmSync(folder, { recursive: true, force: true }) };
}

/** An exchange whose first number is a range: it holds at the best value, and breaks at the lowest. */
export function rangedCase() {
  const folder = mkdtempSync(path.join(tmpdir(), "entente-ranged-"));
  const accord = path.join(folder, "exchange.yaml");
  writeFileSync(
    accord,
    `accord: An exchange
period: 3 months
parties:
  North: {patience: [0.7, 0.85, 0.95]}
  South: {patience: 0.9}
commitments:
  reactor:
    by: North
    levels: [{name: halted, value: {North: [-6, -0.4, -0.2], South: 1.5}}]
  relief:
    by: South
    levels: [{name: half, value: {North: 3, South: -0.6}}]
`,
  );
  writeFileSync(path.join(folder, "events.csv"), "time,author,role,type,by,commitment,level,due\n2027-01-01,Commission,organ,commitments,North,reactor,halted,2027-04-01\n");
  return { accord, events: path.join(folder, "events.csv"), remove: () => rmSync(folder, { recursive: true, force: true }) };
}

/** Starts the server; `stop` ends it and waits. A port of 0 is any free one. */
export async function served(args, port = 0) {
  // The page that was built with the program, unless another is to be looked at.
  const page = process.env.ENTENTE_PAGE ? ["--page", process.env.ENTENTE_PAGE] : [];
  const server = spawn(program, ["serve", ...args, ...page, "--listen", `127.0.0.1:${port}`, "--rate", "0"], { stdio: ["ignore", "ignore", "pipe"] });
  let said = "";
  const address = await new Promise((resolve, reject) => {
    server.stderr.on("data", (text) => {
      said += text;
      const found = /serving .* at (http:\/\/127\.0\.0\.1:(\d+)\/)/.exec(said);
      if (found !== null) resolve({ url: found[1], port: Number(found[2]) });
    });
    server.on("exit", () => reject(new Error(said)));
  });
  return {
    ...address,
    stop: () =>
      new Promise((resolve) => {
        if (server.exitCode !== null || server.signalCode !== null) return resolve();
        server.on("exit", () => resolve());
        server.kill("SIGTERM");
      }),
  };
}
