import { Temporal } from "temporal-polyfill";

import { type Day, daysFrom } from "../../domain/day.ts";
import type { DemoCampaign } from "./demo-campaigns.ts";

export interface DemoFigures {
  readonly spend: number;
  readonly impressions: number;
  readonly clicks: number;
  readonly conversions: number;
  readonly value: number;
}

/** Monday to Sunday: how much is spent, and how well it converts. */
const WEEKDAY_SPEND = [1.02, 1.05, 1.04, 1.0, 0.97, 0.9, 0.94];
const WEEKDAY_CVR = [1.04, 1.03, 1.0, 0.99, 0.95, 0.97, 1.05];

/** Share of a day's conversions that are known so many days later. */
const SEEN_AFTER_DAYS = [0, 0.74, 0.87, 0.93, 0.96, 0.98, 0.99];

/** When a day is looked at, and what is otherwise than the campaign's plan says. */
export interface DemoLook {
  /** The numbers are as they are known on this day. */
  readonly today: Day;
  /** The campaign's budget of the day, where somebody has set it. */
  readonly budget?: number | undefined;
  /** The day from which the campaign's trouble is counted back, where it is not `today`. */
  readonly present?: Day;
}

/** One made-up day; the same arguments give the same figures. */
export function demoDay(campaign: DemoCampaign, day: Day, look: DemoLook): DemoFigures {
  const { today, present = today } = look;
  const random = dice(`${campaign.name} ${day}`);
  const date = Temporal.PlainDate.from(day);
  const weekday = date.dayOfWeek - 1;
  const budget = look.budget ?? demoBudget(campaign, day);
  const daysAgo = daysFrom(day, today);
  const spend = budget * 0.97 * at(WEEKDAY_SPEND, weekday) * spread(random, 0.04);
  const clicks = Math.round(spend / (campaign.cpc * spread(random, 0.06)));
  const impressions = Math.round(clicks / (campaign.ctr * spread(random, 0.07)));
  const expected =
    clicks *
    campaign.cvr *
    (budget / campaign.dailyBudget) ** (campaign.elasticity - 1) *
    at(WEEKDAY_CVR, weekday) *
    troubleFactor(campaign, daysFrom(day, present)) *
    spread(random, 0.12);
  const conversions = Math.round(expected * (SEEN_AFTER_DAYS[daysAgo] ?? 1));
  const value = conversions * campaign.aov * spread(random, 0.08);
  return { spend, impressions, clicks, conversions, value };
}

/** Days that a budget stands before somebody changes it. */
const BUDGET_DAYS = 24;
const BUDGET_FACTORS = [0.7, 0.85, 1, 1.15, 1.3];

/** What a campaign's daily budget was on a day: changed every few weeks, each campaign's on a day of its own. */
export function demoBudget({ name, dailyBudget }: DemoCampaign, day: Day): number {
  const phase = Math.floor(BUDGET_DAYS * dice(`${name} phase`)());
  const block = Math.floor((daysFrom(EPOCH, day) + phase) / BUDGET_DAYS);
  const drawn = Math.floor(BUDGET_FACTORS.length * dice(`${name} budget ${block}`)());
  return Math.round((dailyBudget * at(BUDGET_FACTORS, drawn)) / 10) * 10;
}

const EPOCH: Day = "2020-01-01";

function troubleFactor({ trouble }: DemoCampaign, daysAgo: number): number {
  return trouble !== undefined && daysAgo <= trouble.sinceDaysAgo ? trouble.cvrFactor : 1;
}

function at(table: readonly number[], index: number): number {
  return table[index] ?? 1;
}

/** About 1, within two widths of it. */
function spread(random: () => number, width: number): number {
  return 1 + width * (random() + random() + random() + random() - 2);
}

/** Mulberry32, seeded by a text (FNV-1a): numbers from 0 to 1 that are the same on every machine. */
function dice(seed: string): () => number {
  let state = 0x811c9dc5;
  for (const character of seed)
    state = Math.imul(state ^ (character.codePointAt(0) ?? 0), 0x01000193);
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
}
