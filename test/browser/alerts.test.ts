import type { Page } from "playwright-core";
import { describe, expect } from "vitest";

import { CHROMIUM, test, type } from "./browser-test.ts";

const PATIENCE = { timeout: 45_000 } as const;

async function goTo(page: Page, channel: string): Promise<void> {
  await page.locator(`[data-channel="${channel}"]`).click();
}

describe.skipIf(CHROMIUM === undefined)("alerts in a browser", { timeout: 180_000 }, () => {
  test("the demo's alert stands in its channel, and one click takes it", async ({ page }) => {
    await goTo(page, "C0ALERTS");
    const alert = page.getByTestId("message").filter({ hasText: "Generic - Search - US" }).first();
    await alert.waitFor(PATIENCE);
    expect(await alert.locator("svg").count()).toBeGreaterThan(0);
    const messages = await page.getByTestId("message").count();

    await alert.getByRole("button", { name: "Acknowledge" }).click();

    await alert.getByText("Acknowledged").first().waitFor(PATIENCE);
    await expect.poll(() => alert.innerText(), PATIENCE).toContain("1 reply");
    expect(await page.getByTestId("message").count()).toBe(messages);
  });

  test("why it fired is told to whoever asks, and a rule is tried before it is saved", async ({
    page,
  }) => {
    await goTo(page, "C0ALERTS");
    await type(page, "/perf alerts");
    const list = page.getByTestId("message").filter({ hasText: "Open alerts" }).last();
    await list.waitFor(PATIENCE);
    await list.getByRole("button", { name: "Show the alert rules" }).click();
    const rules = page.getByTestId("message").filter({ hasText: "Spend stopped" }).last();
    await rules.waitFor(PATIENCE);
    await rules.getByRole("button", { name: "New rule" }).click();
    const modal = page.getByTestId("modal");
    await modal.waitFor(PATIENCE);

    await modal.getByRole("button", { name: "Show the last 30 days" }).click();

    await modal.getByText("this would have").waitFor(PATIENCE);
    await modal.getByRole("button", { name: "Save" }).click();
    const refused = modal.locator(".field.refused");
    await refused.first().waitFor(PATIENCE);
    expect(await refused.first().innerText()).toContain("Name of the rule");
    const [field, dialog] = [await refused.first().boundingBox(), await modal.boundingBox()];
    expect(field?.y).toBeGreaterThan(dialog?.y ?? Infinity);
    expect(await page.getByTestId("modal").count()).toBe(1);
  });

  test("fits a phone without scrolling sideways", async ({ page }) => {
    await page.setViewportSize({ width: 390, height: 844 });
    await page.goto(`${page.url()}`);
    await type(page, "/perf alerts");
    await page.getByTestId("message").filter({ hasText: "Open alerts" }).last().waitFor(PATIENCE);

    const overflow = await page.evaluate(
      "document.documentElement.scrollWidth - document.documentElement.clientWidth",
    );
    expect(overflow).toBe(0);
  });
});
