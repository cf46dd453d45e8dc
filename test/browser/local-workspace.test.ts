import { rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";

import { describe, expect } from "vitest";

import { CHROMIUM, test, type } from "./browser-test.ts";

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
    expect(await message.innerText()).toContain("Data through 24 Nov 2026");
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

    const cancel = page.locator("button", { hasText: /^Cancel$/ }).last();
    const composer = page.getByTestId("composer");
    const isInSight = async () => {
      const [foot, top] = [await cancel.boundingBox(), await composer.boundingBox()];
      return (foot?.y ?? Infinity) + (foot?.height ?? 0) < (top?.y ?? 0);
    };
    await expect.poll(isInSight, { timeout: 45_000 }).toBe(true);

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
