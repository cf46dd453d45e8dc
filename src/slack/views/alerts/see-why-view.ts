import type { Alert } from "../../../domain/alerting/alert.ts";
import type { ChangeExplanation, Factor } from "../../../domain/alerting/explain-change.ts";
import type { Mover } from "../../../domain/alerting/movers.ts";
import { relativeChange } from "../../../domain/kpi.ts";
import { platformName } from "../../../domain/platform.ts";
import { mrkdwnName, plainName } from "../../mrkdwn.ts";
import { changeFigure } from "../change-words.ts";
import { type FigureColumn, figureTable } from "../figure-table.ts";
import { formatFigure, formatMetric, type NumberStyle, numberStyle } from "../format.ts";
import { metricName } from "../metric-name.ts";
import { beforeWords } from "../period-words.ts";
import { freshnessWords, unitWords } from "../provenance.ts";
import type { MessageBlock, SlackMessage, ViewOptions } from "../slack-message.ts";
import { fields, header, notes, paragraph } from "../text-objects.ts";
import { causeWords, effectFigure } from "./cause-words.ts";
import { chanceWords, limitOrigin, readingWords } from "./reading-words.ts";
import { ruleWords } from "./rule-words.ts";
import { capital, rangeDays } from "./window-words.ts";

const ROOM = { rows: 20, characters: 4000 };

/** Why an alert fired: what the metric is made of, which campaigns moved the account, how the limit came about. */
export function seeWhyView(alert: Alert, options: ViewOptions): SlackMessage {
  const { rule, campaign, currency, zone, latest, target, why, movers, freshness } = alert;
  const style = numberStyle(currency, options.locale);
  const name = mrkdwnName(campaign.name, 100);
  const figures = readingWords({ rule, reading: latest }, style);
  const cause = why === undefined ? "" : ` ${capital(causeWords(why, style))}.`;
  const origin = limitOrigin({ when: rule.when, range: latest.range, target }, style);
  return {
    text: `Why “${mrkdwnName(rule.name, 100)}” looks at ${name}: ${figures}.${cause}`,
    blocks: [
      header(`Why: ${plainName(campaign.name, 130)}`),
      paragraph(`*${capital(figures)}*, ${rangeDays(latest.range)}.${cause}`),
      ...factorBlocks(alert, style),
      ...fields(madeOf(alert, style)),
      ...moverBlocks(why?.metric, movers, style),
      paragraph(
        [
          `*The limit*  ${origin === "" ? "Fixed in the rule." : `${capital(origin)}.`}`,
          `*How sure*  ${chanceWords(rule.metric, latest, style) ?? "This rule does not test whether chance alone could do it."}`,
          `*The rule*  ${ruleWords(rule, { zone, currency, locale: options.locale })}.`,
        ].join("\n"),
      ),
      ...notes([
        unitWords(currency, zone),
        freshnessWords({ range: latest.range, zone, freshness, now: options.now }),
      ]),
    ],
  };
}

function factorBlocks({ why, rule, latest }: Alert, style: NumberStyle): MessageBlock[] {
  if (why === undefined) {
    const words =
      rule.metric === "cpa" || rule.metric === "roas"
        ? `There is nothing to compare with: ${metricName(rule.metric)} is undefined in these days or in ${beforeWords(latest.range)}.`
        : "";
    return words === "" ? [] : [paragraph(words)];
  }
  const table = figureTable({
    caption: `What ${metricName(why.metric)} is made of, against ${beforeWords(latest.range)}`,
    nameTitle: "Factor",
    name: ({ metric }) => metricName(metric),
    columns: [
      column(
        "Now",
        (factor) => factor.now,
        (factor) => formatFigure(factor.metric, factor.now, style),
      ),
      column(
        "Before",
        (factor) => factor.before,
        (factor) => formatFigure(factor.metric, factor.before, style),
      ),
      column("Change", changeOf, (factor) => changeFigure(changeOf(factor), style.locale)),
      column(
        `Effect on ${metricName(why.metric)}`,
        ({ logChange }) => Math.expm1(logChange),
        ({ logChange }) => changeFigure(Math.expm1(logChange), style.locale),
      ),
    ],
    rows: [...why.factors, whole(why)],
    room: ROOM,
  });
  return [...table.blocks];
}

/** The KPI itself, as the last row: the effects multiplied. */
function whole({ metric, now, before, factors }: ChangeExplanation): Factor {
  const logChange = factors.reduce((sum, factor) => sum + factor.logChange, 0);
  return { metric, now, before, logChange };
}

function changeOf({ now, before }: Factor): number {
  return relativeChange(now, before) ?? 0;
}

function column(
  title: string,
  value: (factor: Factor) => number,
  text: (factor: Factor) => string,
): FigureColumn<Factor> {
  return { title, figure: (factor) => ({ text: text(factor), value: value(factor) }) };
}

/** The sums behind the figure. */
function madeOf({ latest }: Alert, style: NumberStyle): string[] {
  const { totals } = latest;
  return (["spend", "conversions", "clicks", "value"] as const).map(
    (metric) => `*${metricName(metric)}*\n${formatMetric(metric, totals, style)}`,
  );
}

function moverBlocks(
  metric: "cpa" | "roas" | undefined,
  movers: readonly Mover[],
  style: NumberStyle,
): MessageBlock[] {
  if (metric === undefined || movers.length === 0) return [];
  const name = metricName(metric);
  const table = figureTable({
    caption: `Campaigns that moved the account's ${name} most`,
    nameTitle: "Campaign",
    name: ({ campaign }: Mover) => campaign.name,
    label: { title: "Platform", text: ({ campaign }) => platformName(campaign.platform) },
    columns: [
      {
        title: `Moved ${name} by`,
        figure: ({ effect }) => ({
          text: `${effect > 0 ? "▲" : "▼"} ${effectFigure(metric, effect, style)}`,
          value: effect,
        }),
      },
    ],
    rows: movers,
    room: ROOM,
  });
  return [...table.blocks];
}
