// What the tests in a browser share: Chromium as Debian has it, axe, pictures.
import { execFileSync } from "node:child_process";
import { mkdirSync, readFileSync } from "node:fs";
import { createRequire } from "node:module";
import path from "node:path";
import { pathToFileURL } from "node:url";

// From where the tests are started: there the packages are.
const require = createRequire(path.join(process.cwd(), "package.json"));
const { chromium } = require("playwright-core");
const axe = readFileSync(require.resolve("axe-core/axe.min.js"), "utf8");

const pictures = process.env.ENTENTE_SCREENSHOTS;
if (pictures) mkdirSync(pictures, { recursive: true });

export const launched = () =>
  chromium.launch({
    executablePath: process.env.ENTENTE_CHROMIUM ?? "/usr/bin/chromium",
    args: ["--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking", "--disable-component-update", "--disable-sync"],
  });

export async function violations(page) {
  // The page's policy lets no foreign program run by a script element; evaluation from outside is not held to it.
  await page.evaluate(axe);
  const result = await page.evaluate(() => globalThis.axe.run(document, { resultTypes: ["violations"] }));
  return result.violations.map((one) => `${one.id}: ${one.nodes.map((node) => node.target.join(" ")).slice(0, 3).join("; ")}`);
}

/** The report.html that a command of the program leaves in the folder. */
export function reportOf(command, out) {
  try {
    execFileSync(process.env.ENTENTE_PROGRAM, [...command, "--quiet", "--out", out], { stdio: ["ignore", "ignore", "pipe"] });
  } catch (error) {
    // 1: the honest answer is no; the report says so.
    if (error.status !== 1) throw error;
  }
  return path.join(out, "report.html");
}

/** Kept beside the build where a folder is given. */
export async function picture(page, name, whole = true) {
  if (pictures) await page.screenshot({ path: path.join(pictures, `${name}.png`), fullPage: whole });
}

export const picturePath = (name) => (pictures ? path.join(pictures, name) : null);

/** A page that keeps every request it makes and every fault it tells. */
export async function newPage(context) {
  const page = await context.newPage();
  page.requested = [];
  page.faults = [];
  page.on("request", (request) => page.requested.push(request));
  page.on("pageerror", (error) => page.faults.push(String(error)));
  page.on("console", (message) => message.type() === "error" && page.faults.push(message.text()));
  return page;
}

/** What a reader has: a window, colours, a language; nothing moves. */
export const newContext = (browser, { width = 1280, height = 900, scheme = "light", locale = "en-US", storageState = undefined } = {}) =>
  browser.newContext({ viewport: { width, height }, colorScheme: scheme, locale, reducedMotion: "reduce", storageState });

/** A report file as that reader opens it; `fragment` ends its address, `before` is a program that runs before the page's. */
export async function openedReport(browser, file, { fragment = "", before = undefined, ...reader } = {}) {
  const context = await newContext(browser, reader);
  if (before) await context.addInitScript(before);
  const page = await newPage(context);
  await page.goto(pathToFileURL(file).href + fragment);
  await page.waitForSelector("#verdict-sentence");
  return page;
}

// Numbers as the page writes them: three digits, and nothing for what rounding leaves.
export const told = (value) => (Math.abs(value) < 1e-9 ? "0" : String(Number(value.toPrecision(3))).replace("-", "−"));
export const percent = (share) => `${told(100 * share)}%`;
export const probability = (share) => (share >= 1 ? "100%" : share > 0.999 ? ">99.9%" : share <= 0 ? "0%" : share < 0.001 ? "<0.1%" : `${(100 * share).toFixed(1)}%`);

/** The texts of one column of a table, without its head. */
export const columnOf = (table, at) => table.locator("tbody tr").evaluateAll((rows, index) => rows.map((row) => row.children[index].textContent.trim()), at);
