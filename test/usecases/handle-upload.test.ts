import { expect } from "vitest";

import type { Db } from "../../src/db/db.ts";
import { textFile } from "../../src/sources/files/text/text-file.ts";
import { Conflict, NotFound } from "../../src/usecases/errors.ts";
import {
  amendUpload,
  cancelUpload,
  keepUploadAlive,
  loadUpload,
  receiveUpload,
  showUpload,
  startUpload,
  type UploadMessages,
} from "../../src/usecases/handle-upload.ts";
import type { Scope } from "../../src/usecases/scope.ts";
import { summarizeWorkspace } from "../../src/usecases/summarize-workspace.ts";
import { test } from "../support/fixtures.ts";

const UPLOAD = {
  uploadId: "F1",
  fileName: "report.csv",
  channel: "C1",
  messageTs: "1.1",
  answers: { account: "Main", currency: "USD" },
};

const MESSAGES: UploadMessages = {
  done: ({ outcome }) => ({ text: `done: ${outcome}` }),
  cutOff: () => ({ text: "cut off" }),
};

const MINUTE_MS = 60_000;

function by(scope: Scope, user: string, minutes = 0): Scope {
  return { ...scope, actor: `slack:${user}`, now: scope.now + minutes * MINUTE_MS };
}

function start(db: Db, scope: Scope) {
  return startUpload(db, scope, { uploadId: "F1", messages: MESSAGES });
}

/** The message that is owed about the upload, and in how many minutes. */
async function owedMessage(db: Db, { workspaceId, now }: Scope) {
  const [row] = await db.rows<{ payload: { text: string }; due_at: Date }>(
    {
      name: "test_owed",
      text: "select payload, due_at from deliveries where workspace_id = $1 and state = 'owed'",
    },
    [workspaceId],
  );
  return row === undefined
    ? undefined
    : { text: row.payload.text, inMinutes: (row.due_at.getTime() - now) / MINUTE_MS };
}

function load(
  importing: Parameters<typeof loadUpload>[0],
  taken: Awaited<ReturnType<typeof start>>,
) {
  return loadUpload(importing, taken, {
    file: textFile("report.csv", "Date,Campaign,Cost\n2026-11-20,Brand,5\n"),
    skipBadRows: false,
    onProgress: () => undefined,
  });
}

test("a drop that Slack tells of twice is received once", async ({ db, scope }) => {
  expect(await receiveUpload(db, scope, UPLOAD)).toBe(true);
  expect(await receiveUpload(db, scope, UPLOAD)).toBe(false);
});

test("what is said about a waiting file is remembered", async ({ db, scope }) => {
  await receiveUpload(db, scope, UPLOAD);

  await amendUpload(db, scope, { uploadId: "F1", answers: { account: "Other" }, messageTs: "2.2" });

  expect(await showUpload(db, scope, "F1")).toEqual({
    ...UPLOAD,
    answers: { account: "Other" },
    messageTs: "2.2",
  });
});

test("of several clicks at once one loads; the others hear who was first", async ({
  db,
  scope,
}) => {
  await receiveUpload(db, scope, UPLOAD);

  const clicks = await Promise.allSettled(
    ["U1", "U2", "U3"].map((user) => start(db, by(scope, user))),
  );

  const winner = clicks.flatMap((click) => (click.status === "fulfilled" ? [click.value] : []));
  expect(winner).toHaveLength(1);
  expect(clicks.filter(({ status }) => status === "rejected")).toEqual(
    [1, 2].map(() => ({
      status: "rejected",
      reason: expect.objectContaining({
        name: "Conflict",
        first: winner[0]?.scope.actor,
        message: "report.csv is being loaded already. Drop the file again to start anew.",
      }) as Error,
    })),
  );
});

test("a load owes its message in its own transaction", async ({ db, scope, importing }) => {
  await receiveUpload(db, scope, UPLOAD);
  const taken = await start(db, scope);
  expect(await owedMessage(db, scope)).toEqual({ text: "cut off", inMinutes: 3 });

  const report = await load(importing, taken);

  expect(report.outcome).toBe("stored");
  expect(await owedMessage(db, scope)).toEqual({ text: "done: stored", inMinutes: 0 });
  await expect(start(db, by(scope, "U2", 60))).rejects.toThrow("has been loaded already");
  const [usd] = await summarizeWorkspace(db, scope, { period: "7d" });
  expect(usd?.current.totals.spendMicros).toBe(5_000_000n);
});

test("a load that is refused owes its message too", async ({ db, scope, importing }) => {
  await receiveUpload(db, scope, UPLOAD);
  const taken = await start(db, scope);

  await loadUpload(importing, taken, {
    file: textFile("report.csv", "nothing that is a table\n"),
    skipBadRows: false,
    onProgress: () => undefined,
  });

  expect(await owedMessage(db, scope)).toEqual({ text: "done: refused", inMinutes: 0 });
});

test("a load that was cut off may be taken again after three minutes, not before", async ({
  db,
  scope,
  importing,
}) => {
  await receiveUpload(db, scope, UPLOAD);
  await start(db, by(scope, "U1"));

  await expect(start(db, by(scope, "U2", 2.9))).rejects.toThrow(Conflict);
  const revived = await start(db, by(scope, "U2", 3));

  expect(revived.upload).toMatchObject({ uploadId: "F1", answers: UPLOAD.answers });
  expect((await load(importing, revived)).outcome).toBe("stored");
});

test("a long load that shows signs of life is not taken for dead", async ({ db, scope }) => {
  await receiveUpload(db, scope, UPLOAD);
  const taken = await start(db, by(scope, "U1"));

  await keepUploadAlive(db, taken, scope.now + 2 * MINUTE_MS);

  expect(await owedMessage(db, scope)).toEqual({ text: "cut off", inMinutes: 5 });
  await expect(start(db, by(scope, "U2", 4))).rejects.toThrow(Conflict);
  expect((await start(db, by(scope, "U2", 5))).scope.actor).toBe("slack:U2");
});

test("a file that was set aside stays so", async ({ db, scope }) => {
  await receiveUpload(db, scope, UPLOAD);
  await cancelUpload(db, by(scope, "U1"), "F1");

  for (const late of [
    () => start(db, by(scope, "U2", 60)),
    () => cancelUpload(db, scope, "F1"),
    () => showUpload(db, scope, "F1"),
    () => amendUpload(db, scope, { uploadId: "F1", answers: {} }),
  ]) {
    await expect(late()).rejects.toMatchObject({
      message: expect.stringContaining("has been set aside") as string,
      first: "slack:U1",
    });
  }
});

test("a file that was never dropped is not found", async ({ db, scope }) => {
  await expect(start(db, scope)).rejects.toThrow(NotFound);
});
