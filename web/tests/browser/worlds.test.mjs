// The report of worlds in a browser, as a reader meets it: from file://, without a network.
//
//   node --test worlds.test.mjs, with ENTENTE_PROGRAM (the program), ENTENTE_REPOSITORY, and for pictures to keep
//   ENTENTE_SCREENSHOTS (a folder).
import assert from "node:assert/strict";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { after, before, describe, test } from "node:test";
import { columnOf, launched, openedReport, percent, picture, picturePath, probability, reportOf, told, violations } from "./browser.mjs";

const repository = process.env.ENTENTE_REPOSITORY;
const folder = mkdtempSync(path.join(tmpdir(), "entente-worlds-"));

// A plan that one number decides: North delivers where a year from now is worth enough to it. Its names would end the script, if
// they could.
const oneNumber = `
accord: "One number </script><script>document.title = 'taken'</script>"
period: 1 year
parties:
  North: {patience: [0.5, 0.7, 0.9]}
  "<b>South</b>": {patience: 0.95}
commitments:
  arms: {by: North, levels: [{name: given up, undo: 1 year, value: {North: -2, "<b>South</b>": 4}, once: {North: -4}}]}
  trade: {by: "<b>South</b>", levels: [{name: opened, undo: 1 year, value: {North: 5, "<b>South</b>": -1}}]}
review: {takes: 1 year}
plan:
  name: all at once
  steps: [{arms: given up, trade: opened}]
`;

const runs = {
  korea: ["stress", path.join(repository, "cases/korea-2019"), "--worlds", "400", "--sensitivity", "32"],
  jcpoa: ["stress", path.join(repository, "cases/jcpoa-2015"), "historical", "--worlds", "3000", "--sensitivity", "64"],
  "one-number": ["stress", path.join(folder, "one-number.yaml"), "--worlds", "2000", "--sensitivity", "64"],
  unasked: ["stress", path.join(repository, "cases/jcpoa-2015"), "historical", "--worlds", "50", "--sensitivity", "none"],
};

let browser;
const reports = {};
const documents = {};

const opened = (name, options = {}) => openedReport(browser, reports[name], options);

before(async () => {
  writeFileSync(path.join(folder, "one-number.yaml"), oneNumber);
  for (const [name, command] of Object.entries(runs)) {
    const out = path.join(folder, name);
    reports[name] = reportOf(command, out);
    documents[name] = JSON.parse(readFileSync(path.join(out, "stress.json"), "utf8"));
  }
  browser = await launched();
});

after(async () => {
  await browser?.close();
  rmSync(folder, { recursive: true, force: true });
});

describe("the report of worlds", () => {
  test("opens from a file with its verdict first, without a request or a fault", async () => {
    const page = await opened("jcpoa");
    const [plan] = documents.jcpoa.plans;
    assert.equal(
      await page.textContent("#verdict-sentence"),
      `“${plan.name}” holds in ${probability(plan.holds.share)} of 3,000 worlds (95%: ${percent(plan.holds.low)} to ${percent(plan.holds.high)}).`,
    );
    const [worst] = plan.first_breaks;
    assert.equal(worst.step, null);
    assert.match(await page.textContent("#verdict"), new RegExp(`It breaks most often while the accord holds: ${worst.party} would gain by taking .* back \\(${probability(worst.share)}: `));
    assert.equal(page.requested.length, 1);
    assert.deepEqual(page.faults, []);
    assert.equal(await page.title(), "Joint Comprehensive Plan of Action, 2015: in how many worlds plans hold");
  });

  test("holds the same document as stress.json", async () => {
    for (const name of ["korea", "unasked"]) {
      const page = await opened(name);
      const document = await page.evaluate(() => JSON.parse(globalThis.document.getElementById("report").textContent));
      assert.deepEqual(document.stress, documents[name]);
      assert.equal(document.case, runs[name][1]);
    }
  });

  test("puts all plans side by side, and shows the one that its reader chooses", async () => {
    const page = await opened("korea");
    const { plans, holds_most: most } = documents.korea;
    const table = page.getByRole("table", { name: "Plans side by side" });
    assert.deepEqual(await columnOf(table, 0), plans.map((plan) => plan.name));
    assert.deepEqual(await columnOf(table, 1), plans.map((plan) => `${probability(plan.holds.share)} (${percent(plan.holds.low)} to ${percent(plan.holds.high)})`));
    const regret = page.getByRole("table", { name: "Regret" });
    const [party] = documents.korea.parties;
    assert.deepEqual(await columnOf(regret, 1), plans.map(({ regret: of }) => [of[party].mean, of[party].p95, of[party].most].map(told).join(" · ")));
    assert.match(await page.textContent("#verdict-sentence"), new RegExp(`^“${most}”`));
    const other = plans.find((plan) => plan.holds.share < 0.5);
    await page.getByLabel("Plan shown").selectOption(other.name);
    assert.match(await page.textContent("#verdict-sentence"), new RegExp(`^“${other.name}”`));
    assert.equal(await page.locator("#verdict .verdict.bad").count(), 1);
    assert.match(await page.textContent("#breaks"), new RegExp(`“${other.name}” breaks in`));
  });

  test("says where it breaks first, every world once", async () => {
    const page = await opened("jcpoa");
    const [plan] = documents.jcpoa.plans;
    const table = page.getByRole("table", { name: "First breaks, the most frequent first" });
    const worlds = (await columnOf(table, 4)).map((text) => Number(text.replace(/,/g, "")));
    assert.deepEqual(worlds, plan.first_breaks.map((one) => one.worlds));
    assert.equal(worlds.reduce((sum, one) => sum + one, 0), 3000 - plan.holds.worlds);
    const bars = await page.locator("#breaks .chart [aria-label='bar'] rect").count();
    assert.equal(bars, new Set(plan.first_breaks.map((one) => `${one.step} ${one.party}`)).size);
  });

  test("says with numbers what decides it: the one number there is, first in every list", async () => {
    const page = await opened("one-number");
    const { what_decides: found } = documents["one-number"].plans[0];
    const section = page.locator("#decides");
    for (const name of ["Which numbers explain it", "One number alone", "Screening of all numbers"]) {
      assert.deepEqual(await columnOf(section.getByRole("table", { name }), 0), ["North’s patience"], name);
    }
    const [box] = found.boxes;
    const [limit] = box.limits;
    assert.equal(limit.number, "parties/North/patience");
    const side = limit.at_least === null ? `at most ${limit.at_most}` : `at least ${limit.at_least}`;
    assert.match(await section.locator("li").first().textContent(), new RegExp(`It (breaks|holds) when North’s patience is ${side.replace(".", "\\.")}\\.`));
    const measure = box.on_other_worlds;
    assert.match(await section.locator("li").first().textContent(), new RegExp(`${probability(measure.density)} \\(${measure.hits} of ${measure.worlds}\\)`));
    assert.match(await section.locator("li").first().textContent(), new RegExp(`${probability(found.other_hits / found.other_worlds)} \\(${found.other_hits} of 1,000\\)`));
  });

  test("shows the names of parties as text and runs none of them", async () => {
    const page = await opened("one-number");
    assert.match(await page.title(), /^One number <\/script><script>/);
    assert.equal(await page.locator("main b").count(), 0);
    assert.ok((await page.getByText("<b>South</b>").count()) > 0);
    assert.deepEqual(page.faults, []);
  });

  test("says what was not looked into", async () => {
    const page = await opened("unasked");
    assert.match(await page.textContent("#decides"), /was not looked into; entente stress --sensitivity N does/);
  });

  test("draws each chart, and lists what it shows", async () => {
    const page = await opened("jcpoa");
    const charts = await page.locator(".chart").evaluateAll((all) => all.map((one) => [one.getAttribute("aria-label"), one.querySelectorAll("svg").length]));
    assert.ok(charts.length >= 9);
    for (const [label, drawn] of charts) {
      assert.equal(drawn, 1, label);
      assert.match(label, /the table below has the numbers|the sentence above says the same|the table below/);
    }
    const { screening } = documents.jcpoa.plans[0].what_decides;
    const table = page.getByRole("table", { name: "Screening of all numbers" });
    assert.deepEqual(await columnOf(table, 1), screening.slice(0, 12).map((one) => told(one.mu_star)));
    await page.locator("#decides").getByRole("button", { name: `Show all ${screening.length}` }).press("Enter");
    assert.deepEqual(await columnOf(table, 1), screening.map((one) => told(one.mu_star)));
  });

  test("speaks Korean where it is asked to", async () => {
    const page = await opened("korea", { locale: "ko-KR" });
    await page.waitForSelector("html[lang=ko]", { state: "attached" });
    assert.match(await page.textContent("#verdict-sentence"), /계획: 세계 400개 가운데 .*에서 지켜집니다 \(95%: /);
    await picture(page, "worlds-korean");
  });

  test("has no violation that axe knows, in light and in dark", async () => {
    for (const name of ["korea", "jcpoa", "one-number", "unasked"]) {
      for (const scheme of ["light", "dark"]) {
        const page = await opened(name, { scheme });
        assert.deepEqual(await violations(page), [], `${name}, ${scheme}`);
      }
    }
  });

  test("needs no sideways scrolling at 360, 1280 and 1920 pixels", async () => {
    for (const name of ["korea", "jcpoa", "one-number"]) {
      for (const scheme of ["light", "dark"]) {
        for (const width of [360, 1280, 1920]) {
          const page = await opened(name, { width, scheme });
          const { wide, seen } = await page.evaluate(() => ({ wide: document.documentElement.scrollWidth, seen: document.documentElement.clientWidth }));
          assert.ok(wide <= seen, `${name} at ${width}: ${wide} > ${seen}`);
          await picture(page, `worlds-${name}-${width}-${scheme}`);
        }
      }
    }
  });

  test("prints on pages of white, without its buttons", async () => {
    const page = await opened("jcpoa", { scheme: "dark" });
    const pdf = await page.pdf({ format: "A4" });
    assert.equal(pdf.subarray(0, 5).toString(), "%PDF-");
    await page.emulateMedia({ media: "print" });
    assert.equal(await page.evaluate(() => getComputedStyle(document.body).backgroundColor), "rgb(255, 255, 255)");
    assert.equal(await page.getByRole("button", { name: "Print", exact: true }).isVisible(), false);
    if (picturePath("")) writeFileSync(picturePath("worlds-jcpoa.pdf"), pdf);
  });
});
