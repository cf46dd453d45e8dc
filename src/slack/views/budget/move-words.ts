import type { Move } from "../../../domain/budget/plan/pair-moves.ts";
import type { BindingLimit } from "../../../domain/budget/plan/suggestion.ts";
import type {
  ChangeReason,
  ProposedChange,
  ShiftPlan,
} from "../../../domain/budget/proposal/proposal.ts";
import type { Micros } from "../../../domain/money.ts";
import {
  counted,
  formatAmount,
  formatBudget,
  formatCount,
  formatPercent,
  formatRoughCount,
  type NumberStyle,
} from "../format.ts";
import { type CampaignNames, campaignNames, linesWithin, namesList } from "./campaign-names.ts";

/** Between the moves of a plan and all else that a message says. */
const ROOM = { lines: 8, characters: 3_100 };

/** What moves, and why, a paragraph a move. In mrkdwn. */
export function moveParagraphs(plan: ShiftPlan, style: NumberStyle): string[] {
  const names = campaignNames(plan.changes.map(({ campaign }) => campaign));
  const reasons = new Map(plan.changes.map(({ campaign, reason }) => [campaign.id, reason]));
  const all = plan.moves.map((move) => {
    const why = whyWords(move, { names, reasons, plan, style });
    return `${moveWords(move, names, style)}${why === "" ? "" : `\n${why}`}`;
  });
  const { lines, left } = linesWithin(all, ROOM);
  return left > 0 ? [...lines, `and ${counted(left, "more move")}`] : [...lines];
}

/** `*Prospecting → Nonbrand*, $40 a day`. */
function moveWords(
  { from, to, amount }: Move<Micros, number>,
  names: CampaignNames,
  style: NumberStyle,
): string {
  const money = `${formatBudget(amount, style)} a day`;
  if (from === null) return `*More for ${names.markup(to)}*, ${money}`;
  if (to === null) return `*Less for ${names.markup(from)}*, ${money}`;
  return `*${names.markup(from)} → ${names.markup(to)}*, ${money}`;
}

/** The same for plain text. */
export function moveTitle(
  { from, to }: Pick<Move<Micros, number>, "from" | "to">,
  names: CampaignNames,
): string {
  if (from === null) return `More for ${names.plain(to)}`;
  return to === null
    ? `Less for ${names.plain(from)}`
    : `${names.plain(from)} → ${names.plain(to)}`;
}

interface WhyInput {
  readonly names: CampaignNames;
  readonly reasons: ReadonlyMap<number, ChangeReason | undefined>;
  readonly plan: ShiftPlan;
  readonly style: NumberStyle;
}

interface Side {
  readonly name: string;
  readonly reason: ChangeReason;
}

/** `The next $1 brings about $2.90 in Nonbrand, $1.20 in Prospecting (averages $4.10 and $1.90); from 6 budget changes.` */
function whyWords({ from, to }: Move<Micros, number>, input: WhyInput): string {
  const sides = [to, from].flatMap((id): Side[] => {
    const reason = id === null ? undefined : input.reasons.get(id);
    return reason === undefined ? [] : [{ name: input.names.markup(id), reason }];
  });
  if (sides.length === 0) return "";
  const changes = sides.reduce((sum, { reason }) => sum + reason.budgetChanges, 0);
  const learnt = changes === 0 ? "" : `; from ${counted(changes, "budget change")}`;
  return `${returnWords(sides, input)}${learnt}.`;
}

/** Said once, where no campaign of the plan has a budget change to learn from; empty elsewhere. */
export function unchangedWords({ changes }: ShiftPlan): string {
  const reasons = changes.flatMap(({ reason }) => (reason === undefined ? [] : [reason]));
  const learnt = reasons.length === 0 || reasons.some(({ budgetChanges }) => budgetChanges > 0);
  return learnt
    ? ""
    : "No budget change of these campaigns is on record: what they would do with more follows from how their spend has varied.";
}

function returnWords(sides: readonly Side[], { plan, style }: WhyInput): string {
  const marginal = sides.map(({ reason }) => reason.marginalReturn);
  const averages = sides.map(({ reason }) => reason.averageReturn);
  const label = averages.length === 1 ? "average" : "averages";
  if (plan.goal === "value") {
    const unit = unitOfMoney(style);
    const money = (rate: number) => formatAmount(rate * unit, style);
    const brings = sides.map(({ name }, i) => `${money(marginal[i] ?? 0)} in ${name}`);
    const next = formatBudget(BigInt(unit) * 1_000_000n, style);
    return `The next ${next} brings about ${brings.join(", ")} (${label} ${averages.map(money).join(" and ")})`;
  }
  const unit = unitOfCount(marginal);
  const count = (rate: number) => formatRoughCount(rate * unit, style.locale);
  const brings = sides.map(
    ({ name }, i) => `${count(marginal[i] ?? 0)}${i === 0 ? " conversions" : ""} in ${name}`,
  );
  const next = formatBudget(BigInt(unit) * 1_000_000n, style);
  return `The next ${next} bring about ${brings.join(", ")} (${label} ${averages.map(count).join(" and ")})`;
}

/** A currency without a minor unit is spoken of by the hundred. */
function unitOfMoney({ currency, locale }: NumberStyle): number {
  const parts = new Intl.NumberFormat(locale, { style: "currency", currency }).formatToParts(1.5);
  return parts.some(({ type }) => type === "fraction") ? 1 : 100;
}

/** So much spend that a person can picture what it brings. */
function unitOfCount(rates: readonly number[]): number {
  const most = Math.max(...rates);
  return [100, 1_000, 10_000].find((unit) => unit * most >= 1) ?? 100_000;
}

const NAMED = 3;
const LIMIT_ROOM = { lines: 6, characters: 1_500 };

const LIMITS: Readonly<Record<BindingLimit, (names: string, step: string) => string>> = {
  step: (names, step) => `one step is ${step} at most (${names})`,
  floor: (names) => `the least that is allowed (${names})`,
  ceiling: (names) => `the most that is allowed (${names})`,
  fixed: (names) => `a budget that is fixed (${names})`,
  group: (names) => `what its group may get (${names})`,
  "not-spending": (names) => `a budget that is not spent as it is (${names})`,
};

/** What keeps the plan from going farther; empty where nothing does. In mrkdwn. */
export function limitWords(plan: ShiftPlan, { locale }: NumberStyle): string {
  const names = campaignNames(plan.changes.map(({ campaign }) => campaign));
  const bound = new Map<BindingLimit, string[]>();
  for (const { binds, campaign } of plan.changes) {
    if (binds === undefined) continue;
    bound.set(binds, [...(bound.get(binds) ?? []), names.markup(campaign.id)]);
  }
  const step = formatPercent(plan.maxStep, locale, 1);
  const all = [...bound].map(([kind, who]) => LIMITS[kind](namesList(who, NAMED), step));
  return linesWithin(all, LIMIT_ROOM).lines.join("; ");
}

/** What binds one campaign, for a table. */
export function limitName({ binds }: ProposedChange): string {
  return binds === undefined ? "nothing" : NAMES[binds];
}

const NAMES: Readonly<Record<BindingLimit, string>> = {
  step: "the step",
  floor: "its floor",
  ceiling: "its ceiling",
  fixed: "fixed",
  group: "its group",
  "not-spending": "spends too little",
};

/** A rate of return as a figure: value per unit of spend, or conversions per 1,000 of spend. */
export function rateFigure(rate: number, plan: ShiftPlan, style: NumberStyle): string {
  return plan.goal === "value"
    ? formatAmount(rate, style)
    : formatCount(Number((rate * 1_000).toPrecision(3)), style.locale);
}
