import type { ViewOutput } from "@slack/bolt";
import { expect } from "vitest";

import { BOT_TOKEN, GENERAL, MAYA, signal, test } from "./bolt-workspace.ts";

const bytes = Buffer.from("Day,Campaign,Cost\n2026-11-01,Brand,12.50\n");
const upload = { user: MAYA, channel: GENERAL, name: "report é.csv", bytes, mimetype: "text/csv" };

test("a shared file is announced, described and handed out", async ({ workspace }) => {
  const { app, sandbox } = workspace;
  const shared = signal<{ file_id: string; channel_id: string; user_id: string }>();
  app.event("file_shared", async ({ event }) => {
    shared.resolve(event);
  });

  await sandbox.uploadFile(upload);

  const event = await shared.promise;
  expect(event).toMatchObject({ channel_id: GENERAL, user_id: MAYA });
  const { file } = await app.client.files.info({ file: event.file_id });
  expect(file).toMatchObject({ name: "report é.csv", size: bytes.length, channels: [GENERAL] });
  const headers = { authorization: `Bearer ${BOT_TOKEN}` };
  const response = await fetch(`${file?.url_private_download}`, { headers });
  expect(Buffer.from(await response.arrayBuffer())).toEqual(bytes);
});

test("a file without the token is a sign-in page", async ({ workspace: { app, sandbox } }) => {
  const { id } = await sandbox.uploadFile(upload);
  const { file } = await app.client.files.info({ file: id });

  const response = await fetch(`${file?.url_private_download}`);

  expect(response.headers.get("content-type")).toMatch(/^text\/html/u);
  expect(await response.text()).not.toContain("Campaign");
});

test("a shared file stands in the channel", async ({ workspace: { sandbox } }) => {
  const { id } = await sandbox.uploadFile(upload);

  expect(sandbox.messages(GENERAL)).toMatchObject([
    { author: MAYA, files: [{ id, name: "report é.csv", bytes: bytes.length }] },
  ]);
});

test("a file of a form comes whole with its submission", async ({ workspace }) => {
  const { app, sandbox } = workspace;
  const submitted = signal<ViewOutput>();
  app.command("/perf", async ({ ack, client, command }) => {
    await client.views.open({ trigger_id: command.trigger_id, view: importModal });
    await ack();
  });
  app.view("import", async ({ ack, view }) => {
    await ack();
    submitted.resolve(view);
  });
  const { channel: _, ...unshared } = upload;
  const { id } = await sandbox.uploadFile(unshared);
  await sandbox.command({ user: MAYA, channel: GENERAL, text: "/perf import" });

  await sandbox.submitView({
    user: MAYA,
    viewId: `${sandbox.views(MAYA)[0]?.id}`,
    state: { file: { chosen: { type: "file_input", files: [{ id }] } } },
  });

  expect((await submitted.promise).state.values["file"]?.["chosen"]).toMatchObject({
    type: "file_input",
    files: [{ id, name: "report é.csv", url_private_download: expect.any(String) as unknown }],
  });
  expect(sandbox.messages(GENERAL)).toEqual([]);
});

const importModal = {
  type: "modal" as const,
  callback_id: "import",
  title: { type: "plain_text" as const, text: "Import" },
  submit: { type: "plain_text" as const, text: "Import" },
  blocks: [
    {
      type: "input" as const,
      block_id: "file",
      label: { type: "plain_text" as const, text: "File" },
      element: { type: "file_input" as const, action_id: "chosen", filetypes: ["csv"] },
    },
  ],
};
