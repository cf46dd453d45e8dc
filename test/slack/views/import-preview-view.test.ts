import { expect, test } from "vitest";

import { importPreviewView } from "../../../src/slack/views/import-preview-view.ts";
import { importReportView } from "../../../src/slack/views/import-report-view.ts";
import { reportOf } from "./samples.ts";

const UNDATED =
  "This file does not say which days it covers. Export it with a Day column, or say the period: --period 2026-01-01..2026-01-31";

function refused(message: string, line: number | null = null) {
  return reportOf({
    outcome: "refused",
    rows: { read: 0, accepted: 0, rejected: 0 },
    days: undefined,
    platformTotal: undefined,
    errors: [{ line, column: null, message }],
    warnings: [],
  });
}

test("a file that is refused says why and what to do, without figures of nothing", () => {
  const message = importPreviewView(refused("There is no cost column.", 1), { uploadId: "F1" });
  const read = JSON.stringify(message.blocks);

  expect(read).toContain("This file cannot be imported yet");
  expect(read).toContain("Line 1: There is no cost column.");
  expect(read).not.toMatch(/Import this file|\*Rows\*|"label":"Import"/);
  expect(read).toContain("Change settings");
});

test.for([
  [UNDATED, "say the period: 2026-01-01..2026-01-31 under “Days that the file covers” in the form"],
  ["Say which: --currency USD, for example.", "Say which: USD under “Currency” in the form, for"],
] as const)("%s: is told in the form's words", ([message, words]) => {
  const preview = importPreviewView(refused(message), { uploadId: "F1" });
  const warned = importReportView(reportOf({ warnings: [message] }));

  for (const { blocks } of [preview, warned, importReportView(refused(message))]) {
    expect(JSON.stringify(blocks)).toContain(words);
    expect(JSON.stringify(blocks)).not.toContain("--");
  }
});
