import type { LoadReport } from "../../domain/load.ts";
import { mrkdwnName } from "../mrkdwn.ts";
import { type ButtonInput, buttons } from "./buttons.ts";
import { formWords } from "./form-words.ts";
import { counted } from "./format.ts";
import { faultTable, loadFigures, loadWords, warningNotes } from "./load-figures.ts";
import type { SlackMessage } from "./slack-message.ts";
import { header, paragraph } from "./text-objects.ts";

export interface PreviewOptions {
  readonly locale?: string;
  /** Under which the file waits for an answer. */
  readonly uploadId: string;
}

/** What a file would load, before anything is stored; the person decides. */
export function importPreviewView(report: LoadReport, options: PreviewOptions): SlackMessage {
  const { uploadId, locale } = options;
  if (report.outcome === "refused" && report.rows.accepted === 0 && !report.alreadyImported) {
    return refusedView(report, uploadId);
  }
  const sentence = sentenceOf(report);
  return {
    text: `${loadWords(report, locale)}. ${sentence.replaceAll("*", "")}`,
    blocks: [
      header("Import this file?"),
      paragraph(sentence),
      ...loadFigures(report, locale),
      ...faultTable(report.errors),
      ...warningNotes(report.warnings),
      ...buttons([
        ...answers(report, uploadId),
        { label: "Change settings", press: { action: "import.edit", uploadId } },
        { label: "Cancel", press: { action: "import.cancel", uploadId } },
      ]),
    ],
  };
}

/** Nothing is known of its numbers: why, and what to do. */
function refusedView({ file, errors, rows }: LoadReport, uploadId: string): SlackMessage {
  const [first] = errors;
  const alone = errors.length === 1 && first !== undefined && rows.rejected === 0;
  const line = first?.line ?? null;
  const place = line === null ? "" : `Line ${line}: `;
  const why = alone
    ? `${place}${mrkdwnName(formWords(first.message), 600)}`
    : "Mend these and drop the file again:";
  const sentence = `Nothing in ${mrkdwnName(file, 100)} can be loaded as it is, and nothing is stored.`;
  return {
    text: `${sentence} ${why}`,
    blocks: [
      header("This file cannot be imported yet"),
      paragraph(`${sentence}\n${why}`),
      ...(alone ? [] : faultTable(errors)),
      ...buttons([
        { label: "Change settings", press: { action: "import.edit", uploadId }, style: "primary" },
        { label: "Cancel", press: { action: "import.cancel", uploadId } },
      ]),
    ],
  };
}

function sentenceOf({ alreadyImported, accountChanged, rows, errors, file }: LoadReport): string {
  if (alreadyImported && accountChanged) {
    return `*${mrkdwnName(file)}* is already imported: its numbers stay as they are, and the account would change as noted below.`;
  }
  if (alreadyImported)
    return `*${mrkdwnName(file)}* is already imported: loading it again changes nothing.`;
  if (rows.accepted === 0) return "Nothing in this file can be loaded as it is.";
  if (rows.rejected > 0 || errors.length > 0) {
    return (
      `*${counted(rows.rejected, "row")} cannot be read.* Mend the file and drop it again, or load ` +
      `the other ${counted(rows.accepted, "row")} without them. Nothing is stored yet.`
    );
  }
  return "Everything can be read. Nothing is stored yet.";
}

function answers(report: LoadReport, uploadId: string): ButtonInput[] {
  const { rows, errors, alreadyImported, accountChanged } = report;
  if (alreadyImported && accountChanged) {
    return [{ label: "Change the account", press: { action: "import.confirm", uploadId } }];
  }
  if (rows.accepted === 0 || alreadyImported) return [];
  return rows.rejected > 0 || errors.length > 0
    ? [{ label: "Load without bad rows", press: { action: "import.skip", uploadId } }]
    : [{ label: "Import", press: { action: "import.confirm", uploadId }, style: "primary" }];
}
