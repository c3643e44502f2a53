// How long a plan takes to be evaluated again when a slider moves: by the evaluator in the report file, and by the server, on the
// largest case at hand. Both must say the same.
//
//   node bench/what_if.mjs BUILD-FOLDER [CASE [REQUESTS]]     for instance build/release cases/korea-2019 60
import { execFileSync } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { fileURLToPath } from "node:url";
import { opened } from "../tests/evaluator/opened.mjs";

const repository = path.dirname(path.dirname(fileURLToPath(import.meta.url)));
const [, , build = "build/release", accord = path.join(repository, "cases/korea-2019"), requests = "60"] = process.argv;
const program = path.resolve(build, "bin/entente");
const evaluator = path.resolve(build, "evaluator/evaluator.wasm");
process.env.ENTENTE_PROGRAM = program;
const { served } = await import("../web/tests/browser/served_case.mjs");

const folder = mkdtempSync(path.join(tmpdir(), "entente-what-if-"));
process.on("exit", () => rmSync(folder, { recursive: true, force: true }));
execFileSync(program, ["plan", accord, "--quiet", "--out", folder], { stdio: "ignore" });
const file = path.join(folder, "report.html");
const page = readFileSync(file, "utf8");
const element = page.indexOf('<script id="report"');
const report = JSON.parse(page.slice(page.indexOf(">", element) + 1, page.indexOf("</script>", element)));
const plan = { steps: report.plan.solutions.nash.steps.map(({ raises }) => ({ raises })) };

// Three sliders at a time, far from each other in the file, each at a place of its own within its range.
const questions = Array.from({ length: Number(requests) }, (_, turn) => {
  const values = {};
  for (let n = 0; n < 3; ++n) {
    const range = report.ranges[(turn * 61 + n * 127) % report.ranges.length];
    values[range.id] = range.low + ((turn % 7) / 7) * (range.high - range.low);
  }
  return values;
});

async function timed(ask) {
  await ask(questions[0]);
  const times = [];
  const answers = [];
  for (const values of questions) {
    const began = performance.now();
    answers.push(await ask(values));
    times.push(performance.now() - began);
  }
  times.sort((one, other) => one - other);
  return { answers, median: times[times.length >> 1], most: times[Math.floor(times.length * 0.95)], longest: times.at(-1) };
}

const ask = opened(evaluator, JSON.stringify(report.what_if));
const inPage = await timed((values) => ask(JSON.stringify({ plan, values })));
const server = await served([accord, "--plan", file, "--public-plan"]);
const byServer = await timed(async (values) => {
  const answer = await fetch(`${server.url}api/v1/what-if`, { method: "POST", headers: { "Content-Type": "application/json" }, body: JSON.stringify({ plan: "nash", values }) });
  return answer.text();
});
await server.stop();

const verdict = (text) => JSON.parse(text).plan.holds;
const agree = inPage.answers.filter((answer, at) => verdict(answer) === verdict(byServer.answers[at])).length;
console.log(`${path.basename(accord)}, ${report.ranges.length} ranges, ${questions.length} questions of three sliders; milliseconds\n`);
console.log("                                   median    95% under    longest");
for (const [name, { median, most, longest }] of Object.entries({ "in the report file (WebAssembly)": inPage, "by the server": byServer })) {
  console.log(`${name.padEnd(33)} ${median.toFixed(1).padStart(7)} ${most.toFixed(1).padStart(12)} ${longest.toFixed(1).padStart(10)}`);
}
console.log(`\nthe file takes ${(inPage.median / byServer.median).toFixed(2)} times as long as the server; ${agree} of ${questions.length} verdicts agree`);
if (agree !== questions.length) process.exitCode = 1;
