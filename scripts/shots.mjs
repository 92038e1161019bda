// Takes pictures of pages as somebody signed in meets them. The job comes as JSON: base, shots (name, by, path, width,
// height, scheme, lang, press, full) and where they go.
import { readFileSync } from "node:fs";
import { createRequire } from "node:module";

const job = JSON.parse(readFileSync(0, "utf8"));
const { chromium } = createRequire(job.packages + "/")("playwright-core");
const browser = await chromium.launch({
  executablePath: job.chromium,
  args: ["--no-sandbox", "--disable-gpu", "--disable-quic", "--disable-background-networking", "--disable-component-update", "--disable-sync"],
});
const contexts = new Map();
for (const shot of job.shots) {
  const page = await (await signedIn(shot.by)).newPage();
  page.setDefaultTimeout(60000);
  await page.emulateMedia({ colorScheme: shot.scheme ?? "light", media: shot.media ?? "screen" });
  await page.setViewportSize({ width: shot.width ?? 1280, height: shot.height ?? 900 });
  await page.goto(job.base + (shot.path ?? "/"));
  // A way of links and buttons, each found by what it leads to or says.
  for (const one of shot.way ?? []) await go(page, one);
  if (shot.open) await page.evaluate((what) => document.querySelectorAll(what).forEach((d) => (d.open = true)), shot.open);
  await page.screenshot({ path: `${job.folder}/${shot.name}.png`, fullPage: shot.full ?? false });
  process.stdout.write(`${shot.name} ${page.url()}\n`);
  await page.close();
}
await browser.close();

// A selector to click; a field to fill; or what is pressed again and again until something stands there.
async function go(page, one) {
  if (typeof one === "string") return page.locator(one).first().click();
  if (one.fill) return page.locator(one.fill).first().fill(one.with);
  for (let turn = 0; turn < 200 && !(await page.locator(one.until).count()); turn++) await page.locator(one.press).first().click();
}

async function signedIn(name) {
  if (!contexts.has(name)) {
    const context = await browser.newContext({ reducedMotion: "reduce" });
    if (name) {
      const page = await context.newPage();
      await page.goto(job.base + "/sign-in");
      await page.locator("input[name=name]").fill(name);
      await page.locator("input[name=password]").fill(job.password);
      await page.locator("main form .primary").click();
      await page.close();
    }
    contexts.set(name, context);
  }
  return contexts.get(name);
}
