// The report file in a browser, as a reader meets it: from file://, without a network.
//
//   node --test report.test.mjs, with ENTENTE_PROGRAM (the program), ENTENTE_REPOSITORY, and for pictures to keep
//   ENTENTE_SCREENSHOTS (a folder).
import assert from "node:assert/strict";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { after, before, describe, test } from "node:test";
import { launched, openedReport, picture, picturePath, reportOf, violations } from "./browser.mjs";
import { rangedCase } from "./served_case.mjs";

const repository = process.env.ENTENTE_REPOSITORY;
const folder = mkdtempSync(path.join(tmpdir(), "entente-report-"));

// An accord whose names would end the script, the comment or the page, if they could.
const hostile = `
accord: "</script><script>document.title = 'taken'</script><!-- <b>"
period: 1 year
parties:
  "<img src=x onerror=alert(1)>": {patience: 0.9}
  "B</script>": {patience: 0.9}
commitments:
  one: {by: "<img src=x onerror=alert(1)>", levels: [{name: "x", value: {"<img src=x onerror=alert(1)>": -1, "B</script>": 3}}]}
  two: {by: "B</script>", levels: [{name: "y", value: {"<img src=x onerror=alert(1)>": 3, "B</script>": -1}}]}
review: {takes: 1 year}
`;

const ranged = rangedCase();
const accords = {
  neighbours: path.join(repository, "cases/two-neighbours"),
  "no-plan": path.join(repository, "tests/reference/data/accords/03_no_plan.yaml"),
  "no-deal": path.join(repository, "tests/report/accords/no-deal.yaml"),
  hostile: path.join(folder, "hostile.yaml"),
  ranged: ranged.accord,
};
// Whether the page was built where Emscripten is: then an evaluator stands in it.
const able = process.env.ENTENTE_EVALUATOR === "1";

let browser;
const reports = {};

const opened = (name, options = {}) => openedReport(browser, reports[name], options);

before(async () => {
  writeFileSync(accords.hostile, hostile);
  for (const [name, accord] of Object.entries(accords)) {
    reports[name] = reportOf(["plan", accord], path.join(folder, name));
  }
  browser = await launched();
});

after(async () => {
  await browser?.close();
  rmSync(folder, { recursive: true, force: true });
  ranged.remove();
});

describe("the report", () => {
  test("opens from a file with its verdict first, without a request or a fault", async () => {
    const page = await opened("neighbours");
    const told = await page.textContent("#verdict-sentence");
    assert.match(told, /^\w+ of five levels that the aim asks for can be reached by a plan that nobody gains by breaking\.$/);
    assert.match(await page.textContent("#verdict"), /It stops there because North would gain up to .* by withholding weapons removed/);
    assert.deepEqual(page.requested.filter((one) => !one.url().startsWith("file:")), []);
    assert.equal(page.requested.length, 1);
    assert.deepEqual(page.faults, []);
    assert.equal(await page.title(), "Two neighbours: the plan");
  });

  test("says the same numbers as plan.json", async () => {
    const page = await opened("neighbours");
    const plan = JSON.parse(readFileSync(path.join(path.dirname(reports.neighbours), "plan.json"), "utf8"));
    const { seconds, ...printed } = plan;
    assert.equal(typeof seconds, "number");
    assert.deepEqual(await page.evaluate(() => JSON.parse(document.getElementById("report").textContent).plan), printed);
    const gain = plan.solutions.nash.gain.North;
    await page.getByRole("button", { name: Number(gain.toPrecision(3)).toString(), exact: true }).first().click();
    assert.match(await page.getByRole("dialog").textContent(), new RegExp(String(gain)));
  });

  test("opens a step with all its conditions by keyboard, and comes back to where it was", async () => {
    const page = await opened("neighbours");
    const button = page.getByRole("button", { name: "Open step 2: all conditions" });
    await button.focus();
    await page.keyboard.press("Enter");
    const dialog = page.getByRole("dialog");
    await dialog.waitFor();
    assert.match(await dialog.getByRole("heading", { level: 2 }).textContent(), /^Step 2 of \d+$/);
    const [, number] = /(\d+) conditions, all of them hold/.exec(await dialog.textContent());
    await dialog.getByRole("button", { name: `Show all ${number}` }).click();
    const rows = await dialog.getByRole("table", { name: "Every condition here" }).getByRole("row").count();
    assert.equal(rows - 1, Number(number));
    await picture(page, "step-dialog", false);
    await page.keyboard.press("Escape");
    await dialog.waitFor({ state: "detached" });
    assert.equal(await button.evaluate((element) => element === document.activeElement), true);
  });

  test("opens every condition of a plan that people wrote", async () => {
    const page = await opened("neighbours");
    const { name } = JSON.parse(await page.textContent("#report")).people.plans[0];
    await page.getByRole("button", { name: `Open ${name}: its steps` }).click();
    await page.getByRole("dialog").getByRole("button", { name: "Open step 1: all conditions" }).click();
    const table = page.getByRole("dialog", { name: /Step 1 of/ }).getByRole("table", { name: "Every condition here" });
    assert.ok((await table.getByRole("row").count()) > 3);
  });

  test("has in a table what the picture of trust shows", async () => {
    const page = await opened("neighbours");
    const { hold, steps, kept_to_end: end } = JSON.parse(await page.textContent("#report")).plan.solutions.nash;
    const table = page.getByRole("table", { name: /^Trust needed at each step/ });
    const so_far = (party) => [...steps, hold].reduce((kept, point) => kept * (point.trust[party] ?? 1), 1);
    assert.ok(Math.abs(so_far("North") * so_far("South") - end) < 1e-6);
    assert.match(await table.getByRole("row", { name: /^The accord holds/ }).textContent(), new RegExp(`so far ${(100 * so_far("South")).toFixed(1)}%`));
    for (const picture of await page.getByRole("img").all()) assert.ok((await picture.getAttribute("aria-label")).length > 20);
  });

  test("shows where a number of the file comes from, with its line", async () => {
    const page = await opened("neighbours");
    await page.getByRole("button", { name: "weapons removed" }).first().click();
    const dialog = page.getByRole("dialog");
    const file = readFileSync(path.join(accords.neighbours, "accord.yaml"), "utf8").split("\n");
    const line = file.findIndex((text) => text.includes("name: removed")) + 1;
    assert.match(await dialog.textContent(), new RegExp(`accord\\.yaml, line ${line}`));
    assert.match(await dialog.textContent(), /40%/);
    assert.match(await dialog.textContent(), /invented/);
  });

  test("has every number that can be moved among the assumptions, as a range", async () => {
    for (const name of ["neighbours", "ranged", "no-deal"]) {
      const page = await opened(name);
      const { ranges } = JSON.parse(await page.textContent("#report"));
      const [, told] = /(\d+) of \d+ \([^)]*\) are ranges/.exec(await page.textContent("#assumptions"));
      assert.equal(Number(told), ranges.length, name);
    }
  });

  test("sorts the mends by party and by knob", async () => {
    const page = await opened("neighbours");
    const table = page.getByRole("table", { name: "What would mend it" });
    const knobs = async () => (await table.locator("tbody th").allTextContents()).map((text) => text.trim());
    const before = await knobs();
    assert.ok(before.length >= 3);
    const header = table.getByRole("columnheader", { name: /^Knob/ });
    await header.getByRole("button").click();
    assert.equal(await header.getAttribute("aria-sort"), "ascending");
    const upwards = await knobs();
    await header.getByRole("button").press("Enter");
    assert.equal(await header.getAttribute("aria-sort"), "descending");
    assert.deepEqual(await knobs(), [...upwards].reverse());
    assert.deepEqual([...upwards].sort(), [...before].sort());
  });

  test("speaks Korean where it is asked to, and marks its language", async () => {
    const page = await opened("neighbours");
    await page.getByLabel("Language").selectOption("ko");
    await page.waitForSelector("html[lang=ko]", { state: "attached" });
    assert.match(await page.textContent("#verdict-sentence"), /계획으로 이를 수 있습니다/);
    await picture(page, "korean");
    const korean = await opened("neighbours", { locale: "ko-KR" });
    await korean.waitForSelector("html[lang=ko]", { state: "attached" });
  });

  test("has no violation that axe knows, in light and in dark, with a dialog and without", async () => {
    for (const name of ["neighbours", "no-plan"]) {
      for (const scheme of ["light", "dark"]) {
        const page = await opened(name, { scheme });
        assert.deepEqual(await violations(page), [], `${name}, ${scheme}`);
        if (name !== "neighbours") continue;
        await page.getByRole("button", { name: "Open step 1: all conditions" }).click();
        assert.deepEqual(await violations(page), [], `${name}, ${scheme}, a step`);
      }
    }
  });

  test("needs no sideways scrolling at 360 and at 1920 pixels", async () => {
    for (const name of ["neighbours", "no-plan", "no-deal"]) {
      for (const scheme of ["light", "dark"]) {
        for (const width of [360, 1920]) {
          const page = await opened(name, { width, scheme });
          const { wide, seen } = await page.evaluate(() => ({ wide: document.documentElement.scrollWidth, seen: document.documentElement.clientWidth }));
          assert.ok(wide <= seen, `${name} at ${width}: ${wide} > ${seen}`);
          await picture(page, `${name}-${width}-${scheme}`);
        }
      }
    }
  });

  test("is dark or light as the reader chooses, whatever the system has", async () => {
    const page = await opened("neighbours", { scheme: "dark" });
    const dark = await page.evaluate(() => getComputedStyle(document.body).backgroundColor);
    assert.notEqual(dark, "rgb(255, 255, 255)");
    const isOn = (paper) => page.waitForFunction((wanted) => getComputedStyle(document.body).backgroundColor === wanted, paper);
    await page.getByLabel("Colours").selectOption("light");
    await isOn("rgb(255, 255, 255)");
    await page.getByLabel("Colours").selectOption("dark");
    await isOn(dark);
  });

  test("prints on pages of white, without its buttons", async () => {
    const page = await opened("neighbours", { scheme: "dark" });
    const pdf = await page.pdf({ format: "A4" });
    assert.equal(pdf.subarray(0, 5).toString(), "%PDF-");
    await page.emulateMedia({ media: "print" });
    assert.equal(await page.evaluate(() => getComputedStyle(document.body).backgroundColor), "rgb(255, 255, 255)");
    assert.equal(await page.getByRole("button", { name: "Print", exact: true }).isVisible(), false);
    if (picturePath("")) writeFileSync(picturePath("neighbours.pdf"), pdf);
  });

  test("says as plainly that nothing holds", async () => {
    const page = await opened("no-plan");
    assert.match(await page.textContent("#verdict-sentence"), /^Nothing holds/);
    assert.equal(await page.locator("#verdict .verdict.bad").count(), 1);
    assert.equal(await page.getByText("There is no plan with a step, so there is no timeline").isVisible(), true);
    assert.deepEqual(page.faults, []);
  });

  test("shows hostile names as text and runs none of them", async () => {
    const page = await opened("hostile");
    assert.match(await page.title(), /^<\/script>/);
    assert.equal(await page.locator("h1").textContent(), "</script><script>document.title = 'taken'</script><!-- <b>");
    assert.equal(await page.locator("img").count(), 0);
    assert.equal(await page.locator("script").count(), 2);
    assert.deepEqual(page.faults, []);
  });

  test("lets no other program run and nothing be fetched", async () => {
    const page = await opened("neighbours");
    const ran = await page.evaluate(async () => {
      const script = document.createElement("script");
      script.textContent = "globalThis.ran = true";
      document.body.append(script);
      const fetched = await fetch("https://example.com/").then(() => true, () => false);
      // The evaluator may be compiled, and no text.
      setTimeout("globalThis.compiled = true", 0);
      await new Promise((done) => setTimeout(done, 50));
      return { ran: globalThis.ran === true, fetched, compiled: globalThis.compiled === true };
    });
    assert.deepEqual(ran, { ran: false, fetched: false, compiled: false });
    assert.match(page.faults.join("\n"), /Content Security Policy/);
  });
});

describe("what-if in the file", { skip: able ? false : "the page was built without Emscripten" }, () => {
  const says = (page, pattern) =>
    page.waitForFunction((wanted) => new RegExp(wanted).test(document.querySelector("#what-if-sentence")?.textContent ?? ""), pattern, { timeout: 10_000 });

  test("moves a number within its range, says where the plan breaks, and goes back, without a request", async () => {
    const page = await opened("ranged");
    await says(page, "^The plan holds");
    assert.equal(await page.locator("footer").getByText("sliders").count(), 0);
    const slider = page.getByRole("slider", { name: "reactor · halted · value to · North" });
    await slider.focus();
    await page.keyboard.press("Home");
    await says(page, "^The plan breaks .*North would gain");
    assert.equal(await slider.getAttribute("aria-valuetext"), "−6 points a year");
    assert.match(page.url(), /#what-if\?.*=-6$/);
    await picture(page, "report-what-if");
    assert.deepEqual(await violations(page), []);
    const { hash } = new URL(page.url());
    await page.getByRole("button", { name: "All back to their best values" }).click();
    await says(page, "^The plan holds");
    assert.equal(page.requested.length, 1);
    assert.deepEqual(page.faults, []);
    const again = await opened("ranged", { fragment: hash });
    await says(again, "^The plan breaks");
    assert.ok(Math.abs(await again.locator("#what-if").evaluate((element) => element.getBoundingClientRect().top)) < 40);
  });

  test("gives the best values the figures of the document", async () => {
    const page = await opened("neighbours");
    await says(page, "^The plan holds");
    const { gain } = JSON.parse(await page.textContent("#report")).plan.solutions.nash;
    const row = page.getByRole("table", { name: "What changes" }).getByRole("row", { name: /North/ });
    const [now, before] = await row.getByRole("cell").allTextContents();
    assert.equal(now, Number(gain.North.toPrecision(3)).toString());
    assert.equal(before, now);
  });

  test("evaluates people's own plans, too", async () => {
    const page = await opened("neighbours");
    const [plan] = JSON.parse(await page.textContent("#report")).people.plans;
    await page.locator("#what-if").getByLabel("Plan").selectOption(plan.name);
    await says(page, plan.holds ? "^The plan holds" : "^The plan breaks");
  });

  test("needs no sideways scrolling at 360 pixels and is printed with the numbers that were moved alone", async () => {
    const page = await opened("ranged", { width: 360, scheme: "dark" });
    await says(page, "^The plan holds");
    const { wide, seen } = await page.evaluate(() => ({ wide: document.documentElement.scrollWidth, seen: document.documentElement.clientWidth }));
    assert.ok(wide <= seen, `${wide} > ${seen}`);
    assert.deepEqual(await violations(page), []);
    await page.emulateMedia({ media: "print" });
    assert.equal(await page.locator("#what-if").isVisible(), false);
    await page.getByRole("slider", { name: "North · patience", includeHidden: true }).evaluate((element) => {
      element.value = element.max;
      element.dispatchEvent(new Event("input", { bubbles: true }));
    });
    await page.getByText("now 95%").waitFor();
    assert.equal(await page.getByText("North · patience").isVisible(), true);
    assert.equal(await page.getByText("reactor · halted · value to · North").isVisible(), false);
  });

  test("speaks Korean", async () => {
    const page = await opened("ranged", { locale: "ko-KR" });
    await says(page, "^계획이 유지됩니다");
    assert.match(await page.textContent("#what-if"), /모든 숫자가 최선의 값에 있습니다/);
  });

  test("says of a browser that can not run it that a newer one can", async () => {
    const page = await opened("ranged", { before: "delete globalThis.WebAssembly;" });
    await page.getByText(/this browser can not run the evaluator/).waitFor({ timeout: 10_000 });
    assert.deepEqual(page.faults, []);
  });

  test("is left out, and the page says so, where the document has nothing for the evaluator", async () => {
    const text = readFileSync(reports.ranged, "utf8");
    const without = text.replace(/"what_if":\{.*?\}(?=\}<\/script>)/s, '"what_if":null');
    assert.notEqual(without, text);
    reports.without = path.join(folder, "without.html");
    writeFileSync(reports.without, without);
    const page = await opened("without");
    assert.equal(await page.locator("#what-if").count(), 0);
    assert.match(await page.textContent("footer"), /sliders.*entente serve/s);
    assert.deepEqual(page.faults, []);
  });
});
