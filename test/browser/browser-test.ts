import { existsSync } from "node:fs";
import { rm } from "node:fs/promises";

import { type Browser, chromium, type Page } from "playwright-core";
import { expect, test as base } from "vitest";

import type { LocalWorkspace } from "../../src/trial/start-local-workspace.ts";
import { buildPage } from "../support/build-page.ts";
import { NOW } from "../support/fixtures.ts";
import { openLocalWorkspace } from "../support/local-workspace.ts";

export const CHROMIUM = [
  "/usr/bin/chromium",
  "/usr/bin/chromium-browser",
  "/usr/bin/google-chrome",
].find((path) => existsSync(path));

if (CHROMIUM === undefined) {
  process.stderr.write(
    "No Chromium was found: the browser tests are skipped (Debian: apt-get install chromium).\n",
  );
}

/** The page of a local workspace of the file's own, in a browser. */
export const test = base
  .extend("demo", { scope: "file" }, (): "live" | "files" => "live")
  .extend(
    "workspace",
    { scope: "file" },
    async ({ demo }, { onCleanup }): Promise<LocalWorkspace> => {
      const pageDir = await buildPage();
      const workspace = await openLocalWorkspace({ now: () => NOW, pageDir, demo });
      onCleanup(async () => {
        await workspace.stop();
        await rm(pageDir, { recursive: true, force: true });
      });
      return workspace;
    },
  )
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

/** Types into the composer and sends it. */
export async function type(page: Page, words: string): Promise<void> {
  const composer = page.getByTestId("composer");
  await composer.fill(words);
  await composer.press("Escape");
  await composer.press("Enter");
}
