import { existsSync } from "node:fs";
import { rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";

import { type Browser, chromium, type Page } from "playwright-core";
import { describe, expect, test as base } from "vitest";

import type { LocalWorkspace } from "../../src/start-local-workspace.ts";
import { buildPage } from "../support/build-page.ts";
import { NOW } from "../support/fixtures.ts";
import { openLocalWorkspace } from "../support/local-workspace.ts";

const CHROMIUM = ["/usr/bin/chromium", "/usr/bin/chromium-browser", "/usr/bin/google-chrome"].find(
  (path) => existsSync(path),
);

if (CHROMIUM === undefined) {
  process.stderr.write(
    "No Chromium was found: the browser tests are skipped (Debian: apt-get install chromium).\n",
  );
}

const test = base
  .extend("workspace", { scope: "file" }, async ({}, { onCleanup }): Promise<LocalWorkspace> => {
    const pageDir = await buildPage();
    const workspace = await openLocalWorkspace({ now: () => NOW, pageDir });
    onCleanup(async () => {
      await workspace.stop();
      await rm(pageDir, { recursive: true, force: true });
    });
    return workspace;
  })
  .extend("browser", { scope: "file" }, async ({}, { onCleanup }): Promise<Browser> => {
    const browser = await chromium.launch({
      executablePath: CHROMIUM ?? "",
      args: [
        "--no-sandbox",
        "--disable-gpu",
        "--disable-quic",
        "--no-first-run",
        "--disable-background-networking",
        "--disable-component-update",
        "--disable-sync",
      ],
    });
    onCleanup(() => browser.close());
    return browser;
  })
  .extend<{ page: Page }>({
    page: async ({ browser, workspace }, use) => {
      const context = await browser.newContext({ viewport: { width: 1280, height: 800 } });
      const page = await context.newPage();
      const faults: string[] = [];
      page.on("pageerror", (error) => faults.push(error.message));
      await page.goto(workspace.url);
      await use(page);
      expect(faults).toEqual([]);
      await context.close();
    },
  });

async function type(page: Page, words: string): Promise<void> {
  const composer = page.getByTestId("composer");
  await composer.fill(words);
  await composer.press("Escape");
  await composer.press("Enter");
}

describe.skipIf(CHROMIUM === undefined)("the local workspace in a browser", () => {
  test("tells a visitor what to type, and that nothing leaves the computer", async ({ page }) => {
    await page.getByText("Nothing leaves this computer").waitFor();

    expect(await page.getByText("/perf", { exact: true }).count()).toBeGreaterThan(0);
  });

  test("answers /perf with numbers and a chart", async ({ page }) => {
    await type(page, "/perf generic");

    const message = page.getByTestId("message").filter({ hasText: "Generic - Search - US" }).last();
    await message.waitFor();
    expect(await message.innerText()).toContain("$48.00 target");
    expect(await message.locator("svg").count()).toBeGreaterThan(0);
    expect(await message.innerText()).toContain("Data through 23 Nov 2026");
  });

  test("sorts the overview's table", async ({ page }) => {
    await type(page, "/perf");
    const message = page.getByTestId("message").filter({ hasText: "All campaigns in USD" }).last();
    await message.waitFor();
    const firstRow = () =>
      message.getByTestId("data-table").locator("tbody tr").first().innerText();
    expect(await firstRow()).toContain("Generic - Search - US");

    await message
      .getByTestId("data-table")
      .locator("thead button", { hasText: "CPA" })
      .first()
      .click();

    await expect.poll(firstRow).not.toContain("Generic - Search - US");
  });

  test("answers a button in its place", async ({ page }) => {
    await type(page, "/perf brand");
    const message = page.getByTestId("message").filter({ hasText: "daily budget $420.00" }).last();
    await message.waitFor();
    const messages = await page.getByTestId("message").count();

    await message.locator("button", { hasText: "30 days" }).click();

    await message.getByText("Last 30 days", { exact: false }).first().waitFor();
    expect(await page.getByTestId("message").count()).toBe(messages);
  });

  test("loads a file that is attached", async ({ page }) => {
    const path = join(tmpdir(), `browser-${process.pid}.csv`);
    await writeFile(path, "Date,Campaign,Cost,Currency\n2026-11-20,From The Browser,7.25,USD\n");
    await page.locator('input[type="file"]').first().setInputFiles(path);
    await page.getByText("Import this file?").first().waitFor();

    await page
      .locator("button", { hasText: /^Import$/ })
      .last()
      .click();

    const loaded = page.getByText("Loaded 1 row").first();
    await loaded.waitFor();
    expect(await loaded.isVisible()).toBe(true);
    await rm(path);
  });

  test("opens a modal and sets a target", async ({ page }) => {
    await type(page, "/perf creators");
    const message = page.getByTestId("message").filter({ hasText: "Spark Ads - Creators" }).last();
    await message.locator("button", { hasText: "Set target" }).click();
    const modal = page.getByTestId("modal");
    await modal.waitFor();
    await modal.locator('input[type="number"], input[inputmode="decimal"]').first().fill("77");

    await modal.getByRole("button", { name: "Save" }).click();

    const told = page.getByText(/\$77\.00 target/).first();
    await told.waitFor();
    expect(await told.isVisible()).toBe(true);
  });

  test("fits a phone without scrolling sideways", async ({ page }) => {
    await page.setViewportSize({ width: 390, height: 844 });
    await type(page, "/perf generic");
    await page.getByTestId("message").filter({ hasText: "Generic - Search - US" }).last().waitFor();

    const overflow = await page.evaluate(
      "document.documentElement.scrollWidth - document.documentElement.clientWidth",
    );
    expect(overflow).toBe(0);
  });
});
