import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";

import { expect, onTestFinished, test } from "vitest";

import { localFile } from "../../../src/sources/files/local-file.ts";
import { take } from "./in-memory-file.ts";

test("a file on disk is read; a folder or nothing is no file", async () => {
  const folder = await mkdtemp(join(tmpdir(), "export-"));
  onTestFinished(() => rm(folder, { recursive: true }));
  await writeFile(join(folder, "may.csv"), "Day,Campaign,Cost\n2026-05-01,A,1.5\n");

  const file = await localFile(join(folder, "may.csv"));

  expect(file).toMatchObject({ name: "may.csv", bytes: 35 });
  expect(file && (await take(file)).outcome.kind).toBe("read");
  expect(await localFile(folder)).toBeUndefined();
  expect(await localFile(join(folder, "june.csv"))).toBeUndefined();
});
