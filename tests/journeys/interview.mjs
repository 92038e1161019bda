// Walks through interviews in Chromium and prints what is wrong, as JSON: a list of sentences.
import { readFileSync } from "node:fs";
import { createRequire } from "node:module";

const job = JSON.parse(readFileSync(0, "utf8"));
const { chromium } = createRequire(job.packages + "/")("playwright-core");
const axe = readFileSync(job.packages + "/axe-core/axe.min.js", "utf8");
const wrong = [];
const browser = await chromium.launch({
  executablePath: job.chromium,
  args: ["--no-sandbox", "--disable-gpu", "--disable-quic", "--disable-background-networking", "--disable-sync"],
});
const file = { name: "record.json", mimeType: "application/json", buffer: Buffer.from(job.document) };
const visited = new Set();
for (const way of job.ways) await whole(way);
for (const route of job.looks ?? []) if (![...visited].some((path) => new RegExp(route).test(path))) wrong.push(`nobody looked at ${route}`);
if (job.keyboard) await keyboard();
await browser.close();
process.stdout.write(JSON.stringify(wrong));

async function as(options, cookies = job.cookies) {
  const context = await browser.newContext(options);
  await context.addCookies([{ name: job.cookie, value: cookies.counsellor, url: job.base }]);
  const page = await context.newPage();
  page.setDefaultTimeout(30000);
  return page;
}

// As the journey goes, and as at 400 % zoom in the dark; what hangs on the theme alone is asked in the light too.
async function looked(page, name, way) {
  await page.evaluate(() => document.querySelectorAll("details").forEach((d) => (d.open = true)));
  await page.evaluate(axe);
  const ways = [{ width: way.width }, { width: 320, scheme: "dark", only: job.tags }, { width: 1280, scheme: "light", only: ["color-contrast"] }];
  for (const { width, scheme, only } of ways) {
    const told = `${name}, ${width} px, ${scheme ?? way.scheme}`;
    await page.setViewportSize({ width, height: 900 });
    await page.emulateMedia({ colorScheme: scheme ?? way.scheme });
    const wide = await page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);
    if (wide > 0) wrong.push(`${told}: ${wide} px wider than the screen`);
    if (!only) continue;
    const found = await page.evaluate((only) => axe.run({ runOnly: only, resultTypes: ["violations"] }), only);
    for (const v of found.violations) wrong.push(`${told}: ${v.id}: ${v.nodes[0].html.slice(0, 200)}: ${v.nodes[0].failureSummary}`);
  }
  await page.setViewportSize({ width: way.width, height: 900 });
  await page.emulateMedia({ colorScheme: way.scheme });
}

// Every screen of an interview and of the person's own part, looked at with axe.
async function whole(way) {
  const page = await as({ viewport: { width: way.width, height: 900 }, colorScheme: way.scheme });
  const seen = new Set();
  const look = async (name) => {
    visited.add(new URL(page.url()).pathname);
    if (seen.has(name)) return;
    seen.add(name);
    await looked(page, name, way);
  };
  await page.goto(job.base + "/people/new");
  await page.locator("input[name=called]").fill("Wren " + way.width);
  await page.locator("main form .primary").click();
  // Whoever registers may go straight on to the first question.
  await look("registered, the look");
  const person = page.url().split("/interview/ask")[0];
  await page.goto(person + "/interview");
  await look("where it stands");
  await page.locator('form[action$="/begin"] button').click();
  await look("the look");
  await page.locator("button[value=none]").click();
  await look("a yes or no");
  await page.goto(person + "/record/add");
  await page.locator("input[type=file]").setInputFiles(file);
  await page.locator("input[name=other]").check();
  await page.locator("main form .primary").click();
  await page.goto(person + "/interview/ask");
  const asked = [];
  for (let turn = 0; turn < 80; turn++) {
    // A page that is only half there has no question yet, and would pass for the end.
    await page.waitForLoadState();
    if (await page.locator("button[value=told]").count()) {
      await look("the limits");
      await page.locator("button[value=told]").click();
      continue;
    }
    if (await page.locator("button[value=go-on]").count()) {
      await look("what is dangerous");
      await page.locator("button[value=go-on]").click();
      continue;
    }
    const input = page.locator("input[name=question]").first();
    if (!(await input.count())) break;
    const question = await input.getAttribute("value");
    if (asked.includes(question)) wrong.push(`asked twice: ${question}`);
    asked.push(question);
    const many = (await page.locator("input[name=several]").count()) ? "several, " : "";
    await look(`a question: ${many}${question.replace(/:item_\d+/, "").split(":")[0]}${(await page.locator("#text").count()) ? ", written" : ""}`);
    const answers = page.locator(".answer");
    if (await page.locator("input[name=several]").count()) {
      for (const row of await page.locator(".ask").all()) {
        // A number is typed: what says that there is none is folded away.
        if (await row.locator("input[type=text], input:not([type])").count()) await row.locator(".instead summary").evaluate((s) => (s.parentElement.open = true));
        await row.locator("input[type=radio]").first().check();
      }
      await page.locator("main form .primary").first().click();
    } else if (question.startsWith("form:")) await answers.nth(question.endsWith("item_9") ? 2 : 0).click();
    else await page.locator("button[name=do][value=unknown]").click();
  }
  await look("the end");
  await page.locator('form[action$="/plan"] button').click();
  await page.waitForLoadState();
  if (!/\/workspace$/.test(page.url())) wrong.push(`no plan at the end of an interview: ${page.url()}`);
  await signed(page, async (selector) => {
    await page.locator(selector).first().click();
    await page.waitForLoadState();
  });
  for (const path of ["/interview/forms", "/interview/form?form=phq9", "/interview/paper?form=phq9", "/interview/own"]) {
    await page.goto(person + path);
    await look(path);
  }
  await alone(page, person, look);
  await page.context().close();
  await card(way);
}

// Somebody new answers alone with a colleague near, says yes until it is dangerous, and meets the card before all else.
async function card(way) {
  const page = await as({ viewport: { width: way.width, height: 900 }, colorScheme: way.scheme }, job.again);
  await page.goto(job.base + "/people/new");
  await page.locator("input[name=called]").fill("Lark " + way.width);
  await page.locator("main form .primary").click();
  await page.goto(page.url().split("/interview/ask")[0] + "/interview/own");
  await page.locator("input[name=way][value=near]").check();
  await page.locator("main form .primary").click();
  await page.locator("button[value=hello]").click();
  for (let turn = 0; turn < 40; turn++) {
    await page.waitForLoadState();
    if (await page.locator("button[value=read]").count()) break;
    const told = page.locator("button[value=told]");
    const yes = page.locator("button[name=value][value=yes]");
    if (await told.count()) await told.click();
    else if (await yes.count()) await yes.click();
    else await page.locator("button[name=do][value=skip]").click();
  }
  if (!(await page.locator("a[href='tel:988']").count())) wrong.push(`no card of a crisis: ${page.url()}: ${await page.locator("h1").first().textContent()}`);
  await looked(page, "the card of a crisis", way);
  await page.locator("button[value=read]").click();
  if (await page.locator("button[value=read]").count()) wrong.push("the card of a crisis does not let go");
  await page.context().close();
}

async function alone(page, person, look) {
  await page.locator("input[name=way][value=link]").check();
  await page.locator("main form .primary").click();
  await look("a link");
  await page.goto(await page.locator("#link").inputValue());
  await look("a link, opened");
  await page.locator("main form .primary").click();
  await look("what is said first");
  await page.locator("button[value=hello]").click();
  await look("answering alone");
  const before = await page.locator("h1").first().textContent();
  await page.locator("button[value=finish]").first().click();
  await look("locked");
  await page.goto(job.base + "/answering/closed");
  await look("closed");
  await page.goBack();
  const after = await page.locator("h1").first().textContent();
  if (after === before) wrong.push(`read back after the end: ${after}`);
  await page.goto(person);
  if (!/sign-in/.test(page.url())) wrong.push(`open to whoever comes next: ${page.url()}`);
}

// Each question of a page gets an answer with the space bar, the whole page Enter on its button.
async function ticked(page, press) {
  const rows = await page.locator(".ask").count();
  for (let row = 0; row < rows; row++) {
    const asked = page.locator(".ask").nth(row);
    const radio = asked.locator("input[type=radio]").first();
    if (!(await radio.isVisible())) {
      await asked.locator(".instead summary").focus();
      await page.keyboard.press("Enter");
    }
    await radio.focus();
    await page.keyboard.press("Space");
    if (!(await radio.isChecked())) wrong.push(`the space bar chooses nothing on ${page.url()}`);
  }
  await press("main form .primary");
}

// From the list of the plan to two names under it: every part ticked, agreed to by both, signed one after the other.
async function signed(page, press) {
  const choose = async (selector) => {
    const boxes = page.locator(selector);
    if (!(await boxes.count())) wrong.push(`nothing to choose: ${selector} on ${page.url()}`);
    for (const box of await boxes.all()) {
      await box.focus();
      await page.keyboard.press("Space");
      if (!(await box.isChecked())) wrong.push(`the space bar chooses nothing: ${selector} on ${page.url()}`);
    }
  };
  await choose("input[name=whose][value=both]");
  await choose("input[name=group]");
  await press("button.primary[name=say][value=agreed]:visible");
  if (!/said=decided_lines/.test(page.url())) wrong.push(`nothing is agreed on: ${page.url()}`);
  await press('form.next[action$="/plan"] button');
  await choose("input[name=intent][value=agrees]");
  await page.locator("input[name=signer]").focus();
  await page.keyboard.type("Robin R.");
  await choose("input[name=understood]");
  await press("main form .primary");
  if (!/\/sign\?said=signed/.test(page.url())) wrong.push(`nobody leads to the second name: ${page.url()}`);
  await choose("input[name=intent][value=agrees]");
  await press("main form .primary");
  if (!/said=signed/.test(page.url())) wrong.push(`nothing is signed: ${page.url()}`);
}

// By keyboard alone, without script: to the button that is wanted, and Enter.
async function keyboard() {
  const page = await as({ viewport: { width: 360, height: 780 }, javaScriptEnabled: false });
  const press = async (selector) => {
    for (let turn = 0; turn < 300; turn++) {
      await page.keyboard.press("Tab");
      if (await page.locator(`${selector}:focus`).count()) {
        await Promise.all([page.waitForNavigation(), page.keyboard.press("Enter")]);
        return;
      }
    }
    wrong.push(`the keyboard does not reach ${selector} on ${page.url()}`);
  };
  await page.goto(job.base + "/people/new");
  await page.locator("input[name=called]").focus();
  await page.keyboard.type("Robin");
  await Promise.all([page.waitForNavigation(), page.keyboard.press("Enter")]);
  const person = page.url().split("/interview/ask")[0];
  await page.goto(person + "/record/add");
  await page.locator("input[type=file]").setInputFiles(file);
  await page.locator("main form .primary").click();
  await page.goto(person + "/interview");
  await press('form[action$="/begin"] button');
  for (let turn = 0; turn < 60; turn++) {
    const input = page.locator("input[name=question]").first();
    if (await page.locator("button[value=go-on]").count()) await press("button[value=go-on]");
    else if (await page.locator("button[value=told]").count()) await press("button[value=told]");
    else if (!(await input.count())) break;
    else if (await page.locator("input[name=several]").count()) await ticked(page, press);
    else if ((await input.getAttribute("value")).startsWith("form:")) await press(".answer");
    else await press("button[name=do][value=unknown]");
  }
  await press('form[action$="/plan"] button');
  if (!/\/workspace$/.test(page.url())) wrong.push(`no plan by keyboard: ${page.url()}`);
  await signed(page, press);
  for (const text of ["signed here, witness", "· counselor"]) {
    if (!(await page.getByText(text).count())) wrong.push(`“${text}” is not on ${page.url()}`);
  }
  await page.context().close();
}
