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
for (const way of job.ways) await whole(way);
if (job.keyboard) await keyboard();
await browser.close();
process.stdout.write(JSON.stringify(wrong));

async function as(options) {
  const context = await browser.newContext(options);
  await context.addCookies([{ name: job.cookie, value: job.cookies.counsellor, url: job.base }]);
  const page = await context.newPage();
  page.setDefaultTimeout(30000);
  return page;
}

// Every screen of an interview and of the person's own part, looked at with axe.
async function whole(way) {
  const page = await as({ viewport: { width: way.width, height: 900 }, colorScheme: way.scheme });
  const seen = new Set();
  const look = async (name) => {
    if (seen.has(name)) return;
    seen.add(name);
    const told = `${name}, ${way.width} px, ${way.scheme}`;
    await page.evaluate(() => document.querySelectorAll("details").forEach((d) => (d.open = true)));
    const wide = await page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);
    if (wide > 0) wrong.push(`${told}: ${wide} px wider than the screen`);
    await page.evaluate(axe);
    const found = await page.evaluate((tags) => axe.run({ runOnly: tags, resultTypes: ["violations"] }), job.tags);
    for (const v of found.violations) wrong.push(`${told}: ${v.id}: ${v.nodes[0].html.slice(0, 200)}: ${v.nodes[0].failureSummary}`);
  };
  await page.goto(job.base + "/people/new");
  await page.locator("input[name=called]").fill("Wren " + way.width);
  await page.locator("main form .primary").click();
  const person = page.url().split("?")[0];
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
      for (const row of await page.locator(".ask").all()) await row.locator("input[type=radio]").first().check();
      await page.locator("main form .primary").first().click();
    } else if (question.startsWith("form:")) await answers.nth(question.endsWith("item_9") ? 2 : 0).click();
    else await page.locator("button[name=do][value=unknown]").click();
  }
  await look("the end");
  await page.locator('form[action$="/plan"] button').click();
  if (!/\/workspace$/.test(page.url())) wrong.push(`no plan at the end of an interview: ${page.url()}`);
  for (const path of ["/interview/forms", "/interview/form?form=phq9", "/interview/paper?form=phq9", "/interview/own"]) {
    await page.goto(person + path);
    await look(path);
  }
  await alone(page, person, look);
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
    const radio = page.locator(".ask").nth(row).locator("input[type=radio]").first();
    await radio.focus();
    await page.keyboard.press("Space");
    if (!(await radio.isChecked())) wrong.push(`the space bar chooses nothing on ${page.url()}`);
  }
  await press("main form .primary");
}

// By keyboard alone, without script: to the button that is wanted, and Enter.
async function keyboard() {
  const page = await as({ viewport: { width: 360, height: 780 }, javaScriptEnabled: false });
  const press = async (selector) => {
    for (let turn = 0; turn < 80; turn++) {
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
  const person = page.url().split("?")[0];
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
  await page.context().close();
}
