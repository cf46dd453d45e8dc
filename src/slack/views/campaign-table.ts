import { type Metric, metricOf, needsValue, relativeChange } from "../../domain/kpi.ts";
import { platformName } from "../../domain/platform.ts";
import { type CampaignLine, isTargetSilent, toldMetric } from "../../domain/summary.ts";
import { campaignFigure, NO_VALUE } from "./campaign-figure.ts";
import { changeFigure } from "./change-words.ts";
import {
  type Figure,
  type FigureColumn,
  type FigureTable,
  figureTable,
  type TableRoom,
} from "./figure-table.ts";
import { counted, formatDistance, NO_FIGURE, type NumberStyle } from "./format.ts";
import { metricName } from "./metric-name.ts";
import { targetGap } from "./target-gap.ts";

export interface CampaignTableInput {
  readonly caption: string;
  readonly lines: readonly CampaignLine[];
  /** The figures to show, in order; the first in any case. */
  readonly metrics: readonly Metric[];
  /** Whose change against the previous period is shown; undefined: none. */
  readonly changeOf: Metric | undefined;
  readonly room: TableRoom;
}

/** A row a campaign: its figures, the change of one of them, and how far it misses its target. */
export function campaignTable(
  input: CampaignTableInput,
  style: NumberStyle,
): FigureTable & { readonly note: string | undefined } {
  const metrics = input.metrics.filter(
    (metric, index) => index === 0 || metric !== "roas" || input.lines.some(hasValue),
  );
  const several = new Set(input.lines.map(accountWords)).size > 1;
  const table = figureTable({
    caption: input.caption,
    nameTitle: "Campaign",
    name: ({ campaign }) => campaign.name,
    label: several ? { title: "Account", text: accountWords } : undefined,
    columns: [
      ...metrics.map((metric) => metricColumn(metric, style)),
      ...(input.changeOf === undefined ? [] : [changeColumn(input.changeOf, style)]),
      targetColumn(style),
    ],
    rows: input.lines,
    room: input.room,
  });
  const silent = input.lines.slice(0, table.shown).filter(({ withoutValue }) => withoutValue);
  const note =
    silent.length > 0 && metrics.some(needsValue)
      ? `${NO_FIGURE} where ${NO_VALUE}: ${counted(silent.length, "campaign")}.`
      : undefined;
  return { ...table, note };
}

/** `Meta Ads, Main`. */
export function accountWords({ campaign }: Pick<CampaignLine, "campaign">): string {
  const platform = platformName(campaign.platform);
  return campaign.account.includes(platform)
    ? campaign.account
    : `${platform}, ${campaign.account}`;
}

/** Without any conversion value a ROAS of zero says nothing. */
function hasValue({ totals, previous }: CampaignLine): boolean {
  return totals.valueMicros !== 0n || previous.totals.valueMicros !== 0n;
}

function metricColumn(metric: Metric, style: NumberStyle): FigureColumn<CampaignLine> {
  return {
    title: metricName(metric),
    figure: (line): Figure => ({
      text: campaignFigure(metric, line, style),
      value: toldMetric(metric, line),
    }),
  };
}

function changeColumn(metric: Metric, style: NumberStyle): FigureColumn<CampaignLine> {
  return {
    title: `${metricName(metric)} change`,
    figure: (line): Figure => {
      const before = metricOf(metric, line.previous.totals);
      const change = relativeChange(toldMetric(metric, line), before);
      return change === undefined
        ? { text: "", value: undefined }
        : { text: changeFigure(change, style.locale), value: percentPoints(change) };
    },
  };
}

/** Money spent without a conversion misses a CPA target by more than any number. */
const WORST = 1e15;

/** Sorted by how far the target is missed, so that trouble comes to the top. */
function targetColumn(style: NumberStyle): FigureColumn<CampaignLine> {
  return {
    title: "Missed target by",
    figure: (line): Figure => {
      if (isTargetSilent(line)) return { text: "", value: undefined };
      const { target, totals, kpis } = line;
      const gap = target && targetGap(target, kpis, style);
      if (target?.metric === "cpa" && totals.spendMicros > 0n && totals.conversions === 0) {
        return { text: "no conversion (CPA)", value: WORST };
      }
      if (target === undefined || gap === undefined) return { text: "", value: undefined };
      const share = formatDistance(gap.missedBy, style.locale);
      const name = metricName(target.metric);
      const text = gap.missedBy > 0 ? `${share} (${name})` : `met, ${share} inside (${name})`;
      return { text, value: percentPoints(gap.missedBy) };
    },
  };
}

function percentPoints(fraction: number): number {
  return Number((fraction * 100).toFixed(1));
}
