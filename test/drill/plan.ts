/** How much is owed, and what is done to whom. */
export interface DrillPlan {
  readonly seed: number;
  readonly instances: number;
  /** Messages that are owed before the trouble ends, at least; of alerts, changes of numbers; of shifts, deeds of people; of sources, restatements and approved shifts. */
  readonly messages: number;
  readonly kills: number;
  readonly crashes: number;
  /** For which the trouble lasts, at least. */
  readonly troubleMs: number;
  /** Between two evaluations of a rule: half of the kills come just after a tick. Undefined: there are no rules. */
  readonly tickMs?: number;
}

export const WORKS = ["direct", "alerts", "shifts", "sources"] as const;
export type WorkName = (typeof WORKS)[number];

const FULL = {
  direct: { instances: 4, messages: 1_000, kills: 80, crashes: 2, troubleMs: 60_000 },
  alerts: { instances: 4, messages: 900, kills: 60, crashes: 2, troubleMs: 60_000, tickMs: 2_000 },
  shifts: { instances: 3, messages: 400, kills: 40, crashes: 1, troubleMs: 40_000 },
  sources: { instances: 3, messages: 120, kills: 40, crashes: 1, troubleMs: 40_000 },
};
const SHORT = {
  direct: { instances: 2, messages: 100, kills: 8, crashes: 1, troubleMs: 5_000 },
  alerts: { instances: 2, messages: 100, kills: 6, crashes: 1, troubleMs: 6_000, tickMs: 1_000 },
  shifts: { instances: 2, messages: 60, kills: 6, crashes: 1, troubleMs: 6_000 },
  sources: { instances: 2, messages: 30, kills: 8, crashes: 1, troubleMs: 10_000 },
};

export function drillPlan(
  work: WorkName,
  input: { readonly short: boolean; readonly seed: number },
): DrillPlan {
  return { ...(input.short ? SHORT : FULL)[work], seed: input.seed };
}

/** Everything is a tenth of what it is in the product, or less, so that a minute shows what an hour would. */
export const DRILL_PACING = { paceMs: 40, leaseMs: 2_500, callMs: 600, backoffMs: 100 };

/** Clocks here agree. */
export const CLOCK_MARGIN_MS = 1_000;

/** How often an instance looks for what is to be done. */
export const WAKE_MS = 100;

/** How long an instance's claims of sources and of budget writes hold without a sign of life. */
export const CLAIM_MS = 3_000;

export const PLATFORM_ACCOUNTS = 8;
export const PLATFORM_CAMPAIGNS = 4;
/** The platform restates more than a month: each load has several spans. */
export const TRAILING_DAYS = 70;
export const HISTORY_DAYS = 100;

/** Seals the sources' secrets. */
export const SECRET_KEY = Buffer.alloc(32, "drill").toString("base64");

export const BOT_TOKEN = "xoxb-drill";

export const CHANNELS = Array.from({ length: 12 }, (_, index) => ({
  id: `C0DRILL${index}`,
  name: `drill-${index}`,
  topic: "",
  hasApp: true,
  isPrivate: index % 3 === 0,
}));
