import { describe, expect } from "vitest";

import type { LocalWorkspace } from "../../src/trial/start-local-workspace.ts";
import { CHANNEL, LEO, MAYA, newMessage, press, test } from "./product-test.ts";

const CSV =
  "Date,Campaign,Cost,Clicks,Conversions,Currency\n2026-11-20,Dropped <!channel>,12.50,10,2,EUR\n";

async function drop(
  workspace: LocalWorkspace,
  name: string,
  content: string | Buffer,
): Promise<void> {
  await workspace.sandbox.uploadFile({
    user: MAYA,
    channel: CHANNEL,
    name,
    bytes: Buffer.from(content),
    mimetype: "text/csv",
  });
}

/** The message about the file, once its text says so. */
async function messageSaying({ sandbox }: LocalWorkspace, words: string) {
  await expect
    .poll(
      () => sandbox.messages(CHANNEL, MAYA).map((one) => one.text + JSON.stringify(one.blocks)),
      {
        timeout: 20_000,
      },
    )
    .toContainEqual(expect.stringContaining(words));
  const found = sandbox
    .messages(CHANNEL, MAYA)
    .findLast((one) => (one.text + JSON.stringify(one.blocks)).includes(words));
  if (found === undefined) throw new Error("The message has come.");
  return found;
}

describe("a file dropped into a channel", () => {
  test("is previewed, imported by the first click, and the second is told who was first", async ({
    workspace,
  }) => {
    await drop(workspace, "dropped.csv", CSV);
    const preview = await messageSaying(workspace, "Import this file?");
    expect(JSON.stringify(preview.blocks)).toContain("12.50");
    expect(JSON.stringify(preview.blocks)).not.toContain("<!channel>");

    await press(workspace, preview, { label: "Import" });
    const done = await messageSaying(workspace, "Loaded 1 row");
    expect(done.ts).toBe(preview.ts);
    const before = workspace.sandbox.messages(CHANNEL, LEO).length;
    await press(workspace, { ...preview, ts: done.ts }, { label: "Import", user: LEO }).catch(
      () => undefined,
    );

    await workspace.sandbox.command({ user: LEO, channel: CHANNEL, text: "/perf dropped" });
    const answer = await newMessage(workspace.sandbox, { user: LEO, before });
    expect(answer.text + JSON.stringify(answer.blocks)).toContain("€12.50");
  });

  test("with unreadable rows says where, and stores nothing until told to", async ({
    workspace,
  }) => {
    const rows = Array.from({ length: 20 }, (_, n) => `2026-11-20,Row ${n},1.00,1,1,EUR`).join(
      "\n",
    );
    await drop(
      workspace,
      "faulty.csv",
      `Date,Campaign,Cost,Clicks,Conversions,Currency\n${rows}\n2026-11-20,Bad,ask Bob,1,1,EUR\n`,
    );

    const preview = await messageSaying(workspace, "ask Bob");

    expect(preview.text).toContain("1 row cannot be read");
    await press(workspace, preview, { label: "Load without bad rows" });
    await messageSaying(workspace, "Loaded 20 rows");
  });

  test("that is no table gets a sentence that says what to do", async ({ workspace }) => {
    await drop(workspace, "book.xlsx", Buffer.from("504b0304140000000800", "hex"));

    expect((await messageSaying(workspace, "CSV")).text).toBeTruthy();
  });

  test("can be set aside", async ({ workspace }) => {
    await drop(workspace, "aside.csv", CSV.replace("12.50", "99.00"));
    const preview = await messageSaying(workspace, "99.00");

    await press(workspace, preview, { label: "Cancel" });

    await messageSaying(workspace, "aside.csv was not imported");
  });

  test("that is a picture is left alone", async ({ workspace }) => {
    const before = workspace.sandbox
      .messages(CHANNEL, MAYA)
      .filter(({ author }) => author === "U0TRIMTAB");

    await drop(workspace, "cat.png", "PNG");
    await workspace.sandbox.command({ user: MAYA, channel: CHANNEL, text: "/perf help" });
    await messageSaying(workspace, "/perf");

    const about = workspace.sandbox
      .messages(CHANNEL, MAYA)
      .filter(({ author, text }) => author === "U0TRIMTAB" && text.includes("cat.png"));
    expect(about).toEqual([]);
    expect(before.length).toBeGreaterThan(0);
  });
});
