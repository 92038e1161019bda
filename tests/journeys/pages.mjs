// Opens pages in Chromium as people meet them and prints what is wrong, as JSON: a list of sentences.
import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { pathToFileURL } from "node:url";

const job = JSON.parse(readFileSync(0, "utf8"));
const { chromium } = createRequire(job.packages + "/")("playwright-core");
const axe = readFileSync(job.packages + "/axe-core/axe.min.js", "utf8");
const wrong = [];

const browser = await chromium.launch({
  executablePath: job.chromium,
  args: ["--no-sandbox", "--disable-gpu", "--disable-quic"],
});
// Some tabs at a time: each page is met anew in every way, so that none stands where another left it.
const left = job.pages.flatMap((file) => [
  ...job.ways.map((way) => () => meet(file, way)),
  // A plan prints on one sheet; an explanation on as many as are unfolded.
  ...(job.sheets === "any" ? [] : [() => print(file)]),
]);
const lane = async () => {
  for (let next = left.shift(); next; next = left.shift()) await next();
};
await Promise.all([lane(), lane(), lane()]);
await browser.close();
process.stdout.write(JSON.stringify(wrong));

async function meet(file, way) {
  const name = `${file.split("/").pop()}, ${way.width} px, ${way.scheme}, details ${way.open ? "open" : "closed"}`;
  const page = await browser.newPage({ viewport: { width: way.width, height: 900 }, colorScheme: way.scheme });
  const own = pathToFileURL(file).href;
  page.on("request", (r) => r.url() === own || wrong.push(`${name}: fetches ${r.url()}`));
  page.on("console", (m) => m.type() === "error" && wrong.push(`${name}: ${m.text()}`));
  await page.goto(own);
  if (way.open) await page.evaluate(() => document.querySelectorAll("details").forEach((d) => (d.open = true)));
  const wide = await page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);
  if (wide > 0) wrong.push(`${name}: ${wide} px wider than the screen`);
  await page.keyboard.press("Tab");
  const first = await page.evaluate(() => document.activeElement.getAttribute("href"));
  if (first !== "#help") wrong.push(`${name}: the first tab stop is ${first}, not the way to help`);
  if (way.axe) {
    await page.evaluate(axe);
    const found = await page.evaluate((tags) => axe.run({ runOnly: tags, resultTypes: ["violations"] }), job.tags);
    for (const v of found.violations) {
      wrong.push(`${name}: ${v.id} (${v.nodes.length}): ${v.nodes[0].html.slice(0, 200)}: ${v.nodes[0].failureSummary}`);
    }
  }
  await page.close();
}

async function print(file) {
  const page = await browser.newPage({ colorScheme: "dark" });
  await page.goto(pathToFileURL(file).href);
  for (const format of ["Letter", "A4"]) {
    const sheets = (await page.pdf({ format })).toString("latin1").match(/\/Type\s*\/Page\b(?!s)/g).length;
    if (sheets !== 1) wrong.push(`${file.split("/").pop()}: prints on ${sheets} sheets of ${format}, not on one`);
  }
  await page.close();
}
