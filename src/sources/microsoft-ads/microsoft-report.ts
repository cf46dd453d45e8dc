import { setTimeout as wait } from "node:timers/promises";

import { z } from "zod";

import type { Day, DayRange } from "../../domain/day.ts";
import { SourceFault } from "../../usecases/source.ts";
import { unreachable } from "../api/api-client.ts";
import type { MicrosoftApi } from "./microsoft-api.ts";
import { PLATFORM } from "./microsoft-token.ts";
import { REPORT_COLUMNS } from "./read-report.ts";

export interface MicrosoftReport {
  /** The reporting service's address, up to its version. */
  readonly url: string;
  readonly accountId: string;
  readonly days: DayRange;
  /** Microsoft's name of the account's zone. */
  readonly zone: string;
  readonly pollMs: number;
  /** Questions whether it is ready before it is given up until the next load. */
  readonly mostPolls: number;
}

const submitted = z.object({
  ReportRequestId: z.union([z.string(), z.number()]).transform(String),
});
const polled = z.object({
  ReportRequestStatus: z.object({
    Status: z.string(),
    ReportDownloadUrl: z.string().nullish(),
  }),
});

/** Has a report made, and says where its file is; undefined where there is nothing to report. */
export async function makeReport(
  api: MicrosoftApi,
  report: MicrosoftReport,
  signal: AbortSignal,
): Promise<string | undefined> {
  const { url, accountId, pollMs } = report;
  const { ReportRequestId } = await api.post({
    url: `${url}/GenerateReport/Submit`,
    accountId,
    body: { ReportRequest: requestOf(report) },
    data: submitted,
    signal,
  });
  for (let left = report.mostPolls; left > 0; left -= 1) {
    const { ReportRequestStatus } = await api.post({
      url: `${url}/GenerateReport/Poll`,
      accountId,
      body: { ReportRequestId },
      data: polled,
      signal,
    });
    const { Status, ReportDownloadUrl } = ReportRequestStatus;
    if (Status === "Success") return ReportDownloadUrl ?? undefined;
    if (Status !== "Pending") throw notMade(`ended with the status ${Status}`, ReportRequestId);
    await wait(pollMs, undefined, { signal }).catch((error: unknown) => {
      throw unreachable(PLATFORM, error, signal);
    });
  }
  throw notMade("is not ready yet", ReportRequestId);
}

function notMade(what: string, requestId: string): SourceFault {
  return new SourceFault("unreachable", `${PLATFORM}'s report ${what}.`, {
    next: "It is asked for again by itself.",
    requestId,
  });
}

function requestOf({ accountId, days, zone }: MicrosoftReport): unknown {
  return {
    Type: "CampaignPerformanceReportRequest",
    ReportName: "Trimtab campaigns by day",
    Format: "Csv",
    FormatVersion: "2.0",
    ReturnOnlyCompleteData: false,
    ExcludeColumnHeaders: false,
    ExcludeReportHeader: false,
    ExcludeReportFooter: false,
    Aggregation: "Daily",
    Columns: REPORT_COLUMNS,
    Scope: { AccountIds: [accountId] },
    Time: {
      CustomDateRangeStart: dateOf(days.from),
      CustomDateRangeEnd: dateOf(days.to),
      ReportTimeZone: zone,
    },
  };
}

function dateOf(day: Day): unknown {
  const [year, month, dayOfMonth] = day.split("-").map(Number);
  return { Year: year, Month: month, Day: dayOfMonth };
}
