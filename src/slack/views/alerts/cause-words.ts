import type { ChangeExplanation, Factor } from "../../../domain/alerting/explain-change.ts";
import type { Mover } from "../../../domain/alerting/movers.ts";
import { relativeChange } from "../../../domain/kpi.ts";
import { mrkdwnName } from "../../mrkdwn.ts";
import { formatAmount, formatDistance, formatMultiple, type NumberStyle } from "../format.ts";
import { metricName, metricWords } from "../metric-name.ts";

/** `CPC up 12%, conversion rate down 38%: fewer clicks convert`. */
export function causeWords(why: ChangeExplanation, style: NumberStyle): string {
  const factors = why.factors.map((factor) => changeOf(factor, style)).join(", ");
  const reason = reasonWords(why);
  return `${factors}${reason === "" ? "" : `: ${reason}`}`;
}

function changeOf({ metric, now, before }: Factor, { locale }: NumberStyle): string {
  const change = relativeChange(now, before) ?? 0;
  if (Math.abs(change) < 0.0005) return `${metricWords(metric)} unchanged`;
  return `${metricWords(metric)} ${change > 0 ? "up" : "down"} ${formatDistance(change, locale)}`;
}

const UP: Readonly<Partial<Record<Factor["metric"], string>>> = {
  cpc: "clicks cost more",
  cvr: "more clicks convert",
  aov: "orders are worth more",
};
const DOWN: Readonly<Partial<Record<Factor["metric"], string>>> = {
  cpc: "clicks cost less",
  cvr: "fewer clicks convert",
  aov: "orders are worth less",
};

/** The strongest factor that pushed the way the KPI went. */
function reasonWords({ factors }: ChangeExplanation): string {
  const whole = factors.reduce((sum, { logChange }) => sum + logChange, 0);
  const lead = factors.find(({ logChange }) => logChange * whole > 0);
  if (lead === undefined) return "";
  return (lead.now > lead.before ? UP : DOWN)[lead.metric] ?? "";
}

const NAMED_MOVERS = 3;

/** `Brand US raised the account's CPA by $3.10, Brand UK lowered it by $0.40`; empty where none moved it. */
export function moverWords(
  metric: "cpa" | "roas",
  movers: readonly Mover[],
  style: NumberStyle,
): string {
  return movers
    .slice(0, NAMED_MOVERS)
    .map(({ campaign, effect }, index) => {
      const what = index === 0 ? `the account's ${metricName(metric)}` : "it";
      const verb = effect > 0 ? "raised" : "lowered";
      return `${mrkdwnName(campaign.name, 80)} ${verb} ${what} by ${effectFigure(metric, effect, style)}`;
    })
    .join(", ");
}

/** An effect without its sign. */
export function effectFigure(metric: "cpa" | "roas", effect: number, style: NumberStyle): string {
  const size = Math.abs(effect);
  return metric === "cpa" ? formatAmount(size, style) : formatMultiple(size, style.locale);
}
