import { chromium } from "playwright-core";
const b = await chromium.launch({ executablePath: "/usr/bin/chromium", args: ["--no-sandbox","--disable-gpu"] });
const p = await b.newPage({ viewport: { width: Number(process.argv[3] ?? 1280), height: Number(process.argv[4] ?? 1700) } });
await p.goto("http://127.0.0.1:4567/");
await p.waitForTimeout(1500);
const c = p.getByTestId("composer");
for (const words of process.argv.slice(5)) {
  if (words.startsWith("press:")) { await p.getByRole("button", { name: words.slice(6) }).last().click(); }
  else if (words.startsWith("go:")) await p.locator(`[data-channel="${words.slice(3)}"]`).click();
  else { await c.fill(words); await c.press("Escape"); await c.press("Enter"); }
  await p.waitForTimeout(5000);
}
await p.screenshot({ path: process.argv[2] });
await b.close();
