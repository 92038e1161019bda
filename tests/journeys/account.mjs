// Somebody who is invited comes in: an account, a passkey of the browser's own authenticator, recovery codes, signing
// off and in again with it. Every page on the way is looked at by axe. Prints what is wrong, as JSON.
import { readFileSync } from "node:fs";
import { createRequire } from "node:module";

const job = JSON.parse(readFileSync(0, "utf8"));
const { chromium } = createRequire(job.packages + "/")("playwright-core");
const axe = readFileSync(job.packages + "/axe-core/axe.min.js", "utf8");
const wrong = [];
const words = job.words;

const browser = await chromium.launch({
  executablePath: job.chromium,
  args: ["--no-sandbox", "--disable-gpu", "--disable-quic", "--disable-background-networking", "--disable-sync"],
});
const locale = job.language === "es" ? "es-US" : "en-US";
const context = await browser.newContext({ viewport: { width: 390, height: 844 }, colorScheme: job.scheme, locale });
const page = await context.newPage();
page.setDefaultTimeout(60000);
page.on("console", (m) => m.type() === "error" && !m.text().includes("422") && wrong.push(`${page.url()}: ${m.text()}`));
page.on("request", (r) => r.url().startsWith(job.base) || r.url() === "data:," || wrong.push(`fetches ${r.url()}`));
const authenticator = await context.newCDPSession(page);
await authenticator.send("WebAuthn.enable");
const { authenticatorId } = await authenticator.send("WebAuthn.addVirtualAuthenticator", {
  options: { protocol: "ctap2", transport: "internal", hasUserVerification: true, isUserVerified: true },
});

// As at 400 % zoom in the dark; what hangs on the theme alone is asked in the light too; then on with the journey.
async function look(name) {
  await page.evaluate(axe);
  for (const [width, colorScheme, only] of [[320, "dark", job.tags], [1280, "light", ["color-contrast"]], [390, job.scheme, null]]) {
    await page.setViewportSize({ width, height: 844 });
    await page.emulateMedia({ colorScheme });
    const wide = await page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);
    if (wide > 0) wrong.push(`${name}, ${width} px: ${wide} px wider than the screen`);
    if (!only) continue;
    const found = await page.evaluate((only) => axe.run({ runOnly: only, resultTypes: ["violations"] }), only);
    for (const v of found.violations) wrong.push(`${name}, ${width} px, ${colorScheme}: ${v.id}: ${v.nodes[0].html.slice(0, 200)}: ${v.nodes[0].failureSummary}`);
  }
}
const at = (path, where) => new URL(page.url()).pathname === path || wrong.push(`${where}: is at ${page.url()}`);
const fill = (name, value) => page.locator(`[name=${name}]`).fill(value);
const press = (word) => page.getByRole("button", { name: words[word], exact: true }).click();

await page.goto(job.base + job.invitation);
await press("join");
await look("an invitation with nothing filled in");
await fill("called", "Kim");
await fill("name", "kim.doe");
await fill("new", job.password);
await fill("again", job.password);
await press("join");
await page.waitForURL(/second-factors/);
at("/account/second-factors", "after making an account");
await look("second factors, none yet");
await page.goto(job.base + "/account/second-factors/app");
await look("an app with codes");

await page.goto(job.base + "/account/second-factors/passkey");
await look("adding a passkey");
await fill("key_name", "this telephone");
await fill("password", job.password);
await press("add_passkey");
await page.locator("main li code").first().waitFor();
await look("recovery codes");
const codes = await page.locator("main li code").count();
if (codes !== 10) wrong.push(`${codes} recovery codes are shown`);
const held = (await authenticator.send("WebAuthn.getCredentials", { authenticatorId })).credentials;
if (held.length !== 1) wrong.push(`the authenticator holds ${held.length} passkeys`);
await page.getByRole("link", { name: words.codes_kept }).click();

for (const path of ["/account", "/account/sessions", "/account/second-factors", "/account/password", "/account/second-factors/codes"]) {
  await page.goto(job.base + path);
  at(path, "a page of one's own account");
  await look(path);
}
await page.goto(job.base + "/account");
await press("sign_off");
await page.goto(job.base + "/people");
at("/sign-in", "signed off");
await fill("name", "kim.doe");
await fill("password", job.password);
await press("sign_in");
await page.waitForURL(/second/);
await look("the second step");
await page.goto(job.base + "/people");
at("/sign-in", "with the password alone");
await fill("name", "kim.doe");
await fill("password", job.password);
await press("sign_in");
await page.waitForURL(/second/);
await press("use_passkey");
await page.waitForURL((url) => !url.pathname.startsWith("/sign-in"));
await page.goto(job.base + "/people");
at("/people", "with the passkey");
await look("people");

// Another authenticator, without the key, opens nothing.
await page.goto(job.base + "/account");
await press("sign_off");
await authenticator.send("WebAuthn.clearCredentials", { authenticatorId });
await page.goto(job.base + "/sign-in");
await fill("name", "kim.doe");
await fill("password", job.password);
await press("sign_in");
await page.waitForURL(/second/);
await press("use_passkey");
await page.locator("[data-passkey-wrong]").waitFor({ state: "visible" });
await look("a passkey that is not here");
await browser.close();
process.stdout.write(JSON.stringify(wrong));
