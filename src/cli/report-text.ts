import type { LoadReport } from "../domain/load.ts";
import { platformName } from "../domain/platform.ts";
import {
  counted,
  formatCount,
  formatMetric,
  formatMoney,
  numberStyle,
} from "../slack/views/format.ts";

const SHOWN_FAULTS = 20;

/** A load's report for people at a terminal. */
export function reportText(report: LoadReport): string {
  return [headline(report), ...figures(report), ...faults(report), ...notes(report)]
    .map((line) => `${line}\n`)
    .join("");
}

function headline(report: LoadReport): string {
  if (report.outcome === "refused") return `${report.file}: not loaded; nothing was changed.`;
  if (report.alreadyImported) {
    const changed = report.accountChanged
      ? "its numbers stay as they are, and the account changes as noted below."
      : "nothing was changed. (--again loads it once more.)";
    const stored = report.outcome === "preview" ? " Nothing was stored: this was a dry run." : "";
    return `${report.file}: this very file has been loaded before; ${changed}${stored}`;
  }
  return report.outcome === "preview"
    ? `${report.file}: can be loaded. Nothing was stored: this was a dry run.`
    : `${report.file}: loaded.`;
}

function figures(report: LoadReport): string[] {
  const { currency, days, rows, platformTotal } = report;
  if (currency === undefined || days === undefined || rows.accepted === 0) return [];
  const style = numberStyle(currency, undefined);
  const grain = report.grain === "day" ? "by day" : "one total for exactly this period";
  const conversions = formatMetric("conversions", report.totals, style);
  return [
    `  ${platformName(report.platform)}, account "${report.account}", ${currency}, ${report.zone}`,
    `  ${days.from} to ${days.to}, ${grain}; ${formatCount(rows.accepted, style.locale)} of ${formatCount(rows.read, style.locale)} rows, ${counted(report.campaigns, "campaign")}`,
    `  spend ${formatMetric("spend", report.totals, style)}, ${formatMetric("impressions", report.totals, style)} impressions, ${formatMetric("clicks", report.totals, style)} clicks, ${conversions} conversions, value ${formatMetric("value", report.totals, style)}`,
    ...(platformTotal === undefined
      ? []
      : [
          `  the file's own total is ${formatMoney(platformTotal.spendMicros, style)}: a difference of ${formatMoney(platformTotal.differenceMicros, style)}`,
        ]),
    ...(report.revised > 0
      ? [
          `  ${counted(report.revised, "campaign-day")} had other numbers before; those are kept as revisions`,
        ]
      : []),
  ];
}

function faults(report: LoadReport): string[] {
  const shown = report.errors.slice(0, SHOWN_FAULTS).map(({ line, column, message }) => {
    const place = [
      line === null ? "" : `line ${line}`,
      column === null ? "" : `column "${column}"`,
    ];
    const where = place.filter((part) => part !== "").join(", ");
    return where === "" ? `  ${message}` : `  ${where}: ${message}`;
  });
  const hidden = Math.max(report.rows.rejected, report.errors.length) - shown.length;
  const more =
    hidden > 0 && shown.length > 0 ? [`  and ${hidden} more rows that cannot be read`] : [];
  const skip =
    report.outcome === "refused" && report.rows.accepted > 0
      ? ["  Mend these rows, or load the others alone with --skip-bad-rows."]
      : [];
  return [...shown, ...more, ...skip];
}

function notes(report: LoadReport): string[] {
  return report.warnings.map((warning) => `  Note: ${warning}`);
}
