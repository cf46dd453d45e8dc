import { z } from "zod";

/** Beyond this share of what Meta allows, in percent, calls soon fail, and each failing one counts too. */
const FULL = 90;
/** An account's score decays in 300 seconds. */
const DECAY_MS = 300_000;

const percent = z.number().default(0);

const businessUse = z.record(
  z.string(),
  z.array(
    z.object({
      call_count: percent,
      total_cputime: percent,
      total_time: percent,
      /** Minutes. */
      estimated_time_to_regain_access: z.number().default(0),
    }),
  ),
);
const accountUse = z.object({
  acc_id_util_pct: percent,
  /** Seconds. */
  reset_time_duration: z.number().optional(),
});
const insightsUse = z.object({ app_id_util_pct: percent, acc_id_util_pct: percent });

/** How long to leave Meta alone after an answer with these headers, milliseconds; 0 where there is room. */
export function usageWaitMs(header: (name: string) => string | undefined): number {
  const business = businessUse.safeParse(jsonOf(header("x-business-use-case-usage")));
  const account = accountUse.safeParse(jsonOf(header("x-ad-account-usage")));
  const insights = insightsUse.safeParse(jsonOf(header("x-fb-ads-insights-throttle")));
  const waits = business.success ? Object.values(business.data).flat().map(businessWait) : [];
  if (account.success && account.data.acc_id_util_pct >= FULL) {
    const { reset_time_duration: seconds } = account.data;
    waits.push(seconds === undefined ? DECAY_MS : seconds * 1000);
  }
  if (insights.success) {
    const { app_id_util_pct: app, acc_id_util_pct: ofAccount } = insights.data;
    if (Math.max(app, ofAccount) >= FULL) waits.push(DECAY_MS);
  }
  return Math.max(0, ...waits);
}

function businessWait(use: z.output<typeof businessUse>[string][number]): number {
  const minutes = use.estimated_time_to_regain_access;
  if (minutes > 0) return minutes * 60_000;
  const share = Math.max(use.call_count, use.total_cputime, use.total_time);
  return share >= FULL ? DECAY_MS : 0;
}

function jsonOf(text: string | undefined): unknown {
  try {
    return JSON.parse(text ?? "null");
  } catch {
    return null;
  }
}
