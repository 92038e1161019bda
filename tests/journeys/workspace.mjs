// Several people over one plan in Chromium, without script: decide, clear a hold, meet each other's words, sign, co-sign.
// Prints what is wrong, as JSON: a list of sentences.
import { readFileSync } from "node:fs";
import { createRequire } from "node:module";

const job = JSON.parse(readFileSync(0, "utf8"));
const { chromium } = createRequire(job.packages + "/")("playwright-core");
const wrong = [];
const browser = await chromium.launch({
  executablePath: job.chromium,
  args: ["--no-sandbox", "--disable-gpu", "--disable-quic", "--disable-background-networking", "--disable-sync"],
});
const person = `${job.base}/people/${job.person}`;

async function as(role) {
  const context = await browser.newContext({ javaScriptEnabled: false, viewport: { width: job.width, height: 800 } });
  await context.addCookies([{ name: job.cookie, value: job.cookies[role], url: job.base }]);
  const page = await context.newPage();
  page.setDefaultTimeout(30000);
  return page;
}
const says = async (page, text, where) =>
  (await page.getByText(text).count()) || wrong.push(`${where}: “${text}” is not on ${page.url()}`);

// The counsellor takes in a record, makes the plan, and both agree on two lines at one screen.
const counsellor = await as("counsellor");
await counsellor.goto(`${person}/record/add`);
await counsellor.locator("#id_file").setInputFiles({
  name: "record.json", mimeType: "application/json", buffer: Buffer.from(JSON.stringify(job.record)),
});
await counsellor.locator("input[name=other]").check();
await counsellor.getByRole("button", { name: "Take in", exact: true }).click();
await counsellor.goto(person);
await counsellor.getByRole("button", { name: "Make the next version", exact: true }).click();
await counsellor.goto(`${person}/workspace`);
const boxes = counsellor.locator("input[name=line]");
await boxes.nth(0).check();
await boxes.nth(1).check();
await counsellor.getByLabel("both of us, together").check();
// By keyboard alone from here: the button is reached and pressed without a mouse.
await counsellor.getByRole("button", { name: "We agree on the ticked lines" }).first().focus();
await counsellor.keyboard.press("Enter");
await counsellor.waitForURL(/said=decided_lines/);
await says(counsellor, "Noted: 2.", "agreeing on two lines");

// Two people over one line: the later one sees both, and loses nothing.
const own = await as("person");
await own.goto(`${person}/workspace`);
await counsellor.goto(`${person}/workspace`);
const goals = "#g-goals ~ ul";
const unfold = (page, lines) => page.locator(lines).locator("summary").first().click();
await unfold(counsellor, goals);
await unfold(own, goals);
await counsellor.locator(goals).getByRole("button", { name: /^Agree/ }).first().click();
await own.locator(goals).getByRole("button", { name: /^Not now/ }).first().click();
await says(own, "Somebody moved this while your page was open", "a line that a colleague was quicker with");
await unfold(own, goals);
await own.locator(goals).getByRole("button", { name: /^Not now/ }).first().click();
await says(own, "Noted: 1.", "the same line, said again");

// The prescriber joins the team and clears what a medicine waits for.
await counsellor.goto(`${person}/team`);
await counsellor.getByLabel("Colleague and role").selectOption({ label: job.prescriber });
await counsellor.getByRole("button", { name: "Add to the team" }).click();
const doctor = await as("prescriber");
await doctor.goto(`${person}/workspace`);
await says(doctor, "Waits for one answer first", "the prescriber's workspace");
await unfold(doctor, "#g-held ~ ul");
await doctor.locator("#g-held ~ ul").getByRole("link", { name: /^Change, or say more/ }).first().click();
await says(doctor, "Side by side", "medicines");
await doctor.getByLabel("Settle an open question by judgement").check();
await doctor.locator("select[name=fact_0]").selectOption({ index: 1 });
await doctor.getByLabel("In words", { exact: true }).fill("liver tests of last week");
await doctor.getByRole("button", { name: "Save what is decided" }).click();
await says(doctor, "Your decision is noted.", "a hold that is cleared");

// The plan is made once more; the person signs here, the counsellor by account, supervision co-signs.
await counsellor.goto(person);
await counsellor.getByRole("button", { name: "Make the next version", exact: true }).click();
const plan = counsellor.url().split("?")[0];
await counsellor.getByRole("link", { name: "The person signs here" }).click();
await counsellor.getByLabel("I agree with this plan, except").check();
await counsellor.getByLabel("Your name").fill("Ana");
await counsellor.getByRole("button", { name: "Put this under the plan" }).click();
await says(counsellor, "Tick this once you have read the plan or heard it.", "signing unread");
await counsellor.getByLabel("I read this plan, or it was read to me").check();
await counsellor.getByRole("button", { name: "Put this under the plan" }).click();
await says(counsellor, "signed here, witness", "the page on which the counselor signs next");
await counsellor.locator("input[name=intent][value=agrees]").check();
await counsellor.getByRole("button", { name: "Put this under the plan" }).click();
await says(counsellor, "Counsellor of North House · counselor", "the road of versions");
const above = await as("supervisor");
await above.goto(`${plan}/sign`);
await above.getByLabel("I have looked at this plan and sign it too").check();
await above.getByRole("button", { name: "Put this under the plan" }).click();
await says(above, "co-signed", "the road of versions");

// A rule is set aside with a reason; supervision sees which and why.
await doctor.goto(`${person}/workspace`);
await unfold(doctor, "#g-level ~ ul");
await doctor.locator("#g-level ~ ul").getByRole("link", { name: /^Change, or say more/ }).first().click();
await doctor.getByLabel("Set a rule aside for this person").check();
await doctor.locator("input[name=rule]").first().check();
await doctor.locator("select[name=reason]").selectOption({ index: 1 });
await doctor.getByLabel("In words", { exact: true }).fill("known from the hospital");
await doctor.getByRole("button", { name: "Save what is decided" }).click();
await says(doctor, "Your decision is noted.", "a rule that is set aside");
await above.goto(`${job.base}/oversight`);
if (await above.getByText("None in the last half year").count()) wrong.push("supervision does not see the rule that is set aside");

// The nurse enters a withdrawal scale at the bedside; what it brings up is looked at.
await counsellor.goto(`${person}/team`);
await counsellor.getByLabel("Colleague and role").selectOption({ label: job.nurse });
await counsellor.getByRole("button", { name: "Add to the team" }).click();
const nurse = await as("nurse");
await nurse.goto(`${person}/interview/form?form=ciwa_ar`);
const items = await nurse.locator(".entry input").all();
if (items.length < 8) wrong.push(`a withdrawal scale of ${items.length} items`);
for (const item of items) await item.fill("2");
await nurse.locator("main form .primary").first().click();
if (await nurse.locator("main .error").count()) wrong.push(`a withdrawal scale is not taken: ${await nurse.locator("main .error").first().textContent()}`);
await nurse.goto(`${person}/record`);
await says(nurse, "CIWA", "the record after a withdrawal scale");

// A sheet to take along.
const sheet = await counsellor.request.get(`${plan}/print?sheet=person&lang=es`);
if (!(await sheet.body()).subarray(0, 5).equals(Buffer.from("%PDF-"))) wrong.push("the sheet is no PDF");
await browser.close();
process.stdout.write(JSON.stringify(wrong));
