// The report of a simulation in a browser, as a reader meets it: from file://, without a network.
//
//   node --test simulation.test.mjs, with ENTENTE_PROGRAM (the program), ENTENTE_REPOSITORY, and for pictures to keep
//   ENTENTE_SCREENSHOTS (a folder).
import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { after, before, describe, test } from "node:test";
import { columnOf, launched, openedReport, percent, picture, probability, violations } from "./browser.mjs";

const program = process.env.ENTENTE_PROGRAM;
const repository = process.env.ENTENTE_REPOSITORY;
const folder = mkdtempSync(path.join(tmpdir(), "entente-simulation-"));
const cases = path.join(repository, "cases");

// One that often stands, and one that a party breaks whenever it gets so far.
const runs = { "step-by-step": ["two-neighbours", "step-by-step"], "disarm-first": ["two-neighbours", "disarm-first"], jcpoa: ["jcpoa-2015", "historical"] };
const documents = {};
let browser;

const opened = (name, options = {}) => openedReport(browser, path.join(folder, name, "report.html"), options);

before(async () => {
  for (const [name, [accord, plan]] of Object.entries(runs)) {
    const out = path.join(folder, name);
    execFileSync(program, ["simulate", path.join(cases, accord), plan, "--runs", "2000", "--quiet", "--out", out], { stdio: ["ignore", "ignore", "pipe"] });
    documents[name] = JSON.parse(readFileSync(path.join(out, "simulate.json"), "utf8"));
  }
  browser = await launched();
});

after(async () => {
  await browser?.close();
  rmSync(folder, { recursive: true, force: true });
});

describe("the report of a simulation", () => {
  test("opens from a file with its verdict first, with the numbers of simulate.json", async () => {
    const page = await opened("step-by-step");
    const { standing, completed, years, collapses } = documents["step-by-step"];
    assert.equal(
      await page.textContent("#verdict-sentence"),
      `The accord still stands after ${years} years in ${probability(standing.share)} of 2,000 runs (95%: ${percent(standing.low)} to ${percent(standing.high)}).`,
    );
    assert.match(await page.textContent("#verdict"), new RegExp(`carried out in full in ${probability(completed.share)} of the runs`));
    assert.deepEqual(await columnOf(page.getByRole("table", { name: "Why accords collapse" }), 2), collapses.map((one) => String(one.runs)));
    assert.deepEqual(await page.evaluate(() => JSON.parse(document.getElementById("report").textContent).simulation), documents["step-by-step"]);
    assert.equal(page.requested.length, 1);
    assert.deepEqual(page.faults, []);
  });

  test("shows what each clock and threshold does", async () => {
    const page = await opened("jcpoa");
    const { clocks, thresholds, standard_of_proof: proof } = documents.jcpoa.procedure;
    const table = page.getByRole("table", { name: "Clocks and thresholds" });
    assert.deepEqual(await columnOf(table, 3), [...clocks, ...thresholds].map((one) => probability(one.standing)));
    assert.deepEqual(await columnOf(page.getByRole("table", { name: "The standard of proof" }), 6), proof.map((one) => probability(one.breaches_answered)));
  });

  test("says who breaks the plan whenever it gets so far", async () => {
    const page = await opened("disarm-first");
    const [first] = documents["disarm-first"].breaks;
    assert.match(await page.textContent("#verdict"), new RegExp(`${first.party} ${first.how} .*does not pay`));
  });

  test("speaks Korean where it is asked to", async () => {
    const page = await opened("step-by-step", { locale: "ko-KR" });
    await page.waitForSelector("html[lang=ko]", { state: "attached" });
    assert.match(await page.textContent("#verdict-sentence"), /모의 이행 2,000번 가운데/);
  });

  test("has no violation that axe knows and needs no sideways scrolling, in light and in dark", async () => {
    for (const name of Object.keys(runs)) {
      for (const scheme of ["light", "dark"]) {
        for (const width of [360, 1280, 1920]) {
          const page = await opened(name, { width, scheme });
          if (width === 1280) assert.deepEqual(await violations(page), [], `${name}, ${scheme}`);
          const { wide, seen } = await page.evaluate(() => ({ wide: document.documentElement.scrollWidth, seen: document.documentElement.clientWidth }));
          assert.ok(wide <= seen, `${name} at ${width}: ${wide} > ${seen}`);
          await picture(page, `simulation-${name}-${width}-${scheme}`);
        }
      }
    }
  });
});
