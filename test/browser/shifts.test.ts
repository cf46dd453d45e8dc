import { describe, expect } from "vitest";

import { CHROMIUM, test, type } from "./browser-test.ts";

const PATIENCE = { timeout: 45_000 } as const;

test.override("demo", { scope: "file" }, "files");

describe.skipIf(CHROMIUM === undefined)("a budget shift in a browser", { timeout: 180_000 }, () => {
  test("is proposed, edited, approved and carried out", async ({ page }) => {
    await page.locator('[data-channel="C0GROWTH"]').click();
    await type(page, "/perf shift");
    const proposal = page.getByTestId("message").filter({ hasText: "See the numbers" }).last();
    await proposal.waitFor(PATIENCE);
    expect(await proposal.innerText()).toContain("four times in five");

    await proposal.getByRole("button", { name: "Edit" }).click();
    const modal = page.getByTestId("modal");
    await modal.waitFor(PATIENCE);
    await modal.getByRole("checkbox").first().uncheck();
    await modal.getByRole("button", { name: "Work it out again" }).click();
    await modal.getByRole("button", { name: "Save" }).click();
    await modal.waitFor({ state: "detached", ...PATIENCE });
    await proposal.getByText("Edited by").first().waitFor(PATIENCE);

    await proposal.getByRole("button", { name: "Approve" }).click();
    await page.getByTestId("confirm").getByRole("button", { name: "Approve" }).click();
    await proposal.getByText("changes to make").first().waitFor(PATIENCE);
    await proposal.getByRole("button", { name: "All done" }).click();
    await page.getByTestId("confirm").getByRole("button", { name: "All done" }).click();
    await expect.poll(() => proposal.innerText(), PATIENCE).toContain("Applied");
    expect(await proposal.getByRole("button", { name: "Undo" }).count()).toBe(1);
  });
});
