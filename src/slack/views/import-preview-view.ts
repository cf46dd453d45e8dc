import type { LoadReport } from "../../domain/load.ts";
import { mrkdwnName } from "../mrkdwn.ts";
import { type ButtonInput, buttons } from "./buttons.ts";
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
