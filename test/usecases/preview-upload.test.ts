import { expect } from "vitest";

import { textFile } from "../../src/sources/files/text/text-file.ts";
import { importFile } from "../../src/usecases/import-file.ts";
import { previewUpload } from "../../src/usecases/preview-upload.ts";
import { test } from "../support/fixtures.ts";

const dollars = textFile("usd.csv", "Date,Campaign,Cost,Currency\n2026-11-20,Brand,5,USD\n");
const pounds = textFile("gbp.csv", "Date,Campaign,Cost,Currency\n2026-11-20,Brand,5,GBP\n");
const unsaid = textFile("any.csv", "Date,Campaign,Cost\n2026-11-20,Brand,5\n");

test("a dropped file goes to the platform's only account, unless that is in another currency", async ({
  scope,
  importing,
}) => {
  const rest = { hints: {}, dryRun: false, skipBadRows: false, again: false };
  await importFile(importing, scope, { file: dollars, account: "Shop", ...rest });

  const accounts = [];
  for (const file of [dollars, unsaid, pounds]) {
    const { account, outcome } = await previewUpload(importing, scope, { file, answers: {} });
    accounts.push([account, outcome]);
  }

  expect(accounts).toEqual([
    ["Shop", "preview"],
    ["Shop", "preview"],
    ["Other", "preview"],
  ]);
});
