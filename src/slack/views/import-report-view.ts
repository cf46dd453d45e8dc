import type { LoadReport } from "../../domain/load.ts";
import { mrkdwnName } from "../mrkdwn.ts";
import { buttons } from "./buttons.ts";
import { formWords } from "./form-words.ts";
import { counted } from "./format.ts";
import { faultTable, loadFigures, loadWords, warningNotes } from "./load-figures.ts";
import type { SlackMessage } from "./slack-message.ts";
import { header, paragraph } from "./text-objects.ts";

export interface ReportOptions {
  readonly locale?: string;
}

/** What a load did; for a refused file why, and what to do. */
export function importReportView(report: LoadReport, { locale }: ReportOptions = {}): SlackMessage {
  if (report.outcome === "refused") return refusedView(report);
  const sentence = sentenceOf(report);
  const key = report.days === undefined ? "7d" : `${report.days.from}..${report.days.to}`;
  return {
    text: `${loadWords(report, locale)}. ${sentence}`,
    blocks: [
      header(report.alreadyImported ? "Already imported" : titleOf(report)),
      paragraph(sentence),
      ...loadFigures(report, locale),
      ...faultTable(report.errors),
      ...warningNotes(report.warnings),
      ...buttons([
        {
          label: "Show these days",
          press: { action: "perf.overview", period: key },
          says: "Show all campaigns for the days of this file",
        },
        { label: "Import another", press: { action: "import.open" } },
      ]),
    ],
  };
}

function titleOf({ outcome }: LoadReport): string {
  return outcome === "preview" ? "Not stored: a preview" : "Imported";
}

function refusedView({ file, errors, rows }: LoadReport): SlackMessage {
  const [first] = errors;
  const why = first === undefined ? "" : ` ${mrkdwnName(formWords(first.message), 600)}`;
  const count = rows.rejected > 0 ? ` ${counted(rows.rejected, "row")} cannot be read.` : "";
  const sentence = `${mrkdwnName(file, 100)} was not imported, nothing was stored.${count}`;
  const alone = errors.length === 1 && first?.line === null;
  return {
    text: `${sentence}${why}`,
    blocks: [
      header("Not imported"),
      paragraph(alone ? `${sentence}${why}` : `${sentence} Mend these and drop the file again:`),
      ...(alone ? [] : faultTable(errors)),
      ...buttons([{ label: "Import another", press: { action: "import.open" } }]),
    ],
  };
}

function sentenceOf(report: LoadReport): string {
  if (report.alreadyImported) {
    if (report.accountChanged)
      return "This very file is in the database already. Its numbers stay as they are; the account has changed as noted below.";
    return "This very file is in the database already. Nothing was changed.";
  }
  if (report.outcome === "preview")
    return "Nothing was stored, because only a preview was asked for.";
  const loaded = `Loaded ${counted(report.rows.accepted, "row")} of ${counted(report.campaigns, "campaign")}.`;
  const revised =
    report.revised === 0
      ? ""
      : ` ${counted(report.revised, "campaign-day")} had other numbers before and now have these.`;
  const skipped =
    report.rows.rejected === 0
      ? ""
      : ` ${counted(report.rows.rejected, "row")} left out as unreadable.`;
  return `${loaded}${revised}${skipped}`;
}
