// Walks through the site in Chromium and prints what is wrong, as JSON: a list of sentences.
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
if (job.pages) await lookAtAll();
if (job.work) await work();
await browser.close();
process.stdout.write(JSON.stringify(wrong));

async function as(role, options) {
  const context = await browser.newContext(options);
  if (job.cookies[role]) await context.addCookies([{ name: job.cookie, value: job.cookies[role], url: job.base }]);
  return context;
}

// Every page is opened once, in some tabs at a time, and looked at in every way: theme, width and paper change without
// another answer of the server. What hangs on the theme alone is checked in both; the rest of axe where room is scarce.
async function lookAtAll() {
  const left = Object.entries(job.pages).flatMap(([role, pages]) => pages.map((path) => ({ role, path })));
  const contexts = new Map();
  for (const { role } of left) if (!contexts.has(role)) contexts.set(role, await as(role, { viewport: { width: 1280, height: 900 } }));
  const lane = async () => {
    const tabs = new Map();
    for (let next = left.shift(); next; next = left.shift()) {
      if (!tabs.has(next.role)) tabs.set(next.role, await tab(contexts.get(next.role)));
      await look(tabs.get(next.role), next);
    }
  };
  await Promise.all([lane(), lane(), lane()]);
}

async function tab(context) {
  const page = await context.newPage();
  page.setDefaultTimeout(60000);
  const told = { page, name: "" };
  page.on("request", (r) => r.url().startsWith(job.base) || r.url() === "data:," || wrong.push(`${told.name}: fetches ${r.url()}`));
  page.on("console", (m) => m.type() === "error" && wrong.push(`${told.name}: ${m.text()}`));
  return told;
}

async function look(told, { role, path }) {
  const page = told.page;
  told.name = `${role} ${path}`;
  const wide = async (way) => {
    const over = await page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);
    if (over > 0) wrong.push(`${told.name}, ${way}: ${over} px wider than the screen`);
  };
  const axed = async (way, only) => {
    const found = await page.evaluate((only) => axe.run({ runOnly: only, resultTypes: ["violations"] }), only);
    for (const v of found.violations) {
      wrong.push(`${told.name}, ${way}: ${v.id} (${v.nodes.length}): ${v.nodes[0].html.slice(0, 200)}: ${v.nodes[0].failureSummary}`);
    }
  };
  await page.emulateMedia({ media: "screen", colorScheme: "light" });
  await page.setViewportSize({ width: 1280, height: 900 });
  const answer = await page.goto(job.base + path);
  if (answer.status() !== 200) wrong.push(`${told.name}: answers ${answer.status()}`);
  await page.evaluate(() => document.querySelectorAll("details").forEach((d) => (d.open = true)));
  await page.evaluate(axe);
  await wide("1280 px");
  await axed("1280 px, light", ["color-contrast"]);
  await page.emulateMedia({ colorScheme: "dark" });
  // 320 px is also what 400 % zoom leaves of 1280.
  await page.setViewportSize({ width: 320, height: 900 });
  await wide("320 px");
  await axed("320 px, dark", job.tags);
  await page.setViewportSize({ width: 360, height: 780 });
  await wide("360 px");
  // A sheet of paper leaves some 700 px.
  await page.setViewportSize({ width: 700, height: 990 });
  await page.emulateMedia({ media: "print" });
  await wide("on paper");
  const shown = await page.evaluate(() => [...document.querySelectorAll(".no-print, .head")].filter((one) => one.offsetParent).length);
  if (shown) wrong.push(`${told.name}, on paper: ${shown} parts that are not for paper`);
}

// Somebody's work from door to door, without script, found by label and role as a person finds them.
async function work() {
  const context = await as("counsellor", { javaScriptEnabled: false, viewport: { width: 360, height: 780 } });
  const page = await context.newPage();
  page.setDefaultTimeout(20000);
  const says = async (text, where) =>
    (await page.getByText(text).count()) || wrong.push(`${where}: “${text}” is not on ${page.url()}`);

  await page.goto(job.base);
  await page.getByRole("link", { name: "Register somebody" }).click();
  await page.getByRole("button", { name: "Register", exact: true }).click();
  await says("Please write how to call this person.", "a register form that is empty");
  if (!(await page.title()).startsWith("Please check:")) wrong.push(`the title of a form to mend: ${await page.title()}`);
  await page.getByLabel("How to call them").fill("Wren 🌱");
  await page.getByLabel("Who should never hear of it").fill("Robin – lives there");
  await page.getByRole("button", { name: "Register", exact: true }).click();
  await says("Never tell anything to:", "one person");
  const person = page.url().split("?")[0];

  await page.getByRole("link", { name: "Begin the interview" }).click();
  await says("Nothing was asked yet", "an interview before it begins");
  await page.goto(person + "/record/note");
  await page.getByLabel("What do you want to note?").fill("no home");
  await page.getByRole("button", { name: "Find" }).click();
  await page.getByRole("link", { name: "has no home", exact: true }).click();
  await page.getByLabel("yes", { exact: true }).check();
  await page.getByRole("button", { name: "Save" }).click();
  await says("has no home", "the record");

  await page.goto(person);
  await page.getByRole("button", { name: "Make the first plan", exact: true }).click();
  await page.getByRole("link", { name: "Decide together", exact: true }).click();
  await page.locator(".voice-right li summary").nth(1).click();
  await page.getByRole("link", { name: "Change, or say more", exact: false }).first().click();
  await page.getByLabel("I agree").check();
  await page.getByRole("button", { name: "Save what is decided" }).click();
  await says("Your decision is noted.", "the workspace");
  await page.goBack();
  await says("Who says so?", "the page before");
  await page.goto(person);
  await page.getByRole("button", { name: "Make the next version", exact: true }).click();
  await page.getByRole("link", { name: "Sign", exact: true }).click();
  await page.getByLabel("I agree with this plan").check();
  await page.getByRole("button", { name: "Put this under the plan" }).click();
  await says("Signed.", "one person");

  await page.getByRole("link", { name: "Documents" }).click();
  await page.getByRole("link", { name: "Add a document" }).click();
  await page.getByLabel("File").setInputFiles({ name: "letter.pdf", mimeType: "application/pdf", buffer: Buffer.from("no pdf") });
  await page.getByRole("button", { name: "Keep it" }).click();
  await says("does not fit what is inside", "a document that lies");
  await page.getByLabel("File").setInputFiles({ name: "letter.txt", mimeType: "text/plain", buffer: Buffer.from("Dear team") });
  await page.getByRole("button", { name: "Keep it" }).click();
  await says("The document is kept.", "documents");

  // The session ends in the middle of typing: nothing is lost on the way back.
  await page.goto(person);
  await page.getByText("How to reach them, name and birthday").click();
  await page.getByRole("link", { name: /^Change.*How to reach them/ }).click();
  await page.getByLabel("In their own words").fill("knock twice, please");
  await context.clearCookies({ name: job.cookie });
  await page.getByRole("button", { name: "Save" }).click();
  await says("You were signed off", "a form after its session");
  await context.addCookies([{ name: job.cookie, value: job.cookies.counsellor, url: job.base }]);
  await page.getByRole("button", { name: "Send again" }).click();
  await says("knock twice, please", "one person");
  await context.close();
}
