// The served page in a browser, with a real server and a real ledger behind it.
//
//   node --test served.test.mjs, with ENTENTE_PROGRAM (the program), ENTENTE_REPOSITORY, and for pictures to keep
//   ENTENTE_SCREENSHOTS (a folder).
import assert from "node:assert/strict";
import { readFileSync, writeFileSync } from "node:fs";
import { after, before, describe, test } from "node:test";
import { launched, newContext, newPage, picture, picturePath, violations } from "./browser.mjs";
import { ledgerCase, password, rangedCase, served } from "./served_case.mjs";

let browser;
let border;
let server;

async function opened(where = "#record", { url = server.url, context, ...reader } = {}) {
  const own = context ?? (await newContext(browser, reader));
  const page = await newPage(own);
  await page.goto(url + where);
  await page.waitForSelector("main section, main [role=alert]");
  return page;
}

const sessions = {};

/** Signed in by password; once for each name, as the server lets nobody try too often. */
async function signedIn(name, options = {}) {
  if (sessions[name] === undefined) {
    const page = await opened("#sign-in");
    await page.getByLabel("Name").fill(name);
    await page.getByLabel("Password").fill(password);
    await page.getByRole("button", { name: "Sign in by password" }).click();
    await page.getByText(`Signed in: ${name}`).first().waitFor();
    sessions[name] = await page.context().storageState();
    await page.context().close();
  }
  const page = await opened("#record", { ...options, storageState: { cookies: sessions[name].cookies, origins: [] } });
  await page.getByText(`Signed in: ${name}`).first().waitFor();
  return page;
}

before(async () => {
  border = ledgerCase();
  server = await served([border.accord, "--ledger", border.ledger, "--users", border.users]);
  browser = await launched();
});

after(async () => {
  await browser?.close();
  await server?.stop();
  border?.remove();
});

describe("the record", () => {
  test("says first where it stands, without a fault, and asks nobody but its server", async () => {
    const page = await opened("");
    assert.equal(await page.textContent("#standing-sentence"), "Of 3 commitments, 1 (33.3%) is complete; 1 is past its date.");
    const counts = page.getByRole("table", { name: "By responsible party" });
    assert.match(await counts.getByRole("row", { name: /South/ }).textContent(), /20 \(0%\)0 \(0%\)0 \(0%\)2 \(100%\)/);
    await page.getByText("Live: what is entered shows here by itself.").waitFor();
    assert.deepEqual(page.requested.map((one) => one.url()).filter((url) => !url.startsWith(server.url) && !url.startsWith("data:")), []);
    assert.deepEqual(page.faults, []);
    assert.equal(await page.title(), "Two neighbours: The record");
  });

  test("lists what is overdue and what comes next, with what it waits on", async () => {
    const page = await opened();
    const late = page.getByRole("table", { name: "Past its date" });
    assert.match(await late.getByRole("row", { name: /relief half/ }).textContent(), /disputed; 12 days overdue/);
    const next = page.getByRole("table", { name: "Next" });
    assert.match(await next.getByRole("row", { name: /relief full/ }).textContent(), /moved by relief half.*due; in \d+ days.*relief: half/);
  });

  test("finds commitments by text, status and party, and tells how many", async () => {
    const page = await opened("#commitments");
    const section = page.getByRole("region", { name: "All commitments" });
    const rows = async () => (await section.getByRole("table").locator("tbody th").allTextContents()).map((text) => text.trim());
    assert.equal((await rows()).length, 3);
    await section.getByLabel("Find").fill("relief");
    assert.deepEqual(await rows(), ["relief half", "relief full"]);
    await section.getByLabel("Status").selectOption("disputed");
    assert.deepEqual(await rows(), ["relief half"]);
    assert.equal(await section.getByRole("status").textContent(), "1 of 3 commitments");
    await section.getByRole("button", { name: "Show all again" }).click();
    await section.getByLabel("Party").selectOption("North");
    assert.deepEqual(await rows(), ["reactor halted"]);
  });

  test("opens a commitment with its text and evidence by keyboard, and counts its independent sources", async () => {
    const page = await opened("#commitments");
    const row = page.getByRole("region", { name: "All commitments" }).getByRole("row", { name: /reactor halted/ });
    assert.match(await row.textContent(), /fulfilled.*complete.*1$/);
    const button = row.getByRole("button");
    await button.focus();
    await page.keyboard.press("Enter");
    const dialog = page.getByRole("dialog");
    await dialog.waitFor();
    assert.match(await dialog.textContent(), /1 independent source: Agency\./);
    assert.match(await dialog.textContent(), /The reactor stands still\./);
    await picture(page, "record-commitment", false);
    assert.deepEqual(await violations(page), []);
    await page.keyboard.press("Escape");
    await dialog.waitFor({ state: "detached" });
    assert.equal(await button.evaluate((element) => element === document.activeElement), true);
  });

  test("sorts by a column, by keyboard", async () => {
    const page = await opened("#commitments");
    const table = page.getByRole("region", { name: "All commitments" }).getByRole("table");
    const header = table.getByRole("columnheader", { name: /^Date/ });
    await header.getByRole("button").press("Enter");
    assert.equal(await header.getAttribute("aria-sort"), "ascending");
    assert.deepEqual((await table.locator("tbody th").allTextContents()).map((text) => text.trim()), ["relief half", "reactor halted", "relief full"]);
  });

  test("tells what has changed since a day", async () => {
    const page = await opened("#changes");
    const section = page.getByRole("region", { name: "What has changed" });
    assert.match(await section.textContent(), /first visit of this browser/);
    await section.getByLabel("Since").fill("2020-01-01");
    await section.getByRole("table").waitFor();
    assert.match(await section.getByRole("row", { name: /reactor halted/ }).textContent(), /not promised yet.*fulfilled/);
  });

  test("says who cosigned and who did not, each signature verified here", async () => {
    const page = await opened("#signatures");
    const table = page.getByRole("table", { name: "Who signed the last checkpoint" });
    await table.getByRole("row", { name: /North/ }).getByText("✓ holds").waitFor();
    assert.match(await table.getByRole("row", { name: /log\.example\/border/ }).textContent(), /✓ yes✓ holds/);
    assert.match(await table.getByRole("row", { name: /South/ }).textContent(), /✕ no/);
    assert.match(await page.getByRole("region", { name: "Signatures and proofs" }).textContent(), /✕ not reached/);
  });

  test("can be taken away as tables and as a document", async () => {
    const page = await opened();
    const links = await page.getByRole("group", { name: "Take away" }).getByRole("link").evaluateAll((all) => all.map((one) => one.href));
    assert.equal(links.length, 3);
    for (const link of links) {
      const answer = await page.request.get(link);
      assert.equal(answer.status(), 200, link);
      assert.match(answer.headers()["content-disposition"], /attachment/, link);
      assert.ok((await answer.body()).length > 100, link);
    }
  });

  test("speaks Korean where it is asked to", async () => {
    const page = await opened("", { locale: "ko-KR" });
    await page.waitForSelector("html[lang=ko]", { state: "attached" });
    assert.match(await page.textContent("#standing-sentence"), /^약속 3건 가운데 완료는 1\(33\.3%\)건이고/);
    await picture(page, "record-korean");
  });

  test("lets no other program run", async () => {
    const page = await opened();
    const ran = await page.evaluate(() => {
      const script = document.createElement("script");
      script.textContent = "globalThis.ran = true";
      document.body.append(script);
      return globalThis.ran === true;
    });
    assert.equal(ran, false);
  });

  test("prints on white, without its buttons", async () => {
    const page = await opened("", { scheme: "dark" });
    const pdf = await page.pdf({ format: "A4" });
    await page.emulateMedia({ media: "print" });
    assert.equal(await page.evaluate(() => getComputedStyle(document.body).backgroundColor), "rgb(255, 255, 255)");
    assert.equal(await page.getByRole("navigation", { name: "Views" }).isVisible(), false);
    if (picturePath("")) writeFileSync(picturePath("record.pdf"), pdf);
  });
});

describe("verifying", () => {
  const verify = async (page, index) => {
    const section = page.getByRole("region", { name: "Signatures and proofs" });
    await section.getByLabel("Entry to verify").fill(String(index));
    await section.getByRole("button", { name: "Verify" }).click();
    const told = section.locator(".verdict");
    await told.waitFor();
    return told;
  };

  test("proves an entry from its text to the signed root", async () => {
    const page = await opened("#signatures");
    const told = await verify(page, 2);
    const text = await told.textContent();
    assert.match(text, /✓ Entry 2 stands in the ledger of 5 entries/);
    assert.match(text, /✓ What this page shows of the event is what was signed and what the proof is about\./);
    assert.match(text, /✓ Cosigned, and verified here: North\./);
    assert.deepEqual(page.faults, []);
    await picture(page, "record-verified", false);
  });

  test("proves what it may not show", async () => {
    const page = await opened("#signatures");
    assert.match(await (await verify(page, 3)).textContent(), /✓ Entry 3 .*The text is not shown to you; what is proved is its hash, not what this page says of it/);
  });

  const changed = {
    "a proof with another hash": ["**/api/v1/proof?*", (body) => body.path.splice(0, 1, body.leaf)],
    "a proof that is too short": ["**/api/v1/proof?*", (body) => body.path.pop()],
    "a text on the page that is not the one proved": ["**/api/v1/events?*", (body) => body.events.filter((one) => one.index === 2).forEach((one) => (one.content.text = "The reactor runs."))],
    "an author on the page who is not the one that signed": ["**/api/v1/events?*", (body) => body.events.filter((one) => one.index === 2).forEach((one) => (one.author = "South"))],
    "another text of the event": ["**/api/v1/events/2", (body) => (body.line = body.line.replace("stands still", "runs again!"))],
    "another root in the checkpoint": ["**/api/v1/checkpoint", (body) => (body.note = body.note.replace(body.root, body.root.replace(/^./, (first) => (first === "A" ? "B" : "A"))))],
    "a checkpoint that the ledger did not sign": ["**/api/v1/checkpoint", (body) => (body.note = body.note.replace(/\u2014 log\S+ .*\n/, ""))],
    "a checkpoint signed by another": ["**/api/v1/checkpoint", (body) => (body.note = body.note.replace(/(\u2014 log\S+ )(.{20})(.)/, (_, head, start, one) => head + start + (one === "A" ? "B" : "A")))],
  };
  for (const [what, [where, change]] of Object.entries(changed)) {
    test(`refuses ${what}`, async () => {
      const context = await browser.newContext({ locale: "en-US" });
      await context.route(where, async (route) => {
        const answer = await route.fetch();
        const body = await answer.json();
        change(body);
        await route.fulfill({ response: answer, json: body });
      });
      const page = await opened("#signatures", { context });
      const told = await verify(page, 2);
      assert.match(await told.textContent(), /✕ The proof of entry 2 is wrong/);
      assert.equal(await told.getAttribute("role"), "alert");
    });
  }

  test("says so when a checkpoint does not continue the one that was seen before", async () => {
    const context = await browser.newContext({ locale: "en-US" });
    const first = await opened("#signatures", { context });
    await first.waitForFunction(() => Object.keys(localStorage).some((key) => key.startsWith("entente checkpoint")));
    await first.evaluate(() => {
      const key = Object.keys(localStorage).find((one) => one.startsWith("entente checkpoint"));
      const kept = JSON.parse(localStorage[key]);
      kept.note = kept.note.replace(/\n(\d+)\n(.)/, (_, size, one) => `\n${size}\n${one === "A" ? "B" : "A"}`);
      localStorage[key] = JSON.stringify(kept);
    });
    const again = await opened("#signatures", { context });
    await again.getByText("the ledger was rewritten").waitFor();
  });
});

describe("roles", () => {
  test("the public sees neither the plan nor how to submit", async () => {
    const page = await opened("#plan");
    assert.match(await page.getByRole("alert").textContent(), /Sign in to see this\./);
    await page.goto(`${server.url}#submit`);
    await page.getByText("Sign in with a role that may submit.").waitFor();
    assert.equal(await page.getByRole("button", { name: "Show what will be signed" }).count(), 0);
  });

  test("a wrong password is refused, and said", async () => {
    const page = await opened("#sign-in");
    await page.getByLabel("Name").fill("North");
    await page.getByLabel("Password").fill("not this one, surely");
    await page.getByRole("button", { name: "Sign in by password" }).click();
    assert.match(await page.getByRole("alert").textContent(), /do not fit/);
  });

  test("signing in leaves a reader by keyboard where it was, or at the beginning of what is new", async () => {
    const page = await opened("#sign-in");
    const focus = () => page.evaluate(() => document.activeElement.id || document.activeElement.getAttribute("type"));
    await page.getByLabel("Name").fill("South");
    await page.getByLabel("Password").fill("not this one, surely");
    await page.keyboard.press("Enter");
    await page.getByRole("alert").waitFor();
    assert.equal(await focus(), "password");
    await page.getByLabel("Password").fill(password);
    await page.keyboard.press("Enter");
    await page.getByText("Signed in: South").first().waitFor();
    assert.equal(await focus(), "main");
    assert.equal(await page.getByRole("heading", { name: "Your session" }).isVisible(), true);
  });

  test("a party signs in by its key, sees the plan, and signs out again", async () => {
    const page = await opened("#sign-in");
    await page.getByLabel("Secret key file").setInputFiles(border.key("North"));
    await page.getByText("Signed in: North, party.").first().waitFor();
    await page.getByRole("link", { name: "The plan" }).click();
    await page.waitForSelector("#verdict-sentence", { timeout: 30_000 });
    assert.match(await page.textContent("#verdict-sentence"), /levels that the aim asks for can be reached/);
    await page.getByRole("button", { name: "Open step 1: all conditions" }).click();
    assert.match(await page.getByRole("dialog").textContent(), /conditions, all of them hold/);
    await page.keyboard.press("Escape");
    await page.getByRole("link", { name: "Your session" }).click();
    await page.getByRole("button", { name: "Sign out" }).click();
    await page.getByText("Not signed in").first().waitFor();
    await page.goto(`${server.url}#plan`);
    assert.match(await page.getByRole("alert").textContent(), /Sign in to see this\./);
  });

  test("who signs out is shown no more than everybody is", async () => {
    const page = await opened("#record");
    const row = page.getByRole("table", { name: "Events, the newest first" }).getByRole("row").filter({ hasText: "#3" });
    await row.getByText("The rest of it is not shown to you.").waitFor();
    await page.goto(`${server.url}#sign-in`);
    await page.getByLabel("Name").fill("Agency");
    await page.getByLabel("Password").fill(password);
    await page.getByRole("button", { name: "Sign in by password" }).click();
    await page.getByText("Signed in: Agency").first().waitFor();
    await page.getByRole("link", { name: "The record" }).click();
    await row.getByText("The rest of it is not shown to you.").waitFor({ state: "detached" });
    await page.getByRole("link", { name: "Your session" }).click();
    await page.getByRole("button", { name: "Sign out" }).click();
    await page.getByRole("link", { name: "The record" }).click();
    await row.getByText("The rest of it is not shown to you.").waitFor();
  });

  test("each may write what its role has a say in, and nothing else", async () => {
    const page = await signedIn("Agency");
    await page.getByRole("link", { name: "Submit" }).click();
    await page.getByLabel("Type").waitFor();
    const types = await page.getByLabel("Type").locator("option").evaluateAll((all) => all.map((one) => one.value));
    assert.deepEqual(types, ["finding", "reply", "evidence", "withdrawal"]);
  });
});

describe("submitting", () => {
  async function filledIn(page) {
    await page.getByRole("link", { name: "Submit" }).click();
    await page.getByLabel("Secret key file").setInputFiles(border.key("South"));
    await page.getByText("✓ The key of South").waitFor();
    await page.getByLabel("Type").selectOption("report");
    await page.getByLabel("Commitment").selectOption("relief");
    await page.getByLabel("Level").selectOption("half");
    await page.getByLabel("On which day").fill(new Date().toISOString().slice(0, 10));
    await page.getByLabel("Text").fill("Half of the trade is open – \u201Cas promised\u201D.");
    await page.getByRole("button", { name: "Show what will be signed" }).click();
  }

  test("shows what will be signed, signs it here, and a second window shows it within two seconds", async () => {
    const watcher = await opened("#timeline");
    await watcher.getByText("Live: what is entered").waitFor();
    const page = await signedIn("South");
    await filledIn(page);
    const shown = page.getByRole("region", { name: "What will be signed" });
    const text = await shown.textContent();
    assert.deepEqual(JSON.parse(text).content.text, "Half of the trade is open – “as promised”.");
    await picture(page, "submit");
    assert.deepEqual(await violations(page), []);
    const begun = Date.now();
    await page.getByRole("button", { name: "Sign and send" }).click();
    await watcher.getByRole("table", { name: "Events, the newest first" }).getByText("Half of the trade is open").waitFor({ timeout: 2000 });
    assert.ok(Date.now() - begun < 2000);
    await page.getByText(/It stands in the ledger as entry \d+/).waitFor();
    const sent = page.requested.filter((one) => one.method() === "POST" && one.url().endsWith("/api/v1/events")).map((one) => one.postData());
    assert.equal(sent.length, 1);
    assert.ok(sent[0].startsWith(`{"event":${text},"signature":"`));
    const secret = readFileSync(border.key("South"), "utf8").trim().split("+").slice(4).join("+");
    assert.ok(secret.length > 40);
    for (const request of page.requested) assert.ok(!`${request.url()} ${request.postData() ?? ""}`.includes(secret.slice(5, 30)), request.url());
    const kept = await page.evaluate(() => JSON.stringify([{ ...localStorage }, { ...sessionStorage }, document.cookie]));
    assert.ok(!kept.includes(secret.slice(5, 30)));
    assert.deepEqual(page.faults, []);
  });

  test("names what is not as the ledger wants it, and signs nothing then", async () => {
    const page = await signedIn("South");
    await page.getByRole("link", { name: "Submit" }).click();
    await page.getByLabel("Commitment").selectOption("relief");
    await page.getByLabel("Share of it").fill("2");
    await page.getByRole("button", { name: "Show what will be signed" }).click();
    assert.match(await page.getByRole("alert").textContent(), /Level, On which day, Share of it/);
    assert.equal(await page.getByRole("button", { name: "Sign and send" }).count(), 0);
    assert.deepEqual(await violations(page), []);
  });

  test("can be done by keyboard: what comes up has the focus", async () => {
    const page = await signedIn("South");
    await filledIn(page);
    const region = page.getByRole("region", { name: "What will be signed" });
    await region.waitFor();
    assert.equal(await region.evaluate((element) => element === document.activeElement), true);
    await page.keyboard.press("Tab");
    assert.equal(await page.evaluate(() => document.activeElement.textContent), "Sign and send");
    await page.keyboard.press("Enter");
    await page.getByText(/It stands in the ledger as entry \d+/).waitFor();
    assert.match(await page.evaluate(() => document.activeElement.textContent), /It stands in the ledger as entry/);
  });

  test("tells what the ledger refuses, and keeps what was filled in", async () => {
    const page = await signedIn("South");
    await page.route("**/api/v1/writing", async (route) => {
      const answer = await route.fetch();
      const body = await answer.json();
      await route.fulfill({ response: answer, json: { ...body, number: body.number + 5 } });
    });
    await filledIn(page);
    await page.getByRole("button", { name: "Sign and send" }).click();
    assert.match(await page.getByRole("alert").textContent(), /The ledger refused it: .*an event before it is missing/);
    assert.equal(await page.getByLabel("Text").inputValue(), "Half of the trade is open – \u201Cas promised\u201D.");
  });

  test("says whether anything was sent when the connection breaks", async () => {
    const page = await signedIn("South");
    await filledIn(page);
    await page.route("**/api/v1/writing", (route) => route.abort());
    await page.getByRole("button", { name: "Sign and send" }).click();
    assert.match(await page.getByRole("alert").textContent(), /nothing was sent/);
    await page.unroute("**/api/v1/writing");
    const before = (await (await page.request.get(`${server.url}api/v1/events`)).json()).size;
    await page.route("**/api/v1/events", async (route) => {
      if (route.request().method() !== "POST") return route.continue();
      await route.fetch(); // it arrives; the answer is lost
      await route.abort();
    });
    await page.getByRole("button", { name: "Sign and send" }).click();
    await page.getByText("it may stand in the ledger or not").waitFor();
    await page.unroute("**/api/v1/events");
    await page.getByRole("button", { name: "Sign and send" }).click();
    await page.getByText("Something was entered in your name meanwhile").waitFor();
    assert.equal((await (await page.request.get(`${server.url}api/v1/events`)).json()).size, before + 1);
  });

  test("takes no key of another, and no file that is none", async () => {
    const page = await signedIn("South");
    await page.getByRole("link", { name: "Submit" }).click();
    await page.getByLabel("Secret key file").setInputFiles(border.key("North"));
    assert.match(await page.getByRole("alert").textContent(), /This is the key of North/);
    await page.getByLabel("Secret key file").setInputFiles(border.key("policy"));
    await page.getByText("This is no key to sign with").waitFor();
  });
});

describe("the connection", () => {
  test("is said to be lost, and comes back by itself", async () => {
    const own = ledgerCase();
    let other = await served([own.accord, "--ledger", own.ledger, "--users", own.users]);
    try {
      const page = await opened("", { url: other.url });
      await page.getByText("Live: what is entered").waitFor();
      await other.stop();
      await page.getByText("The connection to the server is lost").waitFor();
      other = await served([own.accord, "--ledger", own.ledger, "--users", own.users], other.port);
      await page.getByText("Live: what is entered").waitFor({ timeout: 20_000 });
    } finally {
      await other.stop();
      own.remove();
    }
  });
});

describe("what-if", () => {
  let ranged;
  let other;
  before(async () => {
    ranged = rangedCase();
    other = await served([ranged.accord, "--events", ranged.events, "--public-plan"]);
  });
  after(async () => {
    await other?.stop();
    ranged?.remove();
  });

  test("moves a number within its range, says where the plan breaks, and goes back", async () => {
    const page = await opened("#what-if", { url: other.url });
    await page.waitForSelector("#what-if-sentence", { timeout: 30_000 });
    assert.match(await page.textContent("#what-if-sentence"), /^The plan holds/);
    const slider = page.getByRole("slider", { name: "reactor · halted · value to · North" });
    await slider.focus();
    await page.keyboard.press("Home");
    await page.waitForFunction(() => /^The plan breaks .*North would gain/.test(document.querySelector("#what-if-sentence").textContent));
    assert.equal(await slider.getAttribute("aria-valuetext"), "−6 points a year");
    assert.match(page.url(), /#what-if\?.*=-6$/);
    assert.match(await page.locator("#what-if").textContent(), /At the best values it holds/);
    await picture(page, "what-if");
    assert.deepEqual(await violations(page), []);
    const link = page.url();
    await page.getByRole("button", { name: "All back to their best values" }).click();
    await page.waitForFunction(() => /^The plan holds/.test(document.querySelector("#what-if-sentence").textContent));
    const again = await opened(new URL(link).hash, { url: other.url });
    await again.waitForFunction(() => /^The plan breaks/.test(document.querySelector("#what-if-sentence")?.textContent ?? ""));
    assert.deepEqual(again.faults, []);
  });

  test("says of a record that nobody signed that there is nothing to verify", async () => {
    const page = await opened("#signatures", { url: other.url });
    assert.match(await page.getByRole("region", { name: "Signatures and proofs" }).textContent(), /a table that nobody signed/);
    assert.deepEqual(page.faults, []);
  });
});

describe("look and care", () => {
  const places = ["record", "submit", "sign-in", "plan"];

  test("has no violation that axe knows, and needs no sideways scrolling, in both colours at four widths", async () => {
    for (const scheme of ["light", "dark"]) {
      for (const width of [360, 768, 1280, 1920]) {
        const page = await signedIn("South", { width, scheme });
        for (const place of places) {
          await page.goto(`${server.url}#${place}`);
          await page.waitForSelector(place === "record" ? "#standing-sentence" : place === "plan" ? "#verdict-sentence" : `#${place} h2`);
          const { wide, seen } = await page.evaluate(() => ({ wide: document.documentElement.scrollWidth, seen: document.documentElement.clientWidth }));
          assert.ok(wide <= seen, `${place} at ${width}: ${wide} > ${seen}`);
          // The ways to the other views are all in sight.
          for (const tab of await page.getByRole("navigation", { name: "Views" }).getByRole("link").all()) {
            const { x, width: broad } = await tab.boundingBox();
            assert.ok(x >= 0 && x + broad <= seen, `${await tab.textContent()} at ${width}`);
          }
          assert.deepEqual(await violations(page), [], `${place}, ${width}, ${scheme}`);
          await picture(page, `${place}-${width}-${scheme}`);
        }
        await page.context().close();
      }
    }
  });
});
